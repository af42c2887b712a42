"""A push button that Enter presses as well as the space bar, wherever it stands."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton


class EnterButton(QPushButton):
    """Qt gives Enter to a button in a dialog only; people expect it everywhere."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses; a key that is held down presses once."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()
