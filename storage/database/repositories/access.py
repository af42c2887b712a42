"""Who has seen what, newest first, one page at a time."""

import json
from dataclasses import dataclass
from typing import Any

from storage.database.connection import Connection, Row

_ROW = (
    "SELECT access.ledger, access.seq, access.kind, access.person, access.name, access.at,"
    " access.about, access.value, (SELECT json_group_array(pupil) FROM (SELECT pupil FROM"
    " access_pupil WHERE access_pupil.ledger = access.ledger AND access_pupil.seq = access.seq"
    " UNION SELECT pupil FROM concern_pupil WHERE concern_pupil.concern = access.about"
    " AND access.kind = 'concern.opened'))"
)
# A concern is about the children whom it links now, whoever was named when it was read. The few
# rows of one child come first: the list of the whole school is never gone through for them.
_OF_PUPIL = (
    "(SELECT ledger, seq FROM access_pupil WHERE pupil = ? UNION SELECT access.ledger, access.seq"
    " FROM concern_pupil JOIN access ON access.about = concern_pupil.concern"
    " AND access.kind = 'concern.opened' WHERE concern_pupil.pupil = ?) AS seen"
    " CROSS JOIN access ON access.ledger = seen.ledger AND access.seq = seen.seq"
)
_NEWEST_FIRST = "ORDER BY access.at DESC, access.ledger, access.seq DESC"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRow:
    """One access: the person as named at the time, UTC text, and the ids of the children.

    ``kind`` is the entry's type; ``about`` the id of the concern or the document, or empty;
    ``value`` holds some of the entry's fields by name.
    """

    ledger: str
    seq: int
    kind: str
    person_id: str
    person: str
    at: str
    about: str
    pupils: tuple[str, ...]
    value: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessQuery:
    """Which accesses: of one child, by one person (ids), from ``since`` to before ``until`` (UTC
    text), of some kinds; what is empty does not narrow it.
    """

    pupil: str = ""
    person: str = ""
    since: str = ""
    until: str = ""
    kinds: tuple[str, ...] = ()


def page(
    connection: Connection, query: AccessQuery, *, limit: int = 100, offset: int = 0
) -> list[AccessRow]:
    """Return one page, newest first."""
    rows, values = _rows_of(query)
    # what stands beside a row is read for the rows of this page alone, not for those passed over
    chosen = f"(SELECT access.rowid AS number {rows} {_NEWEST_FIRST} LIMIT ? OFFSET ?) AS chosen"
    found = connection.all(
        f"{_ROW} FROM {chosen} CROSS JOIN access ON access.rowid = chosen.number {_NEWEST_FIRST}",
        (*values, limit, offset),
    )
    return [_row(item) for item in found]


def count(connection: Connection, query: AccessQuery) -> int:
    """Return how many there are on all pages."""
    rows, values = _rows_of(query)
    number: int = connection.value(f"SELECT count(*) {rows}", values)
    return number


def last_of(connection: Connection, *, kind: str, person: str, about: str) -> str | None:
    """Return when a person last saw this, as UTC text, or None."""
    at: str | None = connection.value(
        "SELECT max(at) FROM access WHERE about = ? AND kind = ? AND person = ?",
        (about, kind, person),
    )
    return at


def _rows_of(query: AccessQuery) -> tuple[str, list[str]]:
    """The FROM and WHERE of a query, and its values in their order."""
    kinds = json.dumps(query.kinds) if query.kinds else ""
    parts = [
        (part, value)
        for part, value in (
            ("access.person = ?", query.person),
            ("access.at >= ?", query.since),
            ("access.at < ?", query.until),
            ("access.kind IN (SELECT value FROM json_each(?))", kinds),
        )
        if value
    ]
    source = _OF_PUPIL if query.pupil else "access"
    where = " AND ".join(part for part, _ in parts) or "1"
    pupil = [query.pupil, query.pupil] if query.pupil else []
    return f"FROM {source} WHERE {where}", [*pupil, *(value for _, value in parts)]


def _row(item: Row) -> AccessRow:
    return AccessRow(
        ledger=item[0].hex(),
        seq=item[1],
        kind=item[2],
        person_id=item[3],
        person=item[4],
        at=item[5],
        about=item[6],
        pupils=tuple(json.loads(item[8])),
        value=json.loads(item[7]),
    )
