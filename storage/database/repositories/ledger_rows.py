"""The ledger's own rows, and the heads of it that were given out."""

import json
from collections.abc import Iterable, Iterator

from storage.database import stored_fields
from storage.database.connection import Connection, store_identity
from storage.database.ledger_writer import read_frontier
from storage.ledger.checkpoint import Checkpoint, read_note
from storage.ledger.entries import StoredEntry
from storage.ledger.lost import LOST_LEAF
from storage.ledger.merkle import Tree
from storage.ledger.walk import KnownCheckpoint
from storage.records.casework import LedgerRow

_ENTRY = f"SELECT {stored_fields.COLUMNS} FROM entry"


def heads(connection: Connection) -> Checkpoint:
    """Return the head of the casebook's own ledger."""
    ledger = _own(connection)
    frontier = read_frontier(connection, ledger)
    return Checkpoint(ledger=ledger, size=frontier.size, root=frontier.root)


def rows(
    connection: Connection, *, ledger: bytes | None = None, start: int = 0, limit: int = 1000
) -> list[LedgerRow]:
    """Return entries with their values, from position ``start`` on."""
    found = connection.all(
        f"{_ENTRY} WHERE ledger = ? AND seq >= ? ORDER BY seq LIMIT ?",
        (ledger or _own(connection), start, limit),
    )
    return [stored_fields.ledger_row(stored_fields.stored_entry(item)) for item in found]


def row(connection: Connection, ledger: bytes, seq: int) -> LedgerRow | None:
    """Return one entry with its values."""
    found = connection.one(f"{_ENTRY} WHERE ledger = ? AND seq = ?", (ledger, seq))
    if found is None:
        return None
    return stored_fields.ledger_row(stored_fields.stored_entry(found))


def stored(
    connection: Connection, *, ledger: bytes | None = None, start: int = 0
) -> Iterator[StoredEntry]:
    """Yield entries exactly as they lie, from position ``start`` on."""
    for item in connection.iterate(
        f"{_ENTRY} WHERE ledger = ? AND seq >= ? ORDER BY seq",
        (ledger or _own(connection), start),
    ):
        yield stored_fields.stored_entry(item)


def stored_some(connection: Connection, seqs: Iterable[int]) -> list[StoredEntry]:
    """Return the entries at these positions of the own ledger, in order of position."""
    found = connection.all(
        f"{_ENTRY} WHERE ledger = ? AND seq IN (SELECT value FROM json_each(?)) ORDER BY seq",
        (_own(connection), json.dumps(sorted(set(seqs)))),
    )
    return [stored_fields.stored_entry(item) for item in found]


def tree(connection: Connection, *, ledger: bytes | None = None) -> Tree:
    """Return the tree over all leaves; 0.3 s for 100,000 entries."""
    found = connection.all(
        "SELECT leaf FROM entry INDEXED BY entry_leaf WHERE ledger = ? ORDER BY seq",
        (ledger or _own(connection),),
    )
    return Tree([leaf for (leaf,) in found])


def first_unknown_leaf(connection: Connection) -> int | None:
    """Return the first position of which not even the leaf is left; roots behind it were never
    given out before the rescue.
    """
    position: int | None = connection.value(
        "SELECT min(seq) FROM entry INDEXED BY entry_leaf WHERE ledger = ? AND leaf = ?",
        (_own(connection), LOST_LEAF),
    )
    return position


def placeholders(connection: Connection) -> frozenset[int]:
    """Return the positions of entries that are lost whole."""
    found = connection.all(
        "SELECT seq FROM entry WHERE ledger = ? AND header = x''", (_own(connection),)
    )
    return frozenset(seq for (seq,) in found)


def of_pupil(connection: Connection, pupil_id: str) -> list[int]:
    """Return the positions of the entries behind a child's chronology, corrections included."""
    found = connection.all(
        "SELECT seq FROM chronology_pupil WHERE pupil = ? UNION SELECT amendment.seq FROM"
        " amendment JOIN chronology_pupil ON chronology_pupil.id = amendment.target"
        " WHERE pupil = ? ORDER BY 1",
        (pupil_id, pupil_id),
    )
    return [seq for (seq,) in found]


def remember_checkpoint(connection: Connection, note: str, *, where: str, at: str) -> None:
    """Keep a signed head that was given out: ``where`` in words, ``at`` as UTC text."""
    checkpoint = read_note(note).checkpoint
    connection.run(
        "INSERT INTO checkpoint (ledger, size, root, note, where_given, at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (checkpoint.ledger, checkpoint.size, checkpoint.root, note, where, at),
    )


def known_checkpoints(
    connection: Connection, *, ledger: bytes | None = None
) -> list[KnownCheckpoint]:
    """Return every head that was given out, the smallest first."""
    found = connection.all(
        "SELECT size, root, where_given FROM checkpoint WHERE ledger = ? ORDER BY size, number",
        (ledger or _own(connection),),
    )
    return [KnownCheckpoint(size=size, root=root, where=where) for size, root, where in found]


def counts(connection: Connection) -> tuple[int, int]:
    """Return the number of pupils and of entries."""
    pupils: int = connection.value("SELECT count(*) FROM pupil")
    return pupils, heads(connection).size


def _own(connection: Connection) -> bytes:
    return store_identity(connection)[1]
