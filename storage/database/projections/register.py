"""Entries about what left the school."""

import json

from storage.database.connection import Connection
from storage.database.projections import access
from storage.database.projections.fact import Fact, as_json, links


def disclosure_made(connection: Connection, fact: Fact) -> None:
    """A document that left the school: to whom, why, and each page's code."""
    disclosure = fact.text("id")
    connection.run(
        "INSERT INTO disclosure VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            disclosure,
            fact.ledger,
            fact.seq,
            fact.text("document"),
            fact.text("recipient"),
            fact.author,
            fact.at,
            as_json(dict(fact.fields)),
        ),
    )
    pupils = dict.fromkeys(pupil for pupil, _role in links(fact.fields["pupils"]))
    connection.run_many(
        "INSERT INTO disclosure_pupil VALUES (?, ?, ?)",
        [(disclosure, n, pupil) for n, pupil in enumerate(pupils)],
    )
    connection.run_many(
        "INSERT INTO disclosure_page VALUES (?, ?, ?)",
        [(disclosure, n, code) for n, code in enumerate(fact.fields["page_codes"], start=1)],
    )
    access.note(connection, fact, about=disclosure, pupils=pupils)


def disclosure_acknowledged(connection: Connection, fact: Fact) -> None:
    """Whoever it was for said that they have it; the last word stands."""
    disclosure = fact.text("id")
    value = connection.value("SELECT value FROM disclosure WHERE id = ?", (disclosure,))
    if value is None:
        return
    answer = {name: fact.text(name) for name in ("by", "on", "note")} | {"at": fact.at}
    connection.run(
        "UPDATE disclosure SET value = ? WHERE id = ?",
        (as_json(json.loads(value) | {"acknowledged": answer}), disclosure),
    )
