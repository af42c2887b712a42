"""Looking at finished body maps, one and several."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from resources.body_maps.drawings import drawing
from storage.records.body_map import BodyMap, Mark
from ui.views.body_maps import BodyMapsView
from ui.widgets.body_map_view import BodyMapPicture, BodyMapView, ShownBodyMap


@pytest.fixture
def mark() -> Mark:
    """A bruise on the left forearm."""
    art = drawing("child-front@1")
    region = art.region("left-forearm-front")
    x, y = art.thousandths(*region.centre)
    return Mark(
        number=1, view=art.id, x=x, y=y, region=region.name, site=region.site, kind="bruise",
        size="2 cm", said="“I fell”, to Ms Osei",
    )  # fmt: skip


@pytest.fixture
def shown(mark: Mark) -> ShownBodyMap:
    """One day's map with a mark in front and one behind."""
    behind = replace(mark, number=2, view="child-back@1", region="Left calf", site="calf")
    body_map = BodyMap(marks=(mark, behind), seen="changing for PE")
    return ShownBodyMap(heading="Seen 12 March 2026", detail="by S. Osei", body_map=body_map)


def words(widget: QWidget) -> str:
    """All that can be read on a widget."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_a_map_shows_its_views_and_its_key(qtbot: QtBot, shown: ShownBodyMap) -> None:
    """Both pictures, both lines of the key, what the child said, how it came to be seen."""
    view = BodyMapView()
    qtbot.addWidget(view)
    view.show_body_map(shown)
    assert len(view.findChildren(BodyMapPicture)) == 2
    for text in ("Left forearm (front)", "Left calf", "I fell", "changing for PE", "2 cm"):
        assert text in words(view)
    picture = view.findChildren(BodyMapPicture)[0]
    assert "Left forearm (front), Bruise" in picture.accessibleDescription()


def test_another_map_replaces_the_first(qtbot: QtBot, shown: ShownBodyMap, mark: Mark) -> None:
    """Nothing of the earlier child stays on the screen."""
    view = BodyMapView()
    qtbot.addWidget(view)
    view.show_body_map(shown)
    other = BodyMap(marks=(replace(mark, said=""),))
    view.show_body_map(ShownBodyMap(heading="Seen 3 May 2026", detail="", body_map=other))
    qtbot.waitUntil(lambda: "changing for PE" not in words(view))
    assert "Left calf" not in words(view)


def test_maps_of_different_days_stand_side_by_side(qtbot: QtBot, shown: ShownBodyMap) -> None:
    """Beside, never over each other."""
    view = BodyMapsView()
    qtbot.addWidget(view)
    view.resize(1100, 700)
    view.show_body_maps([shown, replace(shown, heading="Seen 3 May 2026")])
    view.show()
    qtbot.waitExposed(view)
    first, second = view.body_map_views()
    assert first.geometry().right() < second.geometry().left()
    assert "how old" in words(view)


def test_a_map_of_a_later_program_keeps_its_key(qtbot: QtBot, mark: Mark) -> None:
    """An outline that is not here is named; the words are all there."""
    view = BodyMapView()
    qtbot.addWidget(view)
    later = BodyMap(marks=(replace(mark, view="child-front@9"),))
    view.show_body_map(ShownBodyMap(heading="Seen", detail="", body_map=later))
    assert "child-front@9" in words(view)
    assert "Left forearm (front)" in words(view)
