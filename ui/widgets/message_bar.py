"""A bar inside the page that says what went wrong or well, and what to do next."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.icons import set_icon
from ui.theme import restyle, space
from ui.widgets.announce import announce
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel

_ICONS = {
    "info": ("info", "link"),
    "success": ("circle-check", "success"),
    "warning": ("triangle-alert", "warning"),
    "danger": ("circle-alert", "danger"),
}


class MessageBar(QFrame):
    """Hidden until there is something to say; never a popup."""

    def __init__(self, *, identifier: str = "page.message", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        self._icon = QLabel()
        self._text = PlainLabel(tone="strong", selectable=True)
        identify(self._text, identifier, "")
        self._next_step = PlainLabel(selectable=True)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(self._text)
        lines.addWidget(self._next_step)
        row = QHBoxLayout(self)
        row.setContentsMargins(space(1.5), space(1.25), space(1.5), space(1.25))
        row.setSpacing(space(1.5))
        row.addWidget(self._icon)
        row.addLayout(lines, 1)
        self.hide()

    def show_message(
        self, text: str, *, severity: str = "info", next_step: str = "", assertive: bool = False
    ) -> None:
        """Show and announce; ``severity`` is info, success, warning or danger."""
        picture, tone = _ICONS[severity]
        self.setProperty("severity", severity)
        restyle(self)
        set_icon(self._icon, picture, tone=tone, size=22)
        self._text.setText(text)
        self._text.setAccessibleName(f"{text} {next_step}".strip())
        self._next_step.setText(next_step)
        self._next_step.setVisible(bool(next_step))
        self.show()
        announce(self._text, f"{text} {next_step}".strip(), assertive=assertive)

    def clear(self) -> None:
        """Take the message away."""
        self._text.clear()
        self._text.setAccessibleName("")
        self._next_step.clear()
        self.hide()

    def text(self) -> str:
        """The sentence being shown, empty when there is none."""
        return self._text.text()

    def next_step(self) -> str:
        """What to do next, as it is shown."""
        return self._next_step.text()
