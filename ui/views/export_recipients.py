"""Those a document may go to, each in one press: who works with the child, who had one before."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.plain_tip import plain_tip
from ui.theme import space
from ui.widgets.buttons import secondary_button
from ui.widgets.choice_row import Choice
from ui.widgets.flow_layout import FlowLayout


class RecipientChips(QWidget):
    """``chosen`` carries the words that are printed as the recipient."""

    chosen = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._row = FlowLayout(self, spacing=space(0.75))
        self.hide()

    def show_recipients(self, recipients: Sequence[Choice]) -> None:
        """Offer these instead of the earlier ones."""
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, choice in enumerate(recipients, start=1):
            words = f"{choice.text} · {choice.hint}" if choice.hint else choice.text
            chip = secondary_button(
                f"export.recipient.{number}", words.replace("&", "&&"), name=words
            )
            chip.setToolTip(plain_tip(words))
            chip.clicked.connect(lambda _=False, text=choice.text: self.chosen.emit(text))
            self._row.addWidget(chip)
        self.setVisible(bool(recipients))
