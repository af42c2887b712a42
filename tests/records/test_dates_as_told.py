"""Dates as told: both published chronologies, other ways people write, nothing invented."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.intake.vocabularies import load_calendar
from storage.records.dates_as_told import DateReader, Reading, ToldDate, read_dates

CALENDAR = load_calendar()
NOTHING = (None, None, "unknown")


def read(*texts: str | tuple[str, str]) -> Reading:
    """Read the texts as the rows of one list; return how the last was read."""
    reader = DateReader(CALENDAR)
    result = None
    for text in texts:
        as_published, context = (text, "") if isinstance(text, str) else text
        result = reader.read(as_published, context)
    assert result is not None
    return result


def bounds(reading: Reading) -> tuple[str | None, str | None, str]:
    return reading.when.earliest, reading.when.latest, reading.when.precision


@pytest.mark.parametrize(("child", "count"), [("P", 51), ("A", 28)])
def test_published_chronologies_are_read_as_their_key(
    shared_data: Path, child: str, count: int
) -> None:
    folder = shared_data / "chronologies"
    rows = _rows(folder / f"child_{child}_input.csv")
    key = _rows(folder / f"child_{child}_datekey.csv")
    told = [
        ToldDate(
            as_published=row["date_as_published"], context=row["date_context"], event=row["event"]
        )
        for row in rows
    ]
    readings = read_dates(told, calendar=CALENDAR)
    assert len(readings) == len(key) == count
    for row, wanted, reading in zip(rows, key, readings, strict=True):
        expected = (wanted["earliest"], wanted["latest"], wanted["precision"])
        assert bounds(reading) == expected, row["date_as_published"]
        assert reading.when.as_told == row["date_as_published"]
        if "year must be supplied" in wanted["note"]:
            assert "year taken from the row before" in reading.undecided


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("early March 2015", "2015-03-01", "2015-03-10", "part-month"),
        ("mid June 2015", "2015-06-11", "2015-06-20", "part-month"),
        ("end of February 2016", "2016-02-21", "2016-02-29", "part-month"),
        ("first week of May 2019", "2019-05-01", "2019-05-07", "part-month"),
        ("summer term 2016", "2016-04-11", "2016-07-22", "term"),
        ("end of autumn term 2018", "2018-12-01", "2018-12-21", "term"),
        ("October half-term 2019", "2019-10-28", "2019-11-01", "term"),
        ("Autumn 2019", "2019-09-01", "2019-11-30", "range"),
        ("winter 2019", "2019-12-01", "2020-02-29", "range"),
        ("12/03/2021", "2021-03-12", "2021-03-12", "day"),
        ("3.4.19", "2019-04-03", "2019-04-03", "day"),
        ("05-May-19", "2019-05-05", "2019-05-05", "day"),
        ("2019-05-05", "2019-05-05", "2019-05-05", "day"),
        ("20190505", "2019-05-05", "2019-05-05", "day"),
        ("Sept 4th '18", "2018-09-04", "2018-09-04", "day"),
        ("5 Mai 2019", "2019-05-05", "2019-05-05", "day"),
        ("Décember 2019", "2019-12-01", "2019-12-31", "month"),
        ("05/2019", "2019-05-01", "2019-05-31", "month"),
        ("w/c 6 May 2019", "2019-05-06", "2019-05-12", "range"),
        ("week ending 10 May 2019", "2019-05-04", "2019-05-10", "range"),
        ("week of 8 May 2019", "2019-05-06", "2019-05-12", "range"),
        ("between 3 and 7 June 2020", "2020-06-03", "2020-06-07", "range"),
        ("3-7 June 2020", "2020-06-03", "2020-06-07", "range"),
        ("Monday 3 to Friday 7 June 2019", "2019-06-03", "2019-06-07", "range"),
        ("28 December to 3 January 2020", "2019-12-28", "2020-01-03", "range"),
        ("25 December 2019 to 2 January", "2019-12-25", "2020-01-02", "range"),
        ("June 2006 - July 2007", "2006-06-01", "2007-07-31", "range"),
        ("2014/15", "2014-09-01", "2015-08-31", "range"),
        ("late 2014", "2014-09-01", "2014-12-31", "range"),
        ("the 1990s", "1990-01-01", "1999-12-31", "range"),
        ("c. 2014", "2013-01-01", "2015-12-31", "range"),
        ("Easter 2018", "2018-03-30", "2018-04-02", "event-relative"),
        ("New Year's Eve 2019", "2019-12-31", "2019-12-31", "event-relative"),
        ("March 2020 before lockdown", "2020-03-01", "2020-03-22", "event-relative"),
        (
            "January 2021, after the lockdown was announced",
            "2021-01-04",
            "2021-01-31",
            "event-relative",
        ),
        ("5 May 2019 (morning)", "2019-05-05", "2019-05-05", "part-day"),
        ("5th May 2019 at 2.30pm", "2019-05-05T14:30", "2019-05-05T14:30", "minute"),
        ("2019-05-05T14:30:00Z", "2019-05-05T15:30", "2019-05-05T15:30", "minute"),
        ("about 2.30pm on 5 May 2019", "2019-05-05T14:00", "2019-05-05T15:00", "about"),
        ("20/5/2019 00:00:00", "2019-05-20", "2019-05-20", "day"),
        ("12/3/2021 12:30:00 PM", "2021-12-03", "2021-12-03", "ambiguous-format"),
    ],
)
def test_reads_what_people_write(text: str, earliest: str, latest: str, precision: str) -> None:
    assert bounds(read(text)) == (earliest, latest, precision)


@pytest.mark.parametrize(
    "text",
    [
        *("", "   ", "unknown", "Not dated", "undated", "n/a", "?", "date unknown"),
        *("31 June 2019", "31/02/2020", "29 Feb 2019", "00/00/0000"),
        *("next Monday", "A month later", "yesterday", "mid-June", "Wed", "5 January"),
        *("before March 2015", "after lockdown", "aged 3", "10 Downing Street", "soon after"),
    ],
)
def test_stays_undated_and_says_why(text: str) -> None:
    reading = read(text)
    assert bounds(reading) == NOTHING
    assert reading.when.as_told == text
    assert reading.undecided


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("the next day", "2020-04-21", "2020-04-21"),
        ("the same day", "2020-04-20", "2020-04-20"),
        ("later that day", "2020-04-20", "2020-04-20"),
        ("the day before", "2020-04-19", "2020-04-19"),
        ("two days later", "2020-04-22", "2020-04-22"),
        ("a few days later", "2020-04-22", "2020-04-26"),
        ("a week later", "2020-04-27", "2020-04-27"),
        ("a fortnight later", "2020-05-04", "2020-05-04"),
        ("A month later", "2020-05-01", "2020-05-31"),
        ("the following month", "2020-05-01", "2020-05-31"),
        ("a year later", "2021-01-01", "2021-12-31"),
        ("the following week", "2020-04-27", "2020-05-03"),
        ("that weekend", "2020-04-25", "2020-04-26"),
        ("next Monday", "2020-04-27", "2020-04-27"),
        ("the following Tuesday", "2020-04-21", "2020-04-21"),
        ("last Friday", "2020-04-17", "2020-04-17"),
        ("Thursday", "2020-04-23", "2020-04-23"),
        ("last March", "2020-03-01", "2020-03-31"),
        ("last April", "2019-04-01", "2019-04-30"),
    ],
)
def test_counts_from_the_row_before(text: str, earliest: str, latest: str) -> None:
    reading = read("Monday 20 April 2020", text)
    assert bounds(reading) == (earliest, latest, "relative")
    assert "the row before (20 Apr 2020)" in reading.undecided


def test_supplies_a_year_only_aloud() -> None:
    reading = read("3 May 2015", "mid-June")
    assert bounds(reading) == ("2015-06-11", "2015-06-20", "part-month")
    assert reading.undecided == "year taken from the row before (2015)"
    beside = read("3 May 2015", ("11 December", "under heading 2006"))
    assert bounds(beside) == ("2006-12-11", "2006-12-11", "day")
    assert beside.undecided == "year taken from the words beside it: under heading 2006"


def test_says_that_a_list_may_have_passed_into_the_next_year() -> None:
    reading = read("10 December 2018", "5 January")
    assert bounds(reading) == ("2018-01-05", "2018-01-05", "day")
    assert "next year" in reading.undecided


def test_counts_nothing_from_an_undated_row() -> None:
    assert bounds(read("3 May 2015", "unknown", "two days later")) == NOTHING
    assert read("3 May 2015", "unknown", "4 June").when.earliest == "2015-06-04"


def test_words_beside_the_date_win_over_the_row_before() -> None:
    reading = read("17 April 2020", ("the next day", "relative to 16 April 2020"))
    assert bounds(reading) == ("2020-04-17", "2020-04-17", "relative")


def test_names_what_does_not_fit() -> None:
    assert "was a Sunday, not a Tuesday" in read("Tuesday 5 May 2019").undecided
    assert "do not agree" in read("5 May 2019; the other book says 9 June 2019").undecided
    assert "12 March 2021" in read("12/3/2021 12:30:00 PM").undecided
    assert "two-digit year read as 2019" in read("3.4.19").undecided
    assert "may differ" in read("summer term 2016").undecided


def test_counts_from_the_birth_only_when_the_rows_agree() -> None:
    rows = [
        ToldDate(as_published="1 March 2006", event="Child is born"),
        ToldDate(as_published="two weeks after birth", event="Visit"),
    ]
    assert read_dates(rows, calendar=CALENDAR)[1].when.earliest == "2006-03-15"
    rows.insert(1, ToldDate(as_published="2 March 2006", event="Child is born, says another"))
    assert not read_dates(rows, calendar=CALENDAR)[2].when.dated


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31)))
def test_every_day_reads_back_in_every_usual_form(day: date) -> None:
    for form in ("%d/%m/%Y", "%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d %b %Y", "%A %d %B %Y"):
        assert bounds(read(day.strftime(form))) == (day.isoformat(), day.isoformat(), "day"), form


@given(st.lists(st.text(max_size=40), max_size=6))
def test_no_text_breaks_the_reader(texts: list[str]) -> None:
    reader = DateReader(CALENDAR)
    for text in texts:
        reading = reader.read(text, text)
        assert reading.when.as_told == text


_WORDS = st.sampled_from(
    [
        *("3", "12", "31", "May", "June", "2019", "1999", "'19", "early", "mid", "late", "term"),
        *("summer", "Easter", "next", "last", "week", "month", "day", "later", "before", "after"),
        *("a", "two", "few", "to", "and", "-", "/", "or", "w/c", "about", "he died", "Monday"),
        *("same", "following", "14:30", "2pm", "half-term", "lockdown", "holidays", "c."),
    ]
)


@given(st.lists(st.lists(_WORDS, max_size=8).map(" ".join), max_size=5))
def test_no_mixture_of_date_words_breaks_the_reader(texts: list[str]) -> None:
    reader = DateReader(CALENDAR)
    for text in texts:
        reading = reader.read(text, "")
        assert reading.when.dated or reading.undecided


def test_a_text_of_any_length_is_read_quickly() -> None:
    for text in ("9" * 50_000, "1 " * 50_000, "january " * 10_000, "5 to " * 20_000):
        read(text)
