"""What triage offers, and says before it is done: cases, days, parts, what parents know."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from storage.records.casework import ParentsTold
from tests.fakes import lead_school as school
from tests.fakes.lead_screens import today, triage
from ui.lead_drafts import DuplicateDraft, ReopenDraft
from ui.lead_material import ChildHistory
from ui.triage_material import DecidedShown, OpenCase, TriageOffers
from ui.views.triage import TriageView
from ui.views.triage_questions import DuplicateDialog, ReopenDialog
from ui.widgets.check_line import CheckLine
from ui.widgets.choice_row import Choice

OFFERS = TriageOffers(
    owner="u-1",
    decisions=(("school", "Support in school"), ("none", "No further action")),
    days=(("school", "2026-12-06"),),
    quick=(("far", "Half term", "2026-12-18"),),
    cases=(OpenCase(id="k-1", words="Neglect, since 3 Nov 2026, 2 concerns"),),
)


def fill(view: TriageView) -> None:
    """Make the choices and write the one sentence."""
    decision = view.decision
    decision.level.set_value("early_help")
    decision.category.set_value("injury")
    decision.response.set_value("school")
    decision.reason.set_text("First mark seen, account not clear.")
    decision.action_rows.first().owner.set_value("u-1")
    decision.action_rows.first().due.set_value("2026-11-23")


def test_what_saving_will_do_is_said_before(qtbot) -> None:
    view = triage()
    qtbot.addWidget(view)
    view.show()

    def said(offers: TriageOffers, response: str, *, take: str = "", **changes) -> str:
        view.show_concern(school.shown_concern(**changes), offers=offers)
        assert not view.buttons.outcome.isVisible(), "nothing before there is a response"
        view.decision.response.set_value(response)
        view.decision.case.take(take)
        return view.buttons.outcome.text() if view.buttons.outcome.isVisible() else ""

    plain = TriageOffers()
    assert said(plain, "school") == "Saving opens a new case."
    assert said(OFFERS, "school", take="k-1") == "Saving adds it to the open case."
    assert said(TriageOffers(own_case="Neglect"), "school") == "It stays in its case."
    assert said(plain, "none") == "Saving closes the concern with this reason."
    assert said(TriageOffers(open_actions=1), "none") == "It stays open until its actions are done."
    assert said(plain, "school", pupils=()) == "Without a child of the school no case is opened."


def test_offers_follow_the_response_and_spare_what_was_written(qtbot) -> None:
    view = triage()
    qtbot.addWidget(view)
    view.show_concern(school.shown_concern(), offers=OFFERS)
    decision, action = view.decision, view.decision.action_rows.first()
    decision.response.set_value("school")
    assert (action.owner.value(), action.due.value()) == ("u-1", "2026-12-06")
    decision.response.set_value("none")
    assert decision.decision.text() == "No further action"
    assert (action.owner.value(), action.due.value()) == ("", "")
    assert decision.draft("c-1").actions == ()
    decision.response.set_value("school")
    action.owner.set_value("u-2")
    action.due.line.setText("1/12")
    decision.response.set_value("referral")
    assert action.owner.value() == "u-2"
    assert action.due.line.text() == "1/12", "a day half written is not swept away"
    view.findChild(object, "triage.due.half_term").click()
    assert action.due.value() == "2026-12-18"


def test_nothing_more_offers_no_case(qtbot) -> None:
    view = triage()
    qtbot.addWidget(view)
    view.show_concern(school.shown_concern(), offers=OFFERS)
    view.decision.case.take("k-1")
    view.decision.response.set_value("none")
    assert view.decision.draft("c-1").case == ""


def test_what_parents_were_told_is_asked_for_by_the_answer(qtbot) -> None:
    view = triage()
    qtbot.addWidget(view)
    view.show()
    fill(view)
    parents = view.decision.parents
    assert not parents.when.isVisible()
    parents.set_value("yes")
    assert parents.when.value() == today().isoformat(), "today is offered"
    parents.by.setText("Ruth Okafor")
    parents.account.setText("We will watch him.")
    assert view.decision.draft("c-1").parents == ParentsTold(
        told="yes", when=today().isoformat(), by="Ruth Okafor", account="We will watch him."
    )
    parents.set_value("no")
    with qtbot.assertNotEmitted(view.saved):
        view.save()
    assert view.focusWidget().accessibleIdentifier() == "triage.parents_note"
    parents.why_not.setText("It may put her at risk.")
    with qtbot.waitSignal(view.saved) as caught:
        view.save()
    assert caught.args[0].parents == ParentsTold(told="no", why_not="It may put her at risk.")


def test_the_chronology_part_is_folded_away(qtbot) -> None:
    view = triage()
    qtbot.addWidget(view)
    view.show()
    marks = view.decision.marks
    assert not marks.summary.isVisible()
    view.findChild(object, "triage.marks").click()
    marks.significant.setChecked(True)
    marks.summary.setText("A mark")
    marks.so_what.setText("The second in a week")
    draft = view.decision.draft("c-1")
    assert (draft.significant, draft.summary, draft.so_what) == (
        True,
        "A mark",
        "The second in a week",
    )
    assert view.unsaved()


def test_each_child_has_a_part_that_can_be_changed(qtbot) -> None:
    view = TriageView(
        lists=school.lists(), people=school.people(), today=today, search=lambda _typed: ()
    )
    qtbot.addWidget(view)
    view.show()
    view.show_concern(school.shown_concern())
    view.show_history(school.history())
    fill(view)
    with qtbot.waitSignal(view.saved) as caught:
        view.save()
    assert caught.args[0].pupils == (), "nothing is said anew where nothing was changed"
    view.findChild(object, "triage.part.p-1").set_value("witness")
    with qtbot.waitSignal(view.saved) as caught:
        view.save()
    assert caught.args[0].pupils == (("p-1", "witness"),)


def test_a_child_who_is_added_needs_a_part(qtbot) -> None:
    found = school.pupils()[2]
    view = TriageView(
        lists=school.lists(), people=school.people(), today=today, search=lambda _typed: [found]
    )
    qtbot.addWidget(view)
    view.show()
    view.show_concern(school.shown_concern())
    view.show_history(school.history())
    fill(view)
    line = view.findChild(object, "triage.add_child")
    qtbot.keyClicks(line, "kai")
    with qtbot.waitSignal(view.child_added) as caught:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert caught.args == ["p-3"]
    view.add_child(ChildHistory(pupil_id="p-3", name="Kai Hartley"))
    with qtbot.assertNotEmitted(view.saved):
        view.save()
    assert "Kai Hartley" in view.message.text()
    view.findChild(object, "triage.part.p-3").set_value("witness")
    with qtbot.waitSignal(view.saved) as caught:
        view.save()
    assert caught.args[0].pupils == (("p-1", "subject"), ("p-3", "witness"))


def test_the_first_child_of_an_unlisted_report_is_the_one_it_is_about(qtbot) -> None:
    view = triage()
    qtbot.addWidget(view)
    view.show_concern(school.shown_concern(pupils=()), offers=TriageOffers())
    view.show_history(())
    view.add_child(ChildHistory(pupil_id="p-3", name="Kai Hartley"))
    fill(view)
    assert view.buttons.outcome.text() == "Saving opens a new case."
    with qtbot.waitSignal(view.saved) as caught:
        view.save()
    assert caught.args[0].pupils == (("p-3", "subject"),)


def test_what_is_open_about_a_brother_or_sister_is_one_press(qtbot) -> None:
    view = triage()
    qtbot.addWidget(view)
    (child,) = school.history()
    words = "Kai Hartley · 18 Nov 2026 · Came without lunch"
    view.show_history([replace(child, sibling_concerns=(("c-9", words),))])
    with qtbot.waitSignal(view.entry_opened) as caught:
        view.findChild(object, "triage.sibling_concern.p-1.c-9").click()
    assert caught.args == ["c-9"]


def test_a_closed_concern_is_opened_again_with_a_reason(qtbot) -> None:
    view = triage()
    qtbot.addWidget(view)
    view.show()
    view.show_concern(
        school.shown_concern(status="closed", triage=(school.decided(),)),
        decided=DecidedShown(decisions=(), closed=True, state="Closed 20 Nov 2026"),
    )
    assert view.findChild(object, "triage.again") is None, "it is opened first"
    view.findChild(object, "triage.reopen").click()
    dialog = view.findChild(ReopenDialog)
    with qtbot.assertNotEmitted(view.reopen_requested):
        dialog.findChild(object, "reopen.confirm").click()
    dialog.reason.set_text("Another mark was seen.")
    with qtbot.waitSignal(view.reopen_requested) as caught:
        dialog.findChild(object, "reopen.confirm").click()
    assert caught.args == [ReopenDraft(concern_id="c-1", reason="Another mark was seen.")]


def test_a_concern_that_was_written_down_twice_names_the_other(qtbot) -> None:
    view = triage()
    qtbot.addWidget(view)
    view.show()
    assert not view.findChild(object, "triage.twice").isVisible(), "there is no other to name"
    others = (Choice(value="c-7", text="20 Nov · A fight"), Choice(value="c-8", text="Another"))
    view.show_concern(school.shown_concern(), offers=TriageOffers(told_already=others))
    view.findChild(object, "triage.twice").click()
    dialog = view.findChild(DuplicateDialog)
    dialog.reason.set_text("Told by two.")
    with qtbot.assertNotEmitted(view.duplicate_requested):
        dialog.findChild(object, "twice.confirm").click()
    dialog.original.set_value("c-7")
    with qtbot.waitSignal(view.duplicate_requested) as caught:
        dialog.findChild(object, "twice.confirm").click()
    wanted = DuplicateDraft(concern_id="c-1", original="c-7", reason="Told by two.")
    assert caught.args == [wanted]


def test_the_newest_two_cases_are_offered_and_the_others_one_press_away(shown) -> None:
    view = triage()
    long = "Concerns about neglect at home and in the school holidays, since 3 Nov 2026, 2 concerns"
    cases = tuple(OpenCase(id=f"k-{place}", words=f"{place}: {long}") for place in range(1, 6))
    view.show_concern(school.shown_concern(), offers=replace(OFFERS, cases=cases))
    shown(view)
    choice = view.decision.case
    lines = choice.findChildren(CheckLine)
    assert [line.isVisible() for line in lines] == [True, True, False, False, False]
    assert (choice.more.text(), choice.more.accessibleName()) == ("3 more", "3 more open cases")
    area = view.decision.mapToGlobal(view.decision.rect().topRight()).x()
    for line in lines[:2]:
        assert line.mapToGlobal(line.rect().topRight()).x() <= area
        assert long in line.accessibleName()
        assert long in line.toolTip()
    QTest.keyClick(choice.more, Qt.Key.Key_Return)
    assert all(line.isVisible() for line in lines)
    assert view.focusWidget() is lines[2]
    assert not choice.more.isVisible()
    choice.take("k-4")
    assert choice.value() == "k-4"
    view.show_concern(school.shown_concern(), offers=replace(OFFERS, cases=cases))
    choice.take("k-4")
    assert [line.isVisible() for line in choice.findChildren(CheckLine)[-5:]].count(True) == 3
