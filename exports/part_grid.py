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
        Cell(text=_WIDEST_PAGE) if index == part.page_of else cell
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
    """Share the width; a column of short texts is not made so narrow that they break."""
    total = sum(column.share for column in part.columns) or 1.0
    widths = [max(column.share / total * setting.width, _LEAST) for column in part.columns]
    floors = [
        _short_width(part, index, setting) or min(width, _LEAST * 2)
        for index, width in enumerate(widths)
    ]
    widths = [max(width, floor) for width, floor in zip(widths, floors, strict=True)]
    room = [width - floor for width, floor in zip(widths, floors, strict=True)]
    excess = sum(widths) - setting.width
    if excess > 0 and sum(room) > 0:
        taken = min(excess / sum(room), 1.0)
        widths = [width - spare * taken for width, spare in zip(widths, room, strict=True)]
    scale = setting.width / sum(widths)
    return [width * scale for width in widths]


def _short_width(part: Grid, column: int, setting: Setting) -> float:
    """Return the width of a column in which each text is one line; 0 where a text is long."""
    look = setting.look
    limit = setting.width * _SHORT
    texts = [(part.columns[column].title, look.head)]
    texts += [(cells[column].text, cell_style(look, cells[column].tone)) for cells in part.rows]
    widest = 0.0
    for text, style in texts:
        for line in text.splitlines():
            if len(line) * style.size * 0.3 > limit:  # no need to measure: no face is so narrow
                return 0.0
            width = natural_width(setting.block(line, style, width=_ENDLESS), setting.typesetter)
            widest = max(widest, width)
    needed = widest + look.table.gutter + 0.5
    return needed if needed <= limit else 0.0


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
