"""The events of a child's life that matter, in order of when they happened; nothing undated is
dropped.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from storage.records import row_types
from storage.records.times import school_day
from storage.records.when import When

# Where a row of a chronology comes from.
KINDS = (
    "concern",
    "decision",
    "action",
    "outcome",
    "entry",
    "transcribed",
    "volume",
    "risk_assessment",
    "reply",
    "closure",
    *row_types.KINDS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """An amendment: the original stays, this stands beside it. ``seq`` is its ledger position."""

    field: str
    correction: str
    reason: str
    by: str
    recorded_at: str
    seq: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class ChronologyEntry:
    """One row: the three times of one fact (happened, told/written, recorded), what is known, and
    who says so.

    ``id`` is the id of the record (concern, entry, action …); ``ledger`` and ``seq`` name the
    ledger entry it rests on.
    ``written_at`` is when the reporter wrote it (UTC text), ``recorded_at`` when the casebook took
    it (UTC text).
    """

    id: str
    kind: str
    ledger: str
    seq: int
    happened: When
    text: str
    child_words: str
    source: str
    action: str
    decision: str
    reason: str
    outcome: str
    author: str
    written_at: str
    recorded_at: str
    significant: bool
    transcribed: bool
    summary: str = ""
    category: str = ""
    level: str = ""
    context: str = ""
    undecided: str = ""
    source_ref: str = ""
    pupil_role: str = "subject"
    body_maps: int = 0
    files: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()


def in_order(entries: Iterable[ChronologyEntry]) -> tuple[ChronologyEntry, ...]:
    """Order by when it happened, then by ledger position; undated rows stay, after the dated ones.

    The order is total and stable: the same entries give the same order whatever order they come in.
    """
    return tuple(
        sorted(entries, key=lambda row: (*row.happened.sort_key, row.ledger, row.seq, row.id))
    )


def days_late(entry: ChronologyEntry) -> int | None:
    """Days at school from the latest possible moment of the event to its writing; 0 when the same
    day, None when undated.
    """
    return days_after(entry.happened, entry.written_at or entry.recorded_at)


def days_after(happened: When, written_at: str) -> int | None:
    """Days at school from the latest possible moment of an event to ``written_at`` (UTC text)."""
    if happened.latest is None:
        return None
    return max(0, (school_day(written_at) - date.fromisoformat(happened.latest[:10])).days)
