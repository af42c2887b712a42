"""Moments of recording: UTC text that sorts, shown in the school's own time."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.records.times import (
    for_people,
    from_text,
    long_date,
    school_day,
    short_date,
    to_text,
)

_MOMENTS = st.datetimes(
    min_value=datetime.fromisoformat("1970-01-01"),
    max_value=datetime.fromisoformat("2100-01-01"),
    timezones=st.timezones(),
)


@given(_MOMENTS)
def test_reads_back_to_the_millisecond(moment: datetime) -> None:
    text = to_text(moment)
    assert text.endswith("Z")
    assert abs((from_text(text) - moment).total_seconds()) < 0.001
    assert to_text(from_text(text)) == text


@given(_MOMENTS, _MOMENTS)
def test_text_sorts_as_time_does(one: datetime, other: datetime) -> None:
    if abs((one - other).total_seconds()) >= 0.001:
        assert (to_text(one) < to_text(other)) == (one < other)


def test_people_see_summer_time() -> None:
    assert for_people(to_text(datetime(2026, 7, 1, 9, 10, tzinfo=UTC))) == "1 Jul 2026, 10:10"
    assert for_people(to_text(datetime(2026, 11, 22, 9, 10, tzinfo=UTC))) == "22 Nov 2026, 09:10"


def test_refuses_naive_and_foreign_moments() -> None:
    with pytest.raises(ValueError, match="time zone"):
        to_text(datetime.fromisoformat("2026-01-01"))
    foreign = ("2026-01-01T00:00:00", "2026-01-01T00:00:00.000+01:00", "0001-01-01T00:00:00.000Z")
    for text in foreign:
        with pytest.raises(ValueError, match="UTC"):
            from_text(text)


@given(st.dates())
def test_days_are_written_as_in_english(day: date) -> None:
    """The tests run in the language C, whose names strftime gives."""
    assert long_date(day) == f"{day.day} {day:%B} {day.year}"
    assert short_date(day) == f"{day.day} {day:%b} {day.year}"


def test_the_day_at_school_is_not_that_of_utc() -> None:
    assert school_day("2026-07-01T23:30:00.000Z") == date(2026, 7, 2)
    assert school_day("2026-10-24T23:30:00.000Z") == date(2026, 10, 25)  # the clocks go back
    assert school_day("2026-11-01T23:30:00.000Z") == date(2026, 11, 1)
