"""The extent of marks on paper, and what newer maps are asked; older maps are as they were."""

from dataclasses import replace
from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.body_map_drawing import BodyMapFigure
from exports.body_map_marks import RADIUS, marked_figures
from exports.body_map_parts import observation_parts
from exports.body_map_values import MarkLine, Observation
from exports.care_values import Words
from exports.parts import FactList, Grid, Note, Pictures, SideBySide
from resources.body_maps.drawings import drawing
from storage.records.body_map import BodyMap, Mark
from storage.records.mark_shapes import label_places, oval_of

FRONT = drawing("child-front@1")
SIZE = {"width": 205.0, "height": 330.0}


def mark(number: int, region: str = "left-chest", **changes) -> Mark:
    """A bruise in the middle of a region."""
    place = FRONT.region(region)
    x, y = FRONT.thousandths(*place.centre)
    usual = {
        "number": number, "view": FRONT.id, "x": x, "y": y, "region": place.name,
        "site": place.site, "kind": "bruise",
    }  # fmt: skip
    return Mark(**{**usual, **changes})


def figure(*marks: Mark) -> BodyMapFigure:
    """The one figure that these marks are drawn on."""
    (found,) = marked_figures(BodyMap(marks=marks), **SIZE)
    return found


def ovals(found: BodyMapFigure) -> list:
    """The shapes that are neither the body nor a number nor a line."""
    return [shape for shape in found.shapes if shape.line_width == 1.1]


def test_an_oval_is_drawn_to_scale_where_the_mark_is() -> None:
    """Across and down are thousandths of the drawing's longer side."""
    found = figure(mark(1, across=200, down=100))
    (shape,) = ovals(found)
    xs = [value for _, numbers in shape.path for value in numbers[-2::2]]
    ys = [value for _, numbers in shape.path for value in numbers[-1::2]]
    assert max(xs) - min(xs) == pytest.approx(0.2 * found.height, abs=0.01)
    assert max(ys) - min(ys) == pytest.approx(0.1 * found.height, abs=0.01)
    place = FRONT.region("left-chest").centre
    scale = found.width / FRONT.width
    assert (max(xs) + min(xs)) / 2 == pytest.approx(place[0] * scale, abs=0.5)
    assert (max(ys) + min(ys)) / 2 == pytest.approx(found.height - place[1] * scale, abs=0.5)


def test_a_turned_oval_leans_clockwise() -> None:
    """A quarter of a turn exchanges across and down; 45 degrees go down to the right."""
    upright = ovals(figure(mark(1, across=200, down=100, turn=90)))[0].path
    flat = ovals(figure(mark(1, across=100, down=200)))[0].path
    corners = [
        sorted((round(n[-2]), round(n[-1])) for _, n in path if n) for path in (upright, flat)
    ]
    assert set(corners[0]) == set(corners[1])
    leaning = ovals(figure(mark(1, across=200, down=20, turn=45)))[0].path
    right = max((numbers[-2:] for _, numbers in leaning if numbers), key=lambda at: at[0])
    left = min((numbers[-2:] for _, numbers in leaning if numbers), key=lambda at: at[0])
    assert right[1] < left[1], "down on the page is a smaller y"


def test_a_number_stands_beside_its_oval_and_a_line_leads_to_it() -> None:
    """What was drawn is not covered by its own number."""
    found = figure(mark(1, across=120, down=60), mark(2, "right-knee"))
    for each in (mark(1, across=120, down=60), mark(2, "right-knee")):
        oval = oval_of(each, width=found.width, height=found.height)
        text = next(text for text in found.texts if text.text == str(each.number))
        y = found.height - text.baseline - 0.35 * text.size
        assert not oval.holds(text.x, y, more=RADIUS - 1)
        assert hypot(text.x - oval.x, y - oval.y) < 60


def test_points_alone_keep_their_numbers_where_they_were() -> None:
    """A map without extents is drawn as it always was: the number stands on the spot."""
    found = figure(mark(1), mark(2, "right-knee"))
    assert ovals(found) == []
    place = FRONT.region("left-chest").centre
    text = next(text for text in found.texts if text.text == "1")
    assert text.x == pytest.approx(place[0] * found.width / FRONT.width, abs=0.5)


extents = st.tuples(
    st.integers(100, 900), st.integers(100, 900), st.integers(0, 200), st.integers(8, 200),
    st.integers(0, 179),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(extents, min_size=1, max_size=12))
def test_numbers_never_cover_each_other(found: list[tuple[int, int, int, int, int]]) -> None:
    """Twelve ovals of any size, anywhere: each number is on the drawing and free of the others."""
    shapes = [
        oval_of(
            mark(n, x=x, y=y, across=a, down=d if a else 0, turn=t if a else 0),
            width=205.0,
            height=330.0,
        )
        for n, (x, y, a, d, t) in enumerate(found, start=1)
    ]
    places = label_places(shapes, radius=RADIUS, width=205.0, height=330.0)
    assert places == label_places(shapes, radius=RADIUS, width=205.0, height=330.0)
    free = [
        hypot(a[0] - b[0], a[1] - b[1]) >= 2 * RADIUS
        for i, a in enumerate(places)
        for b in places[:i]
    ]
    assert sum(free) >= 0.97 * len(free)
    if len(found) <= 4:
        assert all(free)


def observation(*marks: Mark, **changes) -> Observation:
    """What Ms Price saw."""
    usual = {
        "number": 1, "concern": "c-1", "day": "22 November 2026", "happened": "22 November 2026",
        "written": "22 November 2026 at 12:50", "observer": "Megan Price", "signed": "Signed.",
        "body_map": BodyMap(marks=marks),
        "marks": tuple(
            MarkLine(
                number=each.number,
                place=Words(text=each.region),
                kind=Words(text=each.kind),
                said=Words(text=each.said),
                said_to=Words(text=each.said_to),
                heat=Words(text="" if each.heat == "not seen" else each.heat),
            )
            for each in marks
        ),
    }  # fmt: skip
    return Observation(**{**usual, **changes})


def facts(parts) -> dict[str, str]:
    """Every labelled fact, beside a figure or not."""
    found = {}
    for part in parts:
        if isinstance(part, FactList):
            found |= {fact.label: fact.text for fact in part.facts}
        if isinstance(part, SideBySide):
            found |= facts((*part.left, *part.right))
    return found


def test_the_key_says_heat_to_whom_when_seen_and_whose_body() -> None:
    """Only where somebody was asked: an older map has no empty line for it."""
    new = observation(
        mark(1, heat="yes", said="“It burns.”", said_to="Miss Lowe"),
        mark(2, "right-knee"),
        seen_at="22 November 2026 at 12:40",
        whose_body="Kit Merrow",
        moves="cannot move about by itself",
    )
    told = facts(observation_parts(new))
    assert told["Said to, mark 1"] == "Miss Lowe"
    assert told["Marks seen"] == "22 November 2026 at 12:40"
    assert told["Whose body"] == "Kit Merrow"
    assert told["The baby"] == "cannot move about by itself"
    (key,) = (part for part in observation_parts(new) if isinstance(part, Grid))
    assert key.columns[-1].title == "Hot"
    assert [row[-1].text for row in key.rows] == ["yes", "–"]
    old = observation_parts(observation(mark(1, said="“It burns.”")))
    assert not facts(old).keys() & {"Said to, mark 1", "Marks seen", "Whose body", "The baby"}
    (key,) = (part for part in old if isinstance(part, Grid))
    assert key.columns[-1].title == "Hurts"


def test_where_only_words_are_wanted_nothing_is_drawn_on_paper_either() -> None:
    """The key has the words, a note says why there is no number, and alone it needs no figure."""
    words = mark(2, "genital-area", kind="", said="“It is sore.”")
    parts = observation_parts(observation(mark(1), words))
    drawn = [
        text.text
        for part in parts
        if isinstance(part, SideBySide)
        for pictures in part.left
        if isinstance(pictures, Pictures)
        for each in pictures.figures
        for text in each.texts
    ]
    assert "1" in drawn
    assert "2" not in drawn
    assert any(
        "Nothing is drawn for mark 2" in part.text for part in parts if isinstance(part, Note)
    )
    alone = observation_parts(observation(replace(words, number=1)))
    assert not [part for part in alone if isinstance(part, Pictures | SideBySide)]
    assert facts(alone)["Child’s words, mark 1"] == "“It is sore.”"


def figures_of(found: Observation) -> list[BodyMapFigure]:
    """The pictures of an observation, in order."""
    parts = list(observation_parts(found))
    inner = [part for each in parts if isinstance(each, SideBySide) for part in each.left]
    return [one for part in (*parts, *inner) if isinstance(part, Pictures) for one in part.figures]


def test_front_and_side_of_one_child_are_drawn_to_one_scale() -> None:
    """Two bodies of two sizes would look like two children."""
    front, left = figures_of(
        observation(
            replace(mark(1), view="child-front@2", x=500, y=300),
            replace(mark(2), view="child-left@2", x=500, y=300),
        )
    )
    scales = [each.width / drawing(each.view).width for each in (front, left)]
    assert scales[0] == pytest.approx(scales[1], rel=0.05)
    assert front.width + left.width <= 264.5


def test_a_baby_s_drawings_leave_room_for_one_answer_more() -> None:
    """Whether it can move about is a line of its own; who signs still signs on the same page."""
    marks = [
        mark(number, view=view, x=500, y=400)
        for number, view in enumerate(("baby-front@2", "baby-head-front@1", "baby-left@1"), 1)
    ]
    asked = {"whose_body": "Ayaan", "seen_at": "20 November 2026 at 12:40"}
    usual = figures_of(observation(*marks, **asked))
    more = figures_of(observation(*marks, **asked, moves="not known"))
    assert len(usual) == len(more) == 3
    assert max(each.height for each in more) <= max(each.height for each in usual) - 24
