"""Locking ends a change of the casebook's key, backs up, and then ends the process."""

from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop.casebook_process import CasebookProcess
from desktop.context import Context
from desktop.usecases.lead.end_access import remove_person
from storage.database.page_check import key_fits
from storage.database.repositories import people
from storage.keys import key_epochs, key_file_store
from tests.fakes.small_school import PASSWORD, SmallSchool
from ui.widgets.lock_warning import LockWarning


class Ending:
    """The application, but its end is noted instead of ending the tests."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self.ended = False

    def installEventFilter(self, watcher: QObject) -> None:
        self._app.installEventFilter(watcher)

    def exit(self, _status: int) -> None:
        """It would end here."""
        self.ended = True


def test_a_removed_lead_is_out_when_the_window_is_locked(
    school: SmallSchool,
    context: Context,
    qapp: QApplication,
    qtbot: Any,
    capsys: pytest.CaptureFixture[str],
) -> None:
    app: Any = Ending(qapp)
    process = CasebookProcess(app, context, made_up=False)
    school.clock.advance(seconds=30)
    asked = {"do": "sign_in", "account": "ruth", "password": PASSWORD, "code": school.code()}
    process._take(asked)
    said: list[str] = []

    def opened() -> bool:
        said.append(capsys.readouterr().out)
        return '"opened"' in "".join(said)

    qtbot.waitUntil(opened, timeout=20_000)
    casebook = process._casebook
    assert casebook is not None
    old = casebook.database_key
    dan = people.by_account(casebook.connection, "dan")
    assert dan is not None
    remove_person(
        casebook, folder=school.casebook_folder, person_id=dan.id, reason="left the school"
    )
    path = school.casebook_folder / "casebook.db"
    assert key_fits(path, old)
    process.lock("asked")
    qtbot.waitUntil(lambda: app.ended, timeout=20_000)
    assert not key_fits(path, old)
    file = key_file_store.load_key_file(school.casebook_folder).file
    assert key_epochs.epochs(file) == (2,)
    assert len(list((school.laptop / "backups").glob("*.cbk"))) == 1
    with school.signed_in() as casebook:
        assert casebook.person.account == "ruth"


def test_before_it_locks_by_itself_the_window_says_so(
    school: SmallSchool,
    context: Context,
    qapp: QApplication,
    qtbot: Any,
    capsys: pytest.CaptureFixture[str],
) -> None:
    app: Any = Ending(qapp)
    process = CasebookProcess(app, context, made_up=False)
    school.clock.advance(seconds=30)
    process._take({"do": "sign_in", "account": "ruth", "password": PASSWORD, "code": school.code()})
    said: list[str] = []

    def opened() -> bool:
        said.append(capsys.readouterr().out)
        return '"opened"' in "".join(said)

    qtbot.waitUntil(opened, timeout=20_000)
    lock, window = process._auto_lock, process._window
    assert lock is not None
    assert window is not None
    (warning,) = window.findChildren(LockWarning)
    assert not warning.isVisible()
    lock.warned.emit(30)
    assert warning.isVisible()
    assert "30 seconds" in warning.text()
    lock.woken.emit()
    assert not warning.isVisible()
    process.lock("test")
    qtbot.waitUntil(lambda: app.ended, timeout=30_000)
