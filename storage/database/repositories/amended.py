"""What amendments are about, by their positions in the own ledger."""

from storage.database.connection import Connection, store_identity
from storage.records.chronology import DISAGREEMENT


def statement_about(connection: Connection, seq: int) -> int | None:
    """Return the position of the entry with which the statement at ``seq`` disagrees; None where
    there is no statement.
    """
    found: int | None = connection.value(
        "SELECT chronology.seq FROM amendment JOIN chronology ON chronology.id = target"
        " WHERE amendment.ledger = ? AND amendment.seq = ? AND field = ?",
        (store_identity(connection)[1], seq, DISAGREEMENT),
    )
    return found
