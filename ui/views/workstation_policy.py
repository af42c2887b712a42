"""How staff computers are used: what people sign with, and when a form is put away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import space
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import PlainLabel


class PolicyPart(QWidget):
    """``changed`` carries what people are to sign with: pin, password or pin_and_code."""

    changed = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self.sign_with = ChoiceRow(
            "people.sign_with",
            self.tr("What staff sign with"),
            (
                Choice(value="pin", text=self.tr("PIN")),
                Choice(value="password", text=self.tr("Password")),
                Choice(value="pin_and_code", text=self.tr("PIN and a one-time code")),
            ),
        )
        self._row = FieldRow(
            self.tr("At these computers staff sign with"),
            self.sign_with,
            hint=self.tr(
                "Each person is asked at the next visit; a concern is never held up by it."
            ),
        )
        self._times = PlainLabel(tone="muted")
        self._shown = ""
        self.sign_with.changed.connect(self._say)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space(1), 0, 0)
        column.setSpacing(space(1))
        column.addWidget(self._row)
        column.addWidget(self._times)

    def show_policy(self, *, sign_with: str, lock_seconds: int, draft_hours: int) -> None:
        """Show what holds now."""
        self._shown = sign_with
        self.sign_with.set_value(sign_with)
        self._times.setText(
            self.tr(
                "A form that nobody touches for {seconds} seconds is put away, sealed to its"
                " writer, and kept for {hours} hours."
            ).format(seconds=lock_seconds, hours=draft_hours)
        )

    def _say(self, value: str) -> None:
        if value and value != self._shown:
            self.changed.emit(value)
