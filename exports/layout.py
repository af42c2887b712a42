"""Places blocks and table rows on pages by arithmetic alone: no PDF, no fonts, no files."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from exports.body_map_drawing import BodyMapFigure
from exports.line_breaking import break_text, line_width
from exports.shaping import Typesetter
from exports.structure import Node
from exports.words import Paragraphs, Style

Colour = tuple[float, float, float]


class Paper(NamedTuple):
    """A page and the frame text may fill, in points from the top left corner."""

    width: float
    height: float
    left: float
    right: float
    top: float
    first_top: float
    bottom: float

    @property
    def measure(self) -> float:
        """Return the width between the margins."""
        return self.right - self.left


class Block(NamedTuple):
    """A paragraph that is set: its lines, its style and the space above it."""

    style: Style
    text: Paragraphs
    width: float
    before: float = 0.0
    align_right: bool = False
    centred: bool = False

    @property
    def height(self) -> float:
        """Return the height of all lines, without the space above."""
        return len(self.text.lines) * self.style.leading


class Column(NamedTuple):
    """One column of a table; x is measured from the left edge of the page."""

    title: str
    x: float
    width: float
    heads_row: bool = False
    align_right: bool = False


class Row(NamedTuple):
    """One table row; `above` and `below` are its padding. `opens` begins an entry, of which `span`
    rows belong together."""

    cells: tuple[tuple[Block, ...], ...]
    height: float
    above: float
    below: float
    opens: bool
    span: int
    serial: str
    section: str


class TableStyle(NamedTuple):
    """Measures shared by all rows of a table; `first_spans` puts column one under a row span.

    `keep` is the share of a page up to which an entry is kept whole.
    """

    above: float
    below: float
    detail: float
    keep: float
    between: float
    gutter: float
    first_spans: bool


class Table(NamedTuple):
    """A table whose rows may run over pages.

    `head_nodes` are the elements of the head's cells, `body` that of the rows. Sections of rows
    stand in the outline at `level` under names that begin with `name`. `links` are the anchors that
    cells, by row and column, point to.
    """

    columns: tuple[Column, ...]
    heads: tuple[Block, ...]
    head_height: float
    rows: list[Row]
    style: TableStyle
    head_nodes: tuple[Node, ...]
    body: Node
    again: Style
    continued: Style
    name: str = "entry"
    level: int = 2
    links: Mapping[tuple[int, int], str] = MappingProxyType({})


class TextItem(NamedTuple):
    """Lines `first` to `last` of a block; without a node it is decoration, not content."""

    x: float
    top: float
    block: Block
    first: int
    last: int
    node: Node | None
    target: str = ""


class RuleItem(NamedTuple):
    """A horizontal or vertical line."""

    x1: float
    y1: float
    x2: float
    y2: float
    thickness: float
    colour: Colour


class FillItem(NamedTuple):
    """A filled rectangle behind text."""

    x: float
    top: float
    width: float
    height: float
    colour: Colour


class SquaresItem(NamedTuple):
    """A square of dark modules, such as a QR code; rows of 0 and 1 without the quiet zone."""

    x: float
    top: float
    size: float
    rows: tuple[tuple[int, ...], ...]
    node: Node | None


class PictureItem(NamedTuple):
    """A vector figure with its texts, all measured from the top of the page."""

    x: float
    top: float
    scale: float
    figure: BodyMapFigure
    texts: tuple[TextItem, ...]
    node: Node


class HeadItem(NamedTuple):
    """The head of a table; only its first appearance is content."""

    table: Table
    top: float
    repeated: bool


class RowItem(NamedTuple):
    """Part of a row: for each cell the first line and the line after the last, counted over all
    blocks of the cell; None stands for all. `row` counts the rows of the table."""

    table: Table
    row: int
    top: float
    height: float
    starts: tuple[int, ...] | None
    ends: tuple[int, ...] | None


Item = TextItem | RuleItem | FillItem | SquaresItem | PictureItem | HeadItem | RowItem


class Anchor(NamedTuple):
    """A place that outline and contents point to. Pages count from 0."""

    name: str
    title: str
    page: int
    top: float
    level: int


class PageFlow:
    """Fills pages from top to bottom; what does not fit goes to the next page."""

    def __init__(self, *, paper: Paper) -> None:
        self.paper = paper
        self.pages: list[list[Item]] = [[]]
        self.top = paper.first_top
        self.anchors: list[Anchor] = []

    @property
    def start(self) -> float:
        """Return the height at which text begins on the current page."""
        return self.paper.top if len(self.pages) > 1 else self.paper.first_top

    @property
    def at_top(self) -> bool:
        """Whether nothing stands above the current height on this page."""
        return self.top <= self.start + 0.01

    @property
    def room(self) -> float:
        """Return the height left on the current page."""
        return self.paper.bottom - self.top

    def new_page(self) -> None:
        """Begin the next page."""
        self.pages.append([])
        self.top = self.paper.top

    def put(self, item: Item) -> None:
        """Place an item at its own position on the current page."""
        self.pages[-1].append(item)

    def anchor(self, name: str, title: str, *, level: int = 1) -> None:
        """Remember the current position under a name."""
        self.anchors.append(Anchor(name, title, len(self.pages) - 1, self.top, level))

    def text(self, block: Block, *, x: float, node: Node | None, keep: int = 2) -> None:
        """Place a paragraph at the current height, over several pages if need be.

        At least `keep` lines stay together at the foot and at the head of a page.
        """
        lines = len(block.text.lines)
        first = 0
        self.top += block.before
        while first < lines:
            fits = max(int((self.room + 0.01) // block.style.leading), 0)
            last = min(first + fits, lines)
            if last < lines:
                last = last if lines - last >= keep else max(lines - keep, first)
                if last - first < min(keep, lines - first):
                    last = first
            if last > first:
                self.put(TextItem(x, self.top, block, first, last, node))
                self.top += (last - first) * block.style.leading
            if last < lines:
                self.new_page()
            first = last


def set_block(
    typesetter: Typesetter,
    text: str,
    *,
    style: Style,
    width: float,
    before: float = 0.0,
    align_right: bool = False,
) -> Block:
    """Break `text` to the width and return it as a block."""
    lines = break_text(text, style=style, width=width, typesetter=typesetter)
    return Block(style, lines, width, before, align_right)


def natural_width(block: Block, typesetter: Typesetter) -> float:
    """Return the width of the widest line of a block, in points."""
    space = typesetter.space(block.style.weight)[1]
    widest = max((line_width(line, space) for line in block.text.lines), default=0.0)
    return widest * block.style.size / 1000


def table_nodes(parent: Node, columns: int) -> tuple[tuple[Node, ...], Node]:
    """Return the elements of a new table: those of its head's cells, and that of its rows."""
    table = Node("Table", parent)
    row = Node("TR", Node("THead", table))
    scope = "/A<</O/Table/Scope/Column>>"
    heads = tuple(Node("TH", row, attributes=scope) for _ in range(columns))
    return heads, Node("TBody", table)


def cell_height(blocks: Sequence[Block]) -> float:
    """Return the height of a cell: its blocks with the space between them."""
    height = 0.0
    for index, block in enumerate(blocks):
        height += len(block.text.lines) * block.style.leading + (block.before if index else 0.0)
    return height


def cell_lines(blocks: Sequence[Block]) -> int:
    """Return the number of lines in a cell."""
    return sum(len(block.text.lines) for block in blocks)


def part_height(blocks: Sequence[Block], start: int, end: int) -> float:
    """Return the height of the lines from `start` up to `end` of a cell."""
    line = 0
    used = 0.0
    for index, block in enumerate(blocks):
        for offset in range(len(block.text.lines)):
            if start <= line < end:
                gap = block.before if index and not offset and line > start else 0.0
                used += gap + block.style.leading
            line += 1
    return used
