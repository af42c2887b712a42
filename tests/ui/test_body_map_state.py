"""Whatever is done to marks, and in whatever order, they stay numbered, on the body, and true."""

from dataclasses import replace
from math import cos, hypot, sin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from resources.body_maps.drawings import drawing, view_choices
from storage.records.body_map import BodyMap
from storage.records.canonical_json import decode, encode
from storage.records.mark_shapes import Oval
from ui.widgets.body_map_handles import handles_of
from ui.widgets.body_map_state import MarkState, closer_view_of, drawn
from ui.widgets.body_map_zoom import newest

FRONT = newest("child-front")
VIEWS = [choice.id for choice in view_choices()]
THOUSANDTHS = st.integers(0, 1000)
SMALL = st.integers(-40, 40)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("place"), st.sampled_from(VIEWS), THOUSANDTHS, THOUSANDTHS),
        st.tuples(st.just("place"), st.just(FRONT), st.integers(300, 700), st.integers(50, 950)),
        st.tuples(st.just("move"), st.integers(0, 6), THOUSANDTHS, THOUSANDTHS),
        st.tuples(st.just("nudge"), st.integers(0, 6), SMALL, SMALL),
        st.tuples(st.just("grow"), st.integers(0, 6), SMALL, SMALL),
        st.tuples(st.just("shape"), st.integers(0, 6), st.integers(-5, 1200), SMALL),
        st.tuples(st.just("turn"), st.integers(0, 6), st.integers(-400, 400), SMALL),
        st.tuples(st.just("say"), st.integers(0, 6), SMALL, SMALL),
        st.tuples(st.just("closer"), st.integers(0, 6), SMALL, SMALL),
        st.tuples(st.just("remove"), st.integers(0, 6), SMALL, SMALL),
        st.tuples(st.just("undo"), st.integers(0, 6), SMALL, SMALL),
    ),
    max_size=25,
)


def do(state: MarkState, kind: str, which: int | str, a: int, b: int) -> None:
    """Take one step."""
    if isinstance(which, str):
        state.place(which, a, b)
        return
    mark = state.mark(which)
    match kind:
        case "move":
            state.move(which, a, b)
        case "nudge" if mark:
            state.move(which, mark.x + a, mark.y + b)
        case "grow":
            state.grow(which, a, b)
        case "shape":
            state.shape(which, across=a, down=a + b, turn=b * 7)
        case "turn":
            state.turn(which, a)
        case "say" if mark:
            state.describe(replace(mark, size=f"{a} cm", x=0, y=0, region="elsewhere"))
        case "closer" if mark:
            state.send_closer(which, closer_view_of(mark) or mark.view)
        case "remove":
            state.remove(which)
        case "undo":
            state.undo()


def check(state: MarkState) -> None:
    """What always holds."""
    marks = state.marks
    assert [mark.number for mark in marks] == list(range(1, len(marks) + 1))
    assert (state.chosen == 0) == (not marks) or state.chosen <= len(marks)
    for mark in marks:
        region = drawing(mark.view).region_at(mark.x, mark.y)
        assert region is not None
        assert (mark.region, mark.site) == (region.name, region.site)
        assert 0 <= mark.x <= 1000
        assert 0 <= mark.y <= 1000
        assert (mark.across == 0) == (mark.down == 0)
        assert 0 <= mark.across <= 500
        assert 0 <= mark.down <= 500
        assert 0 <= mark.turn < 180
        assert drawn(mark) or mark.across == 0
    made = BodyMap(marks=marks)
    assert BodyMap.from_value(decode(encode(made.to_value()))) == made


@settings(max_examples=80, deadline=None)
@given(STEPS)
def test_no_sequence_of_steps_breaks_the_map(steps) -> None:
    """Numbers 1 to n, points on the body, the site of the point, and the value there and back."""
    state = MarkState()
    for step in steps:
        do(state, *step)
        check(state)


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_undo_goes_all_the_way_back(steps) -> None:
    """Step by step to the empty map, and no step lost on the way."""
    state = MarkState()
    for step in steps:
        do(state, *step)
    while state.undo():
        check(state)
    assert state.marks == ()


@pytest.fixture
def placed() -> MarkState:
    """One mark on the left forearm, one on the right knee."""
    state = MarkState()
    art = drawing(FRONT)
    for region in ("left-forearm-front", "right-knee"):
        state.place(FRONT, *art.thousandths(*art.region(region).centre))
    return state


def test_a_drag_that_makes_a_new_mark_is_one_step(placed: MarkState) -> None:
    """Placing and drawing the oval in one movement are taken back in one."""
    art = drawing(FRONT)
    placed.place(FRONT, *art.thousandths(*art.region("left-shin").centre))
    for size in (20, 40, 60):
        placed.shape(3, across=size, down=size, turn=0)
    assert placed.undo()
    assert len(placed.marks) == 2


def test_moves_in_a_row_are_one_step_until_a_new_one_begins(placed: MarkState) -> None:
    """A key that is held down is taken back in one."""
    start = placed.marks[1]
    for _ in range(5):
        placed.move(2, placed.marks[1].x + 1, placed.marks[1].y)
    placed.new_step()
    placed.move(2, placed.marks[1].x, placed.marks[1].y + 2)
    placed.undo()
    assert placed.marks[1].x == start.x + 5
    placed.undo()
    assert placed.marks[1] == start


def test_words_do_not_move_a_mark(placed: MarkState) -> None:
    """The form tells what a mark looks like; the picture tells where it is."""
    mark = placed.marks[0]
    placed.describe(replace(mark, kind="bruise", x=1, y=1, region="Nose", site="nose", across=9))
    assert placed.marks[0] == replace(mark, kind="bruise")


def test_a_mark_goes_to_the_closer_view_with_its_words() -> None:
    """The left cheek of the child is the left cheek of the larger head."""
    state = MarkState()
    art = drawing(FRONT)
    state.place(FRONT, *art.thousandths(*art.region("left-cheek").centre))
    state.describe(replace(state.marks[0], kind="bruise", said="“It hurts”"))
    closer = closer_view_of(state.marks[0])
    assert closer == newest("head-front")
    assert state.send_closer(1, closer)
    mark = state.marks[0]
    assert (mark.view, mark.site, mark.kind, mark.said) == (closer, "cheek", "bruise", "“It hurts”")
    assert drawing(closer).region_at(mark.x, mark.y).side == "left"
    assert closer_view_of(mark) == ""
    state.undo()
    assert state.marks[0].view == FRONT


@pytest.mark.parametrize(
    ("region", "closer"),
    [("left-palm", "hand-left-palm"), ("right-toes", "foot-right-top"), ("left-chest", "")],
)
def test_hands_and_feet_have_closer_views_too(region: str, closer: str) -> None:
    """Of the same side; the trunk has none."""
    state = MarkState()
    art = drawing(FRONT)
    state.place(FRONT, *art.thousandths(*art.region(region).centre))
    assert closer_view_of(state.marks[0]).partition("@")[0] == closer


def test_an_oval_shrinks_to_a_point_at_last(placed: MarkState) -> None:
    """And a point grows into a small round oval first."""
    placed.grow(1, 6, 0)
    assert (placed.marks[0].across, placed.marks[0].down) == (16, 16)
    placed.grow(1, 10, 0)
    assert (placed.marks[0].across, placed.marks[0].down) == (26, 16)
    placed.turn(1, 185)
    assert placed.marks[0].turn == 5
    for _ in range(6):
        placed.grow(1, -10, -10)
    assert (placed.marks[0].across, placed.marks[0].down, placed.marks[0].turn) == (0, 0, 0)


def test_where_only_words_are_wanted_nothing_is_drawn() -> None:
    """The mark lies in the middle, has no size, and cannot be moved."""
    state = MarkState()
    art = drawing(FRONT)
    x, y = art.thousandths(*art.region("genital-area").centre)
    state.place(FRONT, x + 2, y - 3)
    assert (state.marks[0].x, state.marks[0].y) == (x, y)
    assert not drawn(state.marks[0])
    assert not state.move(1, x, y - 200)
    assert not state.shape(1, across=50, down=50, turn=0)


def test_a_baby_keeps_to_its_own_drawings() -> None:
    """On a child's larger head nobody would know that the mark is a baby's, and urgent."""
    art = drawing(newest("baby-front"))
    for region in ("left-cheek", "left-ear-front", "left-fingers-front"):
        state = MarkState()
        state.place(art.id, *art.thousandths(*art.region(region).centre))
        closer = closer_view_of(state.marks[0])
        assert closer.partition("@")[0] in {"", "baby-head-front", "baby-head-left"}
        assert bool(closer) == (region != "left-fingers-front")


@settings(max_examples=80, deadline=None)
@given(
    st.floats(0, 90), st.floats(0, 90), st.integers(0, 179), st.floats(0, 6.28), st.floats(0, 40)
)
def test_handles_stand_apart_and_clear_of_the_number(wide, high, turn, angle, more) -> None:
    """Each can be taken hold of by itself, wherever the number found room."""
    oval = Oval(x=200, y=200, wide=wide, high=high if wide else 0, turn=turn)
    far = oval.reach(angle) + 18 + more
    number = QPointF(200 + far * cos(angle), 200 + far * sin(angle))
    found = handles_of(oval, number=number)
    assert [each.name for each in found][:2] == ["wide", "high"]
    for place, one in enumerate(found):
        assert hypot(one.at.x() - number.x(), one.at.y() - number.y()) >= 15
        for other in found[:place]:
            away = one.at - other.at
            assert hypot(away.x(), away.y()) >= 20
