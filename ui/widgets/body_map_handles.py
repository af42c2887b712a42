"""The handles of the chosen mark: pull them to make it wider, higher, or to turn it."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from storage.records.mark_shapes import Oval
from ui.widgets.body_map_figure import INK

_LEAST = 15.0  # pixels from the middle, so that the handles of a point can be told apart
_GAP = 7.0
_STEM = 15.0
_RADIUS = 4.5
_ASIDE = 5.0  # pixels from an axis: beyond, a number stands on that side of it
_WHITE = QColor("#FFFFFF")


@dataclass(frozen=True, slots=True, kw_only=True)
class Handle:
    """One handle: ``wide``, ``high`` or ``turn``, where it stands, and the middle it belongs to."""

    name: str
    at: QPointF
    middle: QPointF

    def near(self, point: QPointF, reach: float) -> bool:
        """Whether a point is so close that it means this handle."""
        away = point - self.at
        return away.x() ** 2 + away.y() ** 2 <= reach * reach


def handles_of(oval: Oval, *, number: QPointF) -> tuple[Handle, ...]:
    """Return the handles of a shape, on the sides where its number does not stand."""
    across, down = oval.own(number.x(), number.y())
    right = -1.0 if across > _ASIDE else 1.0
    below = -1.0 if down > _ASIDE else 1.0
    middle = QPointF(oval.x, oval.y)
    wide, high = max(oval.wide, _LEAST) + _GAP, max(oval.high, _LEAST) + _GAP
    found = [
        Handle(name="wide", at=QPointF(*oval.at(right * wide, 0)), middle=middle),
        Handle(name="high", at=QPointF(*oval.at(0, below * high)), middle=middle),
    ]
    if oval.wide:  # opposite the other handle, unless the number stands there
        free = abs(down) <= _ASIDE
        stem = -below * (high + _STEM) if free else below * (high + _STEM + 2 * _RADIUS)
        found.append(Handle(name="turn", at=QPointF(*oval.at(0, stem)), middle=middle))
    return tuple(found)


def paint_handles(painter: QPainter, handles: tuple[Handle, ...]) -> None:
    """Paint squares for the sides and a disc on a stem for the turn."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for handle in handles:
        if handle.name == "turn":
            painter.setPen(QPen(INK, 1.0, Qt.PenStyle.DotLine))
            painter.drawLine(handle.middle, handle.at)
        painter.setPen(QPen(INK, 1.6))
        painter.setBrush(_WHITE)
        if handle.name == "turn":
            painter.drawEllipse(handle.at, _RADIUS, _RADIUS)
        else:
            x, y = handle.at.x() - _RADIUS + 0.5, handle.at.y() - _RADIUS + 0.5
            painter.drawRect(round(x), round(y), 8, 8)
    painter.restore()
