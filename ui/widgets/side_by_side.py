"""Puts widgets side by side while there is room, below each other at larger text."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QSizePolicy,
    QWidget,
)

from ui.theme import space


class _PairLayout(QLayout):
    """Shares the width by weight; goes below each other when somebody would get less than they
    need."""

    def __init__(self, parent: QWidget, weights: Sequence[int], gap: int) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._weights, self._gap = tuple(weights), gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take the next item."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at ``index``, None outside."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return the item at ``index``."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """As wide as can be."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """Narrower may mean higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that ``width`` asks for."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """Side by side."""
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """Below each other: the widest one."""
        result = QSize()
        for item in self._shown():
            result = result.expandedTo(item.minimumSize())
        return result

    def setGeometry(self, area: QRect) -> None:
        """Place the items."""
        super().setGeometry(area)
        self._place(area, move=True)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _widths(self, room: int) -> list[int] | None:
        shown = self._shown()
        weights = [
            self._weights[place] for place, item in enumerate(self._items) if not item.isEmpty()
        ]
        fixed = [
            0 if weight else max(item.sizeHint().width(), item.minimumSize().width())
            for item, weight in zip(shown, weights, strict=True)
        ]
        left = room - sum(fixed) - self._gap * max(0, len(shown) - 1)
        total = sum(weights) or 1
        widths = [
            size or left * weight // total for size, weight in zip(fixed, weights, strict=True)
        ]
        fits = all(
            width >= item.minimumSize().width() for width, item in zip(widths, shown, strict=True)
        )
        return widths if fits and left >= 0 else None

    def _place(self, area: QRect, *, move: bool) -> int:
        widths = self._widths(area.width())
        left, top, line = area.x(), area.y(), 0
        for place, item in enumerate(self._shown()):
            width = widths[place] if widths else _alone(item, area.width())
            if item.hasHeightForWidth():
                height = item.heightForWidth(width)
            else:
                height = max(item.sizeHint().height(), item.minimumSize().height())
            if move and widths and item.expandingDirections() & Qt.Orientation.Vertical:
                height = max(height, area.height())
            if move:
                item.setGeometry(QRect(left, top, width, height))
            if widths:
                left, line = left + width + self._gap, max(line, height)
            else:
                top, line = top + height + self._gap, 0
        bottom = top + line if widths else max(area.y(), top - self._gap)
        return bottom - area.y()


def _alone(item: QLayoutItem, room: int) -> int:
    """The width of an item on a line of its own: a button keeps its size, at the left."""
    alone = isinstance(item.widget(), QAbstractButton)
    return min(room, item.sizeHint().width()) if alone else room


class SideBySide(QWidget):
    """``weights`` share the width (0: no more than needed); the first widget takes the focus."""

    def __init__(
        self,
        *widgets: QWidget,
        weights: Sequence[int] = (1, 1),
        gap: float = 1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        layout = _PairLayout(self, weights, space(gap))
        for widget in widgets:
            layout.addWidget(widget)
        self.setFocusProxy(widgets[0])
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


def beside(*widgets: QWidget, stretch_last: bool = True) -> QHBoxLayout:
    """Return a plain row of widgets with the usual gap; what room is left stays empty at the
    right."""
    row = QHBoxLayout()
    row.setSpacing(space(1))
    for widget in widgets:
        row.addWidget(widget)
    if stretch_last:
        row.addStretch(1)
    return row
