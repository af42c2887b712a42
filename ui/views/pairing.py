"""Makes this computer a staff workstation: the letterbox folder, then a code to compare."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.drafts import PairingDraft, PairingShown
from ui.icons import set_icon
from ui.spoken_code import spoken
from ui.theme import space
from ui.widgets.announce import announce
from ui.widgets.buttons import danger_button, primary_button, quiet_button, secondary_button
from ui.widgets.field_row import FieldRow
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page
from ui.widgets.path_line import PathLine
from ui.widgets.section_card import SectionCard
from ui.widgets.text_line import TextLine


class PairingView(Page):
    """The lead confirms on her own screen; here people only compare."""

    asked = Signal(object)
    looked_again = Signal()
    done = Signal()
    differs = Signal()
    guide_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("", identifier="pairing", max_width=720, parent=parent)
        self.show_back(self.tr("Back"))
        self.label = TextLine(
            "pairing.label",
            self.tr("Name of this computer"),
            placeholder=self.tr("e.g. Staff room"),
        )
        self.letterbox = PathLine("pairing.letterbox", self.tr("Letterbox folder"), mode="folder")
        self._rows = {
            "letterbox": FieldRow(
                self.tr("Letterbox folder"),
                self.letterbox,
                hint=self.tr("The shared folder that the DSL chose. Ask the DSL if unsure."),
            ),
            "label": FieldRow(
                self.tr("Name of this computer"),
                self.label,
                hint=self.tr("So that a record can say where it was written."),
            ),
        }
        self._form = SectionCard()
        for row in self._rows.values():
            self._form.body.addWidget(row)
        self._make_compare()
        self._guide = quiet_button(
            "pairing.guide",
            self.tr("Which folder? A guide of two minutes"),
            icon="circle-question-mark",
        )
        self._guide.setProperty("flush", "true")
        self._guide.clicked.connect(self.guide_requested)
        self._form.body.addWidget(self._guide, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._form)
        self.body.addWidget(self._compare)
        self.body.addStretch(1)
        self._ask = primary_button("pairing.ask", self.tr("Next"))
        self._ask.clicked.connect(self._submit)
        self.label.returnPressed.connect(self._submit)
        self._differs = danger_button("pairing.differs", self.tr("They are different"), icon="x")
        self._differs.clicked.connect(self.differs)
        self._again = secondary_button("pairing.again", self.tr("Ask again"), icon="history")
        self._again.clicked.connect(self.looked_again)
        self._done = primary_button("pairing.done", self.tr("Done"))
        self._done.clicked.connect(self.done)
        for button in (self._differs, self._again, self._ask, self._done):
            self.add_footer(button)
        self.start()

    def _make_compare(self) -> None:
        self._code = identify(PlainLabel(tone="display", selectable=True), "pairing.code", "")
        self._code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._spoken = PlainLabel(tone="muted")
        self._spoken.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._state = PlainLabel(tone="strong")
        self._picture = QLabel()
        state = QHBoxLayout()
        state.setSpacing(space(1.5))
        state.addWidget(self._picture)
        state.addWidget(self._state, 1)
        self._compare = SectionCard(self.tr("Compare this code"))
        self._compare.body.addWidget(
            PlainLabel(
                self.tr(
                    "Ask the DSL to press “Add a computer” (People & computers). The same code must"
                    " stand on that screen. Go there, or telephone and read it out."
                ),
                tone="muted",
            )
        )
        self._compare.body.addWidget(self._code)
        self._compare.body.addWidget(self._spoken)
        self._compare.body.addLayout(state)

    def start(self, *, letterbox: str = "", label: str = "") -> None:
        """Ask for the folder and the computer's name."""
        self.set_title(self.tr("Make this PC a staff workstation"))
        self.set_subtitle(self.tr("Staff can report here. Nothing sent can be read back here."))
        self.letterbox.line.setText(letterbox)
        self.label.setText(label)
        self._shown: PairingShown | None = None
        self._form.show()
        self._compare.hide()
        self._ask.show()
        for button in (self._differs, self._again, self._done):
            button.hide()
        self.letterbox.setFocus()

    def show_pairing(self, pairing: PairingShown) -> None:
        """Show the code, and whether the lead has confirmed it; may be called again and again."""
        if self._compare.isVisible() and self._shown == pairing:
            return
        first = self._shown is None
        self._shown = pairing
        self.message.clear()
        self.set_title(self.tr("Is this your school?"))
        self.set_subtitle(pairing.school)
        self._form.hide()
        self._ask.hide()
        self._compare.show()
        self._code.setText(pairing.code)
        self._spoken.setText(spoken(pairing.code))
        self._code.setAccessibleName(self.tr("Code to compare: {code}").format(code=pairing.code))
        if pairing.confirmed:
            words = self.tr("Confirmed by the DSL. This computer is ready.")
            set_icon(self._picture, "circle-check", tone="success", size=24)
        else:
            words = self.tr("Waiting for the DSL to confirm. Concerns can be sent already.")
            set_icon(self._picture, "hourglass", tone="warning", size=24)
        self._state.setText(words)
        announce(self._state, words)
        self._again.setVisible(not pairing.confirmed)
        self._differs.setVisible(not pairing.confirmed)
        self._done.show()
        if first:
            self._done.setFocus()

    def show_too_late(self) -> None:
        """Nobody compared the code in time: the request is gone, and can be made again."""
        self.message.show_message(
            self.tr("Nobody compared the code in time, so the request was taken away."),
            severity="warning",
            next_step=self.tr("When the DSL is at the screen, press “Ask again”."),
        )

    def show_different(self, *, gone: bool) -> None:
        """The codes were different: stop, and whom to tell."""
        words = self.tr("Do not use this computer for concerns. Tell a DSL in person now.")
        if not gone:
            words = self.tr(
                "Tell a DSL in person now, also about what was sent from this computer already."
            )
        self._compare.hide()
        self.set_title(self.tr("The codes are different"))
        self.set_subtitle("")
        for button in (self._differs, self._again, self._done):
            button.hide()
        self.message.show_message(
            self.tr("Stop: somebody may have put another school’s card into the folder."),
            severity="danger",
            next_step=words,
            assertive=True,
        )

    def _submit(self) -> None:
        draft = PairingDraft(letterbox=self.letterbox.path(), label=self.label.text().strip())
        self.message.clear()
        checks = (
            ("label", draft.label, self.tr("Give this computer a name.")),
            ("letterbox", draft.letterbox, self.tr("Choose the letterbox folder.")),
        )
        for name, value, words in checks:
            self._rows[name].clear_error()
            if not value:
                self._rows[name].set_error(words)
                self._rows[name].field.setFocus()
        if draft.label and draft.letterbox:
            self.asked.emit(draft)
