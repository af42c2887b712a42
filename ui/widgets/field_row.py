"""A field with its label above, a hint, and the error that belongs to it."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import restyle, space
from ui.widgets.announce import announce
from ui.widgets.labels import PlainLabel


class FieldRow(QWidget):
    """Label, hint, field, error, top to bottom; the label is the field's buddy.

    ``note`` stands at the right end of the label's line.
    """

    def __init__(
        self,
        label: str,
        field: QWidget,
        *,
        hint: str = "",
        optional: bool = False,
        note: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.field = field
        self.label = PlainLabel(label, tone="strong")
        self.label.setBuddy(field)
        self._hint = PlainLabel(hint, tone="small")
        self._hint.setVisible(bool(hint))
        self._error = PlainLabel(tone="danger")
        self._error.hide()
        head = QHBoxLayout()
        head.setSpacing(space(1))
        head.addWidget(self.label, 0 if optional else 1)
        if optional:
            head.addWidget(PlainLabel(self.tr("optional"), tone="small", wrap=False), 1)
            self.label.setWordWrap(False)
        if note is not None:
            head.addWidget(note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(0.5))
        column.addLayout(head)
        column.addWidget(self._hint)
        growing = field.sizePolicy().verticalPolicy() == QSizePolicy.Policy.Expanding
        column.addWidget(field, 1 if growing else 0)
        column.addWidget(self._error)
        if not growing:
            column.addStretch(1)
        if hint and not field.accessibleDescription():
            field.setAccessibleDescription(hint)

    def set_hint(self, text: str) -> None:
        """Change the hint; empty hides it."""
        self._hint.setText(text)
        self._hint.setVisible(bool(text))

    def set_error(self, text: str) -> None:
        """Show (and announce) what is wrong with this field and what to do."""
        self._error.setText(text)
        self._error.show()
        self._mark(wrong=True)
        announce(self.field, text, assertive=True)

    def clear_error(self) -> None:
        """Take the error away."""
        self._error.hide()
        self._error.clear()
        self._mark(wrong=False)

    def has_error(self) -> bool:
        """Whether an error is being shown."""
        return bool(self._error.text())

    def error(self) -> str:
        """The error being shown, else empty."""
        return self._error.text()

    def _mark(self, *, wrong: bool) -> None:
        self.field.setProperty("wrong", "true" if wrong else "false")
        restyle(self.field)
