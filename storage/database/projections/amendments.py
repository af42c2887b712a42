"""Corrections of rows, and statements of those who disagree with one, beside the original."""

from storage.database.connection import Connection
from storage.database.projections import standing
from storage.database.projections.fact import Fact, as_json

_DATE = "happened"


def amendment_added(connection: Connection, fact: Fact) -> None:
    """A correction stands beside the original, which stays; a corrected time says where the row
    stands.
    """
    target = fact.text("target")
    happened = fact.fields.get(_DATE) if fact.text("field") == _DATE else None
    before = standing.redate(connection, target, happened) if happened else None
    connection.run(
        "INSERT INTO amendment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            fact.ledger,
            fact.seq,
            target,
            fact.text("field"),
            fact.text("correction"),
            fact.text("reason"),
            fact.author,
            fact.at,
            as_json(happened) if before else "",
            as_json(before) if before else "",
            fact.text("stated_by"),
            fact.text("relationship"),
            fact.text("stated_on"),
            fact.file_names,
        ),
    )
    standing.index(connection, target)
