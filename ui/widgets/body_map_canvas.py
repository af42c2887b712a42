"""The outline on which marks are placed, by mouse, by keyboard and by assistive technology."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from resources.body_maps.drawings import Drawing, Region, drawing
from storage.records.body_map import Mark
from ui.theme import scaled
from ui.widgets.body_map_figure import (
    badge_radius,
    fit,
    paint_badge,
    paint_figure,
    region_polygon,
)
from ui.widgets.identify import identify

NUDGE, NUDGE_FAR = 3.0, 15.0  # picture units, about 0.3 % and 1.6 % of the child's height
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class RegionButton(QAbstractButton):
    """One region: Tab reaches it, Space places a mark here, arrows nudge the chosen mark."""

    nudged = Signal(float, float)
    left = Signal()

    def __init__(self, region: Region, *, parent: QWidget) -> None:
        super().__init__(parent)
        self.region = region
        identify(self, "body_map.region", region.name)
        self.setAccessibleDescription(
            self.tr("Press to place a mark here. Arrow keys then move the mark.")
        )
        self.setToolTip(region.name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._shape = QPolygonF()

    def set_shape(self, shape: QPolygonF) -> None:
        """Stand on this polygon, given in the parent's pixels."""
        box = shape.boundingRect().toAlignedRect().adjusted(-1, -1, 1, 1)
        self._shape = shape.translated(-QPointF(box.topLeft()))
        self.setGeometry(box)
        self.setMask(QRegion(self._shape.toPolygon()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show focus by a thick ring and the mouse by a thin one; else the figure shows through."""
        if not (self.hasFocus() or self.underMouse()):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tint = self.palette().color(QPalette.ColorRole.Accent)
        tint.setAlpha(70 if self.hasFocus() else 35)
        ring = QPen(self.palette().color(QPalette.ColorRole.Accent).darker(150))
        ring.setWidthF(6.0 if self.hasFocus() else 2.0)
        ring.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(ring)
        painter.setBrush(tint)
        painter.drawPolygon(self._shape)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Nudge with the arrow keys; with Shift in larger steps."""
        arrow = _ARROWS.get(Qt.Key(event.key()))
        if arrow is None:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.click()
                return
            super().keyPressEvent(event)
            return
        shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        step = NUDGE_FAR if shifted else NUDGE
        self.nudged.emit(arrow[0] * step, arrow[1] * step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Leave the mouse to the canvas, which knows the exact point."""
        event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Leave the mouse to the canvas."""
        event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Leave the mouse to the canvas."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()


class _Badges(QWidget):
    """The numbered marks, above the regions and out of the mouse's way."""

    def __init__(self, *, parent: "BodyMapCanvas") -> None:
        super().__init__(parent)
        self._canvas = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint each mark of the view; the chosen one last, so that it is never covered."""
        painter = QPainter(self)
        marks = self._canvas.marks_in_view()
        for mark in sorted(marks, key=lambda mark: mark.number == self._canvas.chosen):
            chosen = mark.number == self._canvas.chosen
            centre = self._canvas.pixel_of(mark)
            paint_badge(painter, centre, mark.number, font=self.font(), chosen=chosen)
        painter.end()


class BodyMapCanvas(QWidget):
    """Shows one view. Says where a mark is wanted; it does not keep the marks itself."""

    placed = Signal(int, int, str)  # x, y in thousandths, region id
    moved = Signal(int, int, int, str)  # number of the mark, x, y, region id
    picked = Signal(int)  # number of the mark

    def __init__(self, view_id: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._marks: tuple[Mark, ...] = ()
        self._buttons: list[RegionButton] = []
        self._held: int | None = None
        self._pressed_at = QPointF()
        self.chosen = 0
        self._badges = _Badges(parent=self)
        self.figure: Drawing = drawing(view_id)
        self.set_view(view_id)

    def sizeHint(self) -> QSize:
        """A figure at which every region can be hit."""
        return QSize(scaled(330), scaled(600))

    def minimumSizeHint(self) -> QSize:
        """Still usable on a small screen."""
        return QSize(260, 380)

    def set_view(self, view_id: str) -> None:
        """Show another drawing."""
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self.figure = drawing(view_id)
        name = self.tr("Outline: {title}").format(title=self.figure.title)
        identify(self, "body_map.figure", name)
        self._buttons = [RegionButton(region, parent=self) for region in self.figure.regions]
        for button in self._buttons:
            button.clicked.connect(self._press)
            button.nudged.connect(self._nudge)
            button.show()
        self._lay_out()

    def set_marks(self, marks: Sequence[Mark], chosen: int) -> None:
        """Show these marks; ``chosen`` is the number of the one being described, 0 for none."""
        self._marks, self.chosen = tuple(marks), chosen
        self._badges.raise_()
        self._badges.update()

    def marks_in_view(self) -> tuple[Mark, ...]:
        """The marks that lie on the drawing being shown."""
        return tuple(mark for mark in self._marks if mark.view == self.figure.id)

    def pixel_of(self, mark: Mark) -> QPointF:
        """Where on this widget a mark of this view stands."""
        return self._place.to_pixels(*self.figure.spot(mark.x, mark.y))

    def region_button(self, region_id: str) -> RegionButton:
        """The button of a region; raises KeyError when this view has none of that name."""
        for button in self._buttons:
            if button.region.id == region_id:
                return button
        raise KeyError(region_id)

    def region_buttons(self) -> tuple[RegionButton, ...]:
        """All regions of the view, in Tab order."""
        return tuple(self._buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the figure to the new size."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the figure."""
        painter = QPainter(self)
        paint_figure(painter, self.figure, self._place, self.palette(), self.font())
        painter.end()

    def _lay_out(self) -> None:
        self._place = fit(self.figure, QSizeF(self.size()))
        transform = self._place.transform()
        for button in self._buttons:
            button.set_shape(transform.map(region_polygon(button.region)))
        self._badges.setGeometry(self.rect())
        self._badges.raise_()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a mark, or place a new one where the body is."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position()
        held = self._mark_at(at)
        if held is not None:
            self._held, self._pressed_at = held.number, at
            self.picked.emit(held.number)
            return
        x, y = self.figure.thousandths(*self._place.to_picture(at))
        region = self.figure.region_at(x, y)
        if region is not None:
            self._place_in(region, x, y)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the mark that is held, as long as it stays on the body."""
        if self._held is None:
            return
        if (event.position() - self._pressed_at).manhattanLength() < 4:
            return
        self._move_to(self._held, *self._place.to_picture(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._held = None

    def _mark_at(self, at: QPointF) -> Mark | None:
        reach = badge_radius(self.font()) + 2
        for mark in reversed(self.marks_in_view()):
            away = self.pixel_of(mark) - at
            if away.x() ** 2 + away.y() ** 2 <= reach * reach:
                return mark
        return None

    def _press(self) -> None:
        button = self.sender()
        if isinstance(button, RegionButton):
            x, y = self.figure.thousandths(*self._free_spot(button.region))
            self._place_in(button.region, x, y)

    def _free_spot(self, region: Region) -> tuple[float, float]:
        """Return the region's middle, or the spot near it that is freest of other marks."""
        taken = [self.figure.spot(mark.x, mark.y) for mark in self.marks_in_view()]
        apart = 2 * badge_radius(self.font()) / self._place.scale

        def room(spot: tuple[float, float]) -> float:
            return min((math.dist(spot, other) for other in taken), default=apart)

        spots = [region.centre]
        for reach in (0.3, 0.6, 0.9, 1.3, 1.8, 2.4):
            for step in range(12):
                angle = step * math.pi / 6
                x = region.centre[0] + reach * apart * math.sin(angle)
                y = region.centre[1] + reach * apart * math.cos(angle)
                if region.holds(x, y):
                    spots.append((x, y))
        free = next((spot for spot in spots if room(spot) >= 0.9 * apart), None)
        return free or max(spots, key=room)

    def _place_in(self, region: Region, x: int, y: int) -> None:
        if region.words_only:
            x, y = self.figure.thousandths(*region.centre)
        self.placed.emit(x, y, region.id)

    def _nudge(self, dx: float, dy: float) -> None:
        for mark in self.marks_in_view():
            if mark.number == self.chosen:
                x, y = self.figure.spot(mark.x, mark.y)
                self._move_to(mark.number, x + dx, y + dy)

    def _move_to(self, number: int, px: float, py: float) -> None:
        x, y = self.figure.thousandths(px, py)
        region = self.figure.region_at(x, y, snap=0.0)
        if region is not None and not region.words_only:
            self.moved.emit(number, x, y, region.id)

    def centre_of(self, region_id: str) -> QPoint:
        """The pixel in the middle of a region, for those who point at it."""
        return self._place.to_pixels(*self.figure.region(region_id).centre).toPoint()
