"""A body map in words: everything that was said, and nothing that was not."""

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from storage.records.body_map import BodyMap, Mark
from storage.records.mark_words import (
    NOT_DESCRIBED,
    described,
    map_lines,
    map_time,
    seen_at_words,
    seen_order,
)

MARK = Mark(
    number=1, view="child-front@1", x=1, y=2, region="Left forearm (front)", site="forearm",
    kind="bruise", size="2 cm", measured=True, colour="red, blue", shape="round",
    broken_skin="no", swelling="yes", pain="no", heat="yes", said="It hurts", said_to="Ms Osei",
    note="bleeding",
)  # fmt: skip
MAP = BodyMap(
    marks=(MARK,), seen="PE", who_present="Kit", first_aid="plaster", seen_at="2026-11-22T12:40",
    moves="not known", pupil="p-1",
)  # fmt: skip


def test_a_mark_is_described_in_one_line() -> None:
    """Heat and all, in the order of the form."""
    assert described(MARK) == (
        "Bruise, 2 cm (measured), red, blue, round, skin not broken, swollen,"
        " child says it does not hurt, hot"
    )
    assert described(Mark(number=1, view="", x=0, y=0, region="", site="", kind="")) == (
        NOT_DESCRIBED
    )


def test_the_whole_map_stands_in_lines() -> None:
    """For those who are shown no drawing: nothing of the record is missing."""
    assert map_lines(MAP, whose="Ada") == (
        "Whose body: Ada",
        "Marks seen: 22 November 2026 at 12:40",
        f"1. Left forearm (front): {described(MARK)}",
        "The child said: It hurts",
        "Said to: Ms Osei",
        "Also seen: bleeding",
        "How they came to be seen: PE",
        "Who else was there: Kit",
        "First aid: plaster",
        "The baby: not known whether it can move about by itself",
    )
    assert map_lines(BodyMap(marks=())) == ()


def test_every_text_of_a_mark_is_told() -> None:
    """A field that is added later and forgotten here fails."""
    drawn = {"number", "view", "x", "y", "site", "measured", "across", "down", "turn"}
    seen = {"broken_skin", "swelling", "pain", "heat"}
    for name in {field.name for field in fields(Mark)} - drawn - seen:
        text = "\n".join(map_lines(BodyMap(marks=(replace(MARK, **{name: "Wombat"}),))))
        assert "wombat" in text.lower(), name
    for name in seen:
        other = replace(MARK, **{name: "not seen"})
        assert map_lines(BodyMap(marks=(other,))) != map_lines(BodyMap(marks=(MARK,))), name
    for name in ("seen", "who_present", "first_aid", "seen_at", "moves"):
        assert "Wombat" in "\n".join(map_lines(replace(MAP, **{name: "Wombat"}))), name


def test_when_it_was_seen_is_told_as_it_was_given() -> None:
    """The day alone, the minute, or whatever an odd file says."""
    for given_text, words in (
        ("2026-11-22", "22 November 2026"),
        ("2026-11-22T09:05", "22 November 2026 at 09:05"),
        ("", ""),
        ("yesterday", "yesterday"),
        ("2026-13-45T99:99", "2026-13-45T99:99"),
    ):
        assert seen_at_words(BodyMap(marks=(), seen_at=given_text)) == words


@given(st.text(max_size=20))
def test_no_odd_time_is_lost_or_breaks_a_page(text: str) -> None:
    """A letter of another program may say anything."""
    words = seen_at_words(BodyMap(marks=(), seen_at=text))
    assert bool(words) == bool(text)


def test_which_time_stands_over_a_map_is_said() -> None:
    """Seen and written down are two times, and neither is when it happened."""
    written = "2026-07-22T23:50:00.000000Z"
    assert map_time(MAP, written_at=written) == "Seen 22 November 2026 at 12:40"
    unsaid = replace(MAP, seen_at="")
    assert map_time(unsaid, written_at=written) == "Written down 23 Jul 2026, 00:50"
    order = [seen_order(each, written_at=written) for each in (unsaid, MAP)]
    assert order == ["2026-07-23T00:50", "2026-11-22T12:40"]
