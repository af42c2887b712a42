"""What is to be done next because of an entry: what, by whom, by when."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.lead_drafts import ActionDraft
from ui.theme import space
from ui.widgets.buttons import quiet_button
from ui.widgets.choice_row import Choice
from ui.widgets.combo import Combo
from ui.widgets.date_edit import DateEdit
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.person_picker import PersonOption
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine


class NextAction(QWidget):
    """One action; nothing of it is asked until something is written."""

    def __init__(self, *, people: Sequence[PersonOption], today: Callable[[], date]) -> None:
        super().__init__()
        self.setProperty("kind", "plain")
        self._today = today
        self.what = TextLine("entry.next", self.tr("What is to be done next"))
        names = [Choice(value=person.id, text=person.name) for person in people]
        self.owner = Combo(
            "entry.next_owner", self.tr("By whom"), names, placeholder=self.tr("By whom…")
        )
        self.owner.setMinimumContentsLength(0)
        self.due = DateEdit("entry.next_due", self.tr("By when"))
        quick = QWidget()
        quick.setProperty("kind", "plain")
        row = FlowLayout(quick, spacing=space(0.25))
        ways = ((0, self.tr("Today")), (1, self.tr("Tomorrow")), (7, self.tr("In a week")))
        for days, words in ways:
            name = self.tr("By when: {day}").format(day=words)
            button = quiet_button(f"entry.next_due.in_{days}", words, name=name)
            button.clicked.connect(lambda _=False, days=days: self.set_due(days))
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(0.75))
        column.addWidget(SideBySide(self.what, self.owner, weights=(3, 2)))
        column.addWidget(SideBySide(self.due, quick, weights=(1, 0), gap=0.5))
        self.setFocusProxy(self.what)

    def started(self) -> bool:
        """Whether anything was said about it."""
        return bool(self.what.text().strip() or self.due.line.text().strip())

    def problem(self) -> str:
        """What it still needs, in a sentence; empty when nothing is missing."""
        if not self.started():
            return ""
        if not self.what.text().strip():
            return self.tr("Say what is to be done.")
        if not self.owner.value():
            return self.tr("Say who does it.")
        if not self.due.value():
            return self.tr("Say by which day.")
        return self.due.problem()

    def draft(self) -> ActionDraft:
        """Return the action."""
        return ActionDraft(
            what=self.what.text().strip(), owner=self.owner.value(), due=self.due.value()
        )

    def clear(self) -> None:
        """Empty it."""
        self.what.clear()
        self.owner.set_value("")
        self.due.set_value("")

    def set_due(self, days: int) -> None:
        """Set the day so many days from today."""
        self.due.set_value((self._today() + timedelta(days=days)).isoformat())
