"""Referrals, what is waited for, what was told, and disagreements up the ladder."""

from dataclasses import replace
from datetime import date, datetime

import pytest

import resources
from desktop.usecases.lead.disagreements import (
    DisagreementDraft,
    DisagreementNews,
    note_disagreement,
    raise_disagreement,
)
from desktop.usecases.lead.referral_facts import referral_facts
from desktop.usecases.lead.referral_forms import FormBlock, form, forms, save_own_form
from desktop.usecases.lead.referral_places import Place, places, set_places
from desktop.usecases.lead.referrals import (
    ReferralDraft,
    ReferralNews,
    make_referral,
    note_referral,
)
from desktop.usecases.lead.time_limits import set_limit, unset_limit, words_of
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from storage.database.repositories import chronology, disagreements, limits, referrals
from storage.intake import vocabularies
from storage.records import referrals as rules
from storage.records.errors import NotPermittedError, UserFacingError
from storage.records.people import Role
from storage.records.referrals import Advice
from storage.records.when import When
from tests.fakes.small_school import SmallSchool

# the clock of these schools stands at Sunday 22 November 2026, 09:10
TOLD = {"told": "yes", "when": "20/11/2026", "by": "Ruth Okafor", "account": "She is worried."}
AGREED = {"given": "given", "by": "Mother"}


def draft(school: SmallSchool, **changes) -> ReferralDraft:
    """A call to the front door on Friday afternoon."""
    usual = {
        "pupils": (school.first_pupil,),
        "to": "front_door",
        "text": "Bruises on both arms, and she is afraid to go home.",
        "parents": TOLD,
        "consent": AGREED,
        "phoned": minute("2026-11-20T14:10"),
        "urgency": "now",
        "reason": "An assessment, and a strategy discussion today.",
        "child_words": "Daz grabbed me.",
        "advice": (Advice(who="Kim Vale", role="Early help adviser", what="Ring the front door."),),
    }
    return ReferralDraft(**{**usual, **changes})


def minute(text: str) -> When:
    """A minute that is known."""
    return When.at_minute(datetime.fromisoformat(text))


def day(text: str) -> When:
    """A day."""
    return When.on_day(date.fromisoformat(text))


def note(casebook, referral: str, state: str, when: When, **further):
    """Keep news of a referral."""
    news = ReferralNews(referral=referral, state=state, happened=when, **further)
    return note_referral(casebook, news=news)


def waits(casebook, referral: str) -> list[tuple[str, str]]:
    """(kind, day or minute) of what a referral waits for."""
    whole = referrals.referral(casebook.connection, referral)
    assert whole is not None
    found = referrals.waits_of(casebook.connection, whole)
    return [(wait.kind, wait.at or wait.day) for wait in found]


def sound(casebook) -> bool:
    """Whether ledger and read tables stand."""
    return verify_ledger(casebook).result == "ok" and replay_differences(casebook) == ()


def test_a_referral_from_the_call_to_the_outcome(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        made = make_referral(casebook, draft=draft(school))
        # the written form within 24 hours of the call, an answer within a working day of it
        assert waits(casebook, made) == [
            ("written", "2026-11-21T14:10"),
            ("answer", "2026-11-23"),
        ]
        assert note(casebook, made, "sent", minute("2026-11-20T16:00")) == ()
        assert waits(casebook, made) == [("answer", "2026-11-23")]
        note(casebook, made, "acknowledged", day("2026-11-23"), reference="WX-77")
        assert waits(casebook, made) == [("answer", "2026-11-23")], "not yet their decision"
        note(casebook, made, "chased", day("2026-11-24"), by="Front door", text="Tomorrow.")
        assert waits(casebook, made) == [("chase", "2026-11-26")]
        note(casebook, made, "chased", day("2026-11-26"), next_chase="2026-12-01")
        assert waits(casebook, made) == [("chase", "2026-12-01")]
        note(casebook, made, "accepted", day("2026-11-30"), by="Kim Vale, social worker")
        # 45 working days from the day it was sent, Friday 20 November
        assert waits(casebook, made) == [("assessment", "2027-01-27")]
        note(casebook, made, "done", day("2027-01-20"), outcome="Child in need plan.")
        assert waits(casebook, made) == []
        rows = chronology.of_pupil(casebook.connection, school.first_pupil)
        said = [row.text for row in rows if row.kind.startswith("referral")]
        assert said[0].startswith("To Children’s social care")
        assert "Accepted (Children’s social care (front door, MASH), Kim Vale" in said[-2]
        assert rows[-1].outcome == "Child in need plan."
        assert sound(casebook)


def test_late_news_in_any_order_is_taken_and_an_odd_order_is_said(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        made = make_referral(casebook, draft=draft(school, phoned=None))
        assert waits(casebook, made) == [("start", "2026-11-22")]
        odd = note(casebook, made, "accepted", day("2026-11-25"))
        assert odd == ("“Accepted” stands before anything had gone out: check the days.",)
        # what went before is written down later: the order is whole again
        assert note(casebook, made, "sent", day("2026-11-20")) == ()
        assert note(casebook, made, "acknowledged", day("2026-11-23")) == ()
        whole = referrals.referral(casebook.connection, made)
        assert whole is not None
        assert [step.state for step in whole.steps] == ["sent", "acknowledged", "accepted"]
        assert whole.state == "accepted", "old news does not take back what came after it"
        odd = note(casebook, made, "acknowledged", day("2026-11-28"))
        assert odd == ("“Acknowledged” stands after “Accepted”: check the days.",)
        assert sound(casebook)


def test_a_refusal_needs_its_reason_and_is_answered(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        made = make_referral(casebook, draft=draft(school, written=day("2026-11-20")))
        with pytest.raises(UserFacingError) as refused:
            note(casebook, made, "refused", day("2026-11-23"))
        assert refused.value.code == "referrals.reason_missing"
        note(casebook, made, "Refused", day("2026-11-23"), reason="Threshold not met")
        assert waits(casebook, made) == [("refusal", "2026-11-25")]
        assert referrals.ids(casebook.connection, which="refused") == [made]
        raised = raise_disagreement(
            casebook,
            draft=DisagreementDraft(
                text="Two marks in a week are not a low threshold.",
                referral=made,
                happened=day("2026-11-24"),
                sought="A strategy discussion",
            ),
        )
        assert waits(casebook, made) == [], "the disagreement has days of its own"
        (row,) = referrals.rows(casebook.connection, [made], today="2026-11-24")
        assert (row.due, row.wait) == ("2026-11-25", "An answer to the disagreement (The worker)")
        (due,) = referrals.due(casebook.connection, until="2026-11-25")
        assert (due.kind, due.id, due.due) == ("disagreement", raised, "2026-11-25")
        assert due.pupils == (school.first_pupil,)
        assert sound(casebook)


def test_a_disagreement_climbs_the_ladder_until_it_ends(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        made = make_referral(casebook, draft=draft(school))
        raised = raise_disagreement(
            casebook, draft=DisagreementDraft(text="No", referral=made, happened=day("2026-11-23"))
        )

        def wait_day() -> str:
            whole = disagreements.disagreement(casebook.connection, raised)
            assert whole is not None
            wait = disagreements.wait_of(casebook.connection, whole)
            return wait.day if wait else ""

        def say(step: str, when: str, **further) -> tuple[str, ...]:
            news = DisagreementNews(
                disagreement=raised, step=step, text="Said", happened=day(when), **further
            )
            return note_disagreement(casebook, news=news)

        assert wait_day() == "2026-11-24"
        assert say("worker", "2026-11-24", by="Kim Vale", decision="It stays so") == ()
        assert wait_day() == "2026-11-25", "after an answer the school decides within a day"
        assert say("manager", "2026-11-25", with_whom="Team manager") == ()
        assert wait_day() == "2026-11-27"
        odd = say("partnership", "2026-11-30")
        assert len(odd) == 1
        assert "out of the usual order" in odd[0]
        assert say("service_head", "2026-11-28") == (), "the step between was written down late"
        assert wait_day() == "2026-12-14"
        with pytest.raises(UserFacingError) as refused:
            say("partnership", "2026-12-01", ended="resolved")
        assert refused.value.code == "disagreements.outcome_missing"
        say("partnership", "2026-12-01", ended="resolved", outcome="A discussion is held.")
        assert wait_day() == ""
        assert referrals.due(casebook.connection, until="2030-01-01")[0].kind == "referral"
        assert disagreements.ids(casebook.connection, open_only=True) == []
        say("worker", "2026-12-20")
        assert wait_day() == "2026-12-21", "what happens after the end opens it again"
        assert sound(casebook)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"pupils": ()}, "referrals.incomplete"),
        ({"text": " "}, "referrals.incomplete"),
        ({"to": "the moon"}, "work.unknown_word"),
        ({"pupils": ("p-nobody",)}, "pupils.not_found"),
        ({"case": "k-none"}, "work.case_not_found"),
        ({"concern": "c-none"}, "triage.not_found"),
        ({"parents": {}}, "referrals.parents_missing"),
        ({"parents": {"told": "no"}}, "referrals.parents_missing"),
        ({"parents": {"told": "not_yet", "why_not": " "}}, "referrals.parents_missing"),
        ({"consent": {}}, "referrals.consent_missing"),
        ({"consent": {"given": "not_asked"}}, "referrals.consent_missing"),
        ({"consent": {"given": "perhaps"}}, "work.unknown_word"),
        ({"urgency": "whenever"}, "work.unknown_word"),
    ],
)
def test_what_a_referral_cannot_do_without(school: SmallSchool, changes, code) -> None:
    with school.signed_in() as casebook:
        size = casebook.head().size
        with pytest.raises(UserFacingError) as refused:
            make_referral(casebook, draft=draft(school, **changes))
        assert refused.value.code == code
        assert casebook.head().size == size


def test_only_leads_refer(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        head = replace(casebook, person=replace(casebook.person, role=Role.HEAD))
        with pytest.raises(NotPermittedError):
            make_referral(head, draft=draft(school))


def test_a_local_time_limit_counts_and_says_whose_it_is(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        made = make_referral(casebook, draft=draft(school))
        for wrong, code in (
            ({"code": "nothing"}, "limits.unknown"),
            ({"amount": 0}, "limits.wrong"),
            ({"unit": "weeks"}, "limits.wrong"),
            ({"counted": "school"}, "limits.wrong"),
            ({"reason": " "}, "limits.reason_missing"),
        ):
            usual = {
                "code": "referral_written", "amount": 48, "unit": "hours",
                "counted": "calendar", "reason": "Wexshire asks for 48 hours",
            }  # fmt: skip
            with pytest.raises(UserFacingError) as refused:
                set_limit(casebook, **{**usual, **wrong})
            assert refused.value.code == code
        set_limit(
            casebook, code="referral_written", amount=48, unit="hours", counted="calendar",
            reason="Wexshire asks for 48 hours",
        )  # fmt: skip
        assert waits(casebook, made)[0] == ("written", "2026-11-22T14:10")
        limit = limits.limits(casebook.connection).get("referral_written")
        assert limit is not None
        assert limit.local is not None
        assert (limit.local.by, limit.local.on) == (casebook.person.name, "2026-11-22")
        assert words_of(limit) == "48 hours"
        unset_limit(casebook, code="referral_written", reason="Wexshire changed it back")
        assert waits(casebook, made)[0] == ("written", "2026-11-21T14:10")
        with pytest.raises(UserFacingError) as refused:
            unset_limit(casebook, code="referral_written", reason="again")
        assert refused.value.code == "limits.not_local"
        assert sound(casebook)


def test_a_long_wait_for_a_service_is_counted_in_weeks(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        made = make_referral(
            casebook,
            draft=draft(school, to="camhs", phoned=None, written=day("2026-08-31")),
        )
        note(casebook, made, "waiting_list", day("2026-09-14"))
        assert waits(casebook, made) == [("list", "2026-10-12")]
        (row,) = referrals.rows(casebook.connection, [made], today="2026-11-22")
        assert (row.weeks, row.long_wait) == (11, False)
        (row,) = referrals.rows(casebook.connection, [made], today="2026-11-24")
        assert (row.weeks, row.long_wait) == (12, True)
        note(casebook, made, "accepted", day("2026-11-23"))
        (row,) = referrals.rows(casebook.connection, [made], today="2027-03-01")
        assert (row.weeks, row.long_wait) == (12, False)


def test_the_lists(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        ids = []
        for _ in range(3):
            ids.append(make_referral(casebook, draft=draft(school, written=day("2026-11-20"))))
            school.clock.advance(minutes=1)
        note(casebook, ids[1], "refused", day("2026-11-21"), reason="No")
        note(casebook, ids[2], "withdrawn", day("2026-11-21"), reason="Sent twice")
        found = {
            which: referrals.ids(casebook.connection, which=which)
            for which in ("all", "waiting", "refused", "done")
        }
        assert found == {
            "all": [ids[2], ids[1], ids[0]], "waiting": [ids[0]], "refused": [ids[1]],
            "done": [ids[2]],
        }  # fmt: skip
        assert referrals.counts(casebook.connection) == {
            "all": 3, "waiting": 1, "refused": 1, "done": 1,
        }  # fmt: skip
        assert referrals.ids(casebook.connection, pupil=school.first_pupil) == found["all"]
        assert referrals.ids(casebook.connection, pupil="p-nobody") == []
        due = [item.id for item in referrals.due(casebook.connection, until="2026-11-24")]
        assert due == [ids[1], ids[0]] or due == [ids[0], ids[1]]
        assert referrals.due(casebook.connection, until="2026-11-22") == []


def test_facts_stand_in_the_order_of_each_form(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        made = make_referral(casebook, draft=draft(school))
        assert [one.code for one in forms(casebook.connection)] == ["marf"]
        orders = {}
        for name, code in (("", "marf"), ("northbeck", "own"), ("wexshire", "own")):
            if name:
                made_up = resources.read_toml("demo", f"referral_form_{name}.toml")
                blocks = [FormBlock(**block) for block in made_up["blocks"]]
                save_own_form(casebook, title=made_up["title"], blocks=blocks, reason="Portal")
            one = form(casebook.connection, code)
            told = referral_facts(casebook, referral_id=made, form_code=one.code)
            orders[name] = [block.code for block in told.blocks]
            texts = {block.code: block.text for block in told.blocks}
            assert texts["worries"] == "Bruises on both arms, and she is afraid to go home."
            assert "Daz grabbed me." in texts["child_view"]
            assert "Parents told: Yes" in texts["parents"]
            assert "Agreement: They agree" in texts["parents"]
            assert "Date of birth" in texts["child"]
            assert casebook.person.name in texts["referrer"]
        assert [one.code for one in forms(casebook.connection)] == ["own", "marf"]
        assert orders["wexshire"][0] == "referrer"
        assert orders["northbeck"][0] == "child"
        missing = {
            block.code: block.missing for block in referral_facts(casebook, referral_id=made).blocks
        }
        assert missing["strengths"], "what the record lacks is said"


def test_a_form_of_the_schools_own_comes_first(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        for blocks, code in (
            ((), "referrals.form_incomplete"),
            ((FormBlock(code="moon", label="Moon"),), "referrals.form_block"),
            ((FormBlock(code="child", label="A"),) * 2, "referrals.form_block"),
        ):
            with pytest.raises(UserFacingError) as refused:
                save_own_form(casebook, title="Ours", blocks=blocks, reason="New portal")
            assert refused.value.code == code
        blocks = (FormBlock(code="urgency", label="1"), FormBlock(code="child", label=" "))
        save_own_form(casebook, title="Ours", blocks=blocks, reason="New portal")
        own = form(casebook.connection)
        assert own.own
        assert [(block.code, block.label) for block in own.blocks] == [
            ("urgency", "1"), ("child", "Child"),
        ]  # fmt: skip
        assert casebook.person.name in own.changed


def test_what_was_told_to_whom_stays(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        made = make_referral(casebook, draft=draft(school))
        facts = referral_facts(casebook, referral_id=made, form_code="marf")
        told = facts.told(("child", "worries"), to="Wexshire front door")
        note(casebook, made, "told", minute("2026-11-20T16:30"), facts=told)
        whole = referrals.referral(casebook.connection, made)
        assert whole is not None
        assert whole.state == "phoned", "copying alone sends nothing"
        kept = whole.steps[-1].facts
        assert kept == told
        assert kept is not None
        assert [code for code, _label, _text in kept.blocks] == ["child", "worries"]
        assert sound(casebook)


def test_the_council_and_its_numbers(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        assert places(casebook.connection).council == ""
        door = Place(name="MASH", telephone="01632 960001", out_of_hours="01632 960002")
        set_places(casebook, council="Wexshire", changed={"front_door": door}, reason="Start")
        camhs = Place(telephone="01632 960003")
        set_places(casebook, council="Wexshire", changed={"camhs": camhs}, reason="New number")
        known = places(casebook.connection)
        assert known.council == "Wexshire"
        assert known.place("front_door") == door
        assert known.place("camhs") == camhs
        assert known.place("police") == Place()
        with pytest.raises(UserFacingError) as refused:
            set_places(casebook, council="", changed={"moon": door}, reason="")
        assert refused.value.code == "referrals.place_unknown"
        assert sound(casebook)


def test_the_codes_that_rules_lean_on_are_those_of_the_data() -> None:
    states = vocabularies.load("referral_states")
    assert {item.code for item in states.items if item.extra.get("keeps")} == rules.KEEPING
    assert {item.code for item in states.items if item.extra.get("final")} == rules.FINAL
    assert {item.code for item in states.items if item.extra.get("reason")} == rules.WITH_REASON
    known = {item.code for item in states.items}
    assert known >= rules.ANSWERS | rules.BEGUN
    for befores in limits.follows().values():
        assert set(befores) <= known | {""}
    timers = set(limits.usual_limits())
    for service in limits.services().values():
        assert {service.written, service.answer, service.after} <= timers | {""}
    assert {rung.timer for rung in limits.rungs()} <= timers
