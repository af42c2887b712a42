"""A damaged casebook, in the process that holds the keys: look, say in words, rescue or read."""

import tempfile
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.context import Context
from desktop.controllers.lead.damage_shown import damage_shown, rescue_lines, rescue_shown
from desktop.controllers.paper_sheets import PaperSheets
from desktop.job_runner import JobRunner
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.rescue_access import RescueAccess, open_for_rescue
from desktop.usecases.lead.rescue_casebook import (
    BackupComparison,
    Damage,
    Rescued,
    compare_with_newest_backup,
    look_at_damage,
    open_read_only,
    rescue_casebook,
)
from desktop.usecases.lead.sign_in import Credentials
from storage.database.backup import list_backups
from storage.database.backup_files import BackupInfo
from storage.records.errors import UserFacingError
from ui.main_window import MainWindow
from ui.messages import message_for
from ui.views.damage import DamageView
from ui.views.damage_result import RescueResultView

_TOLD_EVERY = 50


class DamageController(QObject):
    """``ready`` once the page can be shown, ``refused`` where the sign-in itself was refused,
    ``opened`` with what can be read, to read only, ``left`` with what the person wants to do next
    and the file it needs."""

    ready = Signal()
    refused = Signal(object)
    opened = Signal(object)
    left = Signal(str, str)
    _progressed = Signal(str, int, int)

    def __init__(
        self, *, window: MainWindow, context: Context, jobs: JobRunner, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._context = context
        self._jobs = jobs
        self._access: RescueAccess | None = None
        self._damage: Damage | None = None
        self._rescued: Rescued | None = None
        self._into: tempfile.TemporaryDirectory[str] | None = None
        self._view = DamageView()
        self._view.rescue_requested.connect(self._rescue)
        self._view.restore_requested.connect(self._restore)
        self._view.look_requested.connect(self._look_only)
        self._view.leave_requested.connect(lambda: self.left.emit("", ""))
        self._progressed.connect(self._show_progress)

    def begin(self, credentials: Credentials) -> None:
        """Check password and code against the key file; then show the page and look."""
        context = self._context
        self._jobs.run(
            lambda: open_for_rescue(
                folder=context.paths.casebook,
                credentials=credentials,
                host=context.host,
                user=context.user,
                clock=context.clock,
                random_bytes=context.random_bytes,
                app_version=context.app_version,
                secrets=context.secret_store,
            ),
            receiver=self,
            on_done=self._look,
            on_error=self.refused.emit,
        )

    def close(self) -> None:
        """Let another program in; take away what lay in a private folder."""
        if self._access is not None:
            self._access.close()
        if self._into is not None:
            self._into.cleanup()

    def _look(self, access: RescueAccess) -> None:
        self._access = access
        self._window.show_screen(self._view)
        self.ready.emit()
        folders = self._context.backup_folders

        def work() -> tuple[Damage, BackupComparison | None]:
            damage = look_at_damage(access, progress=self._tell)
            return damage, compare_with_newest_backup(access, backup_folders=folders)

        self._jobs.run(work, receiver=self._view, on_done=self._show, on_error=self._say)

    def _show(self, seen: tuple[Damage, BackupComparison | None]) -> None:
        self._damage, comparison = seen
        self._view.show_damage(damage_shown(self._damage, comparison))

    def _rescue(self) -> None:
        access, folders = self._access, self._context.backup_folders
        if access is None:
            return
        self._view.show_progress(self.tr("Beginning"), 0, 0)
        self._jobs.run(
            lambda: rescue_casebook(access, backup_folders=folders, progress=self._tell),
            receiver=self._view,
            on_done=self._show_rescued,
            on_error=self._say,
        )

    def _show_rescued(self, rescued: Rescued) -> None:
        self._rescued = rescued
        view = RescueResultView(rescue_shown(rescued))
        view.sign_in_requested.connect(lambda: self.left.emit("sign_in", ""))
        view.print_requested.connect(lambda: self._print(view))
        self._window.show_screen(view)
        view.setFocus()

    def _restore(self) -> None:
        found = [info for folder in self._context.backup_folders for info in _backups(folder)]
        newest = max(found, key=lambda info: info.made_at)
        self.left.emit("restore", str(newest.path))

    def _look_only(self) -> None:
        access, folders = self._access, self._context.backup_folders
        if access is None:
            return
        self._view.show_progress(self.tr("Putting together what can be read"), 0, 0)
        self._into = tempfile.TemporaryDirectory(prefix="holdfast-reading-")
        into = Path(self._into.name)
        self._jobs.run(
            lambda: open_read_only(access, into=into, backup_folders=folders),
            receiver=self._view,
            on_done=self._open,
            on_error=self._say,
        )

    def _open(self, casebook: OpenCasebook) -> None:
        self.opened.emit(casebook)

    def _tell(self, stage: str, done: int, total: int) -> None:
        if done % _TOLD_EVERY == 0 or done == total:
            self._progressed.emit(stage, done, total)

    def _show_progress(self, stage: str, done: int, total: int) -> None:
        words = {
            "pages": self.tr("Reading every part of the file"),
            "entries": self.tr("Bringing the entries together"),
            "lists": self.tr("Making the lists anew"),
            "check": self.tr("Checking every entry"),
        }
        self._view.show_progress(words.get(stage, ""), done, total)

    def _say(self, error: UserFacingError) -> None:
        message = message_for(error)
        self._view.show_problem(message.message, message.next_step)

    def _print(self, view: RescueResultView) -> None:
        """Print the list; it names entries by number and time, no child."""
        if self._rescued is None:
            return
        title, *lines = rescue_lines(self._rescued)
        paper = PaperSheets(context=self._context, school_name=self._context.settings.school_name)
        paper.print_list(view, view, title=title, lines=lines)


def _backups(folder: Path) -> list[BackupInfo]:
    try:
        return list(list_backups(folder))
    except UserFacingError:
        return []
