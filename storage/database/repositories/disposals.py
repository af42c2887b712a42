"""What a disposal of a child's file would take, what was disposed of, and what is held back.

Disposals and holds are few and read from the entries themselves; there is no read table of them.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from storage.database.connection import Connection, store_identity
from storage.database.repositories import ledger_rows
from storage.database.repositories.noted_settings import NotedEntry, entries_of, settings_named
from storage.ledger.entries import parse_header
from storage.ledger.key_ring import NEVER_DISPOSED

HOLD = "legal_hold"
# who looked at a file stays known: such an entry holds ids only
_KEPT_TYPES = NEVER_DISPOSED | {"file.opened"}
_REFERENCES = ("concern", "action", "target", "id", "copy_of")
# where an entry itself names no child and stands in no file, it is about one of these
_ABOUT = (
    *("case", "referral", "disagreement", "plan", "meeting", "status", "risk"),
    *("relation", "professional"),
)

_STANDS = (
    "SELECT seq, pupil FROM chronology_pupil WHERE ledger = ? UNION"
    " SELECT said.seq, stands.pupil FROM file_entry AS said"
    " JOIN file_entry AS stands ON stands.about = said.about WHERE said.ledger = ?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEntry:
    """An entry of a child's file: its position, type, when it was recorded, and stored files."""

    seq: int
    type: str
    at: str
    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEntries:
    """The entries of one child's file: those of this child alone, and those in another file too."""

    own: tuple[FileEntry, ...]
    shared: tuple[FileEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldRow:
    """A hold in force on one child's file, or on all where ``pupil`` is empty."""

    seq: int
    at: str
    author: str
    pupil: str
    reason: str
    authority: str
    review: str


def file_entries(connection: Connection, pupil_id: str) -> FileEntries:
    """Return every entry that says something of this child, in order.

    It walks the whole ledger: nothing is overlooked because a read table leaves it out.
    """
    filed = _filed(connection)
    owners_of: dict[str, frozenset[str]] = {}
    own: list[FileEntry] = []
    shared: list[FileEntry] = []
    for seq, kind, at, values in _entries(connection):
        if kind in _KEPT_TYPES:
            continue
        owners = filed.get(seq) or _named(kind, values)
        for name in _REFERENCES if owners else (*_REFERENCES, *_ABOUT):
            owners |= owners_of.get(_base(values.get(name)), frozenset())
        for target in values.get("targets") or ():
            owners |= owners_of.get(_base(target), frozenset()) | _standing(connection, target)
        if isinstance(values.get("id"), str):
            owners_of[values["id"]] = owners_of.get(values["id"], frozenset()) | owners
        if pupil_id not in owners:
            continue
        found = FileEntry(seq=seq, type=kind, at=at, files=len(values.get("files") or ()))
        (own if owners == {pupil_id} else shared).append(found)
    return FileEntries(own=tuple(own), shared=tuple(shared))


def disposals(connection: Connection) -> list[NotedEntry]:
    """Return the entry of every disposal, the oldest first."""
    return list(entries_of(connection, "disposal.made"))


def holds(connection: Connection) -> list[HoldRow]:
    """Return the holds in force, the oldest first: the last word on each file counts."""
    last: dict[str, HoldRow | None] = {}
    for entry in settings_named(connection, HOLD):
        value = entry.values["value"]
        last[value["pupil"]] = _hold(entry) if value["held"] else None
    return sorted((row for row in last.values() if row), key=lambda row: row.seq)


def _hold(entry: NotedEntry) -> HoldRow:
    value = entry.values["value"]
    return HoldRow(
        seq=entry.seq,
        at=entry.at,
        author=entry.author,
        pupil=value["pupil"],
        reason=value["reason"],
        authority=value["authority"],
        review=value.get("review", ""),
    )


def _filed(connection: Connection) -> dict[int, frozenset[str]]:
    """In whose files each entry stands now: a lead may have set a report's children anew, and
    everything said of somebody who works with several children belongs to each of them.
    """
    found: defaultdict[int, set[str]] = defaultdict(set)
    ledger = _ledger(connection)
    for seq, pupil in connection.all(_STANDS, (ledger, ledger)):
        found[seq].add(pupil)
    return {seq: frozenset(pupils) for seq, pupils in found.items()}


def _entries(connection: Connection) -> Iterator[tuple[int, str, str, Mapping[str, Any]]]:
    start = 0
    while rows := ledger_rows.rows(connection, start=start):
        for row in rows:
            if row.fields is not None and row.header:
                header = parse_header(row.header)
                values = {name: value for name, (value, _salt) in row.fields.items()}
                yield row.seq, header.type, header.at, values
        start = rows[-1].seq + 1


def _named(kind: str, values: Mapping[str, Any]) -> frozenset[str]:
    if kind.startswith("pupil."):
        return frozenset({values["id"]})
    named = [value if isinstance(value, str) else value["id"] for value in values.get("pupils", ())]
    named += [values[name] for name in ("pupil", "pupil_id") if values.get(name)]
    return frozenset(named)


def _standing(connection: Connection, row_id: Any) -> frozenset[str]:
    """In whose files a row stands now, wherever its entry says that it belongs."""
    found = connection.all(
        "SELECT pupil FROM chronology_pupil WHERE number ="
        " (SELECT number FROM chronology WHERE id = ?)",
        (str(row_id),),
    )
    return frozenset(pupil for (pupil,) in found)


def _base(reference: Any) -> str:
    """The record that ``c-….decision.17`` is part of."""
    return reference.split(".")[0] if isinstance(reference, str) else ""


def _ledger(connection: Connection) -> bytes:
    return store_identity(connection)[1]
