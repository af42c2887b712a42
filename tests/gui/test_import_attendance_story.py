"""A school brings in attendance, by the keyboard alone."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from desktop.context import Context
from desktop.controllers.lead.casebook_controller import CasebookController
from desktop.job_runner import JobRunner
from storage.database.repositories import attendance, pupils
from tests.fakes.small_school import SmallSchool
from ui.main_window import MainWindow
from ui.views.import_attendance import ImportAttendanceView
from ui.views.pupils import PupilsView


@pytest.fixture
def lead(
    school: SmallSchool, context: Context, jobs: JobRunner, window: MainWindow
) -> CasebookController:
    return CasebookController(
        window=window, casebook=school.sign_in("ruth"), context=context, jobs=jobs, made_up=False,
        parent=window,
    )  # fmt: skip


def test_attendance_is_looked_at_and_taken_by_keyboard(
    lead: CasebookController, qtbot: Any, tmp_path: Path
) -> None:
    child = pupils.all_pupils(lead._desk.reader)[0]
    file = tmp_path / "autumn.csv"
    file.write_text(
        "Whom,From,To,Possible,Absent\n"
        f"{child.display_name},01/09/2026,23/10/2026,60,12\n"
        f"{child.display_name},07/09/2026,11/09/2026,10,2\n"
        "Nobody Known,01/09/2026,23/10/2026,60,1\n",
        encoding="utf-8",
    )
    lead._shell.section_chosen.emit("pupils")
    listing = lead._shell.page()
    assert isinstance(listing, PupilsView)
    qtbot.keyClick(listing.more, Qt.Key.Key_Return)
    assert listing.menu.isVisible()
    qtbot.keyClick(listing.menu, Qt.Key.Key_Down)
    qtbot.keyClick(listing.menu, Qt.Key.Key_Return)
    view = lead._shell.page()
    assert isinstance(view, ImportAttendanceView)
    view.path.line.setText(str(file))
    qtbot.keyClick(view.path.line, Qt.Key.Key_Return)
    qtbot.waitUntil(view.map.isVisible, timeout=10_000)
    combos = dict(view.map._combos)
    assert combos["From"].value() == "since"
    combos["Whom"].set_value("child")
    qtbot.keyClick(view.map._go, Qt.Key.Key_Return)
    qtbot.waitUntil(view.take.isEnabled, timeout=10_000)
    assert view.take.text() == "Import 1 period"
    assert view._summary.text() == ("3 rows in the file · 1 child found · 1 Sep 2026 – 23 Oct 2026")
    assert view.rows.rows()[0].detail == "Missed 12 of 60 sessions"
    view.tabs.chosen.emit("refused")
    assert [row.title for row in view.rows.rows()] == ["Line 3", "Line 4"]
    qtbot.keyClick(view.take, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not view.path.path(), timeout=10_000)
    (taken,) = attendance.of_pupil(lead._desk.reader, child.id)
    assert (taken.possible, taken.missed) == (60, 12)
    assert not view.take.isEnabled()
