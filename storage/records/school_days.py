"""Counts school days: what must be answered "within five school days" is not due in a holiday."""

from datetime import date

from storage.records.school_calendar import DAY, SchoolCalendar

_SATURDAY = 5
# Longer than any holiday: beyond it the data are wrong, and working days are counted.
_LONGEST_HOLIDAY = 70


def is_school_day(day: date, calendar: SchoolCalendar) -> bool:
    """Whether the school is open: Monday to Friday in a term and not in its half-term holiday.

    Of years of which the data say nothing every Monday to Friday counts. Public holidays in a term
    and the school's own closing days are not known here.
    """
    if day.weekday() >= _SATURDAY:
        return False
    terms = [term for term in calendar.terms if term.year == day.year]
    if not terms:
        return True
    return any(
        term.first <= day <= term.last and not term.half_first <= day <= term.half_last
        for term in terms
    )


def after_school_days(start: date, days: int, calendar: SchoolCalendar) -> date:
    """Return the day on which ``days`` school days after ``start`` are over; ``start`` itself does
    not count.
    """
    day, left, passed = start, days, 0
    while left > 0:
        day += DAY
        passed += 1
        if is_school_day(day, calendar) or (
            passed > _LONGEST_HOLIDAY and day.weekday() < _SATURDAY
        ):
            left -= 1
    return day
