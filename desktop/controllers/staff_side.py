"""What staff do at this computer: report a concern, go on with an unfinished one, look at what was
sent, pair, set a PIN; all of it goes from the screen when nobody touches it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from desktop.auto_lock import AutoLock
from desktop.clock import steady_seconds
from desktop.context import Context
from desktop.job_runner import JobRunner
from desktop.settings import load_settings
from storage.records.errors import UserFacingError
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from desktop.controllers.staff.form_desk import FormDesk
    from desktop.controllers.staff.unfinished_controller import FormToOpen
    from desktop.controllers.staff.workstation_controller import WorkstationController
    from desktop.usecases.staff.drafts import DraftsWaiting
    from desktop.usecases.staff.receipts import Delivery
    from desktop.usecases.staff.say_who import Author
    from desktop.usecases.staff.station import Station
    from storage.letterbox.draft_age import AgeClock
    from storage.letterbox.team_card import WorkstationPolicy
    from ui.widgets.lock_warning import LockWarning

# Whatever seals or signs is loaded after the first screen is shown: it costs as much as the window.
_ROUND_MS = 60_000


class StaffSide(QObject):
    """``finished`` when a page of staff is left; ``refused`` when one cannot be opened;
    ``reminded`` after each round with the WaitingShown of the first screen; ``waiting`` with the
    DraftsWaiting and how many forms live in memory alone; ``put_away`` when a page went from the
    screen by itself.
    """

    finished = Signal()
    refused = Signal(object)
    reminded = Signal(object)
    waiting = Signal(object, int)
    put_away = Signal()
    guide_due = Signal(bool)

    def __init__(
        self,
        *,
        window: MainWindow,
        context: Callable[[], Context],
        jobs: JobRunner,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._context = context
        self._jobs = jobs
        self._children: list[QObject] = []
        self._desk: FormDesk | None = None
        self._author: Author | None = None
        self._ages: AgeClock | None = None
        self._auto_lock: AutoLock | None = None
        self._warning: LockWarning | None = None
        window.lock_requested.connect(self.lock)
        self._other_stick = False
        self._rounds = QTimer(self)
        self._rounds.setInterval(_ROUND_MS)
        self._rounds.timeout.connect(self.round)

    def begin_rounds(self) -> None:
        """Carry letters and take receipts now and every minute."""
        self._rounds.start()
        self.round()

    def stop(self) -> None:
        """End the rounds."""
        self._rounds.stop()

    def leave(self) -> None:
        """Delete what belonged to the page that was left."""
        self._stop_watching()
        self._author = None
        if self._desk is not None:
            self._desk.leave()
        for child in self._children:
            child.deleteLater()
        self._children.clear()

    def station(self) -> "Station | None":
        """The workstation of this computer, None where there is none or it is damaged."""
        if not self._context().paths.is_workstation:
            return None
        from desktop.usecases.staff.station import open_station  # late: see above

        try:
            station = open_station(
                folder=self._context().paths.workstation,
                letterbox=self._context().paths.letterbox,
                clock=self._context().clock,
                random_bytes=self._context().random_bytes,
                secrets=self._context().secret_store,
            )
        except UserFacingError:
            return None
        return self._at_the_stick(station)

    def _at_the_stick(self, station: "Station") -> "Station":
        """Where concerns are carried on a stick, it may have another drive letter today."""
        file = self._context().paths.settings_file
        if load_settings(file).letterbox_way != "stick":
            return station
        from desktop.usecases.letterbox_place import plugged_in  # late: see above
        from desktop.usecases.staff.stick import at_the_stick  # late: see above

        station, self._other_stick = at_the_stick(station, volumes=plugged_in)
        return station

    def report(self, follow_up_to: str = "") -> None:
        """Open the form; ``follow_up_to`` is the number of an earlier concern."""
        station = self.station()
        if station is None:
            self.refused.emit(UserFacingError("staff.workstation_damaged"))
            return
        self._form_desk().open(station, ages=self._age_clock(station), follow_up_to=follow_up_to)
        self._watch(station)

    def unfinished(self) -> None:
        """Ask whose unfinished concern is to be opened."""
        station = self.station()
        if station is None:
            self.refused.emit(UserFacingError("staff.workstation_damaged"))
            return
        from desktop.controllers.staff.unfinished_controller import (  # late: see above
            UnfinishedController,
        )

        controller = UnfinishedController(
            window=self._window,
            station=station,
            jobs=self._jobs,
            ages=self._age_clock(station),
            desk=self._form_desk(),
            parent=self,
        )
        controller.finished.connect(self.finished)
        controller.opened.connect(self._go_on)
        self._children.append(controller)
        controller.begin()
        self._watch(station)

    def _go_on(self, opening: "FormToOpen") -> None:
        station = self.station()
        if station is None:
            self.refused.emit(UserFacingError("staff.workstation_damaged"))
            return
        self.leave()
        self._form_desk().open(
            station,
            ages=self._age_clock(station),
            author=opening.author,
            form=opening.form,
            name=opening.name,
            number=opening.number,
        )
        self._watch(station)

    def _form_desk(self) -> "FormDesk":
        if self._desk is None:
            from desktop.controllers.staff.form_desk import FormDesk  # late: see above

            self._desk = FormDesk(window=self._window, jobs=self._jobs, parent=self)
            self._desk.left.connect(self._left)
            self._desk.put_away.connect(self.finished)
            self._desk.changed.connect(self.look_after_drafts)
        return self._desk

    def _age_clock(self, station: "Station") -> "AgeClock":
        if self._ages is None:
            from desktop.usecases.staff.drafts import age_clock  # late: see above

            self._ages = age_clock(station, steady=steady_seconds)
        return self._ages

    def _note_author(self, author: "Author") -> None:
        self._author = author

    def _left(self, author: "Author | None") -> None:
        """The receipt was read; what the school newly asks of its writer comes after it."""
        self._author = None
        if author is None or not author.asks:
            self.finished.emit()
            return
        self.set_up(author)

    def set_up(self, author: "Author") -> None:
        """Ask for a password or for codes; does nothing while nothing is asked for."""
        station = self.station()
        if station is None or not author.asks:
            return
        from desktop.controllers.staff.sign_setup_controller import (  # late: see above
            SignSetupController,
        )

        controller = SignSetupController(
            window=self._window, station=station, jobs=self._jobs, author=author, parent=self
        )
        controller.finished.connect(self.finished)
        self._children.append(controller)
        controller.begin()
        self._watch(station)

    # -- nobody there ------------------------------------------------------------------------------

    def lock(self) -> None:
        """Take what stands on the screen away at once; a form is kept for its writer."""
        if self._desk is not None and self._desk.is_open():
            self._desk.put_away_now()
        elif self._auto_lock is not None:
            self.finished.emit()

    def _watch(self, station: "Station") -> None:
        """Put the page away when nobody touches it for as long as the school says."""
        from ui.widgets.lock_warning import LockWarning  # late: see above

        self._stop_watching()
        app = QApplication.instance()
        policy = self._policy(station)
        if app is None:
            return
        self._warning = self._warning or LockWarning(self._window)
        lock = AutoLock(
            minutes=policy.lock_seconds / 60, warn_seconds=self._warn_seconds(), parent=self
        )
        lock.warned.connect(self._warning.show_left)
        lock.woken.connect(self._warning.end)
        lock.idle.connect(self._idle)
        app.installEventFilter(lock)
        self._auto_lock = lock

    def _idle(self) -> None:
        self.lock()
        self.put_away.emit()

    def _stop_watching(self) -> None:
        if self._warning is not None:
            self._warning.end()
        if self._auto_lock is not None:
            self._auto_lock.stop()
            self._auto_lock.deleteLater()
            self._auto_lock = None

    def _policy(self, station: "Station") -> "WorkstationPolicy":
        from desktop.usecases.staff.sign_policy import policy_of  # late: see above
        from desktop.usecases.staff.station import known_team_card  # late: see above

        return policy_of(known_team_card(station)[0])

    def _warn_seconds(self) -> int:
        from desktop.usecases.staff.sign_policy import limits  # late: see above

        return limits()["warn_seconds"]

    def _workstation(self) -> "WorkstationController":
        from desktop.controllers.staff.workstation_controller import (  # late: see above
            WorkstationController,
        )

        controller = WorkstationController(
            window=self._window, context=self._context(), jobs=self._jobs, parent=self
        )
        controller.signed_in.connect(self._note_author)
        controller.finished.connect(lambda: self._left(self._author))
        controller.follow_up.connect(lambda number: self.report(str(number)))
        self._children.append(controller)
        return controller

    def pair(self) -> None:
        """Make this computer a workstation."""
        self._workstation().show_pairing()

    def sent(self) -> None:
        """Show what became of what was sent from here."""
        station = self.station()
        if station is not None:
            self._workstation().show_sent(station)
            self._ask_as_the_school_wants(station)

    def enrol(self) -> None:
        """Let somebody set a first PIN."""
        station = self.station()
        if station is not None:
            self._workstation().show_enrol(station)
            self._ask_as_the_school_wants(station)

    def _ask_as_the_school_wants(self, station: "Station") -> None:
        from ui.views.enrol import EnrolView  # late: see above
        from ui.views.receipt_list import ReceiptListView  # late: see above

        page = self._window.content()
        if isinstance(page, EnrolView | ReceiptListView):
            page.who.set_policy(self._policy(station).sign_with)
        self._watch(station)

    def round(self) -> None:
        """Carry what waits, take receipts, and remind of what nobody has been told about
        in person.
        """
        station = self.station()
        if station is None:
            return
        self.look_after_drafts()
        self._look_for_guide(station)
        from desktop.usecases.staff.receipts import deliver  # late: see above

        self._jobs.run(
            lambda: deliver(station),
            receiver=self,
            on_done=self._after_round,
            on_error=lambda _error: None,
        )

    def guide(self) -> None:
        """Show the recording guide."""
        station = self.station()
        if station is None:
            self.refused.emit(UserFacingError("staff.workstation_damaged"))
            return
        from desktop.controllers.staff.guide_controller import GuideController  # late: see above

        controller = GuideController(
            window=self._window, station=station, jobs=self._jobs, parent=self
        )
        controller.finished.connect(self.finished)
        self._children.append(controller)
        controller.begin()
        self._watch(station)

    def _look_for_guide(self, station: "Station") -> None:
        from desktop.usecases.staff.recording_guide import (  # late: see above
            somebody_has_not_read_it,
        )

        self._jobs.run(
            lambda: somebody_has_not_read_it(station),
            receiver=self,
            on_done=self.guide_due.emit,
            on_error=lambda _error: None,
        )

    def look_after_drafts(self) -> None:
        """Delete unfinished concerns that were sent or are too old, and tell how many wait."""
        station = self.station()
        if station is None:
            return
        from desktop.usecases.staff.drafts import look_after_drafts  # late: see above

        desk, ages, policy = self._desk, self._age_clock(station), self._policy(station)
        writing = desk.writing if desk is not None else ""
        self._jobs.run(
            lambda: look_after_drafts(station, ages=ages, policy=policy, writing=writing),
            receiver=self,
            on_done=lambda found: self._tell_waiting(found, longest=policy.draft_hours * 3600),
            on_error=lambda _error: None,
        )

    def _tell_waiting(self, found: "DraftsWaiting", *, longest: int) -> None:
        # what lives in memory alone goes as soon as what is kept on the disk
        held = self._desk.held(longest=longest) if self._desk is not None else 0
        self.waiting.emit(found, held)

    def _after_round(self, done: "Delivery") -> None:
        from desktop.controllers.staff.waiting_shown import waiting_shown  # late: see above

        file = self._context().paths.settings_file
        shown = waiting_shown(done.reminding, settings_file=file, other_school=self._other_stick)
        self.reminded.emit(shown)
