"""The body map on paper: figure, key, and words for those who do not see it."""

import re

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from exports.body_map_drawing import (
    blank_figures,
    body_map_figures,
    body_map_key,
    missing_views,
    path_operators,
)
from resources.body_maps.drawings import drawing, view_choices
from storage.records.body_map import BodyMap, Mark


def mark(number: int, view: str = "child-front@1", region: str = "left-forearm-front") -> Mark:
    """A bruise in the middle of a region."""
    art = drawing(view)
    place = art.region(region)
    x, y = art.thousandths(*place.centre)
    return Mark(
        number=number, view=view, x=x, y=y, region=place.name, site=place.site, kind="bruise",
        size="2 cm", colour="purple", broken_skin="no", said="“I fell”, to Ms Osei",
    )  # fmt: skip


@pytest.fixture
def body_map() -> BodyMap:
    """Two marks in front, one behind."""
    return BodyMap(
        marks=(mark(1), mark(2, region="right-knee"), mark(3, "child-back@1", "left-calf"))
    )


def test_each_view_with_marks_is_one_figure(body_map: BodyMap) -> None:
    """Views without marks are not printed."""
    front, back = body_map_figures(body_map, width=240, height=330)
    assert (front.title, back.title) == ("Child, front", "Child, back")
    assert front.width <= 240
    assert front.height == pytest.approx(330)


def test_numbers_stand_where_the_marks_are(body_map: BodyMap) -> None:
    """The number lies in its disc: left of the body's middle is the child's right."""
    front = body_map_figures(body_map, width=240, height=330)[0]
    places = {text.text: text.x for text in front.texts}
    assert places["1"] > front.width / 2
    assert places["2"] < front.width / 2
    assert places["Child’s LEFT"] > places["Child’s RIGHT"]


def test_operators_are_balanced_and_stay_in_the_figure(body_map: BodyMap) -> None:
    """A PDF reader gets complete paths, in greys."""
    front = body_map_figures(body_map, width=240, height=330)[0]
    code = path_operators(front, x=50, bottom=100)
    text = "\n".join(code)
    assert text.isascii()
    assert (text.count("q "), text.count("Q")) == (1, 1)
    assert " 50 100 cm" in text
    assert len(re.findall(r"^[BfS]$", text, re.MULTILINE)) == len(front.shapes)
    for shape in front.shapes:
        for _, numbers in shape.path:
            assert all(-1 <= value <= 331 for value in numbers)


def test_the_key_says_in_words_what_the_picture_shows(body_map: BodyMap) -> None:
    """The key is the truth; the picture helps."""
    row = body_map_key(body_map)[0]
    assert (row.number, row.place) == (1, "Left forearm (front)")
    assert row.words == "Bruise, 2 cm (estimated), purple, skin not broken"
    assert row.said == "“I fell”, to Ms Osei"
    figure = body_map_figures(body_map, width=240, height=330)[0]
    assert "1: Left forearm (front), Bruise" in figure.alternative


def test_a_drawing_of_a_later_version_still_has_its_key() -> None:
    """A map made by a newer program loses its picture here, never its words."""
    later = BodyMap(
        marks=(
            Mark(
                number=1, view="child-front@9", x=500, y=500, region="Chest", site="chest",
                kind="graze",
            ),
        )
    )  # fmt: skip
    assert missing_views(later) == ("child-front@9",)
    assert body_map_key(later)[0].place == "Chest"


@pytest.mark.parametrize("view", [choice.id for choice in view_choices()])
@pytest.mark.parametrize("height", [150, 180, 250, 330])
def test_words_beside_a_body_never_run_over_it(view: str, height: float) -> None:
    """Measured in a common sans-serif, which is about as wide as the document's own."""
    (figure,) = blank_figures((view,), width=400, height=height)
    art = drawing(view)
    scale = figure.height / art.height
    for text in figure.texts:
        half = stringWidth(text.text, "Helvetica", text.size) / 2
        for across in (-half, 0, half):
            at = ((text.x + across) / scale, art.height - (text.baseline + 2) / scale)
            assert not any(region.holds(*at) for region in art.regions), (view, text.text)
