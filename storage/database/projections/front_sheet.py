"""What is written on a child's front sheet, and whom the lead has said is no brother or sister."""

from storage.database.connection import Connection
from storage.database.projections import filed
from storage.database.projections.fact import Fact


def front_sheet_noted(connection: Connection, fact: Fact) -> None:
    """Boxes get new words; the earlier ones stay readable."""
    filed.keep_beside(connection, fact)
    pupil = fact.text("pupil")
    connection.run_many(
        "INSERT INTO front_box VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *(pupil, box, fact.ledger, fact.seq, str(value), fact.text("reason")),
                *(fact.author, fact.at),
            )
            for box, value in sorted(fact.fields["boxes"].items())
        ],
    )
    connection.run_many(
        "INSERT OR REPLACE INTO not_sibling VALUES (?, ?, ?, ?, ?)",
        [
            (pupil, other, fact.text("reason"), fact.author, fact.at)
            for other in fact.fields.get("not_siblings") or ()
        ],
    )
