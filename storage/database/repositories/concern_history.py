"""What belongs to one concern: where its decisions, actions, replies and corrections stand."""

from dataclasses import dataclass

from storage.database.connection import Connection, store_identity

# ".done." begins the id of what came of an action; "/" is the letter after ".". CROSS JOIN and the
# plus keep SQLite to the few rows of one concern: it would rather go through a whole table.
_OWN = (
    "WITH own (id, seq, author, at) AS ("
    "SELECT id, seq, author, recorded_at FROM chronology WHERE follows = ? AND +ledger = ?"
    " UNION SELECT row.id, row.seq, row.author, row.recorded_at FROM action"
    " CROSS JOIN chronology AS row ON row.id = action.id WHERE action.concern = ?"
    " AND +row.ledger = ?"
    " UNION SELECT row.id, row.seq, row.author, row.recorded_at FROM action"
    " CROSS JOIN chronology AS row ON row.id >= action.id || '.done.'"
    " AND row.id < action.id || '.done/' WHERE action.concern = ? AND +row.ledger = ?)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """One entry about a concern: its row in the chronology, or none for a correction.

    ``author`` is the name at the time, ``at`` UTC text, ``seq`` the position in the own ledger.
    """

    id: str
    seq: int
    author: str
    at: str


def entries(connection: Connection, concern_id: str) -> list[HistoryRow]:
    """Return every entry about a concern, the concern itself first, in order of position."""
    own = store_identity(connection)[1]
    found = connection.all(
        f"{_OWN} SELECT id, seq, author, at FROM own"
        " UNION SELECT '', amendment.seq, amendment.author, amendment.recorded_at FROM own"
        " CROSS JOIN amendment ON amendment.target = own.id WHERE +amendment.ledger = ?"
        " ORDER BY 2, 1",
        (concern_id, own) * 3 + (own,),
    )
    return [HistoryRow(id=item[0], seq=item[1], author=item[2], at=item[3]) for item in found]


def first_reading(connection: Connection, concern_id: str) -> tuple[str, str] | None:
    """Return (name, UTC text) of the lead who was the first to open a concern."""
    found = connection.one(
        "SELECT name, at FROM access WHERE about = ? AND kind = 'concern.opened'"
        " ORDER BY at, ledger, seq LIMIT 1",
        (concern_id,),
    )
    return None if found is None else (found[0], found[1])


def follow_ups(
    connection: Connection, *, concern_id: str, workstation: str, receipt: str
) -> list[str]:
    """Return the ids of concerns written later under this receipt, the oldest first.

    Receipts are numbered at each workstation for itself, so one of another is another's.
    """
    found = connection.all(
        "SELECT id FROM concern WHERE follow_up_to <> '' AND id <> ? AND (follow_up_to = ?"
        " OR (follow_up_to = ? AND workstation = ?)) ORDER BY written_at, id",
        (concern_id, concern_id, receipt, workstation),
    )
    return [item for (item,) in found]


def under_receipt(connection: Connection, *, workstation: str, receipt: str) -> str | None:
    """Return the id of the concern that was sent under this receipt of a workstation."""
    if not (receipt.isascii() and receipt.isdigit() and len(receipt) < 19):
        return None
    found: str | None = connection.value(
        "SELECT chronology.id FROM slip_seen CROSS JOIN chronology ON chronology.ledger = ?"
        " AND chronology.seq = slip_seen.seq AND kind = 'concern'"
        " WHERE slip_seen.workstation = ? AND slip_seen.number = ? LIMIT 1",
        (store_identity(connection)[1], workstation, int(receipt)),
    )
    return found
