"""Times after which somebody asks: how long, counted how, and on which day they are over."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from storage.records.times import SCHOOL_ZONE
from storage.records.working_days import WorkCalendar

# How a time is counted: by the calendar, in days or hours of an office, in days of the school.
COUNTED = ("calendar", "office", "school")
UNITS = ("hours", "days")
LONGEST = 1_000
_DAY_HOURS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalLimit:
    """What a school set in the place of the usual time: why, who (a name), on which ISO day."""

    amount: int
    unit: str
    counted: str
    reason: str
    by: str
    on: str

    def to_value(self) -> dict[str, Any]:
        """Return the value that the setting keeps."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimit:
    """``amount`` hours or days (``unit``), ``counted`` as COUNTED says; ``silent`` is what to do
    when the time is over and nobody answered.
    """

    code: str
    label: str
    definition: str
    amount: int
    unit: str
    counted: str
    silent: str = ""
    local: LocalLimit | None = None

    def with_local(self, local: LocalLimit | None) -> "TimeLimit":
        """Return this time as the school set it."""
        if local is None:
            return self
        return replace(
            self, amount=local.amount, unit=local.unit, counted=local.counted, local=local
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """When a time is over: an ISO day, and ``at`` the minute in the school's own time
    (``2026-11-22T12:40``), empty where only the day counts.
    """

    limit: TimeLimit
    day: str
    at: str = ""

    def over(self, now: datetime) -> bool:
        """Whether it is over; ``now`` is in the school's own time, without a zone."""
        if self.at:
            return now.strftime("%Y-%m-%dT%H:%M") > self.at
        return now.date().isoformat() > self.day


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The time limits in force by code, and the calendar they are counted in."""

    limits: Mapping[str, TimeLimit]
    calendar: WorkCalendar

    def get(self, code: str) -> TimeLimit | None:
        """Return a limit; None for a code that this edition does not have."""
        return self.limits.get(code)


def deadline(limit: TimeLimit, start: str, calendar: WorkCalendar) -> Deadline:
    """Return when the time that began at ``start`` is over.

    ``start`` is an ISO day, or a minute in the school's own time. Hours that begin on a day of
    which nobody knows the hour are over at the end of the day that the whole of them lasts to. A
    time that no calendar reaches (a day of the year 9999) is over at once.
    """
    day = date.fromisoformat(start[:10])
    try:
        if limit.unit == "hours":
            return _in_hours(limit, start, day, calendar)
        return Deadline(limit=limit, day=_after_days(limit, day, calendar).isoformat())
    except OverflowError:
        return Deadline(limit=limit, day=day.isoformat())


def _after_days(limit: TimeLimit, day: date, calendar: WorkCalendar) -> date:
    if limit.counted == "office":
        return calendar.after_office_days(day, limit.amount)
    if limit.counted == "school":
        return calendar.after_school_days(day, limit.amount)
    return day + timedelta(days=limit.amount)


def _in_hours(limit: TimeLimit, start: str, day: date, calendar: WorkCalendar) -> Deadline:
    if "T" not in start:
        if limit.counted == "calendar":
            days = -(-limit.amount // _DAY_HOURS)
            return Deadline(limit=limit, day=(day + timedelta(days=days)).isoformat())
        hours = max(1, calendar.closes - calendar.opens)
        over = calendar.after_office_days(day, -(-limit.amount // hours))
        return Deadline(limit=limit, day=over.isoformat())
    moment = datetime.fromisoformat(start)
    if limit.counted == "calendar":
        # hours pass as they do, also in the night when the clocks change
        begun = moment.replace(tzinfo=SCHOOL_ZONE).astimezone(UTC)
        over_at = (begun + timedelta(hours=limit.amount)).astimezone(SCHOOL_ZONE)
    else:
        over_at = calendar.after_office_hours(moment, limit.amount)
    at = over_at.strftime("%Y-%m-%dT%H:%M")
    return Deadline(limit=limit, day=at[:10], at=at)


def read_local(value: Any) -> LocalLimit | None:
    """Read what a school set; None for anything that is not a time limit."""
    if not isinstance(value, Mapping):
        return None
    try:
        local = LocalLimit(**{name: value[name] for name in LocalLimit.__slots__})
    except (KeyError, TypeError):
        return None
    amount = local.amount
    whole = isinstance(amount, int) and not isinstance(amount, bool) and 0 < amount <= LONGEST
    return local if whole and local.unit in UNITS and local.counted in COUNTED else None
