"""Days and hours in which somebody is to answer, against days counted by hand on a calendar."""

from datetime import date, datetime

import pytest

from storage.database.repositories.limits import usual_limits, work_calendar
from storage.records.time_limits import TimeLimit, deadline, read_local
from storage.records.working_days import usual_bank_holidays

CALENDAR = work_calendar()


def limit(amount: int, unit: str, counted: str) -> TimeLimit:
    """A time limit."""
    return TimeLimit(
        code="x", label="x", definition="", amount=amount, unit=unit, counted=counted
    )  # fmt: skip


# begun, amount, unit, counted, over on
BY_HAND = (
    # one working day: over a weekend, over Easter 2026 (Good Friday 3, Monday 6 April)
    ("2026-11-19", 1, "days", "office", "2026-11-20"),
    ("2026-11-20", 1, "days", "office", "2026-11-23"),
    ("2026-04-02", 1, "days", "office", "2026-04-07"),
    # Christmas 2026: Friday 25, the 26th is a Saturday, so Monday 28 stands in for it
    ("2026-12-24", 1, "days", "office", "2026-12-29"),
    ("2026-12-24", 2, "days", "office", "2026-12-30"),
    # New Year's Day 2022 was a Saturday; Christmas 2022 a Sunday; a day of mourning; a jubilee
    ("2021-12-31", 1, "days", "office", "2022-01-04"),
    ("2022-12-23", 1, "days", "office", "2022-12-28"),
    ("2022-09-16", 1, "days", "office", "2022-09-20"),
    ("2022-06-01", 1, "days", "office", "2022-06-06"),
    ("2022-05-27", 1, "days", "office", "2022-05-30"),
    ("2023-05-05", 1, "days", "office", "2023-05-09"),
    ("2020-05-07", 1, "days", "office", "2020-05-11"),
    ("2020-05-01", 1, "days", "office", "2020-05-04"),
    # a council works in half term, a school does not (26 to 30 October 2026)
    ("2026-10-23", 1, "days", "office", "2026-10-26"),
    ("2026-10-23", 1, "days", "school", "2026-11-02"),
    ("2026-10-22", 5, "days", "school", "2026-11-05"),
    # a school counts no bank holiday of its term: Monday 4 May 2026
    ("2026-05-01", 1, "days", "school", "2026-05-05"),
    # over the summer: term ends Friday 24 July 2026, begins Tuesday 1 September
    ("2026-07-24", 1, "days", "school", "2026-09-01"),
    # 45 working days from Friday 20 November 2026: to Friday 18 December are 20, then
    # 21-24 (4) = 24, 29-31 (3) = 27, 4 January on: 4-8 = 32, 11-15 = 37, 18-22 = 42, 25-27 = 45
    ("2026-11-20", 45, "days", "office", "2027-01-27"),
    # 15 working days from Monday 23 March 2026: 24-27 = 4, 30 March to 2 April = 8, 7-10 = 12,
    # 13-15 = 15
    ("2026-03-23", 15, "days", "office", "2026-04-15"),
    # 10 working days, 91 and 182 days by the calendar
    ("2026-11-20", 10, "days", "office", "2026-12-04"),
    ("2026-11-20", 91, "days", "calendar", "2027-02-19"),
    ("2026-11-20", 182, "days", "calendar", "2027-05-21"),
    # hours: 24 of them, also in the nights when the clocks change (29 March, 25 October 2026)
    ("2026-11-20T14:10", 24, "hours", "calendar", "2026-11-21T14:10"),
    ("2026-03-28T10:00", 24, "hours", "calendar", "2026-03-29T11:00"),
    ("2026-10-24T10:00", 24, "hours", "calendar", "2026-10-25T09:00"),
    ("2026-11-20T14:10", 48, "hours", "calendar", "2026-11-22T14:10"),
    # of a day without an hour: to the end of the next day
    ("2026-11-20", 24, "hours", "calendar", "2026-11-21"),
    ("2026-11-20", 48, "hours", "calendar", "2026-11-22"),
    # office hours are 9 to 17
    ("2026-11-20T15:00", 4, "hours", "office", "2026-11-23T11:00"),
    ("2026-11-20T08:00", 4, "hours", "office", "2026-11-20T13:00"),
    ("2026-11-21T12:00", 8, "hours", "office", "2026-11-23T17:00"),
    ("2026-11-20", 4, "hours", "office", "2026-11-23"),
)  # fmt: skip


@pytest.mark.parametrize(("begun", "amount", "unit", "counted", "over"), BY_HAND)
def test_a_time_is_over_when_a_person_counts_it_over(begun, amount, unit, counted, over) -> None:
    found = deadline(limit(amount, unit, counted), begun, CALENDAR)
    assert (found.at or found.day) == over
    assert found.day == over[:10]


def test_bank_holidays_of_years_that_were_published() -> None:
    # gov.uk/bank-holidays, England and Wales
    published = {
        2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
        2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
        2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
        2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
        2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
    }
    for year, days in published.items():
        assert usual_bank_holidays(year) == {
            date.fromisoformat(f"{year}-{day}") for day in days.split()
        }


def test_it_is_over_only_after_its_minute_or_day() -> None:
    by_minute = deadline(limit(24, "hours", "calendar"), "2026-11-20T14:10", CALENDAR)
    assert not by_minute.over(datetime.fromisoformat("2026-11-21T14:10"))
    assert by_minute.over(datetime.fromisoformat("2026-11-21T14:11"))
    by_day = deadline(limit(1, "days", "office"), "2026-11-20", CALENDAR)
    assert not by_day.over(datetime.fromisoformat("2026-11-23T23:59"))
    assert by_day.over(datetime.fromisoformat("2026-11-24T00:00"))


def test_the_limits_that_the_law_and_the_guidance_name() -> None:
    usual = usual_limits()
    named = {
        code: (usual[code].amount, usual[code].unit, usual[code].counted)
        for code in (
            *("referral_written", "la_decision", "assessment", "initial_conference"),
            *("core_group", "first_review", "later_review"),
        )
    }
    assert named == {
        "referral_written": (24, "hours", "calendar"),
        "la_decision": (1, "days", "office"),
        "assessment": (45, "days", "office"),
        "initial_conference": (15, "days", "office"),
        "core_group": (10, "days", "office"),
        "first_review": (91, "days", "calendar"),
        "later_review": (182, "days", "calendar"),
    }


GOOD = {
    "amount": 48, "unit": "hours", "counted": "calendar", "reason": "r", "by": "b", "on": "d",
}  # fmt: skip


def test_a_setting_that_is_no_time_limit_is_not_one() -> None:
    found = read_local(GOOD)
    assert found is not None
    assert found.to_value() == GOOD
    for wrong in (
        None, 7, {}, {**GOOD, "amount": 0}, {**GOOD, "amount": True}, {**GOOD, "unit": "weeks"},
        {**GOOD, "counted": "moon"}, {**GOOD, "amount": "2"}, {**GOOD, "amount": 1_000_000},
    ):  # fmt: skip
        assert read_local(wrong) is None


def test_a_day_that_no_calendar_reaches_breaks_nothing() -> None:
    for counted in ("calendar", "office", "school"):
        for start in ("9999-12-30", "0001-01-01"):
            assert deadline(limit(45, "days", counted), start, CALENDAR).day >= start
    for start in ("9999-12-31T23:00", "0001-01-01T00:00"):
        assert deadline(limit(24, "hours", "calendar"), start, CALENDAR).day >= start[:10]
