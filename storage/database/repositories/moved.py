"""Records that stood in a child's file until somebody put right which children they are about."""

from dataclasses import dataclass

from storage.database import stored_fields
from storage.database.connection import Connection
from storage.database.projections.fact import in_file, links
from storage.records.row_types import LEFT, MOVED

# A decision may say anew which children a concern is about.
_DECIDED = (
    "SELECT triage.concern, triage.seq, triage.author, triage.recorded_at, first.fields,"
    " entry.fields FROM triage"
    " JOIN entry ON entry.ledger = triage.ledger AND entry.seq = triage.seq"
    " JOIN concern ON concern.id = triage.concern"
    " JOIN entry AS first ON first.ledger = concern.ledger AND first.seq = concern.seq"
    " WHERE instr(entry.fields, '\"pupils\"') AND first.fields IS NOT NULL"
    " ORDER BY triage.concern, triage.seq"
)
_MOVED = (
    "SELECT follows, row.seq, author, row.recorded_at FROM chronology_pupil AS place"
    " JOIN chronology AS row USING (number) WHERE pupil = ? AND role = ? AND kind = ?"
    " ORDER BY row.ledger, row.seq"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedRecord:
    """The entry by which a record left a file: its position, whose it was, and when (UTC text)."""

    record: str
    seq: int
    author: str
    at: str


def moved_out(connection: Connection, pupil_id: str) -> list[MovedRecord]:
    """Return the records that once stood in a child's file and now do not, by their ids."""
    left = _decided_out(connection, pupil_id)
    for record, seq, author, at in connection.all(_MOVED, (pupil_id, LEFT, MOVED)):
        left[record] = MovedRecord(record=record, seq=seq, author=author, at=at)
    return [left[record] for record in sorted(left) if not _stands(connection, record, pupil_id)]


def _decided_out(connection: Connection, pupil_id: str) -> dict[str, MovedRecord]:
    stood: dict[str, bool] = {}
    left: dict[str, MovedRecord] = {}
    for concern, seq, author, at, first, decided in connection.all(_DECIDED):
        before = stood.get(concern, _in_file(first, pupil_id))
        stood[concern] = _in_file(decided, pupil_id)
        if stood[concern]:
            left.pop(concern, None)
        elif before:
            left[concern] = MovedRecord(record=concern, seq=seq, author=author, at=at)
    return left


def _stands(connection: Connection, record: str, pupil_id: str) -> bool:
    found = connection.one(
        "SELECT 1 FROM chronology JOIN chronology_pupil USING (number)"
        " WHERE chronology.id = ? AND pupil = ?",
        (record, pupil_id),
    )
    return found is not None


def _in_file(fields: str, pupil_id: str) -> bool:
    pairs = links(stored_fields.values_of_text(fields).get("pupils"))
    return pupil_id in dict(in_file(pairs))
