"""Shows the pages of a document one below the other; pictures are asked for as they are needed."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui.theme import space, text_scale, tokens_for
from ui.widgets.announce import announce
from ui.widgets.identify import identify

WIDTH, WHOLE, READING = 0.0, -1.0, -2.0
_KEPT = 10  # pictures; a page of A4 across the window takes about five megabytes
_SMALLEST, _LARGEST = 0.25, 4.0
_STEP = 1.25
_COMFORTABLE = 1.15
_SCREEN_DPI = 96


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSize:
    """The size of a page on paper, in points (1/72 inch)."""

    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePicture:
    """One page as a picture: ``rgb`` holds rows of three bytes each without padding, ``text`` the
    words of the page in reading order."""

    number: int
    dpi: float
    width: int
    height: int
    rgb: bytes = field(repr=False)
    text: str = field(default="", repr=False)


class PageCanvas(QAbstractScrollArea):
    """``wanted`` asks for one page at a time, what is in sight first; ``turned`` tells the page
    being read. The pictures live in memory only and go with the widget.
    """

    wanted = Signal(int, float)
    turned = Signal(int)

    def __init__(self, identifier: str, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        identify(self, identifier, name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        self._name = name
        self._sizes: tuple[PageSize, ...] = ()
        self._tops: list[int] = []
        self._pictures: dict[int, tuple[float, QImage]] = {}
        self._texts: dict[int, str] = {}
        self._asked: tuple[int, float] | None = None
        self._zoom = READING
        self._current = 0
        self.verticalScrollBar().valueChanged.connect(self._moved)

    def set_pages(self, sizes: Sequence[PageSize]) -> None:
        """Show a document of pages of these sizes from its first page on."""
        self._sizes = tuple(sizes)
        self._pictures.clear()
        self._texts.clear()
        self._asked = None
        self._current = 1 if self._sizes else 0
        self._arrange()
        self.verticalScrollBar().setValue(0)
        self._tell()
        self._ask()

    def add_pages(self, sizes: Sequence[PageSize]) -> None:
        """Show further pages at the end; what is being read stays where it is."""
        self._sizes += tuple(sizes)
        self._arrange()
        self._ask()

    def show_picture(self, picture: PagePicture) -> None:
        """Take a page that was asked for."""
        line = picture.width * 3
        image = QImage(
            picture.rgb, picture.width, picture.height, line, QImage.Format.Format_RGB888
        )
        self._pictures[picture.number] = (picture.dpi, image.copy())
        self._texts[picture.number] = picture.text
        self._asked = None
        self._forget()
        if picture.number == self._current:
            self._describe()
        self.viewport().update()
        self._ask()

    def refused(self) -> None:
        """The page that was asked for cannot be drawn; nothing more is asked for."""
        self._asked = (0, 0.0)

    def pages(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    def current(self) -> int:
        """The page being read, counted from 1; 0 without a document."""
        return self._current

    def text(self, number: int) -> str:
        """The words of a page, empty until its picture came."""
        return self._texts.get(number, "")

    def has_picture(self, number: int) -> bool:
        """Whether the page can be seen."""
        return number in self._pictures

    def zoom(self) -> float:
        """WIDTH, WHOLE, READING, or how many times its printed size a page has."""
        return self._zoom

    def set_zoom(self, zoom: float) -> None:
        """Show pages at the width of the window (WIDTH), whole (WHOLE), as large as the program's
        own text but no wider (READING), or so many times as large as printed; the page being read
        stays."""
        page = self._current
        self._zoom = zoom if zoom <= 0 else min(_LARGEST, max(_SMALLEST, zoom))
        self._arrange()
        self.go_to(page)
        self._ask()

    def larger(self) -> None:
        """One step larger."""
        self.set_zoom(self._scale(self._current) / _unit() * _STEP)

    def smaller(self) -> None:
        """One step smaller."""
        self.set_zoom(self._scale(self._current) / _unit() / _STEP)

    def go_to(self, number: int) -> None:
        """Show a page from its upper edge; numbers outside lead to the first or last one."""
        if not self._sizes:
            return
        number = min(len(self._sizes), max(1, number))
        self.verticalScrollBar().setValue(self._tops[number - 1] - space(1))
        self._turn(number)

    def sizeHint(self) -> QSize:
        """Little: it takes the room that is left."""
        return QSize(320, 240)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages into the new room."""
        super().resizeEvent(event)
        page, offset = self._current, 0.0
        if page:
            height = max(1, self._height(page))
            offset = (self.verticalScrollBar().value() - self._tops[page - 1]) / height
        self._arrange()
        if page:
            top = self._tops[page - 1] + round(offset * self._height(page))
            self.verticalScrollBar().setValue(top)
        self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys read on, Home and End go to the ends, left and right turn a page."""
        key, bar = event.key(), self.verticalScrollBar()
        screen = max(space(4), self.viewport().height() - space(6))
        if key == Qt.Key.Key_Home:
            self.go_to(1)
        elif key == Qt.Key.Key_End:
            self.go_to(len(self._sizes))
        elif key == Qt.Key.Key_Right or (key == Qt.Key.Key_PageDown and self._zoom == WHOLE):
            self.go_to(self._current + 1)
        elif key == Qt.Key.Key_Left or (key == Qt.Key.Key_PageUp and self._zoom == WHOLE):
            self.go_to(self._current - 1)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_Space):
            bar.setValue(bar.value() + screen)
        elif key == Qt.Key.Key_PageUp:
            bar.setValue(bar.value() - screen)
        elif key == Qt.Key.Key_Down:
            bar.setValue(bar.value() + space(6))
        elif key == Qt.Key.Key_Up:
            bar.setValue(bar.value() - space(6))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal) and not event.modifiers():
            self.larger()
        elif key == Qt.Key.Key_Minus and not event.modifiers():
            self.smaller()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl the size changes."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y() > 0:
                self.larger()
            else:
                self.smaller()
            event.accept()
            return
        super().wheelEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the ring."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw no ring."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages in sight; one that has not come yet is an empty sheet with its number."""
        tokens = tokens_for(self)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), QColor(tokens.subtle))
        for number in self._in_sight():
            area = self._area(number)
            painter.fillRect(area, Qt.GlobalColor.white)  # it is paper in every look
            picture = self._pictures.get(number)
            if picture is not None:
                painter.drawImage(QRectF(area), picture[1])
            else:
                painter.setPen(QColor("#52616A"))
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(number))
            painter.setPen(QPen(QColor(tokens.field), 1))
            painter.drawRect(area)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _scale(self, number: int) -> float:
        """Pixels of the screen per point of a page."""
        if not self._sizes:
            return _unit()
        size = self._sizes[max(0, number - 1)]
        room = self.viewport().size()
        wide = max(80, room.width() - space(3)) / size.width
        if self._zoom == WIDTH:
            return min(wide, _unit() * _LARGEST)
        if self._zoom == READING:
            return min(wide, _unit() * _COMFORTABLE * max(1.0, text_scale()))
        if self._zoom == WHOLE:
            return min(wide, max(80, room.height() - space(3)) / size.height)
        return self._zoom * _unit()

    def _height(self, number: int) -> int:
        return round(self._sizes[number - 1].height * self._scale(number))

    def _arrange(self) -> None:
        self._tops = []
        top, widest = space(1.5), 0
        for number, size in enumerate(self._sizes, start=1):
            self._tops.append(top)
            scale = self._scale(number)
            top += round(size.height * scale) + space(1.5)
            widest = max(widest, round(size.width * scale))
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        room = self.viewport().size()
        down.setRange(0, max(0, top - room.height()))
        down.setPageStep(room.height())
        down.setSingleStep(space(6))
        across.setRange(0, max(0, widest + space(3) - room.width()))
        across.setPageStep(room.width())
        self.viewport().update()

    def _area(self, number: int) -> QRect:
        size, scale = self._sizes[number - 1], self._scale(number)
        width, height = round(size.width * scale), round(size.height * scale)
        room = self.viewport().width()
        left = max(space(1.5), (room - width) // 2) - self.horizontalScrollBar().value()
        top = self._tops[number - 1] - self.verticalScrollBar().value()
        return QRect(QPoint(left, top), QSize(width, height))

    def _at(self, height: int) -> int:
        """The page at a height of the whole column."""
        return max(1, bisect_right(self._tops, height)) if self._tops else 0

    def _in_sight(self) -> range:
        if not self._sizes:
            return range(0)
        top = self.verticalScrollBar().value()
        return range(self._at(top), self._at(top + self.viewport().height()) + 1)

    def _moved(self, value: int) -> None:
        # the page being read is the one a third of the way down the window
        self._turn(self._at(value + self.viewport().height() // 3))
        self.viewport().update()
        self._ask()

    def _turn(self, number: int) -> None:
        if number != self._current:
            self._current = number
            self._tell()

    def _tell(self) -> None:
        self._describe()
        if self._current:
            self.turned.emit(self._current)
            if self.hasFocus():
                announce(self, self.accessibleName())

    def _describe(self) -> None:
        place = self.tr("page {n} of {all}").format(n=self._current, all=len(self._sizes))
        self.setAccessibleName(f"{self._name}, {place}" if self._current else self._name)
        self.setAccessibleDescription(self._texts.get(self._current, ""))

    def _ask(self) -> None:
        """Ask for the next page that is missing: the one being read, others in sight, the one
        after, the one before."""
        if self._asked is not None or not self._sizes:
            return
        seen = self._in_sight()
        near = (self._current, *seen, seen.stop, seen.start - 1)
        for number in near:
            if not 1 <= number <= len(self._sizes):
                continue
            dpi = self._scale(number) * 72 * self.devicePixelRatioF()
            shown = self._pictures.get(number)
            if shown is None or abs(shown[0] - dpi) > 1:
                self._asked = (number, dpi)
                self.wanted.emit(number, dpi)
                return

    def _forget(self) -> None:
        """Keep the pictures nearest to what is being read."""
        if len(self._pictures) > _KEPT:
            furthest = max(self._pictures, key=lambda number: abs(number - self._current))
            del self._pictures[furthest]


def _unit() -> float:
    """Pixels per point at which a page has about its printed size."""
    return _SCREEN_DPI / 72
