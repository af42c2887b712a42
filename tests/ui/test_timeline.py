"""The timeline: by keyboard, by mouse, in words; the list says all that the picture shows."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt

from storage.records.timeline import ABSENCE, CONCERN, MARK, SPAN, TimelineItem
from ui.theme import TOKENS, Scheme, apply_theme
from ui.views.chronology_timeline import TimelinePanel
from ui.widgets.timeline_axis import Axis, ticks

TODAY = date(2026, 11, 22)


def item(lane: str, row: str, since: str, until: str = "", **more: int) -> TimelineItem:
    words = f"{since or 'Not dated'} · {row}"
    return TimelineItem(lane=lane, id=row, since=since, until=until or since, words=words, **more)


ITEMS = (
    item(CONCERN, "c-1", "2024-03-04", rank=2, ranks=7),
    TimelineItem(lane=SPAN, id="n-1", since="2024-05-01", until="", words="Since · Plan"),
    item(ABSENCE, "", "2024-09-02", "2024-12-18", possible=120, missed=30),
    item(MARK, "f-1", "2025-01-06"),
    item(CONCERN, "c-2", "2026-02-01", rank=6, ranks=7),
    item(CONCERN, "c-3", ""),
)


@pytest.fixture
def panel(qtbot) -> TimelinePanel:
    shown = TimelinePanel()
    qtbot.addWidget(shown)
    shown.resize(900, 400)
    shown.show_items(ITEMS, today=TODAY)
    shown.show()
    shown.fold.click()
    return shown


def walked(panel: TimelinePanel, qtbot, *keys: Qt.Key) -> str:
    for key in keys:
        qtbot.keyClick(panel.strip, key)
    current = panel.strip.current()
    return current.id if current else ""


def test_arrows_go_through_everything_in_order_of_time(panel, qtbot) -> None:
    keys = Qt.Key
    assert walked(panel, qtbot, keys.Key_Right) == "c-1"
    assert walked(panel, qtbot, keys.Key_Right) == "n-1"
    assert walked(panel, qtbot, keys.Key_End) == "c-2", "what is not dated has no place on it"
    assert walked(panel, qtbot, keys.Key_Right) == "c-2"
    assert walked(panel, qtbot, keys.Key_Home) == "c-1"
    assert walked(panel, qtbot, keys.Key_Down, keys.Key_Down) == "n-1"
    assert walked(panel, qtbot, keys.Key_Up, keys.Key_Up) == "c-1"
    assert panel.strip.accessibleDescription() == ITEMS[0].words
    assert panel.findChild(object, "file.timeline.says").text() == ITEMS[0].words


def test_enter_and_a_press_open_what_has_the_cursor(panel, qtbot) -> None:
    walked(panel, qtbot, Qt.Key.Key_End)
    with qtbot.waitSignal(panel.opened) as caught:
        qtbot.keyClick(panel.strip, Qt.Key.Key_Return)
    assert caught.args == ["c-2"]
    place = panel.strip._box(3, ITEMS[3]).center().toPoint()
    with qtbot.waitSignal(panel.opened) as caught:
        qtbot.mouseClick(panel.strip, Qt.MouseButton.LeftButton, pos=place)
    assert caught.args == ["f-1"]
    with qtbot.assertNotEmitted(panel.opened):
        qtbot.mouseClick(panel.strip, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))


def test_zooming_keeps_the_cursor_in_sight(panel, qtbot) -> None:
    whole = panel.strip.period()
    walked(panel, qtbot, Qt.Key.Key_End)
    for _ in range(4):
        qtbot.keyClick(panel.strip, Qt.Key.Key_Plus)
    assert panel.strip.period() != whole
    box = panel.strip._box(4, ITEMS[4])
    assert 0 <= box.center().x() <= panel.strip.width()
    walked(panel, qtbot, Qt.Key.Key_Home)
    assert 0 <= panel.strip._box(0, ITEMS[0]).center().x() <= panel.strip.width()
    qtbot.keyClick(panel.strip, Qt.Key.Key_0)
    assert panel.strip.period() == whole


def test_the_list_says_everything_also_what_is_not_dated(panel, qtbot) -> None:
    panel.findChild(object, "file.timeline.words").click()
    assert [row.title for row in panel.list.rows()] == [one.words for one in ITEMS]
    assert not panel.strip.isVisible()
    with qtbot.waitSignal(panel.opened) as caught:
        panel.list.set_current("5")
        qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert caught.args == ["c-3"]


def test_it_folds_and_stays_as_somebody_left_it(panel) -> None:
    assert panel.is_open()
    panel.offer(room=False)
    assert panel.is_open()
    panel.fold.click()
    assert not panel.strip.isVisible()
    panel.offer(room=True)
    assert not panel.is_open()


def test_without_anything_it_is_not_there(panel) -> None:
    panel.show_items((), today=TODAY)
    assert not panel.isVisible()
    assert not panel.fold.isVisible()


def test_spans_of_one_time_do_not_cover_each_other(qtbot) -> None:
    panel = TimelinePanel()
    qtbot.addWidget(panel)
    spans = tuple(item(SPAN, f"n-{n}", f"2024-0{n}-01", "2025-01-01") for n in range(1, 4))
    panel.show_items(spans, today=TODAY)
    boxes = [panel.strip._box(place, one) for place, one in enumerate(spans)]
    assert not any(
        one.intersects(other) for place, one in enumerate(boxes) for other in boxes[place + 1 :]
    )


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize("percent", [100, 200])
def test_it_is_drawn_in_every_look(qtbot, qapp, scheme: Scheme, percent: int) -> None:
    try:
        apply_theme(qapp, scheme=scheme, text_percent=percent)
        panel = TimelinePanel()
        qtbot.addWidget(panel)
        panel.show_items(ITEMS, today=TODAY)
        panel.resize(900, 500)
        panel.fold.click()
        panel.show()
        picture = panel.strip.grab().toImage()
        colours = {
            picture.pixelColor(x, y).name().upper()
            for x in range(0, picture.width(), 2)
            for y in range(0, picture.height(), 2)
        }
        assert TOKENS[scheme].link in colours
        assert panel.strip.height() >= panel.strip.sizeHint().height()
    finally:
        apply_theme(qapp, scheme=Scheme.LIGHT, text_percent=100)


def test_an_axis_names_no_more_days_than_there_is_room_for() -> None:
    for days in (1, 13, 40, 200, 900, 5_000, 9_000):
        axis = Axis(date(2010, 1, 31), date.fromordinal(date(2010, 1, 31).toordinal() + days))
        for most in (2, 5, 12):
            named = list(ticks(axis, most=most))
            assert len(named) <= most + 1
            assert all(0 <= axis.share(day) <= 1 for day, _ in named)
            assert len({words for _, words in named}) == len(named)


def test_an_axis_never_leaves_its_time() -> None:
    axis = Axis(date(2020, 1, 1), date(2026, 1, 1))
    near = axis.zoomed(0.01, date(2020, 1, 2))
    assert (near.start, near.days) == (date(2020, 1, 1), 22)
    assert near.zoomed(0.01, None).days == 14
    assert near.zoomed(1000, None) == axis.whole()
    moved = near.with_day(date(2026, 1, 1))
    assert moved.share(date(2026, 1, 1)) == 1.0
    assert axis.with_day(date(2021, 1, 1)) is axis
