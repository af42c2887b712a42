"""Reads what was taken in from other systems, and whether a row or a file was."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from storage.database.connection import Connection

_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenLog:
    """A file that was taken in: how many rows, by whom and when (UTC text)."""

    id: str
    sha256: str
    system: str
    rows: int
    by: str
    at: str


def logs(connection: Connection, *, sha256: str = "") -> list[TakenLog]:
    """Return the files that were taken in, the oldest first; with ``sha256`` only that file."""
    found = connection.all(
        "SELECT id, sha256, system, rows, author, at FROM history_import"
        " WHERE ? IN ('', sha256) ORDER BY ledger, seq",
        (sha256,),
    )
    names = ("id", "sha256", "system", "rows", "by", "at")
    return [TakenLog(**dict(zip(names, item, strict=True))) for item in found]


def known_rows(connection: Connection, digests: Sequence[bytes]) -> dict[bytes, str]:
    """Return the entry of each row (log_rows.row_digest) that the casebook has already."""
    known: dict[bytes, str] = {}
    for first in range(0, len(digests), _AT_ONCE):
        some = json.dumps([digest.hex() for digest in digests[first : first + _AT_ONCE]])
        known |= {
            bytes(digest): entry
            for digest, entry in connection.all(
                "SELECT digest, id FROM migrated_row WHERE digest IN"
                " (SELECT unhex(value) FROM json_each(?))",
                (some,),
            )
        }
    return known
