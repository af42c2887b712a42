"""Paints table heads and rows and tags them: one row stays one row over a page break."""

from collections.abc import Callable, Sequence

from exports.brush import Brush
from exports.layout import (
    Block,
    FillItem,
    HeadItem,
    RowItem,
    RuleItem,
    Table,
    cell_lines,
    part_height,
)
from exports.styles import ACCENT, TINT
from exports.table_flow import AGAIN
from exports.tags import TagWriter

_ROW_HEADER = "/A<</O/Table/Scope/Row>>"


Part = tuple[int, int | None]
# Writes a link annotation: the anchor, its box (left, top, right, bottom), the element it is under.
WriteLink = Callable[[str, tuple[float, float, float, float], int], str]


class _OpenRow:
    """A row whose last part is not painted yet."""

    __slots__ = ("cells", "kids", "number")

    def __init__(self, *, number: int, cells: list[int]) -> None:
        self.number = number
        self.cells = cells
        self.kids: list[list[str]] = [[] for _ in cells]


class TablePainter:
    """Paints the tables of one document in reading order."""

    def __init__(self, *, brush: Brush, tags: TagWriter, link: WriteLink) -> None:
        self._brush = brush
        self._tags = tags
        self._link = link
        self._open: _OpenRow | None = None

    def head(self, item: HeadItem) -> list[RuleItem]:
        """Paint a table head; returns the rule under it. A repeated head is decoration."""
        table, brush = item.table, self._brush
        left, last = table.columns[0].x, table.columns[-1]
        right = last.x + last.width
        height = table.head_height
        brush.begin_artifact("Layout")
        brush.fill(FillItem(left, item.top, right - left, height, TINT))
        brush.end()
        for column, block, cell in zip(table.columns, table.heads, table.head_nodes, strict=True):
            if item.repeated:
                brush.begin_artifact("Pagination")
            else:
                brush.begin("TH", self._tags.mark_node(cell))
            top = item.top + (height - block.height) / 2
            brush.lines(block, self._x(table, column.x), top, 0, len(block.text.lines))
            brush.end()
        bottom = item.top + height
        return [
            RuleItem(left, item.top, right, item.top, 0.9, ACCENT),
            RuleItem(left, bottom, right, bottom, 0.5, ACCENT),
        ]

    @staticmethod
    def _x(table: Table, x: float) -> float:
        return x + (4.0 if x == table.columns[0].x and not table.columns[0].align_right else 0.0)

    def row(self, item: RowItem) -> None:
        """Paint a row or one part of it, and write its elements when it is complete."""
        table = item.table
        row = table.rows[item.row]
        first = item.starts is None or not any(item.starts)
        last = item.ends is None or all(
            end == cell_lines(cell) for end, cell in zip(item.ends, row.cells, strict=True)
        )
        opened = self._open
        if first or opened is None:  # a page drawn alone may begin inside a row
            opened = self._open = _OpenRow(
                number=self._tags.reserve(), cells=[self._tags.reserve() for _ in row.cells]
            )
        top = item.top + (row.above if first else AGAIN)
        for index, cell in enumerate(row.cells):
            start = item.starts[index] if item.starts else 0
            end = item.ends[index] if item.ends else None
            if cell and (end is None or end > start):
                column = table.columns[index]
                target = table.links.get((item.row, index)) if table.links else None
                if target is None:
                    mark, kid = self._tags.mark(opened.cells[index])
                else:
                    box = self._box(table, index, cell, top=top, part=(start, end))
                    mark, kid = self._linked(opened.cells[index], target, box)
                opened.kids[index].append(kid)
                self._cell(
                    cell,
                    tag="TH" if column.heads_row else "TD",
                    mark=mark,
                    place=(self._x(table, column.x), top),
                    part=(start, end),
                )
        if last:
            self._close(table, item.row, opened)

    def _box(
        self, table: Table, index: int, cell: Sequence[Block], *, top: float, part: Part
    ) -> tuple[float, float, float, float]:
        column = table.columns[index]
        start, end = part
        height = part_height(cell, start, cell_lines(cell) if end is None else end)
        return column.x, top, column.x + column.width - table.style.gutter, top + height

    def _linked(
        self, cell: int, target: str, box: tuple[float, float, float, float]
    ) -> tuple[int, str]:
        """Put a link between a cell and its words; returns the mark and the kid of the cell."""
        number = self._tags.reserve()
        mark, kid = self._tags.mark(number)
        link = self._link(target, box, number)
        self._tags.write(number, "Link", cell, f"{kid} {link}")
        return mark, f"{number} 0 R"

    def _cell(
        self, cell: Sequence[Block], *, tag: str, mark: int, place: tuple[float, float], part: Part
    ) -> None:
        """Paint the lines of a cell that belong to a part of its row, inside one mark."""
        brush = self._brush
        brush.begin(tag, mark)
        x, top = place
        start, end = part
        line = 0
        for position, block in enumerate(cell):
            lines = len(block.text.lines)
            first = max(start - line, 0)
            last = lines if end is None else min(end - line, lines)
            if first < last:
                if position and not first and line > start:
                    top += block.before
                brush.lines(block, x, top, first, last)
                top += (last - first) * block.style.leading
            line += lines
        brush.end()

    def _close(self, table: Table, index: int, opened: _OpenRow) -> None:
        """Write the row and its cells; cells under a row span of the row above are left out."""
        row = table.rows[index]
        written = []
        for position, (column, number) in enumerate(zip(table.columns, opened.cells, strict=True)):
            kids = " ".join(opened.kids[position])
            spans = table.style.first_spans and not position
            if spans and not row.opens:
                self._tags.release(number)
                continue
            attributes = _ROW_HEADER if column.heads_row else ""
            if spans and row.span > 1:
                attributes = f"/A<</O/Table/Scope/Row/RowSpan {row.span}>>"
            tag = "TH" if column.heads_row else "TD"
            self._tags.write(number, tag, opened.number, kids, attributes)
            written.append(f"{number} 0 R")
        self._tags.write(opened.number, "TR", self._tags.number(table.body), " ".join(written))
        self._tags.own(table.body, f"{opened.number} 0 R")
        self._open = None
