"""Paints an outline of the body at any size and on any theme."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
    QPolygonF,
    QTransform,
)

from resources.body_maps.drawings import Drawing, Region, Step, drawing

# The figure keeps its own calm greys on every theme; only the paper around it follows the theme.
SKIN, SKIN_ON_DARK = QColor("#EFEAE3"), QColor("#D5CEC4")
INK, FAINT = QColor("#3B3733"), QColor("#978D82")
OUTLINE_WIDTH, LINE_WIDTH = 2.2, 1.4
LABEL_ROOM = 140  # picture units beside the head
CLEAR = 4.0  # pixels between words and body


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where a drawing stands: ``scale`` pixels a picture unit, from ``left``, ``top``."""

    scale: float
    left: float
    top: float

    def transform(self) -> QTransform:
        """Return the transform from picture units to pixels."""
        return QTransform(self.scale, 0, 0, self.scale, self.left, self.top)

    def to_pixels(self, x: float, y: float) -> QPointF:
        """Return the pixel of a picture point."""
        return QPointF(self.left + x * self.scale, self.top + y * self.scale)

    def to_picture(self, pixel: QPointF) -> tuple[float, float]:
        """Return the picture point of a pixel."""
        return ((pixel.x() - self.left) / self.scale, (pixel.y() - self.top) / self.scale)


def fit(figure: Drawing, size: QSizeF, *, margin: float = 4.0) -> Placement:
    """Return the largest centred placement of a drawing in a widget of this size."""
    wide = max(1.0, size.width() - 2 * margin)
    high = max(1.0, size.height() - 2 * margin)
    scale = min(wide / figure.width, high / figure.height)
    left = (size.width() - figure.width * scale) / 2
    top = (size.height() - figure.height * scale) / 2
    return Placement(scale=scale, left=left, top=top)


@cache
def outline_path(view_id: str) -> QPainterPath:
    """Return the outline of a view in picture units."""
    return painter_path(drawing(view_id).outline)


@cache
def _stroke_paths(view_id: str) -> tuple[tuple[str, QPainterPath], ...]:
    return tuple((stroke.weight, painter_path(stroke.path)) for stroke in drawing(view_id).strokes)


def painter_path(steps: Iterable[Step]) -> QPainterPath:
    """Return Qt's path of a drawing's path."""
    path = QPainterPath()
    for letter, at in steps:
        if letter == "M":
            path.moveTo(at[0], at[1])
        elif letter == "L":
            path.lineTo(at[0], at[1])
        elif letter == "C":
            path.cubicTo(at[0], at[1], at[2], at[3], at[4], at[5])
        else:
            path.closeSubpath()
    return path


def region_polygon(region: Region) -> QPolygonF:
    """Return a region's border in picture units."""
    return QPolygonF([QPointF(x, y) for x, y in region.polygon])


def paint_figure(
    painter: QPainter, figure: Drawing, place: Placement, palette: QPalette, font: QFont
) -> None:
    """Paint outline, inner lines and the words that say which side is the child's left."""
    paint_outline(painter, figure, place, palette)
    _paint_labels(painter, figure, place, palette, font)


def paint_outline(
    painter: QPainter,
    figure: Drawing,
    place: Placement,
    palette: QPalette,
    *,
    line: float = 1.2,
) -> None:
    """Paint outline and inner lines; ``line`` is the least width of the outline in pixels."""
    dark = palette.color(QPalette.ColorRole.Base).lightness() < 128
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setTransform(place.transform(), True)
    outline = outline_path(figure.id)
    painter.fillPath(outline, SKIN_ON_DARK if dark else SKIN)
    thinnest = 1.0 / place.scale
    for weight, path in _stroke_paths(figure.id):
        if weight == "spot":
            painter.fillPath(path, FAINT)
            continue
        colour, width = (INK, OUTLINE_WIDTH) if weight == "firm" else (FAINT, LINE_WIDTH)
        least = thinnest if place.scale > 0.3 else 0.5 * thinnest
        painter.strokePath(path, _pen(colour, max(width, least)))
    painter.strokePath(outline, _pen(INK, max(OUTLINE_WIDTH, line * thinnest)))
    painter.restore()


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def label_lines(
    figure: Drawing, place: Placement, font: QFont, *, room: float
) -> tuple[tuple[str, QRectF], ...]:
    """Return the words of a drawing, each line with its box in a widget ``room`` pixels wide.

    Where text is large they go on two lines rather than over the figure.
    """
    metrics = QFontMetricsF(_small(font))
    widest = max((metrics.horizontalAdvance(label.text) for label in figure.labels), default=0.0)
    split = widest > (LABEL_ROOM * place.scale if len(figure.labels) > 1 else room)
    found = []
    for label in figure.labels:
        at = place.to_pixels(label.x, label.y)
        lines = label.text.split(" ") if split else [label.text]
        width = max(metrics.horizontalAdvance(line) for line in lines)
        left = {"middle": at.x() - width / 2, "end": at.x() - width}.get(label.anchor, at.x())
        first = at.y() - 0.8 * metrics.height()
        if label.y > figure.foot:
            first = max(first, place.to_pixels(0, figure.foot).y() - 0.1 * metrics.height())
        last = first + len(lines) * metrics.height()
        edge = figure.room_beside(
            label, top=(first - place.top) / place.scale, bottom=(last - place.top) / place.scale
        )
        if edge is not None:
            body = place.to_pixels(edge, 0).x()
            right = label.x > figure.width / 2
            left = max(left, body + CLEAR) if right else min(left, body - CLEAR - width)
        left = max(0.0, min(left, room - width))
        for number, line in enumerate(lines):
            top = first + number * metrics.height()
            found.append((line, QRectF(left, top, width, metrics.height())))
    return tuple(found)


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.9)
    return small


def _paint_labels(
    painter: QPainter, figure: Drawing, place: Placement, palette: QPalette, font: QFont
) -> None:
    painter.save()
    painter.setFont(_small(font))
    painter.setPen(palette.color(QPalette.ColorRole.WindowText))
    for line, box in label_lines(figure, place, font, room=painter.device().width()):
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, line)
    painter.restore()
