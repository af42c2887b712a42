"""Sets figures and codes: pictures side by side, a QR code with words beside it."""

from exports.body_map_drawing import BodyMapFigure
from exports.layout import (
    Block,
    PageFlow,
    PictureItem,
    SquaresItem,
    TextItem,
    natural_width,
    set_block,
)
from exports.part_setting import Piece, Setting
from exports.parts import Code, Pictures
from exports.qr_code import qr_rows
from exports.shaping import Typesetter
from exports.structure import Node
from exports.words import Style

_BETWEEN = 12.0
_ENDLESS = 10_000.0
_BASELINE = 0.36  # of the size below the middle of a line, as the brush paints it
_CODE_GAP = 16.0
_LEAST_BESIDE = 96.0


class _PicturesPiece(Piece):
    """One row of figures with their titles below."""

    def __init__(
        self, figures: list[tuple[BodyMapFigure, float]], *, setting: Setting, parent: Node
    ) -> None:
        look = setting.look
        self._titles = [
            setting.block(figure.title, look.label, width=max(figure.width * scale, 60.0))._replace(
                centred=True
            )
            for figure, scale in figures
        ]
        drawn = max(figure.height * scale for figure, scale in figures)
        below = max(block.height for block in self._titles) + 4.0
        super().__init__(gap=look.gap + 2.0, lead=drawn + below)
        self._figures = figures
        self._setting = setting
        self._drawn = drawn
        self._nodes = [
            (Node("Figure", parent, alternative=figure.alternative), Node("P", parent))
            for figure, _ in figures
        ]

    def place(self, flow: PageFlow) -> None:
        """Place the figures on one line, their feet at one height."""
        setting = self._setting
        widths = [figure.width * scale for figure, scale in self._figures]
        spare = setting.width - sum(widths) - _BETWEEN * (len(widths) - 1)
        x = setting.x + max(spare, 0.0) / 2
        top = flow.top
        for (figure, scale), title, (node, below) in zip(
            self._figures, self._titles, self._nodes, strict=True
        ):
            at = top + self._drawn - figure.height * scale
            flow.put(_picture(figure, scale, x=x, top=at, node=node, typesetter=setting.typesetter))
            middle = x + figure.width * scale / 2 - title.width / 2
            lines = len(title.text.lines)
            place = top + self._drawn + 4.0
            flow.put(TextItem(middle, place, title, 0, lines, below))
            x += figure.width * scale + _BETWEEN
        flow.top = top + self.lead


def _picture(
    figure: BodyMapFigure,
    scale: float,
    *,
    x: float,
    top: float,
    node: Node,
    typesetter: Typesetter,
) -> PictureItem:
    texts = []
    bottom = top + figure.height * scale
    for text in figure.texts:
        if not text.text.strip():
            continue
        size = text.size * scale
        style = Style("bold" if text.bold else "regular", size, size, (text.grey,) * 3)
        block = set_block(typesetter, text.text, style=style, width=_ENDLESS)
        width = natural_width(block, typesetter)
        baseline = bottom - text.baseline * scale
        place = baseline - size / 2 - _BASELINE * size
        texts.append(TextItem(x + text.x * scale - width / 2, place, block, 0, 1, None))
    return PictureItem(x, top, scale, figure, tuple(texts), node)


def pictures(part: Pictures, *, setting: Setting, parent: Node) -> list[Piece]:
    """Set figures in as many rows as they need; one too large for the page is made smaller."""
    paper = setting.look.paper
    highest = (paper.bottom - paper.top) * 0.8
    rows: list[list[tuple[BodyMapFigure, float]]] = []
    used = 0.0
    for figure in part.figures:
        scale = min(1.0, setting.width / figure.width, highest / figure.height)
        width = figure.width * scale
        if not rows or used + _BETWEEN + width > setting.width + 0.5:
            rows.append([])
            used = -_BETWEEN
        rows[-1].append((figure, scale))
        used += _BETWEEN + width
    return [_PicturesPiece(row, setting=setting, parent=parent) for row in rows]


class _CodePiece(Piece):
    """A QR code at the left, its words beside it in the middle of its height, or below it."""

    def __init__(
        self, part: Code, *, beside: Block | None, below: bool, setting: Setting, parent: Node
    ) -> None:
        words = beside.height if beside else 0.0
        height = part.size + words + 4.0 if below else max(part.size, words)
        super().__init__(gap=setting.look.gap + 4.0, lead=height)
        self._below = below
        self._rows = qr_rows(part.text)
        self._size = part.size
        self._beside = beside
        self._x = setting.x
        self._figure = Node("Figure", parent, alternative=part.alternative)
        self._node = Node("P", parent) if beside else None

    def place(self, flow: PageFlow) -> None:
        """Place both at one height."""
        top = flow.top
        flow.put(SquaresItem(self._x, top, self._size, self._rows, self._figure))
        if self._beside is not None and self._below:
            flow.top = top + self._size + 4.0
            flow.text(self._beside, x=self._x, node=self._node)
        elif self._beside is not None:
            flow.top = top + max(self._size - self._beside.height, 0.0) / 2
            flow.text(self._beside, x=self._x + self._size + _CODE_GAP, node=self._node)
        flow.top = max(flow.top, top + self._size) + 4.0


def code(part: Code, *, setting: Setting, parent: Node) -> Piece:
    """Set a QR code."""
    width = min(setting.width, setting.look.widest) - part.size - _CODE_GAP
    below = width < _LEAST_BESIDE
    words = setting.width if below else width
    beside = setting.block(part.beside, setting.look.text_small, width=words)
    return _CodePiece(
        part,
        beside=beside if part.beside else None,
        below=below,
        setting=setting,
        parent=parent,
    )
