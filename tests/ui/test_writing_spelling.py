"""Spelling in a writing area: beside the writing, never in its way, and nothing is learned."""

import hashlib
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

import resources
from desktop.spelling import BritishEnglish, load_dictionary
from resources.dictionaries.school_words import school_words
from storage.records.concern import Mention
from storage.records.name_tokens import NamedPerson
from ui.spelling import Spelling, examined
from ui.theme import TOKENS, Scheme, apply_theme
from ui.widgets.writing_area import WritingArea

WRONG = {"recieve": ("receive",), "wich": ("which", "witch"), "Grzegorz": (), "qzx": ()}


class Little:
    """A dictionary of wrong words."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def is_right(self, word: str) -> bool:
        self.asked.append(word)
        return word not in WRONG

    def suggest(self, word: str) -> Sequence[str]:
        return WRONG[word]


@pytest.fixture
def little() -> Little:
    return Little()


@pytest.fixture
def spelling(qtbot, little: Little) -> Iterator[Spelling]:
    made = Spelling(lambda: little)
    with qtbot.waitSignal(made.ready):
        made.start()
    yield made
    made.stop()


@pytest.fixture
def area(qtbot, spelling: Spelling) -> Iterator[WritingArea]:
    page = QWidget()
    column = QVBoxLayout(page)
    made = WritingArea("report.what_happened", "What happened")
    made.set_spelling(spelling)
    column.addWidget(made)
    qtbot.addWidget(page)
    page.resize(600, 240)
    page.show()
    page.activateWindow()
    qtbot.waitActive(page)
    made.setFocus()
    yield made
    page.close()


def underlined(area: WritingArea) -> list[str]:
    """The words with a wavy line."""
    found = []
    block = area.document().begin()
    while block.isValid():
        for part in block.layout().formats():
            if part.format.underlineStyle() == QTextCharFormat.UnderlineStyle.WaveUnderline:
                cursor = QTextCursor(block)
                cursor.setPosition(block.position() + part.start)
                end = block.position() + part.start + part.length
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                found.append(cursor.selectedText())
        block = block.next()
    return found


def menu() -> QMenu | None:
    shown = (one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu))
    return next((one for one in shown if one.isVisible()), None)


def test_wrong_words_are_underlined_when_they_are_finished(area: WritingArea, qtbot) -> None:
    qtbot.keyClicks(area, "I recieve")
    qtbot.wait(60)
    assert underlined(area) == [], "it is still being typed"
    qtbot.keyClicks(area, " it")
    qtbot.waitUntil(lambda: underlined(area) == ["recieve"])
    assert area.text() == "I recieve it"


def test_leaving_a_word_finishes_it(area: WritingArea, qtbot) -> None:
    qtbot.keyClicks(area, "recieve")
    qtbot.wait(60)
    assert underlined(area) == []
    qtbot.keyClick(area, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: underlined(area) == ["recieve"])


def test_underlines_are_right_behind_signs_of_two_units(area: WritingArea, qtbot) -> None:
    area.set_text("😀𠮷 recieve 😀 wich ok")
    qtbot.waitUntil(lambda: underlined(area) == ["recieve", "wich"])


def test_names_and_linked_names_are_right(area: WritingArea, spelling: Spelling, qtbot) -> None:
    area.set_text("Grzegorz recieve")
    qtbot.waitUntil(lambda: underlined(area) == ["Grzegorz", "recieve"])
    spelling.set_names(["Grzegorz Wójcik", "St Wich’s School"])
    area.set_text("Grzegorz recieve wich’s wich")
    qtbot.waitUntil(lambda: underlined(area) == ["recieve"])
    spelling.set_names([])
    area.set_text("qzx and Grzegorz qzx")
    area.set_mentions((Mention(id="p", kind="pupil", text="Grzegorz qzx"),))
    qtbot.waitUntil(lambda: underlined(area) == ["qzx"])


@pytest.mark.parametrize(
    ("word", "looked_up"),
    [
        ("recieve", True),
        ("Łukasz", True),
        ("didn’t", True),
        ("JS", False),
        ("CAMHS", False),
        ("SAFEGAURDING", True),
        ("I", False),
        ("محمد", False),
        ("王小明", False),
        ("Κώστας", False),
    ],
)
def test_what_is_looked_up(word: str, looked_up: bool) -> None:
    assert examined(word) is looked_up


def test_addresses_and_numbers_are_left_alone(area: WritingArea, little: Little, qtbot) -> None:
    area.set_text("KS1 4B qzx1 me@qzx word")
    qtbot.waitUntil(lambda: "word" in little.asked)
    assert little.asked == ["word"]


def press(area: WritingArea, qtbot) -> QMenu:
    qtbot.keyClick(area, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: menu() is not None)
    shown = menu()
    assert shown is not None
    return shown


def words(shown: QMenu) -> list[str]:
    return [action.text() for action in shown.actions() if action.text()]


def test_a_suggestion_is_chosen_by_keyboard(area: WritingArea, qtbot) -> None:
    qtbot.keyClicks(area, "say wich one ")
    qtbot.waitUntil(lambda: underlined(area) == ["wich"])
    shown = press(area, qtbot)
    assert shown.accessibleIdentifier() == "report.what_happened.spelling"
    assert words(shown) == ["which", "witch", "It is right"]
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert area.text() == "say which one "
    area.undo()
    assert area.text() == "say wich one "


def test_it_is_right_holds_for_this_form_only(area: WritingArea, spelling: Spelling, qtbot) -> None:
    area.set_text("qzx and wich")
    qtbot.waitUntil(lambda: underlined(area) == ["qzx", "wich"])
    shown = press(area, qtbot)
    assert words(shown)[:2] == ["No suggestion", "It is right"]
    next(one for one in shown.actions() if one.text() == "It is right").trigger()
    shown.close()
    qtbot.waitUntil(lambda: underlined(area) == ["wich"])
    spelling.forget()
    area.set_text("qzx and wich again")
    qtbot.waitUntil(lambda: underlined(area) == ["qzx", "wich"])


def test_the_menu_of_the_mouse_has_the_usual_commands_too(area: WritingArea, qtbot) -> None:
    area.set_text("say wich one")
    qtbot.waitUntil(lambda: underlined(area) == ["wich"])
    place = QTextCursor(area.document())
    place.setPosition(6)
    area._help.show_context_menu(area.viewport().mapToParent(area.cursorRect(place).center()))
    qtbot.waitUntil(lambda: menu() is not None)
    shown = menu()
    assert shown is not None
    assert words(shown)[:3] == ["which", "witch", "It is right"]
    assert any("Paste" in text.replace("&", "") for text in words(shown))
    shown.close()


def test_without_a_wrong_word_the_usual_menu_opens(area: WritingArea, qtbot) -> None:
    area.set_text("all right")
    area._help.show_context_menu(None)
    shown = menu()
    assert shown is not None
    assert "It is right" not in words(shown)
    shown.close()


def test_whoever_writes_on_is_not_interrupted(area: WritingArea, qtbot) -> None:
    area.set_text("wich one")
    qtbot.waitUntil(lambda: underlined(area) == ["wich"])
    qtbot.keyClick(area, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    area.set_text("something else")
    qtbot.wait(80)
    assert menu() is None


def test_the_childs_own_words_are_never_looked_up(
    spelling: Spelling, little: Little, qtbot
) -> None:
    own = WritingArea("report.child_words", "Own words", check_spelling=False, offer_names=False)
    own.set_spelling(spelling)
    qtbot.addWidget(own)
    own.show()
    own.set_text("he recieve me wich qzx ")
    qtbot.keyClicks(own, "hurted qzx ")
    qtbot.wait(80)
    assert underlined(own) == []
    assert little.asked == []


def test_only_what_is_in_sight_is_looked_up(area: WritingArea, little: Little, qtbot) -> None:
    area.set_text("first\n" + "middle\n" * 400 + "wich last")
    qtbot.waitUntil(lambda: "first" in little.asked)
    qtbot.wait(60)
    assert "last" not in little.asked
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: underlined(area) == ["wich"])


def test_nothing_waits_for_the_dictionary(qtbot) -> None:
    release = threading.Event()

    def slow() -> Little:
        release.wait(10)
        return Little()

    spelling = Spelling(slow)
    area = WritingArea("report.what_happened", "What happened")
    qtbot.addWidget(area)
    area.set_spelling(spelling)
    area.show()
    spelling.start()
    spelling.start()
    qtbot.keyClicks(area, "recieve it ")
    assert area.text() == "recieve it "
    assert underlined(area) == []
    with qtbot.waitSignal(spelling.ready):
        release.set()
    qtbot.waitUntil(lambda: underlined(area) == ["recieve"])
    spelling.stop()


def test_without_a_dictionary_people_still_write(qtbot) -> None:
    def missing() -> Little:
        raise FileNotFoundError("en_GB-ise.dic")

    spelling = Spelling(missing)
    area = WritingArea("report.what_happened", "What happened")
    qtbot.addWidget(area)
    area.set_spelling(spelling)
    area.show()
    spelling.start()
    qtbot.keyClicks(area, "recieve it ")
    qtbot.wait(50)
    spelling.stop()
    assert area.text() == "recieve it "
    assert not spelling.usable()


@pytest.mark.parametrize("asked", [False, True])
def test_a_window_that_goes_takes_the_thread_along(qtbot, asked: bool) -> None:
    window = QWidget()
    spelling = Spelling(Little, parent=window)
    if asked:
        with qtbot.waitSignal(spelling.ready):
            spelling.start()
        spelling.ask(["word"])
    else:
        spelling.start()
    thread = spelling._desk.thread
    assert thread.is_alive()
    del spelling
    window.deleteLater()
    qtbot.waitUntil(lambda: not thread.is_alive())


@pytest.mark.parametrize("scheme", list(Scheme))
def test_every_look_has_lines_of_two_kinds(area: WritingArea, qtbot, scheme: Scheme) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    area.set_text("Sam Lee wich")
    area.set_mentions((Mention(id="p", kind="pupil", text="Sam Lee"),))
    qtbot.waitUntil(lambda: underlined(area) == ["wich"])
    apply_theme(app, scheme=scheme)
    qtbot.wait(20)
    parts = area.document().begin().layout().formats()
    token, wrong = parts[0].format, parts[1].format
    assert token.underlineStyle() == QTextCharFormat.UnderlineStyle.SingleUnderline
    assert wrong.underlineStyle() == QTextCharFormat.UnderlineStyle.WaveUnderline
    assert token.foreground().color().name().upper() == TOKENS[scheme].link
    assert wrong.underlineColor().name().upper() == TOKENS[scheme].danger
    apply_theme(app, scheme=Scheme.LIGHT)


# -- the dictionary itself -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def british() -> BritishEnglish:
    return load_dictionary()


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("safegaurding", "safeguarding"),
        ("recieve", "receive"),
        ("definately", "definitely"),
        ("seperate", "separate"),
        ("bruse", "bruise"),
        ("brused", "bruised"),
        ("wich", "which"),
        ("tommorow", "tomorrow"),
        ("color", "colour"),
        ("organize", "organise"),
        ("behavior", "behaviour"),
        ("thier", "their"),
        ("dissapeared", "disappeared"),
        ("wensday", "Wednesday"),
        ("agressive", "aggressive"),
        ("Yestarday", "Yesterday"),
    ],
)
def test_what_a_wrong_word_was_meant_to_be_comes_first(
    british: BritishEnglish, wrong: str, meant: str
) -> None:
    assert not british.is_right(wrong)
    assert british.suggest(wrong)[0] == meant


BRITISH = """
colour organise organised realise behaviour pyjamas mum mums grandad nan centre didn't wellies
phonics playtime SENCO LADO EHCP CAMHS MASH TikTok Calpol Eid café counsellor bruised licence
"""


@pytest.mark.parametrize("word", BRITISH.split())
def test_british_words_of_schools_are_right(british: BritishEnglish, word: str) -> None:
    assert british.is_right(word)


def test_every_word_of_our_own_list_is_needed_and_right(british: BritishEnglish) -> None:
    own = school_words()
    bare = replace(own, right=(), likely=())
    dictionary = BritishEnglish(british._dictionary, bare)
    assert [word for word in own.right if dictionary.is_right(word)] == []
    assert [word for word in own.likely if not british.is_right(word)] == []
    assert len(set(own.right)) == len(own.right)
    assert len(set(own.likely)) == len(own.likely)


def test_the_files_are_those_of_the_edition_named() -> None:
    edition = resources.read_toml("dictionaries", "en_GB", "edition.toml")
    for ending in ("aff", "dic"):
        content = resources.read_bytes("dictionaries", "en_GB", f"en_GB-ise.{ending}")
        assert hashlib.sha256(content).hexdigest() == edition[f"sha256_{ending}"]


def test_a_key_in_a_long_text_stays_below_a_frame(qtbot, british: BritishEnglish) -> None:
    """5,000 characters in one paragraph, names and spelling on: a screen has a frame each 16 ms.
    The quicker half counts, so that a busy machine does not speak for the program.
    """
    spelling = Spelling(lambda: british)
    area = WritingArea("report.what_happened", "What happened")
    qtbot.addWidget(area)
    people = [
        NamedPerson(id=f"p-{n}", kind="pupil", name=f"Name{n} Surname{n}") for n in range(460)
    ]
    area.set_people(people)
    area.set_spelling(spelling)
    area.resize(600, 240)
    area.show()
    with qtbot.waitSignal(spelling.ready):
        spelling.start()
    area.set_text(("The child recieve a bruse in the playground and said wich. " * 90)[:5000])
    qtbot.waitUntil(lambda: len(underlined(area)) > 100)
    area.moveCursor(QTextCursor.MoveOperation.End)
    times = []
    for letter in "and then it was recieve " * 3:
        before = time.perf_counter()
        qtbot.keyClicks(area, letter)
        area.viewport().repaint()
        times.append(time.perf_counter() - before)
    spelling.stop()
    assert sorted(times)[len(times) // 2] < 0.016
