"""Reads SQLite's write-ahead log without SQLite: which pages of it count, and where it breaks.

The format is that of https://sqlite.org/fileformat2.html section 4: a header of 32 bytes, then
frames of 24 bytes and one page, chained by a checksum. What follows the last commit never happened.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from storage.keys.page_cipher import PAGE_BYTES
from storage.records.errors import UserFacingError

_HEADER = struct.Struct(">8I")
_FRAME = struct.Struct(">6I")
_MAGIC = 0x377F0682
_VERSION = 3007000
_WORDS = 0xFFFFFFFF


@dataclass(frozen=True, slots=True, kw_only=True)
class LogContents:
    """What a log adds to its file.

    ``pages``: place of the newest committed copy of each page. ``page_count`` is the size of the
    file after the last commit, 0 when there was none. ``broken``: acknowledged pages follow behind
    a damaged one; ``behind`` are the places of these, which SQLite itself would never read.

    Each commit waits for the disk before the next begins, so when the power goes at most the last
    one is half written: two commits behind a damaged place mean that the place was damaged later.
    """

    pages: dict[int, int] = field(default_factory=dict)
    page_count: int = 0
    broken: bool = False
    behind: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Frame:
    page: int
    page_count: int
    place: int
    follows: bool


def log_of(database: Path) -> Path:
    """Return the path of the log that belongs to a database file."""
    return database.with_name(database.name + "-wal")


def read_log(path: Path) -> LogContents:
    """Read a log; one that is absent, empty or no log of ours adds nothing."""
    try:
        with path.open("rb") as file:
            return _read(file)
    except OSError:
        return LogContents()


def refuse_broken_log(database: Path) -> None:
    """Raise database.log_damaged where opening would drop what was acknowledged.

    SQLite takes a log as far as it is whole and clears it; here a rescue reads on behind the
    damage. Costs nothing when the log was brought home, as it is at every lock.
    """
    path = log_of(database)
    try:
        empty = path.stat().st_size == 0
    except OSError:
        return
    if not empty and read_log(path).broken:
        raise UserFacingError("database.log_damaged")


def _read(file: BinaryIO) -> LogContents:
    pages: dict[int, int] = {}
    waiting: dict[int, int] = {}
    behind: dict[int, int] = {}
    count = 0
    intact, commits_behind = True, 0
    for frame in _frames(file):
        if not frame.follows:
            intact = False
        if not intact:
            behind[frame.page] = frame.place
            commits_behind += frame.follows and frame.page_count > 0
            continue
        waiting[frame.page] = frame.place
        if frame.page_count:
            pages.update(waiting)
            waiting.clear()
            count = frame.page_count
    broken = commits_behind > 1
    return LogContents(
        pages=pages, page_count=count, broken=broken, behind=behind if broken else {}
    )


def _frames(file: BinaryIO) -> Iterator[_Frame]:
    """Frames of the present generation; each says whether it follows from the one before it."""
    header = file.read(_HEADER.size)
    if len(header) < _HEADER.size:
        return
    magic, version, page_bytes, _sequence, salt_1, salt_2, sum_1, sum_2 = _HEADER.unpack(header)
    if magic & ~1 != _MAGIC or version != _VERSION or page_bytes != PAGE_BYTES:
        return
    order = ">" if magic & 1 else "<"
    sums = _checksum(header[:24], (0, 0), order)
    if sums != (sum_1, sum_2):
        return
    known = True
    while True:
        place = file.tell() + _FRAME.size
        head, page = file.read(_FRAME.size), file.read(PAGE_BYTES)
        if len(page) < PAGE_BYTES:
            return
        number, page_count, first, second, sum_1, sum_2 = _FRAME.unpack(head)
        if (first, second) != (salt_1, salt_2):
            known = False  # of an earlier generation, or a damaged head: what follows will show
            continue
        right = known and _checksum(page, _checksum(head[:8], sums, order), order) == (sum_1, sum_2)
        sums, known = (sum_1, sum_2), True
        yield _Frame(number, page_count, place, right)


def _checksum(data: bytes, sums: tuple[int, int], order: str) -> tuple[int, int]:
    first, second = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & _WORDS
        second = (second + odd + first) & _WORDS
    return first, second
