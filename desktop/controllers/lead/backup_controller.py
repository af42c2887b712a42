"""Backup and checks: back up now, rehearse a restore, verify the record, compare the read
tables.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.controllers.lead.desk import Desk
from desktop.settings import load_settings, save_settings
from desktop.usecases.lead.back_up import Rehearsal, back_up, newest_backup, rehearse
from desktop.usecases.lead.backup_round import BackupDone
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from desktop.usecases.verify_document import Report
from storage.database.backup import list_backups
from storage.database.repositories import ledger_rows, settings
from storage.records.errors import UserFacingError
from storage.records.times import for_people, to_text
from ui.care_material import BackupPlace, BackupState
from ui.lead_drafts import BackupChoice
from ui.lead_material import CheckOutcome, RestoreSeen
from ui.messages import message_for
from ui.views.backup import BackupView


class BackupController(QObject):
    """Runs each check in the worker with progress; all of them can be left running while
    working.
    """

    progressed = Signal(str, int, int)

    def __init__(self, desk: Desk) -> None:
        self.view = BackupView()
        super().__init__(self.view)
        self._desk = desk
        self._folder = desk.context.backup_folder
        self.progressed.connect(self.view.show_progress)
        self.view.folder_chosen.connect(self._choose_folder)
        self.view.backup_requested.connect(self._back_up)
        self.view.restore_check_requested.connect(self._rehearse)
        self.view.verify_requested.connect(self._verify)
        self.view.replay_requested.connect(self._replay)

    def begin(self) -> None:
        """Show where the backups go and when the last one was made."""
        last = settings.get(self._desk.reader, "last_backup", {}) or {}
        sentence = (
            self.tr("{count} entries are in it.").format(count=last["entries"])
            if last
            else self.tr("No backup has been made yet.")
        )
        self.view.show_state(
            BackupState(
                first=BackupPlace(folder=str(self._folder), last_at=last.get("at", "")),
                sentence=sentence,
                severity="success" if last else "warning",
                earlier=tuple(
                    (str(item.path), for_people(to_text(item.made_at)))
                    for item in _listed(self._folder)
                ),
            )
        )

    def _run(self, check: str, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._desk.jobs.run(
            work,
            receiver=self.view,
            on_done=done,
            on_error=lambda error: self._failed(check, error),
        )

    def _failed(self, check: str, error: UserFacingError) -> None:
        message = message_for(error)
        self.view.show_outcome(
            CheckOutcome(
                check=check, ok=False, sentence=message.message, next_step=message.next_step
            )
        )

    def _progress(self, check: str) -> Callable[[int, int], None]:
        return lambda done, total: self.progressed.emit(check, done, total)

    def _choose_folder(self, choice: BackupChoice) -> None:
        self._folder = Path(choice.folder)
        file = self._desk.context.paths.settings_file
        save_settings(file, replace(load_settings(file), backup_folder=choice.folder))
        self.begin()

    def _back_up(self) -> None:
        folder = self._folder
        self._run(
            "backup",
            lambda: back_up(
                self._desk.casebook,
                folder=folder,
                key_folder=self._desk.context.paths.casebook,
                progress=self._progress("backup"),
            ),
            self._backed_up,
        )

    def _backed_up(self, made: BackupDone) -> None:
        self.begin()
        self._desk.shell.show_backup_line("")
        self.view.show_outcome(
            CheckOutcome(
                check="backup",
                ok=True,
                sentence=self.tr(
                    "Written and verified: {pupils} children, {entries} entries."
                ).format(pupils=made.pupils, entries=made.entries),
                facts=((self.tr("File"), str(made.path)), (self.tr("Check code"), made.check_code)),
            )
        )

    def _rehearse(self, choice: BackupChoice) -> None:
        def work() -> Rehearsal:
            chosen = Path(choice.folder) if choice.folder else self._folder
            path = chosen if chosen.is_file() else newest_backup(chosen)
            return rehearse(self._desk.casebook, path=path, progress=self._progress("restore"))

        self._run("restore", work, self._rehearsed)

    def _rehearsed(self, seen: Rehearsal) -> None:
        children, entries = ledger_rows.counts(self._desk.reader)
        self.view.show_restore(
            RestoreSeen(
                children=seen.pupils,
                entries=seen.entries,
                last_entry=seen.last_at,
                children_now=children,
                entries_now=entries,
                ledger_ok=seen.verified,
            )
        )

    def _verify(self) -> None:
        self._run(
            "verify",
            lambda: verify_ledger(self._desk.casebook, progress=self._progress("verify")),
            self._verified,
        )

    def _verified(self, report: Report) -> None:
        self.view.show_outcome(
            CheckOutcome(
                check="verify",
                ok=report.result == "ok",
                sentence=report.proved[0]
                if report.proved
                else self.tr("The record does not verify."),
                next_step=_fault_words(report),
                facts=tuple((self.tr("Not proved"), line) for line in report.not_proved),
            )
        )

    def _replay(self) -> None:
        self._run(
            "replay",
            lambda: replay_differences(self._desk.casebook, progress=self._progress("replay")),
            self._replayed,
        )

    def _replayed(self, differences: tuple[object, ...]) -> None:
        self.view.show_outcome(
            CheckOutcome(
                check="replay",
                ok=not differences,
                sentence=self.tr("Every list and file shows exactly what the record says.")
                if not differences
                else self.tr("{count} rows differ from the record.").format(count=len(differences)),
            )
        )


def _listed(folder: Path) -> list[Any]:
    try:
        return list(list_backups(folder))
    except UserFacingError:
        return []


def _fault_words(report: Report) -> str:
    if report.first_fault is None:
        return ""
    facts = {name: value for name, value in report.first_fault.items() if name != "code"}
    return message_for(UserFacingError(report.first_fault["code"], **facts)).text
