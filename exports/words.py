"""The smallest parts of set text: shaped runs, and words that a line breaker moves about whole."""

from typing import NamedTuple

from exports.fonts import Weight
from exports.glyph_codes import FontUse


class Style(NamedTuple):
    """How a paragraph is set: weight, size and leading in points, fill colour 0 (black) to 1."""

    weight: Weight
    size: float
    leading: float
    colour: tuple[float, float, float]


class Run(NamedTuple):
    """Glyphs of one face in the order they are painted.

    `parts` are (rise, body): the rise in thousandths of the size, and the inside of a TJ array.
    `actual` is set where a reader cannot get the text back from single glyphs.
    """

    use: FontUse
    parts: tuple[tuple[float, str], ...]
    width: float
    actual: str


class Word(NamedTuple):
    """Text without a space. `code` is the inside of one TJ string in the style's main face;
    where that is not enough it is None and `runs` hold the glyphs in painting order.
    `glued` means that the next word follows without a space. Width is in thousandths of the size.
    """

    text: str
    width: float
    code: str | None
    runs: tuple[Run, ...]
    glued: bool
    right_to_left: bool


Line = list[Word]


class Paragraphs(NamedTuple):
    """Set text: lines, whether plain codes parted by spaces paint them all, and direction."""

    lines: list[Line]
    plain: bool
    right_to_left: bool
