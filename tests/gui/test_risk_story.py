"""Plans by the keyboard alone: from a template to the agreement, the next version, another child's
plan, and the end.
"""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.context import Context
from desktop.controllers.lead.casebook_controller import CasebookController
from desktop.job_runner import JobRunner
from desktop.usecases.lead.verify_casebook import replay_differences
from storage.database.repositories import actions, pupils, risks
from tests.fakes.small_school import SmallSchool
from ui.main_window import MainWindow
from ui.views.risk import RiskView
from ui.views.risk_kept import RiskKeptView

Find = Callable[[str], QWidget]
MOST_TABS = 120


@pytest.fixture
def lead(
    school: SmallSchool, context: Context, jobs: JobRunner, window: MainWindow
) -> CasebookController:
    """Ruth has signed in."""
    return CasebookController(
        window=window, casebook=school.sign_in(), context=context, jobs=jobs, made_up=False,
        parent=window,
    )  # fmt: skip


def focused() -> QWidget:
    """Where the keys go."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def in_front(qtbot: Any, window: MainWindow) -> None:
    """Without a window manager nobody else brings it back to the front."""
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow() and QApplication.focusWidget() is not None)


def page_left(qtbot: Any, window: MainWindow) -> None:
    """Wait until the plan is saved and its page is gone."""
    qtbot.waitUntil(
        lambda: not [view for view in window.findChildren(RiskView) if view.isVisible()],
        timeout=10_000,
    )


def tab_to(qtbot: Any, identifier: str) -> int:
    """Press Tab until the control has the focus; returns how often."""
    for pressed in range(MOST_TABS):
        if focused().accessibleIdentifier() == identifier:
            return pressed
        qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not lead to {identifier}")


def test_a_first_plan_is_made_by_keys_in_a_minute(
    lead: CasebookController, school: SmallSchool, window: MainWindow, qtbot: Any, find: Find
) -> None:
    """Template, ticks, ratings, who and when, review day, save: in the order of the page."""
    lead.open_risk(school.first_pupil)
    pressed = 0
    find("risk.template").setFocus()
    in_front(qtbot, window)

    def keys(text: str) -> None:
        nonlocal pressed
        pressed += len(text)
        qtbot.keyClicks(focused(), text)

    def key(which: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        nonlocal pressed
        pressed += 1
        qtbot.keyClick(focused(), which, modifier)

    keys("Sel")  # Self-harm
    qtbot.waitUntil(lambda: find("risk.title").text() == "Staying safe: self-harm")
    find("risk.suggest.sharps")
    in_front(qtbot, window)
    pressed += tab_to(qtbot, "risk.review.in_2_weeks")
    key(Qt.Key.Key_Return)
    pressed += tab_to(qtbot, "risk.suggest.sharps")
    key(Qt.Key.Key_Space)
    find("risk.suggest.sharps.1")
    in_front(qtbot, window)
    pressed += tab_to(qtbot, "risk.suggest.sharps.1")
    key(Qt.Key.Key_Space)
    pressed += tab_to(qtbot, "risk.suggest.take")
    key(Qt.Key.Key_Return)
    in_front(qtbot, window)
    assert find("risk.hazard").hasFocus()
    assert "scissors" in find("risk.hazard").text()
    pressed += tab_to(qtbot, "risk.likelihood")
    keys("P")
    pressed += tab_to(qtbot, "risk.severity")
    keys("Ma")
    pressed += tab_to(qtbot, "risk.owner")
    keys("Megan Price")
    pressed += tab_to(qtbot, "risk.by_when")
    keys("25/11/2026")
    pressed += tab_to(qtbot, "risk.action")
    key(Qt.Key.Key_Space)
    key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    reader = lead._desk.reader
    qtbot.waitUntil(lambda: bool(risks.latest(reader, school.first_pupil)), timeout=10_000)
    (saved,) = risks.latest(reader, school.first_pupil)
    (hazard,) = saved.draft.hazards
    assert (hazard.likelihood, hazard.severity, hazard.owner) == (3, 4, "Megan Price")
    assert saved.draft.review_date == "2026-12-04"
    assert saved.draft.template.startswith("self_harm ")
    assert pressed < 120, pressed
    due = actions.due(reader, until="2026-12-01")
    assert [(item.words, item.due) for item in due] == [(hazard.control, "2026-11-25")]
    assert not replay_differences(lead._desk.reading())


def test_a_plan_lives_through_agreement_review_and_end(
    lead: CasebookController, school: SmallSchool, qtbot: Any, find: Find, window: MainWindow
) -> None:
    """Version 2 after an incident; version 1 keeps its agreement; the other child's plan holds
    nothing of the first; the end is chased no more.
    """
    reader, first = lead._desk.reader, school.first_pupil
    other = next(each for each in pupils.ids(reader) if each != first)
    lead.open_risk(first)
    qtbot.keyClicks(find("risk.title"), "Keeping safe")
    qtbot.keyClicks(find("risk.hazard"), "Is followed at break")
    qtbot.keyClicks(find("risk.control"), "Zones of the field")
    qtbot.keyClicks(find("risk.owner"), "Megan Price")
    qtbot.keyClicks(find("risk.likelihood"), "L")
    qtbot.keyClicks(find("risk.severity"), "Mo")
    qtbot.keyClick(find("risk.review.in_2_weeks"), Qt.Key.Key_Return)
    qtbot.mouseClick(find("risk.save"), Qt.MouseButton.LeftButton)
    page_left(qtbot, window)
    (saved,) = risks.latest(reader, first)

    lead.open_risk_kept(saved.id)
    qtbot.keyClicks(find("risk_kept.sign.name"), "Dan Whitcombe")
    qtbot.keyClicks(find("risk_kept.sign.role"), "Head")
    qtbot.keyClick(find("risk_kept.sign.keep"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(risks.latest(reader, first)[0].signed), timeout=10_000)
    qtbot.waitUntil(lambda: find("risk_kept.sign.name").text() == "", timeout=10_000)

    qtbot.mouseClick(find("risk_kept.change"), Qt.MouseButton.LeftButton)
    find("risk.occasion.incident")
    qtbot.mouseClick(find("risk.occasion.incident"), Qt.MouseButton.LeftButton)
    assert "(usual)" in find("risk.review.in_1_weeks").text()
    qtbot.keyClicks(find("risk.reason"), "Pushed by the shed")
    qtbot.mouseClick(find("risk.review.in_1_weeks"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(find("risk.save"), Qt.MouseButton.LeftButton)
    page_left(qtbot, window)
    second, one = risks.versions(reader, saved.id)
    assert (second.signed, len(one.signed)) == ((), 1)
    assert second.draft.reason == "Pushed by the shed"
    kept = find("risk_kept")
    assert isinstance(kept, RiskKeptView)
    qtbot.waitUntil(lambda: kept.later.count() == 2, timeout=10_000)

    lead.open_risk(other, like=saved.id)
    page = next(view for view in window.findChildren(RiskView) if view.isVisible())
    assert "read every word" in page.message.text()
    assert find("risk.owner").text() == ""
    assert find("risk.control").text() == "Zones of the field"
    qtbot.keyClicks(find("risk.likelihood"), "U")
    qtbot.keyClicks(find("risk.severity"), "Mi")
    qtbot.mouseClick(find("risk.review.half_term"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(find("risk.save"), Qt.MouseButton.LeftButton)
    page_left(qtbot, window)
    (theirs,) = risks.latest(reader, other)
    assert (theirs.version, theirs.draft.pupil_id) == (1, other)
    assert theirs.id != saved.id

    qtbot.keyClicks(find("risk_kept.end.reason"), "Different classes now")
    qtbot.keyClick(find("risk_kept.end"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: risks.latest(reader, first)[0].ended is not None, timeout=10_000)
    assert [item.id for item in risks.due(reader, until="2027-12-31")] == [theirs.id]
    assert not replay_differences(lead._desk.reading())
