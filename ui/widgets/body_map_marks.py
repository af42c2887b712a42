"""Paints the marks on an outline: each shape to scale, its number beside it."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTransform

from resources.body_maps.drawings import WORDS_ONLY_SITES, Drawing
from storage.records.body_map import Mark
from storage.records.mark_shapes import Oval, label_places, oval_of
from ui.widgets.body_map_figure import INK, Placement, label_lines

BADGE, BADGE_TEXT = QColor("#8A1C22"), QColor("#FFFFFF")
_SHADE = QColor(138, 28, 34, 70)
_DOT = 3.5


def badge_radius(font: QFont) -> float:
    """Return the radius of a mark's numbered disc; it grows with the text, within limits."""
    return min(14.0, max(9.0, QFontMetricsF(font).height() * 0.55))


def ovals_in_pixels(
    figure: Drawing, marks: Sequence[Mark], place: Placement
) -> tuple[tuple[Mark, Oval], ...]:
    """Return the marks that are drawn on this figure, each with its shape in pixels."""
    found = []
    for mark in marks:
        if mark.view != figure.id or mark.site in WORDS_ONLY_SITES:
            continue
        oval = oval_of(mark, width=figure.width, height=figure.height)
        at = place.to_pixels(oval.x, oval.y)
        found.append(
            (
                mark,
                Oval(
                    x=at.x(),
                    y=at.y(),
                    wide=oval.wide * place.scale,
                    high=oval.high * place.scale,
                    turn=oval.turn,
                ),
            )
        )
    return tuple(found)


def badge_places(
    figure: Drawing,
    drawn: Sequence[tuple[Mark, Oval]],
    place: Placement,
    *,
    font: QFont,
    size: QSizeF,
) -> dict[int, QPointF]:
    """Return where the number of each mark stands, by its number: not on the picture's words."""
    words = label_lines(figure, place, font, room=size.width())
    places = label_places(
        [oval for _, oval in drawn],
        radius=badge_radius(font) + 1.5,
        width=size.width(),
        height=size.height(),
        keep_off=[(box.left(), box.top(), box.right(), box.bottom()) for _, box in words],
    )
    return {mark.number: QPointF(*at) for (mark, _), at in zip(drawn, places, strict=True)}


def paint_marks(
    painter: QPainter,
    drawn: Sequence[tuple[Mark, Oval]],
    places: dict[int, QPointF],
    *,
    font: QFont,
    chosen: int = 0,
) -> None:
    """Paint shapes, lines to their numbers, and the numbers; the chosen mark above the others."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    order = sorted(drawn, key=lambda each: each[0].number == chosen)
    for mark, oval in order:
        _paint_line(painter, oval, places[mark.number])
        paint_shape(painter, oval, chosen=mark.number == chosen)
    for mark, _ in order:
        at = places[mark.number]
        paint_badge(painter, at, mark.number, font=font, chosen=mark.number == chosen)
    painter.restore()


def paint_shape(painter: QPainter, oval: Oval, *, chosen: bool = False) -> None:
    """Paint an oval so that the skin shows through it, or a dot where no extent was drawn."""
    painter.save()
    painter.setTransform(_turned(oval), True)
    middle = QPointF(0, 0)
    if oval.wide and oval.high:
        painter.setBrush(_SHADE)
        painter.setPen(QPen(BADGE_TEXT, 4.0 if chosen else 3.4))
        painter.drawEllipse(middle, oval.wide, oval.high)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(BADGE, 2.2 if chosen else 1.6))
        painter.drawEllipse(middle, oval.wide, oval.high)
    else:
        painter.setPen(QPen(BADGE_TEXT, 1.6))
        painter.setBrush(BADGE)
        painter.drawEllipse(middle, _DOT + 0.8, _DOT + 0.8)
        if chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(BADGE, 1.4))
            painter.drawEllipse(middle, _DOT + 4, _DOT + 4)
    painter.restore()


def _turned(oval: Oval) -> QTransform:
    return QTransform().translate(oval.x, oval.y).rotate(oval.turn)


def _paint_line(painter: QPainter, oval: Oval, at: QPointF) -> None:
    middle = QPointF(oval.x, oval.y)
    away = at - middle
    length = max(1.0, (away.x() ** 2 + away.y() ** 2) ** 0.5)
    edge = min(length, oval.wide and min(oval.wide, oval.high))
    start = middle + away * (edge / length)
    painter.setPen(QPen(BADGE_TEXT, 3.2))
    painter.drawLine(start, at)
    painter.setPen(QPen(BADGE, 1.4))
    painter.drawLine(start, at)


def paint_badge(
    painter: QPainter, centre: QPointF, number: int, *, font: QFont, chosen: bool = False
) -> None:
    """Paint one numbered mark; the chosen one has a second ring, so colour is not the only sign."""
    radius = badge_radius(font)
    bold = QFont(font)
    bold.setWeight(QFont.Weight.Bold)
    bold.setPixelSize(round(radius * (1.25 if number < 10 else 1.05)))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(BADGE_TEXT)
    painter.drawEllipse(centre, radius + 1.5, radius + 1.5)
    if chosen:
        painter.setBrush(INK)
        painter.drawEllipse(centre, radius + 5, radius + 5)
        painter.setBrush(BADGE_TEXT)
        painter.drawEllipse(centre, radius + 3, radius + 3)
    painter.setBrush(BADGE)
    painter.drawEllipse(centre, radius, radius)
    painter.setPen(BADGE_TEXT)
    painter.setFont(bold)
    box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.restore()
