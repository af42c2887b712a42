"""Has the Tab key go through a page as it is read, also where parts of it were made anew."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QStackedWidget, QWidget


def in_reading_order(page: QWidget) -> None:
    """Set the order of Tab for everything on ``page``, hidden parts too: as the layouts have it."""
    for before, after in pairwise(_stops(page)):
        QWidget.setTabOrder(before, after)


def one_after_another(*parts: QWidget) -> None:
    """Let Tab go through these parts in this order, through each as its layouts have it."""
    for before, after in pairwise(stop for part in parts for stop in _stops(part)):
        QWidget.setTabOrder(before, after)


def stops_in_reading_order(page: QWidget) -> None:
    """The same for a page whose parts come and go: only what Tab stops at is put in order, as a
    part that hands its focus on would take all that it holds along, new parts at their old place.
    """
    stops = [
        widget
        for widget in _stops(page)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
    ]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    # Tab that comes to a part with a focus proxy jumps to the proxy: the part goes right before it
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus or widget.focusProxy() is not None:
        yield widget
    if isinstance(widget, QScrollArea):
        inside = widget.widget()
        if inside is not None:
            yield from _stops(inside)
    elif isinstance(widget, QStackedWidget):
        for place in range(widget.count()):
            inside = widget.widget(place)
            if inside is not None:
                yield from _stops(inside)
    else:
        layout = widget.layout()
        if layout is not None:
            yield from _in(layout)


def _in(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from _stops(widget)
        elif inner is not None:
            yield from _in(inner)
