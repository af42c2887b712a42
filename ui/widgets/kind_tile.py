"""A button with a title and a line of help: one of a dozen things to choose from."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.icons import set_icon
from ui.theme import scaled, space
from ui.widgets.enter_button import EnterButton
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel


class KindTile(EnterButton):
    """The words wrap and the tile grows with them; the arrow keys go to the next one."""

    def __init__(
        self, identifier: str, title: str, text: str, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        identify(self, identifier, title, text)
        self.setProperty("kind", "tile")
        self.setProperty("main", "false")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(PlainLabel(title, tone="strong"))
        self._text = PlainLabel(text, tone="small")
        words.addWidget(self._text)
        arrow = QLabel()
        set_icon(arrow, "chevron-right", tone="muted", size=18)
        row = QHBoxLayout(self)
        row.setContentsMargins(space(1.75), space(1), space(1.25), space(1))
        row.setSpacing(space(1))
        row.addLayout(words, 1)
        row.addWidget(arrow)
        for label in self.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_text(self, text: str) -> None:
        """Change the line of help."""
        self._text.setText(text)
        self.setAccessibleDescription(text)
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down and up walk through the tiles as Tab does."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Right):
            self.focusNextChild()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Left):
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As much as the words need at a comfortable width."""
        width = scaled(300)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow, but never so that a word is lost."""
        width = scaled(220)
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def hasHeightForWidth(self) -> bool:
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the words at ``width``."""
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else space(6)
