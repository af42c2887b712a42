"""Moments of recording: UTC, to the millisecond, as text that sorts; shown in the school's own time
zone.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]
SCHOOL_ZONE = ZoneInfo("Europe/London")
# English on every computer: strftime's names are those of the language a window runs in, and the
# same values must give the same words on paper.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_SHORT = 3
_EARLIEST_YEAR = 1900  # of no computer; the first moments there are have none at school


def to_text(moment: datetime) -> str:
    """Return an aware moment as ``2026-11-22T09:10:00.000Z``; raises ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def from_text(text: str) -> datetime:
    """Read ``2026-11-22T09:10:00.000Z`` back; raises ValueError for any other form."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or not text.endswith("Z") or moment.year < _EARLIEST_YEAR:
        raise ValueError("not a UTC moment")
    return moment


def for_people(text: str) -> str:
    """Return a recorded moment as people read it at school: ``22 Nov 2026, 09:10``."""
    local = from_text(text).astimezone(SCHOOL_ZONE)
    return f"{short_date(local)}, {local:%H:%M}"


def school_day(text: str) -> date:
    """Return the day at school of a recorded moment: half past midnight in July is the next day."""
    return from_text(text).astimezone(SCHOOL_ZONE).date()


def iso_day(text: str) -> date:
    """Read a day as the record writes it, ``2026-11-22``; raises ValueError.

    ISO 8601 knows other ways to write the same day (``20261122``, ``2026-W47-7``); a list in order
    of such texts would put it at the wrong place, or never call it due.
    """
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError("not written as year-month-day")
    return day


def long_date(day: date) -> str:
    """Return a day in full: ``3 March 2026``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """Return a day for narrow places: ``3 Mar 2026``."""
    return f"{day.day} {_MONTHS[day.month - 1][:_SHORT]} {day.year}"
