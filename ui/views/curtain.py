"""The curtain: covers whatever is on the screen in one press."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.theme import space
from ui.widgets.buttons import primary_button
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel


class CurtainView(QFrame):
    """What a child at the door sees: nothing."""

    def __init__(self) -> None:
        super().__init__()
        identify(self, "app.covered", self.tr("The screen is covered"))
        self.uncover = primary_button("app.uncover", self.tr("Show again"))
        words = PlainLabel(self.tr("Covered"), tone="title")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        help_line = PlainLabel(
            self.tr("Press F12 to go on where you were. Ctrl+L locks."), tone="muted"
        )
        help_line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setSpacing(space(2))
        column.addStretch(1)
        column.addWidget(words)
        column.addWidget(help_line)
        column.addWidget(self.uncover, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
