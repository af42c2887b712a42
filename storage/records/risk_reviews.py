"""On which days a plan may be looked at again: after so many days, or by the end of a half-term."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from storage.records.school_calendar import SchoolCalendar

_SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRule:
    """One day that is offered: ``days`` from today, or, with ``half_term``, the last school day of
    the half-term that is not nearer than ``least`` days. ``usual`` says after what it is usual:
    "first", "later", "incident".
    """

    code: str
    label: str
    why: str
    days: int = 0
    half_term: bool = False
    least: int = 0
    usual: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewOffer:
    """A day to choose: an ISO day, its words, and whether it is the usual one."""

    code: str
    label: str
    why: str
    day: str
    usual: bool


def offers(
    rules: Iterable[ReviewRule], *, calendar: SchoolCalendar, today: date, after: str
) -> tuple[ReviewOffer, ...]:
    """Return the days to choose from; ``after`` is "first", "later" or "incident"."""
    return tuple(
        ReviewOffer(
            code=rule.code,
            label=rule.label,
            why=rule.why,
            day=_day(rule, calendar, today).isoformat(),
            usual=after in rule.usual,
        )
        for rule in rules
    )


def school_day_before(day: date, *, calendar: SchoolCalendar, not_before: date) -> date:
    """Return ``day``, or the last school day before it where it is none; never one before
    ``not_before``. A year that the calendar lacks has only weekends.
    """
    found = day
    while found > not_before and not _is_school_day(found, calendar):
        found -= timedelta(days=1)
    return found if _is_school_day(found, calendar) else day


def half_term_end(day: date, *, calendar: SchoolCalendar) -> date | None:
    """Return the last school day of the half-term that runs on ``day`` or begins next; None where
    the calendar lacks it.
    """
    ends = sorted(
        end
        for term in calendar.terms
        for end in (_friday_before(term.half_first), term.last)
        if end >= day
    )
    return ends[0] if ends else None


def _day(rule: ReviewRule, calendar: SchoolCalendar, today: date) -> date:
    if rule.half_term:
        end = half_term_end(today + timedelta(days=rule.least), calendar=calendar)
        return end or today + timedelta(days=42)
    wanted = today + timedelta(days=rule.days)
    return school_day_before(wanted, calendar=calendar, not_before=today + timedelta(days=1))


def _is_school_day(day: date, calendar: SchoolCalendar) -> bool:
    if day.weekday() >= _SATURDAY:
        return False
    near = [term for term in calendar.terms if abs(term.year - day.year) <= 1]
    if not near:
        return True
    return any(
        term.first <= day <= term.last and not term.half_first <= day <= term.half_last
        for term in near
    )


def _friday_before(monday: date) -> date:
    day = monday - timedelta(days=1)
    while day.weekday() >= _SATURDAY:
        day -= timedelta(days=1)
    return day
