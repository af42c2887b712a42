"""Placing and describing marks, by mouse and by keyboard alone."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from resources.body_maps.drawings import drawing
from storage.records.body_map import BodyMap, Mark
from storage.records.canonical_json import decode, encode
from ui.widgets.body_map_editor import BodyMapEditor


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
    assert (second.number, second.view) == (2, "child-front@1")
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


def test_space_places_a_mark_in_the_middle_and_arrows_nudge_it(editor: BodyMapEditor) -> None:
    """Everything the mouse does, the keyboard does."""
    button = editor.canvas.region_button("left-thigh-front")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    placed = editor.body_map().marks[0]
    front = drawing("child-front@1")
    assert (placed.x, placed.y) == front.thousandths(*front.region("left-thigh-front").centre)
    QTest.keyClick(button, Qt.Key.Key_Down)
    QTest.keyClick(button, Qt.Key.Key_Right)
    nudged = editor.body_map().marks[0]
    assert nudged.y > placed.y
    assert nudged.x > placed.x


def test_nudging_takes_the_site_along_and_stays_on_the_body(editor: BodyMapEditor) -> None:
    """A mark that is moved down the leg is on the knee at last, and never beside the leg."""
    button = editor.canvas.region_button("left-thigh-front")
    QTest.keyClick(button, Qt.Key.Key_Space)
    for _ in range(9):
        QTest.keyClick(button, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert editor.body_map().marks[0].region == "Left knee"
    for _ in range(30):
        QTest.keyClick(button, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert editor.body_map().marks[0].region == "Left knee"


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
    form.kind.set_value("bruise")
    form.colour.set_value("purple")
    QTest.keyClicks(form.size_text, "2 cm")
    form.measured.button("measured").click()
    form.seen["broken_skin"].button("no").click()
    form.seen["pain"].button("yes").click()
    form.said.set_text("“Grandad’s ring did it”, to Ms Osei")
    QTest.keyClicks(editor.seen, "changing for PE")
    made = editor.body_map()
    mark = made.marks[0]
    assert (mark.kind, mark.colour, mark.size, mark.measured) == ("bruise", "purple", "2 cm", True)
    assert (mark.broken_skin, mark.swelling, mark.pain) == ("no", "not seen", "yes")
    assert BodyMap.from_value(decode(encode(made.to_value()))) == made
    other = BodyMapEditor()
    other.set_body_map(made)
    assert other.body_map() == made


def test_choosing_a_mark_shows_its_description(editor: BodyMapEditor) -> None:
    """The form never shows one mark's words under another's number."""
    press(editor, "left-forearm-front")
    editor.form.kind.set_value("bruise")
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
    editor.show_view("child-back@1")
    assert editor.canvas.marks_in_view() == ()
    press(editor, "left-buttock")
    assert [mark.view for mark in editor.body_map().marks] == ["child-front@1", "child-back@1"]
    editor.marks.buttons()[0].click()
    assert editor.canvas.figure.id == "child-front@1"


def test_the_genital_area_takes_words_and_no_point(editor: BodyMapEditor) -> None:
    """Whatever was pressed, the mark stands in the middle, and only words are asked for."""
    press(editor, "genital-area", QPoint(4, -6))
    mark = editor.body_map().marks[0]
    front = drawing("child-front@1")
    assert (mark.x, mark.y) == front.thousandths(*front.region("genital-area").centre)
    assert not editor.form.kind.isVisibleTo(editor.form)
    assert editor.form.said.isVisibleTo(editor.form)


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
