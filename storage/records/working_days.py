"""Counts working days and hours: of offices (Monday to Friday without bank holidays), and of the
school (its terms, without bank holidays).
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from storage.records.school_calendar import DAY, SchoolCalendar, easter_sunday
from storage.records.school_days import is_school_day

_SATURDAY = 5
# Longer than any holiday: beyond it the data are wrong, and office days are counted.
_LONGEST_CLOSURE = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCalendar:
    """``moved`` and ``added`` are bank holidays that differ from the rule; offices are open from
    ``opens`` to ``closes`` o'clock.
    """

    school: SchoolCalendar = field(default_factory=SchoolCalendar)
    moved: tuple[tuple[date, date], ...] = ()
    added: tuple[date, ...] = ()
    opens: int = 9
    closes: int = 17

    def is_bank_holiday(self, day: date) -> bool:
        """Whether banks and councils in England and Wales are closed, weekends aside."""
        if day in self.added or any(day == to for _usual, to in self.moved):
            return True
        return day in usual_bank_holidays(day.year) and all(
            day != usual for usual, _to in self.moved
        )

    def is_office_day(self, day: date) -> bool:
        """Whether a council works: Monday to Friday, bank holidays aside; also in school
        holidays.
        """
        return day.weekday() < _SATURDAY and not self.is_bank_holiday(day)

    def is_school_day(self, day: date) -> bool:
        """Whether the school is open; its own closing days are not known here."""
        return is_school_day(day, self.school) and not self.is_bank_holiday(day)

    def after_office_days(self, start: date, days: int) -> date:
        """Return the office day on which ``days`` are over; ``start`` itself does not count."""
        day, left = start, days
        while left > 0:
            day += DAY
            left -= self.is_office_day(day)
        return day

    def after_school_days(self, start: date, days: int) -> date:
        """Return the school day on which ``days`` are over; ``start`` itself does not count."""
        day, left, closed = start, days, 0
        while left > 0:
            day += DAY
            open_now = self.is_school_day(day)
            closed = 0 if open_now else closed + 1
            if open_now or (closed > _LONGEST_CLOSURE and self.is_office_day(day)):
                left -= 1
        return day

    def after_office_hours(self, start: datetime, hours: int) -> datetime:
        """Return the moment at which so many office hours are over; times are the school's own,
        without a zone.
        """
        moment, left = self._into_hours(start), timedelta(hours=hours)
        while True:
            closing = datetime.combine(moment.date(), time(self.closes))
            if moment + left <= closing:
                return moment + left
            left -= closing - moment
            moment = self._into_hours(datetime.combine(moment.date() + DAY, time()))

    def _into_hours(self, moment: datetime) -> datetime:
        """The moment itself while the office is open, else when it opens next."""
        day = moment.date()
        if moment >= datetime.combine(day, time(self.closes)):
            day += DAY
        while not self.is_office_day(day):
            day += DAY
        return max(moment, datetime.combine(day, time(self.opens)))


def usual_bank_holidays(year: int) -> frozenset[date]:
    """Return the bank holidays of England and Wales by the usual rule, with the weekdays that
    stand in for those on a weekend.
    """
    easter = easter_sunday(year)
    return frozenset(
        {
            _weekday_from(date(year, 1, 1)),
            easter - 2 * DAY,
            easter + DAY,
            _monday_from(date(year, 5, 1)),
            _monday_from(date(year, 5, 25)),
            _monday_from(date(year, 8, 25)),
            *_christmas(year),
        }
    )


def _christmas(year: int) -> tuple[date, date]:
    first, second = date(year, 12, 25), date(year, 12, 26)
    if first.weekday() == _SATURDAY:
        return date(year, 12, 27), date(year, 12, 28)
    if first.weekday() > _SATURDAY:
        return second, date(year, 12, 27)
    return first, date(year, 12, 28) if second.weekday() == _SATURDAY else second


def _weekday_from(day: date) -> date:
    return day if day.weekday() < _SATURDAY else _monday_from(day)


def _monday_from(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)
