"""What is painted on a page, as plain values for a painter that does not write PDF.

The operators are those that the page has in the file, so what a printer is given and what the file
shows cannot differ. Only the few operators that this program writes are read; another one is a
fault, not something to leave out.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from exports.archive_file import ArchiveFile
from exports.document_layout import LaidOut
from exports.draw import PagePainter
from exports.glyph_codes import FontUse
from exports.layout import Colour
from exports.tags import TagWriter

BLACK: Colour = (0.0, 0.0, 0.0)
_SHOWN = re.compile(r"<([0-9A-F]*)>|(-?[\d.]+)")
_CODE = 4  # hexadecimal digits of the code of a glyph
_Matrix = tuple[float, float, float, float]  # x and y scale, x and y of the origin

Step = tuple[str, tuple[float, ...]]


class Glyphs(NamedTuple):
    """Glyphs of one face, painted one after the other; `places` are the origins of each.

    `face` names a document font (``Arimo-Bold``), `glyphs` are its glyph numbers, `size` is in
    points. Places are in points from the top left corner of the page.
    """

    face: str
    size: float
    colour: Colour
    glyphs: list[int]
    places: list[tuple[float, float]]


class Shape(NamedTuple):
    """A path in points from the top left corner; M, L and C have absolute points, Z closes, R is a
    rectangle of x, y, width and height.

    `fill` and `stroke` are None where nothing is filled or drawn. `round` are the ends and joints
    of the line. Holes are left by the even-odd rule where `even_odd` is set.
    """

    path: tuple[Step, ...]
    fill: Colour | None
    stroke: Colour | None
    width: float
    round: bool
    even_odd: bool


Mark = Glyphs | Shape


class PageReader:
    """Reads the marks of any page of a laid-out document, in any order and as often as asked."""

    def __init__(self, laid_out: LaidOut) -> None:
        self._laid_out = laid_out
        self._numbers = [0] * len(laid_out.pages)

    @property
    def faces(self) -> tuple[tuple[str, bytes], ...]:
        """The name and the whole font file of every face that the pages read so far use."""
        uses = self._laid_out.typesetter.uses.all()
        return tuple((use.face.name, use.face.data) for use in uses if use.pairs)

    def marks(self, number: int) -> list[Mark]:
        """Return what is painted on page `number`, counted from 1, from below to above."""
        laid_out = self._laid_out
        file = ArchiveFile()
        painter = PagePainter(
            file=file,
            tags=TagWriter(file=file, page_numbers=self._numbers),
            typesetter=laid_out.typesetter,
            paper=laid_out.look.paper,
            anchors=laid_out.anchors,
            page_numbers=self._numbers,
            page_tree=0,
            resources=0,
        )
        operators = painter.paint(
            number - 1,
            items=laid_out.pages[number - 1],
            margins=laid_out.furniture.on_page(number),
        )
        uses = {use.name: use for use in laid_out.typesetter.uses.all()}
        return _Replay(uses, height=laid_out.look.paper.height).marks(operators.decode("ascii"))


class _Replay:
    """Carries out operators on a page that is measured from its top."""

    def __init__(self, uses: dict[str, FontUse], *, height: float) -> None:
        self._uses = uses
        self._height = height
        self._marks: list[Mark] = []
        self._operands: list[str] = []
        self._path: list[Step] = []
        self._fill, self._stroke = BLACK, BLACK
        self._width, self._round = 1.0, False
        self._matrix: _Matrix = (1.0, 1.0, 0.0, 0.0)
        self._saved: list[tuple[Colour, Colour, float, bool, _Matrix]] = []
        self._use: FontUse | None = None
        self._size, self._leading, self._rise = 0.0, 0.0, 0.0
        self._x, self._line_x, self._line_y = 0.0, 0.0, 0.0
        self._run: Glyphs | None = None
        self._operators = self._table()

    def marks(self, operators: str) -> list[Mark]:
        """Return everything that the operators paint."""
        table, operands = self._operators, self._operands
        for token in operators.split():
            act = table.get(token)
            if act is not None:
                act()
                operands.clear()
            elif token.endswith(("TJ", "Tj")):
                self._show(token)
            elif token.endswith("BDC"):  # marked content: nothing to see
                operands.clear()
            elif token[0].isalpha():
                raise ValueError(f"a page has an operator that is not read: {token}")
            else:
                operands.append(token)
        return self._marks

    def _table(self) -> dict[str, Callable[[], None]]:
        return {
            **{name: self._nothing for name in ("EMC", "BT", "ET", "n")},
            **{"rg": self._fill_rgb, "RG": self._stroke_rgb},
            **{"g": self._fill_grey, "G": self._stroke_grey, "w": self._line_width},
            **{"J": self._cap, "j": self._nothing},
            **{"q": self._save, "Q": self._restore, "cm": self._concatenate},
            **{"m": self._step("M"), "l": self._step("L"), "c": self._step("C")},
            **{"h": self._close, "re": self._rectangle},
            "f": lambda: self._paint(fill=True),
            "f*": lambda: self._paint(fill=True, even_odd=True),
            "S": lambda: self._paint(stroke=True),
            "B": lambda: self._paint(fill=True, stroke=True),
            **{"Tf": self._font, "TL": self._set_leading, "Ts": self._set_rise},
            **{"Td": self._move, "T*": self._next_line},
        }

    def _numbers(self) -> list[float]:
        return [float(each) for each in self._operands]

    def _nothing(self) -> None:
        """The end of marked content, the bounds of a text, a path begun: nothing to see."""

    def _fill_rgb(self) -> None:
        red, green, blue = self._numbers()
        self._fill = (red, green, blue)

    def _stroke_rgb(self) -> None:
        red, green, blue = self._numbers()
        self._stroke = (red, green, blue)

    def _fill_grey(self) -> None:
        self._fill = (self._numbers()[0],) * 3

    def _stroke_grey(self) -> None:
        self._stroke = (self._numbers()[0],) * 3

    def _line_width(self) -> None:
        self._width = self._numbers()[0]

    def _cap(self) -> None:
        self._round = self._operands == ["1"]

    def _save(self) -> None:
        self._saved.append((self._fill, self._stroke, self._width, self._round, self._matrix))

    def _restore(self) -> None:
        self._fill, self._stroke, self._width, self._round, self._matrix = self._saved.pop()

    def _concatenate(self) -> None:
        across, _, _, up, x, y = self._numbers()
        a, d, e, f = self._matrix
        self._matrix = (a * across, d * up, e + a * x, f + d * y)

    def _step(self, letter: str) -> Callable[[], None]:
        return lambda: self._path.append((letter, self._placed(self._numbers())))

    def _placed(self, numbers: list[float]) -> tuple[float, ...]:
        """Turn x, y, x, y, … of the operators into points from the top left corner."""
        a, d, e, f = self._matrix
        top = self._height - f
        numbers[::2] = [a * x + e for x in numbers[::2]]
        numbers[1::2] = [top - d * y for y in numbers[1::2]]
        return tuple(numbers)

    def _close(self) -> None:
        self._path.append(("Z", ()))

    def _rectangle(self) -> None:
        x, y, width, height = self._numbers()
        left, top, right, bottom = self._placed([x, y + height, x + width, y])
        self._path.append(("R", (left, top, right - left, bottom - top)))

    def _paint(self, *, fill: bool = False, stroke: bool = False, even_odd: bool = False) -> None:
        self._marks.append(
            Shape(
                path=tuple(self._path),
                fill=self._fill if fill else None,
                stroke=self._stroke if stroke else None,
                width=self._width * self._matrix[0],
                round=self._round,
                even_odd=even_odd,
            )
        )
        self._path, self._run = [], None

    def _font(self) -> None:
        name, size = self._operands
        self._use, self._size = self._uses[name[1:]], float(size)

    def _set_leading(self) -> None:
        self._leading = self._numbers()[0]

    def _set_rise(self) -> None:
        self._rise = self._numbers()[0]

    def _move(self) -> None:
        self._line_x, self._line_y = self._numbers()
        self._x = self._line_x

    def _next_line(self) -> None:
        self._line_y -= self._leading
        self._x = self._line_x

    def _show(self, shown: str) -> None:
        """Place the glyphs of a string, or of an array of strings and kerns."""
        use, scale = self._use, self._size / 1000
        assert use is not None  # every text begins with its font
        run, x = self._continued(use), self._x
        y = self._height - self._line_y - self._rise
        pairs, advances = use.pairs, use.advances
        glyphs, places = run.glyphs, run.places
        for codes, kern in _SHOWN.findall(shown):
            if kern:
                x -= float(kern) * scale
                continue
            for at in range(0, len(codes), _CODE):
                code = int(codes[at : at + _CODE], 16) - 1
                glyph, text = pairs[code]
                if text != " ":
                    glyphs.append(glyph)
                    places.append((x, y))
                x += advances[code] * scale
        self._x = x

    def _continued(self, use: FontUse) -> Glyphs:
        """The run that is open, or a new one where face, size or colour are others."""
        run, key = self._run, (use.face.name, self._size, self._fill)
        if run is None or run[:3] != key:
            run = self._run = Glyphs(*key, [], [])
            self._marks.append(run)
        return run
