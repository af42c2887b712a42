"""The regions of an outline and the marks on it, as controls for the keyboard and the ear."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtGui import QRegion as PixelRegion
from PySide6.QtWidgets import QAbstractButton, QWidget

from resources.body_maps.drawings import Region
from storage.records.body_map import Mark
from storage.records.mark_words import described
from ui.plain_tip import plain_tip
from ui.widgets.identify import identify

ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_TURNING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class _LeavesMouse(QAbstractButton):
    """The mouse belongs to the canvas below, which knows the exact point."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Leave it to the canvas."""
        event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Leave it to the canvas."""
        event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Leave it to the canvas."""
        event.ignore()


class RegionButton(_LeavesMouse):
    """One region: Tab reaches it, arrows go to its neighbours, Space places a mark here."""

    stepped = Signal(int, int)

    def __init__(self, region: Region, *, parent: QWidget) -> None:
        super().__init__(parent)
        self.region = region
        identify(self, "body_map.region", region.name)
        self.setAccessibleDescription(
            self.tr("Press to write down what the child said; nothing is drawn here.")
            if region.words_only
            else self.tr("Press to place a mark here. Arrow keys go to the places beside it.")
        )
        self.setToolTip(plain_tip(region.name))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._shape = QPolygonF()

    def set_shape(self, shape: QPolygonF) -> None:
        """Stand on this polygon, given in the parent's pixels."""
        box = shape.boundingRect().toAlignedRect().adjusted(-1, -1, 1, 1)
        self._shape = shape.translated(-QPointF(box.topLeft()))
        self.setGeometry(box)
        self.setMask(PixelRegion(self._shape.toPolygon()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show focus by a thick ring and the mouse by a thin one; else the figure shows through."""
        if not (self.hasFocus() or self.underMouse()):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tint = QColor("#1D6777")  # the figure keeps its own light skin on every theme
        ring = QPen(tint.darker(150))
        ring.setWidthF(6.0 if self.hasFocus() else 2.0)
        ring.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        tint.setAlpha(70 if self.hasFocus() else 35)
        painter.setPen(ring)
        painter.setBrush(tint)
        painter.drawPolygon(self._shape)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to a neighbour, Enter presses like Space."""
        arrow = ARROWS.get(Qt.Key(event.key()))
        if arrow is not None:
            self.stepped.emit(*arrow)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class SpotButton(_LeavesMouse):
    """One mark on the picture: arrows move it, with Shift size it, with Ctrl or Alt turn it."""

    nudged = Signal(int, int, int)  # number, steps to the right, steps down
    grown = Signal(int, int, int)
    turned = Signal(int, int)
    removed = Signal(int)
    opened = Signal(int)
    focused = Signal(int)

    def __init__(self, *, parent: QWidget) -> None:
        super().__init__(parent)
        self.number = 0
        self._repeats = 0
        self._ring = True
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(lambda: self.opened.emit(self.number))

    def show_mark(self, mark: Mark, box: QRectF) -> None:
        """Stand round a mark's shape; ``box`` is where it lies in the parent's pixels."""
        self.number = mark.number
        words = self.tr("Mark {number} on the picture: {region}. {words}")
        name = words.format(number=mark.number, region=mark.region, words=described(mark))
        identify(
            self,
            "body_map.spot",
            name,
            self.tr(
                "Arrow keys move it. With Shift they change its size, with Control they turn it."
                " Delete removes it. Enter goes to its description."
            ),
        )
        self.setGeometry(box.toAlignedRect())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show the focus; the shape itself is painted with all the others."""
        if not self.hasFocus() or not self._ring:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((QColor("#FFFFFF"), 4.0), (QColor("#05090B"), 2.0)):
            painter.setPen(QPen(colour, width))
            painter.drawRoundedRect(frame, 6, 6)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, size, turn, remove; a key that is held down goes faster."""
        key = Qt.Key(event.key())
        arrow = ARROWS.get(key)
        self._repeats = self._repeats + 1 if event.isAutoRepeat() else 0
        self._ring = True
        if arrow is not None:
            self._arrow(arrow, event.modifiers())
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(self.number)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.number)
        else:
            super().keyPressEvent(event)

    def _arrow(self, arrow: tuple[int, int], with_keys: Qt.KeyboardModifier) -> None:
        across, down = arrow
        pace = 1 + min(7, self._repeats // 3)
        if with_keys & Qt.KeyboardModifier.ShiftModifier:
            self.grown.emit(self.number, across * pace, -down * pace)
        elif with_keys & _TURNING:
            self.turned.emit(self.number, (across + down) * pace)
        else:
            self.nudged.emit(self.number, across * pace, down * pace)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The mark that has the focus is the chosen one."""
        super().focusInEvent(event)
        self._repeats = 0
        self._ring = event.reason() != Qt.FocusReason.MouseFocusReason
        self.focused.emit(self.number)
        self.update()
