"""School days: weekends and holidays do not count; without data every weekday does."""

from datetime import date, timedelta

import pytest

from storage.intake.vocabularies import load_calendar
from storage.records.school_calendar import SchoolCalendar
from storage.records.school_days import after_school_days, is_school_day


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-11-16", "2026-11-23"),  # a Monday: the Monday after
        ("2026-11-20", "2026-11-27"),
        ("2026-11-21", "2026-11-27"),  # sent on a Saturday
        ("2026-10-22", "2026-11-05"),  # half term does not count
        ("2026-07-23", "2026-09-04"),  # nor do the summer holidays
    ],
)
def test_five_school_days(start: str, due: str) -> None:
    found = after_school_days(date.fromisoformat(start), 5, load_calendar())
    assert found == date.fromisoformat(due)


def test_without_data_weekdays_count() -> None:
    assert after_school_days(date(2026, 8, 3), 5, SchoolCalendar()) == date(2026, 8, 10)
    assert not is_school_day(date(2026, 8, 8), SchoolCalendar())
    assert not is_school_day(date(2026, 8, 3), load_calendar()), "the control: a holiday"


def test_it_always_ends_and_never_lies_before_the_same_days_of_the_calendar() -> None:
    calendar = load_calendar()
    for offset in range(0, 3650, 11):
        start = date(2020, 1, 1) + timedelta(days=offset)
        due = after_school_days(start, 5, calendar)
        assert timedelta(days=7) - timedelta(days=2) <= due - start <= timedelta(days=80)
        assert is_school_day(due, calendar)
