"""Body maps of different days beside each other: the same view on one line, words below."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from resources.body_maps.drawings import drawing
from storage.records.body_map import Mark
from ui.theme import space
from ui.widgets.body_map_view import MapFacts, MarkKey, ShownBodyMap, ViewOfMarks, column_of
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel

_TALL = 350  # pixels: so high that figure and words of one view stand on a small screen


class ComparedMaps(QWidget):
    """A card for each map, in the order given; never one over another.

    Lines are shared: dates, then each view that carries a mark on any of them, then the marks in
    words, then how they were seen. A view on which a map has nothing says so, so that an empty
    place is not taken for an answer.
    """

    def __init__(self, shown: Sequence[ShownBodyMap], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(space(2))
        self._grid.setVerticalSpacing(0)
        views = list(dict.fromkeys(_name(m) for item in shown for m in item.body_map.marks))
        rows = len(views) + 3
        self._cards: list[QFrame] = []
        for column, item in enumerate(shown):
            card = QFrame()
            card.setProperty("kind", "card")
            name = self.tr("Body map, {heading}").format(heading=item.heading)
            identify(card, "body_map.shown", name)
            self._grid.addWidget(card, 0, column, rows, 1)
            self._grid.setColumnStretch(column, 1)
            self._cards.append(card)
            self._fill(item, column, views)
        self._grid.setRowStretch(rows - 1, 1)

    def cards(self) -> tuple[QFrame, ...]:
        """The maps, as they stand beside each other."""
        return tuple(self._cards)

    def _fill(self, item: ShownBodyMap, column: int, views: Sequence[str]) -> None:
        head = [PlainLabel(item.heading, tone="section")]
        if item.detail:
            head.append(PlainLabel(item.detail, tone="muted"))
        self._put(column_of(*head, spacing=0.5), 0, column, first=True)
        for row, view in enumerate(views, start=1):
            self._put(self._view(item, view), row, column)
        marks = column_of(*(MarkKey(mark) for mark in item.body_map.marks), spacing=1.25)
        self._put(marks, len(views) + 1, column)
        self._put(MapFacts(item), len(views) + 2, column, last=True)

    def _view(self, item: ShownBodyMap, view: str) -> QWidget:
        drawn = dict.fromkeys(m.view for m in item.body_map.marks if _name(m) == view)
        pictures = [ViewOfMarks(view_id, item.body_map.marks, height=_TALL) for view_id in drawn]
        if pictures:
            return column_of(*pictures)
        words = self.tr("Nothing was marked on this drawing then: {view}.")
        return PlainLabel(words.format(view=_title(view)), tone="muted")

    def _put(
        self, widget: QWidget, row: int, column: int, *, first: bool = False, last: bool = False
    ) -> None:
        frame = QWidget()
        frame.setProperty("kind", "plain")
        lines = QVBoxLayout(frame)
        lines.setContentsMargins(
            space(2.5), space(2 if first else 1), space(2.5), space(2 if last else 1)
        )
        lines.addWidget(widget)
        lines.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(frame, row, column)


def _name(mark: Mark) -> str:
    """The view of a mark, whichever version of its drawing."""
    return mark.view.partition("@")[0]


def _title(view: str) -> str:
    for version in range(1, 10):
        try:
            title = drawing(f"{view}@{version}").title
        except KeyError:
            continue
        return f"{title[:1].lower()}{title[1:]}"
    return view
