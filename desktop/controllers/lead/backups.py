"""Backups beside the work: by hand and unattended, planned and noted by the writer, written by the
second worker."""

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.background import Background
from desktop.context import Context
from desktop.job_runner import JobRunner
from desktop.usecases.lead.backup_round import (
    BackupPlan,
    BackupRound,
    backup_due,
    note_backups,
    plan_backup,
    write_backups,
)
from desktop.usecases.lead.casebook import OpenCasebook
from storage.records.errors import UserFacingError

_LOOK_EVERY_MS = 10 * 60_000


class Backups(QObject):
    """``progressed`` carries numbers, ``ended`` the round, ``failed`` a refusal of the whole; one
    round runs at a time. ``context`` says where the folders are, also after they were changed."""

    progressed = Signal(int, int)
    ended = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        *,
        casebook: OpenCasebook,
        context: Context,
        jobs: JobRunner,
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._casebook = casebook
        self.context = context
        self._jobs = jobs
        self._background = background
        self._running = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look every few minutes whether a casebook left open needs a backup."""
        if not self._casebook.read_only:
            self._timer.start()

    def running(self) -> bool:
        """Whether a round is under way."""
        return self._running

    def look(self) -> None:
        """Back up when it is due."""
        if self._running or self._casebook.read_only:
            return
        self._jobs.run(
            lambda: backup_due(self._casebook),
            receiver=self,
            on_done=lambda due: self.start() if due else None,
            on_error=lambda _error: None,  # asked again in ten minutes
        )

    def start(self) -> None:
        """Begin a round into every folder."""
        if self._running:
            return
        self._running = True
        folders, keys = self.context.backup_folders, self.context.paths.casebook
        self._jobs.run(
            lambda: plan_backup(self._casebook, folders=folders, key_folder=keys),
            receiver=self,
            on_done=self._write,
            on_error=self._fail,
        )

    def _write(self, plan: BackupPlan) -> None:
        self._background.run(
            lambda cancelled: write_backups(
                plan, progress=self.progressed.emit, cancelled=cancelled
            ),
            receiver=self,
            on_done=self._note,
            on_error=self._fail,
            on_stopped=self._stopped,
        )

    def _note(self, done: BackupRound) -> None:
        self._jobs.run(
            lambda: note_backups(self._casebook, done),
            receiver=self,
            on_done=lambda _: self._end(done),
            on_error=self._fail,
        )

    def _end(self, done: BackupRound) -> None:
        self._running = False
        self.ended.emit(done)

    def _fail(self, error: UserFacingError) -> None:
        self._running = False
        self.failed.emit(error)

    def _stopped(self) -> None:
        self._running = False
