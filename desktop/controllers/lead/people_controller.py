"""People and computers: who may write and read, the slip of paper, the pairing by a
compared code.
"""

from urllib.parse import parse_qs, urlsplit

from PySide6.QtCore import QObject, QTimer

from desktop.controllers.lead.desk import Desk
from desktop.usecases.lead.add_lead import add_lead
from desktop.usecases.lead.end_access import remove_person
from desktop.usecases.lead.manage_people import (
    AskingComputer,
    NewPerson,
    PaperSlip,
    add_staff,
    asking_computers,
    confirm_computer,
    end_workstation,
    refuse_computer,
)
from storage.database.repositories import people
from storage.keys.passwords import calibrate
from storage.records.people import LEADS, Role, Workstation
from ui.lead_drafts import PersonDraft
from ui.lead_material import PairingRequest, SchoolPeople
from ui.lead_material import PaperSlip as ShownSlip
from ui.views.people import PeopleView

_LOOK_AGAIN_MS = 2000


class PeopleController(QObject):
    """Adds people and pairs computers; looks for a computer that asks while the page waits
    for one.
    """

    def __init__(self, desk: Desk) -> None:
        self.view = PeopleView(lists=desk.lists)
        super().__init__(self.view)
        self._desk = desk
        self._asked: AskingComputer | None = None
        self._waiting = QTimer(self)
        self._waiting.setInterval(_LOOK_AGAIN_MS)
        self._waiting.timeout.connect(self._look)
        self.view.person_added.connect(self._add)
        self.view.slip_done.connect(self.begin)
        self.view.pairing_started.connect(self._start_pairing)
        self.view.pairing_answered.connect(self._answer)
        self.view.person_ended.connect(self._end_person)
        self.view.workstation_ended.connect(self._end_workstation)

    def begin(self) -> None:
        """Show who and what may write into this casebook."""
        reader = self._desk.reader
        self.view.show_people(
            SchoolPeople(
                people=tuple(people.people(reader, active=True)),
                workstations=tuple(
                    station for station in people.workstations(reader) if station.active
                ),
                you=self._desk.casebook.person.id,
            )
        )

    def _add(self, draft: PersonDraft) -> None:
        person = NewPerson(
            name=draft.name,
            account=draft.account,
            role=Role(draft.role),
            job_title=draft.job_title,
            telephone=draft.telephone,
        )

        def work() -> PaperSlip:
            if person.role in LEADS:
                return add_lead(
                    self._desk.casebook,
                    folder=self._desk.context.paths.casebook,
                    person=person,
                    password="",
                    kdf=calibrate(random_bytes=self._desk.context.random_bytes),
                )
            return add_staff(self._desk.casebook, person=person)

        self._desk.run(self.view, work, self._show_slip)

    def _show_slip(self, slip: PaperSlip) -> None:
        lines = [(self.tr("Account"), slip.account)]
        if slip.otpauth:
            lines.append((self.tr("First password"), slip.code))
            lines.append((self.tr("Secret for the phone"), _secret(slip.otpauth)))
            lines.append((self.tr("One-time codes"), "   ".join(slip.one_time_codes)))
            note = self.tr(
                "Scan the picture with the phone of {name}, or type the secret into its"
                " authenticator app. At the first sign-in they choose a password of their own."
            ).format(name=slip.name)
        else:
            lines.append((self.tr("One-time code"), slip.code))
            note = self.tr(
                "At a staff computer: “First time here”, this code, and a PIN of their own choice."
            )
        self.view.show_slip(
            ShownSlip(
                person=slip.name,
                title=self.tr("First sign-in for {name}").format(name=slip.name),
                lines=tuple(lines),
                note=note,
                qr=slip.otpauth,
            )
        )

    def _start_pairing(self) -> None:
        self.view.show_waiting_for_computer(
            self.tr("On the staff computer, choose “Make this a staff computer”.")
        )
        self._look()
        self._waiting.start()

    def _look(self) -> None:
        self._desk.run(self.view, lambda: asking_computers(self._desk.casebook), self._found)

    def _found(self, asking: tuple[AskingComputer, ...]) -> None:
        if not asking:
            return
        self._waiting.stop()
        first = self._asked = asking[0]
        self.view.show_pairing(
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

        self._desk.run(self.view, work, self._answered)

    def _answered(self, station: Workstation | None) -> None:
        self.view.show_pairing(None)
        self.begin()
        if station is not None:
            self._desk.shell.toast(self.tr("The computer is paired."))

    def _end_person(self, person_id: str) -> None:
        self._desk.run(
            self.view,
            lambda: remove_person(
                self._desk.casebook,
                folder=self._desk.context.paths.casebook,
                person_id=person_id,
                reason="removed by the lead",
            ),
            lambda _: self.begin(),
        )

    def _end_workstation(self, workstation_id: str) -> None:
        self._desk.run(
            self.view,
            lambda: end_workstation(
                self._desk.casebook, workstation_id=workstation_id, reason="removed by the lead"
            ),
            lambda _: self.begin(),
        )


def _secret(otpauth: str) -> str:
    """The secret of an otpauth address in groups of four, as a person types it."""
    text = parse_qs(urlsplit(otpauth).query)["secret"][0]
    return " ".join(text[place : place + 4] for place in range(0, len(text), 4))
