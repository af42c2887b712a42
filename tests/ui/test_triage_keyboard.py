"""A decision without a mouse, counted: presses, Tabs, letters and sentences."""

import pytest
from PySide6.QtCore import Qt

from tests.fakes import lead_school as school
from tests.fakes.lead_screens import triage
from ui.lead_drafts import ActionDraft, TriageDraft
from ui.triage_material import OpenCase, TriageOffers
from ui.views.triage import TriageView

OFFERS = TriageOffers(
    owner="u-1",
    decisions=(("school", "Support in school"), ("none", "No further action")),
    days=(("school", "2026-12-06"),),
    quick=(("far", "Half term", "2026-12-18"),),
    cases=(OpenCase(id="k-1", words="Neglect, since 3 Nov 2026, 2 concerns"),),
)


class Keyboard:
    """Types as a person without a mouse does, and counts: Tabs, answers, and sentences."""

    def __init__(self, qtbot, view: TriageView) -> None:
        self._qtbot, self._view = qtbot, view
        self.tabs = self.answers = self.letters = self.sentences = 0

    def go_to(self, identifier: str) -> None:
        """Tab as often as it takes."""
        for _ in range(30):
            now = self._view.focusWidget().accessibleIdentifier()
            if now == identifier or now.startswith(f"{identifier}."):
                return
            self._qtbot.keyClick(self._view.focusWidget(), Qt.Key.Key_Tab)
            self.tabs += 1
        raise AssertionError(f"Tab never reached {identifier}")

    def answer(self, identifier: str, keys: str) -> None:
        """Go there and answer by a digit or a few letters."""
        self.go_to(identifier)
        self._qtbot.keyClicks(self._view.focusWidget(), keys)
        self.answers += 1
        self.letters += len(keys)

    def write(self, identifier: str, words: str) -> None:
        """Go there and write a sentence."""
        self.go_to(identifier)
        self._qtbot.keyClicks(self._view.focusWidget(), words)
        self.sentences += 1

    def save(self) -> TriageDraft:
        """Ctrl+Enter, wherever the keyboard is."""
        self.answers += 1
        ctrl = Qt.KeyboardModifier.ControlModifier
        with self._qtbot.waitSignal(self._view.saved) as caught:
            self._qtbot.keyClick(self._view.focusWidget(), Qt.Key.Key_Return, ctrl)
        return caught.args[0]


@pytest.fixture
def keyboard(qtbot) -> Keyboard:
    """A waiting concern on a small laptop, the keyboard at its words."""
    view = triage()
    qtbot.addWidget(view)
    view.show_concern(school.shown_concern(), offers=OFFERS)
    view.show_history(school.history())
    view.resize(1138, 690)
    view.show()
    view.activateWindow()
    qtbot.waitActive(view)
    view.paper.setFocus()
    return Keyboard(qtbot, view)


def test_a_decision_takes_four_presses_and_one_sentence_without_a_mouse(keyboard) -> None:
    """The offered decision, person and day stand in sight and are right."""
    keyboard.answer("triage.level", "2")
    keyboard.answer("triage.category", "hun")
    keyboard.answer("triage.response", "1")
    keyboard.write("triage.reason", "Account not clear.")
    draft = keyboard.save()
    assert (draft.level, draft.category, draft.response) == (
        "early_help",
        "neglect.hunger",
        "school",
    )
    assert (draft.decision, draft.reason) == ("Support in school", "Account not clear.")
    assert draft.actions == (ActionDraft(what="Support in school", owner="u-1", due="2026-12-06"),)
    assert draft.case == ""
    assert (keyboard.answers, keyboard.sentences) == (4, 1)
    assert keyboard.tabs + keyboard.letters <= 16, "with every Tab and letter"


def test_five_choices_and_one_sentence_take_six_presses(keyboard) -> None:
    """Another person, another day: each one more press; so is the open case."""
    keyboard.answer("triage.level", "2")
    keyboard.answer("triage.category", "inj")
    keyboard.answer("triage.response", "1")
    keyboard.write("triage.reason", "Account not clear.")
    keyboard.answer("triage.owner", "D")
    keyboard.answer("triage.due.in_7", " ")
    draft = keyboard.save()
    assert draft.actions == (ActionDraft(what="Support in school", owner="u-2", due="2026-11-29"),)
    assert (keyboard.answers, keyboard.sentences) == (6, 1)


def test_the_childs_open_case_is_one_press(keyboard) -> None:
    keyboard.answer("triage.case", " ")
    assert keyboard.tabs == 1 + 2, "after the words, their body map and their file"
    keyboard.answer("triage.level", "2")
    keyboard.answer("triage.category", "inj")
    keyboard.answer("triage.response", "1")
    keyboard.write("triage.reason", "Account not clear.")
    assert keyboard.save().case == "k-1"
