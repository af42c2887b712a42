"""Checks, backups, access and certificates with a real small casebook and the real workers."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop.context import Context
from desktop.controllers.document_controller import DocumentController
from desktop.controllers.lead import record_checks
from desktop.controllers.lead.casebook_controller import CasebookController
from desktop.job_runner import JobRunner
from desktop.settings import load_settings
from desktop.usecases.lead.backup_round import backup_due
from desktop.usecases.lead.check_casebook import last_check
from storage.database.backup import list_backups
from storage.database.faults import InterruptedReadError
from storage.records.errors import UserFacingError
from tests.fakes.damage import damage_pages, page_count
from tests.fakes.small_school import SmallSchool
from ui.main_window import MainWindow
from ui.views.access import AccessView
from ui.views.backup import BackupView
from ui.views.casebook_window import BACKUP, PEOPLE, TODAY
from ui.views.certificate import CertificateView
from ui.views.checks_codes import CodesView
from ui.views.checks_compare import CompareView

Find = Callable[[str], QWidget]
Enter = Callable[[], CasebookController]


@pytest.fixture
def enter(school: SmallSchool, context: Context, jobs: JobRunner, window: MainWindow) -> Enter:
    """Ruth signs in and sees Today."""

    def sign_in() -> CasebookController:
        return CasebookController(
            window=window,
            casebook=school.sign_in(),
            context=context,
            jobs=jobs,
            made_up=False,
            parent=window,
        )

    return sign_in


def page(window: MainWindow) -> Any:
    """The lead's page being shown."""
    return window.content().page()


def words(root: QWidget) -> str:
    """What can be read on it."""
    return " ".join(label.text() for label in root.findChildren(QLabel) if label.isVisible())


def press(qtbot: Any, control: QWidget) -> None:
    """Press as a person does."""
    qtbot.waitUntil(control.isEnabled, timeout=20_000)
    qtbot.mouseClick(control, Qt.MouseButton.LeftButton)


def cells(model: Any) -> list[list[str]]:
    """Every cell of a list."""
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def checked(lead: CasebookController, qtbot: Any) -> None:
    """Wait until the check beside the work has come to its end."""
    qtbot.waitUntil(
        lambda: not lead.care.checks.running() and bool(lead.care.checks.line().text),
        timeout=30_000,
    )


def test_the_check_after_the_sign_in_ends_with_a_good_line_and_is_remembered(
    enter: Enter, school: SmallSchool, qtbot: Any, find: Find
) -> None:
    lead = enter()
    checked(lead, qtbot)
    size = lead._desk.casebook.head().size
    line = find("casebook.check_line")
    # collecting and opening may write while the check runs; it covers what was there at its start
    good = lead.care.checks.line()
    assert good.severity == "success"
    assert f"entries checked today at {school.clock():%H:%M}." in line.text()
    last = last_check(lead._desk.reading())
    assert last is not None
    assert 0 < last.entries <= size
    lead.show_section(BACKUP)
    assert f"All {last.entries:,} entries checked today at" in words(page(lead._window))


def test_a_damaged_page_is_found_beside_the_work_and_said_in_words(
    enter: Enter, school: SmallSchool, window: MainWindow, qtbot: Any, find: Find
) -> None:
    """The negative control: the same check, with one bad page under the open casebook."""
    lead = enter()
    checked(lead, qtbot)
    database = school.casebook_folder / "casebook.db"
    damage_pages(database, page_count(database) // 2)
    lead.care.checks.start(full=True)
    checked(lead, qtbot)
    assert lead.care.checks.line().severity == "danger"
    press(qtbot, find("casebook.check_action"))
    view = page(window)
    assert isinstance(view, BackupView)
    assert lead.care.checks.faults
    assert lead.care.checks.faults[0].message in words(view)
    with qtbot.waitSignal(lead.asked) as caught:
        press(qtbot, find("backup.verify.mend"))
    assert caught.args == ["rescue"]


def test_locking_does_not_wait_for_a_check(
    enter: Enter, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []

    def endless(_plan: object, *, progress: Any, cancelled: Callable[[], bool]) -> None:
        started.append(True)
        while not cancelled():
            time.sleep(0.005)
        raise InterruptedReadError

    monkeypatch.setattr(record_checks, "check_casebook", endless)
    lead = enter()
    qtbot.waitUntil(lambda: bool(started), timeout=10_000)
    before = time.monotonic()
    lead.let_go()
    lead.care.finish()
    assert time.monotonic() - before < 2


def test_a_check_can_be_stopped_and_saving_goes_on_meanwhile(
    enter: Enter,
    school: SmallSchool,
    qtbot: Any,
    find: Find,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    running = []

    def endless(_plan: object, *, progress: Any, cancelled: Callable[[], bool]) -> None:
        running.append(True)
        while not cancelled():
            progress("entries", 100, 400)
            time.sleep(0.005)
        raise InterruptedReadError

    monkeypatch.setattr(record_checks, "check_casebook", endless)
    lead = enter()
    qtbot.waitUntil(lambda: bool(running), timeout=10_000)
    before = lead._desk.casebook.head().size
    lead.open_pupil(school.first_pupil)  # writes that the file was opened
    qtbot.waitUntil(lambda: lead._desk.reading().head().size > before, timeout=10_000)
    lead.show_section(BACKUP)
    press(qtbot, find("backup.verify.stop"))
    qtbot.waitUntil(lambda: not lead.care.checks.running(), timeout=10_000)
    assert "stopped" in lead.care.checks.line().text


def test_who_has_seen_this_shows_the_opening(
    enter: Enter, school: SmallSchool, window: MainWindow, qtbot: Any, find: Find
) -> None:
    lead = enter()
    lead.open_pupil(school.first_pupil)
    qtbot.waitUntil(
        lambda: "Opened the file" in str(_who_has_seen(lead, school.first_pupil)), timeout=10_000
    )
    press(qtbot, find("file.seen"))
    view = page(window)
    assert isinstance(view, AccessView)
    (row,) = cells(view.model)
    assert row[1:3] == ["Ruth Okafor", "Opened the file"]
    assert "cannot know" in words(view)
    lead.open_access()
    whole = page(window)
    assert {"Opened the file", "Signed in"} <= {row[2] for row in cells(whole.model)}
    press(qtbot, find("access.kind.sign_in"))
    assert {row[2] for row in cells(whole.model)} == {"Signed in"}


def _who_has_seen(lead: CasebookController, pupil: str) -> object:
    from desktop.usecases.lead.access_ledger import who_has_seen  # only here

    return who_has_seen(lead._desk.reading(), pupil_id=pupil)


def test_two_places_one_of_them_gone(
    enter: Enter, school: SmallSchool, window: MainWindow, qtbot: Any, find: Find
) -> None:
    lead = enter()
    checked(lead, qtbot)
    lead.show_section(BACKUP)
    view = page(window)
    view.second_folder.set_path(str(school.root / "no such stick"))
    settings = load_settings(lead._desk.context.paths.settings_file)
    assert settings.backup_folders == (str(school.root / "no such stick"),)
    press(qtbot, find("backup.now"))
    qtbot.waitUntil(lambda: "cannot be reached" in words(view), timeout=20_000)
    assert len(list_backups(Path(view.folder.path()))) == 1
    assert f"Last backup here: 22 Nov 2026, {school.clock():%H:%M}" in words(view)


def test_a_casebook_left_open_is_backed_up_unattended(
    enter: Enter, school: SmallSchool, qtbot: Any
) -> None:
    lead = enter()
    checked(lead, qtbot)
    school.backups.mkdir(exist_ok=True)
    with qtbot.waitSignal(lead.care.backups.ended, timeout=20_000) as caught:
        lead.care.backups.look()
    assert len(caught.args[0].made) == 1
    assert not backup_due(lead._desk.reading())
    with qtbot.assertNotEmitted(lead.care.backups.ended, wait=300):
        lead.care.backups.look()
    school.clock.advance(hours=25)
    lead.open_pupil(school.first_pupil)
    qtbot.waitUntil(lambda: backup_due(lead._desk.reading()), timeout=10_000)
    with qtbot.waitSignal(lead.care.backups.ended, timeout=20_000):
        lead.care.backups.look()
    assert len(list_backups(school.backups)) == 2


def test_a_reminder_on_today_leads_to_its_place_in_one_press(
    enter: Enter, school: SmallSchool, window: MainWindow, qtbot: Any, find: Find
) -> None:
    school.backups.mkdir(exist_ok=True)
    lead = enter()
    checked(lead, qtbot)
    assert "No backup has been made yet." in words(page(window))
    press(qtbot, find("today.reminder_action"))
    assert isinstance(page(window), BackupView)
    qtbot.waitUntil(lambda: len(list_backups(school.backups)) == 1, timeout=20_000)
    qtbot.waitUntil(lambda: not lead.care.backups.running(), timeout=20_000)
    lead.show_section(TODAY)
    assert "No backup has been made yet." not in words(page(window))
    lead.act_on("people")
    assert window.content().section() == PEOPLE


def test_a_restore_is_tried_and_the_numbers_stand_side_by_side(
    enter: Enter, school: SmallSchool, window: MainWindow, qtbot: Any, find: Find
) -> None:
    school.backups.mkdir(exist_ok=True)
    lead = enter()
    checked(lead, qtbot)
    lead.show_section(BACKUP)
    press(qtbot, find("backup.now"))
    qtbot.waitUntil(find("backup.restore").isEnabled, timeout=20_000)
    press(qtbot, find("backup.restore"))
    view = page(window)
    qtbot.waitUntil(lambda: "every entry in it is as it was written" in words(view), timeout=20_000)
    names = {label.accessibleName() for label in view.restore.table.findChildren(QLabel)}
    assert any(name.startswith("Children, In the backup: ") for name in names)
    assert any(name.startswith("Entries, Now: ") for name in names)


def test_a_certificate_is_made_listed_and_compared(
    enter: Enter, school: SmallSchool, window: MainWindow, qtbot: Any, find: Find
) -> None:
    lead = enter()
    checked(lead, qtbot)
    lead.open_certificate()
    view = page(window)
    assert isinstance(view, CertificateView)
    file = school.root / "certificate.pdf"
    view.path.line.setText(str(file))
    view.recipient.setText("Chair of governors")
    press(qtbot, find("certificate.make"))
    find("certificate.result")
    assert file.read_bytes().startswith(b"%PDF")
    lead.open_codes()
    codes = page(window)
    assert isinstance(codes, CodesView)
    code = next(row for row in cells(codes.model))[3]
    lead.open_compare()
    compare = page(window)
    assert isinstance(compare, CompareView)
    compare.files.add(str(file))
    press(qtbot, find("compare.check"))
    qtbot.waitUntil(lambda: bool(compare.verdict.text()), timeout=20_000)
    assert compare.verdict.text() == "The record agrees with what was given out."
    compare.files.clear()
    compare.code.setText(code.lower())
    press(qtbot, find("compare.check"))
    qtbot.waitUntil(lambda: "agrees" not in compare.verdict.text(), timeout=20_000)
    qtbot.waitUntil(lambda: "Entries then" in words(compare), timeout=20_000)
    compare.code.setText("A" * 52)
    press(qtbot, find("compare.check"))
    qtbot.waitUntil(lambda: "Entries then" not in words(compare), timeout=20_000)


def test_a_document_is_checked_without_a_sign_in_and_a_changed_one_is_named(
    enter: Enter, school: SmallSchool, jobs: JobRunner, window: MainWindow, qtbot: Any, find: Find
) -> None:
    lead = enter()
    checked(lead, qtbot)
    lead.open_certificate()
    file = school.root / "certificate.pdf"
    page(window).path.line.setText(str(file))
    page(window).recipient.setText("Head")
    press(qtbot, find("certificate.make"))
    find("certificate.result")
    lead.let_go()
    lead.care.finish()
    start = DocumentController(window=window, jobs=jobs, parent=window)
    start.begin()
    start.view.files.add(str(file))
    press(qtbot, find("document.check"))
    qtbot.waitUntil(lambda: bool(start.view.verdict.text()), timeout=20_000)
    assert start.view.verdict.text() == "This file is as the school made it."
    data = bytearray(file.read_bytes())
    place = data.index(b"stream") + 40
    data[place] ^= 1
    changed = school.root / "changed.pdf"
    changed.write_bytes(bytes(data))
    start.view.files.clear()
    start.view.files.add(str(changed))
    press(qtbot, find("document.check"))
    qtbot.waitUntil(
        lambda: start.view.verdict.text() == "This file is not as the school made it.",
        timeout=20_000,
    )


def test_a_check_that_cannot_begin_is_said_and_is_no_alarm(
    enter: Enter, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_a: object, **_k: object) -> None:
        raise UserFacingError("database.disk_full")

    monkeypatch.setattr(record_checks, "plan_check", refuse)
    lead = enter()
    checked(lead, qtbot)
    assert lead.care.checks.line().severity == "warning"
    assert "could not be checked" in lead.care.checks.line().text
