"""Looks for a computer that asks to be paired while the page waits for one."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from desktop.controllers.lead.desk import Desk
from desktop.usecases.lead.manage_people import (
    AskingComputer,
    asking_computers,
    confirm_computer,
    refuse_computer,
)
from storage.records.people import Workstation
from ui.lead_material import PairingRequest
from ui.views.people import PeopleView

_LOOK_AGAIN_MS = 2000


class PairingRounds(QObject):
    """Shows the code to compare; only a person's answer lets a computer in."""

    def __init__(self, desk: Desk, *, view: PeopleView, on_answer: Callable[[], None]) -> None:
        super().__init__(view)
        self._desk, self._view, self._on_answer = desk, view, on_answer
        self._asked: AskingComputer | None = None
        self._waiting = QTimer(self)
        self._waiting.setInterval(_LOOK_AGAIN_MS)
        self._waiting.timeout.connect(self._look)
        view.pairing_started.connect(self._start)
        view.pairing_answered.connect(self._answer)

    def _start(self) -> None:
        self._view.show_waiting_for_computer(
            self.tr("On the staff computer, choose “Make this a staff computer”.")
        )
        self._look()
        self._waiting.start()

    def _look(self) -> None:
        self._desk.run(self._view, lambda: asking_computers(self._desk.casebook), self._found)

    def _found(self, asking: tuple[AskingComputer, ...]) -> None:
        if not asking:
            return
        self._waiting.stop()
        first = self._asked = asking[0]
        self._view.show_pairing(
            PairingRequest(request_id=first.id, name=first.label, code=first.code)
        )

    def _answer(self, request_id: str, same: bool) -> None:
        shown = self._asked

        def work() -> Workstation | None:
            if same and shown is not None:
                return confirm_computer(
                    self._desk.casebook, workstation_id=request_id, code=shown.code
                )
            refuse_computer(self._desk.casebook, workstation_id=request_id)
            return None

        self._desk.run(self._view, work, self._answered)

    def _answered(self, station: Workstation | None) -> None:
        self._view.show_pairing(None)
        self._on_answer()
        if station is not None:
            self._desk.shell.toast(self.tr("The computer is paired."))
