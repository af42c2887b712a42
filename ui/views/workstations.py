"""Letting a computer in: both screens show a code, and a person compares them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.lead_material import PairingRequest
from ui.widgets.announce import announce
from ui.widgets.buttons import danger_button, primary_button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.section_card import SectionCard


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
        self.body.addLayout(buttons)
        self.hide()

    def show_request(self, request: PairingRequest) -> None:
        """Show the code to be compared."""
        self._request_id = request.request_id
        self.set_title(self.tr("{name} asks to be let in").format(name=request.name))
        self._text.setText(
            self.tr("Go to that computer. Is this the code on its screen, every character?")
        )
        self._code.setText(request.code)
        self._code.setAccessibleName(self.tr("Code {code}").format(code=request.code))
        for part in (self._code, self._same, self._other):
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
        for part in (self._code, self._same, self._other):
            part.hide()
        self.show()

    def close_request(self) -> None:
        """Take the card away."""
        self._request_id = ""
        self._code.clear()
        self.hide()
