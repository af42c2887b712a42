"""Dates of birth: what is certain is read, what is not is refused with a suggestion."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.records.date_of_birth import DateOfBirthError, read_date_of_birth


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", ""),
        ("2016-02-01", "2016-02-01"),
        ("01/02/2016", "2016-02-01"),
        ("1/2/2016", "2016-02-01"),
        ("01.02.2016", "2016-02-01"),
        ("2016-02-01 00:00:00", "2016-02-01"),
        ("2016-02-01T00:00:00", "2016-02-01"),
        ("20160201", "2016-02-01"),
        ("1 Feb 2016", "2016-02-01"),
        ("01-Feb-2016", "2016-02-01"),
        ("1 September 2016", "2016-09-01"),
        ("29/02/2016", "2016-02-29"),
    ],
)
def test_reads_what_is_certain(text: str, day: str) -> None:
    assert read_date_of_birth(text) == day


@pytest.mark.parametrize(
    ("text", "code", "suggestion"),
    [
        ("42401", "pupils.dob_serial", "2016-02-01"),
        ("42401.0", "pupils.dob_serial", "2016-02-01"),
        ("01-Feb-16", "pupils.dob_two_digit_year", "2016-02-01"),
        ("1/2/16", "pupils.dob_two_digit_year", "2016-02-01"),
        ("02/15/2016", "pupils.dob_month_first", "2016-02-15"),
        ("31/02/2016", "pupils.dob_unreadable", ""),
        ("01 Fbr 2016", "pupils.dob_unreadable", ""),
        ("yesterday", "pupils.dob_unreadable", ""),
        ("0001-01-01", "pupils.dob_unreadable", ""),
    ],
)
def test_refuses_what_is_not(text: str, code: str, suggestion: str) -> None:
    with pytest.raises(DateOfBirthError) as caught:
        read_date_of_birth(text)
    assert (caught.value.code, caught.value.suggestion) == (code, suggestion)


@given(st.dates(min_value=date(1900, 1, 1)))
def test_both_usual_forms_read_back(day: date) -> None:
    assert read_date_of_birth(day.isoformat()) == day.isoformat()
    assert read_date_of_birth(day.strftime("%d/%m/%Y").zfill(10)) == day.isoformat()


@given(st.text(alphabet="0123456789/-. :TAMJanFebruary", max_size=24))
def test_no_text_does_anything_else(text: str) -> None:
    try:
        day = read_date_of_birth(text)
    except DateOfBirthError:
        return
    assert day == "" or len(day) == 10
