"""Reminders for the safety of the record: one calm line, or a short list; one press each."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.care_material import ReminderLine
from ui.icons import set_icon
from ui.lead_words import counted
from ui.theme import TARGET, restyle, scaled, space
from ui.widgets.buttons import quiet_button, secondary_button
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide

_PICTURES = {
    "info": ("info", "link"),
    "warning": ("triangle-alert", "warning"),
    "danger": ("circle-alert", "danger"),
}


class _Reminder(SideBySide):
    """Picture and words, and the one press beside them; below them where the room is narrow."""

    acted = Signal(str)

    def __init__(self, line: ReminderLine, *, screen: str, parent: QWidget | None = None) -> None:
        picture = QLabel()
        name, tone = _PICTURES[line.severity]
        set_icon(picture, name, tone=tone, size=20)
        words = QWidget()
        words.setProperty("kind", "plain")
        row = QHBoxLayout(words)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(1.25))
        text = identify(
            PlainLabel(f"{line.text} {line.next_step}".strip()), f"{screen}.reminder", ""
        )
        text.setAccessibleName(text.text())
        row.addWidget(picture)
        row.addWidget(text, 1)
        words.setMinimumSize(scaled(280), TARGET)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        words.setSizePolicy(policy)
        parts: list[QWidget] = [words]
        if line.action:
            button = secondary_button(
                f"{screen}.reminder_action", line.action, name=f"{line.action}: {line.text}"
            )
            button.clicked.connect(lambda: self.acted.emit(line.code))
            parts.append(button)
        super().__init__(*parts, weights=(1, 0)[: len(parts)], gap=2, parent=parent)


class ReminderBar(QFrame):
    """The most pressing reminder in one bar; the others are one press away."""

    acted = Signal(str)
    more_requested = Signal()

    def __init__(self, *, screen: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._screen = screen
        self.setProperty("kind", "bar")
        self._line: _Reminder | None = None
        self._more = quiet_button(f"{screen}.reminders_more", "", name=self.tr("More reminders"))
        self._more.clicked.connect(self.more_requested)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(space(1.5), space(0.75), space(1), space(0.75))
        self._row.setSpacing(space(1))
        self._row.addWidget(self._more)
        self.hide()

    def show_reminders(self, lines: Sequence[ReminderLine]) -> None:
        """Show the first of ``lines`` and how many more there are; none hides the bar."""
        if self._line is not None:
            self._line.hide()
            self._line.deleteLater()
            self._line = None
        self.setVisible(bool(lines))
        if not lines:
            return
        self.setProperty("severity", lines[0].severity)
        restyle(self)
        self._line = _Reminder(lines[0], screen=self._screen)
        self._line.acted.connect(self.acted)
        self._row.insertWidget(0, self._line, 1)
        words = counted(len(lines) - 1, self.tr("1 more"), self.tr("{n} more"))
        self._more.setText(words)
        self._more.setAccessibleName(self.tr("Reminders: {n}").format(n=words))
        self._more.setVisible(len(lines) > 1)


class ReminderCard(SectionCard):
    """Every reminder in the order in which it presses."""

    acted = Signal(str)

    def __init__(self, *, screen: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._screen = screen
        self.set_title(self.tr("To do for the safety of the record"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(space(1))
        self.body.addLayout(self._lines)
        self.hide()

    def show_reminders(self, lines: Sequence[ReminderLine]) -> None:
        """Show these; none hides the card."""
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line in lines:
            reminder = _Reminder(line, screen=self._screen)
            reminder.acted.connect(self.acted)
            self._lines.addWidget(reminder)
        self.setVisible(bool(lines))
