"""A body map on paper: the vector figure with numbered marks, and the key to the numbers.

Nothing here knows about pages. ``body_map_figures`` gives plain values in points with the origin at
the figure's bottom left; ``path_operators`` turns the shapes into PDF operators; the texts are few
and carry their own place, so that the caller sets them in its own embedded font.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from resources.body_maps.drawings import WORDS_ONLY_SITES, Drawing, Step, drawing
from storage.records.body_map import BodyMap, Mark
from storage.records.mark_words import described

Grey = float  # 0 black to 1 white: a body map has to survive a black-and-white copier

SKIN: Grey = 0.94
INK: Grey = 0.15
FAINT: Grey = 0.55
PAPER: Grey = 1.0
OUTLINE_WIDTH, LINE_WIDTH = 2.2, 1.2  # picture units
BADGE_RADIUS = 5.6  # points: the number in it is 7 points high and still read on a copy
LABEL_SIZE = 7.0
_EM = 0.56  # a letter of these words is so much of their size wide, at most
_CIRCLE = 0.5523  # the handle of a cubic that follows a quarter of a circle of radius 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureShape:
    """A path in points; ``fill`` and ``stroke`` are greys, None for none."""

    path: tuple[Step, ...]
    fill: Grey | None = None
    stroke: Grey | None = None
    line_width: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureText:
    """A short text; ``x`` is its middle, ``baseline`` its foot, both in points."""

    text: str
    x: float
    baseline: float
    size: float
    grey: Grey
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyMapFigure:
    """One view with its marks; ``alternative`` is read to those who do not see it."""

    view: str
    title: str
    width: float
    height: float
    shapes: tuple[FigureShape, ...]
    texts: tuple[FigureText, ...]
    alternative: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRow:
    """One line of the numbered key beside or below the figures."""

    number: int
    view: str
    place: str
    words: str
    said: str
    note: str
    said_to: str = ""


def body_map_figures(
    body_map: BodyMap, *, width: float, height: float
) -> tuple[BodyMapFigure, ...]:
    """Return one figure for each view that carries marks, in the order of their first mark.

    Each is as large as fits into ``width`` by ``height`` points. Raises KeyError when a mark names
    a drawing that this program does not have; ``missing_views`` tells beforehand.
    """
    views = dict.fromkeys(mark.view for mark in body_map.marks)
    return tuple(_figure(body_map, drawing(view), width, height) for view in views)


def blank_figures(
    views: Sequence[str], *, width: float, height: float
) -> tuple[BodyMapFigure, ...]:
    """Return drawings without marks, to be marked by hand; raises KeyError for an unknown one."""
    return tuple(_figure(BodyMap(marks=()), drawing(view), width, height) for view in views)


def missing_views(body_map: BodyMap) -> tuple[str, ...]:
    """Return the ids of drawings that marks name and this program does not have."""
    return tuple(view for view in dict.fromkeys(m.view for m in body_map.marks) if not _known(view))


def drawn(mark: Mark) -> bool:
    """Whether a mark is drawn at all: for some places only words are written down."""
    return mark.site not in WORDS_ONLY_SITES


def body_map_key(body_map: BodyMap) -> tuple[KeyRow, ...]:
    """Return the numbered key: what the picture shows, in words. It needs no drawing."""
    return tuple(
        KeyRow(
            number=mark.number,
            view=drawing(mark.view).title if _known(mark.view) else mark.view,
            place=mark.region,
            words=described(mark),
            said=mark.said,
            note=mark.note,
            said_to=mark.said_to,
        )
        for mark in body_map.marks
    )


def path_operators(
    figure: BodyMapFigure, *, x: float, bottom: float, scale: float = 1.0
) -> list[str]:
    """Return the PDF operators (ASCII) of the shapes, with the bottom left corner at x, bottom."""
    size = f"{scale:.4g}"
    code = [f"q {size} 0 0 {size} {_number(x)} {_number(bottom)} cm 1 J 1 j"]
    for shape in figure.shapes:
        if shape.fill is not None:
            code.append(f"{_number(shape.fill)} g")
        if shape.stroke is not None:
            code.append(f"{_number(shape.stroke)} G {_number(shape.line_width)} w")
        code.append(" ".join(_path_words(shape.path)))
        both = shape.fill is not None and shape.stroke is not None
        code.append("B" if both else "f" if shape.fill is not None else "S")
    code.append("Q")
    return code


def _known(view: str) -> bool:
    try:
        drawing(view)
    except KeyError:
        return False
    return True


def _figure(body_map: BodyMap, art: Drawing, width: float, height: float) -> BodyMapFigure:
    scale = min(width / art.width, height / art.height)
    here = [mark for mark in body_map.marks if mark.view == art.id]
    badges = [_badge(mark, art, scale) for mark in here if drawn(mark)]
    return BodyMapFigure(
        view=art.id,
        title=art.title,
        width=art.width * scale,
        height=art.height * scale,
        shapes=(*_body(art, scale), *(shape for shape, _ in badges)),
        texts=(*_labels(art, scale), *(text for _, text in badges)),
        alternative=_alternative(art, here),
    )


def _body(art: Drawing, scale: float) -> Iterator[FigureShape]:
    """Yield skin, inner lines and, above them, the outline."""
    outline = _in_points(art.outline, art, scale)
    yield FigureShape(path=outline, fill=SKIN)
    for stroke in art.strokes:
        path = _in_points(stroke.path, art, scale)
        if stroke.weight == "spot":
            yield FigureShape(path=path, fill=FAINT)
        else:
            firm = stroke.weight == "firm"
            wide = (OUTLINE_WIDTH if firm else LINE_WIDTH) * scale
            yield FigureShape(path=path, stroke=INK if firm else FAINT, line_width=wide)
    yield FigureShape(path=outline, stroke=INK, line_width=max(0.6, OUTLINE_WIDTH * scale))


def _labels(art: Drawing, scale: float) -> Iterator[FigureText]:
    """Yield the words of a drawing: on two lines where one would run over the body."""
    for label in art.labels:
        rise = LABEL_SIZE / scale
        edge = art.room_beside(label, top=label.y - rise, bottom=label.y + rise)
        words = [label.text]
        x = label.x * scale
        if edge is not None:
            half = _EM * LABEL_SIZE * len(label.text) / 2
            if abs(edge * scale - x) < half + 1:
                words = label.text.split(" ")
                half = _EM * LABEL_SIZE * max(map(len, words)) / 2
                away = half + 1 if label.x > art.width / 2 else -half - 1
                x = (max if away > 0 else min)(x, edge * scale + away)
        for line, text in enumerate(words):
            yield FigureText(
                text=text,
                x=x,
                baseline=(art.height - label.y) * scale - line * LABEL_SIZE * 1.15,
                size=LABEL_SIZE,
                grey=0.3,
            )


def _badge(mark: Mark, art: Drawing, scale: float) -> tuple[FigureShape, FigureText]:
    px, py = art.spot(mark.x, mark.y)
    x, y = px * scale, (art.height - py) * scale
    disc = FigureShape(path=_disc(x, y, BADGE_RADIUS), fill=INK, stroke=PAPER, line_width=0.8)
    size = 7.0 if mark.number < 10 else 6.0
    number = FigureText(
        text=str(mark.number), x=x, baseline=y - 0.35 * size, size=size, grey=PAPER, bold=True
    )
    return disc, number


def _alternative(art: Drawing, marks: list[Mark]) -> str:
    """Return the figure in words, for those who do not see it."""
    named = f"Body map, {art.title[:1].lower()}{art.title[1:]}"
    if not marks:
        return f"{named}, without marks."
    listed = "; ".join(f"{mark.number}: {mark.region}, {described(mark)}" for mark in marks)
    return f"{named}. Marks: {listed}."


def _in_points(path: tuple[Step, ...], art: Drawing, scale: float) -> tuple[Step, ...]:
    """Turn picture units with y downwards into points with y upwards."""
    return tuple(
        (
            letter,
            tuple(
                (art.height - value if index % 2 else value) * scale
                for index, value in enumerate(numbers)
            ),
        )
        for letter, numbers in path
    )


def _disc(x: float, y: float, r: float) -> tuple[Step, ...]:
    k = _CIRCLE * r
    return (
        ("M", (x + r, y)),
        ("C", (x + r, y + k, x + k, y + r, x, y + r)),
        ("C", (x - k, y + r, x - r, y + k, x - r, y)),
        ("C", (x - r, y - k, x - k, y - r, x, y - r)),
        ("C", (x + k, y - r, x + r, y - k, x + r, y)),
        ("Z", ()),
    )


def _path_words(path: tuple[Step, ...]) -> Iterator[str]:
    operator = {"M": "m", "L": "l", "C": "c", "Z": "h"}
    for letter, numbers in path:
        yield " ".join([*(_number(value) for value in numbers), operator[letter]])


def _number(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return text if text not in ("-0", "") else "0"
