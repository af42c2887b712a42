"""Looking at finished body maps, one and several."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QSizeF, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from resources.body_maps.drawings import drawing, view_choices
from storage.records.body_map import BodyMap, Mark
from ui.views.body_maps import BodyMapsView
from ui.widgets.body_map_figure import fit, label_lines, outline_path
from ui.widgets.body_map_view import BodyMapPicture, BodyMapView, ShownBodyMap
from ui.widgets.body_map_zoom import newest


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


def maps_of(mark: Mark, count: int) -> list[ShownBodyMap]:
    """One map a month; every second one has a mark behind as well."""
    behind = replace(mark, number=2, view="child-back@1", region="Left calf", site="calf")
    return [
        ShownBodyMap(
            heading=f"{month} March 2026",
            detail="Sofia Osei",
            body_map=BodyMap(marks=(mark, behind) if month % 2 else (mark,)),
        )
        for month in range(1, count + 1)
    ]


def opened(qtbot: QtBot, shown: list[ShownBodyMap], *, chosen: int = -1) -> BodyMapsView:
    """The page as the lead sees it at 1366 by 768."""
    view = BodyMapsView()
    qtbot.addWidget(view)
    view.resize(1138, 740)
    view.show()
    qtbot.waitExposed(view)
    view.show_body_maps(shown, chosen=chosen)
    qtbot.wait(20)
    return view


def headings(view: BodyMapsView) -> list[str]:
    """The dates in sight, from left to right."""
    return [card.accessibleName().removeprefix("Body map, ") for card in view.body_map_views()]


def test_three_maps_stand_beside_each_other_and_keys_go_on(qtbot: QtBot, mark: Mark) -> None:
    """The newest first in sight; Earlier and Later move by one, and stop at the ends."""
    view = opened(qtbot, maps_of(mark, 5))
    assert headings(view) == ["3 March 2026", "4 March 2026", "5 March 2026"]
    right = [card.geometry().right() for card in view.body_map_views()]
    left = [card.geometry().left() for card in view.body_map_views()]
    assert all(end < start for end, start in zip(right, left[1:], strict=False))
    assert not view.later.isEnabled()
    view.earlier.setFocus()
    QTest.keyClick(view.earlier, Qt.Key.Key_Space)
    assert headings(view)[0] == "2 March 2026"
    view.earlier.click()
    assert not view.earlier.isEnabled()
    assert headings(opened(qtbot, maps_of(mark, 5), chosen=1))[0] == "1 March 2026"
    few = opened(qtbot, maps_of(mark, 2))
    assert not few.earlier.isVisibleTo(few)


def test_the_same_view_stands_on_one_line(qtbot: QtBot, mark: Mark) -> None:
    """Fronts beside fronts, backs beside backs, marks beside marks; a missing one is said."""
    view = opened(qtbot, maps_of(mark, 3))
    lines: dict[str, set[int]] = {}
    for picture in view.findChildren(BodyMapPicture):
        top = picture.mapTo(view, QPoint(0, 0)).y()
        lines.setdefault(picture.accessibleName(), set()).add(top)
    assert {name: len(tops) for name, tops in lines.items()} == {
        "Body map, Child, front": 1,
        "Body map, Child, back": 1,
    }
    assert "Nothing was marked on this drawing then: child, back." in words(view)
    keys = [label for label in view.findChildren(QLabel) if label.text() == mark.region]
    assert len({label.mapTo(view, QPoint(0, 0)).y() for label in keys}) == 1


def test_an_old_and_a_new_drawing_of_one_view_share_a_line(qtbot: QtBot, mark: Mark) -> None:
    """Each mark on the drawing that it was placed on, and never one drawing on the other."""
    new = drawing(newest("child-front"))
    x, y = new.thousandths(*new.region("left-forearm-front").centre)
    later = replace(mark, view=new.id, x=x, y=y, across=30, down=15)
    view = opened(
        qtbot,
        [
            ShownBodyMap(heading="Then", detail="", body_map=BodyMap(marks=(mark,))),
            ShownBodyMap(heading="Now", detail="", body_map=BodyMap(marks=(later,))),
        ],
    )
    tops = {p.mapTo(view, QPoint(0, 0)).y() for p in view.findChildren(BodyMapPicture)}
    assert len(view.findChildren(BodyMapPicture)) == 2
    assert len(tops) == 1


def test_what_newer_maps_are_asked_is_shown(qtbot: QtBot, mark: Mark) -> None:
    """When, whose body, to whom it was said, heat, and the baby."""
    body_map = BodyMap(
        marks=(replace(mark, said="I fell", said_to="Ms Osei", heat="yes"),),
        seen_at="2026-03-12T12:40",
        moves="no",
    )
    view = BodyMapView()
    qtbot.addWidget(view)
    view.show_body_map(
        ShownBodyMap(heading="Seen", detail="", body_map=body_map, whose="Kit Merrow")
    )
    for text in (
        *("The child said: I fell", "Said to: Ms Osei", "Whose body: Kit Merrow"),
        *("Marks seen: 12 March 2026 at 12:40", "hot", "cannot move about"),
    ):
        assert text in words(view)


def test_a_map_of_a_later_program_keeps_its_key(qtbot: QtBot, mark: Mark) -> None:
    """An outline that is not here is named; the words are all there."""
    view = BodyMapView()
    qtbot.addWidget(view)
    later = BodyMap(marks=(replace(mark, view="child-front@9"),))
    view.show_body_map(ShownBodyMap(heading="Seen", detail="", body_map=later))
    assert "child-front@9" in words(view)
    assert "Left forearm (front)" in words(view)


@pytest.mark.parametrize("view", [choice.id for choice in view_choices()])
@pytest.mark.parametrize(("wide", "high", "points"), [(410, 560, 10), (455, 430, 20)])
def test_words_beside_a_body_never_run_over_it(
    qapp: QApplication, view: str, wide: int, high: int, points: int
) -> None:
    """On a dark theme they are white and the skin is light: nobody would read them there."""
    art, font = drawing(view), QFont(qapp.font())
    font.setPointSize(points)
    place = fit(art, QSizeF(wide, high))
    body = place.transform().map(outline_path(view))
    for words, box in label_lines(art, place, font, room=wide):
        assert not body.intersects(box.adjusted(0, 4, 0, -4)), (view, words)
        assert 0 <= box.left() <= box.right() <= wide
        assert box.bottom() <= high + 4, "what hangs below the line may touch the edge"
