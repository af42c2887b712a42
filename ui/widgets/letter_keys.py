"""Chooses an answer of a row by its first letter, and goes on with Enter."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from ui.widgets.choice_row import Choice, ChoiceRow


class LetterKeys(QObject):
    """Watches the answers of ``row``: a letter chooses the next answer that begins with it."""

    moved_on = Signal()

    def __init__(self, row: ChoiceRow, choices: tuple[Choice, ...]) -> None:
        super().__init__(row)
        self._row, self._choices = row, choices
        for choice in choices:
            row.button(choice.value).installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A letter chooses, Enter goes on; every other key does what it does."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.moved_on.emit()
            return True
        if plain and event.text().isalpha():
            return self._choose(event.text().casefold())
        return super().eventFilter(watched, event)

    def _choose(self, letter: str) -> bool:
        codes = [each.value for each in self._choices]
        begins = [each.value for each in self._choices if each.text.casefold().startswith(letter)]
        if not begins:
            return False
        value = self._row.value()
        here = codes.index(value) if value in codes else -1
        later = [code for code in begins if codes.index(code) > here]
        code = (later or begins)[0]
        self._row.set_value(code)
        self._row.button(code).setFocus()
        return True
