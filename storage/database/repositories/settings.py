"""What is kept beside the ledger and not replayed: settings, the school's keys, machine state."""

import json
from dataclasses import dataclass
from typing import Any

from storage.database.connection import Connection, store_identity
from storage.database.repositories import ledger_rows
from storage.records.errors import UserFacingError


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """The school as the first entry names it; ``keys`` holds its public keys as that entry gives
    them."""

    name: str
    urn: str
    store_id: str
    keys: dict[str, Any]


def get(connection: Connection, name: str, default: Any = None) -> Any:
    """Return a setting (any JSON value), or ``default``."""
    text = connection.value("SELECT value FROM setting WHERE name = ?", (name,))
    return default if text is None else json.loads(text)


def put(connection: Connection, name: str, value: Any) -> None:
    """Keep a setting; inside a unit of work it is kept with the rest or not at all."""
    connection.run(
        "INSERT OR REPLACE INTO setting VALUES (?, ?)",
        (name, json.dumps(value, ensure_ascii=False)),
    )


def school(connection: Connection) -> School:
    """Return the school; raises database.damaged when the first entry does not name it."""
    first = ledger_rows.row(connection, store_identity(connection)[1], 0)
    if first is None or first.fields is None:
        raise UserFacingError("database.damaged")
    fields = {name: value for name, (value, _salt) in first.fields.items()}
    return School(
        name=fields["school"],
        urn=fields["urn"],
        store_id=fields["store_id"],
        keys=fields["school_keys"],
    )


def get_state(connection: Connection, name: str) -> bytes | None:
    """Return a piece of this machine's own state."""
    value: bytes | None = connection.value(
        "SELECT value FROM machine_state WHERE name = ?", (name,)
    )
    return value


def put_state(connection: Connection, name: str, value: bytes) -> None:
    """Keep a piece of this machine's own state."""
    connection.run("INSERT OR REPLACE INTO machine_state VALUES (?, ?)", (name, value))


def school_key(connection: Connection, name: str) -> bytes | None:
    """Return the bytes of one of the school's private keys or certificates."""
    value: bytes | None = connection.value("SELECT private FROM school_key WHERE name = ?", (name,))
    return value


def put_school_key(connection: Connection, name: str, private: bytes) -> None:
    """Keep one of the school's private keys or certificates."""
    connection.run("INSERT OR REPLACE INTO school_key VALUES (?, ?)", (name, private))


def keep_keyfile(connection: Connection, data: bytes, at: str) -> None:
    """Keep a copy of the key file as it was written at ``at`` (UTC text); the newest five stay."""
    connection.run("INSERT INTO keyfile_copy (at, data) VALUES (?, ?)", (at, data))
    connection.run(
        "DELETE FROM keyfile_copy WHERE number NOT IN"
        " (SELECT number FROM keyfile_copy ORDER BY number DESC LIMIT 5)"
    )


def keyfile_copies(connection: Connection) -> list[tuple[str, bytes]]:
    """Return (UTC text, bytes) of the kept copies, the newest first."""
    found = connection.all("SELECT at, data FROM keyfile_copy ORDER BY number DESC")
    return [(at, data) for at, data in found]
