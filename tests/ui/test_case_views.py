"""The screens of cases: every control has a name, nothing is cut, the words say how it stands."""

from datetime import date

import pytest

from storage.records.cases import Case, CaseClosing, CaseRow
from storage.records.casework import Action
from storage.records.due import DueItem
from tests.fakes import lead_school as school
from tests.fakes.lead_screens import entries, fetcher
from ui.case_material import ClosingShown, ShownCase
from ui.views.case_action import ActionDialog, HandOverActionsDialog, NewActionDialog
from ui.views.case_close import CaseCloseView
from ui.views.case_dialogs import ChangeCaseDialog, DayDialog, NewCaseDialog, PickDialog
from ui.views.case_list import CLOSED, CasesView
from ui.views.case_page import CaseView
from ui.widgets.choice_row import Choice
from ui.widgets.row_list import RowItem

TODAY = date(2026, 11, 22)
PEOPLE = (Choice(value="u-1", text="Ruth Okafor"), Choice(value="u-2", text="Dan Whitcombe"))
ACTIONS = (
    Action(id="a-1", what="Speak to the school nurse", owner="Megan Price", due="2026-11-18",
           pupils=("p-1",), concern=None, author="Ruth Okafor", recorded_at=""),
    Action(id="a-2", what="Food parcel", owner="Dan Whitcombe", due="2026-11-27", pupils=("p-1",),
           concern=None, author="Ruth Okafor", recorded_at="", done_at="2026-11-20T10:00:00.000Z",
           outcome="No need: grandmother shops.", dropped=True),
)  # fmt: skip
OPEN_THINGS = (
    DueItem(kind="referral", id="f-1", pupils=("p-1",), names="", words="CAMHS", due="2026-12-01"),
    DueItem(kind="disagreement", id="g-1", pupils=("p-1",), names="", words="", due=""),
)


def case(**changes) -> Case:
    fields = {
        "id": "k-1", "title": "Comes to school without food", "pupils": ("p-1",), "status": "open",
        "owner": "u-1", "sought": "She comes to school fed", "level": "early_help",
        "next_review": "2026-12-01", "opened_at": "2026-11-01T09:00:00.000Z",
        "opened_by": "Ruth Okafor",
    }  # fmt: skip
    return Case(**{**fields, **changes})


def rows():
    known = {
        "id": "k-1", "title": "Comes to school without food", "names": "Amelia Hartley",
        "owner": "Ruth Okafor", "level": "early_help", "opened_at": "2026-11-01T09:00:00.000Z",
        "status": "open", "next_due": "", "open_actions": 0, "concerns": 1,
    }  # fmt: skip
    several = (
        {"id": "k-1", "next_due": "2026-11-18", "has_step": True},
        {"id": "k-2"},
        {"id": "k-3", "has_step": True},
        {"id": "k-4", "status": "closed", "waits_for_second": True},
        {"id": "k-5", "status": "merged"},
    )
    return [CaseRow(**{**known, **each}) for each in several]


def cases_list() -> CasesView:
    known = rows()
    view = CasesView(fetch=fetcher(known), lists=school.lists(), today=TODAY.isoformat)
    view.show_ids([row.id for row in known], {"open": 3, "closed": 1})
    view.show_left_behind(2)
    return view


def case_page(**changes) -> CaseView:
    known = entries()
    view = CaseView(lists=school.lists(), fetch=fetcher(known), today=TODAY.isoformat)
    shown = ShownCase(
        case=case(**changes), children=(("p-1", "Amelia Hartley"),), owner="Ruth Okafor",
        level="Early help", actions=ACTIONS, going_on=OPEN_THINGS,
        related=(("k-2", "Came from: Hungry at break"),), has_step=not changes.get("quiet"),
        may_sign=bool(changes.get("closings")),
    )  # fmt: skip
    view.show_case(shown, [row.id for row in known])
    return view


def closed_page() -> CaseView:
    closing = CaseClosing(
        outcome="Resolved", reason="Fed every day.", text="", reached="yes", child_words="",
        by="Dan Whitcombe", at="2026-11-20T09:00:00.000Z", second="anyone",
    )  # fmt: skip
    return case_page(status="closed", closings=(closing,))


def closing_page() -> CaseCloseView:
    view = CaseCloseView(today=lambda: TODAY)
    view.show_closing(
        ClosingShown(
            case=case(), children="Amelia Hartley", actions=ACTIONS[:1],
            waiting=(("c-1", "Took food from the bin"),), going_on=OPEN_THINGS,
            done="20 Nov 2026: Rang mother", decided="", child_words="",
            outcomes=(Choice(value="resolved", text="Resolved", hint="The worry is gone."),),
            people=PEOPLE, second=(Choice(value="nobody", text="Not asked for"), *PEOPLE),
        )
    )  # fmt: skip
    return view


def change_dialog():
    return ChangeCaseDialog(case=case(), levels=school.lists().levels, people=PEOPLE)


def day_dialog():
    return DayDialog(
        "case_monitor", "Only watch this case", day="Until", confirm="Watch it", needed=True,
        quick=(("In 6 weeks", "2027-01-03"),),
    )  # fmt: skip


def pick_dialog():
    items = [RowItem(id="k-2", title="Hungry at break", detail="Amelia Hartley · Ruth Okafor")]
    return PickDialog("case_merge", "Which case?", rows=items, empty="None", confirm="Merge")


def new_dialog():
    return NewCaseDialog(
        search=lambda _: (), people=PEOPLE, levels=school.lists().levels, owner="u-1"
    )


def action_dialog():
    return ActionDialog(action=ACTIONS[0], people=PEOPLE)


def task_dialog():
    return NewActionDialog(people=PEOPLE, owner="u-1")


def left_dialog():
    return HandOverActionsDialog(
        actions=[(f"Thing {number}", "Megan Price") for number in range(12)], people=PEOPLE
    )


SCREENS = (
    *(cases_list, case_page, closed_page, closing_page, change_dialog, day_dialog, pick_dialog),
    *(new_dialog, action_dialog, task_dialog, left_dialog),
)


@pytest.mark.parametrize("make", SCREENS, ids=lambda make: make.__name__)
def test_every_control_has_a_name_and_nothing_is_cut(qtbot, nameless, clipped, make) -> None:
    screen = make()
    qtbot.addWidget(screen)
    screen.resize(1138, 728)
    screen.show()
    qtbot.wait(20)  # rows made just now find their place
    assert nameless(screen) == []
    assert clipped(screen) == []


@pytest.mark.parametrize("make", SCREENS, ids=lambda make: make.__name__)
def test_nothing_is_cut_at_twice_the_text_size(qtbot, large_text, clipped, make) -> None:
    screen = make()
    qtbot.addWidget(screen)
    screen.resize(1280, 728)
    screen.show()
    qtbot.wait(20)
    assert clipped(screen) == []


def test_the_list_says_in_words_what_is_next_and_how_each_stands(qtbot) -> None:
    view = cases_list()
    qtbot.addWidget(view)
    keys = [column.key for column in view.model.columns]
    said = [
        (
            view.model.index(row, keys.index("next")).data(),
            view.model.index(row, keys.index("state")).data(),
        )
        for row in range(5)
    ]
    assert said == [
        ("18 Nov 2026, overdue", "Open"),
        ("No next step", "Open"),
        ("Something is open", "Open"),
        ("", "Closed, waits for a second signature"),
        ("", "Part of another case"),
    ]
    with qtbot.waitSignal(view.shown) as chosen:
        view.filter.button(CLOSED).click()
    assert chosen.args == [CLOSED]


def test_a_case_without_a_next_step_says_what_to_do(qtbot) -> None:
    view = case_page()
    qtbot.addWidget(view)
    shown = ShownCase(case=case(next_review=""), children=(), owner="", level="", has_step=False)
    view.show_case(shown, ())
    with qtbot.waitSignal(view.asked) as asked:
        view.notice.pressed.emit()
    assert asked.args == ["change"]


def test_closing_says_what_is_missing_and_sends_what_was_said(qtbot) -> None:
    view = closing_page()
    qtbot.addWidget(view)
    view.show()
    sent: list = []
    view.confirmed.connect(sent.append)
    view.save.click()
    assert sent == []
    row = view.settle._rows["a-1"]
    row.how.set_value("done")
    row.words.setText("She was there.")
    for tick, _words in view.settle._ticks.values():
        tick.setChecked(True)
    view.outcome.set_value("resolved")
    view.reason.set_text("Fed every day.")
    view.save.click()
    assert sent == [], "what was sought is asked for"
    view.reached.set_value("partly")
    view.save.click()
    (draft,) = sent
    assert (draft.outcome, draft.reason, draft.reached) == ("resolved", "Fed every day.", "partly")
    assert (draft.second, draft.done) == ("", "20 Nov 2026: Rang mother")
    assert [(each.action, each.how, each.words) for each in draft.settled] == [
        ("a-1", "done", "She was there.")
    ]
    assert draft.going_on == ("Referral: CAMHS", "Professional disagreement")


def test_what_was_typed_stays_while_something_open_is_finished_elsewhere(qtbot) -> None:
    view = closing_page()
    qtbot.addWidget(view)
    view.reason.set_text("Fed every day.")
    view.show_closing(ClosingShown(case=case(), children="Amelia Hartley", done="Something else"))
    assert view.reason.text() == "Fed every day."
    assert view.done.text() == "20 Nov 2026: Rang mother"
    assert view.open_things.isHidden()
    assert view.unsaved()
