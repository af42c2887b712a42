"""Saying who is writing: by letters and Enter, by one match alone, or known already."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.drafts import WhoDraft, WhoKind
from ui.views.report_who import WhoBox
from ui.widgets.person_picker import PersonOption

MEGAN = PersonOption(id="megan", name="Megan Pryce", detail="Teaching assistant")
MEG = PersonOption(id="meg", name="Meg Jones", detail="Kitchen")
TOM = PersonOption(id="tom", name="Tom Hill", detail="Caretaker")


@pytest.fixture
def box(qtbot) -> Iterator[WhoBox]:
    window = QWidget()
    who = WhoBox("report", parent=window)
    QVBoxLayout(window).addWidget(who)
    qtbot.addWidget(window)
    window.resize(700, 300)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    who.set_people((MEGAN, MEG, TOM))
    yield who  # noqa: PT022 - the window must live as long as its child


def test_enter_takes_the_first_name_and_goes_to_the_pin(qtbot, box: WhoBox) -> None:
    box.person.setFocus()
    qtbot.keyClicks(box.person, "tom")
    qtbot.keyClick(box.person, Qt.Key.Key_Return)
    assert box.draft() == WhoDraft(kind=WhoKind.MEMBER, person="tom", name="Tom Hill")
    assert QApplication.focusWidget() is box.pin


def test_leaving_the_line_takes_the_only_match(qtbot, box: WhoBox) -> None:
    box.person.setFocus()
    qtbot.keyClicks(box.person, "hill")
    box.pin.setFocus()
    assert box.author() == TOM


def test_leaving_the_line_guesses_nothing_among_two(qtbot, box: WhoBox) -> None:
    box.person.setFocus()
    qtbot.keyClicks(box.person, "meg")
    box.pin.setFocus()
    assert box.author() is None
    assert box.show_missing()


def test_another_window_takes_no_name(qtbot, box: WhoBox) -> None:
    box.person.setFocus()
    qtbot.keyClicks(box.person, "hill")
    box.person.clearFocus()
    box.person.set_people((MEGAN, TOM))
    box.person.setFocus()
    qtbot.keyClicks(box.person, "hill")
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    assert box.person.person() is None


def test_an_author_who_is_known_is_one_line(qtbot, box: WhoBox) -> None:
    box.set_author(MEGAN)
    assert not box.person.isVisible()
    assert box.pin.isVisible()
    assert box.draft() == WhoDraft(kind=WhoKind.MEMBER, person="megan", name="Megan Pryce")
    assert box.show_missing()
    box.pin.setText("7294")
    assert not box.show_missing()
    box.set_author(MEGAN, ask_pin=False)
    box.clear_secrets()
    assert not box.pin.isVisible()
    assert not box.show_missing()


def test_not_you_asks_again_and_forgets_the_pin(qtbot, box: WhoBox) -> None:
    box.set_author(MEGAN)
    box.pin.setText("7294")
    told: list[object] = []
    box.author_changed.connect(told.append)
    box.findChild(QWidget, "report.not_you").click()
    assert told == [None]
    assert box.pin.text() == ""
    assert QApplication.focusWidget() is box.person
    qtbot.keyClicks(box.person, "tom")
    qtbot.keyClick(box.person, Qt.Key.Key_Return)
    assert told == [None, TOM]
    qtbot.keyClicks(box.person, "x")
    assert told == [None, TOM, None]


def test_a_cleared_box_knows_nobody(box: WhoBox) -> None:
    box.set_author(MEGAN)
    box.clear()
    assert box.author() is None
    assert box.person.isVisible()
