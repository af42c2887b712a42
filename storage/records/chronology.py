"""The events of a child's life that matter, in order of when they happened; nothing undated is
dropped.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

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

# The field of an amendment that is a statement of somebody who disagrees.
DISAGREEMENT = "disagreement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """An amendment: the original stays, this stands beside it. ``seq`` is its ledger position.

    Of a corrected time ``happened`` is the new one and ``dated_before`` the one it took the place
    of. Of a statement of somebody who disagrees (``field`` is DISAGREEMENT) ``correction`` holds
    their words, ``stated_by`` and ``relationship`` say whose, ``stated_on`` the ISO day.
    """

    field: str
    correction: str
    reason: str
    by: str
    recorded_at: str
    seq: int = -1
    happened: When | None = None
    dated_before: When | None = None
    stated_by: str = ""
    relationship: str = ""
    stated_on: str = ""
    files: tuple[str, ...] = ()

    @property
    def is_statement(self) -> bool:
        """Whether somebody disagrees, rather than that something is corrected."""
        return self.field == DISAGREEMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A record was put into the right children's files: by whom, when (UTC text) and why."""

    by: str
    recorded_at: str
    reason: str
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a lead once said of a row: significant or not, in one line, and so what; None where that
    entry said nothing of it. ``recorded_at`` is UTC text, ``seq`` its ledger position.
    """

    significant: bool | None
    summary: str | None
    so_what: str | None
    by: str
    recorded_at: str
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChronologyEntry:
    """One row: the three times of one fact (happened, told/written, recorded), what is known, and
    who says so.

    ``id`` is the id of the record (concern, entry, action …); ``ledger`` and ``seq`` name the
    ledger entry it rests on.
    ``written_at`` is when the reporter wrote it (UTC text), ``recorded_at`` when the casebook took
    it (UTC text). ``happened`` is where the row stands: a corrected time counts.
    ``marks`` are what leads said of the row, the oldest first; ``event`` is the id
    that it shares with other rows taken as the same event, empty where there are none.
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
    marks: tuple[Mark, ...] = ()
    event: str = ""
    moves: tuple[Move, ...] = ()

    @property
    def dated_by(self) -> Correction | None:
        """The correction that set the time at which the row stands; None where none did."""
        redated = [each for each in self.corrections if each.happened is not None]
        return redated[-1] if redated else None

    @property
    def first_dated(self) -> When:
        """The time that the row bore before any correction."""
        before = (each.dated_before for each in self.corrections)
        return next((when for when in before if when is not None), self.happened)

    @property
    def so_what(self) -> str:
        """What the lead makes of it: their own analysis, never a fact of the record."""
        mark = last_mark(self, "so_what")
        return (mark.so_what or "") if mark else ""


def last_mark(
    entry: ChronologyEntry, name: Literal["significant", "summary", "so_what"]
) -> Mark | None:
    """Return the last mark that says something of this kind; None where none does."""
    said = [mark for mark in entry.marks if getattr(mark, name) is not None]
    return said[-1] if said else None


def marked_by(entry: ChronologyEntry) -> Mark | None:
    """Return who marked a significant row, and when: in a mark, or with the entry itself; None for
    a row that is not significant.
    """
    if not entry.significant:
        return None
    return last_mark(entry, "significant") or Mark(
        significant=True,
        summary=None,
        so_what=None,
        by=entry.author,
        recorded_at=entry.recorded_at,
        seq=entry.seq,
    )


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
