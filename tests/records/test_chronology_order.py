"""The order of a chronology: total, stable, and nothing undated lost."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from storage.records.chronology import ChronologyEntry, days_late, in_order
from storage.records.when import When

_WHENS = st.one_of(
    st.just(When.unknown()),
    st.dates(min_value=date(2019, 1, 1), max_value=date(2019, 1, 5)).map(When.on_day),
    st.just(When.between(date(2019, 1, 1), date(2019, 1, 31))),
)


def entry(seq: int, happened: When, **changes: Any) -> ChronologyEntry:
    """Make an entry with as little as it can have."""
    texts = {
        name: ""
        for name in ("text", "child_words", "source", "action", "decision", "reason", "outcome")
    }
    known: dict[str, Any] = {
        "id": f"e-{seq}",
        "kind": "entry",
        "ledger": "a" * 32,
        "seq": seq,
        "happened": happened,
        "author": "u-1",
        "written_at": "",
        "recorded_at": "2019-02-01T09:00:00.000Z",
        "significant": False,
        "transcribed": False,
        **texts,
    }
    return ChronologyEntry(**{**known, **changes})


@given(st.lists(_WHENS, max_size=8), st.randoms())
def test_the_order_does_not_depend_on_the_order_of_arrival(whens: list[When], random: Any) -> None:
    entries = [entry(seq, when) for seq, when in enumerate(whens)]
    ordered = in_order(entries)
    random.shuffle(entries)
    assert in_order(entries) == ordered
    assert len(ordered) == len(whens)
    dated = [row.happened.dated for row in ordered]
    assert dated == sorted(dated, reverse=True)


def test_conflicting_dates_stay_side_by_side() -> None:
    rows = [entry(1, When.on_day(date(2006, 12, 19))), entry(2, When.on_day(date(2006, 12, 11)))]
    assert [row.seq for row in in_order(rows)] == [2, 1]


def test_days_late() -> None:
    assert days_late(entry(1, When.on_day(date(2019, 1, 30)))) == 2
    assert days_late(entry(1, When.unknown())) is None
    written = entry(1, When.on_day(date(2019, 1, 30)), written_at="2019-01-30T15:00:00.000Z")
    assert days_late(written) == 0
    assert days_late(entry(1, When.on_day(date(2030, 1, 1)))) == 0


def test_days_late_are_days_at_school() -> None:
    """Half past midnight in summer is half past eleven of the day before in UTC."""
    happened = When.on_day(date(2019, 7, 1))
    assert days_late(entry(1, happened, recorded_at="2019-07-01T23:30:00.000Z")) == 1
    assert days_late(entry(1, happened, recorded_at="2019-07-01T22:30:00.000Z")) == 0
    assert days_late(entry(1, happened, written_at="2019-07-01T23:30:00.000Z")) == 1
    winter = When.on_day(date(2019, 1, 1))
    assert days_late(entry(1, winter, recorded_at="2019-01-01T23:30:00.000Z")) == 0
