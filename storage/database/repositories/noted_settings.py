"""What the entries say of settings of the school: who set what, when, in order.

There are few of them, and they are read from the entries themselves.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from storage.database.connection import Connection, store_identity
from storage.database.repositories import ledger_rows
from storage.ledger.entries import parse_header


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedEntry:
    """An entry of one type: its position, time (UTC text), the key that signed it, its fields."""

    seq: int
    at: str
    author: str
    values: dict[str, Any]


def entries_of(connection: Connection, kind: str) -> Iterator[NotedEntry]:
    """Yield the entries of a type whose content is there, the oldest first."""
    ledger = store_identity(connection)[1]
    found = connection.all(
        "SELECT seq FROM entry WHERE ledger = ? AND header <> x''"
        " AND json_extract(CAST(header AS TEXT), '$.type') = ? ORDER BY seq",
        (ledger, kind),
    )
    for (seq,) in found:
        row = ledger_rows.row(connection, ledger, seq)
        if row is not None and row.fields is not None:
            header = parse_header(row.header)
            values = {name: value for name, (value, _salt) in row.fields.items()}
            yield NotedEntry(seq=seq, at=header.at, author=header.author, values=values)


def settings_named(connection: Connection, name: str) -> list[NotedEntry]:
    """Return every entry that set the setting ``name``, the oldest first."""
    found = entries_of(connection, "settings.changed")
    return [entry for entry in found if entry.values.get("name") == name]
