"""One-line fields: plain text and search."""

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from ui.icons import icon
from ui.theme import scaled, tokens_for
from ui.widgets.identify import identify

SEARCH_PAUSE_MS = 150


class TextLine(QLineEdit):
    """A line of text, at least 36 pixels high by the style sheet."""

    def __init__(
        self, identifier: str, name: str, *, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        identify(self, identifier, name)
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class SearchLine(TextLine):
    """Says what to look for after a short pause in typing, or at once on Enter."""

    searched = Signal(str)

    def __init__(
        self, identifier: str, name: str, *, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(identifier, name, placeholder=placeholder, parent=parent)
        place = QLineEdit.ActionPosition.LeadingPosition
        self._glass = self.addAction(self._picture("search"), place)
        self._wipe = self.addAction(self._picture("x"), QLineEdit.ActionPosition.TrailingPosition)
        self._wipe.setText(self.tr("Clear"))
        self._wipe.setVisible(False)
        self._wipe.triggered.connect(self.clear)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_PAUSE_MS)
        self._pause.timeout.connect(self._say)
        self.textChanged.connect(self._wait)
        self.returnPressed.connect(self._say)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_glass"):
            self._glass.setIcon(self._picture("search"))
            self._wipe.setIcon(self._picture("x"))

    def _picture(self, name: str) -> QIcon:
        return icon(name, colour=QColor(tokens_for(self).muted), size=scaled(18))

    def _wait(self, text: str) -> None:
        self._wipe.setVisible(bool(text))
        self._pause.start()

    def _say(self) -> None:
        self._pause.stop()
        self.searched.emit(self.text().strip())
