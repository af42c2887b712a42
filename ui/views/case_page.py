"""A case on one screen: what it is about, what belongs to it in order, what is to be done."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from storage.records.cases import LIVE
from storage.records.chronology import ChronologyEntry
from storage.records.times import for_people
from ui.case_material import ShownCase
from ui.lead_material import LeadLists
from ui.lead_words import day_for_people
from ui.models.lead_rows import ChronologyModel
from ui.theme import scaled, space
from ui.views.case_facts import CaseFacts
from ui.views.case_reading import CaseReading
from ui.widgets.buttons import primary_button, quiet_button, secondary_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.notice_line import NoticeLine
from ui.widgets.page import Page
from ui.widgets.record_table import RecordTable
from ui.widgets.side_by_side import SideBySide

# What can be added in one press, and what can be done with the case; keys are the controller's.
ENTRY, ACTION, REFERRAL, MEETING, PLAN, DISAGREEMENT, JOIN = (
    "entry",
    "action",
    "referral",
    "meeting",
    "plan",
    "disagreement",
    "join",
)
CHANGE, MONITOR, REOPEN, MERGE, CLOSE, SIGN = (
    "change",
    "monitor",
    "reopen",
    "merge",
    "close",
    "sign",
)


class CaseView(Page):
    """``asked`` carries what was pressed; ``action_opened``, ``row_opened`` what was chosen."""

    asked = Signal(str)
    action_opened = Signal(str)
    row_opened = Signal(str)
    pupil_opened = Signal(str)
    case_opened = Signal(str)
    thing_opened = Signal(str, str)

    def __init__(
        self,
        *,
        lists: LeadLists,
        fetch: Callable[[Sequence[str]], Sequence[ChronologyEntry]],
        today: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", identifier="case", parent=parent)
        self._lists = lists
        self._buttons: dict[str, QPushButton] = {}
        self.show_back(self.tr("Back"))
        self._add_steps()
        self.notice = NoticeLine("case.notice")
        self.notice.pressed.connect(self._press_notice)
        self._notice_asks = self._current = ""
        self.body.addWidget(self.notice)
        self.body.addWidget(self._adding())
        self.model = ChronologyModel(fetch=fetch, word=lists.word, parent=self)
        self.table = RecordTable("case.rows", self.tr("What belongs to this case"), lines=2)
        self.table.set_model(self.model)
        self.table.set_empty(
            EmptyState(
                "folder-open",
                self.tr("Nothing belongs to this case yet"),
                self.tr("Press New entry to write down a call, a meeting or a visit."),
            )
        )
        self.table.setMinimumHeight(scaled(260))
        self.reading = CaseReading(lists=lists)
        self.facts = CaseFacts(today=today)
        left = QWidget()
        left.setProperty("kind", "plain")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1.5))
        column.addWidget(self.table, 1)
        column.addWidget(self.reading)
        self.body.addWidget(SideBySide(left, self.facts, weights=(5, 3), gap=2), 1)
        self.table.opened.connect(self.row_opened.emit)
        self.table.selected.connect(self._read)
        self.reading.opened.connect(self.row_opened)
        for name in ("action_opened", "pupil_opened", "case_opened", "thing_opened"):
            getattr(self.facts, name).connect(getattr(self, name))

    def _add_steps(self) -> None:
        steps = (
            (CHANGE, quiet_button("case.change", self.tr("Change…"), icon="pencil")),
            (MERGE, quiet_button("case.merge", self.tr("Merge…"), icon="link")),
            (MONITOR, secondary_button("case.monitor", self.tr("Only watch…"), icon="eye")),
            (REOPEN, secondary_button("case.reopen", self.tr("Open again…"), icon="undo-2")),
            (CLOSE, primary_button("case.close", self.tr("Close case…"), icon="circle-check")),
        )
        for key, button in steps:
            self._buttons[key] = button
            button.clicked.connect(lambda _=False, key=key: self.asked.emit(key))
            self.add_action(button)

    def _adding(self) -> QWidget:
        """What can be added, each by one press."""
        room = QWidget()
        room.setProperty("kind", "plain")
        row = FlowLayout(room, spacing=space(1))
        for key, words, icon in (
            (ENTRY, self.tr("New entry"), "plus"),
            (ACTION, self.tr("Action"), "list-checks"),
            (REFERRAL, self.tr("Referral"), "send"),
            (MEETING, self.tr("Meeting"), "users"),
            (PLAN, self.tr("Plan"), "clipboard-list"),
            (DISAGREEMENT, self.tr("Disagreement"), "message-square"),
            (JOIN, self.tr("From the file…"), "folder-open"),
        ):
            button = secondary_button(f"case.add.{key}", words, icon=icon)
            button.clicked.connect(lambda _=False, key=key: self.asked.emit(key))
            self._buttons[key] = button
            row.addWidget(button)
        return room

    def show_case(self, shown: ShownCase, row_ids: Sequence[str]) -> None:
        """Show a case and the rows that belong to it, in this order."""
        case = shown.case
        self.set_title(case.title)
        state = {
            "open": self.tr("Open"),
            "monitoring": self.tr("Only watched until {day}").format(
                day=day_for_people(case.until)
            ),
            "closed": self.tr("Closed"),
            "merged": self.tr("Part of another case"),
        }[case.status]
        names = ", ".join(name for _id, name in shown.children)
        self.set_subtitle(" · ".join((names, state)))
        live = case.status in LIVE
        for key in (ENTRY, ACTION, REFERRAL, MEETING, PLAN, DISAGREEMENT, JOIN, CLOSE, MERGE):
            self._buttons[key].setVisible(live)
        self._buttons[CHANGE].setVisible(case.status != "merged")
        self._buttons[MONITOR].setVisible(case.status == "open")
        self._buttons[REOPEN].setVisible(case.status in ("closed", "monitoring"))
        chosen = self.table.current_id()
        self.model.set_ids(row_ids)
        self._current = chosen if chosen in row_ids else (row_ids[-1] if row_ids else "")
        self.table.set_current(self._current)
        QTimer.singleShot(0, self, self._scroll_to_current)  # when the table has its size
        self.facts.show_case(shown)
        self._say(shown)

    def _scroll_to_current(self) -> None:
        self.table.set_current(self._current)

    def _read(self, row_id: str) -> None:
        row = self.model.row_of(row_id)
        if row >= 0:
            self.reading.show_row(self.model.row_value(row))

    def _say(self, shown: ShownCase) -> None:
        """One line about what the case waits for."""
        case = shown.case
        self._notice_asks = ""
        if case.status == "closed":
            self._say_closed(shown)
        elif case.status == "merged":
            self._notice_asks = "merged"
            self.notice.say(
                self.tr("This goes on as part of another case; it stays readable here."),
                action=self.tr("Open the other case"),
            )
        elif not shown.has_step and case.status == "open":
            self._notice_asks = CHANGE
            self.notice.say(
                self.tr("Nothing is to come of this case."),
                detail=self.tr("Set a next date, add an action, or close it."),
                action=self.tr("Set the next date…"),
                severity="warning",
            )
        else:
            self.notice.say("")

    def _say_closed(self, shown: ShownCase) -> None:
        closing = shown.case.closings[-1]
        words = self.tr("{outcome} · closed by {who} on {when}").format(
            outcome=closing.outcome, who=closing.by, when=for_people(closing.at)
        )
        detail = closing.reason
        if closing.countersigned:
            who, at, text = closing.countersigned
            signed = self.tr("Second signature: {who}, {when}. {text}").format(
                who=who, when=for_people(at), text=text
            )
            detail = f"{detail}\n{signed}"
        elif closing.second:
            detail = f"{detail}\n" + self.tr("It waits for a second signature.")
        if shown.may_sign:
            self._notice_asks = SIGN
        self.notice.say(
            words,
            detail=detail,
            action=self.tr("Sign as the second person…") if shown.may_sign else "",
            severity="success" if closing.countersigned or not closing.second else "warning",
        )

    def _press_notice(self) -> None:
        if self._notice_asks == "merged":
            self.facts.open_related()
        elif self._notice_asks:
            self.asked.emit(self._notice_asks)
