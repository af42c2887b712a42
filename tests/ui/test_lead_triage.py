"""Triage: five choices and one sentence, by keyboard alone, nothing chosen for the lead."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.controllers.lead.lists import lead_lists
from tests.fakes import lead_school as school
from tests.fakes.lead_screens import today, triage
from ui.lead_drafts import ActionDraft, CloseDraft, TriageDraft
from ui.lead_material import ShownConcern
from ui.triage_material import DecidedShown, DecisionShown, OpenCase, TriageOffers
from ui.views.triage import TriageView
from ui.views.triage_close import CloseDialog
from ui.widgets.choice_row import Choice


def fill(view: TriageView) -> None:
    """Make the five choices and write the one sentence."""
    decision = view.decision
    decision.level.set_value("early_help")
    decision.category.set_value("injury")
    decision.response.set_value("school")
    decision.reason.set_text("First mark seen, account not clear.")
    decision.action_rows.first().owner.set_value("u-1")
    decision.action_rows.first().due.set_value("2026-11-23")


def press(qtbot, key: Qt.Key, times: int = 1) -> None:
    for _ in range(times):
        qtbot.keyClick(QApplication.focusWidget(), key)


def test_nothing_is_chosen_before_the_lead_chooses(qtbot) -> None:
    view = triage()
    qtbot.addWidget(view)
    draft = view.decision.draft("c-1")
    assert draft == TriageDraft(
        concern_id="c-1", category="", level="", response="", decision="", reason=""
    )
    assert not view.unsaved()


def test_the_draft_says_what_was_chosen(qtbot) -> None:
    view = triage()
    qtbot.addWidget(view)
    fill(view)
    with qtbot.waitSignal(view.saved) as caught:
        view.save()
    assert caught.args[0] == TriageDraft(
        concern_id="c-1",
        category="injury",
        level="early_help",
        response="school",
        decision="Help in school",
        reason="First mark seen, account not clear.",
        actions=(ActionDraft(what="Help in school", owner="u-1", due="2026-11-23"),),
    )


def test_both_tiers_stand_in_one_list_and_say_what_they_mean(qtbot) -> None:
    view = triage()
    qtbot.addWidget(view)
    view.show()
    fill(view)
    view.decision.category.set_value("neglect.hunger")
    assert view.decision.category.currentText() == "Neglect – Hunger"
    assert view.decision.draft("c-1").category == "neglect.hunger"
    assert view.decision.meaning.text() == "Comes hungry, takes or hoards food."


def test_a_decision_in_own_words_survives_a_change_of_response(qtbot) -> None:
    view = triage()
    qtbot.addWidget(view)
    decision = view.decision
    decision.response.set_value("school")
    assert decision.decision.text() == "Help in school"
    decision.decision.setText("Daily check-in with Mr Lowe")
    decision.response.set_value("early")
    assert decision.decision.text() == "Daily check-in with Mr Lowe"


def test_saving_says_which_answer_is_missing_and_goes_there(qtbot) -> None:
    view = triage()
    qtbot.addWidget(view)
    view.show()
    fill(view)
    view.decision.reason.set_text("  ")
    with qtbot.assertNotEmitted(view.saved):
        view.save()
    assert "Reason" in view.message.text()
    assert view.focusWidget().accessibleIdentifier() == "triage.reason"
    view.decision.reason.set_text("Because")
    view.decision.action_rows.first().due.set_value("")
    with qtbot.assertNotEmitted(view.saved):
        view.save()
    assert view.focusWidget().accessibleIdentifier() == "triage.due"


def test_more_actions_are_kept_in_order(qtbot) -> None:
    view = triage()
    qtbot.addWidget(view)
    fill(view)
    second = view.decision.action_rows.add_row()
    second.what.setText("Ring the nurse")
    second.owner.set_value("u-2")
    second.due.set_value("2026-11-24")
    view.decision.action_rows.add_row()
    actions = view.decision.draft("c-1").actions
    assert [action.what for action in actions] == ["Help in school", "Ring the nurse"]


def test_after_saving_it_says_calmly_what_was_decided_until_the_lead_moves_on(qtbot) -> None:
    view = triage()
    qtbot.addWidget(view)
    view.show()
    view.show_concern(school.shown_concern(status="open"), decided=decided())
    view.show_saved("Decision saved.", more_waiting=True)
    assert view.message.text() == "Decision saved."
    assert view.paper.isVisible()
    assert view.decided.isVisible()
    assert not view.decision.isVisible()
    words = {label.text() for label in view.decided.findChildren(QLabel)}
    assert {"Talk to mother today", "The first mark", "Ruth Okafor, by 29 Nov 2026"} <= words
    assert not view.unsaved()
    with qtbot.assertNotEmitted(view.saved):
        view.save()
    with qtbot.waitSignal(view.next_requested):
        view.findChild(object, "triage.next").click()
    with qtbot.waitSignal(view.case_opened) as caught:
        view.findChild(object, "triage.open_case").click()
    assert caught.args == ["k-1"]


def test_deciding_again_is_one_press_and_keeps_the_earlier_one_in_sight(qtbot) -> None:
    view = triage()
    qtbot.addWidget(view)
    view.show()
    shown = school.shown_concern(triage=(school.decided(),), status="open")
    view.show_concern(shown, decided=decided())
    view.findChild(object, "triage.again").click()
    assert view.decision.isVisible()
    assert not view.unsaved()
    labels = [label.text() for label in view.findChildren(QLabel) if label.isVisible()]
    assert any("Talk to mother today" in text for text in labels)
    fill(view)
    with qtbot.waitSignal(view.saved):
        view.save()


def decided() -> DecidedShown:
    """One decision, in a case."""
    facts = (
        ("Decision", "Talk to mother today"),
        ("Why", "The first mark"),
        ("Next step", "Ruth Okafor, by 29 Nov 2026"),
    )
    return DecidedShown(
        decisions=(DecisionShown(headline="Decided 20 Nov 2026 by Ruth Okafor", facts=facts),),
        case=("k-1", "Case: Injury seen"),
    )


def test_a_problem_keeps_every_word(qtbot) -> None:
    view = triage()
    qtbot.addWidget(view)
    fill(view)
    before = view.decision.draft("c-1")
    view.show_problem("The disk is full.", "Make room and save again.")
    assert view.decision.draft("c-1") == before
    assert view.unsaved()


def test_an_earlier_decision_stands_beside_the_new_one(qtbot) -> None:
    view = triage()
    qtbot.addWidget(view)
    view.show()
    view.show_concern(school.shown_concern(triage=(school.decided(),), status="open"))
    shown = [label.text() for label in view.findChildren(QLabel) if label.isVisible()]
    assert any("Talk to mother today" in text for text in shown)
    dialogs = []
    view.close_requested.connect(dialogs.append)
    view.findChild(object, "triage.close").click()
    dialog = view.findChild(CloseDialog)
    dialog.findChild(object, "close.confirm").click()
    assert dialogs == []
    dialog.outcome.set_text("Mother got the coat.")
    dialog.reason.set_text("Seen on three mornings.")
    dialog.findChild(object, "close.confirm").click()
    assert dialogs == [
        CloseDraft(
            concern_id="c-1", outcome="Mother got the coat.", reason="Seen on three mornings."
        )
    ]


def test_a_signature_nobody_knows_is_said_aloud(qtbot) -> None:
    view = triage()
    qtbot.addWidget(view)
    view.show_concern(school.shown_concern(signature="unknown"))
    shown = " ".join(label.text() for label in view.paper.findChildren(QLabel))
    assert "Nobody this casebook knows signed it" in shown


def test_attachments_and_body_maps_are_one_press_away(qtbot) -> None:
    view = triage()
    qtbot.addWidget(view)
    with qtbot.waitSignal(view.body_map_requested) as caught:
        view.findChild(object, "triage.letter.body_map.1").click()
    assert caught.args == ["c-1", 0]
    with qtbot.waitSignal(view.file_requested) as caught:
        view.findChild(object, "triage.letter.file.1").click()
    assert caught.args[0].name == "drawing & note from art.jpg"


def test_history_and_siblings_open_with_one_press(qtbot) -> None:
    view = triage()
    qtbot.addWidget(view)
    opened = []
    view.pupil_opened.connect(opened.append)
    view.entry_opened.connect(opened.append)
    view.findChild(object, "triage.pupil.p-1").click()
    view.findChild(object, "triage.sibling.p-1.p-3").click()
    view.findChild(object, "triage.history.p-1.e-3").click()
    assert opened == ["p-1", "p-3", "e-3"]


def test_a_second_concern_starts_empty(qtbot) -> None:
    view = triage()
    qtbot.addWidget(view)
    fill(view)
    second = ShownConcern(
        concern=school.concern(id="c-2", child_words=""), pupils=(), reporter="Pat Lowe"
    )
    view.show_concern(second)
    assert not view.unsaved()
    assert view.decision.draft("c-2").concern_id == "c-2"


def test_the_whole_decision_is_in_sight_on_a_small_laptop(qtbot) -> None:
    view = TriageView(lists=lead_lists(), people=school.people(), today=today)
    qtbot.addWidget(view)
    view.show_concern(school.shown_concern())
    view.show_history(school.history())
    # 1366 x 768 without the side bar, the title bar and the task bar.
    view.resize(1138, 690)
    view.show()
    qtbot.waitExposed(view)
    qtbot.wait(1)
    assert view.decision.area.verticalScrollBar().maximum() == 0


def test_who_knows_already_stands_above_the_words(qtbot) -> None:
    view = triage()
    qtbot.addWidget(view)
    labels = [label.text() for label in view.paper.findChildren(QLabel)]
    assert labels.index("Told a DSL") < labels.index("What happened")
    view.show_concern(school.shown_concern(told_dsl="no", told_whom=""))
    labels = [label.text() for label in view.paper.findChildren(QLabel)]
    assert labels.index("No DSL was told in person") < labels.index("What happened")


def test_the_concern_itself_is_not_repeated_in_the_history(qtbot) -> None:
    view = triage()
    qtbot.addWidget(view)
    view.show_concern(school.shown_concern(id="e-3"))
    view.show_history(school.history())
    names = {child.objectName() for child in view.history.findChildren(QWidget)}
    assert "triage.history.p-1.e-1" in names
    assert "triage.history.p-1.e-3" not in names


def test_at_double_size_the_decision_stands_below_the_concern(qtbot, large_text, clipped) -> None:
    view = triage()
    qtbot.addWidget(view)
    view.resize(910, 740)
    view.show()
    others = (Choice(value="c-7", text="20 Nov · A fight"),)
    cases = (OpenCase(id="k-1", words="Neglect, since 3 Nov 2026, 2 concerns"),)
    offers = TriageOffers(
        cases=cases, told_already=others, quick=(("far", "Half term", "2026-12-18"),)
    )
    for changes in ({"pupils": ()}, {"triage": (school.decided(),), "status": "open"}):
        view.show_concern(school.shown_concern(**changes), offers=offers)
        view.decision.response.set_value("school")
        view.decision.parents.set_value("yes")
        qtbot.wait(50)
        assert view.decision.mapTo(view, view.decision.rect().topLeft()).y() > view.paper.height()
        assert not clipped(view)
        assert view.minimumSizeHint().width() <= 910
    view.show_concern(school.shown_concern(status="open"), offers=offers, decided=decided())
    view.show_saved("Saved.", more_waiting=True)
    qtbot.wait(50)
    assert not clipped(view)
