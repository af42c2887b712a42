"""The line about the recording guide on the page of people and computers."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import space
from ui.widgets.buttons import quiet_button


class GuidePart(QWidget):
    """How many have read it, and the way to the text and the list."""

    opened = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._link = quiet_button("people.guide", self.tr("Recording guide"), icon="book-open")
        self._link.setProperty("flush", "true")
        self._link.clicked.connect(self.opened)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space(1), 0, 0)
        column.addWidget(self._link)

    def show_count(self, done: int, everybody: int) -> None:
        """Say how many have read the one that holds."""
        words = self.tr("Recording guide: {done} of {all} have read it").format(
            done=done, all=everybody
        )
        self._link.setText(words)
        self._link.setAccessibleName(words)
