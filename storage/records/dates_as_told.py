"""Reads dates as people wrote them ("early March 2015", "the next day"), inventing none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from storage.records.date_combining import Combined, combine, weekday_note
from storage.records.date_expressions import Span, find_spans
from storage.records.date_words import NO_DATE, simplify, without_weekdays
from storage.records.relative_dates import (
    Anchor,
    Background,
    Relative,
    find_relative,
    find_weekday,
    show_day,
)
from storage.records.school_calendar import KnownEvent, SchoolCalendar
from storage.records.time_of_day import with_time_of_day
from storage.records.when import When

_DEATH = re.compile(
    r"\b(?:child|pupil|boy|girl|baby|he|she)\b.{0,20}\b(?:dies|died|dead)\b|\bpronounced dead\b"
)
_BIRTH = re.compile(r"\b(?:child|pupil|boy|girl|baby|he|she)\b.{0,20}\bborn\b")
_DEATH_WORDS = (
    "he died",
    "she died",
    "they died",
    "child died",
    "his death",
    "her death",
    "death",
    "died",
)
_BIRTH_WORDS = ("he was born", "she was born", "birth", "born")
# January after a row in December is more likely the year after than the same year; it is told, not
# changed.
_LATE_MONTH, _EARLY_MONTH = 10, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldDate:
    """The date of one row as written, the words beside it, and what the row says happened."""

    as_published: str
    context: str = ""
    event: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a date was read; ``undecided`` says in words what was supposed or left open (empty when
    nothing was).
    """

    when: When
    undecided: str


class DateReader:
    """Reads the dates of a list row by row, in order: a row may lean on the row before.

    The year comes from the words themselves, else from the words beside them (``context``), else
    from the row before, and ``undecided`` says so. What cannot be read stays undated with its
    words.
    """

    def __init__(self, calendar: SchoolCalendar) -> None:
        self._calendar = calendar
        self._before: Anchor | None = None
        self._before_is_dated = False

    def read(self, as_published: str, context: str = "") -> Reading:
        """Return the reading of the next row's date text; never raises for any text."""
        reading = self._read(as_published, context)
        self._before_is_dated = reading.when.dated
        if reading.when.dated:
            self._before = _anchor_of(reading.when)
        return reading

    def _read(self, as_published: str, context: str) -> Reading:
        text = simplify(as_published)
        as_typed = " ".join(as_published.lower().split()).strip(" .:()[]")
        if not text or as_typed in NO_DATE:
            return _undated(as_published, "no date is given")
        combined = self._combined(text, context, self._background(context))
        if combined.span is None:
            undecided = combined.undecided or "no date could be read from these words"
            return _undated(as_published, undecided)
        return _reading(as_published, text, combined.span, combined.undecided)

    def _background(self, context: str) -> Background:
        found = find_spans(simplify(context), calendar=self._calendar, supplied_year=None)
        dated = [span for span in found.spans if span.precision != "year"]
        years = [span.first.year for span in found.spans]
        beside = None
        if dated:
            origin = f"{show_day(dated[0].first)}, named beside it"
            beside = Anchor(first=dated[0].first, last=dated[0].last, origin=origin)
        return Background(
            beside=beside,
            beside_year=years[0] if years else None,
            before=self._before if self._before_is_dated else None,
            dated_before=self._before,
            events=self._calendar.events,
        )

    def _combined(self, text: str, context: str, background: Background) -> Combined:
        relative = find_relative(text, background)
        year, where = background.beside_year, f"the words beside it: {context.strip()}"
        if year is None and background.dated_before is not None:
            year = background.dated_before.last.year
            row = "the row before" if background.before else "the last dated row before"
            where = f"{row} ({year})"
        rest = without_weekdays(relative.rest)
        found = find_spans(rest, calendar=self._calendar, supplied_year=year)
        if not found.spans and not relative.spans:
            relative = _with_weekday(relative, background)
        notes = list(relative.notes) if not found.spans else []
        if any(span.supplied for span in found.spans):
            notes.append(f"year taken from {where}")
            notes.extend(_new_year_note(found.spans, background))
        if found.lacking and not found.spans:
            notes.append("no year is told, and no row before has one")
        if found.impossible:
            notes.append("a day is written that does not exist")
        combined = combine(
            text=rest if found.spans else text,
            absolute=found.spans,
            relative=relative.spans,
            events=background.events,
        )
        return replace(combined, notes=(*notes, *combined.notes))


def read_dates(rows: Sequence[ToldDate], *, calendar: SchoolCalendar) -> tuple[Reading, ...]:
    """Read a whole list; times told by the child's birth or death are counted from the row that
    dates it.
    """
    reader = DateReader(calendar)
    first_pass = [reader.read(row.as_published, row.context) for row in rows]
    own_events = [
        *_event_of(rows, first_pass, _DEATH, _DEATH_WORDS, "the death dated in another row"),
        *_event_of(rows, first_pass, _BIRTH, _BIRTH_WORDS, "the birth dated in another row"),
    ]
    if not own_events:
        return tuple(first_pass)
    reader = DateReader(replace(calendar, events=(*calendar.events, *own_events)))
    return tuple(reader.read(row.as_published, row.context) for row in rows)


def _event_of(
    rows: Sequence[ToldDate],
    readings: Sequence[Reading],
    pattern: re.Pattern[str],
    words: tuple[str, ...],
    label: str,
) -> list[KnownEvent]:
    """Return the event if the rows that tell of it agree on one day (rows that are less exact do
    not count).
    """
    days = {
        reading.when.earliest[:10]
        for row, reading in zip(rows, readings, strict=True)
        if reading.when.earliest is not None
        and reading.when.latest is not None
        and reading.when.earliest[:10] == reading.when.latest[:10]
        and pattern.search(row.event.lower())
    }
    if len(days) != 1:
        return []
    return [KnownEvent(words=words, day=date.fromisoformat(days.pop()), label=label)]


def _with_weekday(relative: Relative, background: Background) -> Relative:
    found = find_weekday(relative.rest, background)
    if found is None:
        return relative
    if isinstance(found, str):
        return replace(relative, notes=(*relative.notes, found))
    return replace(relative, spans=(found,))


def _new_year_note(spans: Sequence[Span], background: Background) -> list[str]:
    before = background.dated_before
    if before is None or background.beside_year is not None:
        return []
    first = next(span.first for span in spans if span.supplied)
    if before.last.month >= _LATE_MONTH and first.month <= _EARLY_MONTH:
        return ["the list may have passed into the next year"]
    return []


def _undated(as_told: str, undecided: str) -> Reading:
    return Reading(when=When.unknown(as_told=as_told), undecided=undecided)


def _reading(as_told: str, text: str, span: Span, undecided: str) -> Reading:
    when = When(
        earliest=span.first.isoformat(),
        latest=span.last.isoformat(),
        precision=span.precision,
        as_told=as_told,
    )
    notes = [note for note in (undecided, weekday_note(text, span)) if note]
    return Reading(when=with_time_of_day(when, text), undecided="; ".join(notes))


def _anchor_of(when: When) -> Anchor:
    assert when.earliest is not None
    assert when.latest is not None
    first, last = date.fromisoformat(when.earliest[:10]), date.fromisoformat(when.latest[:10])
    shown = show_day(first) if first == last else f"{show_day(first)} to {show_day(last)}"
    return Anchor(first=first, last=last, origin=f"the row before ({shown})")
