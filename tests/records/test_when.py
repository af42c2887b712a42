"""A time as far as it is known: bounds, order, and how people read it."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.records.when import When

_DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2050, 1, 1))
_MOMENTS = st.datetimes(
    min_value=datetime.fromisoformat("1950-01-01"), max_value=datetime.fromisoformat("2050-01-01")
)
WHENS = st.one_of(
    st.builds(When.unknown, as_told=st.text(max_size=10)),
    st.builds(When.on_day, _DAYS),
    st.builds(When.at_minute, _MOMENTS),
    st.builds(When.about, _MOMENTS, minutes=st.integers(0, 600)),
    st.tuples(_DAYS, _DAYS).map(lambda pair: When.between(min(pair), max(pair))),
)


@given(WHENS)
def test_reads_back_what_the_ledger_keeps(when: When) -> None:
    assert When.from_value(when.to_value()) == when


@given(WHENS)
def test_people_always_have_something_to_read(when: When) -> None:
    assert when.for_people().strip()
    assert when.dated == (when.earliest is not None)


@given(st.lists(WHENS))
def test_undated_comes_after_everything_dated(whens: list[When]) -> None:
    dated = [when.dated for when in sorted(whens, key=lambda when: when.sort_key)]
    assert dated == sorted(dated, reverse=True)


@pytest.mark.parametrize(
    ("earliest", "latest", "precision"),
    [
        ("2020-05-02", "2020-05-01", "range"),
        ("2020-05-02", None, "day"),
        (None, "2020-05-02", "day"),
        ("2020-05-02", "2020-05-02", "roughly"),
        ("2 May", "2 May", "day"),
    ],
)
def test_refuses_what_cannot_be(earliest: str | None, latest: str | None, precision: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        When(earliest=earliest, latest=latest, precision=precision, as_told="")


def test_for_people() -> None:
    assert (
        When.at_minute(datetime.fromisoformat("2026-03-12T12:40")).for_people()
        == "12 Mar 2026, 12:40"
    )
    assert (
        When.about(datetime.fromisoformat("2026-03-12T12:40")).for_people()
        == "About 12 Mar 2026, 12:40"
    )
    assert When.on_day(date(2026, 3, 2)).for_people() == "2 Mar 2026"
    vague = When(
        earliest="2015-03-01",
        latest="2015-03-10",
        precision="part-month",
        as_told="early March 2015",
    )
    assert vague.for_people() == "early March 2015"
    assert When.unknown(as_told="not dated").for_people() == "Not known (not dated)"
