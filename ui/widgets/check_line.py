"""A tick box whose tick is drawn in the theme's colours at every text size."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from ui.plain_tip import plain_tip
from ui.theme import TARGET, scaled, space, tokens_for
from ui.widgets.identify import identify

_LEAST = 120


class CheckLine(QCheckBox):
    """Box and words; the tick and the frame tell the state, not colour alone.

    ``cut`` lets words that are too long for the room end in an ellipsis: the tip says them whole.
    """

    def __init__(
        self,
        identifier: str,
        text: str,
        *,
        name: str = "",
        cut: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self._words, self._cut = text, cut
        identify(self, identifier, name or text)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if cut:
            self.setToolTip(plain_tip(text))
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_words(self, text: str) -> None:
        """Change the words, also those that are read out."""
        self._words = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for the box and the words in one line."""
        metrics = QFontMetrics(self.font())
        width = scaled(20) + space(1) + metrics.horizontalAdvance(self._words) + space(1.5)
        return QSize(width, max(TARGET, metrics.height() + space(1)))

    def minimumSizeHint(self) -> QSize:
        """Words are never cut, unless they may be."""
        whole = self.sizeHint()
        return QSize(scaled(_LEAST), whole.height()) if self._cut else whole

    def hitButton(self, position: object) -> bool:
        """The words can be pressed too."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, tick, words and the focus ring."""
        tokens = tokens_for(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = float(scaled(18))
        box = QRectF(space(0.5), (self.height() - size) / 2, size, size)
        checked = self.isChecked()
        frame = tokens.link if checked else tokens.field
        painter.setPen(QPen(QColor(frame), 1.5))
        painter.setBrush(QColor(tokens.accent if checked else tokens.card))
        painter.drawRoundedRect(box, 4, 4)
        if checked:
            painter.setPen(QPen(QColor(tokens.on_accent), size / 8))
            x, y = box.left(), box.top()
            painter.drawPolyline(
                [
                    QPointF(x + size * 0.22, y + size * 0.52),
                    QPointF(x + size * 0.43, y + size * 0.72),
                    QPointF(x + size * 0.78, y + size * 0.30),
                ]
            )
        painter.setPen(QColor(tokens.text if self.isEnabled() else tokens.muted))
        words = self.rect().adjusted(round(box.right()) + space(1), 0, 0, 0)
        said = self._words
        if self._cut:
            said = QFontMetrics(self.font()).elidedText(
                said, Qt.TextElideMode.ElideRight, words.width() - space(0.5)
            )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, said)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        painter.end()
