"""A QR code drawn large enough to be read off a screen, always dark on white."""

import segno
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.identify import identify

_QUIET_ZONE = 4


class QrView(QWidget):
    """Shows a text as a QR code, ``module`` pixels a square; the name never holds the text."""

    def __init__(
        self, identifier: str, name: str, *, module: int = 5, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        identify(self, identifier, name)
        self._module = module
        self._matrix: tuple[bytearray, ...] = ()
        self.setFixedSize(self.sizeHint())

    def set_text(self, text: str) -> None:
        """Show ``text``; empty shows nothing."""
        self._matrix = segno.make(text, error="m", micro=False).matrix if text else ()
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """The code with its quiet zone."""
        side = (len(self._matrix) + 2 * _QUIET_ZONE) * self._module
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the squares."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        size = self._module
        for y, line in enumerate(self._matrix):
            for x, dark in enumerate(line):
                if dark:
                    left, top = (x + _QUIET_ZONE) * size, (y + _QUIET_ZONE) * size
                    painter.fillRect(QRectF(left, top, size, size), Qt.GlobalColor.black)
        painter.end()
