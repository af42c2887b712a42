"""What a child is from a day to a day: each makes a row of the chronology and stands in a list."""

from storage.database.connection import Connection
from storage.database.projections import filed
from storage.database.projections.fact import Fact, as_json


def status_set(connection: Connection, fact: Fact) -> None:
    """A status begins."""
    until, source = fact.text("until"), fact.text("source")
    filed.add(connection, fact, category=fact.text("kind"), context=until)
    connection.run(
        "INSERT INTO status VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, '', '')",
        (
            *(fact.text("id"), fact.text("kind"), as_json(fact.fields["happened"])),
            *(fact.text("text"), until, fact.text("reason"), source, fact.author, fact.at),
        ),
    )


def status_ended(connection: Connection, fact: Fact) -> None:
    """A status ends; that it was stays."""
    row = connection.one("SELECT kind FROM status WHERE id = ?", (fact.text("status"),))
    filed.add(connection, fact, category=row[0] if row else "")
    connection.run(
        "UPDATE status SET ended = ?, ended_reason = ?, ended_by = ? WHERE id = ?",
        (
            *(as_json(fact.fields["happened"]), fact.text("reason"), fact.author),
            fact.text("status"),
        ),
    )
