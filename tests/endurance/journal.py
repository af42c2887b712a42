"""Reads what the recorder logged: one call after the other, with its data."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

_HEAD = struct.Struct("<BBHHHiiqI")  # struct record of recorder.c


class Kind(IntEnum):
    """The operations of recorder.c."""

    OPEN = 1
    WRITE = 2
    TRUNCATE = 3
    SYNC = 4
    CLOSE = 5
    RENAME = 6
    UNLINK = 7
    MKDIR = 8
    RMDIR = 9
    LINK = 10
    CHMOD = 11
    FCHMOD = 12
    MARK = 13
    MAP = 14
    UNKNOWN = 15
    FAILED = 16


# What recorder.c counts: the calls before which a process can be killed.
NAMES = frozenset({Kind.RENAME, Kind.UNLINK, Kind.MKDIR, Kind.RMDIR, Kind.LINK, Kind.CHMOD})
CHANGES = NAMES | {Kind.FAILED, Kind.WRITE, Kind.TRUNCATE, Kind.SYNC, Kind.FCHMOD}
O_TRUNC = 0o1000


@dataclass(frozen=True, slots=True)
class Call:
    """One call. ``number`` is flags or a mode, ``offset`` a place, a size, or a new file's mode;
    ``first`` is the path, of a call on a descriptor the one under which it was opened.
    """

    kind: Kind
    created: bool
    descriptor: int
    number: int
    offset: int
    first: str
    second: str
    data: bytes

    @property
    def counts(self) -> bool:
        """Whether the recorder counted it."""
        if self.kind is Kind.OPEN:
            return self.created or bool(self.number & O_TRUNC)
        return self.kind in CHANGES


def read(path: Path) -> list[Call]:
    """Return all calls of a log; a torn end (the process was killed) is left out."""
    return list(_calls(path.read_bytes()))


def _calls(log: bytes) -> Iterator[Call]:
    at = 0
    opened: dict[int, str] = {}
    while at + _HEAD.size <= len(log):
        kind, created, first, second, _, descriptor, number, offset, length = _HEAD.unpack_from(
            log, at
        )
        at += _HEAD.size
        ends = (at + first, at + first + second, at + first + second + length)
        if ends[2] > len(log):
            return
        path = log[at : ends[0]].decode()
        if kind == Kind.OPEN:
            opened[descriptor] = path
        yield Call(
            kind=Kind(kind),
            created=bool(created),
            descriptor=descriptor,
            number=number,
            offset=offset,
            first=path or opened.get(descriptor, ""),
            second=log[ends[0] : ends[1]].decode(),
            data=log[ends[1] : ends[2]],
        )
        at = ends[2]
