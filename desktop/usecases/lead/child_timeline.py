"""Gathers what stands on the axis of time in a child's file."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from storage.database.connection import Connection
from storage.database.repositories import attendance, chronology_lists, plans, statuses
from storage.intake import vocabularies
from storage.records.timeline import ABSENCE, CONCERN, MARK, SPAN, TimelineItem
from storage.records.times import short_date

# (first ISO day, last ISO day, sessions possible, sessions missed) of each stretch of school days
Absences = Callable[[Connection, str], Sequence[tuple[str, str, int, int]]]
_MOST_WORDS = 90


def child_timeline(
    connection: Connection, pupil_id: str, *, absences: Absences = attendance.on_the_axis
) -> tuple[TimelineItem, ...]:
    """Return everything of one child in order of time, what is not dated last."""
    items = [
        *_concerns(connection, pupil_id),
        *_absences(absences(connection, pupil_id)),
        *_spans(connection, pupil_id),
        *_marks(connection, pupil_id),
    ]
    return tuple(sorted(items, key=lambda one: (not one.dated, one.since, one.until, one.words)))


def _concerns(connection: Connection, pupil_id: str) -> Iterator[TimelineItem]:
    levels = vocabularies.load("case_levels")
    ranks = {item.code: int(item.extra.get("rank", 0)) for item in levels.items}
    highest = max(ranks.values(), default=0)
    for row in chronology_lists.marks_in_time(connection, pupil_id, kinds=("concern",)):
        level = levels.label(row.level) if row.level else "no level decided yet"
        yield TimelineItem(
            lane=CONCERN,
            id=row.id,
            since=row.first,
            until=row.last,
            words=f"{_when(row.first, row.last)}Concern, {_lower(level)}: {_short(row.words)}",
            rank=ranks.get(row.level, 0),
            ranks=highest,
        )


def _absences(found: Sequence[tuple[str, str, int, int]]) -> Iterator[TimelineItem]:
    for since, until, possible, missed in found:
        words = f"{_when(since, until)}Absent for {missed} of {possible} sessions"
        yield TimelineItem(
            lane=ABSENCE,
            id="",
            since=since,
            until=until,
            words=words,
            possible=possible,
            missed=missed,
        )


def _spans(connection: Connection, pupil_id: str) -> Iterator[TimelineItem]:
    for since, until, kind, title, row in plans.spans(connection, pupil_id):
        yield _span(since, until, vocabularies.load("plan_kinds").label(kind), title, row)
    for since, until, kind, text, row in statuses.status_events(connection, pupil_id):
        yield _span(since, until, vocabularies.load("pupil_statuses").label(kind), text, row)


def _span(since: str, until: str, label: str, more: str, row: str) -> TimelineItem:
    told = _short(more)
    said = label if not told else told if told.startswith(label) else f"{label}: {told}"
    time = f"{_when(since, until)}" if until or not since else f"Since {_day(since)} · "
    return TimelineItem(lane=SPAN, id=row, since=since, until=until, words=f"{time}{said}")


def _marks(connection: Connection, pupil_id: str) -> Iterator[TimelineItem]:
    kinds = ("referral_made",)
    for row in chronology_lists.marks_in_time(connection, pupil_id, kinds=kinds):
        words = f"{_when(row.first, row.last)}Referral: {_short(row.words)}"
        yield TimelineItem(lane=MARK, id=row.id, since=row.first, until=row.last, words=words)
    meetings = vocabularies.load("meeting_kinds")
    for day, kind, meeting in plans.meeting_days(connection, pupil_id):
        words = f"{_when(day, day)}Meeting: {meetings.label(kind)}"
        yield TimelineItem(lane=MARK, id=meeting, since=day[:10], until=day[:10], words=words)


def _when(first: str, last: str) -> str:
    if not first:
        return "Not dated · "
    begun, ended = _day(first), _day(last or first)
    return f"{begun} · " if begun == ended else f"{begun} to {ended} · "


def _day(iso: str) -> str:
    return short_date(date.fromisoformat(iso[:10]))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST_WORDS else f"{line[:_MOST_WORDS].rsplit(' ', 1)[0]}…"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
