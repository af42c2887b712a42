"""Today: what waits, what is due, what is to be looked at again. Quiet when there is nothing."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from storage.records.casework import ActionRow, ConcernRow, Today
from storage.records.times import for_people
from ui.care_material import ReminderLine
from ui.icons import set_icon
from ui.lead_drafts import ActionDoneDraft
from ui.lead_words import counted, day_for_people, first_words
from ui.theme import scaled, space
from ui.views.reminders import ReminderBar
from ui.views.triage_close import DoneDialog
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page
from ui.widgets.row_list import RowItem, RowList
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide


class TodayView(Page):
    """Three lists, one press to each thing on them."""

    concern_opened = Signal(str)
    action_opened = Signal(str)
    action_done = Signal(object)
    review_opened = Signal(str)
    new_entry_requested = Signal()
    concerns_requested = Signal()
    reminder_acted = Signal(str)
    reminders_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("", identifier="today", parent=parent)
        self.set_title(self.tr("Today"))
        self._known: tuple[ActionRow, ...] = ()
        self._new = primary_button("today.new", self.tr("New entry"), icon="plus")
        self._new.clicked.connect(self.new_entry_requested)
        self.add_action(self._new)
        self.reminders = ReminderBar(screen="today")
        self.reminders.acted.connect(self.reminder_acted)
        self.reminders.more_requested.connect(self.reminders_requested)
        self.letters = _Block(
            identifier="today.letters", name=self.tr("Concerns waiting"),
            empty=self.tr("No concern is waiting."),
        )  # fmt: skip
        self.action_rows = _Block(
            identifier="today.actions", name=self.tr("Actions due"),
            empty=self.tr("Nothing is due this week."),
        )  # fmt: skip
        self.reviews = _Block(
            identifier="today.reviews", name=self.tr("Reviews due"),
            empty=self.tr("No review is due."),
        )  # fmt: skip
        every = quiet_button("today.all_concerns", self.tr("All concerns"))
        every.clicked.connect(self.concerns_requested)
        self.letters.add_header_action(every)
        self._done = quiet_button("today.done", self.tr("Mark as done…"), icon="check")
        self._done.clicked.connect(self._ask_what_came)
        self._done.setEnabled(False)
        self.action_rows.add_header_action(self._done)
        self.letters.rows.opened.connect(self.concern_opened.emit)
        self.action_rows.rows.opened.connect(self.action_opened.emit)
        self.action_rows.rows.selected.connect(lambda _: self._done.setEnabled(True))
        self.reviews.rows.opened.connect(self.review_opened.emit)
        self._lay_out()

    def _lay_out(self) -> None:
        right = QWidget()
        right.setProperty("kind", "plain")
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(self.action_rows)
        column.addWidget(self.reviews)
        self._blocks = SideBySide(self.letters, right, weights=(1, 1), gap=2)
        self._quiet = EmptyState(
            "circle-check", self.tr("Nothing waits for you"),
            self.tr("No concern is waiting, nothing is due and no review is near."),
        )  # fmt: skip
        self._quiet.hide()
        self.body.addWidget(self.reminders)
        self.body.addWidget(self._blocks)
        self.body.addWidget(self._quiet, 1)
        self.body.addStretch(1)

    def show_today(self, today: Today) -> None:
        """Show what waits now."""
        self._known = today.actions
        self._done.setEnabled(False)
        self._done.setVisible(bool(today.actions))
        self.letters.show_rows([self._letter(row) for row in today.waiting])
        self.action_rows.show_rows([self._action(row) for row in today.actions])
        self.reviews.show_rows([self._review(row) for row in today.reviews])
        quiet = not (today.waiting or today.actions or today.reviews)
        self._blocks.setVisible(not quiet)
        self._quiet.setVisible(quiet)
        self.set_subtitle(self._summary(today))

    def show_reminders(self, lines: Sequence[ReminderLine]) -> None:
        """Show the most pressing thing to do for the safety of the record, in one line."""
        self.reminders.show_reminders(lines)

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say what went wrong."""
        self.message.show_message(text, severity="danger", next_step=next_step, assertive=True)

    def _summary(self, today: Today) -> str:
        late = sum(1 for row in today.actions if row.overdue)
        parts = [
            counted(
                len(today.waiting), self.tr("1 concern waiting"), self.tr("{n} concerns waiting")
            ),
            counted(late, self.tr("1 action overdue"), self.tr("{n} actions overdue")),
        ]
        numbers = (len(today.waiting), late)
        return " · ".join(part for part, number in zip(parts, numbers, strict=True) if number)

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

    def _action(self, row: ActionRow) -> RowItem:
        due = day_for_people(row.due)
        return RowItem(
            id=row.id,
            title=row.what,
            detail=" · ".join(part for part in (row.pupils, row.owner) if part),
            trailing=self.tr("overdue, {day}").format(day=due) if row.overdue else due,
            icon="list-checks",
            tone="danger" if row.overdue else "muted",
        )

    def _review(self, row: Sequence[str]) -> RowItem:
        identifier, name, title, day = row
        return RowItem(
            id=identifier,
            title=name,
            detail=title,
            trailing=day_for_people(day),
            icon="shield-alert",
        )

    def _ask_what_came(self) -> None:
        chosen = self.action_rows.rows.current_id()
        action = next((row for row in self._known if row.id == chosen), None)
        if action is None:
            return
        dialog = DoneDialog(action_id=action.id, what=action.what, parent=self)
        dialog.confirmed.connect(self._tell_done)
        dialog.open()

    def _tell_done(self, draft: ActionDoneDraft) -> None:
        self.action_done.emit(draft)


class _Block(SectionCard):
    """A titled list that says so calmly when it is empty."""

    def __init__(self, *, identifier: str, name: str, empty: str) -> None:
        super().__init__(name)
        self._name = name
        self.rows = RowList(identifier, name)
        # The card is the frame; a second one around the rows would only be noise.
        self.rows.setStyleSheet("QListView { border: none; border-radius: 0; }")
        self.rows.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._calm = QWidget()
        self._calm.setProperty("kind", "plain")
        line = QHBoxLayout(self._calm)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(space(1))
        picture = QLabel()
        set_icon(picture, "circle-check", tone="success", size=20)
        line.addWidget(picture)
        line.addWidget(PlainLabel(empty, tone="muted"), 1)
        self.body.addWidget(self.rows)
        self.body.addWidget(self._calm)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._fit()

    def show_rows(self, rows: Sequence[RowItem]) -> None:
        """Show these rows, or the sentence that there are none."""
        self.rows.set_rows(rows)
        self.rows.setVisible(bool(rows))
        self._calm.setVisible(not rows)
        self.set_title(f"{self._name} ({len(rows)})" if rows else self._name)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        # The page scrolls, the lists on it do not: every row is in sight or one wheel turn away.
        count = len(self.rows.rows())
        self.rows.setFixedHeight(sum(self.rows.sizeHintForRow(row) for row in range(count)) + 4)
        self.setMinimumWidth(scaled(400))
