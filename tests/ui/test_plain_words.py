"""What people typed pops up as typed: no tip and no question takes it for markup."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QMessageBox

from ui.dialogs.confirm import Question, confirmed
from ui.models.paged_model import Column, PagedModel
from ui.plain_tip import plain_tip
from ui.widgets.choice_row import Choice
from ui.widgets.combo import Combo
from ui.widgets.line_button import LineButton

HOSTILE = '<img src="//evil.example/share/x.png">Kit <b>Adeyemi</b> & Co'
UI = Path(__file__).parents[2] / "ui"
_TIP = re.compile(r"setToolTip\((.{0,40})", re.DOTALL)


def shown(tip: str) -> str:
    """What a person sees of a tip; Qt looks for markup where these stand."""
    if "<" not in tip and "&lt;" not in tip:
        return tip
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText()


@pytest.mark.parametrize(
    "words", [HOSTILE, "Kit", "a < b", "<b>", "<p>one\ntwo", "", "<script>x</script>", "&lt;b&gt;"]
)
def test_a_tip_shows_the_words_letter_by_letter(qtbot, words: str) -> None:
    tip = plain_tip(words)
    assert shown(tip) == words
    assert "<img" not in tip
    assert "<script" not in tip


def test_without_it_the_words_are_taken_for_markup(qtbot) -> None:
    """The control."""
    assert shown(HOSTILE) != HOSTILE


def test_a_button_of_one_line_is_plain(qtbot) -> None:
    button = LineButton("test.line", HOSTILE)
    qtbot.addWidget(button)
    assert shown(button.toolTip()) == HOSTILE
    assert "<img" not in button.toolTip()


def test_what_explains_an_answer_of_a_list_is_plain(qtbot) -> None:
    combo = Combo("test.combo", "Answers", [Choice(value="a", text="A", hint=HOSTILE)])
    qtbot.addWidget(combo)
    assert shown(combo.itemData(0, Qt.ItemDataRole.ToolTipRole)) == HOSTILE


@pytest.mark.parametrize("path", sorted(UI.rglob("*.py")), ids=lambda path: path.stem)
def test_every_tip_is_ours_or_made_plain(path: Path) -> None:
    for argument in _TIP.findall(path.read_text("utf-8")):
        assert argument.lstrip().startswith(("self.tr(", "plain_tip(", '"")')), argument


def test_a_question_is_plain(qtbot, monkeypatch) -> None:
    formats = []

    def look(box: QMessageBox) -> int:
        formats.append((box.textFormat(), box.text()))
        return 0

    monkeypatch.setattr(QMessageBox, "exec", look)
    question = Question(identifier="t", text=HOSTILE, detail=HOSTILE, stay="Stay", go="Go")
    assert not confirmed(QApplication.activeWindow(), question)
    assert formats == [(Qt.TextFormat.PlainText, HOSTILE)]


def test_a_tip_of_a_list_is_plain(qtbot) -> None:
    """What a guest typed as a name stands in the DSL's list."""

    names = PagedModel(
        (Column(key="name", title="Name"),), fetch=lambda ids: ids, text=lambda row, key: HOSTILE
    )
    names.set_ids(("one",))
    cell = names.index(0, 0)
    assert names.data(cell) == HOSTILE
    tip = names.data(cell, Qt.ItemDataRole.ToolTipRole)
    assert shown(tip) == HOSTILE
    assert "<img" not in tip
