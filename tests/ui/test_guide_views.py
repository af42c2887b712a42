"""The recording guide on both sides: a page to read and sign, and a table of who has."""

import pytest
from PySide6.QtWidgets import QPushButton

from desktop.usecases.shipped_guide import guide_title, shipped_guide
from tests.fakes import lead_school as school
from ui.guide_material import GuideReaderShown, GuideShown
from ui.views.guide_part import GuidePart
from ui.views.guide_read import GuideReadView
from ui.views.guide_readers import GuideReadersView
from ui.views.start import StartView
from ui.widgets.guide_text import GuideText

GUIDE = GuideShown(title=guide_title(), version="2026-11", text=shipped_guide().text, own=False)
OWN = GuideShown(title=guide_title(), version="school 2", text="# Ours\nTell Ruth.", own=True)
READERS = (
    GuideReaderShown(
        person="u-2", name="Dan Whitcombe", job_title="Assistant head", version="", at="",
        is_current=False,
    ),
    GuideReaderShown(
        person="u-3", name="Megan Price", job_title="Class teacher", version="2026-11",
        at="22 Nov 2026, 09:10", is_current=True,
    ),
)  # fmt: skip


def reading() -> GuideReadView:
    view = GuideReadView()
    view.start(GUIDE, school.people())
    return view


def readers() -> GuideReadersView:
    view = GuideReadersView()
    view.show_guide(GUIDE, READERS)
    return view


@pytest.mark.parametrize("make", [reading, readers])
def test_every_control_has_a_name_and_nothing_is_clipped(make, shown, nameless, clipped) -> None:
    view = shown(make())
    assert nameless(view) == []
    assert clipped(view) == []


def test_headings_lists_and_paragraphs_are_told_apart(qtbot) -> None:
    text = GuideText()
    qtbot.addWidget(text)
    text.show_text("# One\nfirst line\nof it\n\n- an item\n- another\nlast")
    assert text.words() == "One first line of it • an item • another last"
    text.show_text("new")
    assert text.words().endswith("new")


def test_name_and_pin_sign_and_the_pin_goes(qtbot) -> None:
    view = reading()
    qtbot.addWidget(view)
    view.sign.click()
    assert view.sign.isEnabled(), "nothing is sent without a name"
    view.who.person.set_person("u-3")
    view.who.pin.setText("7294")
    with qtbot.waitSignal(view.signed) as caught:
        view.sign.click()
    assert (caught.args[0].person, caught.args[0].pin) == ("u-3", "7294")
    assert not view.sign.isEnabled(), "it is signed once"
    view.show_problem("The PIN is wrong.")
    assert view.who.pin.text() == ""
    assert view.sign.isEnabled()
    view.show_signed("Megan Price")
    assert view.who.person.text() == ""


def test_a_computer_without_names_shows_the_guide_all_the_same(qtbot) -> None:
    view = GuideReadView()
    qtbot.addWidget(view)
    view.start(OWN, ())
    assert "Tell Ruth." in view.text.words()
    assert view.sign.isHidden()


def test_who_has_not_read_it_says_so_in_words(qtbot) -> None:
    view = readers()
    qtbot.addWidget(view)
    assert [row.trailing for row in view.readers.rows()] == ["Not yet", "Read"]
    assert not view.save.isEnabled()
    view.text.set_text("# Our own")
    assert view.unsaved()
    with qtbot.waitSignal(view.text_saved) as caught:
        view.save.click()
    assert caught.args == ["# Our own"]
    view.text.set_text("  ")
    assert not view.save.isEnabled(), "an empty page is no guide"


def test_the_way_back_is_there_only_for_a_text_of_ones_own(qtbot) -> None:
    view = readers()
    qtbot.addWidget(view)
    assert view.usual.isHidden()
    view.show_guide(OWN, READERS)
    assert not view.usual.isHidden()
    with qtbot.waitSignal(view.text_saved) as caught:
        view.usual.click()
    assert caught.args == [""]


def test_the_first_screen_asks_quietly_and_only_while_it_is_due(qtbot) -> None:
    view = StartView()
    qtbot.addWidget(view)
    view.show_workstation(school="Oakfield")
    link = view.findChild(QPushButton, "start.guide")
    view.show_guide(due=True, minutes=2)
    assert link.text() == "Please read the school’s recording guide (2 minutes)"
    view.show_guide(due=False, minutes=2)
    assert link.text() == "The school’s recording guide"
    with qtbot.waitSignal(view.guide_requested):
        link.click()


def test_the_page_of_people_counts_the_readers(qtbot) -> None:
    part = GuidePart()
    qtbot.addWidget(part)
    part.show_count(1, 2)
    link = part.findChild(QPushButton, "people.guide")
    assert link.text() == "Recording guide: 1 of 2 have read it"
    with qtbot.waitSignal(part.opened):
        link.click()
