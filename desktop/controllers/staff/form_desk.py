"""The reporting form at a shared computer: kept while it is written, put away in one press or by
itself, opened again by its writer.
"""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from desktop.controllers.staff.draft_keeper import DraftKeeper
from desktop.controllers.staff.report_controller import ReportController
from desktop.controllers.staff.writing_help import shared_spelling
from desktop.job_runner import JobRunner
from desktop.usecases.staff.sign_policy import policy_of
from desktop.usecases.staff.station import Station, known_team_card
from storage.letterbox.draft_age import AgeClock
from ui.drafts import ReportForm, WhoDraft, WhoKind
from ui.main_window import MainWindow
from ui.views.report import ReportView
from ui.widgets.buttons import quiet_button
from ui.widgets.fold import fold
from ui.widgets.person_picker import PersonOption


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldForm:
    """A form that could not be sealed to anybody, or for which the disk had no room: it lives in
    memory alone. ``since`` is the count of seconds (see AgeClock).
    """

    form: ReportForm
    number: str
    since: int

    def is_of(self, who: WhoDraft) -> bool:
        """Whether it may be shown to somebody who has just said (and, with a PIN, shown) who they
        are. One without a name opens for any member of staff with a PIN.
        """
        mine = self.form.who
        if mine.kind is WhoKind.GUEST:
            same = who.kind is WhoKind.GUEST and fold(mine.name) == fold(who.name)
            return same and mine.name != "" and self.number in ("", who.number)
        return who.kind is WhoKind.MEMBER and mine.person in ("", who.person)


class FormDesk(QObject):
    """One form at a time. ``put_away`` when it is gone from the screen; ``changed`` when it lies
    safely, or in memory alone; ``left`` when its writer is done with it, with the Author of what
    was sent (None when nothing was).
    """

    put_away = Signal()
    changed = Signal()
    left = Signal(object)

    def __init__(self, *, window: MainWindow, jobs: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._jobs = jobs
        self._controller: ReportController | None = None
        self._keeper: DraftKeeper | None = None
        self._ages: AgeClock | None = None
        self._sent = False
        self._number = ""
        self._held: list[HeldForm] = []

    def open(
        self,
        station: Station,
        *,
        ages: AgeClock,
        follow_up_to: str = "",
        author: PersonOption | None = None,
        form: ReportForm | None = None,
        name: str = "",
        number: str = "",
    ) -> None:
        """Show the form: empty, or ``form`` as it was put away under ``name``."""
        self._ages = ages
        keeper = DraftKeeper(station=station, jobs=self._jobs, ages=ages, name=name, parent=self)
        controller = ReportController(
            window=self._window,
            station=station,
            jobs=self._jobs,
            follow_up_to=follow_up_to,
            known_author=author,
            keeper=keeper,
            form=form,
            spelling=shared_spelling(self._window, card=known_team_card(station)[0]),
            parent=self,
        )
        self._controller, self._keeper, self._sent = controller, keeper, False
        view = controller.view
        view.who.set_policy(policy_of(known_team_card(station)[0]).sign_with)
        view.who.number_changed.connect(self._take_number)
        later = quiet_button(
            "report.put_away", self.tr("Put away"), name=self.tr("Put away for later")
        )
        later.clicked.connect(self.put_away_on_request)
        view.add_footer(later, left=True)
        controller.sent.connect(self._note_sent)
        controller.sent.connect(later.hide)
        controller.finished.connect(self._finished)
        controller.begin()
        if number:
            view.who.number.setText(number)

    @property
    def writing(self) -> str:
        """The name of the draft of the form that is open; "" for none."""
        return self._keeper.name if self._keeper is not None and self._controller else ""

    def is_open(self) -> bool:
        """Whether a form (or its receipt) is on the screen."""
        return self._controller is not None

    def leave(self) -> None:
        """The form's page is gone: forget what belonged to it."""
        controller, self._controller = self._controller, None
        if controller is not None:
            controller.deleteLater()
        self._number = ""

    def put_away_on_request(self) -> None:
        """The writer wants to go on later, or somebody else needs the computer."""
        controller, keeper = self._controller, self._keeper
        if controller is None or keeper is None or self._sent:
            return
        form = controller.view.form()
        if controller.view.untouched() or keeper.can_keep(form):
            self.put_away_now()
            return
        words = self.tr("Choose your name first: the form is kept for you alone.")
        if form.who.kind is WhoKind.GUEST:
            words = self.tr("Type your name and a number for today first: they open it again.")
        controller.view.show_problem(words)
        controller.view.who.setFocus()

    def put_away_now(self) -> None:
        """Take the form from the screen at once; what was written is sealed, or held in memory."""
        controller, keeper = self._controller, self._keeper
        if controller is None or keeper is None:
            return
        if not self._sent:
            self._put_by(controller.view, keeper)
        self._window.set_close_guard(None)
        self.leave()
        self.put_away.emit()

    def _put_by(self, view: ReportView, keeper: DraftKeeper) -> None:
        if not view.untouched():
            form = view.form()
            if keeper.can_keep(form):
                keeper.kept.connect(lambda: self._settled(keeper))
                keeper.lost.connect(lambda lost, _why: self._lost(keeper, lost))
                keeper.put_away(form)
            else:
                self._hold(form)
        view.clear()

    # -- forms that live in memory alone -----------------------------------------------------------

    def held(self, *, longest: int) -> int:
        """How many forms are held in memory; those older than ``longest`` seconds are let go."""
        ages = self._ages
        if ages is not None:
            now = ages.seconds()
            self._held = [held for held in self._held if now - held.since < longest]
        return len(self._held)

    def held_of(self, who: WhoDraft) -> tuple[HeldForm, ...]:
        """The held forms that this person may open, the newest first."""
        found = [held for held in self._held if held.is_of(who)]
        return tuple(reversed(found))

    def take_held(self, held: HeldForm, *, who: WhoDraft) -> ReportForm:
        """Hand one out: from now on it is this person's."""
        self._held.remove(held)
        named = replace(held.form.who, kind=who.kind, person=who.person, name=who.name)
        return replace(held.form, who=named)

    def throw_away(self, held: HeldForm) -> None:
        """Its writer does not want it any more."""
        self._held.remove(held)

    def _hold(self, form: ReportForm) -> None:
        ages = self._ages
        since = ages.seconds() if ages is not None else 0
        self._held.append(HeldForm(form=form, number=self._number, since=since))
        self.changed.emit()

    def _settled(self, keeper: DraftKeeper) -> None:
        if keeper.is_last:
            keeper.deleteLater()
            self.changed.emit()

    def _lost(self, keeper: DraftKeeper, form: ReportForm) -> None:
        self._hold(form)
        keeper.deleteLater()

    def _note_sent(self) -> None:
        self._sent = True

    def _take_number(self, number: str) -> None:
        self._number = number
        if self._keeper is not None:
            self._keeper.set_number(number)

    def _finished(self) -> None:
        controller = self._controller
        author = controller.author if controller is not None else None
        self.leave()
        self.left.emit(author)
