"""Today: what waits, what is due, what changed. Quiet when there is nothing."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storage.records.casework import ConcernRow
from storage.records.due import DueItem
from storage.records.times import for_people, school_day, short_date
from storage.records.today import News, Today
from ui.care_material import ReminderLine
from ui.lead_words import counted, day_for_people, first_words
from ui.theme import space
from ui.views.reminders import ReminderBar
from ui.views.today_block import TodayBlock
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.page import Page
from ui.widgets.row_list import RowItem
from ui.widgets.side_by_side import SideBySide

# The lists of what is due, each with the picture of its rows; how many rows are in sight at first.
_DUE = {
    "actions": ("list-checks", 4),
    "reviews": ("shield-alert", 3),
    "answers": ("send", 2),
    "meetings": ("users", 2),
    "cases": ("folder-open", 2),
}
_LETTERS, _NEWS = 4, 6


class TodayView(Page):
    """A list for each kind of thing, one press to each thing on it."""

    concern_opened = Signal(str)
    due_opened = Signal(object)
    news_opened = Signal(object)
    action_asked = Signal(str)
    new_entry_requested = Signal()
    concerns_requested = Signal()
    referrals_requested = Signal()
    reminder_acted = Signal(str)
    reminders_requested = Signal()

    def __init__(self, *, word: Callable[[str], str] = str, parent: QWidget | None = None) -> None:
        super().__init__("", identifier="today", parent=parent)
        self.set_title(self.tr("Today"))
        self._word = word
        self._today: Today | None = None
        new = primary_button("today.new", self.tr("New entry"), icon="plus")
        new.clicked.connect(self.new_entry_requested)
        self.add_action(new)
        self.reminders = ReminderBar(screen="today")
        self.reminders.acted.connect(self.reminder_acted)
        self.reminders.more_requested.connect(self.reminders_requested)
        self.letters = TodayBlock(
            "today.letters", self.tr("Concerns waiting"),
            empty=self.tr("No concern is waiting."), shown=_LETTERS,
        )  # fmt: skip
        every = quiet_button("today.all_concerns", self.tr("All concerns"))
        every.clicked.connect(self.concerns_requested)
        self.letters.add_header_action(every)
        self.letters.rows.opened.connect(self.concern_opened.emit)
        self.news = TodayBlock(
            "today.news", self.tr("New since you were last here"),
            empty=self.tr("Nothing new since you were last here."), shown=_NEWS,
        )  # fmt: skip
        self.news.rows.opened.connect(self._open_news)
        self.due = {name: self._due_block(name) for name in _DUE}
        referrals = quiet_button("today.all_referrals", self.tr("All referrals"))
        referrals.clicked.connect(self.referrals_requested)
        self.due["answers"].add_header_action(referrals)
        self.action_rows, self.reviews = self.due["actions"], self.due["reviews"]
        self._done = quiet_button("today.done", self.tr("Done or changed…"), icon="check")
        self._done.clicked.connect(self._ask_what_becomes)
        self._done.setEnabled(False)
        self.action_rows.add_header_action(self._done)
        self.action_rows.rows.selected.connect(lambda _: self._done.setEnabled(True))
        self._lay_out()

    def _due_block(self, name: str) -> TodayBlock:
        names = {
            "actions": (self.tr("Actions due"), self.tr("No action is due this week.")),
            "reviews": (self.tr("Reviews due"), self.tr("No review is due.")),
            "answers": (self.tr("Waiting for an answer"), ""),
            "meetings": (self.tr("Meetings"), ""),
            "cases": (self.tr("Cases that need a decision"), ""),
        }
        title, empty = names[name]
        block = TodayBlock(f"today.{name}", title, empty=empty, shown=_DUE[name][1])
        block.rows.opened.connect(lambda identifier: self._open_due(name, identifier))
        return block

    def _lay_out(self) -> None:
        self._left = _column(self.letters, self.due["meetings"], self.news)
        right = _column(self.action_rows, self.reviews, self.due["answers"], self.due["cases"])
        self._blocks = SideBySide(self._left, right, weights=(1, 1), gap=2)
        self._quiet = EmptyState(
            "circle-check", self.tr("Nothing waits for you"),
            self.tr("No concern is waiting, nothing is due and no review is near."),
        )  # fmt: skip
        self._quiet.hide()
        self._quiet_news = QWidget()
        self._quiet_news.setProperty("kind", "plain")
        QVBoxLayout(self._quiet_news).setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.reminders)
        self.body.addWidget(self._blocks)
        self.body.addWidget(self._quiet)
        self.body.addWidget(self._quiet_news)
        self.body.addStretch(1)

    def show_today(self, today: Today) -> None:
        """Show what waits now; where the cursor stood it stays."""
        self._today = today
        self._done.setEnabled(False)
        self._done.setVisible(bool(today.actions))
        self.letters.show_rows([self._letter(row) for row in today.waiting], today.waiting_total)
        for name, block in self.due.items():
            items: Sequence[DueItem] = getattr(today, name)
            block.show_rows([self._due_row(name, item, today.day) for item in items])
        self.news.show_rows([self._news_row(row) for row in today.news], today.news_total)
        self._place_news(quiet=today.quiet)
        self.news.setVisible(bool(today.since))
        self._blocks.setVisible(not today.quiet)
        self._quiet.setVisible(today.quiet)
        self.set_subtitle(self._summary(today))

    def show_reminders(self, lines: Sequence[ReminderLine]) -> None:
        """Show the most pressing thing to do for the safety of the record, in one line."""
        self.reminders.show_reminders(lines)

    def _place_news(self, *, quiet: bool) -> None:
        """On a quiet day what is new stands alone, below the sentence that nothing waits."""
        home = (self._quiet_news if quiet else self._left).layout()
        if home is not None and self.news.parentWidget() is not home.parentWidget():
            home.addWidget(self.news)

    def _summary(self, today: Today) -> str:
        late = sum(1 for name in _DUE for item in getattr(today, name) if _late(item, today.day))
        parts = [
            counted(
                today.waiting_total,
                self.tr("1 concern waiting"),
                self.tr("{n} concerns waiting"),
            ),
            counted(late, self.tr("1 thing overdue"), self.tr("{n} things overdue")),
        ]
        numbers = (today.waiting_total, late)
        said = [part for part, number in zip(parts, numbers, strict=True) if number]
        return " · ".join((day_for_people(today.day), *said))

    def _letter(self, row: ConcernRow) -> RowItem:
        told, words = row.told_dsl == "yes", first_words(row.first_words)
        return RowItem(
            id=row.id,
            title=row.pupils or self.tr("Child not on the list"),
            detail=" · ".join((for_people(row.written_at), row.reporter, words)),
            trailing="" if told else self.tr("not told in person"),
            icon="mail",
            tone="warning",
        )

    def _due_row(self, block: str, item: DueItem, day: str) -> RowItem:
        late = _late(item, day)
        when = day_for_people(item.due)
        said = {
            "closing": self.tr("waits for a second signature"),
            "case": self.tr("no next step"),
        }
        if late and item.kind != "meeting":  # of a meeting that was planned its words ask
            when = self.tr("overdue, {day}").format(day=when)
        title, about = (item.names, item.words) if block != "actions" else (item.words, item.names)
        return RowItem(
            id=f"{item.kind}/{item.id}",
            title=title or item.words,
            detail=" · ".join(part for part in (about if title else "", item.owner) if part),
            trailing=when or said.get(item.kind, ""),
            icon=_DUE[block][0],
            tone="danger" if late else "muted",
        )

    def _news_row(self, row: News) -> RowItem:
        about = row.names or first_words(row.words, limit=60)
        return RowItem(
            id=row.id,
            title=f"{self._word(row.kind)}: {about}",
            trailing=f"{row.by}, {short_date(school_day(row.at))}",
            icon="message-square" if row.kind == "reply" else "file-text",
        )

    def _open_due(self, block: str, identifier: str) -> None:
        for item in getattr(self._today, block):
            if f"{item.kind}/{item.id}" == identifier:
                self.due_opened.emit(item)
                return

    def _open_news(self, identifier: str) -> None:
        for row in self._today.news if self._today else ():
            if row.id == identifier:
                self.news_opened.emit(row)
                return

    def _ask_what_becomes(self) -> None:
        chosen = self.action_rows.rows.current_id()
        if chosen is not None:
            self.action_asked.emit(chosen.partition("/")[2])


def _late(item: DueItem, day: str) -> bool:
    return bool(item.due) and item.overdue(day)


def _column(*blocks: QWidget) -> QWidget:
    column = QWidget()
    column.setProperty("kind", "plain")
    lines = QVBoxLayout(column)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(space(1))
    for block in blocks:
        lines.addWidget(block)
    return column
