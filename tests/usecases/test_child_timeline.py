"""What stands on the axis of time of a child: everything that was recorded, and nothing weighed."""

from datetime import date

from desktop.usecases.lead.child_timeline import child_timeline
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.decide import decide
from desktop.usecases.lead.plans import PlanDraft, end_plan, start_plan
from desktop.usecases.lead.referrals import ReferralDraft, make_referral
from desktop.usecases.lead.statuses import set_status
from storage.database.connection import Connection
from storage.database.repositories import chronology
from storage.records.timeline import ABSENCE, CONCERN, MARK, SPAN, TimelineItem
from storage.records.when import When
from tests.fakes.small_school import SmallSchool, decision


def lane(items: tuple[TimelineItem, ...], name: str) -> list[TimelineItem]:
    return [item for item in items if item.lane == name]


def test_concerns_plans_statuses_and_referrals_stand_on_one_axis(school: SmallSchool) -> None:
    pupil = school.first_pupil
    school.send(what_happened="A bruise on the left forearm.")
    school.send(what_happened="Came hungry.", happened=When.unknown(as_told="some day"))
    with school.signed_in() as casebook:
        first, second = collect_letterbox(casebook).concerns
        decide(casebook, decision=decision(first))
        plan = start_plan(
            casebook,
            draft=PlanDraft(
                pupils=(pupil,), kind="early_help", happened=When.on_day(date(2026, 3, 2))
            ),
        )
        end_plan(casebook, plan_id=plan, reason="Done", happened=When.on_day(date(2026, 6, 1)))
        status = set_status(
            casebook,
            pupil_ids=(pupil,),
            kind="young_carer",
            happened=When.on_day(date(2026, 5, 1)),
        )
        referral = make_referral(
            casebook,
            draft=ReferralDraft(
                pupils=(pupil,),
                to="front_door",
                text="The family needs help at home.",
                consent={"given": "given", "by": "Mother"},
                parents={"told": "yes", "when": "2 May", "by": "Ruth Okafor"},
                happened=When.on_day(date(2026, 5, 2)),
            ),
        )
        items = child_timeline(casebook.connection, pupil)
        rows = {row.id for row in chronology.of_pupil(casebook.connection, pupil)}
    dated, undated = lane(items, CONCERN)
    assert (dated.id, undated.id) == (first, second)
    assert 0 < dated.rank <= dated.ranks
    assert undated.rank == 0
    assert not undated.dated
    assert items[-1] == undated, "what is not dated stands last"
    assert undated.words.startswith("Not dated · Concern, no level decided yet: Came hungry")
    spans = {item.id: (item.since, item.until) for item in lane(items, SPAN)}
    assert spans[plan] == ("2026-03-02", "2026-06-01")
    assert spans[status] == ("2026-05-01", "")
    (mark,) = lane(items, MARK)
    assert (mark.id, mark.since) == (referral, "2026-05-02")
    assert {item.id for item in items} <= rows, "each mark leads to a row of the chronology"
    assert lane(items, ABSENCE) == []


def test_absences_come_from_whoever_keeps_them(school: SmallSchool) -> None:
    def kept(_connection: Connection, pupil_id: str) -> list[tuple[str, str, int, int]]:
        assert pupil_id == school.first_pupil
        return [("2026-01-05", "2026-02-13", 60, 21)]

    with school.signed_in() as casebook:
        (item,) = child_timeline(casebook.connection, school.first_pupil, absences=kept)
    assert (item.lane, item.possible, item.missed) == (ABSENCE, 60, 21)
    assert item.words == "5 Jan 2026 to 13 Feb 2026 · Absent for 21 of 60 sessions"


def test_what_is_about_another_child_is_not_there(school: SmallSchool) -> None:
    school.send(what_happened="A bruise on the left forearm.")
    with school.signed_in() as casebook:
        collect_letterbox(casebook)
        others = casebook.connection.all(
            "SELECT id FROM pupil WHERE id <> ?", (school.first_pupil,)
        )
        assert child_timeline(casebook.connection, others[0][0]) == ()
        assert len(child_timeline(casebook.connection, school.first_pupil)) == 1
