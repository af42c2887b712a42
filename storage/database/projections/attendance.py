"""Sessions that children could and did not attend."""

from storage.database.connection import Connection
from storage.database.projections import filed
from storage.database.projections.fact import Fact, links


def attendance_taken(connection: Connection, fact: Fact) -> None:
    """The sessions of a child from a day to a day, as another system counted them."""
    filed.keep_beside(connection, fact)
    connection.run_many(
        "INSERT OR REPLACE INTO attendance VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *(fact.text("id"), pupil, fact.text("since"), fact.text("until")),
                *(_count(fact, name) or 0 for name in ("possible", "missed")),
                *(_count(fact, name) for name in ("unauthorised", "late")),
                *(fact.ledger, fact.seq, fact.author, fact.at),
            )
            for pupil, _role in links(fact.fields["pupils"])
        ],
    )


def _count(fact: Fact, name: str) -> int | None:
    value = fact.fields.get(name)
    return value if isinstance(value, int) else None
