"""The days on which the made-up school is open, and moments of a school day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from storage.records.times import SCHOOL_ZONE

_SATURDAY = 5
_NEW_YEAR_MONTH = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolDays:
    """``days`` in order; ``starts`` are the first days of the half terms."""

    days: tuple[date, ...]
    starts: tuple[date, ...]

    @property
    def last(self) -> date:
        """The day on which the made-up records end."""
        return self.days[-1]

    def on_or_after(self, day: date) -> date | None:
        """Return the next school day from ``day`` on; None when the records end before it."""
        return next((open_day for open_day in self.days if open_day >= day), None)

    def half_term(self, day: date) -> int:
        """Return the place of the half term that ``day`` lies in, or comes after."""
        return sum(1 for start in self.starts if start <= day) - 1


def school_days(half_terms: Sequence[Sequence[date]], *, last: date) -> SchoolDays:
    """Return the weekdays of the half terms (first and last day of each) up to ``last``."""
    days: list[date] = []
    for first, end in half_terms:
        day = first
        while day <= min(end, last):
            if day.weekday() < _SATURDAY:
                days.append(day)
            day += timedelta(days=1)
    return SchoolDays(days=tuple(days), starts=tuple(first for first, _ in half_terms))


def autumn_of(day: date) -> int:
    """Return the calendar year in whose September the school year of ``day`` began."""
    return day.year if day.month >= _NEW_YEAR_MONTH else day.year - 1


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return a moment of the school's own time as an aware UTC one; minutes may exceed an hour."""
    local = datetime.combine(day, time(0), tzinfo=SCHOOL_ZONE)
    return (local + timedelta(hours=hour, minutes=minute)).astimezone(UTC)
