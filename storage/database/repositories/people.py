"""The people of the school, their keys and the workstations, as records."""

import json
from dataclasses import dataclass
from typing import Any

from storage.database.connection import Connection, Row
from storage.records.people import Person, Role, Workstation

_PERSON = (
    "SELECT id, account, name, role, job_title, active, (SELECT key_id FROM person_key"
    " WHERE owner = person.id AND ended_seq IS NULL AND kind IN ('person', 'reporter')"
    " ORDER BY introduced_seq DESC LIMIT 1), suspended, reason, since FROM person"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRow:
    """A key that an entry introduced; ``ended_seq`` is None while it may speak."""

    key_id: str
    owner: str
    kind: str
    sign: bytes
    seal: bytes
    introduced_seq: int
    ended_seq: int | None


def person(connection: Connection, person_id: str) -> Person | None:
    """Return somebody by id."""
    return _one(connection, f"{_PERSON} WHERE id = ?", person_id)


def by_account(connection: Connection, account: str) -> Person | None:
    """Return somebody by the account they type, without regard to case; active people first."""
    return _one(
        connection, f"{_PERSON} WHERE lower(account) = lower(?) ORDER BY active DESC, id", account
    )


def by_key(connection: Connection, key_id: str) -> Person | None:
    """Return the person whose key this is, or was."""
    return _one(
        connection,
        f"{_PERSON} WHERE id = (SELECT owner FROM person_key WHERE key_id = ?)",
        key_id,
    )


def people(connection: Connection, *, active: bool | None = None) -> list[Person]:
    """Return everybody by name, or only those who are (not) active."""
    rows = connection.all(
        f"{_PERSON} WHERE ? IS NULL OR active = ? ORDER BY name, id", (active, active)
    )
    return [_person(row) for row in rows]


def telephone(connection: Connection, person_id: str) -> str:
    """Return somebody's telephone number; empty when none is known."""
    return str(connection.value("SELECT telephone FROM person WHERE id = ?", (person_id,)) or "")


def enrolment(connection: Connection, person_id: str) -> Any:
    """Return what the last entry said of somebody's enrolment, or None."""
    text = connection.value("SELECT enrolment FROM person WHERE id = ?", (person_id,))
    return None if text is None else json.loads(text)


def keys(connection: Connection, *, active_only: bool = True) -> list[KeyRow]:
    """Return the keys in the order in which they were introduced."""
    rows = connection.all(
        "SELECT key_id, owner, kind, sign, seal, introduced_seq, ended_seq FROM person_key"
        " WHERE ended_seq IS NULL OR NOT ? ORDER BY introduced_seq, key_id",
        (active_only,),
    )
    return [
        KeyRow(
            key_id=row[0],
            owner=row[1],
            kind=row[2],
            sign=row[3],
            seal=row[4],
            introduced_seq=row[5],
            ended_seq=row[6],
        )
        for row in rows
    ]


def signing_keys(connection: Connection) -> dict[str, bytes]:
    """Return every public signing key that ever stood in the ledger, by key id."""
    return {key.key_id: key.sign for key in keys(connection, active_only=False)}


def workstations(connection: Connection) -> list[Workstation]:
    """Return all workstations by name, ended ones last."""
    rows = connection.all(
        "SELECT id, name, key_id, active FROM workstation ORDER BY active DESC, name, id"
    )
    return [Workstation(id=row[0], name=row[1], key_id=row[2], active=bool(row[3])) for row in rows]


def _one(connection: Connection, sql: str, parameter: str) -> Person | None:
    row = connection.one(sql, (parameter,))
    return None if row is None else _person(row)


def _person(row: Row) -> Person:
    return Person(
        id=row[0],
        account=row[1],
        name=row[2],
        role=Role(row[3]),
        job_title=row[4],
        key_id=row[6],
        active=bool(row[5]),
        suspended=bool(row[7]),
        reason=row[8],
        since=row[9],
    )
