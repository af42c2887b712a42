"""The outline on which marks are placed, by mouse, by keyboard and by assistive technology."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources.body_maps.drawings import Drawing, Region, drawing
from storage.records.body_map import Mark
from storage.records.mark_shapes import Oval
from ui.theme import scaled
from ui.widgets.body_map_figure import fit, paint_figure, region_polygon
from ui.widgets.body_map_handles import Handle, handles_of, paint_handles
from ui.widgets.body_map_marks import badge_places, badge_radius, ovals_in_pixels, paint_marks
from ui.widgets.body_map_regions import RegionButton, SpotButton
from ui.widgets.body_map_state import SMALLEST
from ui.widgets.identify import identify

_DRAG = 6  # pixels before a press becomes a drag
_GRIP = 12.0  # pixels round a handle or a point that still belong to it: targets of 24 pixels


class _Overlay(QWidget):
    """The marks, above the regions and out of the mouse's way."""

    def __init__(self, *, parent: "BodyMapCanvas") -> None:
        super().__init__(parent)
        self._canvas = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint each mark of the view; the chosen one last, so that it is never covered."""
        painter = QPainter(self)
        canvas = self._canvas
        paint_marks(painter, canvas.drawn, canvas.numbers, font=self.font(), chosen=canvas.chosen)
        paint_handles(painter, canvas.handles())
        painter.end()


class BodyMapCanvas(QWidget):
    """Shows one view. Says what is wanted of a mark; it does not keep the marks itself."""

    placed = Signal(int, int)  # x, y in thousandths
    moved = Signal(int, int, int)  # number, x, y
    shaped = Signal(int, int, int, int)  # number, across, down, turn
    picked = Signal(int)
    began = Signal()  # what follows is a step of its own
    nudged = Signal(int, int, int)
    grown = Signal(int, int, int)
    turned = Signal(int, int)
    removed = Signal(int)
    opened = Signal(int)

    def __init__(self, view_id: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._marks: tuple[Mark, ...] = ()
        self._buttons: list[RegionButton] = []
        self._spots: list[SpotButton] = []
        self._held = ""  # what the mouse holds: "new", "mark" or the name of a handle
        self._dragged = False
        self._pressed_at = QPointF()
        self._grip = QPointF()
        self.moving = False
        self.chosen = 0
        self.drawn: tuple[tuple[Mark, Oval], ...] = ()
        self.numbers: dict[int, QPointF] = {}
        self._overlay = _Overlay(parent=self)
        self.figure: Drawing = drawing(view_id)
        self.set_view(view_id)

    def sizeHint(self) -> QSize:
        """A figure at which every region can be hit."""
        return QSize(scaled(330), scaled(560))

    def minimumSizeHint(self) -> QSize:
        """Still usable on a small screen."""
        return QSize(250, 360)

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
            button.stepped.connect(self._step)
            button.show()
        self._lay_out()

    def set_marks(self, marks: Sequence[Mark], chosen: int) -> None:
        """Show these marks; ``chosen`` is the number of the one being described, 0 for none."""
        self._marks, self.chosen = tuple(marks), chosen
        self._lay_out_marks()

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

    def spot_buttons(self) -> tuple[SpotButton, ...]:
        """The marks of the view as controls, in Tab order."""
        return tuple(self._spots)

    def spot_button(self, number: int) -> SpotButton | None:
        """The control of a mark on this view."""
        return next((spot for spot in self._spots if spot.number == number), None)

    def centre_of(self, region_id: str) -> QPoint:
        """The pixel in the middle of a region, for those who point at it."""
        return self._place.to_pixels(*self.figure.region(region_id).centre).toPoint()

    def handles(self) -> tuple[Handle, ...]:
        """The handles of the chosen mark."""
        for mark, oval in self.drawn:
            if mark.number == self.chosen:
                return handles_of(oval, number=self.numbers[mark.number])
        return ()

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
        self._overlay.setGeometry(self.rect())
        self._lay_out_marks()
        self.update()

    def _lay_out_marks(self) -> None:
        self.drawn = ovals_in_pixels(self.figure, self._marks, self._place)
        size = QSizeF(self.size())
        self.numbers = badge_places(
            self.figure, self.drawn, self._place, font=self.font(), size=size
        )
        while len(self._spots) > len(self.drawn):
            spare = self._spots.pop()
            spare.hide()
            spare.deleteLater()
        while len(self._spots) < len(self.drawn):
            self._spots.append(self._new_spot())
        self._overlay.raise_()
        for spot, (mark, oval) in zip(self._spots, self.drawn, strict=True):
            spot.show_mark(mark, _box(oval, self.numbers[mark.number], badge_radius(self.font())))
            spot.raise_()
        self._overlay.update()

    def _new_spot(self) -> SpotButton:
        spot = SpotButton(parent=self)
        before = self._spots[-1] if self._spots else self._buttons[-1]
        QWidget.setTabOrder(before, spot)
        spot.nudged.connect(self.nudged)
        spot.grown.connect(self.grown)
        spot.turned.connect(self.turned)
        spot.removed.connect(self.removed)
        spot.opened.connect(self.opened)
        spot.focused.connect(self.picked)
        spot.show()
        return spot

    # -- the mouse ---------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a handle or a mark, or place a new mark where the body is."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position()
        self._pressed_at, self._dragged, self._held = at, False, ""
        self.began.emit()
        if self.moving:
            self._move_to(self.chosen, *self._place.to_picture(at))
            return
        handle = next((each for each in self.handles() if each.near(at, _GRIP)), None)
        held = self._mark_at(at)
        if handle is not None:
            self._held = handle.name
        elif held is not None:
            self._held = "mark"
            self._grip = self.pixel_of(held) - at
            self.picked.emit(held.number)
            self._focus(held.number)
        else:
            self._new_at(at)

    def _new_at(self, at: QPointF) -> None:
        x, y = self.figure.thousandths(*self._place.to_picture(at))
        if self.figure.region_at(x, y) is not None:
            self.placed.emit(x, y)
            self._held = "new"
            self._focus(self.chosen)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is held: a new mark to its shape, a mark elsewhere, a handle outwards."""
        at = event.position()
        if not self._held:
            return
        if not self._dragged and (at - self._pressed_at).manhattanLength() < _DRAG:
            return
        self._dragged = True
        if self._held == "mark":
            self._move_to(self.chosen, *self._place.to_picture(at + self._grip))
            return
        for mark, oval in self.drawn:
            if mark.number == self.chosen:
                self._reshape(mark, oval, at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go; a handle that was pressed and not pulled hides no skin: a mark comes there."""
        held, self._held = self._held, ""
        if held in ("wide", "high", "turn") and not self._dragged:
            self._new_at(self._pressed_at)
            self._held = ""
        if held:
            self.began.emit()

    def _reshape(self, mark: Mark, oval: Oval, at: QPointF) -> None:
        across, down = oval.own(at.x(), at.y())
        wide, high, turn = mark.across, mark.down, mark.turn
        if self._held == "new":
            wide, high, turn = self._extent(at.x() - oval.x), self._extent(at.y() - oval.y), 0
        elif self._held == "wide":
            wide, high = self._extent(across), max(high, SMALLEST)
        elif self._held == "high":
            wide, high = max(wide, SMALLEST), self._extent(down)
        else:
            angle = math.degrees(math.atan2(at.y() - oval.y, at.x() - oval.x))
            turn = round(angle + 90) % 180
        self.shaped.emit(mark.number, wide, high, turn)

    def _extent(self, pixels: float) -> int:
        """Return twice a distance in pixels, in thousandths of the picture's longer side."""
        longer = max(self.figure.width, self.figure.height) * self._place.scale
        return max(SMALLEST, round(abs(pixels) * 2000 / longer))

    def _mark_at(self, at: QPointF) -> Mark | None:
        reach = badge_radius(self.font()) + 2
        for mark, oval in reversed(self.drawn):
            away = self.numbers[mark.number] - at
            on_number = away.x() ** 2 + away.y() ** 2 <= reach * reach
            near = math.hypot(oval.x - at.x(), oval.y - at.y()) <= _GRIP * 0.7
            if on_number or near or oval.holds(at.x(), at.y(), more=2.0):
                return mark
        return None

    def _focus(self, number: int) -> None:
        spot = self.spot_button(number)
        if spot is not None:
            spot.setFocus(Qt.FocusReason.MouseFocusReason)

    def _move_to(self, number: int, px: float, py: float) -> None:
        self.moved.emit(number, *self.figure.thousandths(px, py))

    # -- the keyboard and assistive technology -----------------------------------------------------

    def _press(self) -> None:
        button = self.sender()
        if not isinstance(button, RegionButton):
            return
        self.began.emit()
        point = self.figure.thousandths(*self._free_spot(button.region))
        if self.moving:
            self.moved.emit(self.chosen, *point)
            return
        had_focus = button.hasFocus()
        self.placed.emit(*point)
        spot = self.spot_button(self.chosen)
        if had_focus and spot is not None:
            spot.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, across: int, down: int) -> None:
        """Go from a region to the nearest one in a direction."""
        button = self.sender()
        if not isinstance(button, RegionButton):
            return
        here = button.region.centre
        nearest, least = None, math.inf
        for other in self._buttons:
            dx, dy = other.region.centre[0] - here[0], other.region.centre[1] - here[1]
            ahead, aside = dx * across + dy * down, abs(dx * down) + abs(dy * across)
            if other is button or ahead <= 0 or aside > 2.2 * ahead:
                continue
            if (away := ahead + 1.8 * aside) < least:
                nearest, least = other, away
        if nearest is not None:
            nearest.setFocus(Qt.FocusReason.TabFocusReason)

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


def _box(oval: Oval, number: QPointF, radius: float) -> QRectF:
    """Return what a mark takes of the picture: its shape with its handles, and its number."""
    half = max(oval.wide, oval.high, 15.0) + 14
    shape = QRectF(oval.x - half, oval.y - half, 2 * half, 2 * half)
    badge = QRectF(number.x() - radius, number.y() - radius, 2 * radius, 2 * radius)
    return shape.united(badge).adjusted(-4, -4, 4, 4)
