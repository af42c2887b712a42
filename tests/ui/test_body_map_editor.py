"""Placing and describing marks, by mouse and by keyboard alone."""

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from resources.body_maps.drawings import drawing
from storage.records.body_map import BodyMap, Mark
from storage.records.canonical_json import decode, encode
from ui.views.body_map_page import BodyMapPage
from ui.widgets.body_map_editor import BodyMapEditor
from ui.widgets.body_map_regions import RegionButton, SpotButton
from ui.widgets.body_map_zoom import newest
from ui.widgets.choice_row import Choice


@pytest.fixture
def editor(qtbot: QtBot) -> BodyMapEditor:
    """An empty body map on a small screen."""
    widget = BodyMapEditor()
    qtbot.addWidget(widget)
    widget.resize(1366, 700)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


HERE = QPoint(0, 0)
FRONT = newest("child-front")
NOON = datetime.fromisoformat("2026-11-22T12:40")


def press(editor: BodyMapEditor, region_id: str, shift: QPoint = HERE) -> None:
    """Press with the mouse in the middle of a region, or beside it."""
    at = editor.canvas.centre_of(region_id) + shift
    target = editor.canvas.childAt(at) or editor.canvas
    QTest.mouseClick(
        target,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        target.mapFrom(editor.canvas, at),
    )


def test_a_press_places_a_numbered_mark_with_its_site(editor: BodyMapEditor) -> None:
    """The site and the side come by themselves."""
    press(editor, "left-forearm-front")
    press(editor, "right-knee")
    first, second = editor.body_map().marks
    assert (first.number, first.region, first.site) == (1, "Left forearm (front)", "forearm")
    assert (second.number, second.view) == (2, FRONT)
    assert second.region == "Right knee"


def test_a_press_keeps_the_exact_point(editor: BodyMapEditor) -> None:
    """Where it was pressed, not the middle of the region."""
    press(editor, "left-chest")
    press(editor, "left-chest", QPoint(-14, 20))
    first, second = editor.body_map().marks
    assert second.x < first.x
    assert second.y > first.y


def test_a_press_beside_the_body_places_nothing(editor: BodyMapEditor) -> None:
    """Paper is not skin."""
    QTest.mouseClick(editor.canvas, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert editor.body_map().marks == ()


def placed_by_keys(editor: BodyMapEditor, region_id: str) -> SpotButton:
    """Place a mark with Space; the focus is on it afterwards."""
    button = editor.canvas.region_button(region_id)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    spot = editor.canvas.spot_button(editor.state.chosen)
    assert spot is not None
    assert spot.hasFocus()
    return spot


def test_space_places_a_mark_in_the_middle_and_arrows_nudge_it(editor: BodyMapEditor) -> None:
    """Everything the mouse does, the keyboard does."""
    spot = placed_by_keys(editor, "left-thigh-front")
    placed = editor.body_map().marks[0]
    front = drawing(FRONT)
    assert (placed.x, placed.y) == front.thousandths(*front.region("left-thigh-front").centre)
    QTest.keyClick(spot, Qt.Key.Key_Down)
    QTest.keyClick(spot, Qt.Key.Key_Right)
    nudged = editor.body_map().marks[0]
    assert nudged.y > placed.y
    assert nudged.x > placed.x


def test_nudging_takes_the_site_along_and_stays_on_the_body(editor: BodyMapEditor) -> None:
    """A mark that is moved down the leg is on the knee at last, and never beside the leg."""
    spot = placed_by_keys(editor, "left-thigh-front")
    front = drawing(FRONT)
    knee = front.thousandths(*front.region("left-knee").centre)
    while editor.body_map().marks[0].y < knee[1]:
        QTest.keyClick(spot, Qt.Key.Key_Down)
    assert editor.body_map().marks[0].region == "Left knee"
    assert editor.body_map().marks[0].site == "knee"
    for _ in range(60):
        QTest.keyClick(spot, Qt.Key.Key_Right)
    assert editor.body_map().marks[0].region == "Left knee"


def test_keys_size_turn_and_remove_a_mark(editor: BodyMapEditor) -> None:
    """Shift makes it larger and smaller, Control and Alt turn it, Delete takes it away."""
    spot = placed_by_keys(editor, "left-thigh-front")
    for _ in range(3):
        QTest.keyClick(spot, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(spot, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    wide = editor.body_map().marks[0]
    assert wide.across > wide.down > 0
    QTest.keyClick(spot, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert editor.body_map().marks[0].across < wide.across
    QTest.keyClick(spot, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(spot, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert editor.body_map().marks[0].turn == 10
    QTest.keyClick(spot, Qt.Key.Key_Return)
    assert editor.form.kind.chip("bruise").hasFocus()
    QTest.keyClick(spot, Qt.Key.Key_Delete)
    assert editor.body_map().marks == ()


def test_arrows_go_from_a_region_to_the_one_beside_it(editor: BodyMapEditor) -> None:
    """Down the arm, and back up."""
    button = editor.canvas.region_button("left-forearm-front")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Down)
    below = editor.focusWidget()
    assert isinstance(below, RegionButton)
    assert below.region.id == "left-wrist-front"
    QTest.keyClick(below, Qt.Key.Key_Up)
    assert button.hasFocus()
    assert editor.body_map().marks == ()


def drag(editor: BodyMapEditor, start: QPoint, end: QPoint) -> None:
    """Press, pull and let go."""
    target = editor.canvas.childAt(start) or editor.canvas
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(target, button, none, target.mapFrom(editor.canvas, start))
    for part in (0.3, 0.7, 1.0):
        at = start + (end - start) * part
        QTest.mouseMove(target, target.mapFrom(editor.canvas, at))
    QTest.mouseRelease(target, button, none, target.mapFrom(editor.canvas, end))


def test_a_drag_draws_an_oval_that_handles_reshape(editor: BodyMapEditor) -> None:
    """Across and down as far as it was pulled; a handle changes one of them, another the turn."""
    at = editor.canvas.centre_of("left-chest")
    drag(editor, at, at + QPoint(30, 12))
    drawn = editor.body_map().marks[0]
    assert drawn.region == "Left chest"
    assert drawn.across > drawn.down > 0
    handles = {handle.name: handle.at.toPoint() for handle in editor.canvas.handles()}
    middle = editor.canvas.pixel_of(drawn).toPoint()
    drag(editor, handles["wide"], handles["wide"] + (handles["wide"] - middle))
    wider = editor.body_map().marks[0]
    assert wider.across > drawn.across
    assert wider.down == drawn.down
    handles = {handle.name: handle.at.toPoint() for handle in editor.canvas.handles()}
    drag(editor, handles["turn"], middle + QPoint(60, 0))
    assert editor.body_map().marks[0].turn == pytest.approx(90, abs=4)
    for _ in range(3):
        editor.tools.undo.click()
    assert editor.body_map().marks == ()


def test_a_mark_is_dragged_by_its_number_or_its_shape(editor: BodyMapEditor) -> None:
    """It keeps the place under the pointer, and takes its new site by itself."""
    press(editor, "left-thigh-front")
    start = editor.canvas.pixel_of(editor.body_map().marks[0]).toPoint()
    drag(editor, start, editor.canvas.centre_of("left-shin"))
    moved = editor.body_map().marks[0]
    assert (moved.region, moved.site) == ("Left shin", "shin")
    editor.tools.undo.click()
    assert editor.body_map().marks[0].site == "thigh"


def test_single_presses_do_what_dragging_does(editor: BodyMapEditor) -> None:
    """Nobody has to drag: wider, higher, smaller, turn, and move by two presses."""
    press(editor, "left-chest")
    tools = editor.tools
    for button in (tools.wider, tools.wider, tools.higher, tools.turn_it):
        button.click()
    mark = editor.body_map().marks[0]
    assert (mark.across, mark.down, mark.turn) == (24, 24, 15)
    tools.smaller.click()
    assert editor.body_map().marks[0].across == 16
    tools.move_here.click()
    press(editor, "right-shin")
    assert [mark.region for mark in editor.body_map().marks] == ["Right shin"]
    press(editor, "right-knee")
    assert len(editor.body_map().marks) == 2


def test_the_larger_head_is_one_press_away(editor: BodyMapEditor) -> None:
    """The mark goes to the closer view with its words; undo brings it back."""
    press(editor, "left-cheek")
    editor.form.kind.chip("graze").click()
    assert editor.tools.closer.isVisibleTo(editor)
    editor.tools.closer.click()
    mark = editor.body_map().marks[0]
    assert (mark.view, mark.kind, mark.site) == (newest("head-front"), "graze", "cheek")
    assert editor.canvas.figure.id == mark.view
    assert not editor.tools.closer.isVisibleTo(editor)
    editor.undo()
    assert editor.canvas.figure.id == FRONT
    press(editor, "left-shin")
    assert not editor.tools.closer.isVisibleTo(editor)


def test_two_marks_by_keyboard_do_not_cover_each_other(editor: BodyMapEditor) -> None:
    """The second finds a place beside the first."""
    button = editor.canvas.region_button("left-upper-abdomen")
    QTest.keyClick(button, Qt.Key.Key_Space)
    QTest.keyClick(button, Qt.Key.Key_Space)
    first, second = editor.body_map().marks
    assert (first.x, first.y) != (second.x, second.y)
    assert first.region == second.region


def test_a_description_goes_into_the_record_and_back(editor: BodyMapEditor) -> None:
    """What is typed is what is kept; canonical JSON takes it, so there is no float in it."""
    press(editor, "left-forearm-front")
    form = editor.form
    form.kind.chip("bruise").click()
    form.colour.chip("purple").click()
    form.colour.chip("red").click()
    QTest.keyClicks(form.size_text, "2")
    form.measured.chip("measured").click()
    form.seen["broken_skin"].chip("no").click()
    form.seen["pain"].chip("yes").click()
    form.seen["heat"].chip("yes").click()
    form.said.set_text("“Grandad’s ring did it”")
    QTest.keyClicks(form.said_to, "Ms Osei")
    QTest.keyClicks(editor.about.seen, "changing for PE")
    made = editor.body_map()
    mark = made.marks[0]
    assert (mark.kind, mark.colour, mark.size) == ("bruise", "red, purple", "2 cm")
    assert (mark.measured, mark.heat, mark.said_to) == (True, "yes", "Ms Osei")
    assert (mark.broken_skin, mark.swelling, mark.pain) == ("no", "not seen", "yes")
    assert BodyMap.from_value(decode(encode(made.to_value()))) == made
    other = BodyMapEditor()
    other.set_body_map(made)
    assert other.body_map() == made


def test_choosing_a_mark_shows_its_description(editor: BodyMapEditor) -> None:
    """The form never shows one mark's words under another's number."""
    press(editor, "left-forearm-front")
    editor.form.kind.chip("bruise").click()
    press(editor, "right-knee")
    assert editor.form.kind.value() == ""
    editor.marks.buttons()[0].click()
    assert editor.form.kind.value() == "bruise"
    assert "Left forearm" in editor.marks.buttons()[0].accessibleName()
    assert "Bruise" in editor.marks.buttons()[0].accessibleName()


def test_a_mark_can_be_removed_before_sending(editor: BodyMapEditor) -> None:
    """The others are numbered anew, so that the numbers stay without a gap."""
    for region in ("left-forearm-front", "right-knee", "left-shin"):
        press(editor, region)
    editor.marks.buttons()[1].click()
    removal = editor.form.findChild(QAbstractButton, "body_map.remove")
    assert removal is not None
    removal.click()
    assert [(m.number, m.region) for m in editor.body_map().marks] == [
        (1, "Left forearm (front)"),
        (2, "Left shin"),
    ]


def test_the_back_has_its_own_marks(editor: BodyMapEditor) -> None:
    """Marks of the front are in the list but not on the back."""
    press(editor, "left-forearm-front")
    editor.show_view("child-back")
    assert editor.canvas.marks_in_view() == ()
    press(editor, "left-buttock")
    assert [mark.view for mark in editor.body_map().marks] == [FRONT, newest("child-back")]
    editor.marks.buttons()[0].click()
    assert editor.canvas.figure.id == FRONT


def test_the_genital_area_takes_words_and_no_point(editor: BodyMapEditor) -> None:
    """Whatever was pressed, the mark stands in the middle, and only words are asked for."""
    press(editor, "genital-area", QPoint(4, -6))
    mark = editor.body_map().marks[0]
    front = drawing(FRONT)
    assert (mark.x, mark.y) == front.thousandths(*front.region("genital-area").centre)
    assert not editor.form.kind.isVisibleTo(editor.form)
    assert not editor.form.note.isVisibleTo(editor.form)
    assert editor.form.said.isVisibleTo(editor.form)
    assert editor.canvas.drawn == ()
    assert editor.canvas.spot_buttons() == ()
    editor.form.said.set_text("“It is sore.”")
    assert "It is sore" in editor.marks.buttons()[0].accessibleName()


def test_done_hands_over_the_map_and_waits_for_a_mark(editor: BodyMapEditor, qtbot: QtBot) -> None:
    """An empty body map is no body map."""
    done = editor.findChild(QAbstractButton, "body_map.done")
    assert done is not None
    assert not done.isEnabled()
    press(editor, "left-shin")
    with qtbot.waitSignal(editor.done) as heard:
        done.click()
    assert isinstance(heard.args[0], BodyMap)
    assert isinstance(heard.args[0].marks[0], Mark)


def test_every_control_has_a_name_and_an_identifier(editor: BodyMapEditor) -> None:
    """What cannot be named cannot be used by everybody."""
    press(editor, "left-shin")
    kinds: tuple[type[QWidget], ...] = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit)
    controls: list[QWidget] = [
        widget
        for widget in editor.findChildren(QWidget)
        if isinstance(widget, kinds) and not widget.objectName().startswith("qt_")
    ]
    assert len(controls) > 60
    for control in controls:
        assert control.accessibleName(), control
        assert control.accessibleIdentifier().startswith("body_map."), control


def test_regions_are_reached_by_tab_and_announce_their_names(editor: BodyMapEditor) -> None:
    """A screen reader hears places, one by one."""
    buttons = editor.canvas.region_buttons()
    assert len(buttons) > 40
    assert all(button.focusPolicy() & Qt.FocusPolicy.TabFocus for button in buttons)
    assert {button.accessibleIdentifier() for button in buttons} == {"body_map.region"}
    assert len({button.accessibleName() for button in buttons}) == len(buttons)


@pytest.mark.parametrize("size", [(1366, 700), (900, 560)])
def test_masks_follow_the_figure(editor: BodyMapEditor, size: tuple[int, int]) -> None:
    """At every size the pixel in the middle of a region belongs to its button."""
    editor.resize(*size)
    for button in editor.canvas.region_buttons():
        at = button.mapFrom(editor.canvas, editor.canvas.centre_of(button.region.id))
        assert button.mask().contains(at), button.region.name


def test_the_rules_stand_beside_the_picture(editor: BodyMapEditor) -> None:
    """Nobody has to remember them."""
    texts = " ".join(label.text() for label in editor.findChildren(QLabel))
    for words in ("undress", "photographs", "new map", "how old", "baby"):
        assert words in texts


def test_three_presses_describe_a_mark(editor: BodyMapEditor) -> None:
    """Type, size, colour: one press each, and the map can be kept."""
    press(editor, "left-shin")
    for row, value in (("kind", "bruise"), ("size_quick", "2 cm"), ("colour", "blue")):
        getattr(editor.form, row).chip(value).click()
    mark = editor.body_map().marks[0]
    assert (mark.kind, mark.size, mark.measured, mark.colour) == ("bruise", "2 cm", False, "blue")
    assert editor.form.size_text.text() == "2 cm"


def test_everything_stands_on_a_small_screen_without_scrolling(qtbot: QtBot) -> None:
    """Figure, list, mark and rules at 1366 by 768; also with the baby's question and warning."""
    page = BodyMapPage(now=NOON)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    qtbot.waitExposed(page)
    editor = page.editor
    for region in ("left-cheek", "left-shin", "right-knee"):
        press(editor, region)
        editor.form.kind.chip("bruise").click()
    qtbot.wait(20)
    assert editor.desk.verticalScrollBar().maximum() == 0
    editor.form.more.click()
    qtbot.wait(20)
    assert editor.desk.verticalScrollBar().maximum() > 0
    editor.set_body_map(None)
    editor.show_view("baby-front")
    press(editor, "left-cheek")
    editor.form.kind.chip("bruise").click()
    editor.whose.moves.chip("no").click()
    qtbot.wait(20)
    assert "in person now" in editor.whose.urgent.text()
    assert editor.desk.verticalScrollBar().maximum() == 0


def test_a_bruise_on_a_baby_who_cannot_move_stands_out(editor: BodyMapEditor) -> None:
    """Said until somebody says that the baby can move about; nothing of it for other children."""
    editor.show_view("baby-front")
    assert editor.whose.moves.isVisibleTo(editor)
    press(editor, "left-cheek")
    editor.form.kind.chip("graze").click()
    assert editor.whose.urgent.text() == ""
    editor.form.kind.chip("bruise").click()
    assert "in person now" in editor.whose.urgent.text()
    editor.whose.moves.chip("not known").click()
    assert editor.whose.urgent.isVisibleTo(editor)
    assert editor.body_map().moves == "not known"
    editor.whose.moves.chip("yes").click()
    assert editor.whose.urgent.text() == ""
    editor.set_body_map(None)
    editor.show_view("child-front")
    press(editor, "left-shin")
    editor.form.kind.chip("bruise").click()
    assert not editor.whose.isVisibleTo(editor)
    assert editor.body_map().moves == ""


def test_it_is_asked_whose_body_it_is_among_several_children(editor: BodyMapEditor) -> None:
    """One child is no question, and nothing is guessed among two."""
    children = [Choice(value="p-1", text="Ada Bright"), Choice(value="p-2", text="Ben Bright")]
    press(editor, "left-shin")
    assert not editor.whose.whose.isVisibleTo(editor)
    editor.set_children(children[:1])
    assert editor.body_map().pupil == ""
    editor.set_children(children)
    assert editor.whose.whose.isVisibleTo(editor)
    assert editor.body_map().pupil == ""
    editor.whose.whose.chip("p-2").click()
    made = editor.body_map()
    assert made.pupil == "p-2"
    editor.set_body_map(None)
    assert editor.body_map().pupil == ""
    editor.set_body_map(made)
    assert editor.body_map() == made
    editor.set_children([*children[:1], Choice(value="p-3", text="Cas Bright")])
    editor.set_body_map(made)
    assert editor.body_map().pupil == "", "a child who is no longer named is asked anew"


def test_a_new_map_is_seen_now_and_an_earlier_one_when_it_was(editor: BodyMapEditor) -> None:
    """Day and time can be changed; a time nobody can read leaves the day."""
    editor.set_now(NOON)
    editor.set_body_map(None)
    assert editor.body_map().seen_at == "2026-11-22T12:40"
    editor.about.time.clear()
    QTest.keyClicks(editor.about.time, "9.15")
    assert editor.body_map().seen_at == "2026-11-22T09:15"
    QTest.keyClicks(editor.about.time, "xx")
    assert editor.body_map().seen_at == "2026-11-22"
    for kept in ("2026-11-20T08:05", "2026-11-20", "", "the day before"):
        editor.set_body_map(BodyMap(marks=(), seen_at=kept))
        assert editor.body_map().seen_at == kept


def test_undo_takes_back_the_last_step_also_by_its_keys(editor: BodyMapEditor) -> None:
    """Words, then the shape, then the mark."""
    press(editor, "left-shin")
    editor.form.kind.chip("bruise").click()
    editor.form.kind.chip("cut").click()
    editor.tools.undo.click()
    editor.tools.undo.click()
    assert editor.body_map().marks == ()
    assert not editor.tools.undo.isEnabled()


def test_words_of_an_older_list_stay(editor: BodyMapEditor) -> None:
    """A colour that is not on the list any more is kept until somebody takes it away."""
    press(editor, "left-shin")
    old = replace(editor.body_map().marks[0], colour="more than one colour", kind="weal")
    editor.set_body_map(BodyMap(marks=(old,)))
    assert editor.body_map().marks[0] == old
    editor.form.size_quick.chip("1 cm").click()
    kept = editor.body_map().marks[0]
    assert (kept.colour, kept.kind, kept.size) == ("more than one colour", "weal", "1 cm")


def test_tab_goes_from_the_regions_to_the_marks_and_the_tools(editor: BodyMapEditor) -> None:
    """Also after another view was shown, whose regions are new controls."""
    editor.show_view("child-back")
    press(editor, "left-calf")
    last = editor.canvas.region_buttons()[-1]
    last.setFocus()
    seen = []
    for _ in range(3):
        QTest.keyClick(editor.focusWidget(), Qt.Key.Key_Tab)
        seen.append(editor.focusWidget().accessibleIdentifier())
    assert seen == ["body_map.spot", "body_map.undo", "body_map.move"]


@pytest.mark.parametrize("group", ["Child", "Baby", "Head and face", "Hands", "Feet"])
def test_every_group_of_views_is_one_press_away(
    editor: BodyMapEditor, qtbot: QtBot, nameless, clipped, group: str
) -> None:
    """And everything on it has a name, and nothing is cut."""
    editor.group.chip(group).click()
    assert editor.canvas.figure.title
    first = editor.canvas.region_buttons()[0]
    first.click()
    assert editor.body_map().marks[0].view == editor.canvas.figure.id
    qtbot.wait(20)
    assert nameless(editor) == []
    assert clipped(editor) == []


def test_nothing_is_cut_at_double_size(qtbot: QtBot, large_text, clipped) -> None:
    """The words go below each other and scroll; the picture stays."""
    page = BodyMapPage(now=NOON)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    qtbot.waitExposed(page)
    press(page.editor, "left-shin")
    page.editor.form.kind.chip("bruise").click()
    qtbot.wait(30)
    assert clipped(page) == []
    assert page.editor.canvas.height() >= 360
    assert page.width() == 1366


def test_a_mark_on_an_earlier_drawing_is_shown_where_it_was_placed(editor: BodyMapEditor) -> None:
    """New marks go on the newest drawing; the old one is only looked at."""
    old = drawing("child-front@1")
    x, y = old.thousandths(*old.region("left-knee").centre)
    mark = Mark(
        number=1, view=old.id, x=x, y=y, region="Left knee", site="knee", kind="graze"
    )  # fmt: skip
    editor.set_body_map(BodyMap(marks=(mark, replace(mark, number=2, view="child-front@99"))))
    assert editor.canvas.figure.id == old.id
    assert [each.number for each in editor.canvas.marks_in_view()] == [1]
    editor.marks.buttons()[1].click()
    assert editor.state.chosen == 2
    editor.show_view("child-front")
    assert editor.canvas.figure.id == FRONT
