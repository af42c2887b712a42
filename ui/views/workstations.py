"""Staff computers: letting one in by a compared code, what is known of each, revoking one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ui.dialogs.confirm import Question, confirmed
from ui.lead_material import PairingRequest
from ui.people_material import ComputerShown
from ui.spoken_code import spoken
from ui.theme import scaled
from ui.widgets.announce import announce
from ui.widgets.buttons import danger_button, primary_button, quiet_button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.row_list import RowItem, RowList
from ui.widgets.section_card import SectionCard
from ui.widgets.sentence_list import SentenceList


class PairingCard(SectionCard):
    """Nothing is let in before somebody says that the codes are the same."""

    answered = Signal(str, bool)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._request_id = ""
        self._text = PlainLabel()
        self._code = identify(
            PlainLabel(tone="display", wrap=False, selectable=True),
            "people.pairing_code",
            self.tr("Code"),
        )
        self._code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._spoken = PlainLabel(tone="muted")
        self._spoken.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._same = primary_button(
            "people.pairing_same", self.tr("Yes, it is the same"), icon="check"
        )
        self._other = danger_button("people.pairing_other", self.tr("No, it is another"), icon="x")
        self._same.clicked.connect(lambda: self.answered.emit(self._request_id, True))
        self._other.clicked.connect(lambda: self.answered.emit(self._request_id, False))
        buttons = FlowLayout()
        buttons.addWidget(self._same)
        buttons.addWidget(self._other)
        self.body.addWidget(self._text)
        self.body.addWidget(self._code)
        self.body.addWidget(self._spoken)
        self.body.addLayout(buttons)
        self.hide()

    def show_request(self, request: PairingRequest) -> None:
        """Show the code to be compared."""
        self._request_id = request.request_id
        self.set_title(self.tr("{name} asks to be let in").format(name=request.name))
        self._text.setText(
            self.tr(
                "Go to that computer, or ring whoever sits there and read the code out. Is it the"
                " code on its screen, every character? If not, nothing is let in."
            )
        )
        self._code.setText(request.code)
        self._spoken.setText(spoken(request.code))
        self._code.setAccessibleName(self.tr("Code {code}").format(code=request.code))
        for part in (self._code, self._spoken, self._same, self._other):
            part.show()
        self.show()
        announce(self._code, self.tr("Compare this code: {code}").format(code=request.code))
        # The answer that does no harm has the cursor.
        self._other.setFocus()

    def show_waiting(self, text: str) -> None:
        """Say what to do at the other computer while nothing has arrived."""
        self._request_id = ""
        self.set_title(self.tr("Add a computer"))
        self._text.setText(text)
        for part in (self._code, self._spoken, self._same, self._other):
            part.hide()
        self.show()

    def close_request(self) -> None:
        """Take the card away."""
        self._request_id = ""
        self._code.clear()
        self._spoken.clear()
        self.hide()


class ComputersCard(SectionCard):
    """The staff computers, each with its last concern and card; what is missing stands below."""

    pairing_started = Signal()
    ended = Signal(str)
    way_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Computers for staff"))
        self._known: tuple[ComputerShown, ...] = ()
        self.rows = RowList("people.computers", self.tr("Computers"))
        # The card is the frame; a second one around the rows would only be noise.
        self.rows.setStyleSheet("QListView { border: none; border-radius: 0; }")
        self.missing = SentenceList()
        self._end = quiet_button("people.end_computer", self.tr("Revoke…"))
        self._end.clicked.connect(self._ask_to_end)
        pair = quiet_button("people.pair", self.tr("Add a computer"), icon="plus")
        pair.clicked.connect(self.pairing_started)
        way = quiet_button(
            "people.letterbox", self.tr("How concerns reach this laptop…"), icon="mail"
        )
        way.setProperty("flush", "true")
        way.clicked.connect(self.way_requested)
        self.rows.selected.connect(lambda _: self._allow_ending())
        self.add_header_action(self._end)
        self.add_header_action(pair)
        self.body.addWidget(self.rows)
        self.body.addWidget(self.missing)
        self.body.addWidget(way, 0, Qt.AlignmentFlag.AlignLeft)
        self._end.setEnabled(False)

    def add_part(self, widget: QWidget) -> None:
        """Put something else about the computers below the rest."""
        if isinstance(widget, QPushButton):
            widget.setProperty("flush", "true")
            self.body.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self.body.addWidget(widget)

    def show_computers(self, computers: Sequence[ComputerShown], missing: Sequence[str]) -> None:
        """Show these; ``missing`` are sentences about computers that were never let in."""
        self._known = tuple(computers)
        self.rows.set_rows([self._row(item) for item in computers])
        heights = sum(self.rows.sizeHintForRow(row) for row in range(len(self.rows.rows())))
        self.rows.setFixedHeight(max(heights, scaled(48)) + 4)
        sentences = [words for item in computers for words in item.missing]
        self.missing.set_sentences([("warning", words) for words in (*sentences, *missing)])
        self._end.setEnabled(False)

    def _row(self, item: ComputerShown) -> RowItem:
        count = len(item.missing)
        state = self.tr("not all arrived") if count else ""
        return RowItem(
            id=item.station.id,
            title=item.station.name,
            detail=" · ".join(self._details(item)),
            trailing=state if item.station.active else self.tr("revoked"),
            icon="monitor",
            tone="warning" if count else "muted",
            whole=True,
        )

    def _details(self, item: ComputerShown) -> list[str]:
        found = [self.tr("Nothing received yet")]
        if item.last_number:
            words = self.tr("Last received: number {n}, {when}")
            found = [words.format(n=item.last_number, when=item.last_at)]
        if not item.station.active:
            return [*found, self.tr("gets no names any more")]
        cards = {
            "newest": self.tr("has the newest list of names"),
            "older": self.tr("had an older list of names then"),
            "not_known": self.tr("which list of names it has is not known"),
        }
        return [*found, cards[item.card]]

    def _chosen(self) -> ComputerShown | None:
        chosen = self.rows.current_id()
        return next((item for item in self._known if item.station.id == chosen), None)

    def _allow_ending(self) -> None:
        item = self._chosen()
        self._end.setEnabled(item is not None and item.station.active)

    def _ask_to_end(self) -> None:
        item = self._chosen()
        if item is None:
            return
        question = Question(
            identifier="end",
            text=self.tr("Revoke “{name}”?").format(name=item.station.name),
            detail=self.tr(
                "For a computer that is lost, sold or replaced. It gets no names of staff and"
                " children any more. What it sent stays, and what it still holds can still arrive."
            ),
            stay=self.tr("Keep it"),
            go=self.tr("Revoke"),
        )
        if confirmed(self, question):
            self.ended.emit(item.station.id)
