"""Backup and checks: where the copies go and whether they work, and what proves the record."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.controllers.lead.desk import Desk
from desktop.settings import load_settings, save_settings
from desktop.usecases.lead.back_up import Rehearsal, newest_backup, rehearse
from desktop.usecases.lead.backup_round import LAST_BACKUP, BackupRound, FolderState, folder_states
from desktop.usecases.lead.verify_casebook import replay_differences
from storage.database.backup import list_backups, summary
from storage.database.repositories import settings
from storage.records.errors import UserFacingError
from storage.records.times import for_people, to_text
from ui.care_material import BackupPlace, BackupState
from ui.lead_drafts import BackupChoice
from ui.lead_material import CheckOutcome, RestoreSeen
from ui.messages import message_for
from ui.views.backup import BACKUP, REPLAY, RESTORE, VERIFY, BackupView

_MEGABYTE = 1_000_000
_MENDABLE = ("damage.", "ledger.", "database.damaged")


class BackupController(QObject):
    """Every one of these can be left running while working."""

    progressed = Signal(str, int, int)

    def __init__(self, desk: Desk) -> None:
        self.view = BackupView()
        super().__init__(self.view)
        self._desk = desk
        view, go, care = self.view, desk.go, desk.care
        self.progressed.connect(view.show_progress)
        view.folder_chosen.connect(self._choose_first)
        view.second_folder_chosen.connect(self._choose_second)
        view.backup_requested.connect(self._back_up)
        view.restore_check_requested.connect(self._rehearse)
        view.verify_requested.connect(lambda: care.checks.start(full=True))
        view.verify_stopped.connect(care.checks.stop)
        view.mend_requested.connect(go.mend)
        view.replay_requested.connect(self._replay)
        view.codes_requested.connect(go.open_codes)
        view.compare_requested.connect(go.open_compare)
        view.certificate_requested.connect(go.open_certificate)
        view.documents_requested.connect(go.open_register)
        view.sheets_requested.connect(go.open_sheets)
        view.access_requested.connect(go.open_access)
        view.reminder_acted.connect(go.act_on)
        care.checks.progressed.connect(self._show_check_progress)
        care.checks.ended.connect(self._show_check_end)
        care.backups.progressed.connect(self._show_backup_progress)
        care.backups.ended.connect(self._backed_up)
        care.backups.failed.connect(self._not_backed_up)

    def begin(self) -> None:
        """Show where the backups stand and what is known of the record."""
        self.refresh()
        if self._desk.care.backups.running():
            self.view.show_progress(BACKUP, 0, 0)

    def refresh(self) -> None:
        """Show it as it is now."""
        self._show_backups()
        self._show_record()
        self.view.show_reminders(self._desk.care.reminders())

    def act_on(self, action: str) -> None:
        """Do what a reminder offers: "backup", "rehearse" or "check"; else only show the page."""
        if action == "backup":
            self._back_up()
        elif action == "rehearse":
            self._rehearse(BackupChoice(folder=""))
        elif action == "check":
            self._desk.care.checks.start(full=True)

    # -- backups ---------------------------------------------------------------------------------

    def _show_backups(self) -> None:
        last = settings.get(self._desk.reader, LAST_BACKUP, {}) or {}
        places = self._places()
        failing = [place for place in places if place.problem]
        sentence, severity = self._backup_words(last, failing)
        earlier = _listed([Path(place.folder) for place in places])
        self.view.show_state(
            BackupState(
                first=places[0],
                second=places[1] if len(places) > 1 else BackupPlace(),
                sentence=sentence,
                severity=severity,
                last_size=_size(last.get("path", "")),
                earlier=earlier,
            )
        )

    def _backup_words(self, last: dict[str, Any], failing: list[BackupPlace]) -> tuple[str, str]:
        if not last:
            return self.tr("No backup has been made yet."), "warning"
        words = self.tr("{entries} entries are in the last backup, which was opened and checked.")
        text = words.format(entries=f"{last['entries']:,}")
        return text, "warning" if failing else "success"

    def _places(self) -> list[BackupPlace]:
        known = {state.folder: state for state in folder_states(self._desk.reading())}
        return [
            _place(str(folder), known) for folder in self._desk.care.backups.context.backup_folders
        ]

    def _choose_first(self, choice: BackupChoice) -> None:
        self._keep(backup_folder=choice.folder)

    def _choose_second(self, choice: BackupChoice) -> None:
        self._keep(backup_folders=(choice.folder,) if choice.folder else ())

    def _keep(self, **changes: Any) -> None:
        backups = self._desk.care.backups
        file = backups.context.paths.settings_file
        try:
            save_settings(file, replace(load_settings(file), **changes))
        except UserFacingError as error:
            self._desk.say(self.view, error)
            return
        backups.context = replace(
            backups.context, settings=replace(backups.context.settings, **changes)
        )
        self._show_backups()

    def _back_up(self) -> None:
        self.view.show_progress(BACKUP, 0, 0)
        self._desk.care.backups.start()

    def _show_backup_progress(self, done: int, total: int) -> None:
        self.view.show_progress(BACKUP, done, total)

    def _backed_up(self, done: BackupRound) -> None:
        self._show_backups()
        self._desk.shell.show_backup_line("")
        if done.failed:
            message = message_for(done.failed[0].error)
            self.view.show_outcome(
                CheckOutcome(
                    check=BACKUP,
                    ok=False,
                    sentence=self.tr("Written to one place, not to the other: {why}").format(
                        why=message.message
                    )
                    if done.made
                    else message.message,
                    next_step=message.next_step,
                )
            )
            return
        made = done.made[0]
        words = self.tr("Written, opened and checked: {pupils} children, {entries} entries.")
        self.view.show_outcome(
            CheckOutcome(
                check=BACKUP,
                ok=True,
                sentence=words.format(pupils=f"{made.pupils:,}", entries=f"{made.entries:,}"),
            )
        )

    def _not_backed_up(self, error: UserFacingError) -> None:
        self._failed(BACKUP, error)

    def _rehearse(self, choice: BackupChoice) -> None:
        def work() -> Rehearsal:
            path = (
                Path(choice.folder)
                if choice.folder
                else self._desk.care.backups.context.backup_folder
            )
            file = path if path.is_file() else newest_backup(path)
            return rehearse(self._desk.casebook, path=file, progress=self._progress(RESTORE))

        self._run(RESTORE, work, self._rehearsed)

    def _rehearsed(self, seen: Rehearsal) -> None:
        now = summary(self._desk.reader)
        self.view.show_restore(
            RestoreSeen(
                children=seen.pupils,
                entries=seen.entries,
                last_entry=seen.last_at,
                children_now=now.pupils,
                entries_now=now.entries,
                last_entry_now=now.last_at or "",
                ledger_ok=seen.verified,
            )
        )
        self.view.show_reminders(self._desk.care.reminders())

    # -- proofs ----------------------------------------------------------------------------------

    def _show_record(self) -> None:
        care = self._desk.care
        self.view.show_record(care.record_state())
        if care.checks.faults:
            self._show_faults()
        line = care.checks.line()
        if care.checks.running():
            self.view.show_progress(VERIFY, line.done, line.total)

    def _show_check_progress(self, done: int, total: int) -> None:
        self.view.show_progress(VERIFY, done, total)

    def _show_check_end(self, _ok: bool) -> None:
        self._show_record()

    def _show_faults(self) -> None:
        first, *more = self._desk.care.checks.faults
        self.view.show_outcome(
            CheckOutcome(
                check=VERIFY,
                ok=False,
                sentence=first.message,
                next_step=first.next_step,
                facts=tuple((self.tr("Also"), fault.message) for fault in more),
                mendable=first.code.startswith(_MENDABLE),
            )
        )

    def _replay(self) -> None:
        self._run(
            REPLAY,
            lambda: replay_differences(self._desk.casebook, progress=self._progress(REPLAY)),
            self._replayed,
        )

    def _replayed(self, differences: Sequence[object]) -> None:
        good = self.tr("Every list and file shows exactly what the record says.")
        bad = self.tr("{count} rows differ from the record.").format(count=len(differences))
        self.view.show_outcome(
            CheckOutcome(
                check=REPLAY,
                ok=not differences,
                sentence=bad if differences else good,
                next_step=self.tr("Lock and sign in again: the lists are then made anew.")
                if differences
                else "",
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


def _place(folder: str, known: dict[str, FolderState]) -> BackupPlace:
    state = known.get(folder)
    if state is None:
        return BackupPlace(folder=folder)
    if not state.code:
        return BackupPlace(folder=folder, last_at=state.last_at)
    message = message_for(UserFacingError(state.code))
    return BackupPlace(
        folder=folder,
        last_at=state.last_at,
        problem=message.message,
        next_step=message.next_step,
    )


def _listed(folders: Sequence[Path]) -> tuple[tuple[str, str], ...]:
    """Every backup in the folders that can be reached, newest first."""
    found = []
    for folder in folders:
        try:
            found += list_backups(folder)
        except UserFacingError:
            continue
    found.sort(key=lambda item: item.made_at, reverse=True)
    return tuple((str(item.path), for_people(to_text(item.made_at))) for item in found)


def _size(path: str) -> str:
    try:
        size = Path(path).stat().st_size if path else 0
    except OSError:
        return ""
    return f"{size / _MEGABYTE:.1f} MB" if size else ""
