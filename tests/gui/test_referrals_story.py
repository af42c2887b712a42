"""Referrals, disagreements, plans and meetings by keyboard and press: from the form to the page,
facts through the clipboard, a disagreement, a plan with its meeting, a local time limit.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.controllers.lead.casebook_controller import CasebookController
from desktop.job_runner import JobRunner
from desktop.usecases.lead.meetings import MeetingDraft, plan_meeting
from desktop.usecases.lead.referrals import ReferralDraft, make_referral
from desktop.usecases.lead.verify_casebook import replay_differences
from storage.database.repositories import (
    disagreements,
    limits,
    meetings,
    plans,
    pupils,
    referrals,
    statuses,
)
from storage.records.plans import Guest
from storage.records.when import When
from tests.fakes.small_school import SmallSchool
from ui.main_window import MainWindow
from ui.views.meeting_attendance import guests_of

Find = Callable[[str], QWidget]


class Story:
    """Ruth at her laptop, on Sunday 22 November 2026."""

    def __init__(self, lead: CasebookController, window: MainWindow, qtbot: Any, find: Find):
        self.lead, self.window, self.qtbot, self.find = lead, window, qtbot, find

    @property
    def reader(self) -> Any:
        return self.lead._desk.reader

    @property
    def child(self) -> str:
        return pupils.ids(self.reader)[0]

    @property
    def page(self) -> Any:
        return self.lead._shell.page()

    def press(self, identifier: str) -> None:
        control = self.find(identifier)
        self.qtbot.waitUntil(control.isEnabled, timeout=10_000)
        self.qtbot.mouseClick(control, Qt.MouseButton.LeftButton)

    def key(self, key: Qt.Key, times: int = 1) -> None:
        for _ in range(times):
            self.qtbot.keyClick(self.window.focusWidget(), key)

    def keys(self, words: str) -> None:
        self.qtbot.keyClicks(self.window.focusWidget(), words)

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

    def referral(self, **changes: Any) -> str:
        usual = {
            "pupils": (self.child,), "to": "front_door", "text": "Bruises on both arms.",
            "parents": {"told": "yes"}, "consent": {"given": "given"},
            "phoned": When.at_minute(self.lead._desk.local_now()),
        }  # fmt: skip
        book = self.lead._desk.casebook
        return self.work(lambda: make_referral(book, draft=ReferralDraft(**{**usual, **changes})))

    def state(self, referral: str) -> str:
        whole = referrals.referral(self.reader, referral)
        return whole.state if whole else ""


@pytest.fixture
def story(
    school: SmallSchool,
    context: Context,
    window: MainWindow,
    jobs: JobRunner,
    find: Find,
    qtbot: Any,
) -> Iterator[Story]:
    """Signed in; the letterbox is empty."""
    with school.signed_in() as casebook:
        lead = CasebookController(
            window=window, casebook=casebook, context=context, jobs=jobs, made_up=False,
            parent=window,
        )  # fmt: skip
        yield Story(lead, window, qtbot, find)
        jobs.stop()
        assert replay_differences(casebook) == ()
        lead.let_go()


def test_a_referral_by_keyboard_alone(story: Story) -> None:
    story.window.activateWindow()
    story.until(story.window.isActiveWindow)
    child = story.child
    story.lead.open_referral(pupil_id=child)
    to = story.find("referral_new.to")
    story.until(lambda: story.window.focusWidget() is to)
    story.keys("Ch")  # the first service whose name begins so
    assert to.value() == "front_door"  # type: ignore[attr-defined]  # a Combo
    story.key(Qt.Key.Key_Tab)
    story.keys("Bruises on both arms")
    story.key(Qt.Key.Key_Tab, 2)
    story.key(Qt.Key.Key_Space)  # parents told: yes
    story.key(Qt.Key.Key_Tab, 2)
    story.key(Qt.Key.Key_Space)  # they agree
    story.key(Qt.Key.Key_Tab)
    story.key(Qt.Key.Key_Space)  # told by telephone
    story.qtbot.keyClick(
        story.window.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    story.until(lambda: len(referrals.ids(story.reader)) == 1)
    (made,) = referrals.ids(story.reader)
    whole = referrals.referral(story.reader, made)
    assert whole is not None
    assert (whole.pupils, whole.state, whole.parents["told"]) == ((child,), "phoned", "yes")
    story.find("referral.news")
    waits = [bar.text() for bar in story.page._waits]
    assert any("written referral" in text and "10:1" not in text for text in waits)


def test_what_is_missing_is_said_at_its_box(story: Story) -> None:
    story.lead.open_referral()
    story.press("referral_new.save")
    form = story.page.form
    for name in ("to", "text", "told", "given", "gone"):
        assert form.row(name).has_error(), name
    assert referrals.ids(story.reader) == []
    form.field("told").set_value("no")
    assert form.row("told_why").isVisibleTo(form)
    assert not form.row("told_by").isVisibleTo(form)
    story.page.settle()


def test_news_in_an_odd_order_are_kept_and_said(story: Story) -> None:
    made = story.referral()
    story.lead.open_referral(made)
    story.press("referral.news")
    story.find("referral_news.save")
    story.page.form.field("state").set_value("refused")
    story.press("referral_news.save")
    assert story.page.form.row("reason").has_error(), "a refusal needs its reason"
    story.page.form.field("reason").set_text("Threshold not met")
    story.press("referral_news.save")
    story.until(lambda: story.state(made) == "refused")
    story.find("referral.news")
    assert "Refused" in story.page.story.rows()[0].title
    story.press("referral.disagree")
    story.find("disagreement_new.save")
    story.page.form.field("text").set_text("Two marks in a week.")
    story.press("disagreement_new.save")
    story.until(lambda: len(disagreements.ids(story.reader)) == 1)
    story.press("disagreement.note")
    story.find("disagreement_news.save")
    story.page.form.field("kind").set_value("step")
    story.page.form.field("step").set_value("partnership")
    story.page.form.field("text").set_text("Wrote to the partnership.")
    story.press("disagreement_news.save")
    story.find("disagreement.note")
    assert "out of the usual order" in story.page.notes.text()


def test_facts_go_through_the_clipboard_and_what_was_told_is_kept(story: Story) -> None:
    made = story.referral()
    story.lead.open_referral_facts(made)
    story.find("referral_facts.sent")
    assert next(iter(story.page.cards)) == "child"
    story.press("referral_facts.order")
    story.find("form_order.blocks")
    order = story.page
    order.rows.set_current("referrer")
    for _ in range(len(order.rows.rows()) - 1):
        order.move_block(-1)
    order.label.setFocus()
    order.label.selectAll()
    QTest.keyClicks(order.label, "1 About you")
    assert order.label.text() == "1 About you"
    order.rows.set_current("sought")
    story.press("form_order.take")
    story.press("form_order.save")
    assert order.focusWidget() is order.title, "a form without a name is not kept"
    QTest.keyClicks(order.title, "Wexshire request")
    QTest.keyClicks(order.reason, "The portal, November 2026")
    story.press("form_order.save")
    story.find("referral_facts.sent")
    story.until(lambda: next(iter(story.page.cards)) == "referrer")
    assert story.page.cards["referrer"].fact.label == "1 About you"
    assert "sought" not in story.page.cards
    story.page.form.set_value("marf")
    story.until(lambda: next(iter(story.page.cards)) == "child")
    story.page.form.set_value("own")
    story.until(lambda: next(iter(story.page.cards)) == "referrer")
    texts = {}
    for code in ("worries", "child"):
        story.page.scroll_area.ensureWidgetVisible(story.page.cards[code].button)
        story.press(f"referral_facts.copy.{code}")
        texts[code] = QGuiApplication.clipboard().text()
        assert texts[code] == story.page.cards[code].fact.text
        assert "Copied" in story.page.cards[code].mark.text()
    assert texts["worries"] == "Bruises on both arms."
    assert story.page.unsaved(), "leaving asks, until it is kept what was told"
    story.press("referral_facts.sent")
    story.until(lambda: story.state(made) == "sent")
    kept = referrals.referral(story.reader, made).steps[-1].facts
    assert {code: text for code, _label, text in kept.blocks} == texts
    assert kept.form.startswith("Wexshire")
    QGuiApplication.clipboard().clear()


def test_a_plan_offers_the_status_and_its_meeting_is_held(story: Story) -> None:
    child = story.child
    story.lead.open_plan(pupil_id=child)
    story.find("plan_new.save")
    story.page.form.field("kind").set_value("cp")
    story.press("plan_new.save")
    story.until(lambda: len(plans.ids(story.reader)) == 1)
    (plan,) = plans.ids(story.reader)
    story.press("plan.status")
    story.until(lambda: [s.kind for s in statuses.of_pupil(story.reader, child)] != [])
    assert statuses.of_pupil(story.reader, child)[0].kind == "child_protection"
    story.until(story.page._buttons["status"].isHidden)
    book = story.lead._desk.casebook
    draft = MeetingDraft(
        kind="core_group", on="2026-11-20T14:00", plan=plan,
        invited=(Guest(name="Kim Vale", agency="social care"), Guest(name="Mother")),
    )  # fmt: skip
    meeting = story.work(lambda: plan_meeting(book, draft=draft))
    story.lead.open_meeting(meeting)
    story.find("meeting.hold")
    assert "was it held?" in story.page._waits[0].text()
    story.press("meeting.hold")
    story.find("meeting_held.save")
    story.page.form.field("text").set_text("All agreed.")
    story.page._touch()
    attendance = story.page.body.itemAt(1).widget()
    attendance.rows[0].set_value("came")
    attendance.chair.setText("Kim Vale")
    story.press("meeting_held.save")
    story.until(lambda: meetings.meeting(story.reader, meeting).state == "held")
    whole = meetings.meeting(story.reader, meeting)
    assert whole.held.happened.earliest == "2026-11-20T14:00"
    assert [guest.chaired for guest in whole.held.attended] == [True]
    assert [guest.words for guest in whole.missing] == ["Mother"]
    story.find("meeting.next")


def test_a_local_time_limit_and_a_number(story: Story) -> None:
    story.lead.open_time_limits()
    rows = story.find("limits.limits")
    rows.setFocus()
    rows.set_current("referral_written")  # type: ignore[attr-defined]  # a RowList
    story.qtbot.keyClick(rows, Qt.Key.Key_Return)
    amount = story.find("limits.limit.amount")
    amount.setText("48")  # type: ignore[attr-defined]  # a TextLine
    story.find("limits.limit.reason").set_text("Wexshire")  # type: ignore[attr-defined]  # a box
    story.press("limits.limit.save")
    story.until(lambda: "referral_written" in limits.local_limits(story.reader))
    story.until(lambda: "set by" in story.page.limits.rows()[0].detail)
    made = story.referral()
    story.lead.open_referral(made)
    story.find("referral.news")


def test_the_list_filters_and_opens_by_enter(story: Story) -> None:
    made = story.referral()
    story.lead.open_referrals()
    story.find("referrals.list")
    story.until(lambda: story.page.model.rowCount() == 1)
    story.page.which.set_value("refused")
    story.until(lambda: story.page.model.rowCount() == 0)
    story.page.which.set_value("all")
    story.until(lambda: story.page.model.rowCount() == 1)
    story.page.table.view.setFocus()
    story.qtbot.keyClick(story.page.table.view, Qt.Key.Key_Return)
    story.find("referral.news")
    assert story.page._buttons["news"].isVisible()
    assert referrals.ids(story.reader) == [made]


def test_every_control_of_these_pages_has_a_name_and_an_identifier(story: Story) -> None:
    made = story.referral()
    book = story.lead._desk.casebook
    draft = MeetingDraft(kind="tac", on="2026-12-01", pupils=(story.child,))
    meeting = story.work(lambda: plan_meeting(book, draft=draft))
    go = story.lead
    pages = (
        go.open_referrals, go.open_time_limits, go.open_referral, go.open_plan, go.open_meeting,
        go.open_disagreement, lambda: go.open_referral(made), lambda: go.open_referral_news(made),
        lambda: go.open_referral_facts(made), lambda: go.open_meeting(meeting),
        lambda: go.open_meeting_notes(meeting), lambda: go.open_meeting_move(meeting),
    )  # fmt: skip
    for open_page in pages:
        open_page()
        page = story.page
        controls = [
            widget
            for widget in page.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(page)
        ]
        assert controls
        for widget in controls:
            assert widget.accessibleName(), (page.accessibleIdentifier(), widget)
            assert "." in widget.accessibleIdentifier(), (page.accessibleIdentifier(), widget)


def test_guests_are_read_line_by_line() -> None:
    text = "Kim Vale (social care)\n\n  School nurse \n(Police)\nOdd ((name"
    assert guests_of(text) == (
        Guest(name="Kim Vale", agency="social care"),
        Guest(name="School nurse"),
        Guest(name="", agency="Police"),
        Guest(name="Odd ((name"),
    )


def test_the_keyboard_stays_on_the_filter_that_was_chosen(story: Story) -> None:
    story.referral()
    story.lead.open_referrals()
    story.find("referrals.list")
    row = story.page.which
    row.button("refused").setFocus()
    QTest.keyClick(row.button("refused"), Qt.Key.Key_Space)
    story.until(lambda: row.value() == "refused")
    assert story.page.focusWidget() is row.button("refused")
    assert row.button("refused").text() == "Refused (0)"
