"""The check codes that were given out, each with where it went, and when an entry was made."""

from dataclasses import dataclass

from storage.database.connection import Connection, store_identity
from storage.ledger.entries import parse_header


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenCheckpoint:
    """One head of the ledger that left the school; ``where`` as it was noted, ``at`` UTC text."""

    size: int
    root: bytes
    where: str
    at: str


def count(connection: Connection) -> int:
    """Return how many heads of the casebook's own ledger were given out."""
    number: int = connection.value(
        "SELECT count(*) FROM checkpoint WHERE ledger = ?", (store_identity(connection)[1],)
    )
    return number


def given(
    connection: Connection, *, prefix: str = "", limit: int = -1, offset: int = 0
) -> list[GivenCheckpoint]:
    """Return what was given out, the newest first; only where ``where`` begins with ``prefix``."""
    found = connection.all(
        "SELECT size, root, where_given, at FROM checkpoint WHERE ledger = ?"
        " AND substr(where_given, 1, ?) = ? ORDER BY number DESC LIMIT ? OFFSET ?",
        (store_identity(connection)[1], len(prefix), prefix, limit, offset),
    )
    return [
        GivenCheckpoint(size=size, root=root, where=where, at=at) for size, root, where, at in found
    ]


def moment_of(connection: Connection, seq: int) -> tuple[str, str] | None:
    """Return (UTC text, type) of the entry at a position, as its header says; None where there is
    no readable one.
    """
    header = connection.value(
        "SELECT header FROM entry WHERE ledger = ? AND seq = ?",
        (store_identity(connection)[1], seq),
    )
    try:
        read = parse_header(header or b"")
    except (ValueError, KeyError, TypeError):
        return None
    return read.at, read.type
