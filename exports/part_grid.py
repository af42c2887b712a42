"""Sets tables: shares become widths, lines of an index become links with the page they point to."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from exports.layout import (
    Block,
    Column,
    PageFlow,
    Row,
    Table,
    cell_height,
    natural_width,
    table_nodes,
)
from exports.part_setting import Piece, Setting
from exports.part_text import cell_style
from exports.parts import Cell, Grid
from exports.structure import Node
from exports.table_flow import flow_table

_SHORT = 0.28  # of the width: a column whose texts all fit into this is short
_LONG = 0.16  # of the width: a column of long texts keeps this while short ones are on one line
_WORD = 0.2  # of the width: a longer word is a code that may break
_NARROWEST = 0.3  # of the size: no face sets a line so narrow that more letters would fit
_ENDLESS = 10_000.0
_WIDEST_PAGE = "0000"
_LEAST = 26.0  # width of a column, however small its share


class TablePiece(Piece):
    """A table; its rows part over pages as the table's style asks."""

    def __init__(self, table: Table, *, setting: Setting) -> None:
        first = table.rows[0].height if table.rows else 0.0
        super().__init__(
            gap=setting.look.gap + 2.0, lead=table.head_height + min(first, 60.0) + 12.0
        )
        self._table = table
        self._setting = setting

    def place(self, flow: PageFlow) -> None:
        """Place the whole table."""
        flow_table(flow, self._table, typesetter=self._setting.typesetter)
        flow.top += 4.0


class PageColumn(NamedTuple):
    """A column of page numbers that are filled in once the pages are known."""

    table: Table
    column: int
    setting: Setting
    targets: tuple[str, ...]

    def fill(self, pages: Mapping[str, int]) -> None:
        """Write the page of each row's target, counted from 1."""
        for index, target in enumerate(self.targets):
            if target:
                row = self.table.rows[index]
                cells = list(row.cells)
                cells[self.column] = (self._number(pages[target]),)
                self.table.rows[index] = row._replace(cells=tuple(cells))

    def _number(self, page: int) -> Block:
        column = self.table.columns[self.column]
        return self.setting.block(
            str(page),
            self.setting.look.body,
            width=column.width - self.table.style.gutter,
            right=column.align_right,
        )


def grid(part: Grid, *, setting: Setting, parent: Node) -> tuple[TablePiece, PageColumn | None]:
    """Set a table that has rows; with it the column of page numbers, where it has one."""
    part = replace(part, rows=tuple(_with_page_room(part, cells) for cells in part.rows))
    look = setting.look
    style = look.table._replace(first_spans=False)
    columns = _columns(part, setting=setting)
    heads = tuple(
        setting.block(
            column.title, look.head, width=column.width - style.gutter, right=column.align_right
        )
        for column in columns
    )
    rows = [_row(cells, columns=columns, setting=setting) for cells in part.rows]
    nodes, body = table_nodes(parent, len(columns))
    tallest = max(block.height for block in heads)
    table = Table(
        columns=columns,
        heads=heads,
        head_height=tallest + 9.0,
        rows=rows,
        style=style,
        head_nodes=nodes,
        body=body,
        again=look.label,
        continued=look.furniture,
        links=_links(part),
    )
    if part.page_of < 0:
        return TablePiece(table, setting=setting), None
    targets = tuple(target_of(cells) for cells in part.rows)
    numbers = PageColumn(table, part.page_of, setting, targets)
    return TablePiece(table, setting=setting), numbers


def target_of(cells: tuple[Cell, ...]) -> str:
    """Return the anchor that a row points to."""
    return next((cell.target for cell in cells if cell.target), "")


def _links(part: Grid) -> dict[tuple[int, int], str]:
    """The cells that point somewhere, and the page number beside them, by row and column."""
    links = {}
    for row, cells in enumerate(part.rows):
        for column, cell in enumerate(cells):
            target = target_of(cells) if column == part.page_of else cell.target
            if target:
                links[row, column] = target
    return links


def _with_page_room(part: Grid, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Hold the place of a page number, so that widths and heights do not change later."""
    if part.page_of < 0 or not target_of(cells):
        return cells
    return tuple(
        replace(cell, text=_WIDEST_PAGE) if index == part.page_of else cell
        for index, cell in enumerate(cells)
    )


def _columns(part: Grid, *, setting: Setting) -> tuple[Column, ...]:
    made = []
    x = setting.x
    for column, width in zip(part.columns, _widths(part, setting), strict=True):
        made.append(Column(column.title, x, width, column.heads_row, column.align_right))
        x += width
    return tuple(made)


def _widths(part: Grid, setting: Setting) -> list[float]:
    """Share the width; short texts stay on one line and words whole where there is room."""
    total = sum(column.share for column in part.columns) or 1.0
    measured = [_measured(part, index, setting) for index in range(len(part.columns))]
    shares = [column.share / total * setting.width for column in part.columns]
    least = [max(word, _LEAST) for word, _ in measured]
    short = [
        max(line or min(share, setting.width * _LONG), low)
        for (_, line), share, low in zip(measured, shares, least, strict=True)
    ]
    widths = [max(share, line) for share, line in zip(shares, short, strict=True)]
    for floors in (short, least):  # long columns give way first, then lines of short ones break
        widths = _narrowed(widths, floors, setting.width)
    scale = setting.width / sum(widths)
    return [width * scale for width in widths]


def _narrowed(widths: list[float], floors: list[float], total: float) -> list[float]:
    """Take what is too much from the columns, each in proportion to what it can give."""
    room = [width - floor for width, floor in zip(widths, floors, strict=True)]
    excess = sum(widths) - total
    if excess <= 0 or sum(room) <= 0:
        return widths
    taken = min(excess / sum(room), 1.0)
    return [width - spare * taken for width, spare in zip(widths, room, strict=True)]


def _measured(part: Grid, column: int, setting: Setting) -> tuple[float, float]:
    """Return the width of a column in which no word breaks, and that in which no line does.

    The second is 0 where a line is long.
    """
    look, typesetter = setting.look, setting.typesetter
    limit = setting.width * _SHORT
    texts = [(part.columns[column].title, look.head)]
    texts += [(cells[column].text, cell_style(look, cells[column].tone)) for cells in part.rows]
    longest = widest = 0.0
    for text, style in texts:
        for word in text.split():
            width = typesetter.word(style.weight, word).width * style.size / 1000
            longest = max(longest, width if width <= setting.width * _WORD else 0.0)
        for line in text.splitlines() if widest <= limit else ():
            if len(line) * style.size * _NARROWEST > limit:
                widest = setting.width
                break
            width = natural_width(setting.block(line, style, width=_ENDLESS), typesetter)
            widest = max(widest, width)
    gutter = look.table.gutter + 0.5
    if part.columns[column].long_codes:
        return 0.0, 0.0
    return longest + gutter, widest + gutter if widest + gutter <= limit else 0.0


def _row(cells: tuple[Cell, ...], *, columns: tuple[Column, ...], setting: Setting) -> Row:
    look = setting.look
    gutter = look.table.gutter
    blocks = tuple(
        (
            setting.block(
                cell.text,
                cell_style(look, cell.tone),
                width=column.width - gutter,
                right=column.align_right,
            ),
        )
        if cell.text
        else ()
        for cell, column in zip(cells, columns, strict=True)
    )
    above, below = look.table.above - 1.0, look.table.below
    tallest = max((cell_height(cell) for cell in blocks), default=0.0) or look.body.leading
    return Row(blocks, above + below + tallest, above, below, True, 1, "", "")
