"""A link-like button of one line that cuts its words to the room and says them in full."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.plain_tip import plain_tip
from ui.widgets.enter_button import EnterButton
from ui.widgets.identify import identify

HEIGHT = 28


class LineButton(EnterButton):
    """For compact lists beside a form; at least 28 pixels high, which a finger and an eye still
    find."""

    def __init__(self, identifier: str, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        identify(self, identifier, text)
        self._whole = text
        self.setProperty("kind", "nav")
        self.setAutoDefault(False)
        self.setToolTip(plain_tip(text))
        # The style sheet's roomy padding is for single buttons; colours stay the theme's.
        self.setStyleSheet("QPushButton { padding: 2px 6px; min-height: 20px; }")
        self.setMinimumHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._cut()

    def sizeHint(self) -> QSize:
        """One line of the current font."""
        return QSize(160, max(HEIGHT, QFontMetrics(self.font()).height() + 8))

    def minimumSizeHint(self) -> QSize:
        """It may become narrow; the words are cut then."""
        return QSize(60, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words to the new width."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = max(
            40, self.width() - 16 - (self.iconSize().width() if not self.icon().isNull() else 0)
        )
        cut = QFontMetrics(self.font()).elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(cut.replace("&", "&&"))
