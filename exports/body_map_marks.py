"""The figures of a body map as a document shows them: numbers that can be read, none on another."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from exports.body_map_drawing import (
    INK,
    PAPER,
    BodyMapFigure,
    FigureShape,
    FigureText,
    blank_figures,
    body_map_figures,
    drawn,
)
from exports.body_map_places import Point, number_places
from resources.body_maps.drawings import Step, drawing
from storage.records.body_map import BodyMap, Mark
from storage.records.mark_shapes import Oval, label_places, oval_of

RADIUS = 7.2  # points: the number is 9 points high and is read on a copy at half the size
_SPOT = 1.7  # points: the dot where a mark is whose number stands beside it
_USUAL = 125.0  # points: as wide as a drawing must be for its words to have room
_CIRCLE = 0.5523  # the handle of a cubic that follows a quarter of a circle of radius 1


def marked_figures(body_map: BodyMap, *, width: float, height: float) -> tuple[BodyMapFigure, ...]:
    """Return one figure for each view that carries marks, as large as fits into this box.

    A number stands where its mark is; where marks lie close together, or one on this drawing has
    an extent, it stands beside it, with a line to the spot. Raises KeyError when a mark names a
    drawing that this program does not have.
    """
    return tuple(
        _marked(figure, [m for m in body_map.marks if m.view == figure.view and drawn(m)])
        for figure in body_map_figures(body_map, width=width, height=height)
    )


def _marked(figure: BodyMapFigure, marks: Sequence[Mark]) -> BodyMapFigure:
    (blank,) = blank_figures((figure.view,), width=figure.width, height=figure.height)
    spots = _spots(figure, marks)
    ovals = _ovals(figure, marks)
    if any(oval.wide for oval in ovals):
        places = _beside(figure, ovals)
    else:
        places = number_places(spots, radius=RADIUS, width=figure.width, height=figure.height)
    moved = [(spot, place) for spot, place in zip(spots, places, strict=True) if spot != place]
    return replace(
        figure,
        shapes=(
            *blank.shapes,
            *(_extent(oval, figure.height) for oval in ovals if oval.wide),
            *(shape for spot, place in moved for shape in _leader(spot, place)),
            *(
                FigureShape(path=_disc(place, RADIUS), fill=INK, stroke=PAPER, line_width=0.8)
                for place in places
            ),
        ),
        texts=(
            *(_fitting(label, figure.width) for label in blank.texts),
            *(_number(mark.number, place) for mark, place in zip(marks, places, strict=True)),
        ),
    )


def _spots(figure: BodyMapFigure, marks: Sequence[Mark]) -> list[Point]:
    """Where the marks are, in points from the figure's bottom left."""
    art = drawing(figure.view)
    scale = figure.width / art.width
    pictured = (art.spot(mark.x, mark.y) for mark in marks)
    return [(x * scale, (art.height - y) * scale) for x, y in pictured]


def _ovals(figure: BodyMapFigure, marks: Sequence[Mark]) -> list[Oval]:
    """The extent of the marks in points, from the figure's top left."""
    return [oval_of(mark, width=figure.width, height=figure.height) for mark in marks]


def _beside(figure: BodyMapFigure, ovals: Sequence[Oval]) -> tuple[Point, ...]:
    places = label_places(ovals, radius=RADIUS, width=figure.width, height=figure.height)
    return tuple((x, figure.height - y) for x, y in places)


def _extent(oval: Oval, height: float) -> FigureShape:
    """An oval to scale, without a fill: what it lies on is still seen."""
    k = _CIRCLE

    def at(across: float, down: float) -> Point:
        x, y = oval.at(across * oval.wide, down * oval.high)
        return (x, height - y)

    path: list[Step] = [("M", at(1, 0))]
    for one, two, end in (
        ((1, k), (k, 1), (0, 1)),
        ((-k, 1), (-1, k), (-1, 0)),
        ((-1, -k), (-k, -1), (0, -1)),
        ((k, -1), (1, -k), (1, 0)),
    ):
        path.append(("C", (*at(*one), *at(*two), *at(*end))))
    return FigureShape(path=(*path, ("Z", ())), stroke=INK, line_width=1.1)


def _leader(spot: Point, place: Point) -> Iterator[FigureShape]:
    """A line from a spot to its number, white beneath so that it shows on any line, and a dot."""
    line: tuple[Step, ...] = (("M", spot), ("L", place))
    yield FigureShape(path=line, stroke=PAPER, line_width=2.4)
    yield FigureShape(path=line, stroke=INK, line_width=0.9)
    yield FigureShape(path=_disc(spot, _SPOT), fill=INK, stroke=PAPER, line_width=0.6)


def _fitting(label: FigureText, width: float) -> FigureText:
    """The words on a small drawing are smaller, so that they do not run over its lines."""
    return replace(label, size=label.size * min(1.0, max(0.75, width / _USUAL)))


def _number(number: int, place: Point) -> FigureText:
    size = 9.0 if number < 10 else 7.8
    return FigureText(
        text=str(number),
        x=place[0],
        baseline=place[1] - 0.35 * size,
        size=size,
        grey=PAPER,
        bold=True,
    )


def _disc(middle: Point, r: float) -> tuple[Step, ...]:
    x, y = middle
    k = _CIRCLE * r
    return (
        ("M", (x + r, y)),
        ("C", (x + r, y + k, x + k, y + r, x, y + r)),
        ("C", (x - k, y + r, x - r, y + k, x - r, y)),
        ("C", (x - r, y - k, x - k, y - r, x, y - r)),
        ("C", (x + k, y - r, x + r, y - k, x + r, y)),
        ("Z", ()),
    )
