"""A titled card that groups what belongs together."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.theme import space
from ui.widgets.labels import PlainLabel


class SectionCard(QFrame):
    """Title and small actions on top, ``body`` below."""

    def __init__(self, title: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._title = PlainLabel(title, tone="section")
        self._title.setVisible(bool(title))
        self._head = QHBoxLayout()
        self._head.setSpacing(space(1))
        self._head.addWidget(self._title, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(space(1.5))
        column = QVBoxLayout(self)
        column.setContentsMargins(space(2.5), space(2), space(2.5), space(2))
        column.setSpacing(space(1.5))
        column.addLayout(self._head)
        column.addLayout(self.body, 1)

    def set_title(self, text: str) -> None:
        """Change the title; empty hides it."""
        self._title.setText(text)
        self._title.setVisible(bool(text))

    def add_header_action(self, button: QPushButton) -> None:
        """Put a small button at the right of the title."""
        self._head.addWidget(button)
