"""The quiet line at the foot of the casebook: how far the background check is, how the last one
ended."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QWidget

from ui.care_material import CheckLine
from ui.icons import set_icon
from ui.theme import restyle, scaled, space
from ui.widgets.announce import announce
from ui.widgets.buttons import quiet_button
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel

_PICTURES = {
    "info": ("shield", "muted"),
    "success": ("shield-check", "success"),
    "warning": ("triangle-alert", "warning"),
    "danger": ("circle-alert", "danger"),
}


class CheckLineBar(QFrame):
    """One line of small words with a thin progress; a fault stands out and offers one press."""

    pressed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "foot")
        self._picture = QLabel()
        self._text = identify(PlainLabel(tone="small"), "casebook.check_line", self.tr("Check"))
        self._progress = identify(
            QProgressBar(), "casebook.check_progress", self.tr("Progress: checking the record")
        )
        self._progress.setTextVisible(False)
        self._progress.setFixedSize(scaled(160), space(1))
        self._button = quiet_button("casebook.check_action", "", name=self.tr("About the check"))
        self._button.clicked.connect(self.pressed)
        self._severity = "info"
        row = QHBoxLayout(self)
        row.setContentsMargins(space(4), space(0.5), space(4), space(0.5))
        row.setSpacing(space(1))
        row.addWidget(self._picture)
        row.addWidget(self._text, 1)
        row.addWidget(self._progress)
        row.addWidget(self._button)
        self.hide()

    def show_line(self, line: CheckLine) -> None:
        """Show how the check stands; only a fault is read out, the rest can be read."""
        picture, tone = _PICTURES[line.severity]
        set_icon(self._picture, picture, tone=tone, size=18)
        bad = line.severity in ("warning", "danger")
        self.setProperty("severity", line.severity if bad else "")
        restyle(self)
        self._text.set_tone("strong" if bad else "small")
        self._text.setText(line.text)
        self._text.setAccessibleName(line.text)
        self._progress.setVisible(bool(line.total))
        if line.total:
            self._progress.setRange(0, line.total)
            self._progress.setValue(line.done)
        self._button.setText(line.action)
        self._button.setAccessibleName(line.action)
        self._button.setVisible(bool(line.action))
        self.setVisible(bool(line.text))
        if bad and self._severity != line.severity:
            announce(self._text, line.text, assertive=line.severity == "danger")
        self._severity = line.severity

    def text(self) -> str:
        """The words being shown."""
        return self._text.text()
