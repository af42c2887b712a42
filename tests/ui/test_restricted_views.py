"""The head's and the chair's screens: every control named, nothing clipped, secrets gone."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from storage.records.restricted import (
    AdultPattern,
    FileRow,
    Kept,
    LetterPart,
    LetterRow,
    RestrictedLetter,
)
from ui.restricted_drafts import AdditionDraft, CareShown, RestrictedLists
from ui.theme import Scheme, apply_theme
from ui.views.restricted_care import RestrictedCareView
from ui.views.restricted_enrol import RestrictedEnrolView
from ui.views.restricted_enter import RestrictedEnterView
from ui.views.restricted_letter import RestrictedLetterView
from ui.views.restricted_letters import RestrictedLettersView
from ui.views.restricted_readers import ReadersCard, ReaderShown
from ui.widgets.choice_row import Choice

AT = "2026-11-22T09:10:00.000Z"
PRINTED = "-".join(f"{number * 11:06}" for number in range(101, 110))
LISTS = RestrictedLists(
    kinds=(
        Choice(value="low_level", text="Low-level concern"),
        Choice(value="allegation", text="Allegation that may meet the harm threshold"),
    ),
    thresholds=(Choice(value="harmed", text="harmed a child, or may have harmed a child"),),
    outcomes=(Choice(value="false", text="False"), Choice(value="unfounded", text="Unfounded")),
    editions="Keeping children safe in education, Part four.",
    meanings={"allegation": "Ring the LADO before anything is looked into."},
)
ROW = LetterRow(
    number=2,
    concern=414,
    received_at=AT,
    written_at=AT,
    reporter="Sam Larkrise, supply teacher",
    adult="Piers Underhill",
    first_words="At the end of PE he shouted at two boys who were slow …",
    kind="",
    outcome="",
    replied=False,
    readable=True,
)
LETTER = RestrictedLetter(
    row=ROW,
    parts=(
        LetterPart(label="What happened", text="He shouted. " * 30),
        LetterPart(label="The child's words, exactly as said", text="Ow!", quote=True),
    ),
    files=(FileRow(place=0, name="a scan with a long name of its own.pdf", size=10),),
    kept=(Kept(number=3, at=AT, kind="note", lines=(("Words", "Rang the LADO."),)),),
    signed=True,
    name_checked=False,
    digest="ab" * 32,
)


def strength(_password: str) -> tuple[int, str]:
    """Any will do."""
    return 4, "Good."


def enter() -> QWidget:
    """The sign-in with a refusal."""
    view = RestrictedEnterView()
    view.start(school="Larch Lane Primary", here=("head",))
    view.show_problem("That password is not right.", "Try again.")
    return view


def enrol() -> QWidget:
    """A first time."""
    return RestrictedEnrolView(strength=strength)


def compare() -> QWidget:
    """The code to be read aloud, and a printed code."""
    view = RestrictedEnrolView(strength=strength)
    view.show_code("K7M2-9QRT", printed_code=PRINTED)
    return view


def letters() -> QWidget:
    """Two letters, and a key that waits."""
    view = RestrictedLettersView(post="head", school="Larch Lane Primary")
    view.show_letters([ROW])
    view.show_standing("waiting", code="K7M2-9QRT")
    return view


def letter() -> QWidget:
    """One letter, and a decision being written."""
    view = RestrictedLetterView(lists=LISTS)
    view.show_letter(LETTER)
    view.add.what.set_value("decision")
    view.add.kind.set_value("allegation")
    view.add._show()
    return view


def care() -> QWidget:
    """Adults, a check that found something."""
    view = RestrictedCareView()
    items = ((AT, "Letter", 2), (AT, "Note", 3))
    view.show_care(
        CareShown(
            patterns=(AdultPattern(adult="Piers Underhill", items=items),),
            check=(("danger", "Entry 3 is missing. Put it back from a copy of this folder."),),
            put_back=True,
        )
    )
    return view


def readers() -> QWidget:
    """The DSL's card: one code to compare, one post nobody holds."""
    card = ReadersCard()
    card.show_readers(
        [
            ReaderShown(
                post="head", title="Head teacher", person_id="u-1", name="Hana Novak",
                stage="compare", code="K7M2-9QRT", spoken="Kilo seven Mike two",
            ),
            ReaderShown(
                post="chair", title="Chair of governors", person_id="", name="", stage="nobody"
            ),
        ],
        [Choice(value="u-1", text="Hana Novak")],
    )  # fmt: skip
    card.show_lado("Jo Marsh", "01632 960900")
    return card


SCREENS: tuple[Callable[[], QWidget], ...] = (
    enter, enrol, compare, letters, letter, care, readers,
)  # fmt: skip


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("text", [100, 200])
@pytest.mark.parametrize("scheme", list(Scheme))
def test_every_control_is_named_and_nothing_is_clipped(
    screen, text: int, scheme: Scheme, qapp: QApplication, qtbot: Any, nameless, clipped
) -> None:
    apply_theme(qapp, scheme=scheme, text_percent=text)
    qapp.setProperty("test_look", f"{scheme}{text}")
    view = screen()
    qtbot.addWidget(view)
    view.resize(1366, 728)
    view.show()
    qtbot.waitExposed(view)
    qapp.processEvents()
    assert nameless(view) == []
    assert clipped(view) == []


def words(view: QWidget) -> str:
    """Every word on the screen."""
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def test_a_decision_about_harm_says_to_ring_the_lado_first(qtbot: Any) -> None:
    view = letter()
    qtbot.addWidget(view)
    view.show()
    assert "Ring the LADO first" in words(view)
    sent: list[AdditionDraft] = []
    view.added.connect(sent.append)
    view.add.text.set_text("A child may have been hurt.")
    view.add.lado_called.setText("13:10")
    view.add.thresholds.set_values(("harmed",))
    view.add.save.click()
    decision = sent[0].decision
    assert decision is not None
    assert (decision.kind, decision.thresholds) == ("allegation", ("harmed",))
    assert (decision.lado_called, decision.adult) == ("13:10", "Piers Underhill")
    view.add.kind.set_value("low_level")
    view.add.kind.changed.emit("low_level")
    assert "Ring the LADO first" not in words(view)
    view.add.save.click()
    low = sent[1].decision
    assert low is not None
    assert (low.thresholds, low.lado_called) == ((), "")


def test_the_form_holds_no_secret_after_it_was_used(qtbot: Any) -> None:
    view = RestrictedEnrolView(strength=strength)
    qtbot.addWidget(view)
    view.post.set_value("chair")
    view.slip.setText("K7M2-9QRT-4XYH")
    view.first.line.setText("grey herons over weir")
    view.again.line.setText("grey herons over weird")
    asked: list[object] = []
    view.submitted.connect(asked.append)
    view.save.click()
    assert asked == []
    view.again.line.setText("grey herons over weir")
    view.save.click()
    assert len(asked) == 1
    assert "herons" not in repr(asked[0])
    assert "K7M2" not in repr(asked[0])
    view.show_code("K7M2-9QRT")
    assert (view.first.text(), view.again.text(), view.slip.text()) == ("", "", "")


def test_choosing_who_it_is_says_so_once(qtbot: Any) -> None:
    card = readers()
    qtbot.addWidget(card)
    named: list[tuple[str, str]] = []
    card.named.connect(lambda post, person: named.append((post, person)))
    box = card.posts["chair"]
    box.person.setCurrentIndex(0)
    assert named == [("chair", "u-1")]
    card.show_readers(
        [
            ReaderShown(
                post="chair",
                title="Chair of governors",
                person_id="u-1",
                name="Hana Novak",
                stage="no_key",
            )
        ],
        [Choice(value="u-1", text="Hana Novak")],
    )
    assert named == [("chair", "u-1")]
