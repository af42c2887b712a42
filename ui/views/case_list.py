"""Every case: open, monitored, without a next step, one's own, closed."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from storage.records.cases import CaseRow
from ui.lead_material import LeadLists
from ui.lead_words import counted
from ui.models.case_rows import CaseModel
from ui.widgets.buttons import primary_button, secondary_button
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.empty_state import EmptyState
from ui.widgets.notice_line import NoticeLine
from ui.widgets.page import Page
from ui.widgets.record_table import RecordTable

OPEN, MONITORING, NO_STEP, MINE, SECOND, CLOSED = (
    "open",
    "monitoring",
    "no_step",
    "mine",
    "second",
    "closed",
)


class CasesView(Page):
    """The order and the filter are the controller's; this shows the identifiers it was given."""

    opened = Signal(str)
    shown = Signal(str)
    new_requested = Signal()
    hand_over_requested = Signal()
    referrals_requested = Signal()

    def __init__(
        self,
        *,
        fetch: Callable[[Sequence[str]], Sequence[CaseRow]],
        lists: LeadLists,
        today: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", identifier="cases", scroll=False, parent=parent)
        self.set_title(self.tr("Cases"))
        referrals = secondary_button("cases.referrals", self.tr("All referrals"), icon="send")
        referrals.clicked.connect(self.referrals_requested)
        self.add_action(referrals)
        new = primary_button("cases.new", self.tr("New case…"), icon="plus")
        new.clicked.connect(self.new_requested)
        self.add_action(new)
        self.left = NoticeLine("cases.left_behind")
        self.left.pressed.connect(self.hand_over_requested)
        self.left.hide()
        self.filter = ChoiceRow(
            "cases.filter",
            self.tr("Show"),
            (
                Choice(value=OPEN, text=self.tr("Open")),
                Choice(value=NO_STEP, text=self.tr("Without a next step")),
                Choice(value=MINE, text=self.tr("Mine")),
                Choice(value=MONITORING, text=self.tr("Monitoring")),
                Choice(value=SECOND, text=self.tr("Waits for a second signature")),
                Choice(value=CLOSED, text=self.tr("Closed")),
            ),
        )
        self.filter.set_value(OPEN)
        self.model = CaseModel(fetch=fetch, word=lists.word, today=today, parent=self)
        self.table = RecordTable("cases.list", self.tr("Cases"), lines=2)
        self.table.set_model(self.model)
        self.body.addWidget(self.left)
        self.body.addWidget(self.filter)
        self.body.addWidget(self.table, 1)
        self.filter.changed.connect(self.shown)
        self.table.opened.connect(self.opened.emit)

    def show_ids(self, identifiers: Sequence[str], counts: Mapping[str, int]) -> None:
        """Show these cases in this order; ``counts`` says how many there are of each state."""
        self.table.set_empty(self._empty())
        self.model.set_ids(identifiers)
        parts = (
            self.tr("{n} open").format(n=f"{counts.get('open', 0):,}"),
            self.tr("{n} monitored").format(n=f"{counts.get('monitoring', 0):,}"),
            self.tr("{n} closed").format(n=f"{counts.get('closed', 0):,}"),
        )
        self.set_subtitle(" · ".join(parts))

    def show_left_behind(self, count: int) -> None:
        """Say how many open actions belong to somebody who cannot sign in any more."""
        self.left.setVisible(count > 0)
        words = counted(
            count,
            self.tr("1 open action belongs to somebody who has left."),
            self.tr("{n} open actions belong to somebody who has left."),
        )
        self.left.say(
            words if count else "",
            detail=self.tr("Give them to somebody who works here."),
            action=self.tr("Hand over…"),
            severity="warning",
        )

    def _empty(self) -> EmptyState:
        words = {
            OPEN: self.tr("A case is opened by itself when you decide on a concern."),
            NO_STEP: self.tr("Every open case has a day on which it is looked at again."),
            MINE: self.tr("No open case is yours."),
            MONITORING: self.tr("No case is only watched."),
            SECOND: self.tr("No closing waits for your signature."),
            CLOSED: self.tr("No case was closed yet."),
        }
        return EmptyState(
            "circle-check", self.tr("No case here"), words.get(self.filter.value(), "")
        )
