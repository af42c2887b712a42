"""Runs table rows over pages: heads repeat, rows part where the parts read well."""

from collections.abc import Sequence

from exports.layout import (
    Block,
    HeadItem,
    PageFlow,
    Row,
    RowItem,
    RuleItem,
    Table,
    TextItem,
    cell_lines,
    part_height,
    set_block,
)
from exports.shaping import Typesetter

_KEEP = 2  # lines of a parted row that must stay together on either page
AGAIN = 4.0  # padding above a part that goes on from the page before
_HAIRLINE = 0.5
_LINE_COLOUR = (0.72, 0.74, 0.77)


def flow_table(flow: PageFlow, table: Table, *, typesetter: Typesetter) -> None:
    """Place the whole table, beginning at the current height."""
    _head(flow, table, repeated=False)
    rows = table.rows
    section = ""
    for index, row in enumerate(rows):
        if row.opens and index:
            _open_entry(flow, table, rows, index)
        if row.section != section:
            section = row.section
            flow.anchor(f"{table.name}-{row.serial}", section, level=table.level)
        _place(flow, table, index, row, typesetter)
    _rule(flow, table)


def _head(flow: PageFlow, table: Table, *, repeated: bool) -> None:
    first = table.rows[0].height if table.rows else 0.0
    if not repeated and flow.room < table.head_height + min(first, 60.0) + 12:
        flow.new_page()
    flow.put(HeadItem(table, flow.top, repeated))
    flow.top += table.head_height


def _rule(flow: PageFlow, table: Table) -> None:
    left, last = table.columns[0].x, table.columns[-1]
    right = last.x + last.width
    flow.put(RuleItem(left, flow.top, right, flow.top, _HAIRLINE, _LINE_COLOUR))


def _next_page(flow: PageFlow, table: Table) -> None:
    flow.new_page()
    _head(flow, table, repeated=True)


def _open_entry(flow: PageFlow, table: Table, rows: Sequence[Row], index: int) -> None:
    """Draw the line before an entry; keep a short entry whole, a long one's start together."""
    whole = sum(row.height for row in rows[index : index + rows[index].span])
    lead = rows[index].height
    page = flow.paper.bottom - flow.paper.top - table.head_height
    wanted = whole if whole <= page * table.style.keep else min(lead, 4 * _line_height(rows[index]))
    if wanted > flow.room:
        _rule(flow, table)
        _next_page(flow, table)
    else:
        _rule(flow, table)


def _line_height(row: Row) -> float:
    return max((block.style.leading for cell in row.cells for block in cell), default=0.0)


def _place(flow: PageFlow, table: Table, index: int, row: Row, typesetter: Typesetter) -> None:
    if row.height <= flow.room + 0.01:
        flow.put(RowItem(table, index, flow.top, row.height, None, None))
        flow.top += row.height
        return
    starts = tuple(0 for _ in row.cells)
    totals = tuple(cell_lines(cell) for cell in row.cells)
    if max(totals) <= _KEEP or row.height <= 3 * _line_height(row):
        _next_page(flow, table)
        _continue(flow, table, row, typesetter, first=True)
    while starts != totals:
        above = row.above if not any(starts) else AGAIN
        ends = tuple(
            _fit(cell, start, flow.room - above)
            for cell, start in zip(row.cells, starts, strict=True)
        )
        ends = _keep_together(starts, ends, totals)
        if ends == starts:
            if flow.top <= flow.paper.top + table.head_height + 0.01:
                ends = tuple(
                    min(start + 1, total) for start, total in zip(starts, totals, strict=True)
                )
            else:
                _next_page(flow, table)
                _continue(flow, table, row, typesetter, first=not any(starts))
                continue
        height = above + max(
            part_height(cell, start, end)
            for cell, start, end in zip(row.cells, starts, ends, strict=True)
        )
        height += row.below if ends == totals else 0.0
        flow.put(RowItem(table, index, flow.top, height, starts, ends))
        flow.top = min(flow.top + height, flow.paper.bottom)
        starts = ends
        if starts != totals:
            _next_page(flow, table)
            _continue(flow, table, row, typesetter, first=False)


def _continue(
    flow: PageFlow, table: Table, row: Row, typesetter: Typesetter, *, first: bool
) -> None:
    """Repeat the number of an entry that goes on from the page before."""
    if first:
        flow.top += 0.0 if row.opens else AGAIN
    if not row.serial or (first and row.opens):
        return
    column = table.columns[0]
    width = column.width - table.style.gutter
    top = flow.top + (row.above if first else AGAIN)
    for text, style in ((row.serial, table.again), ("cont.", table.continued)):
        block = set_block(
            typesetter, text, style=style, width=width, align_right=column.align_right
        )
        flow.put(TextItem(column.x, top, block, 0, len(block.text.lines), None))
        top += block.height


def _fit(blocks: Sequence[Block], start: int, room: float) -> int:
    """Return the line after the last one that fits into `room` points."""
    line = 0
    used = 0.0
    for index, block in enumerate(blocks):
        for offset in range(len(block.text.lines)):
            if line >= start:
                gap = block.before if index and not offset and line > start else 0.0
                if used + gap + block.style.leading > room + 0.01:
                    return line
                used += gap + block.style.leading
            line += 1
    return line


def _keep_together(
    starts: tuple[int, ...], ends: tuple[int, ...], totals: tuple[int, ...]
) -> tuple[int, ...]:
    """Avoid a lone line at the foot or the head of a page; () means nothing may stay here."""
    kept = []
    for start, end, total in zip(starts, ends, totals, strict=True):
        last = end
        if end < total and total - end < _KEEP:
            last = max(total - _KEEP, start)
        if last < total and last - start < min(_KEEP, total - start):
            last = start
        kept.append(last)
    stuck = any(
        end == start < total for start, end, total in zip(starts, kept, totals, strict=True)
    )
    return starts if stuck else tuple(kept)
