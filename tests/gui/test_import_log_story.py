"""A school brings in the log of its old system, by the keyboard alone."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from desktop.context import Context
from desktop.controllers.lead.casebook_controller import CasebookController
from desktop.job_runner import JobRunner
from storage.database.repositories import chronology, pupils
from storage.records.log_rows import MIGRATED
from tests.fakes.small_school import SmallSchool
from ui.main_window import MainWindow
from ui.views.import_log import CHILDREN, ImportLogView


@pytest.fixture
def lead(
    school: SmallSchool, context: Context, jobs: JobRunner, window: MainWindow
) -> CasebookController:
    return CasebookController(
        window=window, casebook=school.sign_in("ruth"), context=context, jobs=jobs, made_up=False,
        parent=window,
    )  # fmt: skip


def begun(lead: CasebookController, qtbot: Any, path: Path, *, system: str) -> ImportLogView:
    """The page with a file chosen."""
    lead.open_log_import()
    view = lead._shell.page()
    assert isinstance(view, ImportLogView)
    view.system.setText(system)
    view.path.line.setText(str(path))
    view.offer_file(str(path))
    return view


def test_a_log_is_taken_with_one_child_given_and_one_left_out(
    lead: CasebookController, qtbot: Any, tmp_path: Path
) -> None:
    reader = lead._desk.reader
    first = pupils.all_pupils(reader)[0]
    file = tmp_path / "old log.csv"
    rows = (
        "Student,Date,Incident,Mood",
        f"{first.display_name},03/02/2023,Came hungry.,low",
        f"{first.display_name}x,04/02/2023,Her words.,",
        "Long Gone,05/02/2019,Left since.,",
        ",05/02/2019,Whose?,",
    )
    file.write_text("\n".join(rows), encoding="utf-8-sig")
    view = begun(lead, qtbot, file, system="OldSafe")
    qtbot.waitUntil(view.unknown.isVisible, timeout=10_000)
    assert not view.take.isEnabled()
    assert [row.title for row in view.unknown.rows.rows()] == [
        f"{first.display_name}x",
        "Long Gone",
    ]
    view.unknown.child.setFocus()
    qtbot.keyClicks(view.unknown.child, first.display_name[:4])
    qtbot.keyClick(view.unknown.child, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "This is" in view.unknown.rows.rows()[0].detail, timeout=10_000)
    assert view._tab == CHILDREN
    assert view.unknown.rows.current_id() == view.unknown.rows.rows()[1].id
    rest = view.unknown._rest
    qtbot.keyClick(rest, Qt.Key.Key_Space)
    assert view.unknown._why._error.isVisible(), "a reason is asked for"
    qtbot.keyClicks(view.unknown.reason, "Left in 2020")
    qtbot.keyClick(rest, Qt.Key.Key_Space)
    qtbot.waitUntil(view.take.isEnabled, timeout=10_000)
    assert view.take.text() == "Import 2 rows"
    assert "4 rows in the file = 2 to take" in view._summary.text()
    qtbot.keyClick(view.take, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "2 rows taken" in view.message.text(), timeout=10_000)
    taken = chronology.of_pupil(reader, first.id)
    assert [(row.text, row.category) for row in taken] == [
        ("Came hungry.", MIGRATED),
        ("Her words.", MIGRATED),
    ]
    view.offer_file(str(file))
    qtbot.waitUntil(lambda: "taken in on" in view.message.text(), timeout=10_000)
    assert not view.take.isEnabled()


def test_columns_that_nobody_knows_are_asked_about(
    lead: CasebookController, qtbot: Any, tmp_path: Path
) -> None:
    name = pupils.all_pupils(lead._desk.reader)[0].display_name
    file = tmp_path / "own.csv"
    file.write_text(f"Whom;Story\n{name};A story.\n", encoding="cp1252")
    view = begun(lead, qtbot, file, system="Spreadsheet log")
    qtbot.waitUntil(view.map.isVisible, timeout=10_000)
    for combo, field in zip(
        (each for _name, each in view.map._combos), ("child", "text"), strict=True
    ):
        combo.set_value(field)
    qtbot.keyClick(view.map._go, Qt.Key.Key_Space)
    qtbot.waitUntil(view.take.isEnabled, timeout=10_000)
    assert view.rows.rows()[0].detail == "A story."
