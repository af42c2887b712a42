"""One entry of a chronology in full: words, the three times, corrections beside the original."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from storage.records.chronology import ChronologyEntry
from ui.chronology_material import EventShown
from ui.lead_material import LeadLists
from ui.theme import scaled, space
from ui.views.chronology_compose import ComposeLines
from ui.views.chronology_event import EventBlock
from ui.views.chronology_parts import badges, child_words, correction_note, facts
from ui.views.chronology_ways import EntryWays
from ui.widgets.identify import identify
from ui.widgets.key_values import KeyValueGrid
from ui.widgets.labels import PlainLabel
from ui.widgets.scroll_card import ScrollCard

_LEAST = 120


class EntryDetail(QWidget):
    """Shows the entry with the cursor; what can be done with it stands at the end."""

    concern_opened = Signal(str)
    body_map_opened = Signal(str)
    amend_requested = Signal(object)
    statement_requested = Signal(object)
    move_requested = Signal(str)
    significance_requested = Signal(object)
    same_event_requested = Signal(object)
    entry_chosen = Signal(str)
    link_requested = Signal(object)
    part_requested = Signal(str)

    def __init__(self, *, lists: LeadLists, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._lists = lists
        self.card = ScrollCard(readable=True)
        identify(self.card.area, "file.entry", self.tr("The entry in full"))
        # As high as the page lets it be: a long entry scrolls inside its card.
        self.card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.card.setMinimumHeight(scaled(_LEAST))
        self.lines = ComposeLines()
        self.ways = EntryWays()
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(space(0.5))
        self._outer.addWidget(self.card, 1)
        self._outer.addWidget(self.lines)
        self._outer.addWidget(self.ways)
        for told, tell in (
            (self.ways.significance_requested, self.significance_requested),
            (self.ways.same_event_requested, self.same_event_requested),
            (self.ways.amend_requested, self.amend_requested),
            (self.ways.statement_requested, self.statement_requested),
            (self.ways.move_requested, self.move_requested),
            (self.ways.concern_opened, self.concern_opened),
            (self.ways.body_map_opened, self.body_map_opened),
        ):
            told.connect(tell)
        self.setFocusProxy(self.card)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say that no entry is chosen."""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(space(2.5), space(2.5), space(2.5), space(2.5))
        column.addWidget(PlainLabel(self.tr("Choose an entry to read it here."), tone="muted"))
        column.addStretch(1)
        self.card.set_content(content)
        self.lines.show_entry(None)
        self.lines.hide()
        self.ways.hide()

    def show_entry(self, entry: ChronologyEntry, event: EventShown | None = None) -> None:
        """Show this entry, and what else tells of the same event."""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(space(2.5), space(2), space(2.5), space(2))
        column.setSpacing(space(1.25))
        column.addWidget(PlainLabel(entry.happened.for_people(), tone="section", selectable=True))
        column.addLayout(badges(entry, self._lists))
        column.addWidget(PlainLabel(entry.text, selectable=True))
        if entry.child_words:
            column.addWidget(child_words(self.tr("The child’s own words"), entry.child_words))
        for correction in entry.corrections:
            column.addWidget(correction_note(correction, self._lists))
        if event is not None and (event.others or event.offered):
            column.addWidget(self._event_block(event))
        grid = KeyValueGrid()
        grid.set_rows(facts(entry, self._lists))
        column.addWidget(grid)
        column.addStretch(1)
        self.card.set_content(content)
        self.card.area.setAccessibleDescription(entry.text)
        self.lines.show_entry(entry)
        self.lines.show()
        self.ways.show_entry(entry)
        self.ways.show()
        self._fit_ways()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What can be done with an entry is never cut."""
        super().resizeEvent(event)
        self._fit_ways()

    def _fit_ways(self) -> None:
        layout = self.ways.layout()
        if layout is None:
            return
        ways = layout.heightForWidth(self.width())
        self.ways.setMinimumHeight(ways)
        lines = self.lines.minimumSizeHint().height()
        # The card takes what room there is, so that the layout alone would give it none.
        self.setMinimumHeight(self.card.minimumHeight() + lines + ways + 2 * self._outer.spacing())

    def _event_block(self, event: EventShown) -> EventBlock:
        block = EventBlock(event)
        block.chosen.connect(self.entry_chosen)
        block.link_requested.connect(self.link_requested)
        block.part_requested.connect(self.part_requested)
        return block
