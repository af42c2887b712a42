"""Every entry of the ledger that belongs to one child's file, whatever its type."""

from storage.database import stored_fields
from storage.database.connection import Connection
from storage.database.repositories import ledger_rows

# The child's own details: no row of a chronology.
_OWN = ("pupil.added", "pupil.changed")
_BESIDE = (
    "SELECT seq, fields FROM entry WHERE ledger = ?"
    " AND fields IS NOT NULL AND json_extract(header, '$.type') IN (?, ?)"
)
_ROWS = "(SELECT id FROM chronology_pupil WHERE pupil = ?)"
# marks of significance, and which rows are taken as one event
_SAID_OF_ROWS = (
    f"SELECT seq FROM mark WHERE ledger = ? AND target IN {_ROWS} UNION"
    " SELECT seq FROM event_link, json_each(event_link.targets) WHERE ledger = ?"
    f" AND value IN {_ROWS}"
)


def of_pupil(connection: Connection, pupil_id: str) -> list[int]:
    """Return the positions in the own ledger, in order: rows of the chronology, corrections, what
    leads said of the rows, the child's details, and documents that left; 0.5 s for 100,000 entries.
    """
    positions = set(ledger_rows.of_pupil(connection, pupil_id))
    ledger = ledger_rows.heads(connection).ledger
    for seq, text in connection.iterate(_BESIDE, (ledger, *_OWN)):
        if stored_fields.values_of_text(text)["id"] == pupil_id:
            positions.add(seq)
    said = connection.all(_SAID_OF_ROWS, (ledger, pupil_id, ledger, pupil_id))
    left = connection.all(
        "SELECT seq FROM disclosure JOIN disclosure_pupil ON disclosure_pupil.disclosure ="
        " disclosure.id WHERE pupil = ?",
        (pupil_id,),
    )
    beside = connection.all(
        "SELECT seq FROM file_entry WHERE ledger = ? AND about IN"
        " (SELECT about FROM file_entry WHERE pupil = ?)",
        (ledger, pupil_id),
    )
    return sorted(positions | {seq for (seq,) in (*said, *left, *beside)})
