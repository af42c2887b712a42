"""A large button with an icon, a title and a sentence: one of two or three calm choices."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.icons import set_icon
from ui.theme import space
from ui.widgets.enter_button import EnterButton
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel


class Tile(EnterButton):
    """The words wrap; the tile grows with them."""

    def __init__(
        self,
        identifier: str,
        title: str,
        text: str,
        *,
        icon: str,
        primary: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        identify(self, identifier, title, text)
        self.setProperty("kind", "tile")
        self.setProperty("main", "true" if primary else "false")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        picture = QLabel()
        set_icon(picture, icon, tone="link", size=36)
        words = QVBoxLayout()
        words.setSpacing(space(0.5))
        words.addWidget(PlainLabel(title, tone="section"))
        words.addWidget(PlainLabel(text, tone="muted"))
        arrow = QLabel()
        set_icon(arrow, "chevron-right", tone="muted", size=20)
        row = QHBoxLayout(self)
        row.setContentsMargins(space(3), space(2.5), space(2), space(2.5))
        row.setSpacing(space(2.5))
        row.addWidget(picture)
        row.addLayout(words, 1)
        row.addWidget(arrow)
        for label in self.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """As much as the words need at a comfortable width."""
        return QSize(space(56), self.heightForWidth(space(56)))

    def minimumSizeHint(self) -> QSize:
        """Narrow, but never so that a word is lost."""
        return QSize(space(34), self.heightForWidth(max(space(34), self.width())))

    def hasHeightForWidth(self) -> bool:
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the words at ``width``."""
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else space(10)
