"""One axis of time with what was recorded on it; every mark is reached by the keyboard and said in
words.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from storage.records.timeline import ABSENCE, CONCERN, LANES, SPAN, TimelineItem
from ui.plain_tip import plain_tip
from ui.theme import Tokens, scaled, space, tokens_for
from ui.widgets.announce import announce
from ui.widgets.timeline_axis import Axis, ticks

_ROWS = 3  # spans at one time stand below each other, at most so many
_NEAR = 9  # a finger's breadth around a mark


class TimelineStrip(QWidget):
    """Arrow keys go from mark to mark, + and - zoom, 0 shows all; Enter opens. ``told`` carries the
    words of the mark with the cursor, ``opened`` its id.
    """

    told = Signal(str)
    opened = Signal(str)
    zoomed = Signal()

    def __init__(self, lanes: dict[str, str], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = lanes
        self._items: tuple[TimelineItem, ...] = ()
        self._rows: dict[int, int] = {}
        self._axis = Axis()
        self._current = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_items(self, items: Sequence[TimelineItem], *, today: date) -> None:
        """Show what is dated of these; the cursor is on none."""
        self._items = tuple(item for item in items if item.dated)
        days = [date.fromisoformat(day) for item in self._items for day in _days(item, today)]
        self._axis = Axis(min(days), max(days)) if days else Axis()
        self._today = today
        self._current = -1
        self._rows = _stack(self._items, today)
        self.updateGeometry()
        self.update()

    def current(self) -> TimelineItem | None:
        """The mark with the cursor."""
        return self._items[self._current] if self._current >= 0 else None

    def go_to(self, place: int) -> None:
        """Put the cursor on a mark by its place in the order of time, and bring it into sight."""
        if not 0 <= place < len(self._items):
            return
        self._current = place
        item = self._items[place]
        self._axis = self._axis.with_day(date.fromisoformat(item.since))
        self.setAccessibleDescription(item.words)
        announce(self, item.words)
        self.told.emit(item.words)
        self.update()

    def zoom(self, factor: float) -> None:
        """Show a shorter (below 1) or longer time around the cursor; 0 shows all of it."""
        item = self.current()
        middle = date.fromisoformat(item.since) if item else None
        self._axis = self._axis.zoomed(factor, middle) if factor else self._axis.whole()
        self.zoomed.emit()
        self.update()

    def period(self) -> str:
        """The time being shown, in words."""
        return self._axis.words() if self._items else ""

    def sizeHint(self) -> QSize:
        """As high as its lanes and the axis."""
        return QSize(scaled(360), self._bottom() + self._line() + space(1))

    def minimumSizeHint(self) -> QSize:
        """Narrow, but never lower."""
        return QSize(scaled(240), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, zoom, open."""
        keys = Qt.Key
        steps = {keys.Key_Right: 1, keys.Key_Left: -1}
        key = event.key()
        if key in steps:
            place = self._current + steps[keys(key)] if self._current >= 0 else 0
            self.go_to(min(max(place, 0), len(self._items) - 1))
        elif key in (keys.Key_Home, keys.Key_End):
            self.go_to(0 if key == keys.Key_Home else len(self._items) - 1)
        elif key in (keys.Key_Up, keys.Key_Down):
            self._change_lane(1 if key == keys.Key_Down else -1)
        elif event.text() in ("+", "=", "-", "0"):
            self.zoom({"+": 0.5, "=": 0.5, "-": 2.0, "0": 0.0}[event.text()])
        elif key in (keys.Key_Return, keys.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what lies under the mouse."""
        place = self._at(event.position())
        words = self._items[place].words if place >= 0 else ""
        pointing = Qt.CursorShape.PointingHandCursor if words else Qt.CursorShape.ArrowCursor
        self.setCursor(pointing)
        QToolTip.showText(event.globalPosition().toPoint(), plain_tip(words), self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to what was pressed, and open it."""
        place = self._at(event.position())
        if place >= 0:
            self.go_to(place)
            self._open()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw lanes, axis, marks, and the ring around the mark with the cursor."""
        tokens = tokens_for(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axis(painter, tokens)
        for lane in self._lanes():
            middle = self._top(lane) + self._height(lane) / 2
            painter.setPen(QColor(tokens.muted))
            box = QRectF(space(1), self._top(lane), self._gutter(), self._height(lane))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self._names[lane])
            painter.setPen(QPen(QColor(tokens.border), 1))
            painter.drawLine(QPointF(self._gutter(), middle), QPointF(self.width(), middle))
        painter.setClipRect(QRectF(self._gutter() - space(1), 0, self.width(), self.height()))
        for place, item in enumerate(self._items):
            self._paint_item(painter, tokens, place, item)
        painter.setClipping(False)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _paint_axis(self, painter: QPainter, tokens: Tokens) -> None:
        bottom, room = self._bottom(), self._room()
        painter.setPen(QPen(QColor(tokens.field), 1))
        painter.drawLine(QPointF(self._gutter(), bottom), QPointF(self.width(), bottom))
        metrics = QFontMetrics(self.font())
        least = metrics.horizontalAdvance("00 Sept 0000") + space(2)
        for day, words in ticks(self._axis, most=max(2, int(room / least))):
            x = self._x(day)
            painter.setPen(QPen(QColor(tokens.field), 1))
            painter.drawLine(QPointF(x, bottom), QPointF(x, bottom + 4))
            painter.setPen(QColor(tokens.muted))
            width = metrics.horizontalAdvance(words)
            left = min(x, self.width() - width - 2)
            painter.drawText(QPointF(left, bottom + 4 + metrics.ascent()), words)

    def _paint_item(
        self, painter: QPainter, tokens: Tokens, place: int, item: TimelineItem
    ) -> None:
        box = self._box(place, item)
        if box.right() < self._gutter() - space(1) or box.left() > self.width():
            return
        chosen = place == self._current
        colour = QColor(tokens.link)
        painter.setPen(QPen(QColor(tokens.focus if chosen else tokens.link), 2.5 if chosen else 1))
        if item.lane == CONCERN:
            painter.setBrush(colour if item.rank else QColor(tokens.card))
            painter.drawRoundedRect(box, 2, 2)
        elif item.lane == ABSENCE:
            painter.setBrush(QColor(tokens.card))
            painter.drawRect(box)
            share = item.missed / item.possible if item.possible else 0.0
            painter.fillRect(
                box.adjusted(0, box.height() * (1 - share), 0, 0), QColor(tokens.muted)
            )
        elif item.lane == SPAN:
            painter.setBrush(QColor(tokens.info_tint))
            painter.drawRoundedRect(box, 4, 4)
            self._paint_words(painter, tokens, box, item)
        else:
            painter.setBrush(colour)
            middle, half = box.center(), box.width() / 2
            corners = ((0, -half), (half, 0), (0, half), (-half, 0))
            painter.drawPolygon(QPolygonF([middle + QPointF(*corner) for corner in corners]))

    def _paint_words(
        self, painter: QPainter, tokens: Tokens, box: QRectF, item: TimelineItem
    ) -> None:
        left = max(box.left(), float(self._gutter()))
        room = box.adjusted(left - box.left() + 4, 0, -2, 0)
        words = item.words.partition(" · ")[2]
        if room.width() > scaled(40):
            cut = QFontMetrics(self.font()).elidedText(
                words, Qt.TextElideMode.ElideRight, int(room.width())
            )
            painter.setPen(QColor(tokens.text))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, cut)

    def _box(self, place: int, item: TimelineItem) -> QRectF:
        """Where a mark stands."""
        top, height = float(self._top(item.lane)), float(self._height(item.lane))
        left = self._x(date.fromisoformat(item.since))
        right = self._x(_end(item, self._today))
        if item.lane == CONCERN:
            share = (item.rank or 1) / max(item.ranks, 1)
            tall = height * (0.3 + 0.65 * share)
            wide = max(float(scaled(6)), right - left)
            return QRectF(left - scaled(3), top + height - tall, wide, tall)
        if item.lane == SPAN:
            line = float(self._line())
            row = self._rows.get(place, 0)
            return QRectF(left, top + row * (line + 2), max(float(scaled(6)), right - left), line)
        if item.lane == ABSENCE:
            return QRectF(left, top + 2, max(float(scaled(4)), right - left), height - 4)
        size = float(scaled(12))
        return QRectF(left - size / 2, top + (height - size) / 2, size, size)

    def _at(self, point: QPointF) -> int:
        """The mark at a place, the nearest one within reach; -1 where there is none."""
        found, best = -1, float(_NEAR * _NEAR)
        for place, item in enumerate(self._items):
            box = self._box(place, item)
            across = max(box.left() - point.x(), 0.0, point.x() - box.right())
            down = max(box.top() - point.y(), 0.0, point.y() - box.bottom())
            if across * across + down * down < best:
                found, best = place, across * across + down * down
        return found

    def _change_lane(self, step: int) -> None:
        """To the mark of the next lane that is nearest in time."""
        here = self.current()
        if here is None:
            self.go_to(0)
            return
        lanes = self._lanes()
        place = lanes.index(here.lane) + step
        if 0 <= place < len(lanes):
            then = date.fromisoformat(here.since)
            nearest = min(
                (each for each, item in enumerate(self._items) if item.lane == lanes[place]),
                key=lambda each: abs(date.fromisoformat(self._items[each].since) - then),
            )
            self.go_to(nearest)

    def _open(self) -> None:
        item = self.current()
        if item is not None and item.id:
            self.opened.emit(item.id)

    def _lanes(self) -> list[str]:
        there = {item.lane for item in self._items}
        return [lane for lane in LANES if lane in there]

    def _line(self) -> int:
        return QFontMetrics(self.font()).height()

    def _height(self, lane: str) -> int:
        rows = max(self._rows.values(), default=0) + 1 if lane == SPAN else 1
        return rows * (self._line() + 2) + 2

    def _top(self, lane: str) -> int:
        lanes = self._lanes()
        before = lanes[: lanes.index(lane)] if lane in lanes else lanes
        return space(0.5) + sum(self._height(each) + 4 for each in before)

    def _bottom(self) -> int:
        return space(0.5) + sum(self._height(each) + 4 for each in self._lanes())

    def _gutter(self) -> int:
        metrics = QFontMetrics(self.font())
        names = (metrics.horizontalAdvance(self._names[lane]) for lane in self._lanes())
        return max(names, default=0) + space(3)

    def _room(self) -> float:
        return float(self.width() - self._gutter() - scaled(10))

    def _x(self, day: date) -> float:
        return self._gutter() + scaled(4) + self._axis.share(day) * self._room()


def _end(item: TimelineItem, today: date) -> date:
    """A span that goes on ends today."""
    if item.until:
        return date.fromisoformat(item.until) + timedelta(days=item.lane in (SPAN, ABSENCE))
    since = date.fromisoformat(item.since)
    return max(today, since) if item.lane == SPAN else since


def _days(item: TimelineItem, today: date) -> tuple[str, str]:
    return item.since, _end(item, today).isoformat()


def _stack(items: Sequence[TimelineItem], today: date) -> dict[int, int]:
    """The row of each span, so that those of one time do not cover each other."""
    ends: list[date] = []
    rows: dict[int, int] = {}
    for place, item in enumerate(items):
        if item.lane != SPAN:
            continue
        since = date.fromisoformat(item.since)
        free = next((row for row, end in enumerate(ends) if end <= since), len(ends))
        row = min(free, _ROWS - 1)
        if row == len(ends):
            ends.append(_end(item, today))
        else:
            ends[row] = max(ends[row], _end(item, today))
        rows[place] = row
    return rows
