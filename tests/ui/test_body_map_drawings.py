"""The outlines: whole, tiled by uniquely named regions, readable by screen and paper alike."""

import json
import random
import re

import pytest

import resources
from resources.body_maps.drawings import Drawing, drawing, steps, view_choices

VIEWS = [choice.id for choice in view_choices()]


@pytest.fixture(params=VIEWS)
def figure(request: pytest.FixtureRequest) -> Drawing:
    """Every view on offer, one after the other."""
    return drawing(request.param)


def test_every_point_of_the_body_lies_in_exactly_one_region(figure: Drawing, qapp: object) -> None:
    """No gap in which a mark would have no site, no overlap in which it would have two."""
    from PySide6.QtCore import QPointF

    from ui.widgets.body_map_figure import outline_path

    outline = outline_path(figure.id)
    random_place = random.Random(figure.id)
    inside, gaps = 0, []
    for _ in range(4000):
        x, y = random_place.random() * figure.width, random_place.random() * figure.height
        owners = [region.id for region in figure.regions if region.holds(x, y)]
        assert len(owners) <= 1, (figure.id, x, y, owners)
        if outline.contains(QPointF(x, y)):
            inside += 1
            if not owners:
                gaps.append((x, y))
    assert inside > 200
    nearest = [min(region.distance(x, y) for region in figure.regions) for x, y in gaps]
    assert all(away < 0.5 for away in nearest), figure.id
    assert len(gaps) <= inside * 0.01


def test_regions_have_names_of_their_own(figure: Drawing) -> None:
    """A name is what is heard and what is printed: two alike would be two sites."""
    names = [region.name for region in figure.regions]
    keys = [region.id for region in figure.regions]
    assert len(set(names)) == len(names)
    assert len(set(keys)) == len(keys)
    assert all(region.side in {"left", "right", "middle"} for region in figure.regions)
    assert all(region.site for region in figure.regions)


def test_a_name_says_the_childs_side(figure: Drawing) -> None:
    """Left is the child's left, in the name and in the field alike."""
    for region in figure.regions:
        said = re.findall(r"\b(left|right)\b", region.name.lower())
        assert said == ([] if region.side == "middle" else [region.side]), region.name


def test_a_mark_placed_by_keyboard_lies_in_its_region(figure: Drawing) -> None:
    """The middle of each region is inside it, also after rounding to thousandths."""
    for region in figure.regions:
        assert figure.region_at(*figure.thousandths(*region.centre)) == region


def test_every_region_is_large_enough_to_press(figure: Drawing) -> None:
    """At the size of a small screen the thinnest region is still some pixels wide."""
    for region in figure.regions:
        x, y = region.centre
        assert region.distance(x, y) >= 4.0, (figure.id, region.name)


def test_left_is_on_the_right_from_the_front() -> None:
    """The commonest mistake in a body map is the mirrored one."""
    front, back = drawing("child-front@1"), drawing("child-back@1")
    assert front.region("left-forearm-front").centre[0] > front.width / 2
    assert back.region("left-forearm-back").centre[0] < back.width / 2
    words = {label.text: label.x for label in front.labels}
    assert words["Child’s RIGHT"] < words["Child’s LEFT"]


def test_the_genital_area_is_for_words_only() -> None:
    """Staff neither look nor draw."""
    regions = drawing("child-front@1").regions
    assert [region.id for region in regions if region.words_only] == ["genital-area"]


def test_a_point_beside_the_body_belongs_to_nothing() -> None:
    """A press on the paper places nothing; a press just beside the outline snaps to the body."""
    front = drawing("child-front@1")
    assert front.region_at(0, 0) is None
    thigh = front.region("left-thigh-front")
    edge = max(thigh.polygon)
    near = front.thousandths(edge[0] + 4, edge[1])
    assert front.region_at(*near) is not None
    assert front.region_at(*near, snap=0.0) is None


def test_a_drawing_is_found_by_its_version_only() -> None:
    """An id from a file of somebody else reaches no other file."""
    for wrong in ("child-front", "../version@1", "child-front@99", ""):
        with pytest.raises(KeyError):
            drawing(wrong)


def test_paths_other_than_ours_are_refused() -> None:
    """The reader draws what the generator writes, nothing else."""
    assert steps("M1 2C1 2 3 4 5 6Z")[1] == ("C", (1.0, 2.0, 3.0, 4.0, 5.0, 6.0))
    for wrong in ("", "M1", "C1 2 3 4 5 6", "M1 2C1 2 3"):
        with pytest.raises(ValueError, match=r"path|numbers"):
            steps(wrong)


def test_the_files_hold_art_and_words_only(figure: Drawing) -> None:
    """Floats stand in path data alone; what a record copies from here are words."""
    value = json.loads(
        resources.read_text("body_maps", f"{figure.id}.json"),
        parse_float=pytest.fail,
    )
    assert value["id"] == figure.id
