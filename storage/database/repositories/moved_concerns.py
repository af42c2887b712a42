"""Concerns that stood in a child's file until somebody put right which children they are about."""

from dataclasses import dataclass

from storage.database import stored_fields
from storage.database.connection import Connection
from storage.database.projections.fact import in_file, links

_MOVES = (
    "SELECT triage.concern, triage.seq, triage.author, triage.recorded_at, first.fields,"
    " entry.fields FROM triage"
    " JOIN entry ON entry.ledger = triage.ledger AND entry.seq = triage.seq"
    " JOIN concern ON concern.id = triage.concern"
    " JOIN entry AS first ON first.ledger = concern.ledger AND first.seq = concern.seq"
    " WHERE instr(entry.fields, '\"pupils\"') AND first.fields IS NOT NULL"
    " ORDER BY triage.concern, triage.seq"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedConcern:
    """The decision by which a concern left a file: its position, whose it was, and when (UTC
    text).
    """

    concern: str
    seq: int
    author: str
    at: str


def moved_out(connection: Connection, pupil_id: str) -> list[MovedConcern]:
    """Return the concerns that once stood in a child's file and now do not, by their ids."""
    stood: dict[str, bool] = {}
    left: dict[str, MovedConcern] = {}
    for concern, seq, author, at, first, decided in connection.all(_MOVES):
        before = stood.get(concern, _in_file(first, pupil_id))
        stood[concern] = _in_file(decided, pupil_id)
        if stood[concern]:
            left.pop(concern, None)
        elif before:
            left[concern] = MovedConcern(concern=concern, seq=seq, author=author, at=at)
    return list(left.values())


def _in_file(fields: str, pupil_id: str) -> bool:
    pairs = links(stored_fields.values_of_text(fields).get("pupils"))
    return pupil_id in dict(in_file(pairs))
