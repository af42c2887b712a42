"""Where everything on a laid-out page stands, as boxes that can be compared with each other."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from exports.document_layout import LaidOut
from exports.layout import (
    Block,
    FillItem,
    HeadItem,
    Item,
    PictureItem,
    RowItem,
    RuleItem,
    SquaresItem,
    TextItem,
    cell_lines,
)
from exports.line_breaking import line_width, text_of
from exports.table_flow import AGAIN


class Box(NamedTuple):
    """A rectangle measured from the top left corner of the page; ``text`` is what stands in it."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    content: bool


def boxes(laid_out: LaidOut, items: Sequence[Item]) -> list[Box]:
    """Return a box for every line of text and every figure of a page."""
    found: list[Box] = []
    for item in items:
        if isinstance(item, TextItem):
            found += _lines(laid_out, item.block, item.x, item.top, item.first, item.last, item)
        elif isinstance(item, SquaresItem):
            right, bottom = item.x + item.size, item.top + item.size
            found.append(Box(item.x, item.top, right, bottom, "", True))
        elif isinstance(item, PictureItem):
            right = item.x + item.figure.width * item.scale
            bottom = item.top + item.figure.height * item.scale
            found.append(Box(item.x, item.top, right, bottom, "", True))
        elif isinstance(item, HeadItem):
            found += _head(laid_out, item)
        elif isinstance(item, RowItem):
            found += _row(laid_out, item)
    return found


def marks(items: Sequence[Item]) -> list[Box]:
    """Return a box for every rule and every ground of a page."""
    found = []
    for item in items:
        if isinstance(item, RuleItem):
            found.append(Box(item.x1, item.y1, item.x2, item.y2, "", False))
        elif isinstance(item, FillItem):
            right, bottom = item.x + item.width, item.top + item.height
            found.append(Box(item.x, item.top, right, bottom, "", False))
    return found


def overlapping(found: Sequence[Box]) -> list[tuple[Box, Box]]:
    """Return pairs of boxes that cover each other by more than a hair."""
    ordered = sorted(found, key=lambda box: box.top)
    pairs = []
    for index, box in enumerate(ordered):
        for other in ordered[index + 1 :]:
            if other.top >= box.bottom - 0.6:
                break
            if min(box.right, other.right) - max(box.left, other.left) > 0.6:
                pairs.append((box, other))
    return pairs


def _lines(
    laid_out: LaidOut, block: Block, x: float, top: float, first: int, last: int, item: Item
) -> Iterator[Box]:
    space = laid_out.typesetter.space(block.style.weight)[1]
    content = not isinstance(item, TextItem) or item.node is not None
    for line in block.text.lines[first:last]:
        width = line_width(line, space) * block.style.size / 1000
        spare = block.width - width
        left = x + (spare if block.align_right else spare / 2 if block.centred else 0.0)
        if block.text.right_to_left and len(block.text.lines) > 1:
            left = x + spare
        yield Box(left, top, left + width, top + block.style.leading, text_of([line]), content)
        top += block.style.leading


def _head(laid_out: LaidOut, item: HeadItem) -> Iterator[Box]:
    table = item.table
    for column, block in zip(table.columns, table.heads, strict=True):
        top = item.top + (table.head_height - block.height) / 2
        for box in _lines(laid_out, block, column.x, top, 0, len(block.text.lines), item):
            yield box._replace(content=not item.repeated)


def _row(laid_out: LaidOut, item: RowItem) -> Iterator[Box]:
    row = item.table.rows[item.row]
    begins = item.starts is None or not any(item.starts)
    for index, (column, cell) in enumerate(zip(item.table.columns, row.cells, strict=True)):
        start = item.starts[index] if item.starts else 0
        end = item.ends[index] if item.ends else cell_lines(cell)
        top = item.top + (row.above if begins else AGAIN)
        line = 0
        for position, block in enumerate(cell):
            count = len(block.text.lines)
            first, last = max(start - line, 0), min(end - line, count)
            if first < last:
                if position and not first and line > start:
                    top += block.before
                yield from _lines(laid_out, block, column.x, top, first, last, item)
                top += (last - first) * block.style.leading
            line += count
