"""The timeline above a chronology: the axis, the same in words, and what has no date."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storage.records.timeline import ABSENCE, CONCERN, MARK, SPAN, TimelineItem
from ui.lead_words import counted
from ui.theme import scaled, space
from ui.widgets.buttons import quiet_button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.row_list import RowItem, RowList
from ui.widgets.timeline_strip import TimelineStrip

_LIST_HEIGHT = 150


class TimelinePanel(QWidget):
    """Folds away by the button ``fold``, which stands where its page puts it. The list says
    everything that the axis shows, and what has no date.
    """

    opened = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        lanes = {
            CONCERN: self.tr("Concerns"),
            ABSENCE: self.tr("Absence"),
            SPAN: self.tr("Plans, statuses"),
            MARK: self.tr("Referrals, meetings"),
        }
        self.strip = TimelineStrip(lanes)
        identify(
            self.strip,
            "file.timeline",
            self.tr("Timeline"),
            self.tr("Arrow keys go from one to the next, plus and minus zoom, Enter opens."),
        )
        self.list = RowList("file.timeline.list", self.tr("Timeline in words"))
        self.list.setFixedHeight(scaled(_LIST_HEIGHT))
        self.list.hide()
        self.fold = quiet_button("file.timeline.fold", "", icon="calendar", parent=self)
        self._in_words = quiet_button("file.timeline.words", self.tr("As a list"))
        closer = quiet_button("file.timeline.closer", "+", name=self.tr("Shorter time"))
        wider = quiet_button("file.timeline.wider", "\N{MINUS SIGN}", name=self.tr("Longer time"))
        whole = quiet_button("file.timeline.whole", self.tr("All of it"))
        self._zooms = (closer, wider, whole)
        self._says = identify(PlainLabel(tone="small"), "file.timeline.says", "")
        self._undated = PlainLabel(tone="small")
        self._is_open = self._turned = False
        self._items: tuple[TimelineItem, ...] = ()
        self._lay_out()
        self.fold.clicked.connect(self._turn)
        self._in_words.clicked.connect(self._turn_words)
        for button, factor in zip(self._zooms, (0.5, 2.0, 0.0), strict=True):
            button.clicked.connect(lambda _=False, by=factor: self.strip.zoom(by))
        self.strip.told.connect(self._says.setText)
        self.strip.zoomed.connect(self._say_period)
        self.strip.opened.connect(self.opened)
        self.list.opened.connect(self._open_row)
        self._show_state()

    def _lay_out(self) -> None:
        head = FlowLayout(spacing=space(0.5))
        for button in (*self._zooms, self._in_words):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(0.25))
        for part in (self.strip, self.list, self._says, self._undated):
            column.addWidget(part)
        column.addLayout(head)

    def show_items(self, items: Sequence[TimelineItem], *, today: date) -> None:
        """Show these; without any the timeline is not there."""
        self._items = tuple(items)
        self.fold.setVisible(bool(items))
        self.strip.show_items(items, today=today)
        self.list.set_rows(
            [RowItem(id=str(place), title=item.words) for place, item in enumerate(items)]
        )
        undated = [item.words.partition(" · ")[2] for item in items if not item.dated]
        words = counted(len(undated), self.tr("1 is not dated: "), self.tr("{n} are not dated: "))
        self._undated.setText(f"{words}{'; '.join(undated[:3])}" if undated else "")
        self._undated.setVisible(bool(undated))
        self._say_period()
        self._show_state()

    def is_open(self) -> bool:
        """Whether it is unfolded."""
        return self._is_open

    def offer(self, *, room: bool) -> None:
        """Unfold where there is room, until somebody folds or unfolds it themselves."""
        if not self._turned and room != self._is_open:
            self._is_open = room
            self._show_state()

    def _say_period(self) -> None:
        self._says.setText(self.strip.period())

    def _turn(self) -> None:
        self._is_open, self._turned = not self._is_open, True
        self._show_state()
        if self._is_open:
            self.strip.setFocus()

    def _turn_words(self) -> None:
        as_list = not self.list.isVisibleTo(self)
        self.list.setVisible(as_list)
        self.strip.setVisible(not as_list)
        self._show_state()
        (self.list if as_list else self.strip).setFocus()

    def _show_state(self) -> None:
        words = (
            self.tr("Hide the timeline")
            if self._is_open
            else self.tr("Timeline ({n})").format(n=f"{len(self._items):,}")
        )
        self.fold.setText(words)
        self.fold.setAccessibleName(words)
        as_list = self.list.isVisibleTo(self)
        self.setVisible(self._is_open and bool(self._items))
        said = self.tr("As a picture") if as_list else self.tr("As a list")
        self._in_words.setText(said)
        self._in_words.setAccessibleName(said)
        for button in self._zooms:
            button.setVisible(not as_list)

    def _open_row(self, place: str) -> None:
        item = self._items[int(place)]
        if item.id:
            self.opened.emit(item.id)
