"""Cases from the first concern to the outcome: what belongs together, and how it ends."""

from pathlib import Path

import pytest

from desktop.usecases.lead.actions import (
    NewTask,
    add_action,
    complete_action,
    drop,
    postpone,
    reassign,
)
from desktop.usecases.lead.case_closing import (
    NewClosing,
    Settled,
    close_case,
    countersign,
)
from desktop.usecases.lead.cases import (
    change_case,
    join_case,
    merge_cases,
    monitor_case,
    open_case,
    reopen_case,
)
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.decide import decide
from desktop.usecases.lead.end_access import remove_person
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from storage.database.repositories import actions, cases, chronology, concerns, people, pupils
from storage.records.errors import UserFacingError
from tests.fakes.small_school import SmallSchool, decision


class Desk:
    """A signed-in lead and short ways to what is needed again and again."""

    def __init__(self, school: SmallSchool) -> None:
        self.school = school
        self.casebook = school.sign_in()
        self.connection = self.casebook.connection
        self.child, self.other = pupils.ids(self.connection)[:2]

    def concern(self) -> str:
        before = set(concerns.ids(self.connection))
        self.school.send()
        collect_letterbox(self.casebook)
        (new,) = set(concerns.ids(self.connection)) - before
        return new

    def person(self, account: str) -> str:
        found = people.by_account(self.connection, account)
        assert found is not None
        return found.id

    def case(self, **changes) -> str:
        fields = {"pupils": [self.child], "title": "Comes without food", **changes}
        return open_case(self.casebook, **fields)

    def task(self, case: str, **changes) -> str:
        fields = {"what": "Ring", "owner": self.person("megan"), "due": "2026-11-27", **changes}
        return add_action(self.casebook, task=NewTask(case=case, **fields))

    def whole(self, case: str):
        found = cases.case(self.connection, case)
        assert found is not None
        return found

    def row(self, case: str):
        return cases.rows(self.connection, [case])[0]

    def refused(self, work, code: str) -> None:
        size = self.casebook.head().size
        with pytest.raises(UserFacingError) as error:
            work()
        assert error.value.code == code
        assert self.casebook.head().size == size, "a refusal leaves nothing behind"


@pytest.fixture
def desk(school: SmallSchool) -> Desk:
    """The lead at their desk; at the end the ledger alone gives the same tables."""
    made = Desk(school)
    yield made
    assert replay_differences(made.casebook) == ()
    assert verify_ledger(made.casebook).result == "ok"


def closing(case: str, **changes) -> NewClosing:
    """A closing with what it must have."""
    return NewClosing(case=case, **{"outcome": "resolved", "reason": "Fed for a term.", **changes})


def test_a_case_from_the_decision_to_the_outcome(desk: Desk):
    concern = desk.concern()
    decided = decide(desk.casebook, decision=decision(concern, reply=""))
    case = cases.of_member(desk.connection, concern)
    assert desk.row(case).open_actions == 1
    desk.refused(lambda: close_case(desk.casebook, closing=closing(case)), "cases.actions_open")
    complete_action(desk.casebook, action_id=decided.actions[0], outcome="She was cheerful.")
    close_case(desk.casebook, closing=closing(case, child_words="I have toast now."))
    assert desk.whole(case).status == "closed"
    (closed,) = desk.whole(case).closings
    assert (closed.outcome, closed.code, closed.by) == ("Resolved", "resolved", "Ruth Okafor")
    assert concerns.concern(desk.connection, concern).status == "closed", "in the same breath"
    row = chronology.of_pupil(desk.connection, desk.child)[-1]
    assert (row.kind, row.outcome, row.reason) == ("case_closed", "Resolved", "Fed for a term.")
    assert row.child_words == "I have toast now."


def test_what_a_closing_needs(desk: Desk):
    case = desk.case(sought="She comes to school fed")
    book = desk.casebook
    for changes, code in (
        ({"outcome": ""}, "cases.outcome_missing"),
        ({"outcome": "made up"}, "cases.outcome_missing"),
        ({"reason": " "}, "cases.reason_missing"),
        ({}, "cases.reached_missing"),
        ({"reached": "maybe"}, "cases.reached_missing"),
        ({"reached": "yes", "next_review": "31/12/26"}, "cases.day_wrong"),
        ({"reached": "yes", "second": book.person.id}, "cases.second_is_closer"),
        ({"reached": "yes", "second": desk.person("megan")}, "people.not_found"),
        (
            {"reached": "yes", "settled": (Settled(action="a-none", how="done", words="x"),)},
            "triage.action_not_found",
        ),
    ):
        desk.refused(lambda c=changes: close_case(book, closing=closing(case, **c)), code)
    done = closing(
        case, reached="partly", reached_why="Mondays are still hard", next_review="2027-01-15"
    )
    close_case(book, closing=done)
    assert desk.whole(case).closings[0].text == (
        "The case “Comes without food” is closed. What was sought: She comes to school fed."
        " Reached: partly. Mondays are still hard."
    )
    (due,) = cases.due(desk.connection, until="2027-01-15")
    assert (due.kind, due.id, due.due) == ("case", case, "2027-01-15")
    assert cases.due(desk.connection, until="2027-01-14") == []
    desk.refused(lambda: close_case(book, closing=done), "cases.is_closed")


def test_a_concern_that_waits_is_decided_first(desk: Desk):
    concern = desk.concern()
    case = desk.case(began_with=[concern])
    desk.refused(lambda: close_case(desk.casebook, closing=closing(case)), "cases.concern_waiting")


def test_open_actions_are_settled_one_by_one(desk: Desk):
    case = desk.case()
    done, dropped, stays, given = (desk.task(case, what=what) for what in "abcd")
    part = (
        Settled(action=done, how="done", words="She was there."),
        Settled(action=dropped, how="dropped", words="The family moved."),
        Settled(action=stays, how="stays"),
    )
    book = desk.casebook
    desk.refused(
        lambda: close_case(book, closing=closing(case, settled=part)), "cases.actions_open"
    )
    desk.refused(
        lambda: close_case(
            book,
            closing=closing(
                case, settled=(*part, Settled(action=given, how="stays", owner="u-gone"))
            ),
        ),
        "actions.owner_left",
    )
    last = Settled(action=given, how="stays", owner=desk.person("dan"))
    close_case(book, closing=closing(case, settled=(*part, last), going_on=("Referral to MASH",)))
    found = {action.id: action for action in actions.of_case(desk.connection, case)}
    assert found[done].outcome == "She was there."
    assert (found[dropped].dropped, found[dropped].outcome) == (True, "The family moved.")
    assert found[stays].done_at is None
    assert (found[given].done_at, found[given].owner) == (None, "Dan Whitcombe")
    assert "Goes on after the closing: Referral to MASH." in desk.whole(case).closings[0].text
    kinds = [row.kind for row in chronology.of_pupil(desk.connection, desk.child)]
    assert kinds.count("action_changed") == 3
    assert kinds.count("outcome") == 1


def test_a_second_person_signs_with_their_own_key(desk: Desk):
    case = desk.case()
    book, connection = desk.casebook, desk.connection
    dan = desk.person("dan")
    desk.refused(lambda: countersign(book, case_id=case), "cases.not_closed")
    close_case(book, closing=closing(case, second="anyone"))
    desk.refused(lambda: countersign(book, case_id=case), "cases.second_is_closer")
    assert desk.row(case).waits_for_second
    assert cases.ids(connection, second_for=dan) == [case]
    assert cases.ids(connection, second_for=book.person.id) == []
    (waiting,) = cases.unsigned_closings(connection)
    assert (waiting.kind, waiting.id, waiting.due) == ("closing", case, "")
    book.close()
    with desk.school.signed_in("dan") as second:
        countersign(second, case_id=case, text="I agree.")
        with pytest.raises(UserFacingError) as error:
            countersign(second, case_id=case)
        assert error.value.code == "cases.countersigned_already"
    desk.casebook = desk.school.sign_in()
    desk.connection = desk.casebook.connection
    (closed,) = desk.whole(case).closings
    assert closed.countersigned[0] == "Dan Whitcombe"
    assert closed.countersigned[2] == "I agree."
    assert not desk.row(case).waits_for_second
    assert cases.unsigned_closings(desk.connection) == []


def test_a_closing_that_was_undone_waits_for_nobody(desk: Desk):
    case = desk.case()
    close_case(desk.casebook, closing=closing(case, second="anyone"))
    reopen_case(desk.casebook, case_id=case, reason="It began again.")
    assert cases.unsigned_closings(desk.connection) == []
    desk.school.clock.advance(minutes=1)
    close_case(desk.casebook, closing=closing(case))
    assert cases.unsigned_closings(desk.connection) == [], "the last closing asked for nobody"
    assert len(desk.whole(case).closings) == 2


def test_open_again_and_watch(desk: Desk):
    case = desk.case()
    book = desk.casebook
    desk.refused(lambda: reopen_case(book, case_id=case, reason="x"), "cases.is_open")
    desk.refused(
        lambda: monitor_case(book, case_id=case, until="", reason="x"), "cases.until_missing"
    )
    desk.refused(
        lambda: monitor_case(book, case_id=case, until="soon", reason="x"), "cases.day_wrong"
    )
    monitor_case(book, case_id=case, until="2026-12-18", reason="Calm since half term.")
    assert (desk.whole(case).status, desk.whole(case).until) == ("monitoring", "2026-12-18")
    assert desk.row(case).next_due == "2026-12-18"
    assert [(item.kind, item.due) for item in cases.due(desk.connection, until="2026-12-31")] == [
        ("monitoring", "2026-12-18")
    ]
    assert [row.id for row in cases.open_of_pupils(desk.connection, [desk.child])] == [case]
    close_case(book, closing=closing(case))
    assert cases.due(desk.connection, until="2026-12-31") == []
    desk.refused(lambda: reopen_case(book, case_id=case, reason=" "), "cases.reason_missing")
    desk.refused(
        lambda: monitor_case(book, case_id=case, until="2026-12-19", reason="x"), "cases.is_closed"
    )
    reopen_case(book, case_id=case, reason="A new mark.", next_review="2026-12-01")
    assert (desk.whole(case).status, desk.row(case).next_due) == ("open", "2026-12-01")


def test_every_title_and_aim_that_a_case_had_stays_readable(desk: Desk):
    case = desk.case(sought="Comes fed")
    for title, sought in (("Hungry", "Eats at home"), ("Food at home", "")):
        change_case(desk.casebook, case_id=case, reason="Agreed.", title=title, sought=sought)
    assert [row.text for row in chronology.of_pupil(desk.connection, desk.child)] == [
        "Comes without food",
        "Agreed. The case is called from now on: Hungry. What is sought from now on: Eats at home.",
        "Agreed. The case is called from now on: Food at home."
        " What is sought from now on: nothing.",
    ]


def test_merging(desk: Desk):
    first, second = desk.case(), desk.case(title="Hungry", pupils=[desk.child, desk.other])
    stranger = desk.case(title="Other", pupils=[desk.other])
    book = desk.casebook
    task = desk.task(first)
    for case, into, code in (
        (first, first, "cases.merge_itself"),
        (first, stranger, "cases.other_children"),
        (first, "k-none", "cases.not_found"),
    ):
        desk.refused(lambda c=case, i=into: merge_cases(book, case_id=c, into=i, reason="x"), code)
    desk.refused(
        lambda: merge_cases(book, case_id=first, into=second, reason=""), "cases.reason_missing"
    )
    merge_cases(book, case_id=second, into=first, reason="The same story.")
    assert set(desk.whole(first).pupils) == {desk.child, desk.other}, "nobody is lost"
    his = [(row.kind, row.text) for row in chronology.of_pupil(desk.connection, desk.other)]
    assert his == [
        ("case_opened", "Hungry"),
        ("case_opened", "Other"),
        ("case_merged", "The same story."),
        ("case_changed", "The same story."),
    ], "what stood in the file of the other child alone does not enter his"
    assert (desk.whole(second).status, desk.whole(second).merged_into) == ("merged", first)
    assert desk.whole(first).merged == (second,)
    for case, into in ((first, second), (second, first)):  # no round, no second time
        desk.refused(
            lambda c=case, i=into: merge_cases(book, case_id=c, into=i, reason="x"),
            "cases.is_merged",
        )
    merge_cases(book, case_id=first, into=stranger, reason="And this.")
    assert cases.of_member(desk.connection, task) == stranger
    assert desk.whole(first).members == (task,), "what was in it can still be read there"
    assert desk.whole(second).merged_into == stranger
    gone = desk.case()
    close_case(book, closing=closing(gone))
    desk.refused(
        lambda: merge_cases(book, case_id=gone, into=stranger, reason="x"), "cases.is_closed"
    )
    kept = desk.case()
    desk.refused(lambda: merge_cases(book, case_id=kept, into=gone, reason="x"), "cases.is_closed")
    desk.refused(
        lambda: change_case(book, case_id=second, reason="x", title="New"), "cases.is_merged"
    )


def test_joining_and_duplicates(desk: Desk):
    first, twice = desk.concern(), desk.concern()
    case, other = desk.case(began_with=[first]), desk.case(title="Second")
    book = desk.casebook
    desk.refused(
        lambda: join_case(book, case_id=case, target=first, reason="x"), "cases.belongs_already"
    )
    desk.refused(
        lambda: join_case(book, case_id=case, target="c-none", reason="x"), "cases.target_not_found"
    )
    desk.refused(
        lambda: join_case(book, case_id=case, target=twice, reason="x", duplicate=twice),
        "cases.duplicate_of_itself",
    )
    join_case(book, case_id=case, target=twice, reason="Two people saw it.", duplicate=first)
    assert concerns.concern(desk.connection, twice).status == "closed"
    assert concerns.concern(desk.connection, first).status == "waiting"
    for one, two in ((first, twice), (twice, first)):
        assert [found[0] for found in cases.duplicates(desk.connection, one)] == [two]
        desk.refused(
            lambda one=one, two=two: join_case(
                book, case_id=case, target=one, reason="x", duplicate=two
            ),
            "cases.duplicate_round",
        )
    join_case(book, case_id=other, target=first, reason="Belongs here.")
    assert cases.of_member(desk.connection, first) == other
    assert first not in desk.whole(case).members
    close_case(book, closing=closing(case))
    desk.refused(lambda: join_case(book, case_id=case, target=first, reason="x"), "cases.is_closed")


def test_changing_a_case(desk: Desk):
    case = desk.case()
    book = desk.casebook
    for changes, code in (
        ({}, "cases.nothing_changed"),
        ({"title": "Comes without food"}, "cases.nothing_changed"),
        ({"title": " "}, "cases.incomplete"),
        ({"pupils": []}, "cases.incomplete"),
        ({"owner": "u-none"}, "people.not_found"),
        ({"pupils": ["p-none"]}, "pupils.not_found"),
        ({"level": "made up"}, "cases.unknown_level"),
        ({"next_review": "tomorrow"}, "cases.day_wrong"),
    ):
        desk.refused(lambda c=changes: change_case(book, case_id=case, reason="x", **c), code)
    desk.refused(
        lambda: change_case(book, case_id=case, reason="", level="early_help"),
        "cases.reason_missing",
    )
    change_case(
        book,
        case_id=case,
        reason="Her brother too.",
        level="early_help",
        owner=desk.person("dan"),
        pupils=[desk.child, desk.other],
        next_review="2026-12-01",
    )
    row = desk.row(case)
    assert (row.level, row.owner, row.next_due) == ("early_help", "Dan Whitcombe", "2026-12-01")
    both = [chronology.of_pupil(desk.connection, child) for child in (desk.child, desk.other)]
    assert [row.kind for row in both[0]] == ["case_opened", "case_changed"]
    assert [row.kind for row in both[1]] == ["case_changed"], "not what was written of his sister"
    change_case(book, case_id=case, reason="Moved away.", pupils=[desk.child])
    assert [row.kind for row in chronology.of_pupil(desk.connection, desk.other)] == [
        "case_changed"
    ], "what stood in the file stays there; what comes after does not enter it"
    close_case(book, closing=closing(case, next_review="2027-02-01"))
    desk.refused(
        lambda: change_case(book, case_id=case, reason="x", level="universal"), "cases.is_closed"
    )
    change_case(book, case_id=case, reason="Looked at: still well.", next_review="")
    assert cases.due(desk.connection, until="2030-01-01") == []


def test_cases_without_a_next_step_are_found(desk: Desk):
    case = desk.case()
    assert [item.id for item in cases.without_next_step(desk.connection)] == [case]
    task = desk.task(case)
    assert cases.without_next_step(desk.connection) == []
    drop(desk.casebook, action_id=task, reason="Not needed.")
    assert [item.id for item in cases.without_next_step(desk.connection)] == [case]
    change_case(desk.casebook, case_id=case, reason="Next half term.", next_review="2027-01-04")
    assert cases.without_next_step(desk.connection) == []
    monitored = desk.case()
    monitor_case(desk.casebook, case_id=monitored, until="2027-01-04", reason="x")
    assert cases.without_next_step(desk.connection) == []


def test_actions_change_hands_and_days_and_never_disappear(desk: Desk):
    case = desk.case()
    book, connection = desk.casebook, desk.connection
    megan, dan = desk.person("megan"), desk.person("dan")
    first, second = desk.task(case), desk.task(case, what="Write")
    desk.refused(
        lambda: reassign(book, action_ids=[first], owner=megan, reason="x"), "actions.same_owner"
    )
    desk.refused(
        lambda: reassign(book, action_ids=[first], owner="u-none", reason="x"), "people.not_found"
    )
    desk.refused(
        lambda: reassign(book, action_ids=[first, "a-none"], owner=dan, reason="x"),
        "triage.action_not_found",
    )
    desk.refused(
        lambda: reassign(book, action_ids=[first], owner=dan, reason=" "), "cases.reason_missing"
    )
    desk.refused(
        lambda: postpone(book, action_id=first, due="2026-11-27", reason="x"), "actions.same_day"
    )
    desk.refused(lambda: postpone(book, action_id=first, due="x", reason="x"), "triage.action_due")
    postpone(book, action_id=first, due="2026-12-04", reason="Mother is away.")
    assert actions.of_nobody(connection) == []
    remove_person(book, folder=desk.school.casebook_folder, person_id=megan, reason="Left.")
    assert actions.of_nobody(connection) == [second, first], "by day"
    desk.refused(
        lambda: reassign(book, action_ids=[first], owner=megan, reason="x"), "actions.owner_left"
    )
    reassign(book, action_ids=[first, second], owner=dan, reason="Megan has left.")
    assert actions.of_nobody(connection) == []
    drop(book, action_id=second, reason="Said already.")
    for work in (
        lambda: drop(book, action_id=second, reason="x"),
        lambda: postpone(book, action_id=second, due="2026-12-09", reason="x"),
        lambda: complete_action(book, action_id=second, outcome="x"),
    ):
        desk.refused(work, "triage.action_done_already")
    (open_one,) = actions.due(connection, until="2026-12-04")
    assert (open_one.id, open_one.owner, open_one.kind) == (first, "Dan Whitcombe", "action")
    reasons = [
        row.reason or row.text for row in chronology.of_pupil(connection, desk.child)
        if row.kind == "action_changed"
    ]  # fmt: skip
    assert reasons == ["Mother is away.", "Megan has left.", "Megan has left.", "Said already."]


def test_opening_needs_a_child_a_title_and_somebody(desk: Desk):
    for changes, code in (
        ({"title": " "}, "cases.incomplete"),
        ({"pupils": []}, "cases.incomplete"),
        ({"pupils": ["p-none"]}, "pupils.not_found"),
        ({"owner": "u-none"}, "people.not_found"),
        ({"began_with": ["c-none"]}, "cases.target_not_found"),
        ({"level": "none"}, "cases.unknown_level"),
        ({"next_review": "2026-02-30"}, "cases.day_wrong"),
    ):
        desk.refused(lambda c=changes: desk.case(**c), code)
    assert cases.ids(desk.connection) == []


def test_nothing_of_a_case_leaves_the_database(desk: Desk, tmp_path: Path):
    desk.case(title="Zuleika-and-the-marmalade-cat")
    desk.casebook.close()
    found = [
        path
        for path in tmp_path.rglob("*")
        if path.is_file() and b"marmalade-cat" in path.read_bytes()
    ]
    assert found == []
    desk.casebook = desk.school.sign_in()
