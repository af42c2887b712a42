"""Finds on which of the laid-out pages a label stands, also where it is broken over two of them."""

import re
from collections.abc import Sequence

from exports.layout import Block, Item, PictureItem, RowItem, TextItem, cell_lines
from exports.line_breaking import text_of

_Stream = list[tuple[int, str]]


def label_pages(
    pages: Sequence[Sequence[Item]], labels: Sequence[str]
) -> dict[str, tuple[int, ...]]:
    """Return the pages of each label, counted from 1, in order."""
    found: dict[str, set[int]] = {label: set() for label in labels}
    if found:
        patterns = {label: _pattern(label) for label in found}
        for stream in _streams(pages):
            text = "".join(part for _, part in stream)
            for label, pattern in patterns.items():
                for match in pattern.finditer(text):
                    found[label] |= _pages_between(stream, match.start(), match.end())
    return {label: tuple(sorted(numbers)) for label, numbers in found.items()}


def _pattern(label: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in label.split())
    return re.compile(rf"(?<!\w){words}(?!\w)")


def _streams(pages: Sequence[Sequence[Item]]) -> list[_Stream]:
    """Return texts that belong together, each as (page, words) pieces in reading order."""
    streams: dict[tuple[int, int, int], _Stream] = {}
    for number, items in enumerate(pages, start=1):
        for item in items:
            if isinstance(item, TextItem):
                part = _words(item.block, item.first, item.last)
                streams.setdefault((id(item.block), 0, 0), []).append((number, part))
            elif isinstance(item, PictureItem):
                part = " ".join(_words(text.block, 0, 1) for text in item.texts)
                streams.setdefault((id(item), 0, 0), []).append((number, part))
            elif isinstance(item, RowItem):
                row = item.table.rows[item.row]
                for column, cell in enumerate(row.cells):
                    first = item.starts[column] if item.starts else 0
                    last = item.ends[column] if item.ends else cell_lines(cell)
                    part = _cell_words(cell, first, last)
                    key = (id(item.table.rows), item.row, column)
                    streams.setdefault(key, []).append((number, part))
    return list(streams.values())


def _words(block: Block, first: int, last: int) -> str:
    return text_of(block.text.lines[first:last]) + " "


def _cell_words(cell: Sequence[Block], first: int, last: int) -> str:
    lines = [line for block in cell for line in block.text.lines]
    return text_of(lines[first:last]) + " "


def _pages_between(stream: _Stream, start: int, end: int) -> set[int]:
    pages, at = set(), 0
    for page, part in stream:
        if at < end and at + len(part) > start:
            pages.add(page)
        at += len(part)
    return pages
