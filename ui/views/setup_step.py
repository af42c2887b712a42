"""What the five screens of setting up have in common: rows by name, errors, Enter goes on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import space
from ui.widgets.field_row import FieldRow
from ui.widgets.text_line import TextLine


class SetUpStep(QWidget):
    """``rows`` maps the field's short name to its row; the first row takes the cursor."""

    entered = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self.rows: dict[str, FieldRow] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(space(2))

    def missing(self) -> dict[str, str]:
        """Field names that are still empty, with the sentence to show."""
        return {}

    def begin(self) -> None:
        """Put the cursor where typing begins."""
        first = next(iter(self.rows.values()), None)
        if first is not None:
            first.field.setFocus()

    def show_missing(self) -> bool:
        """Mark what is missing; True when something is."""
        self.clear_errors()
        missing = self.missing()
        for name, words in missing.items():
            self.rows[name].set_error(words)
        if missing:
            self.focus_on(next(iter(missing)))
        return bool(missing)

    def show_error(self, field: str, words: str) -> bool:
        """Show an error beside a field; False when this screen does not have it."""
        if field not in self.rows:
            return False
        self.rows[field].set_error(words)
        return True

    def focus_on(self, field: str) -> None:
        """Put the cursor into a field."""
        self.rows[field].field.setFocus()

    def clear_errors(self) -> None:
        """Take the errors away."""
        for row in self.rows.values():
            row.clear_error()

    def go_on_with(self, *lines: TextLine) -> None:
        """Enter in these lines goes on to the next screen."""
        for line in lines:
            line.returnPressed.connect(self.entered)
