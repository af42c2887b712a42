"""People and their cards, what is asked before a step, hand-over, and one's own way in."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton, QWidget

from tests.fakes import lead_school as school
from tests.fakes.people_screens import CODE, ask, fits, hand_over, people, shown, ways_in
from ui import people_material as material
from ui.people_material import DeviceTie, PersonStep, Recovery, StepDraft
from ui.views.hand_over import HandOverView
from ui.views.people_ask import AskStepDialog
from ui.views.people_card import offered_steps
from ui.views.people_change import ChangePersonDialog
from ui.views.ways_in_codes import NewCodesView
from ui.views.ways_in_device import DeviceDialog
from ui.views.ways_in_recovery import Purpose, RecoveryCheckView, RenewRecoveryView
from ui.widgets.sidebar import NavItem, Sidebar


def seen(root: QWidget) -> str:
    """Every word that stands on the screen."""
    return "\n".join(label.text() for label in root.findChildren(QLabel) if label.isVisible())


def button(root: QWidget, identifier: str) -> QPushButton:
    """One control by its identifier."""
    found = root.findChild(QPushButton, identifier)
    assert found is not None, identifier
    return found


@pytest.mark.parametrize(
    ("person", "you", "steps"),
    [
        ("u-1", True, {PersonStep.CHANGE}),
        (
            "u-2",
            False,
            {PersonStep.CHANGE, PersonStep.RESET, PersonStep.SUSPEND, PersonStep.REMOVE},
        ),
        (
            "u-3",
            False,
            {PersonStep.CHANGE, PersonStep.SLIP, PersonStep.SUSPEND, PersonStep.REMOVE},
        ),
        ("u-4", False, set()),
        ("u-5", False, {PersonStep.CHANGE, PersonStep.RESUME, PersonStep.REMOVE}),
    ],
)
def test_a_card_offers_what_makes_sense_for_the_person(qtbot, person, you, steps) -> None:
    assert set(offered_steps(shown(person), you=you)) == steps
    view = people(person)
    qtbot.addWidget(view)
    view.show()
    assert {step for step in PersonStep if view.card.button(step).isVisible()} == steps


def test_who_has_left_stands_under_a_fold_with_day_and_reason(qtbot) -> None:
    view = people("")
    qtbot.addWidget(view)
    view.show()
    assert not view.ended.isVisible()
    assert "Pat Lowe" not in [row.title for row in view.people.rows()]
    button(view, "people.show_ended").click()
    assert view.ended.isVisible()
    view.ended.set_current("u-4")
    QApplication.processEvents()
    assert "3 Nov 2026: moved away" in seen(view.card)


def test_who_was_chosen_stays_chosen_when_the_page_is_filled_anew(qtbot) -> None:
    view = people("u-2")
    qtbot.addWidget(view)
    view.show_people(school.school_people())
    assert view.card.person() == shown("u-2")
    assert view.people.current_id() == "u-2"


def test_one_person_who_can_open_is_said_and_two_are_not(qtbot) -> None:
    for can_open, said in ((1, True), (2, False)):
        view = people("", can_open=can_open)
        qtbot.addWidget(view)
        assert bool(view.few.text()) is said


def test_ending_access_says_what_follows_and_keeps_the_reason(qtbot) -> None:
    view = people("u-2")
    qtbot.addWidget(view)
    view.show()
    button(view, "people.end").click()
    dialog = view.findChild(AskStepDialog)
    words = seen(dialog)
    assert "can no longer sign in" in words
    assert "new key" in words
    assert "stay readable" in words
    assert "3 actions" in words
    with qtbot.assertNotEmitted(view.step_confirmed):
        dialog.go.click()
    dialog.reason.setText("left in July")
    with qtbot.waitSignal(view.step_confirmed) as caught:
        qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert caught.args == [
        StepDraft(person_id="u-2", step=PersonStep.REMOVE, reason="left in July")
    ]


def test_escape_at_the_question_changes_nothing(qtbot) -> None:
    dialog = ask(PersonStep.SUSPEND)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.reason.setText("away")
    with qtbot.assertNotEmitted(dialog.confirmed):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_paper_slip_for_staff_asks_for_no_reason(qtbot) -> None:
    dialog = ask(PersonStep.SLIP, "u-3")
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.reason.isVisible()
    with qtbot.waitSignal(dialog.confirmed):
        dialog.go.click()


def test_staff_and_leads_are_told_different_consequences(qtbot) -> None:
    texts = []
    for person in ("u-2", "u-3"):
        dialog = ask(PersonStep.REMOVE, person)
        qtbot.addWidget(dialog)
        dialog.show()
        texts.append(seen(dialog))
    assert "new key" in texts[0]
    assert "new key" not in texts[1]


def test_details_are_sent_only_when_something_changed(qtbot) -> None:
    dialog = ChangePersonDialog(shown=shown("u-2"), lists=school.lists())
    qtbot.addWidget(dialog)
    with qtbot.assertNotEmitted(dialog.confirmed):
        button(dialog, "person_change.save").click()
    dialog = ChangePersonDialog(shown=shown("u-2"), lists=school.lists())
    qtbot.addWidget(dialog)
    dialog.role.set_value("lead")
    dialog.telephone.setText("01632 960777")
    with qtbot.waitSignal(dialog.confirmed) as caught:
        button(dialog, "person_change.save").click()
    edit = caught.args[0]
    assert (edit.role, edit.telephone, edit.name) == ("lead", "01632 960777", "Dan Whitcombe")


def test_what_somebody_leaves_undone_is_said_with_a_way_to_it(qtbot) -> None:
    view = people("")
    qtbot.addWidget(view)
    view.show()
    view.show_access_ended(
        material.AccessEnded(name="Dan", key_changes=True, open_actions=("Ring the nurse",))
    )
    assert "Dan still had 1 action" in view.work.text()
    with qtbot.waitSignal(view.actions_requested):
        button(view, "people.left_work_action").click()
    with qtbot.waitSignal(view.lock_requested):
        button(view, "people.key_changes_action").click()


def test_ending_a_computer_s_access_is_asked_once(qtbot, monkeypatch) -> None:
    view = people("")
    qtbot.addWidget(view)
    view.workstations.set_current("w-2")
    answers = iter(("end.stay", "end.go"))
    monkeypatch.setattr(
        QMessageBox, "exec", lambda box: box.findChild(object, next(answers)).click()
    )
    with qtbot.assertNotEmitted(view.workstation_ended):
        button(view, "people.end_computer").click()
    with qtbot.waitSignal(view.workstation_ended) as caught:
        button(view, "people.end_computer").click()
    assert caught.args == ["w-2"]


# -- my way in -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "signal"),
    [
        ({"recovery": Recovery.UNCONFIRMED}, "confirm_requested"),
        ({"rehearsal_due": True}, "rehearse_requested"),
        ({"recovery": Recovery.MISSING}, "renew_requested"),
    ],
)
def test_what_is_due_about_the_recovery_code_is_one_press_away(qtbot, changes, signal) -> None:
    view = ways_in(**changes)
    qtbot.addWidget(view)
    view.show()
    assert view.due.text()
    with qtbot.waitSignal(getattr(view, signal)):
        button(view, "ways_in.due_action").click()


def test_nothing_is_asked_when_all_is_well(qtbot) -> None:
    view = ways_in()
    qtbot.addWidget(view)
    view.show()
    assert view.due.text() == ""
    assert "8 left" in seen(view)
    assert "Last tried on 4 Sep 2026" in seen(view)


@pytest.mark.parametrize(
    ("tie", "enabled", "words"),
    [
        (DeviceTie.OFF, True, "Turn on…"),
        (DeviceTie.ON, True, "Turn off…"),
        (DeviceTie.UNAVAILABLE, False, "Turn on…"),
        (DeviceTie.NOT_YET, False, "Turn on…"),
    ],
)
def test_tying_to_the_computer_is_offered_only_where_it_can_be(qtbot, tie, enabled, words) -> None:
    view = ways_in(device=tie)
    qtbot.addWidget(view)
    assert (view.tie.isEnabled(), view.tie.text()) == (enabled, words)


def test_tying_asks_for_the_password_and_forgets_it(qtbot) -> None:
    view = ways_in()
    qtbot.addWidget(view)
    view.show()
    view.tie.click()
    dialog = view.findChild(DeviceDialog)
    go = button(dialog, "device.go")
    with qtbot.assertNotEmitted(view.device_confirmed):
        go.click()
    dialog.password.line.setText("a password")
    with qtbot.waitSignal(view.device_confirmed) as caught:
        go.click()
    assert caught.args == [True, "a password"]
    assert dialog.password.text() == ""


def test_new_codes_do_not_go_before_they_are_on_paper(qtbot) -> None:
    view = NewCodesView()
    qtbot.addWidget(view)
    view.show_codes(("1111-2222", "3333-4444"))
    view.show()
    assert "3333-4444" in seen(view)
    assert view.unsaved()
    with qtbot.assertNotEmitted(view.kept):
        view.done.click()
    view.paper.kept.setChecked(True)
    assert not view.unsaved()
    with qtbot.waitSignal(view.kept):
        view.done.click()
    QApplication.processEvents()
    assert "3333-4444" not in seen(view)


def test_the_code_is_checked_before_it_is_sent(qtbot) -> None:
    view = RecoveryCheckView(purpose=Purpose.REHEARSE, group_fits=fits)
    qtbot.addWidget(view)
    view.show()
    view.code.set_code(CODE[:-1])
    with qtbot.assertNotEmitted(view.code_given):
        view.check.click()
    assert "group 9" in seen(view)
    view.code.set_code(CODE)
    with qtbot.waitSignal(view.code_given) as caught:
        qtbot.keyClick(view.code.boxes[8], Qt.Key.Key_Return)
    assert caught.args == [CODE.replace("-", "")]
    view.show_busy()
    view.show_problem("This is not the code.")
    assert view.check.isEnabled()


def test_a_new_code_left_for_later_is_forgotten(qtbot) -> None:
    view = RenewRecoveryView(group_fits=fits)
    qtbot.addWidget(view)
    view.show_code(CODE)
    view.show()
    assert CODE.split("-")[0] in seen(view)
    with qtbot.waitSignal(view.later):
        button(view, "renew.later").click()
    assert CODE.split("-")[0] not in seen(view)


# -- hand-over -----------------------------------------------------------------------------------


def test_a_hand_over_needs_two_people(qtbot) -> None:
    view = HandOverView()
    qtbot.addWidget(view)
    view.start(school.hand_over_case())
    with qtbot.assertNotEmitted(view.people_chosen):
        view.next.click()
    view.between.taker.set_value("u-1")
    with qtbot.assertNotEmitted(view.people_chosen):
        view.next.click()
    view.between.taker.set_value("u-2")
    with qtbot.waitSignal(view.people_chosen) as caught:
        view.next.click()
    assert caught.args == ["u-1", "u-2"]


def test_what_did_not_change_hands_needs_a_note(qtbot) -> None:
    view = hand_over(1)
    qtbot.addWidget(view)
    view.show()
    view.next.click()
    assert view.step() == 1
    view.things.ticks["recovery_sheet"].setChecked(True)
    view.things.ticks["backup_sticks"].setChecked(True)
    view.things.notes["spare_code"].setText("in the head’s safe")
    assert view.unsaved()
    view.next.click()
    assert view.step() == 2
    view.end.end_access.setChecked(True)
    with qtbot.waitSignal(view.finish_requested) as caught:
        view.next.click()
    draft = caught.args[0]
    assert (draft.giver, draft.taker, draft.end_access) == ("u-1", "u-2", True)
    assert {item.code: (item.handed, item.note) for item in draft.items} == {
        "recovery_sheet": (True, ""),
        "spare_code": (False, "in the head’s safe"),
        "backup_sticks": (True, ""),
    }


def test_only_the_one_who_takes_over_makes_the_new_code(qtbot) -> None:
    view = hand_over(2)
    qtbot.addWidget(view)
    view.show()
    assert not view.end.recovery.isVisible()
    assert "signs in" in seen(view.end)
    assert view.draft().new_recovery_code is False


def test_the_last_page_leads_to_the_new_recovery_code(qtbot) -> None:
    view = hand_over(3)
    qtbot.addWidget(view)
    view.show()
    assert "From: Ruth Okafor" in seen(view)
    with qtbot.waitSignal(view.recovery_requested):
        view.next.click()


# -- the places at the left ------------------------------------------------------------------------


def places() -> Sidebar:
    """Two places, one of them the person's own."""
    bar = Sidebar("nav", [NavItem(key="today", text="Today", icon="inbox")], heading="Oakfield")
    bar.add_bottom_place(NavItem(key="me", text="Ruth", icon="user", spoken="Ruth: my way in"))
    return bar


def test_at_double_size_the_places_are_icons_with_names_for_the_ear(qtbot, large_text) -> None:
    bar = places()
    qtbot.addWidget(bar)
    bar.show()
    bar.set_badge("today", 4)
    today, me = button(bar, "nav.today"), button(bar, "nav.me")
    assert (today.text(), today.accessibleName()) == ("4", "Today, 4 waiting")
    assert (me.text(), me.accessibleName(), me.toolTip()) == ("",) + ("Ruth: my way in",) * 2
    narrow = bar.width()
    button(bar, "nav.menu").click()
    assert today.text() == "Today  (4)"
    assert bar.width() > 2 * narrow


def test_a_number_that_comes_later_is_not_cut(qtbot, large_text) -> None:
    bar = places()
    qtbot.addWidget(bar)
    bar.show()
    bar.set_badge("today", 12)
    bar.layout().activate()
    today = button(bar, "nav.today")
    assert today.width() >= today.sizeHint().width()


def test_at_ordinary_size_the_places_have_words(qtbot) -> None:
    bar = places()
    qtbot.addWidget(bar)
    bar.show()
    assert button(bar, "nav.today").text() == "Today"
    assert not button(bar, "nav.menu").isVisible()
    with qtbot.waitSignal(bar.chosen) as caught:
        button(bar, "nav.me").click()
    assert caught.args == ["me"]
