"""The people around a child: family and household, and those who work with the child."""

import json
from typing import Any

from storage.database.connection import Connection
from storage.database.projections import filed
from storage.database.projections.fact import Fact, as_json


def relation_set(connection: Connection, fact: Fact) -> None:
    """Somebody of the family or household; the same id again says it anew."""
    filed.keep_beside(connection, fact)
    _write(connection, "relation", fact, fact.text("id"), dict(fact.fields))


def relation_ended(connection: Connection, fact: Fact) -> None:
    """From a day on it is no longer so; what was known stays."""
    filed.keep_beside(connection, fact)
    _change(connection, "relation", fact)


def professional_noted(connection: Connection, fact: Fact) -> None:
    """Somebody who works with the child."""
    filed.keep_beside(connection, fact)
    _write(connection, "professional", fact, fact.text("id"), dict(fact.fields))


def professional_changed(connection: Connection, fact: Fact) -> None:
    """Another number, another organisation, or no longer there: only what is given changes."""
    thing = fact.text("professional")
    known = {
        pupil
        for (pupil,) in connection.all(
            "SELECT DISTINCT pupil FROM file_entry WHERE about = ?", (thing,)
        )
    }
    known.update(fact.fields.get("pupils") or ())
    connection.run_many(
        "INSERT OR IGNORE INTO file_entry VALUES (?, ?, ?, ?)",
        [(pupil, fact.ledger, fact.seq, thing) for pupil in sorted(known)],
    )
    _change(connection, "professional", fact)


def _change(connection: Connection, table: str, fact: Fact) -> None:
    thing = fact.text(table)
    row = connection.one(
        f"SELECT value FROM {table} WHERE id = ? ORDER BY ledger, seq DESC LIMIT 1", (thing,)
    )
    if row is None:
        return  # its first entry was lawfully disposed of
    changes = {name: value for name, value in fact.fields.items() if name != table}
    _write(connection, table, fact, thing, {**json.loads(row[0]), **changes})


def _write(
    connection: Connection, table: str, fact: Fact, thing: str, value: dict[str, Any]
) -> None:
    value["id"] = thing
    connection.run(
        f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?, ?)",
        (thing, fact.ledger, fact.seq, as_json(value), fact.author, fact.at),
    )
