"""The outlines: whole, tiled by uniquely named regions, readable by screen and paper alike."""

import math
import random
import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

import resources
from resources.body_maps.drawings import (
    Drawing,
    Region,
    Step,
    current_view,
    drawing,
    steps,
    view_choices,
)

VIEWS = [choice.id for choice in view_choices()]
FILES = sorted(
    file.name.rpartition(".")[0]
    for file in resources.find("body_maps").iterdir()
    if file.name.endswith((".svg", ".json"))
)
REDRAWN = [view for view in VIEWS if resources.find("body_maps", f"{view}.svg").is_file()]
SVG = "{http://www.w3.org/2000/svg}"
PIXELS_A_UNIT = 700 / 930  # the height of the editor's picture over that of a drawing


@pytest.fixture(params=FILES)
def figure(request: pytest.FixtureRequest) -> Drawing:
    """Every drawing there is, those of earlier versions too: old marks lie on them."""
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
    assert inside > 150
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


@pytest.mark.parametrize("view", REDRAWN)
def test_a_region_smaller_than_a_target_has_a_closer_view(view: str) -> None:
    """In the editor a region covers at least a target of 24 by 24 pixels, or is shown larger."""
    for region in drawing(view).regions:
        if region.zoom:
            closer = drawing(current_view(region.zoom))
            assert closer.id != view
            assert (closer.figure == "baby") == (drawing(view).figure == "baby")
        else:
            assert _area(region) * PIXELS_A_UNIT**2 >= 24 * 24, region.name
            assert region.distance(*region.centre) >= 7.0, region.name


def test_left_is_on_the_right_from_the_front() -> None:
    """The commonest mistake in a body map is the mirrored one."""
    front, back = (drawing(current_view(name)) for name in ("child-front", "child-back"))
    assert front.region("left-forearm-front").centre[0] > front.width / 2
    assert back.region("left-forearm-back").centre[0] < back.width / 2
    words = {label.text: label.x for label in front.labels}
    assert words["Child’s RIGHT"] < words["Child’s LEFT"]


def test_from_above_the_face_is_at_the_top_and_left_on_the_left() -> None:
    """Seen from above with the nose up, the child's left is on the picture's left."""
    above = drawing(current_view("head-top"))
    assert above.region("nose").centre[1] < above.region("left-forehead-top").centre[1]
    assert above.region("left-forehead-top").centre[1] < above.region("crown").centre[1]
    assert above.region("left-ear-top").centre[0] < above.region("right-ear-top").centre[0]
    words = {label.text: label.x for label in above.labels}
    assert words["Child’s LEFT"] < words["Face"] < words["Child’s RIGHT"]


def test_the_genital_area_is_for_words_only() -> None:
    """Staff neither look nor draw."""
    for name in ("child-front", "baby-front"):
        regions = drawing(current_view(name)).regions
        assert [region.id for region in regions if region.words_only] == ["genital-area"]


def test_a_point_beside_the_body_belongs_to_nothing() -> None:
    """A press on the paper places nothing; a press just beside the outline snaps to the body."""
    front = drawing(current_view("child-front"))
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


@pytest.mark.parametrize("view", REDRAWN)
def test_the_outline_has_no_kink(view: str) -> None:
    """Neighbouring curves meet in one direction; the few degrees are those of rounding."""
    art = drawing(view)
    assert _sharpest(art.outline) < 6.0
    for stroke in art.strokes:
        assert _sharpest(stroke.path) < 12.0, (view, stroke.weight)


def test_a_kink_would_be_seen() -> None:
    """The measure of the test above does see a corner."""
    assert _sharpest(steps("M0 0C1 0 2 0 3 0C3 1 3 2 3 3")) == pytest.approx(90)


@pytest.mark.parametrize("name", ["child", "baby", "head", "baby-head"])
def test_left_and_right_are_mirror_images(name: str) -> None:
    """What is left in one side view is right in the other, at the same place."""
    left, right = (drawing(current_view(f"{name}-{side}")) for side in ("left", "right"))
    assert (left.width, left.height) == (right.width, right.height)
    assert len(left.regions) == len(right.regions)
    for region in left.regions:
        twin = right.region(region.id.replace("left-", "right-"))
        assert twin.name == region.name.replace("Left", "Right")
        assert twin.side == region.side.replace("left", "right")
        assert _box(twin)[:2] == pytest.approx(
            (left.width - _box(region)[1], left.width - _box(region)[0]), abs=1.5
        )


@pytest.mark.parametrize(
    "view", [view for view in REDRAWN if "-front@" in view or re.search("(child|baby)-back@", view)]
)
def test_the_two_halves_match(view: str) -> None:
    """From the front and the back the left region lies opposite the right one."""
    art = drawing(view)
    for region in art.regions:
        if region.side != "left":
            continue
        twin = art.region(region.id.replace("left-", "right-", 1))
        assert twin.site == region.site
        assert _box(twin)[2:] == pytest.approx(_box(region)[2:], abs=1.0)
        assert _area(twin) == pytest.approx(_area(region), rel=0.03)


LANDMARKS = {
    "child eye": ("left-eye", "", "left-eye"),
    "child chin": ("chin", "", "chin"),
    "child ear": ("left-ear-front", "left-ear-back", "left-ear"),
    "child elbow": ("left-elbow-front", "left-elbow-back", "left-elbow"),
    "child wrist": ("left-wrist-front", "left-wrist-back", "left-wrist"),
    "child knee": ("left-knee", "left-knee-back", "left-knee-side"),
    "child ankle": ("left-ankle-front", "left-ankle-back", "left-ankle"),
    "baby eye": ("left-eye", "", "left-eye"),
    "baby chin": ("chin", "", "chin"),
    "baby ear": ("left-ear-front", "left-ear-back", "left-ear"),
    "baby knee": ("left-knee", "left-knee-back", "left-knee-side"),
    "baby ankle": ("left-ankle-front", "left-ankle-back", "left-ankle"),
    "head eye": ("left-eye-opening", "", "left-eye-opening"),
    "head brow": ("left-brow", "", "left-brow"),
    "head nose": ("nose-tip", "", "nose-tip"),
    "head mouth": ("lip-upper", "", "lip-upper"),
    "head ear": ("left-ear-front", "left-ear-back", "left-ear"),
    "head lobe": ("left-ear-lobe-front", "left-ear-lobe-back", "left-ear-lobe"),
    "baby-head eye": ("left-eye-opening", "", "left-eye-opening"),
    "baby-head brow": ("left-brow", "", "left-brow"),
    "baby-head nose": ("nose-tip", "", "nose-tip"),
    "baby-head mouth": ("lip-upper", "", "lip-upper"),
    "baby-head ear": ("left-ear-front", "left-ear-back", "left-ear"),
    "baby-head lobe": ("left-ear-lobe-front", "left-ear-lobe-back", "left-ear-lobe"),
}


@pytest.mark.parametrize("part", LANDMARKS)
def test_the_same_part_is_at_the_same_height_in_every_view(part: str) -> None:
    """Front, back and side are one child: a mark's height can be compared."""
    figure = part.split(maxsplit=1)[0]
    middles = []
    for side, region in zip(("front", "back", "left"), LANDMARKS[part], strict=True):
        art = drawing(current_view(f"{figure}-{side}"))
        if region:
            _, _, top, bottom = _box(art.region(region))
            crown = min(at[-1] for letter, at in art.outline if letter != "Z")
            middles.append((top + bottom) / 2 - crown)
    assert max(middles) - min(middles) <= 12.0, middles


@pytest.mark.parametrize("view", REDRAWN)
def test_the_drawing_is_an_svg_of_named_paths(view: str, qapp: object) -> None:
    """Any program shows it: plain paths and words, nothing that is fetched or run."""
    from PySide6.QtSvg import QSvgRenderer

    file = resources.find("body_maps", f"{view}.svg")
    root = ET.fromstring(file.read_text(encoding="utf-8"))
    kinds = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert kinds <= {"svg", "title", "g", "path", "text"}
    named = {path.attrib["id"]: path.findtext(f"{SVG}title") for path in root[2]}
    art = drawing(view)
    assert named == {region.id: region.name for region in art.regions}
    assert art.id == view
    renderer = QSvgRenderer(str(file))
    assert renderer.isValid()
    assert renderer.defaultSize().height() == art.height


def test_the_chooser_offers_each_view_in_its_newest_version() -> None:
    """A view is offered once, as the newest of its files."""
    newest: dict[str, int] = {}
    for file in FILES:
        name, _, version = file.partition("@")
        newest[name] = max(newest.get(name, 0), int(version))
    assert sorted(VIEWS) == sorted(f"{name}@{version}" for name, version in newest.items())
    assert [current_view(view.partition("@")[0]) for view in VIEWS] == VIEWS
    with pytest.raises(KeyError):
        current_view("child")


def _area(region: Region) -> float:
    """Return a region's area in square picture units."""
    corners = (*region.polygon, region.polygon[0])
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(corners))) / 2


def _box(region: Region) -> tuple[float, float, float, float]:
    """Return left, right, top and bottom of a region."""
    xs, ys = zip(*region.polygon, strict=True)
    return (min(xs), max(xs), min(ys), max(ys))


def _sharpest(path: tuple[Step, ...]) -> float:
    """Return the largest turn in degrees between the end of one curve and the next."""
    curves = [at for letter, at in path if letter == "C"]
    if path[-1][0] == "Z":
        curves.append(curves[0])
    turns = [0.0]
    for one, two in pairwise(curves):
        before = math.atan2(one[5] - one[3], one[4] - one[2])
        after = math.atan2(two[1] - one[5], two[0] - one[4])
        turn = math.degrees(after - before) % 360
        turns.append(min(turn, 360 - turn))
    return max(turns)
