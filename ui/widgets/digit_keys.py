"""Lets the digits answer a row of choices that has the keyboard."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from ui.widgets.choice_row import ChoiceButton, ChoiceRow


class DigitKeys(QObject):
    """1 chooses the first answer of the row, 2 the second, and so on; the keyboard goes there."""

    def __init__(self, row: ChoiceRow) -> None:
        super().__init__(row)
        self._row = row
        for button in row.findChildren(ChoiceButton):
            button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a digit that stands for an answer; everything else goes on as usual."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        typed = event.text()
        modified = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        buttons = self._row.findChildren(ChoiceButton)
        if modified or not typed.isdecimal() or not 1 <= int(typed) <= len(buttons):
            return False
        chosen = buttons[int(typed) - 1]
        chosen.setChecked(True)
        chosen.setFocus(Qt.FocusReason.TabFocusReason)
        return True
