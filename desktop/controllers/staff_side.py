"""What staff do at this computer: report a concern, look at what was sent, pair, set a PIN."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.context import Context
from desktop.job_runner import JobRunner
from storage.records.errors import UserFacingError
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from desktop.controllers.staff.workstation_controller import WorkstationController
    from desktop.usecases.staff.receipts import Delivery
    from desktop.usecases.staff.station import Station

# Whatever seals or signs is loaded after the first screen is shown: it costs as much as the window.
_ROUND_MS = 60_000


class StaffSide(QObject):
    """``finished`` when a page of staff is left; ``refused`` when one cannot be opened;
    ``reminded`` after each round with how many concerns nobody has received."""

    finished = Signal()
    refused = Signal(object)
    reminded = Signal(int)

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
        for child in self._children:
            child.deleteLater()
        self._children.clear()

    def station(self) -> "Station | None":
        """The workstation of this computer, None where there is none or it is damaged."""
        if not self._context().paths.is_workstation:
            return None
        from desktop.usecases.staff.station import open_station  # late: see above

        try:
            return open_station(
                folder=self._context().paths.workstation,
                letterbox=self._context().paths.letterbox,
                clock=self._context().clock,
                random_bytes=self._context().random_bytes,
                secrets=self._context().secret_store,
            )
        except UserFacingError:
            return None

    def report(self, follow_up_to: str = "") -> None:
        """Open the form; ``follow_up_to`` is the number of an earlier concern."""
        station = self.station()
        if station is None:
            self.refused.emit(UserFacingError("staff.workstation_damaged"))
            return
        from desktop.controllers.staff.report_controller import ReportController  # late: see above

        controller = ReportController(
            window=self._window,
            station=station,
            jobs=self._jobs,
            follow_up_to=follow_up_to,
            parent=self,
        )
        controller.finished.connect(self.finished)
        self._children.append(controller)
        controller.begin()

    def _workstation(self) -> "WorkstationController":
        from desktop.controllers.staff.workstation_controller import (  # late: see above
            WorkstationController,
        )

        controller = WorkstationController(
            window=self._window, context=self._context(), jobs=self._jobs, parent=self
        )
        controller.finished.connect(self.finished)
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

    def enrol(self) -> None:
        """Let somebody set a first PIN."""
        station = self.station()
        if station is not None:
            self._workstation().show_enrol(station)

    def round(self) -> None:
        """Carry what waits, take receipts, and remind of what nobody has been told about
        in person.
        """
        station = self.station()
        if station is None:
            return
        from desktop.usecases.staff.receipts import deliver  # late: see above

        self._jobs.run(
            lambda: deliver(station),
            receiver=self,
            on_done=self._after_round,
            on_error=lambda _error: None,
        )

    def _after_round(self, done: "Delivery") -> None:
        self.reminded.emit(len(done.remind))
