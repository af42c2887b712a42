"""Plans, the meetings around them, who came, and what should follow by which day."""

from datetime import date

import pytest

from desktop.usecases.lead.meetings import (
    MeetingDraft,
    MeetingNotes,
    drop_meeting,
    hold_meeting,
    plan_meeting,
)
from desktop.usecases.lead.plans import (
    PlanChangeDraft,
    PlanDraft,
    change_plan,
    end_plan,
    start_plan,
    status_offered,
)
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from storage.database.repositories import chronology, limits, meetings, plans
from storage.intake import vocabularies
from storage.records.errors import UserFacingError
from storage.records.plans import Guest
from storage.records.when import When
from tests.fakes.small_school import SmallSchool

# the clock of these schools stands at Sunday 22 November 2026, 09:10
NOW = "2026-11-22T09:10"
KIM = Guest(name="Kim Vale", agency="Social care", chaired=True)
NURSE = Guest(name="", agency="School nurse")
MOTHER = Guest(name="Mother")


def day(text: str) -> When:
    """A day."""
    return When.on_day(date.fromisoformat(text))


def due(casebook, until: str = "2028-01-01") -> list[tuple[str, str, str]]:
    """(kind, words, day) of what is due."""
    items = plans.due(casebook.connection, until=until, now=NOW)
    return [(item.kind, item.words, item.due) for item in items]


def plan_of(school: SmallSchool, kind: str = "cin", **changes) -> PlanDraft:
    """A plan for the first child, begun on 2 November 2026."""
    usual = {"pupils": (school.first_pupil,), "kind": kind, "happened": day("2026-11-02")}
    return PlanDraft(**{**usual, **changes})


def held(school: SmallSchool, kind: str, when: str, **changes) -> MeetingNotes:
    """A meeting about the first child."""
    usual = {
        "pupils": (school.first_pupil,), "kind": kind, "happened": day(when),
        "text": "What was said.",
    }  # fmt: skip
    return MeetingNotes(**{**usual, **changes})


def sound(casebook) -> bool:
    """Whether ledger and read tables stand."""
    return verify_ledger(casebook).result == "ok" and replay_differences(casebook) == ()


def test_a_plan_from_its_start_to_its_end(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        plan = start_plan(casebook, draft=plan_of(school, lead_worker="Kim Vale"))
        # six weeks after 2 November
        assert due(casebook) == [("plan", "Review: Child in need plan", "2026-12-14")]
        change = PlanChangeDraft(
            plan=plan, reason="Kim Vale moved", lead_worker="Jo Hart", review_date="2026-12-01",
            happened=day("2026-11-20"),
        )  # fmt: skip
        change_plan(casebook, change=change)
        assert due(casebook) == [("plan", "Review: Child in need plan", "2026-12-01")]
        whole = plans.plan(casebook.connection, plan)
        assert whole is not None
        assert (whole.lead_worker, whole.title) == ("Jo Hart", "Child in need plan")
        for wrong, code in (
            (PlanChangeDraft(plan=plan, reason="Why not"), "plans.nothing_changed"),
            (PlanChangeDraft(plan=plan, reason=" ", aims="More"), "plans.reason_missing"),
            (PlanChangeDraft(plan="n-none", reason="x", aims="x"), "plans.not_found"),
            (PlanChangeDraft(plan=plan, reason="x", review_date="soon"), "work.not_a_day"),
        ):
            with pytest.raises(UserFacingError) as refused:
                change_plan(casebook, change=wrong)
            assert refused.value.code == code
        hold_meeting(casebook, notes=held(school, "cin", "2026-12-01", plan=plan))
        assert due(casebook) == [("plan", "Review: Child in need plan", "2027-01-12")]
        end_plan(casebook, plan_id=plan, reason="Stepped down", outcome="Safer at home")
        assert due(casebook) == []
        ended = plans.plan(casebook.connection, plan)
        assert ended is not None
        assert plans.waits_of(casebook.connection, ended) == ()
        with pytest.raises(UserFacingError) as refused:
            end_plan(casebook, plan_id=plan, reason="again")
        assert refused.value.code == "plans.ended"
        assert plans.ids(casebook.connection, open_only=True) == []
        assert plans.spans(casebook.connection, school.first_pupil) == [
            ("2026-11-02", "2026-11-22", "cin", "Child in need plan", plan)
        ]
        assert sound(casebook)


def test_the_day_of_the_next_review_is_the_one_said_last(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        plan = start_plan(casebook, draft=plan_of(school, review_date="2026-12-01"))
        assert due(casebook) == [("plan", "Review: Child in need plan", "2026-12-01")]
        # the review came early and named another day: the day said before it is used up
        notes = held(school, "cin", "2026-11-18", plan=plan, next_date="2027-01-15")
        hold_meeting(casebook, notes=notes)
        assert due(casebook) == [("plan", "Review: Child in need plan", "2027-01-15")]
        later = PlanChangeDraft(
            plan=plan, reason="The family moves", review_date="2027-01-08",
            happened=day("2026-11-20"),
        )  # fmt: skip
        change_plan(casebook, change=later)
        assert due(casebook) == [("plan", "Review: Child in need plan", "2027-01-08")]


def test_what_follows_from_a_conference(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        hold_meeting(casebook, notes=held(school, "strategy", "2026-11-20"))
        # 15 working days after Friday 20 November
        assert due(casebook) == [("meeting", "Initial child protection conference", "2026-12-11")]
        hold_meeting(casebook, notes=held(school, "initial_conference", "2026-12-09"))
        # ten working days: 10, 11, 14 to 18, 21, 22, 23 December; 91 days
        assert due(casebook) == [
            ("meeting", "Core group", "2026-12-23"),
            ("meeting", "Review conference", "2027-03-10"),
        ]
        plan = start_plan(casebook, draft=plan_of(school, "cp", happened=day("2026-12-09")))
        assert due(casebook) == [
            ("plan", "Core group", "2026-12-23"),
            ("plan", "Review: Child protection plan", "2027-03-10"),
        ], "the plan answers for both now"
        core = plan_meeting(
            casebook, draft=MeetingDraft(kind="core_group", on="2026-12-18T14:00", plan=plan)
        )
        assert due(casebook) == [
            ("meeting", "Core group", "2026-12-18"),
            ("plan", "Review: Child protection plan", "2027-03-10"),
        ]
        hold_meeting(
            casebook, notes=MeetingNotes(meeting=core, text="Held.", happened=day("2026-12-18"))
        )
        assert due(casebook) == [
            ("meeting", "Core group", "2027-01-29"),
            ("plan", "Review: Child protection plan", "2027-03-10"),
        ]
        end_plan(casebook, plan_id=plan, reason="Stepped down")
        assert due(casebook) == []
        assert sound(casebook)


def test_a_planned_meeting_is_held_moved_or_called_off(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        meeting = plan_meeting(
            casebook,
            draft=MeetingDraft(
                kind="tac", on="2026-11-20T14:00", pupils=(school.first_pupil,),
                invited=(KIM, NURSE, MOTHER), place="Library",
            ),
        )  # fmt: skip
        assert due(casebook) == [("meeting", "Team around the child: was it held?", "2026-11-20")]
        with pytest.raises(UserFacingError) as refused:
            drop_meeting(casebook, meeting_id=meeting, reason=" ")
        assert refused.value.code == "meetings.reason_missing"
        drop_meeting(casebook, meeting_id=meeting, reason="Snow", on="2026-11-25T10:00")
        assert due(casebook) == [("meeting", "Team around the child", "2026-11-25")]
        assert chronology.of_pupil(casebook.connection, school.first_pupil) == ()
        drop_meeting(casebook, meeting_id=meeting, reason="Kim Vale is ill")
        assert due(casebook) == []
        whole = meetings.meeting(casebook.connection, meeting)
        assert whole is not None
        assert (whole.state, [move.reason for move in whole.moves]) == (
            "off", ["Snow", "Kim Vale is ill"],
        )  # fmt: skip
        row = hold_meeting(
            casebook,
            notes=MeetingNotes(
                meeting=meeting, text="It took place after all.", happened=day("2026-11-21"),
                attended=(KIM,), apologies=(MOTHER,), child_words="I like Kim.",
                parents_view="Not asked.", decision="Go on", next_date="2027-01-08",
            ),
        )  # fmt: skip
        whole = meetings.meeting(casebook.connection, row)
        assert whole is not None
        assert (whole.id, whole.state, whole.pupils) == (meeting, "held", (school.first_pupil,))
        assert [guest.words for guest in whole.missing] == ["School nurse"]
        assert whole.held is not None
        assert (whole.held.place, whole.held.attended[0].chaired) == ("Library", True)
        (entry,) = chronology.of_pupil(casebook.connection, school.first_pupil)
        assert entry.context == "Attended: Kim Vale (Social care). Apologies: Mother"
        assert (entry.child_words, entry.decision) == ("I like Kim.", "Go on")
        for call in (
            lambda: hold_meeting(casebook, notes=MeetingNotes(meeting=meeting, text="Again")),
            lambda: drop_meeting(casebook, meeting_id=meeting, reason="Never"),
        ):
            with pytest.raises(UserFacingError) as refused:
                call()
            assert refused.value.code == "meetings.held"
        assert sound(casebook)


def test_a_meeting_that_was_planned_is_taken_to_have_been_held_then(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        made = [
            plan_meeting(
                casebook, draft=MeetingDraft(kind="tac", on=on, pupils=(school.first_pupil,))
            )
            for on in ("2026-11-20T14:00", "2026-11-19", "2027-01-01")
        ]
        days = ("2026-11-20T14:00", "2026-11-19", "2026-11-22T09:11")
        for meeting, when in zip(made, days, strict=True):
            hold_meeting(casebook, notes=MeetingNotes(meeting=meeting, text="Said."))
            whole = meetings.meeting(casebook.connection, meeting)
            assert whole is not None
            assert whole.held is not None
            assert whole.held.happened.earliest == when
        assert plans.meeting_days(casebook.connection, school.first_pupil)[0][0] == "2026-11-19"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"pupils": ()}, "plans.incomplete"),
        ({"kind": " "}, "plans.incomplete"),
        ({"kind": "moon"}, "work.unknown_word"),
        ({"pupils": ("p-no",)}, "pupils.not_found"),
        ({"case": "k-no"}, "work.case_not_found"),
        ({"review_date": "31/02/2026"}, "work.not_a_day"),
    ],
)
def test_what_a_plan_cannot_do_without(school: SmallSchool, changes, code) -> None:
    with school.signed_in() as casebook:
        with pytest.raises(UserFacingError) as refused:
            start_plan(casebook, draft=plan_of(school, **changes))
        assert refused.value.code == code


def test_what_a_meeting_cannot_do_without(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        pupils = (school.first_pupil,)
        for draft, code in (
            (MeetingDraft(kind="tac", on="", pupils=pupils), "meetings.incomplete"),
            (MeetingDraft(kind="tac", on="2026-12-01"), "meetings.incomplete"),
            (MeetingDraft(kind="tac", on="soon", pupils=pupils), "work.not_a_day"),
            (MeetingDraft(kind="tac", on="2026-12-01", plan="n-no"), "plans.not_found"),
            (MeetingDraft(kind="x", on="2026-12-01", pupils=pupils), "work.unknown_word"),
        ):
            with pytest.raises(UserFacingError) as refused:
                plan_meeting(casebook, draft=draft)
            assert refused.value.code == code
        for notes, code in (
            (held(school, "tac", "2026-11-20", text=" "), "meetings.incomplete"),
            (held(school, "tac", "2026-11-20", meeting="m-no"), "meetings.not_found"),
            (held(school, "tac", "2026-11-20", next_date="x"), "work.not_a_day"),
        ):
            with pytest.raises(UserFacingError) as refused:
                hold_meeting(casebook, notes=notes)
            assert refused.value.code == code


def test_the_first_reviews_of_every_kind_of_plan(school: SmallSchool) -> None:
    # from Monday 2 November 2026: 42 days; 91; 20 working days; a year; two weeks
    first = {
        "early_help": "2026-12-14", "family_help": "2026-12-14", "tac": "2026-12-14",
        "cin": "2026-12-14", "cp": "2027-02-01", "lac": "2026-11-30", "pep": "2026-11-30",
        "ehcp": "2027-11-01", "safety": "2026-11-16",
    }  # fmt: skip
    assert set(first) == {item.code for item in vocabularies.load("plan_kinds").items}
    with school.signed_in() as casebook:
        for kind, expected in first.items():
            plan = start_plan(casebook, draft=plan_of(school, kind))
            whole = plans.plan(casebook.connection, plan)
            assert whole is not None
            waits = plans.waits_of(casebook.connection, whole)
            assert [w.day for w in waits if w.words.startswith("Review")] == [expected], kind
            end_plan(casebook, plan_id=plan, reason="Next")
        assert status_offered(casebook, kind="cp") == "child_protection"
        statuses = {item.code for item in vocabularies.load("pupil_statuses").items}
        for kind in first:
            assert status_offered(casebook, kind=kind) in statuses | {""}


def test_the_kinds_lean_on_each_other(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        rules = limits.meeting_rules(casebook.connection)
    timers = set(limits.usual_limits())
    for kind in rules.plans.values():
        assert {kind.first, kind.later} <= timers
        assert set(kind.review) <= set(rules.meetings)
    for meeting in rules.meetings.values():
        assert {timer for timer, _ in meeting.then} <= timers
        assert {code for _, code in meeting.then} <= set(rules.meetings)
