"""Reckons on an axis of time: where a day stands, what part is shown, which days are named."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from storage.records.times import short_date

_SHORTEST = 14  # days
# steps of the names on the axis, in months; below them days
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240)
_DAYS = (1, 2, 7, 14)
_EPOCH = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Axis:
    """All of the time from ``first`` to ``last``, and the part of it that is shown."""

    first: date = _EPOCH
    last: date = _EPOCH
    since: date | None = None
    days_shown: int = 0

    @property
    def start(self) -> date:
        """The first day that is shown."""
        return self.since or self.first

    @property
    def days(self) -> int:
        """How many days are shown."""
        return self.days_shown or max((self.last - self.first).days, 1)

    def share(self, day: date) -> float:
        """Where a day stands: 0 at the left end of what is shown, 1 at the right."""
        return (day - self.start).days / self.days

    def whole(self) -> "Axis":
        """Return it with all of the time in sight."""
        return Axis(self.first, self.last)

    def zoomed(self, factor: float, middle: date | None) -> "Axis":
        """Return it with ``factor`` times as many days in sight, around ``middle``."""
        whole = max((self.last - self.first).days, 1)
        days = max(min(round(self.days * factor), whole), min(_SHORTEST, whole))
        if days >= whole:
            return self.whole()
        around = middle or self.start + timedelta(days=self.days // 2)
        return self._moved(around - timedelta(days=days // 2), days)

    def with_day(self, day: date) -> "Axis":
        """Return it moved so that a day is in sight."""
        if 0.0 <= self.share(day) <= 1.0:
            return self
        return self._moved(day - timedelta(days=self.days // 2), self.days)

    def words(self) -> str:
        """What is shown: ``3 Mar 2024 to 20 Nov 2026``."""
        return f"{short_date(self.start)} to {short_date(self.start + timedelta(days=self.days))}"

    def _moved(self, since: date, days: int) -> "Axis":
        latest = self.last - timedelta(days=days)
        return replace(self, since=max(min(since, latest), self.first), days_shown=days)


def ticks(axis: Axis, *, most: int) -> Iterator[tuple[date, str]]:
    """Yield at most so many days in sight that are named on the axis, with their names: months and
    years, or days where little time is shown.
    """
    end = axis.start + timedelta(days=axis.days)
    months = axis.days / 30.4
    step = next((each for each in _MONTHS if months / each <= most), _MONTHS[-1])
    if months > 2:
        day = date(axis.start.year, axis.start.month, 1)
        while day <= end:
            index = day.year * 12 + day.month - 1
            if day >= axis.start and index % step == 0:
                yield day, str(day.year) if step >= 12 else short_date(day).partition(" ")[2]
            day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        return
    days = next((each for each in _DAYS if axis.days / each <= most), _DAYS[-1])
    for number in range(0, axis.days + 1, days):
        day = axis.start + timedelta(days=number)
        yield day, short_date(day)
