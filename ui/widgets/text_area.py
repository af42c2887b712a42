"""A box for an account in somebody's own words: plain text only."""

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from ui.theme import space
from ui.widgets.identify import identify


class TextArea(QPlainTextEdit):
    """Tab moves on; pasted text loses its formatting; Ctrl+Enter is left to the form."""

    def __init__(
        self,
        identifier: str,
        name: str,
        *,
        placeholder: str = "",
        lines: int = 4,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        identify(self, identifier, name)
        self._lines = lines
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._fit()

    def text(self) -> str:
        """What was typed."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Put text in, as plain text."""
        self.setPlainText(text)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as plain text."""
        self.insertPlainText(source.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Ctrl+Enter to the form around the box."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the same number of lines in sight at every text size."""
        super().changeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """As high as the lines that are always in sight."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """No more than those lines: Qt would keep room for scroll bars that are not there."""
        return QSize(super().minimumSizeHint().width(), self.minimumHeight())

    def _fit(self) -> None:
        line = QFontMetrics(self.font()).lineSpacing()
        self.setMinimumHeight(line * getattr(self, "_lines", 2) + space(2.5))
