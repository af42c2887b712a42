"""Writes out the times of a chronology's row: made so when it is printed, and again to check it."""

import re
from datetime import date

from storage.records.chronology import days_after
from storage.records.times import for_people, long_date, school_day, short_date
from storage.records.when import When

_FIGURES = re.compile(r"[ ./-]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Words that say by themselves how exact they are: "March 2006", "2003".
_PLAIN = frozenset({"minute", "about", "day", "month", "year", "part-day"})


def happened_words(when: When) -> str:
    """Return the time in the words it was told in, where they say the year; else as it was read."""
    if not when.dated or _YEAR.search(when.as_told) or when.precision in ("minute", "about"):
        return when.for_people()
    first, last = (when.earliest or "")[:10], (when.latest or "")[:10]
    return _day(first) if first == last else f"{_day(first)} to {_day(last)}"


def happened_note(when: When) -> str:
    """Return what must be known about the time: how vague it is, how it was told, how it was
    read.
    """
    if not when.dated:
        return "undated"
    parts = []
    first, last = (when.earliest or "")[:10], (when.latest or "")[:10]
    if when.precision not in _PLAIN and _YEAR.search(when.as_told) and first != last:
        parts.append(f"read as {_day(first)} to {_day(last)}")
    if when.as_told not in ("", happened_words(when)) and not _same_day(when):
        parts.append(f"as told: “{when.as_told}”")
    return "; ".join(parts)


def redated_note(first: When, *, at: str) -> str:
    """Return where a row stood before its time was corrected, and since when (UTC text) it no
    longer does.
    """
    return f"dated {happened_words(first)} until corrected on {_day(school_day(at).isoformat())}"


def written_note(when: When, *, written_at: str, recorded_at: str) -> str:
    """Return how long after the event it was written, and when, where that is not when it was
    recorded; both are UTC texts. Empty where it was written the same day and recorded at once.
    """
    written = for_people(written_at or recorded_at)
    at = written if written != for_people(recorded_at) else ""
    late = days_after(when, written_at or recorded_at)
    if not late:
        return f"written {at}" if at else ""
    days = f"written {late} day{'s' if late != 1 else ''} later"
    return f"{days}, {at}" if at else days


def _same_day(when: When) -> bool:
    """Whether the words as told are nothing but the day that is printed, figures or letters."""
    first, last = (when.earliest or "")[:10], (when.latest or "")[:10]
    if first != last:
        return False
    day = date.fromisoformat(first)
    figures = {(day.day, day.month, day.year), (day.year, day.month, day.day)}
    if when.as_told.strip() in (long_date(day), short_date(day)):
        return True
    return tuple(int(each) for each in _FIGURES.split(when.as_told) if each.isdecimal()) in figures


def _day(text: str) -> str:
    return short_date(date.fromisoformat(text))
