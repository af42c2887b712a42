"""Whatever is done to a text with names in it, in any order: no letter is lost or made up."""

import random
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest

from storage.records.concern import Mention
from storage.records.name_tokens import NamedPerson
from ui.widgets.writing_area import WritingArea
from ui.widgets.writing_tokens import to_document

PEOPLE = (
    NamedPerson(id="p-1", kind="pupil", name="Summer Applegarth", detail="Year 4"),
    NamedPerson(id="p-2", kind="pupil", name="Ana Ana", detail="Year 1"),
    NamedPerson(id="p-3", kind="pupil", name="Ana Ana", detail="Year 6"),
    NamedPerson(id="p-4", kind="pupil", name="王小明"),
    NamedPerson(id="p-5", kind="pupil", name="محمد علي"),
    NamedPerson(id="p-6", kind="pupil", name="Łukasz 😀 Żak"),
    NamedPerson(id="s-1", kind="staff", name="Al"),
)
PIECES = (
    "a",
    " ",
    "Ana",
    "😀",
    "\n",
    "é",
    "e\u0301",
    "علي",
    "王",
    "JS",
    "Summer",
    "𠮷",
    ".",
    "@x ",
)
STEPS = 120


class Writer:
    """Does random things to an area and keeps beside it, as a plain string, what must stand there.

    What undo and redo bring back is compared with what stood there before.
    """

    def __init__(self, area: WritingArea, seed: int) -> None:
        self.area, self.random = area, random.Random(seed)
        self.text = ""
        self.seen: dict[str, set[tuple[Mention, ...]]] = {"": {()}}
        self.linked = 0
        self.undone = 0

    def step(self) -> None:
        actions = (
            *([self.type] * 5),
            *([self.link] * 3),
            *([self.move] * 3),
            self.erase,
            self.erase,
            self.paste,
            self.dictate,
            self.undo,
            self.redo,
        )
        self.random.choice(actions)()
        self.check()

    def check(self) -> None:
        text = self.area.text()
        assert text == self.text
        spans = self.area.linked_spans()
        mentions = self.area.mentions()
        assert tuple(span.mention for span in spans) == mentions
        end = 0
        for span in spans:
            assert span.start >= end, "tokens never overlap"
            end = span.start + span.length
            assert text[span.start : end] == span.mention.text
        people = {(one.id, one.name) for one in PEOPLE}
        assert {(one.id, one.text) for one in mentions} <= people
        self.seen.setdefault(text, set()).add(mentions)
        self.linked += bool(mentions)

    # -- what people do ----------------------------------------------------------------------------

    def selected(self) -> tuple[int, int]:
        cursor = self.area.textCursor()
        ends = (cursor.selectionStart(), cursor.selectionEnd())
        return tuple(len(self.before(end)) for end in ends)  # type: ignore[return-value] # two

    def before(self, position: int) -> str:
        data = self.text.encode("utf-16-le")[: 2 * position]
        return data.decode("utf-16-le")

    def put(self, words: str) -> None:
        start, end = self.selected()
        self.text = self.text[:start] + words + self.text[end:]

    def type(self) -> None:
        words = self.random.choice(PIECES)
        self.put(words)
        if words.isascii() and words != "\n":
            QTest.keyClicks(self.area, words)
            QTest.keyClick(self.area, Qt.Key.Key_Escape)
        else:
            self.commit(words)

    def commit(self, words: str) -> None:
        event = QInputMethodEvent()
        event.setCommitString(words)
        self.area.inputMethodEvent(event)

    def dictate(self) -> None:
        words = " ".join(self.random.choice(PIECES) for _ in range(4))
        self.put(words)
        self.commit(
            "",
        )
        self.commit(words)

    def paste(self) -> None:
        words = self.random.choice(("Summer Applegarth ", "x\ny", "Ana Ana", "😀"))
        self.put(words)
        data = QMimeData()
        data.setText(words)
        data.setHtml(f"<b>{words}</b>")
        self.area.insertFromMimeData(data)

    def move(self) -> None:
        cursor = self.area.textCursor()
        places = [to_document(self.text, n) for n in range(len(self.text) + 1)]
        cursor.setPosition(self.random.choice(places))
        if self.random.random() < 0.3:
            keep = QTextCursor.MoveMode.KeepAnchor
            cursor.setPosition(self.random.choice(places), keep)
        self.area.setTextCursor(cursor)

    def erase(self) -> None:
        key = self.random.choice((Qt.Key.Key_Backspace, Qt.Key.Key_Delete))
        start, end = self.selected()
        QTest.keyClick(self.area, key)
        if self.area.textCursor().hasSelection():
            return  # a token: the first press selects it
        left = self.area.text()
        if start == end:
            # what one press takes (a letter with its accent, both halves of a sign) is Qt's to say
            gone = len(self.text) - len(left)
            assert 0 <= gone <= 2
            start, end = (
                (start - gone, start) if key == Qt.Key.Key_Backspace else (start, start + gone)
            )
        self.text = self.text[:start] + self.text[end:]

    def link(self) -> None:
        if not self.text:
            return
        start = self.random.randrange(len(self.text))
        length = self.random.randint(1, 3)
        person = self.random.choice(PEOPLE)
        if self.area.replace_at(start, length, person.id):
            self.text = self.text[:start] + person.name + self.text[start + length :]

    def undo(self) -> None:
        self.area.undo()
        self.back()

    def redo(self) -> None:
        self.area.redo()
        self.back()

    def back(self) -> None:
        self.undone += 1
        self.text = self.area.text()
        if self.text in self.seen:
            assert self.area.mentions() in self.seen[self.text]


@pytest.fixture
def area(qtbot) -> Iterator[WritingArea]:
    made = WritingArea("report.what_happened", "What happened")
    made.set_people(PEOPLE)
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    yield made
    made.close()


@pytest.mark.parametrize("seed", range(12))
def test_any_order_of_edits_keeps_every_letter(area: WritingArea, seed: int) -> None:
    writer = Writer(area, seed)
    for _ in range(STEPS):
        writer.step()
    assert writer.linked > STEPS / 10, "names were linked"
    assert writer.undone
    while area.document().isRedoAvailable():
        area.redo()
    final = (area.text(), area.mentions())
    while area.document().isUndoAvailable():
        area.undo()
    assert (area.text(), area.mentions()) == ("", ())
    while area.document().isRedoAvailable():
        area.redo()
    assert (area.text(), area.mentions()) == final
    area.set_text(final[0])
    area.set_mentions(final[1])
    assert (area.text(), area.mentions()) == final


def test_the_writer_notices_a_lost_letter(area: WritingArea) -> None:
    writer = Writer(area, 1)
    for _ in range(20):
        writer.step()
    area.textCursor().insertText("x")
    with pytest.raises(AssertionError):
        writer.check()
