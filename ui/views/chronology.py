"""A child's chronology: the list, its filters, and the entry in full beside it."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from storage.records.chronology import ChronologyEntry
from storage.records.chronology_filter import Amounts
from ui.chronology_material import EventShown, FilterChoices, ShownChronology
from ui.lead_drafts import AmendmentDraft, LinkDraft, PartDraft, SignificanceDraft
from ui.lead_material import LeadLists
from ui.lead_words import first_words
from ui.models.lead_rows import ChronologyModel
from ui.theme import scaled, space
from ui.views.chronology_amend import AmendDialog
from ui.views.chronology_detail import EntryDetail
from ui.views.chronology_event import EventDialog
from ui.views.chronology_filters import FilterBar
from ui.views.chronology_timeline import TimelinePanel
from ui.widgets.announce import announce
from ui.widgets.empty_state import EmptyState
from ui.widgets.message_bar import MessageBar
from ui.widgets.record_table import RecordTable

SIDE_BY_SIDE, ROOMY = 760, 640
PAUSE_MS = 120


class ChronologyPanel(QWidget):
    """Keys in the list: Space marks an entry as significant or takes the mark off, Enter goes to
    its one line, E chooses it and then another one as the same event.
    """

    filter_chosen = Signal(object)
    family_chosen = Signal(bool)
    choices_wanted = Signal()
    entry_selected = Signal(str)
    significance_set = Signal(object)
    linked = Signal(object)
    parted = Signal(object)
    amended = Signal(object)
    statement_requested = Signal(object)
    move_requested = Signal(str)
    concern_opened = Signal(str)
    body_map_opened = Signal(str)

    def __init__(
        self,
        *,
        lists: LeadLists,
        fetch: Callable[[Sequence[str]], Sequence[ChronologyEntry]],
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._lists, self._now = lists, now
        self._same_as: ChronologyEntry | None = None
        self._shown, self._waiting = False, ""
        self._turned: dict[str, bool] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._rest)
        self.timeline = TimelinePanel()
        self.filters = FilterBar(first=self.timeline.fold)
        self.message = MessageBar(identifier="file.choosing")
        self.model = ChronologyModel(fetch=fetch, word=lists.word, parent=self)
        self.table = RecordTable("file.entries", self.tr("Chronology"))
        self.table.set_model(self.model)
        self.table.set_empty(
            EmptyState(
                "history",
                self.tr("No entry here"),
                self.tr("Concerns, decisions, actions and entries stand here in order of time."),
            )
        )
        self.detail = EntryDetail(lists=lists)
        self.table.setMinimumHeight(scaled(150))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._panes = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._panes.setSpacing(space(2))
        self._panes.addWidget(self.table, 5)
        self._panes.addWidget(self.detail, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        column.addWidget(self.timeline)
        column.addWidget(self.filters)
        column.addWidget(self.message)
        column.addLayout(self._panes, 1)

    def _connect(self) -> None:
        self.table.view.installEventFilter(self)
        self.filters.changed.connect(self.filter_chosen)
        self.filters.family_chosen.connect(self.family_chosen)
        self.filters.more_opened.connect(self.choices_wanted)
        self.table.selected.connect(self._select)
        self.table.opened.connect(self._compose)
        detail = self.detail
        detail.lines.kept.connect(self.significance_set)
        detail.lines.moved.connect(self._move)
        detail.concern_opened.connect(self.concern_opened)
        detail.body_map_opened.connect(self.body_map_opened)
        detail.amend_requested.connect(self._ask_to_amend)
        detail.statement_requested.connect(self.statement_requested)
        detail.move_requested.connect(self.move_requested)
        detail.significance_requested.connect(self._turn)
        detail.same_event_requested.connect(self._choose_same)
        detail.link_requested.connect(self._ask_to_link)
        detail.part_requested.connect(self._ask_to_part)
        detail.entry_chosen.connect(self.go_to)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """At larger text the entry goes below the list."""
        super().resizeEvent(event)
        wide = self.width() >= scaled(SIDE_BY_SIDE)
        direction = QBoxLayout.Direction
        self._panes.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        self.timeline.offer(room=wide and self.height() >= scaled(ROOMY))

    def show_rows(self, shown: ShownChronology) -> None:
        """Show these entries in this order, undated ones last; the cursor stays where it was."""
        before = self.table.current_id()
        self.filters.show_amounts(shown.amounts, shown=len(shown.ids))
        self.filters.show_siblings(shown.siblings)
        self.model.show_places(shown.places)
        self.model.set_ids(shown.ids)
        self.detail.show_nothing()
        if shown.ids:
            self.table.set_current(before if before in shown.ids else shown.ids[0])

    def show_choices(self, choices: FilterChoices) -> None:
        """Offer what can be filtered by."""
        self.filters.show_choices(choices)

    def show_whose(self, whose: Callable[[str], str]) -> None:
        """Say before each entry's words whose file it stands in; an empty name says nothing."""
        self.model.show_whose(whose)

    def show_entry(self, entry: ChronologyEntry, event: EventShown | None = None) -> None:
        """Show this entry in full, and what else tells of the same event."""
        if entry.id == self.table.current_id():
            self._shown = True
            self.detail.show_entry(entry, event)

    def entries_changed(self, amounts: Amounts) -> None:
        """Read the rows again because something was added to an entry: all stay where they are,
        also those that the filter would now leave out, so that the same key takes it back.
        """
        self.filters.show_amounts(amounts, shown=self.model.rowCount())
        self._turned.clear()
        self.model.refresh()

    def not_kept(self) -> None:
        """What was just said of an entry could not be kept."""
        self._turned.clear()
        self.detail.lines.not_kept()

    def was_significant(self, identifier: str) -> bool:
        """Whether the list shows an entry as significant; an entry that is not there is not."""
        row = self.model.row_of(identifier)
        return row >= 0 and bool(self.model.row_value(row).significant)

    def go_to(self, identifier: str) -> None:
        """Put the cursor on an entry and show it."""
        self.table.set_current(identifier)
        self._rest()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            row = self.model.row_of(self.table.current_id())
            key = event.key()
            marks = key in (Qt.Key.Key_Space, Qt.Key.Key_E) and row >= 0 and not event.modifiers()
            if marks and event.isAutoRepeat():
                return True  # each mark is an entry that stays: a key that is held marks once
            if marks and key == Qt.Key.Key_Space:
                self._turn(self.model.row_value(row))
                return True
            if marks:
                self._choose_same(self.model.row_value(row))
                return True
            if key == Qt.Key.Key_Escape and self._same_as is not None:
                self._forget_same()
                return True
        return super().eventFilter(watched, event)

    def _select(self, identifier: str) -> None:
        """The first move is answered at once, quick ones after it when they come to rest."""
        if self._pause.isActive():
            self._waiting = identifier
            self._pause.start()
            return
        self._pause.start()
        self._tell_selected(identifier)

    def _compose(self, _identifier: str) -> None:
        self._rest()
        self.detail.lines.setFocus()

    def _rest(self) -> None:
        if self._waiting:
            waiting, self._waiting = self._waiting, ""
            self._tell_selected(waiting)

    def _tell_selected(self, identifier: str) -> None:
        """Whoever hears it may show the entry with what else tells of it."""
        self._shown = False
        self.entry_selected.emit(identifier)
        row = self.model.row_of(identifier)
        if not self._shown and row >= 0:
            self.detail.show_entry(self.model.row_value(row))

    def _move(self, step: int) -> None:
        """From the lines of one entry to those of the next, or back to the list."""
        if not step:
            self.table.setFocus()
            return
        row = self.model.row_of(self.table.current_id()) + step
        if 0 <= row < self.model.rowCount():
            self.go_to(self.model.id_at(row))

    def _turn(self, entry: ChronologyEntry) -> None:
        """The other way than it stands, also while the last turn is still being kept."""
        significant = not self._turned.get(entry.id, entry.significant)
        self._turned[entry.id] = significant
        self.significance_set.emit(SignificanceDraft(target=entry.id, significant=significant))
        said = self.tr("Significant") if significant else self.tr("Not significant")
        announce(self.table, said)

    def _choose_same(self, entry: ChronologyEntry) -> None:
        """The first choice waits for the second one."""
        first = self._same_as
        if first is None or first.id == entry.id:
            self._same_as = entry
            self.message.show_message(
                self.tr("Which entry tells of the same event as “{words}”?").format(
                    words=first_words(entry.text, limit=60)
                ),
                severity="info",
                next_step=self.tr("Go to it in the list and press E. Escape leaves it."),
            )
            self.table.setFocus()
            return
        self._forget_same()
        self._ask(first, entry)

    def _forget_same(self) -> None:
        self._same_as = None
        self.message.clear()

    def _ask_to_link(self, other: ChronologyEntry) -> None:
        row = self.model.row_of(self.table.current_id())
        if row >= 0:
            self._ask(self.model.row_value(row), other)

    def _ask(self, first: ChronologyEntry, second: ChronologyEntry) -> None:
        dialog = EventDialog(
            title=self.tr("One event, told more than once"),
            say=self.tr("Both stay as they are, with their own dates. They are shown together."),
            confirm=self.tr("Show them together"),
            entries=(first, second),
            parent=self,
        )
        targets = (first.id, second.id)
        dialog.confirmed.connect(
            lambda reason: self.linked.emit(LinkDraft(targets=targets, reason=reason))
        )
        dialog.open()

    def _ask_to_part(self, event: str) -> None:
        row = self.model.row_of(self.table.current_id())
        entry: ChronologyEntry = self.model.row_value(row)
        dialog = EventDialog(
            title=self.tr("Not the same event"),
            say=self.tr("This entry then stands for itself again. What was said before stays."),
            confirm=self.tr("Part them"),
            entries=(entry,),
            parent=self,
        )
        dialog.confirmed.connect(
            lambda reason: self.parted.emit(
                PartDraft(event=event, reason=reason, targets=(entry.id,))
            )
        )
        dialog.open()

    def _ask_to_amend(self, entry: ChronologyEntry) -> None:
        dialog = AmendDialog(entry=entry, lists=self._lists, now=self._now, parent=self)
        dialog.confirmed.connect(self._tell_amended)
        dialog.open()

    def _tell_amended(self, draft: AmendmentDraft) -> None:
        self.amended.emit(draft)
