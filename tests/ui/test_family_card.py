"""Brothers and sisters in a file: shown, offered, found by name, told to whom it asks."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.fakes import lead_school as school
from tests.fakes.lead_screens import now
from ui.file_material import FrontSheet, OfferedChild
from ui.views.pupil_file import PupilFileView
from ui.widgets.pupil_picker import PupilOption

KAI = ("p-3", "Kai Hartley · Year 1 · Acorn")
TOM = OfferedChild(id="p-9", name="Tom Hartley · Year 6", why="same address")


def found(typed: str) -> list[PupilOption]:
    """Two children, whatever is typed."""
    return [
        PupilOption(id="p-7", display=f"{typed.title()}iamh Applegarth", year="3", klass="Acorn"),
        PupilOption(id="p-8", display="Noah Hartley", klass="has left"),
    ]


@pytest.fixture
def view(qtbot: Any) -> PupilFileView:
    """Amelia's family in a window."""
    made = PupilFileView(lists=school.lists(), fetch=lambda _: [], now=now, find_children=found)
    qtbot.addWidget(made)
    show(made, siblings=(KAI,), offered=(TOM,))
    made.show_section("people")
    made.resize(1100, 660)
    made.show()
    qtbot.waitExposed(made)
    return made


def show(view: PupilFileView, **family: Any) -> None:
    """Show this family."""
    view.show_people(FrontSheet(pupil=school.pupil(), **family))


def press(view: PupilFileView, identifier: str) -> None:
    """Press the control of this name."""
    control = next(
        one
        for one in view.people.family.findChildren(type(view.people.family.add))
        if one.accessibleIdentifier() == identifier and one.isVisible()
    )
    control.click()


def test_each_press_says_what_is_wanted_of_whom(view: PupilFileView) -> None:
    said: list[tuple[str, str]] = []
    card = view.people.family
    view.pupil_opened.connect(lambda key: said.append(("opened", key)))
    card.unwanted.connect(lambda key: said.append(("unwanted", key)))
    card.chosen.connect(lambda key: said.append(("chosen", key)))
    press(view, "file.sibling.p-3")
    press(view, "file.sibling_remove.p-3")
    press(view, "file.sibling_offer.p-9")
    card.refused.connect(lambda key, name: said.append((name, key)))
    press(view, "file.sibling_refuse.p-9")
    assert said == [
        ("opened", "p-3"),
        ("unwanted", "p-3"),
        ("chosen", "p-9"),
        ("Tom Hartley · Year 6", "p-9"),
    ]


def test_a_child_is_found_by_a_few_letters_and_taken_by_enter(
    view: PupilFileView, qtbot: Any
) -> None:
    card = view.people.family
    assert not card.search.isVisible()
    chosen: list[str] = []
    card.chosen.connect(chosen.append)
    press(view, "file.sibling_add")
    assert QApplication.focusWidget() is card.search
    qtbot.keyClicks(card.search, "n")
    texts = [match.text for match in card.search.matches()]
    assert texts == ["Niamh Applegarth · Year 3 · Acorn", "Noah Hartley · has left"]
    qtbot.keyClick(card.search, Qt.Key.Key_Down)
    qtbot.keyClick(card.search, Qt.Key.Key_Return)
    assert chosen == ["p-8"]
    card.settle()
    assert not card.search.isVisible()
    assert QApplication.focusWidget() is card.add


def test_what_is_typed_stays_when_the_sheet_is_shown_anew(view: PupilFileView, qtbot: Any) -> None:
    card = view.people.family
    press(view, "file.sibling_add")
    qtbot.keyClicks(card.search, "no")
    show(view, siblings=(), offered=())
    assert card.search.text() == "no"
    assert card.search.isVisible()
    assert QApplication.focusWidget() is card.search
    press(view, "file.sibling_add")
    assert not card.search.isVisible()
    press(view, "file.sibling_add")
    assert card.search.text() == ""


def test_the_line_for_a_name_comes_into_sight(view: PupilFileView, qtbot: Any) -> None:
    """On a low window it would stand below the edge; matches need room under it."""
    view.resize(1100, 430)
    front, card = view.people, view.people.family
    front.verticalScrollBar().setValue(0)
    press(view, "file.sibling_add")

    def in_sight() -> bool:
        top = card.search.mapTo(front.viewport(), card.search.rect().topLeft()).y()
        room = front.viewport().height() - card.search.height()
        return bool(0 <= top <= room)

    qtbot.waitUntil(in_sight, timeout=3_000)


def test_tab_goes_from_link_to_the_name_and_on_to_each_child(view: PupilFileView) -> None:
    press(view, "file.sibling_add")
    card, order = view.people.family, []
    widget = card.add
    for _ in range(60):
        if card.isAncestorOf(widget) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            order.append(widget.accessibleIdentifier())
        widget = widget.nextInFocusChain()
        if widget is card.add:
            break
    assert [name for name in order if name.startswith("file.")] == [
        "file.sibling_add",
        "file.sibling_search",
        "file.sibling.p-3",
        "file.sibling_remove.p-3",
        "file.sibling_offer.p-9",
        "file.sibling_refuse.p-9",
    ]
