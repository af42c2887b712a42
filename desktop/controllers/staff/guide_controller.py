"""Lets staff read the recording guide and sign that they have."""

from PySide6.QtCore import QObject, Signal

from desktop.controllers.staff.shown import people_options
from desktop.job_runner import JobRunner
from desktop.usecases.shipped_guide import guide_title
from desktop.usecases.staff.recording_guide import guide_of, sign_guide
from desktop.usecases.staff.say_who import author_with_pin
from desktop.usecases.staff.sign_policy import policy_of
from desktop.usecases.staff.station import Station, known_team_card
from storage.records.errors import UserFacingError
from ui.drafts import WhoDraft
from ui.guide_material import GuideShown
from ui.main_window import MainWindow
from ui.messages import message_for
from ui.views.guide_read import GuideReadView


class GuideController(QObject):
    """``finished`` when the page is left."""

    finished = Signal()

    def __init__(
        self, *, window: MainWindow, station: Station, jobs: JobRunner, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._station = station
        self._jobs = jobs
        card = known_team_card(station)[0]
        self._guide = guide_of(card)
        self._people = people_options(card)
        self.view = GuideReadView()
        self.view.who.set_policy(policy_of(card).sign_with)
        self.view.signed.connect(self._sign)
        self.view.back_requested.connect(self.finished)

    def begin(self) -> None:
        """Show the guide."""
        self._window.show_screen(self.view)
        self.view.start(
            GuideShown(
                title=guide_title(),
                version=self._guide.version,
                text=self._guide.text,
                own=self._guide.own,
            ),
            self._people,
        )

    def _sign(self, who: WhoDraft) -> None:
        def work() -> str:
            author = author_with_pin(self._station, account=who.person, pin=who.pin, code=who.code)
            sign_guide(self._station, author=author, guide=self._guide)
            return author.name

        self._jobs.run(
            work, receiver=self.view, on_done=self.view.show_signed, on_error=self._refused
        )

    def _refused(self, error: UserFacingError) -> None:
        message = message_for(error)
        self.view.show_problem(message.message, message.next_step)
