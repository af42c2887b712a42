"""The ways out of a damaged or lost casebook, each after a sign-in of its own."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.context import Context
from desktop.controllers.lead.damage_controller import DamageController
from desktop.controllers.lead.restore_controller import RestoreController
from desktop.job_runner import JobRunner
from desktop.usecases.lead.sign_in import Credentials
from storage.records.errors import UserFacingError
from ui.main_window import MainWindow


class Mending(QObject):
    """Holds the page and what it opened. ``ready``: the window can be shown; ``refused``: the
    sign-in was not right; ``opened``: a casebook to read only; ``left``: what to sign in for next.
    """

    ready = Signal()
    refused = Signal(object)
    opened = Signal(object)
    left = Signal(str, str)

    def __init__(
        self, *, window: MainWindow, context: Context, jobs: JobRunner, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._context = context
        self._jobs = jobs
        self._busy = False
        jobs.busy_changed.connect(self._note_busy)
        self._page: DamageController | RestoreController | None = None

    def begin(self, message: dict[str, Any]) -> None:
        """Do what the start process asks: "rescue", or "restore" from the file of the message."""
        credentials = Credentials(
            account=message["account"], password=message["password"], code=message["code"]
        )
        if message["do"] == "restore":
            self._restore(Path(message["path"]), credentials)
        else:
            self._rescue(credentials)

    def busy(self) -> bool:
        """Whether something is under way that an idle window must not cut short."""
        return self._busy

    def close(self) -> None:
        """Let other programs in, and take away what was prepared."""
        if self._page is not None:
            self._page.close()

    def _restore(self, path: Path, credentials: Credentials) -> None:
        page = RestoreController(
            window=self._window, context=self._context, jobs=self._jobs, parent=self
        )
        page.left.connect(lambda do: self.left.emit(do, ""))
        self._begin(page)
        page.begin(path=path, credentials=credentials)

    def _rescue(self, credentials: Credentials) -> None:
        page = DamageController(
            window=self._window, context=self._context, jobs=self._jobs, parent=self
        )
        page.left.connect(self.left)
        page.opened.connect(self.opened)
        self._begin(page)
        page.begin(credentials)

    def _begin(self, page: DamageController | RestoreController) -> None:
        self._page = page
        page.ready.connect(self.ready)
        page.refused.connect(self._refuse)

    def _refuse(self, error: UserFacingError) -> None:
        page, self._page = self._page, None
        if page is not None:
            page.deleteLater()
        self.refused.emit(error)

    def _note_busy(self, busy: bool) -> None:
        self._busy = busy
