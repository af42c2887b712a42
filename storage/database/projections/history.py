"""What was taken in from other systems: each file, and every row by what it is known again."""

from storage.database.connection import Connection
from storage.database.projections.fact import Fact
from storage.records.log_rows import row_digest


def history_imported(connection: Connection, fact: Fact) -> None:
    """A log of another system, taken whole."""
    count = fact.fields.get("rows")
    connection.run(
        "INSERT INTO history_import VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            fact.text("id"),
            fact.ledger,
            fact.seq,
            fact.text("file_sha256"),
            fact.text("system"),
            count if isinstance(count, int) else 0,
            fact.author,
            fact.at,
        ),
    )


def remember_row(connection: Connection, fact: Fact) -> None:
    """Let a row of another system be known when it comes a second time."""
    connection.run(
        "INSERT OR IGNORE INTO migrated_row VALUES (?, ?)",
        (row_digest(fact.fields), fact.text("id")),
    )
