"""Who and what may write into the casebook: people and computers."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.icons import set_icon
from ui.lead_drafts import PersonDraft
from ui.lead_material import LeadLists, PairingRequest, PaperSlip
from ui.lead_words import first_words
from ui.people_material import (
    AccessEnded,
    PersonShown,
    PersonStep,
    SchoolPeople,
    Standing,
)
from ui.theme import scaled, space
from ui.views.people_add import AddPersonDialog
from ui.views.people_ask import AskStepDialog
from ui.views.people_card import PersonCard, standing_words
from ui.views.people_change import ChangePersonDialog
from ui.views.people_slip import SlipDialog
from ui.views.workstations import ComputersCard, PairingCard
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.notice_line import NoticeLine
from ui.widgets.page import Page
from ui.widgets.row_list import RowItem, RowList
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide

SHOWN_ACTIONS = 3


class PeopleView(Page):
    """People at the left, the chosen one's card and the computers at the right."""

    person_added = Signal(object)
    person_changed = Signal(object)
    step_confirmed = Signal(object)
    slip_done = Signal()
    slip_print_requested = Signal(object)
    pairing_started = Signal()
    pairing_answered = Signal(str, bool)
    workstation_ended = Signal(str)
    letterbox_requested = Signal()
    hand_over_requested = Signal()
    lock_requested = Signal()
    actions_requested = Signal()

    def __init__(self, *, lists: LeadLists, parent: QWidget | None = None) -> None:
        super().__init__("", identifier="people", parent=parent)
        self.set_title(self.tr("People & computers"))
        self._lists = lists
        self._known = SchoolPeople()
        self._ended_open = False
        add = primary_button("people.add", self.tr("Add a person…"), icon="user-plus")
        add.clicked.connect(self._ask_for_person)
        over = quiet_button("people.hand_over", self.tr("Hand over to a new DSL…"))
        over.clicked.connect(self.hand_over_requested)
        self.add_action(over)
        self.add_action(add)
        self.few = NoticeLine("people.few")
        self.key = NoticeLine("people.key_changes")
        self.key.pressed.connect(self.lock_requested)
        self.work = NoticeLine("people.left_work")
        self.work.pressed.connect(self.actions_requested)
        self.pairing = PairingCard()
        self.pairing.answered.connect(self.pairing_answered)
        self.people = RowList("people.list", self.tr("People"))
        self.people.selected.connect(self._show_card)
        self.ended = RowList("people.ended", self.tr("People whose access was ended"))
        self.ended.selected.connect(self._show_card)
        self._fold = quiet_button("people.show_ended", "", icon="chevron-right")
        self._fold.setProperty("flush", "true")
        self._fold.clicked.connect(self._fold_ended)
        self._fold.hide()  # until it is known whether anybody has left
        self.card = PersonCard(lists=lists)
        self.card.asked.connect(self._ask)
        self.computers = ComputersCard()
        self.workstations = self.computers.rows
        self.computers.pairing_started.connect(self.pairing_started)
        self.computers.ended.connect(self.workstation_ended)
        self.computers.way_requested.connect(self.letterbox_requested)
        self._lay_out()

    def _lay_out(self) -> None:
        for rows in (self.people, self.ended):
            # The card is the frame; a second one around the rows would only be noise.
            rows.setStyleSheet("QListView { border: none; border-radius: 0; }")
        left = SectionCard(self.tr("People"))
        for part in (self.people, self._fold, self.ended):
            left.body.addWidget(part)
        left.body.addStretch(1)
        left.setMinimumWidth(scaled(380))
        right = QWidget()
        right.setProperty("kind", "plain")
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(self.card)
        column.addWidget(self.computers)
        column.addStretch(1)
        right.setMinimumWidth(scaled(380))
        for line in (self.few, self.key, self.work):
            self.body.addWidget(line)
        self.body.addWidget(self.pairing)
        self.body.addWidget(SideBySide(left, right, weights=(1, 1), gap=2))
        self.body.addStretch(1)

    # -- what is shown ---------------------------------------------------------------------------

    def show_people(self, school: SchoolPeople) -> None:
        """Show the people and computers of this school; who was chosen stays chosen."""
        chosen = self.card.person()
        self._known = school
        here = [item for item in school.people if item.standing is not Standing.ENDED]
        here.sort(key=lambda item: not item.is_lead)  # who can open comes first, then by name
        gone = [item for item in school.people if item.standing is Standing.ENDED]
        self.people.set_rows([self._person(item) for item in here])
        self.ended.set_rows([self._person(item) for item in gone])
        self.computers.show_computers(school.computers, school.missing)
        for rows in (self.people, self.ended):
            _fit(rows)
        self._show_fold(len(gone))
        self._say_few(school.can_open)
        self._say_key(changes=school.key_changes_at_lock)
        if chosen is not None:
            self.choose(chosen.person.id)

    def choose(self, person_id: str) -> None:
        """Put the cursor on somebody and show their card."""
        self.people.set_current(person_id)
        self._show_card(person_id)

    def show_access_ended(self, ended: AccessEnded) -> None:
        """Say what follows: the key changes at lock, and what they still had to do."""
        if ended.key_changes:
            self._say_key(changes=True)
        if ended.more:
            self.message.show_message(
                ended.more[0], severity="warning", next_step=" ".join(ended.more[1:])
            )
        count = len(ended.open_actions)
        if not count:
            self.work.say("")
            return
        words = (
            self.tr("{name} still had 1 action to do.")
            if count == 1
            else self.tr("{name} still had {n} actions to do.")
        )
        self.work.say(
            words.format(name=ended.name, n=count),
            detail=" · ".join(first_words(words) for words in ended.open_actions[:SHOWN_ACTIONS]),
            action=self.tr("See them"),
            severity="warning",
        )

    def show_slip(self, slip: PaperSlip) -> None:
        """Show the sheet for a person once; ``slip_done`` follows when it was handed over."""
        dialog = SlipDialog(slip=slip, parent=self)
        dialog.done_with.connect(self.slip_done)
        dialog.print_requested.connect(lambda: self.slip_print_requested.emit(dialog))
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

    def _say_few(self, can_open: int) -> None:
        if can_open >= 2:
            self.few.say("")
            return
        self.few.say(
            self.tr("Only one person can open the casebook."),
            detail=self.tr("If they are ill, nobody can. Add a deputy who signs in once."),
            severity="warning",
        )

    def _say_key(self, *, changes: bool) -> None:
        self.key.say(
            self.tr("The casebook gets a new key when you lock.") if changes else "",
            detail=self.tr(
                "Locking takes a little longer then. Backups made before keep the old key."
            ),
            action=self.tr("Lock now"),
        )

    def _show_fold(self, count: int) -> None:
        words = self.tr("Access ended ({n})").format(n=count)
        self._fold.setText(words)
        state = self.tr("shown") if self._ended_open else self.tr("hidden")
        self._fold.setAccessibleName(f"{words}, {state}")
        self._fold.setVisible(bool(count))
        self.ended.setVisible(bool(count) and self._ended_open)

    def _fold_ended(self) -> None:
        self._ended_open = not self._ended_open
        set_icon(self._fold, "chevron-down" if self._ended_open else "chevron-right", tone="link")
        self._show_fold(len(self.ended.rows()))

    def _person(self, shown: PersonShown) -> RowItem:
        person = shown.person
        role = self._lists.word(str(person.role))
        you = person.id == self._known.you
        tones = {Standing.OPENS: "success", Standing.ENDED: "muted"}
        usual = shown.standing is Standing.REPORTS
        return RowItem(
            id=person.id,
            title=person.name,
            detail=" · ".join(part for part in (role, person.job_title) if part),
            trailing=self.tr("you") if you else "" if usual else standing_words(shown),
            icon="user",
            tone="muted" if you else tones.get(shown.standing, "warning"),
        )

    # -- what is asked ---------------------------------------------------------------------------

    def _find(self, identifier: str) -> PersonShown | None:
        return next((item for item in self._known.people if item.person.id == identifier), None)

    def _show_card(self, identifier: str) -> None:
        self.card.show_person(self._find(identifier), you=identifier == self._known.you)

    def _ask(self, step: PersonStep) -> None:
        shown = self.card.person()
        if shown is None:
            return
        dialog: ChangePersonDialog | AskStepDialog
        if step is PersonStep.CHANGE:
            dialog = ChangePersonDialog(shown=shown, lists=self._lists, parent=self)
            dialog.confirmed.connect(self.person_changed)
        else:
            dialog = AskStepDialog(shown=shown, step=step, parent=self)
            dialog.confirmed.connect(self.step_confirmed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_for_person(self) -> None:
        dialog = AddPersonDialog(lists=self._lists, parent=self)
        dialog.confirmed.connect(self._tell_person)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _tell_person(self, draft: PersonDraft) -> None:
        self.person_added.emit(draft)


def _fit(rows: RowList) -> None:
    """Be as high as the rows: the page scrolls, not the list."""
    heights = sum(rows.sizeHintForRow(row) for row in range(len(rows.rows())))
    rows.setFixedHeight(max(heights, scaled(48)) + 4)
