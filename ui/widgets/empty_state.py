"""What a list shows when it is empty: why, and what to do next."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui.icons import set_icon
from ui.theme import space
from ui.widgets.labels import PlainLabel


class EmptyState(QWidget):
    """A quiet picture, one sentence, one way on."""

    def __init__(
        self,
        icon: str,
        title: str,
        text: str,
        *,
        action: QPushButton | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        middle = Qt.AlignmentFlag.AlignHCenter
        picture = QLabel()
        set_icon(picture, icon, tone="muted", size=40)
        heading = PlainLabel(title, tone="section")
        heading.setAlignment(middle)
        words = PlainLabel(text, tone="muted")
        words.setAlignment(middle)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(3), space(4), space(3), space(4))
        column.setSpacing(space(1))
        column.addStretch(1)
        column.addWidget(picture, 0, middle)
        column.addWidget(heading)
        column.addWidget(words)
        if action is not None:
            column.addSpacing(space(1))
            column.addWidget(action, 0, middle)
        column.addStretch(2)
