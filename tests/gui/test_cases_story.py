"""A case by keyboard and by press: opened by a decision, worked on, closed, signed, open again."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.controllers.lead.casebook_controller import CasebookController
from desktop.job_runner import JobRunner
from desktop.usecases.lead.actions import NewTask, add_action
from desktop.usecases.lead.case_closing import NewClosing, close_case
from desktop.usecases.lead.cases import open_case
from desktop.usecases.lead.end_access import remove_person
from desktop.usecases.lead.verify_casebook import replay_differences
from storage.database.repositories import actions, cases, people, pupils
from tests.fakes.small_school import SmallSchool
from ui.main_window import MainWindow
from ui.views.casebook_window import CASES

Find = Callable[[str], QWidget]


class Story:
    """Ruth at her laptop; counts what she presses."""

    def __init__(self, lead: CasebookController, window: MainWindow, qtbot: Any, find: Find):
        self.lead, self.window, self.qtbot, self.find = lead, window, qtbot, find
        self.presses = 0

    @property
    def book(self) -> Any:
        return self.lead._desk.casebook

    @property
    def reader(self) -> Any:
        return self.lead._desk.reader

    def press(self, identifier: str) -> None:
        control = self.find(identifier)
        self.qtbot.waitUntil(control.isEnabled, timeout=10_000)
        self.qtbot.mouseClick(control, Qt.MouseButton.LeftButton)
        self.presses += 1

    def type(self, identifier: str, words: str) -> None:
        self.qtbot.keyClicks(self.find(identifier), words)

    def until(self, fact: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(fact, timeout=10_000)

    def work(self, what: Callable[[], Any]) -> Any:
        """Do something on the worker's thread, whose connection it is."""
        done: list[Any] = []
        self.lead._desk.jobs.run(
            what, receiver=self.window, on_done=done.append, on_error=done.append
        )
        self.until(lambda: bool(done))
        return done[0]

    def case(self, **changes: Any) -> str:
        child = pupils.ids(self.reader)[0]
        fields = {"pupils": [child], "title": "Comes without food", **changes}
        return self.work(lambda: open_case(self.book, **fields))

    def task(self, case: str, what: str) -> str:
        megan = people.by_account(self.reader, "megan").id
        task = NewTask(case=case, what=what, owner=megan, due="2026-11-27")
        return self.work(lambda: add_action(self.book, task=task))

    def has_keyboard(self, control: QWidget) -> None:
        self.until(lambda: self.window.focusWidget() is control)

    def status(self, case: str) -> str:
        return cases.case(self.reader, case).status


@pytest.fixture
def story(
    school: SmallSchool,
    context: Context,
    jobs: JobRunner,
    window: MainWindow,
    qtbot: Any,
    find: Find,
) -> Any:
    """Ruth has signed in; at the end the ledger alone gives the same tables."""
    lead = CasebookController(
        window=window,
        casebook=school.sign_in(),
        context=context,
        jobs=jobs,
        made_up=False,
        parent=window,
    )
    made = Story(lead, window, qtbot, find)
    yield made
    assert made.work(lambda: [replay_differences(made.book)]) == [()]


def test_with_nothing_open_a_case_is_closed_in_three_presses_and_a_sentence(story: Story) -> None:
    case = story.case()
    story.lead.open_case(case)
    story.press("case.close")
    story.press("case_close.outcome.resolved")
    story.type("case_close.reason", "Fed every day for a term.")
    story.press("case_close.save")
    story.until(lambda: story.status(case) == "closed")
    assert story.presses == 3
    story.until(lambda: "Closed" in story.find("case")._subtitle.text())


def test_by_keyboard_alone(story: Story) -> None:
    story.window.activateWindow()
    case = story.case(sought="She comes to school fed")
    story.lead.open_case(case)
    story.find("case.close").setFocus()
    story.qtbot.keyClick(story.find("case.close"), Qt.Key.Key_Return)
    first = story.find("case_close.outcome.resolved")
    story.has_keyboard(first)
    story.qtbot.keyClick(first, Qt.Key.Key_Space)
    # what is still missing takes the keyboard
    story.qtbot.keyClick(first, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    reason = story.find("case_close.reason")
    story.has_keyboard(reason)
    story.type("case_close.reason", "Fed every day.")
    story.qtbot.keyClick(reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    story.has_keyboard(story.find("case_close.reached.yes"))  # what was sought is asked for
    assert story.status(case) == "open"
    story.qtbot.keyClick(story.find("case_close.reached.yes"), Qt.Key.Key_Space)
    story.qtbot.keyClick(
        story.find("case_close.reached.yes"),
        Qt.Key.Key_Return,
        Qt.KeyboardModifier.ControlModifier,
    )
    story.until(lambda: story.status(case) == "closed")


def test_open_actions_are_asked_for_one_by_one(story: Story) -> None:
    case = story.case()
    done, stays = story.task(case, "Ring the nurse"), story.task(case, "Food parcel")
    story.lead.open_case_close(case)
    story.press("case_close.outcome.resolved")
    story.type("case_close.reason", "Well.")
    story.press("case_close.save")
    assert story.status(case) == "open"
    story.press(f"case_close.action.{done}.done")
    story.type(f"case_close.action.{done}.words", "She came.")
    story.press(f"case_close.action.{stays}.stays")
    story.press("case_close.save")
    story.until(lambda: story.status(case) == "closed")
    assert actions.action(story.reader, done).outcome == "She came."
    assert actions.action(story.reader, stays).done_at is None


def test_what_somebody_left_behind_is_handed_over_in_one_go(
    story: Story, school: SmallSchool
) -> None:
    case = story.case()
    one, two = story.task(case, "Ring the nurse"), story.task(case, "Food parcel")
    megan = people.by_account(story.reader, "megan").id
    folder = school.casebook_folder
    story.work(lambda: remove_person(story.book, folder=folder, person_id=megan, reason="Left."))
    story.lead.show_section(CASES)
    story.press("cases.left_behind_action")
    story.find("case_left.owner").setCurrentIndex(0)
    story.press("case_left.confirm")
    story.until(lambda: actions.of_nobody(story.reader) == [])
    owners = {actions.action(story.reader, each).owner for each in (one, two)}
    assert len(owners) == 1
    assert "Megan Price" not in owners


def test_an_action_is_put_off_with_its_reason(story: Story) -> None:
    case = story.case()
    task = story.task(case, "Ring the nurse")
    story.lead.open_case(case)
    rows = story.find("case.actions")
    rows.set_current(task)
    rows.setFocus()
    story.qtbot.keyClick(rows, Qt.Key.Key_Return)
    story.press("case_action.how.later")
    story.find("case_action.due").setText("04/12/2026")
    story.press("case_action.confirm")
    assert actions.action(story.reader, task).due == "2026-11-27", "not without a reason"
    story.type("case_action.reason", "The nurse is away.")
    story.press("case_action.confirm")
    story.until(lambda: actions.action(story.reader, task).due == "2026-12-04")


def test_watched_and_open_again(story: Story) -> None:
    case = story.case()
    story.lead.open_case(case)
    assert "Nothing is to come" in story.find("case.notice").text()
    story.press("case.monitor")
    story.find("case_monitor.day").setText("18/12/2026")
    story.type("case_monitor.reason", "Calm.")
    story.press("case_monitor.confirm")
    story.until(lambda: story.status(case) == "monitoring")
    story.press("case.reopen")
    story.type("case_reopen.reason", "It began again.")
    story.press("case_reopen.confirm")
    story.until(lambda: story.status(case) == "open")


def test_two_cases_become_one(story: Story) -> None:
    first, second = story.case(), story.case(title="Hungry")
    story.lead.open_case(second)
    story.press("case.merge")
    story.type("case_merge.reason", "The same story.")
    story.press("case_merge.confirm")
    story.until(lambda: story.status(second) == "merged")
    story.until(lambda: "part of another case" in story.find("case.notice").text())
    story.press("case.notice_action")
    story.until(lambda: story.find("case").accessibleName() == "Comes without food")
    assert cases.case(story.reader, first).merged == (second,)


def test_the_second_person_signs_at_their_own_sign_in(
    school: SmallSchool,
    context: Context,
    jobs: JobRunner,
    window: MainWindow,
    qtbot: Any,
    find: Find,
) -> None:
    with school.signed_in() as book:
        child = pupils.ids(book.connection)[0]
        case = open_case(book, pupils=[child], title="Comes without food")
        closing = NewClosing(case=case, outcome="resolved", reason="Well.", second="anyone")
        close_case(book, closing=closing)
    lead = CasebookController(
        window=window,
        casebook=school.sign_in("dan"),
        context=context,
        jobs=jobs,
        made_up=False,
        parent=window,
    )
    story = Story(lead, window, qtbot, find)
    lead.show_section(CASES)
    story.press("cases.filter.second")
    table = find("cases.list")
    story.until(lambda: table.model().rowCount() == 1)
    table.selectRow(0)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    story.press("case.notice_action")
    story.until(lambda: bool(cases.case(story.reader, case).closings[-1].countersigned))
