"""Paints text lines, rules, fills and modules of one page as PDF operators."""

import io
from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from exports.body_map_drawing import path_operators
from exports.layout import Block, Colour, FillItem, Paper, PictureItem, RuleItem, SquaresItem
from exports.line_breaking import line_width, pieces_of
from exports.shaping import Typesetter
from exports.words import Line, Run, Style

_BASELINE = 0.36  # of the size below the middle of the line: capitals stand in the middle


class _Operators(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """A canvas used for its drawing operators alone: no preamble, no font of its own."""

    def _make_preamble(self) -> None:
        self._preamble = ""

    def take(self) -> list[str]:
        """Return the operators since the last call."""
        code: list[str] = list(self.__dict__["_code"])
        self.__dict__["_code"] = []
        return code


class Brush:
    """Collects the operators of one page at a time; heights are measured from the top."""

    def __init__(self, *, typesetter: Typesetter, paper: Paper) -> None:
        self._typesetter = typesetter
        self._height = paper.height
        self._canvas = _Operators(io.BytesIO(), pagesize=(paper.width, paper.height))
        self._code: list[str] = []
        self._style: Style | None = None
        self._colour: Colour | None = None
        self._stroke: tuple[Colour, float] | None = None
        self._settings: dict[Style, str] = {}
        self._spaces = {
            "regular": typesetter.space("regular"),
            "bold": typesetter.space("bold"),
        }

    def begin_page(self) -> None:
        """Forget the page before."""
        self._code, self._style, self._colour, self._stroke = [], None, None, None
        self._canvas.take()

    def operators(self) -> bytes:
        """Return the content stream of the page, not yet compressed."""
        return "\n".join(self._code).encode("ascii")

    def begin(self, tag: str, mark: int) -> None:
        """Begin marked content."""
        self._code.append(f"/{tag}<</MCID {mark}>>BDC")

    def begin_artifact(self, kind: str) -> None:
        """Begin decoration of a kind, Pagination or Layout: assistive technology skips it."""
        self._code.append(f"/Artifact<</Type/{kind}>>BDC")

    def end(self) -> None:
        """End marked content or decoration."""
        self._code.append("EMC")

    def rule(self, item: RuleItem) -> None:
        """Paint a line."""
        canvas = self._canvas
        stroke = (item.colour, item.thickness)
        if stroke != self._stroke:
            canvas.setStrokeColorRGB(*item.colour)
            canvas.setLineWidth(item.thickness)
            self._stroke = stroke
        canvas.line(item.x1, self._height - item.y1, item.x2, self._height - item.y2)
        self._code += canvas.take()

    def fill(self, item: FillItem) -> None:
        """Paint a filled rectangle."""
        canvas = self._canvas
        canvas.setFillColorRGB(*item.colour)
        bottom = self._height - item.top - item.height
        canvas.rect(item.x, bottom, item.width, item.height, stroke=0, fill=1)
        self._code += canvas.take()
        self._colour = None

    def squares(self, item: SquaresItem) -> None:
        """Paint dark modules, neighbours in one rectangle; a canvas call for each would be slow."""
        module = item.size / len(item.rows)
        bottom = self._height - item.top - item.size
        code = [f"q 0 0 0 rg {module:.4f} 0 0 {module:.4f} {item.x:.2f} {bottom:.2f} cm"]
        for y, row in enumerate(reversed(item.rows)):
            column, columns = 0, len(row)
            while column < columns:
                start = column
                while column < columns and row[column]:
                    column += 1
                if column > start:
                    code.append(f"{start} {y} {column - start} 1 re")
                column += 1
        code.append("f Q")
        self._code += code

    def picture(self, item: PictureItem) -> None:
        """Paint the shapes of a figure."""
        bottom = self._height - item.top - item.figure.height * item.scale
        self._code += path_operators(item.figure, x=item.x, bottom=bottom, scale=item.scale)

    def lines(self, block: Block, x: float, top: float, first: int, last: int) -> None:
        """Paint lines `first` up to `last` of a block, the first one beginning at `top`."""
        if first >= last:
            return
        style = block.style
        self._set(style)
        baseline = self._height - top - style.leading / 2 - _BASELINE * style.size
        if block.text.plain and not block.align_right and not block.centred:
            self._plain(block, x, baseline, first, last)
            return
        for line in block.text.lines[first:last]:
            self._careful_line(block, line, x, baseline)
            baseline -= style.leading

    def _set(self, style: Style) -> None:
        if style.colour != self._colour:
            red, green, blue = style.colour
            self._code.append(f"{red:.3g} {green:.3g} {blue:.3g} rg")
            self._colour = style.colour
        if style is not self._style:
            known = self._settings.get(style)
            if known is None:
                font = self._typesetter.main(style.weight).name
                known = f"/{font} {style.size:g} Tf {style.leading:g} TL"
                self._settings[style] = known
            self._code.append(known)
            self._style = style

    def _plain(self, block: Block, x: float, baseline: float, first: int, last: int) -> None:
        """Paint lines of plain words; a space ends each, so that copied words stay apart."""
        space = self._spaces[block.style.weight][0]
        shown = []
        for line in block.text.lines[first:last]:
            codes = space.join([word.code or "" for word in line])
            shown.append(f"[<{codes}{space}>]TJ")
        self._code.append(f"BT {x:.2f} {baseline:.2f} Td {' T* '.join(shown)} ET")

    def _careful_line(self, block: Block, line: Line, x: float, baseline: float) -> None:
        """Paint a line that needs other faces, another direction or the right edge."""
        style = block.style
        space, space_width = self._spaces[style.weight]
        reads_left = block.text.right_to_left and len(block.text.lines) > 1
        if block.align_right or block.centred or reads_left:
            spare = block.width - line_width(line, space_width) * style.size / 1000
            x += spare / 2 if block.centred else spare
        code = [f"BT {x:.2f} {baseline:.2f} Td"]
        if any(word.right_to_left for word in line):
            self._mixed(code, line, style, base=int(block.text.right_to_left))
        else:
            for word in line:
                self._word(code, word.code, word.runs, style)
                if not word.glued:
                    code.append(f"<{space}>Tj")
        code.append("ET")
        self._code.append(" ".join(code))

    def _word(self, code: list[str], plain: str | None, runs: Sequence[Run], style: Style) -> None:
        if plain is not None:
            code.append(f"[<{plain}>]TJ")
            return
        main = self._typesetter.main(style.weight)
        for run in runs:
            if run.actual:  # Indic scripts: the syllable, not the single glyph, is the text
                text = run.actual.encode("utf-16-be").hex().upper()
                code.append(f"/Span<</ActualText<FEFF{text}>>>BDC")
            if run.use is not main:
                code.append(f"/{run.use.name} {style.size:g} Tf")
            for rise, body in run.parts:
                shown = f"[<{body}>]TJ"
                code.append(f"{rise * style.size / 1000:.2f} Ts {shown} 0 Ts" if rise else shown)
            if run.use is not main:
                code.append(f"/{main.name} {style.size:g} Tf")
            if run.actual:
                code.append("EMC")

    def _mixed(self, code: list[str], line: Line, style: Style, *, base: int) -> None:
        """Paint a line of both directions in the order of the bidirectional algorithm."""
        space = self._spaces[style.weight][0]
        for piece in pieces_of(line, base=base):
            if piece.text[0] == " ":
                code.append(f"<{space * len(piece.text)}>Tj")
                continue
            runs = self._typesetter.runs(style.weight, piece.text, backwards=piece.level % 2 == 1)
            self._word(code, None, runs, style)
