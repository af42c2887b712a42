"""What the writing areas of a workstation know: its team card, and one dictionary for all."""

import pytest
from PySide6.QtWidgets import QWidget

from desktop.controllers.staff.shown import named_people
from desktop.controllers.staff.writing_help import shared_spelling
from storage.letterbox.team_card import CardPupil, TeamCard, TeamMember


@pytest.fixture
def card() -> TeamCard:
    return TeamCard(
        store_id="00" * 16,
        version=1,
        issued_at="2026-11-22T09:10:00.000Z",
        guide_version="2026-09",
        staff=(
            TeamMember(person="u-1", account="s.pike", name="Sandra Pike", role="staff"),
            TeamMember(
                person="u-2", account="t.okri", name="Tola Okri", role="lead", job_title="DSL"
            ),
        ),
        contacts=(),
        pupils=(
            CardPupil(id="p-1", name="Summer Applegarth", year="4", class_name="Willow"),
            CardPupil(id="p-2", name="Łukasz Żak", year="R", class_name=""),
            CardPupil(id="p-3", name="Ana Ana", year="", class_name=""),
        ),
    )


def test_everybody_on_the_card_can_be_named(card: TeamCard) -> None:
    people = named_people(card)
    assert [(one.id, one.kind) for one in people] == [
        ("p-1", "pupil"),
        ("p-2", "pupil"),
        ("p-3", "pupil"),
        ("u-1", "staff"),
        ("u-2", "staff"),
    ]
    assert people[0].words() == "Summer Applegarth · Year 4 · Willow"
    assert people[2].words() == "Ana Ana"
    assert people[4].words() == "Tola Okri · DSL"
    assert named_people(None) == ()


def test_a_window_has_one_dictionary_that_knows_its_names(qtbot, card: TeamCard) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    spelling = shared_spelling(window, school="Larch Lane Przmysl School", card=card)
    with qtbot.waitSignal(spelling.ready, timeout=20_000):
        pass
    assert shared_spelling(window, card=card) is spelling
    assert spelling.verdict("Applegarth") is True
    assert spelling.verdict("Żak") is True
    with qtbot.waitSignal(spelling.checked):
        spelling.ask(["recieve", "Przmysl"])
    assert spelling.verdict("recieve") is False
    assert spelling.verdict("Przmysl") is False, "the school was named without its name"
