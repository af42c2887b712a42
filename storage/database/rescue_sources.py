"""Where a rescue fills holes from: backups, and the spare copies that the casebook keeps itself."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from storage.database import found_rows, stored_fields
from storage.database.connection import Connection, Row
from storage.database.found_rows import EntryRow
from storage.database.repositories import files, settings
from storage.ledger.entries import parse_header
from storage.ledger.key_ring import KEY_EVENTS
from storage.records.errors import UserFacingError

SPARE = "spare_entries"
_KEPT_TABLES = {
    "setting": "SELECT name, value FROM setting",
    "school_key": "SELECT name, private FROM school_key",
    "checkpoint": "SELECT NULL, ledger, size, root, note, where_given, at FROM checkpoint"
    " ORDER BY number",
    "slip_seen": "SELECT workstation, number, digest, seq FROM slip_seen",
    "disposed": "SELECT ledger, seq, by_seq FROM disposed",
}


class Source(Protocol):
    """Something that may hold what the damaged file has lost; ``made_at`` is UTC text or ""."""

    @property
    def made_at(self) -> str: ...

    @property
    def size(self) -> int: ...

    def entry(self, seq: int, *, leaf: bytes | None) -> EntryRow | None: ...

    def pieces(self, seq: int, number: int) -> Iterable[bytes]: ...

    def table(self, name: str) -> list[Row]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupSource:
    """An opened backup of the same ledger; what of it cannot be read is simply not there."""

    connection: Connection
    ledger: bytes
    made_at: str
    size: int

    def entry(self, seq: int, *, leaf: bytes | None) -> EntryRow | None:
        """Return the entry at a position if it is the one of this leaf, or of any if None."""
        try:
            row = self.connection.one(
                f"SELECT {stored_fields.COLUMNS} FROM entry WHERE ledger = ? AND seq = ?",
                (self.ledger, seq),
            )
        except UserFacingError:
            return None
        if row is None:
            return None
        return found_rows.of_stored(stored_fields.stored_entry(row), leaf=leaf)

    def pieces(self, seq: int, number: int) -> Iterable[bytes]:
        """Return the pieces of a file."""
        try:
            return list(files.read(self.connection, self.ledger, seq, number))
        except UserFacingError:
            return ()

    def table(self, name: str) -> list[Row]:
        """Return the rows of a small truth table."""
        try:
            return self.connection.all(_KEPT_TABLES[name])
        except UserFacingError:
            return []


class SpareSource:
    """The copies that ``keep_spare_entries`` made: entries about people and keys, school keys."""

    made_at = ""
    size = 0

    def __init__(self, data: bytes, *, ledger: bytes) -> None:
        self._ledger = ledger
        self._rows: dict[int, list[str]] = {}
        self._school_keys: list[Row] = []
        with suppress(ValueError, AttributeError, TypeError, KeyError):
            value = json.loads(data)
            self._rows = {int(seq): row for seq, row in value["entries"].items()}
            self._school_keys = [
                (name, bytes.fromhex(key)) for name, key in value["school_keys"].items()
            ]

    def entry(self, seq: int, *, leaf: bytes | None) -> EntryRow | None:
        """Return the spare copy of an entry."""
        try:
            header, signature, own_leaf, salt, body, text = self._rows[seq]
            values = (
                *(self._ledger, seq, header.encode("utf-8"), bytes.fromhex(signature)),
                *(bytes.fromhex(own_leaf), bytes.fromhex(salt), body.encode("utf-8"), text),
            )
        except (KeyError, ValueError, TypeError, AttributeError):
            return None
        return found_rows.prove(values, ledger=self._ledger, leaf=leaf)

    def pieces(self, seq: int, number: int) -> Iterable[bytes]:
        """Spare copies hold no files."""
        del seq, number
        return ()

    def table(self, name: str) -> list[Row]:
        """Of the tables there is a spare copy of the school's keys alone."""
        return self._school_keys if name == "school_key" else []


def keep_spare_entries(connection: Connection, *, ledger: bytes) -> int:
    """Keep a second copy, on other pages, of what no rescue can do without: the entries that say
    who may sign, and the school's own keys.

    Returns the number of entries; the first of them names the school.
    """
    spare = {}
    for row in connection.iterate(
        "SELECT seq, header, sig, leaf, salt, body, fields FROM entry WHERE ledger = ?"
        " AND fields IS NOT NULL ORDER BY seq",
        (ledger,),
    ):
        seq, header, signature, leaf, salt, body, text = row
        if parse_header(header).type in KEY_EVENTS:
            spare[seq] = [
                *(header.decode("utf-8"), signature.hex(), leaf.hex()),
                *(salt.hex(), body.decode("utf-8"), text),
            ]
    keys = {
        name: private.hex()
        for name, private in connection.all("SELECT name, private FROM school_key ORDER BY name")
    }
    value = {"entries": spare, "school_keys": keys}
    data = json.dumps(value, ensure_ascii=False).encode("utf-8")
    if settings.get_state(connection, SPARE) != data:
        settings.put_state(connection, SPARE, data)
    return len(spare)


class Sources:
    """Opens one source after another, only while something is still missing."""

    def __init__(self, supply: Iterable[Source]) -> None:
        self._supply: Iterator[Source] = iter(supply)
        self.opened: list[Source] = []

    def each(self) -> Iterator[Source]:
        """Yield those that are open, then open more; stop asking when nothing is missing."""
        yield from tuple(self.opened)
        for source in self._supply:
            self.opened.append(source)
            yield source

    def first(self, ask: Callable[[Source], EntryRow | None]) -> tuple[Source, EntryRow] | None:
        """Return the first answer, and who gave it."""
        for source in self.each():
            found = ask(source)
            if found is not None:
                return source, found
        return None
