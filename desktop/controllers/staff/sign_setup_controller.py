"""Lets somebody set up what the school newly asks for: a password, or one-time codes."""

from PySide6.QtCore import QObject, Signal

from desktop.job_runner import JobRunner
from desktop.usecases.staff.say_who import Author, choose_secret
from desktop.usecases.staff.sign_policy import NewCode, confirm_code, new_code
from desktop.usecases.staff.station import Station
from storage.records.errors import UserFacingError
from ui.main_window import MainWindow
from ui.messages import message_for
from ui.views.sign_setup import SignSetupView


class SignSetupController(QObject):
    """Holds the person's key for as long as the page stands; ``finished`` when it is done or put
    off.
    """

    finished = Signal()

    def __init__(
        self,
        *,
        window: MainWindow,
        station: Station,
        jobs: JobRunner,
        author: Author,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._station = station
        self._jobs = jobs
        self._author = author
        self._new: NewCode | None = None
        self.view = SignSetupView()
        self.view.password_chosen.connect(self._choose)
        self.view.code_typed.connect(self._confirm)
        self.view.later.connect(self.finished)
        self.view.done.connect(self.finished)

    def begin(self) -> None:
        """Show what is asked for."""
        self._window.show_screen(self.view)
        if self._author.asks == "password":
            self.view.ask_password()
            return
        self._new = new_code(self._station, keys=self._author.keys, account=self._author.account)
        self.view.ask_code(
            otpauth=self._new.otpauth,
            secret_text=self._new.secret_text,
            printed=self._new.printed,
        )

    def _choose(self, secret: str) -> None:
        self._jobs.run(
            lambda: choose_secret(self._station, author=self._author, secret=secret),
            receiver=self.view,
            on_done=lambda _: self.view.show_done(),
            on_error=self._refused,
        )

    def _confirm(self, code: str) -> None:
        new = self._new
        if new is None:
            return
        self._jobs.run(
            lambda: confirm_code(
                self._station,
                keys=self._author.keys,
                person=self._author.person,
                new=new,
                code=code,
            ),
            receiver=self.view,
            on_done=lambda _: self.view.show_done(),
            on_error=self._refused,
        )

    def _refused(self, error: UserFacingError) -> None:
        message = message_for(error)
        self.view.show_problem(message.message, message.next_step)
