"""Names as linked tokens in what somebody writes, by keyboard, by mouse and by dictation."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from storage.records.concern import Mention
from storage.records.name_tokens import NamedPerson
from ui.theme import Scheme, apply_theme
from ui.widgets.writing_area import WritingArea
from ui.widgets.writing_names import NamesList

SUMMER = NamedPerson(id="p-1", kind="pupil", name="Summer Applegarth", detail="Year 4 · Willow")
OAK = NamedPerson(id="p-2", kind="pupil", name="Sam Lee", detail="Year 1 · Oak")
ASH = NamedPerson(id="p-3", kind="pupil", name="Sam Lee", detail="Year 6 · Ash")
ZAK = NamedPerson(id="p-4", kind="pupil", name="Łukasz Żak", detail="Year 2")
WANG = NamedPerson(id="p-5", kind="pupil", name="王小明", detail="Year 3")
ALI = NamedPerson(id="p-6", kind="pupil", name="محمد علي", detail="Year 3")
PIKE = NamedPerson(id="s-1", kind="staff", name="Dave Pike", detail="DSL")
PEOPLE = (SUMMER, OAK, ASH, ZAK, WANG, ALI, PIKE)

Key = Qt.Key


def mention(person: NamedPerson) -> Mention:
    return Mention(id=person.id, kind=person.kind, text=person.name)


@pytest.fixture
def area(qtbot) -> Iterator[WritingArea]:
    page = QWidget()
    column = QVBoxLayout(page)
    made = WritingArea("report.what_happened", "What happened")
    made.set_people(PEOPLE)
    column.addWidget(made)
    column.addWidget(QLabel("below"))
    qtbot.addWidget(page)
    page.resize(700, 320)
    page.show()
    page.activateWindow()
    qtbot.waitActive(page)
    made.setFocus()
    yield made
    page.close()


def names_list(area: WritingArea) -> NamesList | None:
    return next((one for one in area.window().findChildren(NamesList) if one.isVisible()), None)


def offered(area: WritingArea) -> list[str]:
    shown = names_list(area)
    return [person.id for person in shown.people()] if shown else []


def line(area: WritingArea) -> str:
    label = area.findChild(QLabel, "report.what_happened.offer")
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def check(area: WritingArea) -> None:
    """Every token stands where it says it stands."""
    text = area.text()
    spans = area.linked_spans()
    assert tuple(span.mention for span in spans) == area.mentions()
    for span in spans:
        assert text[span.start : span.start + span.length] == span.mention.text


# -- the list behind "@" ---------------------------------------------------------------------------


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Tab])
def test_at_offers_names_that_follow_the_letters(area: WritingArea, qtbot, key: Key) -> None:
    linked = []
    area.pupil_linked.connect(linked.append)
    qtbot.keyClicks(area, "Today @")
    assert len(offered(area)) == len(PEOPLE)
    qtbot.keyClicks(area, "s")
    assert offered(area) == ["p-1", "p-2", "p-3"]
    qtbot.keyClicks(area, "um")
    assert offered(area) == ["p-1"]
    assert area.hasFocus()
    qtbot.keyClick(area, key)
    assert area.text() == "Today Summer Applegarth"
    assert area.mentions() == (mention(SUMMER),)
    assert linked == ["p-1"]
    assert names_list(area) is None
    assert area.hasFocus()
    qtbot.keyClicks(area, ", who")
    assert area.text() == "Today Summer Applegarth, who"
    assert area.mentions() == (mention(SUMMER),)


def test_up_and_down_choose_between_two_of_one_name(area: WritingArea, qtbot) -> None:
    qtbot.keyClicks(area, "@sam")
    shown = names_list(area)
    assert shown is not None
    assert [person.words() for person in shown.people()] == [
        "Sam Lee · Year 1 · Oak",
        "Sam Lee · Year 6 · Ash",
    ]
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Up):
        qtbot.keyClick(area, key)
    qtbot.keyClick(area, Key.Key_Return)
    assert area.mentions() == (mention(ASH),)
    assert area.text() == "Sam Lee"


def test_escape_leaves_the_text_as_typed(area: WritingArea, qtbot) -> None:
    qtbot.keyClicks(area, "@su")
    qtbot.keyClick(area, Key.Key_Escape)
    assert names_list(area) is None
    qtbot.keyClicks(area, "mm")
    assert names_list(area) is None, "closed for this name"
    qtbot.keyClick(area, Key.Key_Return)
    qtbot.keyClicks(area, "@su")
    assert offered(area) == ["p-1"]
    assert area.text() == "@summ\n@su"


def test_the_list_is_found_by_its_name_and_takes_no_focus(area: WritingArea, qtbot) -> None:
    qtbot.keyClicks(area, "@su")
    shown = names_list(area)
    assert shown is not None
    view = shown.findChild(QWidget, "report.what_happened.names")
    assert view is not None
    assert view.accessibleIdentifier() == "report.what_happened.names"
    assert view.accessibleName()
    assert view.focusPolicy() == Qt.FocusPolicy.NoFocus
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.rect().center())
    assert area.mentions() == (mention(SUMMER),)
    assert area.hasFocus()


def test_an_address_is_no_name(area: WritingArea, qtbot) -> None:
    for typed in ("sam@school", "at 5 @ the park"):
        qtbot.keyClicks(area, typed)
        assert names_list(area) is None
        area.clear()


def test_tab_goes_on_when_no_list_is_open(area: WritingArea, qtbot) -> None:
    other = WritingArea("report.other", "Other")
    area.window().layout().addWidget(other)
    other.show()
    qtbot.keyClick(area, Key.Key_Tab)
    assert other.hasFocus()
    assert area.text() == ""


def test_the_list_keeps_no_name_when_it_goes(area: WritingArea, qtbot) -> None:
    for leave in (area.clearFocus, area.hide):
        area.show()
        area.setFocus()
        area.clear()
        qtbot.keyClicks(area, "@su")
        assert names_list(area) is not None
        leave()
        qtbot.waitUntil(lambda: not area.window().findChildren(NamesList))


def test_ctrl_enter_is_left_to_the_form(area: WritingArea) -> None:
    event = QKeyEvent(QKeyEvent.Type.KeyPress, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    area.keyPressEvent(event)
    assert not event.isAccepted()
    assert area.text() == ""


# -- tokens ----------------------------------------------------------------------------------------


def test_backspace_selects_a_token_and_then_removes_it(area: WritingArea, qtbot) -> None:
    qtbot.keyClicks(area, "With @su")
    qtbot.keyClick(area, Key.Key_Return)
    qtbot.keyClick(area, Key.Key_Backspace)
    assert area.textCursor().selectedText() == "Summer Applegarth"
    assert area.text() == "With Summer Applegarth"
    qtbot.keyClick(area, Key.Key_Backspace)
    assert area.text() == "With "
    assert area.mentions() == ()


def test_delete_does_the_same_in_front_of_it(area: WritingArea, qtbot) -> None:
    area.set_text("With Summer Applegarth there")
    area.set_mentions((mention(SUMMER),))
    cursor = area.textCursor()
    cursor.setPosition(5)
    area.setTextCursor(cursor)
    qtbot.keyClick(area, Key.Key_Delete)
    assert area.textCursor().selectedText() == "Summer Applegarth"
    qtbot.keyClick(area, Key.Key_Delete)
    assert area.text() == "With  there"


def test_a_letter_changed_inside_unlinks_and_undo_links_again(area: WritingArea, qtbot) -> None:
    area.set_text("With Summer Applegarth there")
    area.set_mentions((mention(SUMMER),))
    cursor = area.textCursor()
    cursor.setPosition(8)
    area.setTextCursor(cursor)
    qtbot.keyClicks(area, "x")
    assert area.text() == "With Sumxmer Applegarth there"
    assert area.mentions() == ()
    area.undo()
    assert area.text() == "With Summer Applegarth there"
    assert area.mentions() == (mention(SUMMER),)


def test_letters_at_the_edges_are_none_of_it(area: WritingArea, qtbot) -> None:
    area.set_text("Summer Applegarth")
    area.set_mentions((mention(SUMMER),))
    area.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClicks(area, "Is ")
    area.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(area, "'s bag")
    assert area.text() == "Is Summer Applegarth's bag"
    assert area.mentions() == (mention(SUMMER),)
    check(area)
    # what a program types for somebody takes the format of its neighbour along
    cursor = area.textCursor()
    cursor.setPosition(20)
    cursor.insertText("!!")
    assert area.text() == "Is Summer Applegarth!!'s bag"
    check(area)
    assert len(area.mentions()) == 1


def test_one_token_is_one_step_to_undo(area: WritingArea, qtbot) -> None:
    qtbot.keyClicks(area, "Then @su")
    qtbot.keyClick(area, Key.Key_Return)
    qtbot.keyClicks(area, " ran")
    area.undo()
    assert area.text() == "Then Summer Applegarth"
    area.undo()
    assert area.text() == "Then @su"
    assert area.mentions() == ()
    assert names_list(area) is None
    area.redo()
    assert area.text() == "Then Summer Applegarth"
    assert area.mentions() == (mention(SUMMER),)
    area.redo()
    assert area.text() == "Then Summer Applegarth ran"


def test_text_and_links_come_back_as_they_were(area: WritingArea) -> None:
    text = "😀 Sam Lee hit Sam Lee. محمد علي saw 王小明 and Łukasz Żak."
    linked = tuple(mention(person) for person in (ASH, OAK, ALI, WANG, ZAK))
    area.set_text(text)
    area.set_mentions(linked)
    assert area.text() == text
    assert area.mentions() == linked
    check(area)
    assert not area.document().isUndoAvailable()
    area.set_text(text)
    assert area.mentions() == ()
    area.set_mentions((mention(SUMMER), mention(WANG)))
    assert area.mentions() == (mention(WANG),), "who stands nowhere is dropped"
    area.set_mentions((mention(ALI),))
    assert area.mentions() == (mention(ALI),), "these and nobody else"


def test_initials_become_a_name_by_one_press(area: WritingArea) -> None:
    area.set_text("👋 then JS and JS ran")
    linked = []
    area.pupil_linked.connect(linked.append)
    assert area.replace_at(7, 2, "p-2")
    assert area.text() == "👋 then Sam Lee and JS ran"
    assert linked == ["p-2"]
    check(area)
    assert area.replace_at(19, 2, "s-1")
    assert area.text() == "👋 then Sam Lee and Dave Pike ran"
    assert linked == ["p-2"], "a colleague is no child of the concern"
    assert not area.replace_at(7, 3, "p-1"), "a name stands there"
    assert not area.replace_at(30, 9, "p-1")
    assert not area.replace_at(0, 0, "p-1")
    assert not area.replace_at(0, 1, "nobody")
    area.undo()
    area.undo()
    assert area.text() == "👋 then JS and JS ran"
    assert area.mentions() == ()


def test_changed_speaks_of_text_and_links_only(area: WritingArea, qtbot) -> None:
    heard = []
    area.changed.connect(lambda: heard.append(area.text()))
    area.set_text("With Sam Lee")
    assert len(heard) == 1
    area.set_mentions((mention(OAK),))
    assert len(heard) == 2
    apply_theme(QApplication.instance(), scheme=Scheme.DARK)
    qtbot.wait(20)
    apply_theme(QApplication.instance(), scheme=Scheme.LIGHT)
    assert len(heard) == 2, "drawing is no change"


# -- plain text only -------------------------------------------------------------------------------


def test_nothing_but_text_comes_in(area: WritingArea) -> None:
    data = QMimeData()
    data.setHtml('<b>bold</b> <a href="x">link</a> <img src="x.png">')
    area.insertFromMimeData(data)
    assert area.text().strip() == "bold link"
    area.clear()
    data.setText("pla\ufffcin\nwords")
    area.insertFromMimeData(data)
    assert area.text() == "plain\nwords"
    cursor = QTextCursor(area.document())
    cursor.setPosition(2)
    assert not cursor.charFormat().isAnchor()
    assert cursor.charFormat().fontWeight() == area.currentCharFormat().fontWeight()
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile("/somewhere/photo.jpg")])
    assert not area.canInsertFromMimeData(files)


def test_only_text_goes_out(area: WritingArea) -> None:
    area.set_text("With Summer Applegarth")
    area.set_mentions((mention(SUMMER),))
    area.selectAll()
    data = area.createMimeDataFromSelection()
    assert data.formats() == ["text/plain"]
    assert data.text() == "With Summer Applegarth"
    area.moveCursor(QTextCursor.MoveOperation.End)
    area.insertFromMimeData(data)
    assert area.text() == "With Summer ApplegarthWith Summer Applegarth"
    assert area.mentions() == (mention(SUMMER),)


# -- dictation and input methods -------------------------------------------------------------------


def commit(area: WritingArea, text: str, preedit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(text)
    area.inputMethodEvent(event)


def test_a_burst_of_dictation_opens_nothing_and_loses_nothing(area: WritingArea) -> None:
    said = ["At lunch ", "@sum said that ", "summer applegarth ran", " away\n", "and @sa"]
    for words in said:
        commit(area, words)
        assert names_list(area) is None
    assert area.text() == "".join(said)
    assert area.hasFocus()


def test_neither_pasting_nor_undoing_opens_the_list(area: WritingArea, qtbot) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    QApplication.clipboard().setText("then @su")
    qtbot.keyClick(area, Key.Key_V, control)
    assert area.text() == "then @su"
    assert names_list(area) is None
    qtbot.keyClicks(area, "m")
    assert offered(area) == ["p-1"], "a letter typed there asks"
    qtbot.keyClick(area, Key.Key_Return)
    qtbot.keyClick(area, Key.Key_Z, control)
    assert area.text() == "then @sum"
    assert names_list(area) is None
    QApplication.clipboard().clear()


def test_letters_being_put_together_are_left_alone(area: WritingArea, qtbot) -> None:
    qtbot.keyClicks(area, "@")
    commit(area, "", preedit="xiao")
    qtbot.keyClick(area, Key.Key_Down)
    assert area.mentions() == ()
    commit(area, "小明")
    assert offered(area) == ["p-5"]
    qtbot.keyClick(area, Key.Key_Return)
    assert area.text() == "王小明"
    assert area.mentions() == (mention(WANG),)


def test_letters_put_together_beside_a_token_stay_outside(area: WritingArea) -> None:
    area.set_text("王小明")
    area.set_mentions((mention(WANG),))
    area.moveCursor(QTextCursor.MoveOperation.End)
    commit(area, "", preedit="shuo")
    commit(area, "说")
    assert area.text() == "王小明说"
    assert area.mentions() == (mention(WANG),)


# -- the quiet offer -------------------------------------------------------------------------------


def test_a_name_typed_out_is_offered_in_a_line_inside_the_box(area: WritingArea, qtbot) -> None:
    qtbot.keyClicks(area, "Then Summer")
    assert line(area) == "", "the word may go on"
    qtbot.keyClicks(area, " ran off")
    assert line(area) == ("Link Summer? Summer Applegarth · Year 4 · Willow — press Ctrl+Space")
    assert names_list(area) is None
    assert area.text() == "Then Summer ran off"
    qtbot.keyClick(area, Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert area.text() == "Then Summer Applegarth ran off"
    assert area.mentions() == (mention(SUMMER),)
    assert line(area) == ""
    qtbot.keyClicks(area, " now")
    assert area.text() == "Then Summer Applegarth ran off now", "the caret stayed where it was"
    qtbot.keyClicks(area, " Summer hid")
    assert line(area) == "", "whoever is linked once is known"


def test_a_pause_is_the_end_of_a_word(area: WritingArea, qtbot) -> None:
    commit(area, "She played with Summer")
    qtbot.waitUntil(lambda: line(area).startswith("Link Summer?"), timeout=3000)


def test_of_several_people_the_list_is_shown(area: WritingArea, qtbot) -> None:
    qtbot.keyClicks(area, "Sam said ")
    assert line(area).startswith("Link Sam? 2 people have this name")
    qtbot.keyClick(area, Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert offered(area) == ["p-2", "p-3"]
    qtbot.keyClick(area, Key.Key_Down)
    qtbot.keyClick(area, Key.Key_Return)
    assert area.text() == "Sam Lee said "
    assert area.mentions() == (mention(ASH),)


def test_the_button_links_without_taking_the_focus(area: WritingArea, qtbot) -> None:
    qtbot.keyClicks(area, "Then Summer's bag")
    button = area.findChild(QWidget, "report.what_happened.offer.link")
    assert button is not None
    assert button.height() >= 24
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert area.text() == "Then Summer Applegarth's bag"
    assert area.hasFocus()


def test_a_wrong_offer_costs_nothing(area: WritingArea, qtbot) -> None:
    qtbot.keyClicks(area, "It was Summer and the Summer fair. ")
    assert line(area).startswith("Link Summer?")
    for _ in range(30):
        qtbot.keyClick(area, Key.Key_Backspace)
    assert area.text() == "It wa"
    assert line(area) == "", "the name is gone"
    assert area.mentions() == ()


def test_an_offer_passed_over_twice_is_not_made_again(area: WritingArea, qtbot) -> None:
    for _ in range(3):
        qtbot.keyClicks(area, "Summer and Pike. ")
    area.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(area, "Summer was")
    assert "Summer" not in line(area)


def test_the_line_makes_room_instead_of_covering_words(area: WritingArea, qtbot) -> None:
    area.set_text("word\n" * 60)
    area.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(area, "and Summer ran")
    label = area.findChild(QLabel, "report.what_happened.offer")
    assert label is not None
    top = label.parentWidget().geometry().top()
    assert area.viewport().geometry().bottom() < top
    assert area.viewport().rect().contains(area.cursorRect())


def test_the_childs_own_words_get_no_help(qtbot) -> None:
    words = WritingArea("report.child_words", "Own words", check_spelling=False, offer_names=False)
    words.set_people(PEOPLE)
    qtbot.addWidget(words)
    words.show()
    qtbot.keyClicks(words, "@su Summer hurted me Summer ")
    assert words.text() == "@su Summer hurted me Summer "
    assert not words.window().findChildren(NamesList)
    assert words.findChild(QLabel, "report.child_words.offer") is None
    assert words.mentions() == ()


def test_large_text_keeps_offer_and_list_whole(
    area: WritingArea, qtbot, large_text: None, clipped: Callable[[QWidget], list[str]]
) -> None:
    qtbot.keyClicks(area, "Then Summer ran ")
    assert line(area)
    qtbot.wait(20)
    assert clipped(area) == []
    qtbot.keyClicks(area, "@s")
    shown = names_list(area)
    assert shown is not None
    assert area.window().rect().contains(shown.geometry())


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("محمد علي hit Sam in the yard.", Qt.LayoutDirection.LeftToRight),
        ("Sam hit him.", Qt.LayoutDirection.LeftToRight),
        ("ضربني في الملعب", Qt.LayoutDirection.LayoutDirectionAuto),
    ],
)
def test_an_english_sentence_runs_to_the_right_whoever_it_begins_with(
    area: WritingArea, text: str, direction: Qt.LayoutDirection
) -> None:
    area.set_text(text)
    assert area.document().defaultTextOption().textDirection() == direction
    assert area.text() == text
