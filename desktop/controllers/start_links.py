"""The quiet links of the first screen: the recording guide, and practising."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QProcess, QTimer

from desktop.context import Context
from desktop.controllers.staff_side import StaffSide
from desktop.job_runner import JobRunner
from desktop.practice_home import practice_root, sweep
from storage.records.errors import UserFacingError
from ui.main_window import MainWindow
from ui.messages import message_for
from ui.views.start import StartView

# Long enough for the made-up school to be made on a slow laptop.
_MAKING_MS = 60_000


class StartLinks(QObject):
    """Remembers whether the guide is still to be read; starts the made-up school apart from this
    home, as a program of its own.
    """

    def __init__(
        self,
        *,
        window: MainWindow,
        staff: StaffSide,
        jobs: JobRunner,
        context: Callable[[], Context],
        made_up: bool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._staff = staff
        self._jobs = jobs
        self._context = context
        self._made_up = made_up
        self._due = False
        self._coming = False
        staff.guide_due.connect(self._note_guide)

    def attach(self, view: StartView) -> None:
        """Connect the links of a first screen that was just made, and show what is known."""
        view.guide_requested.connect(self._staff.guide)
        view.practice_requested.connect(self.practise)
        if self._made_up:
            view.hide_practice()
        elif self._coming:
            view.show_practice_coming()
        self._show_guide(view)

    def clean(self) -> None:
        """Delete what a crashed practice left behind, off the window's thread."""
        if not self._made_up:
            self._jobs.run(
                lambda: sweep(practice_root()),
                receiver=self,
                on_done=lambda _: None,
                on_error=lambda _error: None,
            )

    def practise(self) -> None:
        """Start the made-up school, unless somebody practises already."""
        if self._coming:
            return
        if sweep(practice_root()):
            self._say(UserFacingError("desktop.practice_running"))
            return
        program, words = practice_command()
        started, _ = QProcess.startDetached(program, words)
        if not started:
            self._say(UserFacingError("desktop.practice_failed"))
            return
        self._coming = True
        view = self._window.content()
        if isinstance(view, StartView):
            view.show_practice_coming()
        QTimer.singleShot(_MAKING_MS, self, self._over)

    def _over(self) -> None:
        self._coming = False
        view = self._window.content()
        if isinstance(view, StartView):
            view.show_practice_over()

    def _say(self, error: UserFacingError) -> None:
        view = self._window.content()
        if isinstance(view, StartView):
            message = message_for(error)
            view.show_problem(message.message, message.next_step)

    def _note_guide(self, due: bool) -> None:
        self._due = due
        view = self._window.content()
        if isinstance(view, StartView):
            self._show_guide(view)

    def _show_guide(self, view: StartView) -> None:
        if not self._context().paths.is_workstation:
            return
        from desktop.usecases.shipped_guide import reading_minutes  # late: not on a new computer

        view.show_guide(due=self._due, minutes=reading_minutes())


def practice_command() -> tuple[str, list[str]]:
    """The program and words that open the made-up school, in the tree and in an installed build.

    No folder of this home is named: the other program knows nothing of it.
    """
    if getattr(sys, "frozen", False):
        return sys.executable, ["--practice"]
    return sys.executable, ["-m", "desktop", "--practice"]
