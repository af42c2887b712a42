"""A label of one line that cuts its words to the room and says them in full."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.plain_tip import plain_tip
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel

_LEAST = 60


class CutLabel(PlainLabel):
    """``text()`` is what is to be drawn; the accessible name and the tip are always the whole
    words.
    """

    def __init__(
        self, identifier: str, *, tone: str = "body", parent: QWidget | None = None
    ) -> None:
        super().__init__(tone=tone, wrap=False, parent=parent)
        identify(self, identifier, "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_words(self, text: str, *, whole: str = "") -> None:
        """Show ``text`` in one line; ``whole`` says it at length."""
        line = " ".join(text.split())
        said = " ".join(whole.split()) or line
        self.setText(line)
        self.setAccessibleName(said)
        self.setToolTip(plain_tip(said))

    def is_cut(self) -> bool:
        """Whether some of the words have no room."""
        return QFontMetrics(self.font()).horizontalAdvance(self.text()) > self.width()

    def sizeHint(self) -> QSize:
        """As wide as it is allowed to be."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """It may become narrow; the words are cut then."""
        return QSize(_LEAST, QFontMetrics(self.font()).height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what there is room for."""
        painter = QPainter(self)
        room = self.contentsRect()
        words = QFontMetrics(self.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.setPen(self.palette().windowText().color())
        painter.drawText(
            room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words
        )
        painter.end()
