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


def closer_spot(view: str, x: float, y: float) -> tuple[float, float, str]:
    """Where a mark put at picture units of a whole figure comes to lie on the closer view."""
    state = MarkState()
    state.place(view, *drawing(view).thousandths(x, y))
    assert state.send_closer(1, closer_view_of(state.marks[0]))
    mark = state.marks[0]
    return (*drawing(mark.view).spot(mark.x, mark.y), mark.site)


def height(view: str, *regions: str) -> tuple[float, float]:
    """From where to where some regions of a view reach."""
    heights = [y for name in regions for _, y in drawing(view).region(name).polygon]
    return min(heights), max(heights)


@pytest.mark.parametrize("figure", ["child", "baby"])
@pytest.mark.parametrize("place", ["left-eye", "nose", "mouth", "left-cheek", "chin"])
def test_a_mark_on_the_face_keeps_its_height_between_crown_and_chin(figure, place) -> None:
    """However far the larger picture goes down the neck and the smaller one the body."""
    whole = newest(f"{figure}-front")
    head = newest("head-front" if figure == "child" else "baby-head-front")
    x, y = drawing(whole).region(place).centre
    _, found, site = closer_spot(whole, x, y)
    assert site == drawing(whole).region(place).site
    top, chin = height(whole, "scalp-front", "chin")
    large_top, large_chin = height(head, "left-scalp-front", "chin")
    told, wanted = (found - large_top) / (large_chin - large_top), (y - top) / (chin - top)
    assert told == pytest.approx(wanted, abs=0.03)


def test_two_marks_on_one_heel_stay_apart() -> None:
    """What is high on the heel from behind is the rear edge of the sole, drawn lowest."""
    back = newest("child-back")
    x, y = drawing(back).region("left-heel").centre
    places = [closer_spot(back, x, y + lower) for lower in (-8, 8)]
    assert [site for _, _, site in places] == ["heel", "heel"]
    assert places[0][1] - places[1][1] > 40


@pytest.mark.parametrize(
    ("region", "named"), [("left-fingers-front", "finger"), ("left-toes", "toe")]
)
def test_fingers_and_toes_find_one_of_their_own(region: str, named: str) -> None:
    """The closer view names each for itself, so its whole picture is what the group covers."""
    x, y = drawing(FRONT).region(region).centre
    _, _, site = closer_spot(FRONT, x, y)
    assert site.endswith(named)


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
