"""Triage with a real casebook: offers, the open case, no further action, twice, again, next."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop.context import Context
from desktop.controllers.lead.casebook_controller import CasebookController
from desktop.job_runner import JobRunner
from storage.database.repositories import actions, cases, concerns
from storage.records.events import Event
from tests.fakes.small_school import SmallSchool
from ui.main_window import MainWindow
from ui.views.triage import TriageView
from ui.views.triage_questions import DuplicateDialog, ReopenDialog

FIRST = "A bruise on the left forearm, seen at PE."
SECOND = "The same bruise, seen at lunch."


class Desk:
    """The lead's window, and what a person does in it."""

    def __init__(self, lead: CasebookController, window: MainWindow, qtbot: Any) -> None:
        self.lead, self._window, self._qtbot = lead, window, qtbot
        self.reader = lead._desk.reader

    @property
    def view(self) -> TriageView:
        """The triage screen on top."""
        page = self._window.content().page()
        assert isinstance(page, TriageView)
        return page

    def open(self, concern_id: str) -> TriageView:
        """Open a concern and wait until it is shown."""
        self.lead.open_concern(concern_id)
        concern = concerns.concern(self.reader, concern_id)
        assert concern is not None
        self.reads(concern.what_happened)
        return self.view

    def reads(self, words: str) -> None:
        """Wait until these words stand on the screen."""
        self._qtbot.waitUntil(lambda: words in self.words(), timeout=10_000)

    def words(self) -> str:
        """Everything that can be read on the triage screen."""
        labels = self.view.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def press(self, identifier: str) -> None:
        """Press a button as a person does."""
        found = self.view.findChild(QWidget, identifier)
        assert found is not None, identifier
        self._qtbot.mouseClick(found, Qt.MouseButton.LeftButton)

    def decide(self, *, response: str, reason: str = "The account fits.") -> None:
        """Make the choices by keyboard, take what is offered, save."""
        panel = self.view.decision
        self._qtbot.keyClicks(panel.level, "2")
        self._qtbot.keyClicks(panel.category, "inj")
        panel.response.set_value(response)
        panel.reason.set_text(reason)
        self.press("triage.save")
        assert not self.view.message.isVisible(), self.view.message.text()
        self._qtbot.waitUntil(self.view.decided.isVisible, timeout=10_000)

    def waits(self) -> list[str]:
        """What is not decided yet, the oldest first."""
        return concerns.ids(self.reader, status="waiting", oldest_first=True)


@pytest.fixture
def desk(
    school: SmallSchool, context: Context, jobs: JobRunner, window: MainWindow, qtbot: Any
) -> Desk:
    """Ruth has signed in; two concerns about one child have arrived."""
    for words in (FIRST, SECOND):
        school.send(what_happened=words)
        school.clock.advance(minutes=1)
    lead = CasebookController(
        window=window,
        casebook=school.sign_in(),
        context=context,
        jobs=jobs,
        made_up=False,
        parent=window,
    )
    desk = Desk(lead, window, qtbot)
    qtbot.waitUntil(lambda: len(desk.waits()) == 2, timeout=10_000)
    return desk


def test_what_is_offered_is_enough_and_the_next_concern_joins_the_case(desk: Desk) -> None:
    first, second = desk.waits()
    view = desk.open(first)
    desk.decide(response="in_school")
    desk.reads("Saved. The words as they were written stay unchanged.")
    (action,) = actions.of_concern(desk.reader, first)
    assert (action.what, action.owner) == ("Support in school", "Ruth Okafor")
    assert action.due == "2026-12-06", "14 days, as the list of time limits says"
    text = desk.words()
    for words in ("The account fits.", "Physical abuse: Injury seen", "by 6 Dec 2026", FIRST):
        assert words in text, words
    desk.press("triage.next")
    desk.reads(SECOND)
    assert desk.view is view, "the same screen"
    line = view.findChild(QWidget, "triage.case")
    assert "Injury seen, since 22 Nov 2026, 1 concern" in line.text()
    desk.press("triage.case")
    desk.decide(response="early_help")
    (case_id,) = cases.ids(desk.reader)
    case = cases.case(desk.reader, case_id)
    assert case is not None
    assert {first, second} <= set(case.members)
    assert not view.buttons.next.isVisible(), "nothing waits any more"


def test_no_further_action_closes_and_it_can_be_opened_again(desk: Desk, qtbot: Any) -> None:
    first, _ = desk.waits()
    view = desk.open(first)
    desk.decide(response="none", reason="An accident at home, seen by two.")
    assert cases.ids(desk.reader) == []
    assert "No further action – An accident at home, seen by two." in desk.words()
    desk.press("triage.reopen")
    dialog = view.findChild(ReopenDialog)
    dialog.reason.set_text("Another mark was seen.")
    dialog.findChild(QWidget, "reopen.confirm").click()
    qtbot.waitUntil(lambda: concerns.concern(desk.reader, first).status == "open", timeout=10_000)
    qtbot.waitUntil(lambda: view.findChild(QWidget, "triage.again") is not None, timeout=10_000)
    desk.press("triage.again")
    assert view.decision.isVisible()


def test_a_concern_told_twice_joins_the_other(desk: Desk, qtbot: Any) -> None:
    first, second = desk.waits()
    desk.open(first)
    desk.decide(response="in_school")
    desk.press("triage.next")
    desk.reads(SECOND)
    view = desk.view
    desk.press("triage.twice")
    dialog = view.findChild(DuplicateDialog)
    assert dialog.original.value() == first, "there is only one it can be"
    dialog.reason.set_text("The same mark, told by two.")
    dialog.findChild(QWidget, "twice.confirm").click()
    qtbot.waitUntil(
        lambda: concerns.concern(desk.reader, second).status == "closed", timeout=10_000
    )
    desk.reads("Saved. The words as they were written stay unchanged.")
    assert SECOND in desk.words()
    view.findChild(QWidget, "triage.twice.1").click()
    desk.reads(FIRST)


def test_a_decision_of_years_ago_reads_as_it_was_made(desk: Desk, qtbot: Any) -> None:
    first, _ = desk.waits()
    old = {
        "concern": first, "category": "peer_on_peer", "level": "monitoring",
        "response": "in_school", "decision": "Apart at play", "reason": "To calm it",
        "vocabulary": "categories 2021-09",
    }  # fmt: skip
    desk.lead._desk.casebook.append(Event(type="triage.decided", fields=old))
    desk.open(first)
    desk.reads("Peer-on-peer abuse (now: Child-on-child)")
    desk.press("triage.again")
    panel = desk.view.decision
    offered = {panel.category.itemData(row) for row in range(panel.category.count())}
    assert "peer_on_peer" not in offered
    assert "child_on_child" in offered


def test_a_child_is_found_for_a_concern_that_named_none(
    desk: Desk, school: SmallSchool, qtbot: Any
) -> None:
    school.send(what_happened="A boy in a red coat cried.", pupils=(), unlisted_pupil="Red coat")
    desk.lead._collect()
    qtbot.waitUntil(lambda: len(desk.waits()) == 3, timeout=10_000)
    unlisted = desk.waits()[-1]
    view = desk.open(unlisted)
    line = view.findChild(QWidget, "triage.add_child")
    qtbot.keyClicks(line, "shan")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    desk.decide(response="in_school")
    found = concerns.concern(desk.reader, unlisted)
    assert found is not None
    assert [link.role for link in found.pupils] == ["subject"]
    assert found.triage[-1].case
