"""Which entries a chronology shows at each length, and the rule that is printed with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.usecases.lead.chronology_lengths import select_entries
from storage.records.chronology import ChronologyEntry, in_order
from storage.records.errors import UserFacingError
from storage.records.when import When


def entry(number: int, *, day: int | None, significant: bool) -> ChronologyEntry:
    """One entry of a file; without a day nobody can say when it happened."""
    text = None if day is None else f"2026-03-{day:02d}"
    precision = "unknown" if day is None else "day"
    return ChronologyEntry(
        id=f"e-{number}",
        kind="entry",
        ledger="ab",
        seq=number,
        happened=When(earliest=text, latest=text, precision=precision, as_told=""),
        text="Something was seen.",
        child_words="",
        source="",
        action="",
        decision="",
        reason="",
        outcome="",
        author="Ruth Okafor",
        written_at="2026-03-30T09:00:00.000Z",
        recorded_at="2026-03-30T09:00:00.000Z",
        significant=significant,
        transcribed=False,
    )


FILES = st.lists(
    st.tuples(st.none() | st.integers(1, 28), st.booleans()), min_size=1, max_size=40
).map(
    lambda drawn: in_order(
        entry(number, day=day, significant=mark) for number, (day, mark) in enumerate(drawn)
    )
)


def never(entries, rule) -> bool:
    """A page is asked for only where one page is the length."""
    raise AssertionError("nobody asked how much a page holds")


@given(FILES)
def test_the_full_length_shows_every_entry(entries) -> None:
    chosen = select_entries(entries, length="full", fits=never)
    assert (chosen.entries, chosen.total) == (entries, len(entries))
    assert chosen.rule == "Every entry in this child’s file"


@given(FILES)
def test_what_is_significant_and_what_has_no_date_stays_in_view(entries) -> None:
    chosen = select_entries(entries, length="significant", fits=never)
    left_out = set(entries) - set(chosen.entries)
    assert all(one.happened.dated and not one.significant for one in left_out)
    assert all(one.significant or not one.happened.dated for one in chosen.entries)
    assert chosen.total == len(entries)


@given(FILES, st.integers(1, 45))
def test_a_page_is_filled_by_the_rule_and_no_further(entries, room: int) -> None:
    chosen = select_entries(entries, length="page", fits=lambda some, rule: len(some) <= room)
    assert len(chosen.entries) == min(room, len(entries))
    assert chosen.entries == in_order(chosen.entries)
    left_out = [one for one in entries if one not in chosen.entries]
    for one in chosen.entries:
        for other in left_out:
            assert one.significant >= other.significant
            if one.significant == other.significant and one.happened.dated:
                assert other.happened.dated
                assert one.happened.sort_key >= other.happened.sort_key


@given(FILES, st.integers(1, 45))
def test_an_undated_entry_that_finds_no_room_is_counted(entries, room: int) -> None:
    fits = lambda some, rule: len(some) <= room  # noqa: E731 - one line, used twice
    chosen = select_entries(entries, length="page", fits=fits)
    undated = sum(not one.happened.dated for one in entries)
    shown = sum(not one.happened.dated for one in chosen.entries)
    said = f"{shown or 'None'} of {undated} " in chosen.rule
    assert said == (shown < undated)
    silent = select_entries(entries, length="page", fits=fits, counted=False)
    assert silent.entries == chosen.entries
    assert " of " not in silent.rule


def test_a_page_shows_one_entry_however_long() -> None:
    entries = [entry(1, day=3, significant=False), entry(2, day=None, significant=False)]
    chosen = select_entries(in_order(entries), length="page", fits=lambda some, rule: False)
    assert [one.id for one in chosen.entries] == ["e-2"]


def test_a_family_has_a_rule_of_its_own() -> None:
    chosen = select_entries(
        [entry(1, day=3, significant=True)], length="significant", fits=never, family=True
    )
    assert "these children’s files" in chosen.rule


def test_another_length_is_refused_in_a_sentence() -> None:
    with pytest.raises(UserFacingError) as caught:
        select_entries([], length="half", fits=never)
    assert caught.value.code == "chronology.length_unknown"
    assert caught.value.facts == {"known": "page, significant, full"}
