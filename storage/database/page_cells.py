"""What stands on one page of SQLite's b-trees: cells and records, read without SQLite.

The format is that of https://sqlite.org/fileformat2.html sections 1.6 and 2. Whatever the bytes
are, reading ends: a cell that makes no sense is left out.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from storage.keys.page_cipher import USABLE_BYTES

INDEX_INTERIOR, TABLE_INTERIOR, INDEX_LEAF, TABLE_LEAF = 2, 5, 10, 13
LEAVES = frozenset({INDEX_LEAF, TABLE_LEAF})
INDEX_KINDS = frozenset({INDEX_LEAF, INDEX_INTERIOR})
_KINDS = frozenset({INDEX_INTERIOR, TABLE_INTERIOR, INDEX_LEAF, TABLE_LEAF})
_FILE_HEADER = 100
_MOST_COLUMNS = 64
_LARGEST_PAYLOAD = 1 << 30
# fileformat2.html 1.6: how much of a record stays on its page
_LEAF_LIMIT = USABLE_BYTES - 35
_INDEX_LIMIT = (USABLE_BYTES - 12) * 64 // 255 - 23
_LEAST_LOCAL = (USABLE_BYTES - 12) * 32 // 255 - 23
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}

Values = tuple[Any, ...]
ReadPage = Callable[[int], bytes | None]


class Lost:
    """Stands for a value whose bytes could not be read."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "LOST"


LOST = Lost()


@dataclass(frozen=True, slots=True)
class Cell:
    """One record: its row number (0 in an index), its length, what lies here, where the rest is."""

    rowid: int
    length: int
    local: bytes
    overflow: int


def kind_of(page: bytes, number: int) -> int:
    """Return the kind of a b-tree page, or 0 for any other."""
    kind = page[_start(number)]
    return kind if kind in _KINDS else 0


def children(page: bytes, number: int) -> Iterator[int]:
    """Yield the numbers of the pages below an interior page."""
    start = _start(number)
    for place in _places(page, number):
        yield int.from_bytes(page[place : place + 4], "big")
    yield int.from_bytes(page[start + 8 : start + 12], "big")


def cells(page: bytes, number: int) -> Iterator[Cell]:
    """Yield the cells of a page that carries records, in their order."""
    kind = kind_of(page, number)
    if kind in (0, TABLE_INTERIOR):
        return
    for place in _places(page, number):
        cell = _cell(page, place + 4 if kind == INDEX_INTERIOR else place, kind)
        if cell is not None:
            yield cell


def overflow_pages(cell: Cell, read: ReadPage) -> Iterator[tuple[int, bytes | None]]:
    """Yield (number, page) of what continues a cell; it ends with the first that is lost."""
    left = cell.length - len(cell.local)
    number, seen = cell.overflow, set[int]()
    while left > 0 and number > 0 and number not in seen:
        seen.add(number)
        page = read(number)
        yield number, page
        if page is None:
            return
        left -= USABLE_BYTES - 4
        number = int.from_bytes(page[:4], "big")


def payload(cell: Cell, read: ReadPage) -> bytes:
    """Return the bytes of a record as far as they can be read."""
    parts = [cell.local]
    for _number, page in overflow_pages(cell, read):
        if page is not None:
            parts.append(page[4:])
    return b"".join(parts)[: cell.length]


def record(data: bytes, *, length: int) -> Values | None:
    """Return the values of a record of ``length`` bytes; LOST where ``data`` ends too early.

    None when the bytes cannot be a record.
    """
    types = _types(data)
    if types is None:
        return None
    header_bytes, codes = types
    sizes = [_size(code) for code in codes]
    if header_bytes + sum(sizes) != length:
        return None
    values: list[Any] = []
    place = header_bytes
    for code, size in zip(codes, sizes, strict=True):
        piece = data[place : place + size]
        place += size
        if len(piece) < size:
            values.append(LOST)
            continue
        try:
            values.append(_value(code, piece))
        except UnicodeDecodeError:
            return None
    return tuple(values)


def varint(data: bytes, place: int) -> tuple[int, int]:
    """Return a number of variable length and the place behind it; raises IndexError at the end."""
    value = 0
    for _step in range(8):
        byte = data[place]
        place += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place
    return value << 8 | data[place], place + 1


def _start(number: int) -> int:
    return _FILE_HEADER if number == 1 else 0


def _places(page: bytes, number: int) -> Iterator[int]:
    start = _start(number)
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    first = start + (8 if page[start] in LEAVES else 12)
    for at in range(first, min(first + 2 * count, USABLE_BYTES - 1), 2):
        place = int.from_bytes(page[at : at + 2], "big")
        if first <= place < USABLE_BYTES - 4:
            yield place


def _cell(page: bytes, place: int, kind: int) -> Cell | None:
    try:
        length, place = varint(page, place)
        rowid = 0
        if kind == TABLE_LEAF:
            rowid, place = varint(page, place)
    except IndexError:
        return None
    if not 0 < length <= _LARGEST_PAYLOAD:
        return None
    kept = _kept_here(length, _LEAF_LIMIT if kind == TABLE_LEAF else _INDEX_LIMIT)
    local = page[place : place + kept]
    if len(local) < kept:
        return None
    overflow = 0
    if kept < length:
        overflow = int.from_bytes(page[place + kept : place + kept + 4], "big")
    return Cell(rowid, length, local, overflow)


def _kept_here(length: int, limit: int) -> int:
    if length <= limit:
        return length
    kept = _LEAST_LOCAL + (length - _LEAST_LOCAL) % (USABLE_BYTES - 4)
    return kept if kept <= limit else _LEAST_LOCAL


def _types(data: bytes) -> tuple[int, list[int]] | None:
    codes: list[int] = []
    try:
        header_bytes, place = varint(data, 0)
        while place < header_bytes and len(codes) <= _MOST_COLUMNS:
            code, place = varint(data, place)
            codes.append(code)
    except IndexError:
        return None
    if place != header_bytes or not codes or any(code in (10, 11) for code in codes):
        return None
    return header_bytes, codes


def _size(code: int) -> int:
    if code >= 12:
        return (code - 12) // 2
    return 8 if code == 7 else _INTEGER_BYTES.get(code, 0)


def _value(code: int, piece: bytes) -> Any:
    if code == 0:
        return None
    if code in (8, 9):
        return code - 8
    if code == 7:
        return None  # a floating point number: no table of ours holds one
    if code < 12:
        return int.from_bytes(piece, "big", signed=True)
    return piece.decode("utf-8") if code & 1 else piece
