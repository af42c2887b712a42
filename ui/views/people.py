"""Who and what may write into the casebook: people and computers."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from storage.records.people import Person, Workstation
from ui.dialogs.confirm import Question, confirmed
from ui.lead_drafts import PersonDraft
from ui.lead_material import LeadLists, PairingRequest, PaperSlip, SchoolPeople
from ui.theme import scaled
from ui.views.people_add import AddPersonDialog
from ui.views.people_slip import SlipDialog
from ui.views.workstations import PairingCard
from ui.widgets.buttons import primary_button, quiet_button, secondary_button
from ui.widgets.page import Page
from ui.widgets.row_list import RowItem, RowList
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide


class PeopleView(Page):
    """Two lists; ending somebody's access keeps everything they wrote."""

    person_added = Signal(object)
    slip_done = Signal()
    pairing_started = Signal()
    pairing_answered = Signal(str, bool)
    person_ended = Signal(str)
    workstation_ended = Signal(str)

    def __init__(self, *, lists: LeadLists, parent: QWidget | None = None) -> None:
        super().__init__("", identifier="people", parent=parent)
        self.set_title(self.tr("People & computers"))
        self._lists = lists
        self._known = SchoolPeople()
        add = primary_button("people.add", self.tr("Add a person…"), icon="user-plus")
        add.clicked.connect(self._ask_for_person)
        pair = secondary_button("people.pair", self.tr("Add a computer"), icon="monitor")
        pair.clicked.connect(self.pairing_started)
        self.add_action(pair)
        self.add_action(add)
        self.pairing = PairingCard()
        self.pairing.answered.connect(self.pairing_answered)
        self.people = RowList("people.list", self.tr("People"))
        self.workstations = RowList("people.computers", self.tr("Computers"))
        self._end_person = quiet_button("people.end", self.tr("End access…"))
        self._end_person.clicked.connect(self._ask_to_end_person)
        self._end_computer = quiet_button("people.end_computer", self.tr("End access…"))
        self._end_computer.clicked.connect(self._ask_to_end_computer)
        self.people.selected.connect(self._offer_ending)
        self.workstations.selected.connect(lambda _: self._end_computer.setEnabled(True))
        self._lay_out()

    def _lay_out(self) -> None:
        left, right = SectionCard(self.tr("People")), SectionCard(self.tr("Computers for staff"))
        for card, rows, button in (
            (left, self.people, self._end_person),
            (right, self.workstations, self._end_computer),
        ):
            # The card is the frame; a second one around the rows would only be noise.
            rows.setStyleSheet("QListView { border: none; border-radius: 0; }")
            card.add_header_action(button)
            card.body.addWidget(rows)
            card.body.addStretch(1)
            card.setMinimumWidth(scaled(380))
        self.body.addWidget(self.pairing)
        self.body.addWidget(SideBySide(left, right, weights=(3, 2), gap=2))
        self.body.addStretch(1)

    def show_people(self, school: SchoolPeople) -> None:
        """Show the people and computers of this school."""
        self._known = school
        self.people.set_rows([self._person(person) for person in school.people])
        self.workstations.set_rows([self._computer(item) for item in school.workstations])
        for rows in (self.people, self.workstations):
            heights = sum(rows.sizeHintForRow(row) for row in range(len(rows.rows())))
            rows.setFixedHeight(max(heights, scaled(48)) + 4)
        self._end_person.setEnabled(False)
        self._end_computer.setEnabled(False)

    def show_slip(self, slip: PaperSlip) -> None:
        """Show the sheet for a new person once; ``slip_done`` follows when it was handed over."""
        dialog = SlipDialog(slip=slip, parent=self)
        dialog.done_with.connect(self.slip_done)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_waiting_for_computer(self, text: str) -> None:
        """Say what to do at the computer that is to be let in."""
        self.pairing.show_waiting(text)

    def show_pairing(self, request: PairingRequest | None) -> None:
        """Show a computer that asks to be let in; None takes the card away."""
        if request is None:
            self.pairing.close_request()
        else:
            self.pairing.show_request(request)

    def show_saved(self, text: str) -> None:
        """Say what was done."""
        self.message.show_message(text, severity="success")

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say what went wrong."""
        self.message.show_message(text, severity="danger", next_step=next_step, assertive=True)

    def _person(self, person: Person) -> RowItem:
        role = self._lists.word(str(person.role))
        you = self.tr("you") if person.id == self._known.you else ""
        state = "" if person.active else self.tr("access ended")
        waiting = self.tr("not signed in yet") if person.active and not person.key_id else ""
        return RowItem(
            id=person.id,
            title=person.name,
            detail=" · ".join(part for part in (role, person.job_title, person.account) if part),
            trailing=you or state or waiting,
            icon="user",
        )

    def _computer(self, item: Workstation) -> RowItem:
        state = self.tr("may send concerns") if item.active else self.tr("access ended")
        return RowItem(id=item.id, title=item.name, detail=state, icon="monitor")

    def _offer_ending(self, identifier: str) -> None:
        person = next((item for item in self._known.people if item.id == identifier), None)
        may = person is not None and person.active and person.id != self._known.you
        self._end_person.setEnabled(may)

    def _ask_for_person(self) -> None:
        dialog = AddPersonDialog(lists=self._lists, parent=self)
        dialog.confirmed.connect(self._tell_person)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _tell_person(self, draft: PersonDraft) -> None:
        self.person_added.emit(draft)

    def _ask_to_end_person(self) -> None:
        chosen = self.people.current_id()
        person = next((item for item in self._known.people if item.id == chosen), None)
        if person is not None and self._sure(person.name):
            self.person_ended.emit(person.id)

    def _ask_to_end_computer(self) -> None:
        chosen = self.workstations.current_id()
        item = next((item for item in self._known.workstations if item.id == chosen), None)
        if item is not None and self._sure(item.name):
            self.workstation_ended.emit(item.id)

    def _sure(self, name: str) -> bool:
        return confirmed(
            self,
            Question(
                identifier="end",
                text=self.tr("End access for {name}?").format(name=name),
                detail=self.tr("Everything already written stays in the casebook."),
                stay=self.tr("Keep access"),
                go=self.tr("End access"),
            ),
        )
