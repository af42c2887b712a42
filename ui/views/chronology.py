"""A child's chronology: the list, its filter, and the entry in full beside it."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from storage.records.chronology import ChronologyEntry
from ui.lead_drafts import AmendmentDraft, SignificanceDraft
from ui.lead_material import LeadLists
from ui.models.lead_rows import ChronologyModel
from ui.theme import scaled, space
from ui.views.chronology_amend import AmendDialog
from ui.views.chronology_detail import EntryDetail
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import PlainLabel
from ui.widgets.record_table import RecordTable
from ui.widgets.side_by_side import SideBySide

SIDE_BY_SIDE = 760
ALL, SIGNIFICANT, UNDATED = "all", "significant", "undated"


class ChronologyPanel(QWidget):
    """Space marks the entry with the cursor as significant, or takes the mark off."""

    filter_chosen = Signal(str)
    entry_selected = Signal(str)
    significance_set = Signal(object)
    amended = Signal(object)
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
        self._labels = (
            (ALL, self.tr("All")),
            (SIGNIFICANT, self.tr("Significant")),
            (UNDATED, self.tr("Not dated")),
        )
        choices = [Choice(value=code, text=text) for code, text in self._labels]
        self.filter = ChoiceRow("file.filter", self.tr("Which entries"), choices)
        self.filter.set_value(ALL)
        self._count = PlainLabel(tone="small", wrap=False)
        self.model = ChronologyModel(fetch=fetch, word=lists.word, parent=self)
        self.table = RecordTable("file.entries", self.tr("Chronology"), lines=2)
        self.table.set_model(self.model)
        self.table.set_empty(
            EmptyState(
                "history",
                self.tr("No entry here"),
                self.tr("Concerns, decisions, actions and entries stand here in order of time."),
            )
        )
        self.detail = EntryDetail(lists=lists)
        self.table.setMinimumHeight(scaled(190))
        self.detail.setMinimumHeight(scaled(190))
        self._lay_out()
        self.table.view.installEventFilter(self)
        self.filter.changed.connect(self.filter_chosen)
        self.table.selected.connect(self._select)
        self.detail.concern_opened.connect(self.concern_opened)
        self.detail.body_map_opened.connect(self.body_map_opened)
        self.detail.amend_requested.connect(self._ask_to_amend)
        self.detail.significance_requested.connect(self._turn)

    def _lay_out(self) -> None:
        self._panes = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._panes.setSpacing(space(2))
        self._panes.addWidget(self.table, 5)
        self._panes.addWidget(self.detail, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1.5))
        self._count.setMinimumWidth(scaled(120))
        column.addWidget(SideBySide(self.filter, self._count, weights=(1, 0), gap=2))
        column.addLayout(self._panes, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """At larger text the entry goes below the list."""
        super().resizeEvent(event)
        wide = self.width() >= scaled(SIDE_BY_SIDE)
        direction = QBoxLayout.Direction
        self._panes.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    def show_ids(
        self, identifiers: Sequence[str], *, total: int, significant: int, undated: int
    ) -> None:
        """Show these entries in this order; undated ones come last and are counted."""
        counts = {ALL: total, SIGNIFICANT: significant, UNDATED: undated}
        for code, text in self._labels:
            self.filter.button(code).setAccessibleName(f"{text} ({counts[code]})")
        shown = self.tr("{n} of {all} shown").format(n=len(identifiers), all=total)
        last = self.tr("{n} not dated, listed last").format(n=undated)
        self._count.setText(f"{shown} · {last}" if undated else shown)
        self.model.set_ids(identifiers)
        self.detail.show_nothing()
        if identifiers:
            self.table.set_current(identifiers[0])

    def show_entry(self, entry: ChronologyEntry) -> None:
        """Show this entry in full."""
        self.detail.show_entry(entry)

    def entry_changed(self, identifier: str) -> None:
        """Read the rows again because something was added to an entry."""
        self.model.refresh()
        if self.table.current_id() == identifier:
            self.show_entry(self.model.row_value(self.model.row_of(identifier)))

    def go_to(self, identifier: str) -> None:
        """Put the cursor on an entry."""
        self.table.set_current(identifier)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space turns the mark of the entry with the cursor."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            row = self.model.row_of(self.table.current_id())
            if event.key() == Qt.Key.Key_Space and row >= 0:
                self._turn(self.model.row_value(row))
                return True
        return super().eventFilter(watched, event)

    def _select(self, identifier: str) -> None:
        row = self.model.row_of(identifier)
        self.show_entry(self.model.row_value(row))
        self.entry_selected.emit(identifier)

    def _turn(self, entry: ChronologyEntry) -> None:
        self.significance_set.emit(
            SignificanceDraft(
                target=entry.id, significant=not entry.significant, summary=entry.summary
            )
        )

    def _ask_to_amend(self, entry: ChronologyEntry) -> None:
        dialog = AmendDialog(entry=entry, lists=self._lists, now=self._now, parent=self)
        dialog.confirmed.connect(self._tell_amended)
        dialog.open()

    def _tell_amended(self, draft: AmendmentDraft) -> None:
        self.amended.emit(draft)
