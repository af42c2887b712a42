"""Plans of a real casebook: versions, keys, agreements, the end, actions, the same for another
child, what is due, and what is refused.
"""

import json
from dataclasses import replace
from datetime import date

import pytest

from desktop.usecases.lead import risk_lists
from desktop.usecases.lead.decide import NewAction
from desktop.usecases.lead.risk import (
    current,
    end_risk_assessment,
    for_other_child,
    save_risk_assessment,
    sign_risk_assessment,
    still_named,
)
from desktop.usecases.lead.risk_json import read_risk_assessment
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from storage.database.repositories import actions, chronology, pupils, risks
from storage.intake import risk_templates, vocabularies
from storage.records.concern import PUPIL_ROLES
from storage.records.errors import UserFacingError
from storage.records.risk_assessment import (
    Considered,
    Control,
    Hazard,
    RiskAssessmentDraft,
    with_keys,
)
from storage.records.risk_compare import ADDED, CHANGED, REMOVED, SAME, compare
from storage.records.risk_reviews import half_term_end, school_day_before

HOSTILE = "=cmd|' /C calc'!A0\x07 <b>\u202e🙂 'x'; DROP TABLE risk;--"


def hazard(**changes) -> Hazard:
    usual = {
        "hazard": "Meets the other child alone",
        "where": "Far toilets",
        "likelihood": 4,
        "severity": 4,
        "control": "Uses a named toilet",
        "owner": "Megan Price",
        "by_when": "2026-11-25",
        "more_controls": (Control(control="An adult in hearing", owner="Pat Lowe"),),
        "setting": "toilets",
        "times": ("lessons", "break"),
        "likelihood_after": 2,
        "severity_after": 4,
    }
    return Hazard(**{**usual, **changes})


def plan(pupil_id: str, **changes) -> RiskAssessmentDraft:
    usual = {
        "pupil_id": pupil_id,
        "title": "Keeping safe in school",
        "hazards": (hazard(), hazard(hazard="Is followed", where="", more_controls=())),
        "review_date": "2026-12-04",
        "scale": vocabularies.load("risk_scale").reference,
        "template": risk_templates.load_all()[0].reference,
        "kind": "risk_assessment",
        "role": "subject",
        "facts": "Said on Monday.",
        "considered": (Considered(code="victim", text="Wants to sit with Kit."),),
        "staff_briefed": "Megan Price\nPat Lowe",
        "child_view": "“I feel safe with Kit.”",
    }
    return RiskAssessmentDraft(**{**usual, **changes})


@pytest.fixture
def lead(school):
    with school.signed_in() as casebook:
        yield casebook


@pytest.fixture
def two(school, lead) -> tuple[str, str]:
    found = pupils.all_pupils(lead.connection)
    other = next((each.id for each in found if each.id != school.first_pupil), "")
    assert other, "the school has more than one child"
    return school.first_pupil, other


def sound(casebook) -> bool:
    return verify_ledger(casebook).result == "ok" and replay_differences(casebook) == ()


def refused(work) -> str:
    with pytest.raises(UserFacingError) as caught:
        work()
    return caught.value.code


def test_a_version_comes_back_as_it_was_saved(lead, two) -> None:
    """Every box, every control with owner and day, and a key for each hazard."""
    draft = plan(two[0])
    saved = save_risk_assessment(lead, draft=draft)
    back = current(lead, saved).draft
    assert back == replace(draft, hazards=with_keys(draft.hazards))
    assert [each.key for each in back.hazards] == ["h1", "h2"]
    assert [each.control for each in back.hazards[0].controls] == [
        "Uses a named toilet", "An adult in hearing",
    ]  # fmt: skip
    assert sound(lead)


def test_hostile_words_stay_words(lead, two) -> None:
    """Whatever is typed comes back letter for letter, and breaks no table."""
    names = ("facts", "needs", "supervision", "families", "contingency", "agencies", "reason")
    draft = plan(
        two[0],
        title=HOSTILE,
        hazards=(hazard(hazard=HOSTILE, where=HOSTILE, control=HOSTILE, owner=HOSTILE),),
        **dict.fromkeys(names, HOSTILE),
    )
    saved = save_risk_assessment(lead, draft=draft)
    sign_risk_assessment(
        lead, risk_id=saved, version=1, name=HOSTILE, role="parent", on="2026-11-20", text=HOSTILE
    )
    end_risk_assessment(lead, risk_id=saved, on="2026-11-20", reason=HOSTILE, outcome=HOSTILE)
    newest = current(lead, saved)
    assert newest.draft.facts == newest.draft.hazards[0].control == HOSTILE
    assert newest.signed[0].text == HOSTILE
    assert newest.ended.reason == HOSTILE
    assert sound(lead)


def test_keys_stay_with_their_hazards(lead, two) -> None:
    """Changed words are a change of the same hazard; a key is never given twice."""
    first = save_risk_assessment(lead, draft=plan(two[0]))
    one, gone = current(lead, first).draft.hazards
    worded = replace(one, hazard="Meets the other child in the toilets", likelihood=2)
    new = hazard(hazard="Is messaged", where="Phone")
    save_risk_assessment(lead, draft=plan(two[0], supersedes=first, hazards=(worded, new)))
    later, earlier = risks.versions(lead.connection, first)
    assert [each.key for each in later.draft.hazards] == ["h1", "h3"]
    found = compare(earlier.draft, later.draft)
    assert [(pair.state, pair.changed) for pair in found.hazards] == [
        (CHANGED, ("hazard", "likelihood")), (ADDED, ()), (REMOVED, ()),
    ]  # fmt: skip
    assert found.hazards[2].before == gone
    # a script that knows no keys: the same words keep the key
    plain = replace(new, key="")
    save_risk_assessment(lead, draft=plan(two[0], supersedes=first, hazards=(plain,)))
    assert [each.key for each in current(lead, first).draft.hazards] == ["h3"]


def test_a_comparison_says_nothing_where_nothing_changed() -> None:
    """Not one pair of a version with itself differs; another scale is said."""
    draft = plan("p-1", hazards=with_keys(plan("p-1").hazards))
    same = compare(draft, draft)
    assert {pair.state for pair in same.hazards} | {pair.state for pair in same.texts} == {SAME}
    assert same.same_scale
    other = compare(draft, replace(draft, scale="risk_scale_3 2026-11", facts="", needs="A card"))
    assert not other.same_scale
    states = {pair.name: pair.state for pair in other.texts if pair.state != SAME}
    assert states == {"facts": REMOVED, "needs": ADDED}


def test_an_agreement_belongs_to_a_version(lead, two) -> None:
    """The next version has nobody's agreement until somebody gives it."""
    saved = save_risk_assessment(lead, draft=plan(two[0]))
    sign_risk_assessment(
        lead, risk_id=saved, version=1, name="Mrs Hartley", role="parent", on="2026-11-20"
    )
    save_risk_assessment(lead, draft=plan(two[0], supersedes=saved, reason="As planned"))
    later, earlier = risks.versions(lead.connection, saved)
    assert later.signed == ()
    assert [(each.name, each.role) for each in earlier.signed] == [("Mrs Hartley", "parent")]
    rows = [row for row in chronology.of_pupil(lead.connection, two[0])]
    assert [row.kind for row in rows if row.kind.startswith("risk")] == [
        "risk_assessment", "risk_signed", "risk_assessment",
    ]  # fmt: skip
    assert [row.reason for row in rows if row.id == f"{saved}.2"] == ["As planned"]
    assert sound(lead)


def test_an_ended_plan_is_chased_no_more(lead, two) -> None:
    """It leaves every list of what is due, stays readable, and takes no further version."""
    saved = save_risk_assessment(lead, draft=plan(two[0], review_date="2026-11-20"))
    kept = save_risk_assessment(lead, draft=plan(two[1], review_date="2026-11-21"))
    until = "2026-11-22"
    assert [item.id for item in risks.due(lead.connection, until=until)] == [saved, kept]
    end_risk_assessment(lead, risk_id=saved, on="2026-11-20", reason="Moved class")
    (item,) = risks.due(lead.connection, until=until)
    assert (item.kind, item.id, item.pupils, item.due) == ("risk", kept, (two[1],), "2026-11-21")
    assert [row[0] for row in risks.due_reviews(lead.connection, until)] == [kept]
    assert current(lead, saved).ended.reason == "Moved class"
    assert refused(
        lambda: save_risk_assessment(lead, draft=plan(two[0], supersedes=saved))
    ) == "risk.ended_already"  # fmt: skip
    assert refused(
        lambda: end_risk_assessment(lead, risk_id=saved, on="2026-11-20", reason="Again")
    ) == "risk.ended_already"  # fmt: skip
    assert sound(lead)


def test_what_is_due_waits_for_its_day(lead, two) -> None:
    """Nothing before its day, the oldest first."""
    save_risk_assessment(lead, draft=plan(two[0], review_date="2026-12-04"))
    late = save_risk_assessment(lead, draft=plan(two[1], review_date="2026-11-01"))
    assert [item.id for item in risks.due(lead.connection, until="2026-12-03")] == [late]
    assert len(risks.due(lead.connection, until="2026-12-04")) == 2
    assert len(risks.due(lead.connection, until="2026-12-04", limit=1)) == 1


def test_controls_become_actions_when_wanted(lead, two) -> None:
    """In the same transaction, with the plan they come from; a half action saves nothing."""
    before = len(chronology.of_pupil(lead.connection, two[0]))
    half = NewAction(what="Move the coats", owner="", due="2026-11-25")
    code = refused(lambda: save_risk_assessment(lead, draft=plan(two[0]), actions=(half,)))
    assert code == "risk.action_incomplete"
    assert len(chronology.of_pupil(lead.connection, two[0])) == before
    saved = save_risk_assessment(
        lead, draft=plan(two[0]), actions=(replace(half, owner="Megan Price"),)
    )
    rows = [row for row in chronology.of_pupil(lead.connection, two[0]) if row.kind == "action"]
    assert [row.text for row in rows] == ["Move the coats"]
    assert actions.action(lead.connection, rows[0].id).due == "2026-11-25"
    assert current(lead, saved).version == 1


def test_the_plan_of_another_child_holds_nothing_of_the_first(lead, two) -> None:
    """Only words, places and what is done are copied; where the first child is named is said."""
    first = pupils.pupil(lead.connection, two[0])
    name = first.details.legal_forename or first.display_name.split()[0]
    draft = plan(
        two[0],
        title=f"Keeping {name} safe",
        hazards=(hazard(), hazard(control=f"{name}'s own toilet", more_controls=())),
        concerns=("c-1",), families="Mother rings", allegation="Looked into",
    )  # fmt: skip
    copied = for_other_child(draft, pupil_id=two[1], first=first)
    assert copied.pupil_id == two[1]
    assert copied.title == ""
    assert still_named(copied, first) == (2,)
    assert [each.hazard for each in copied.hazards] == [each.hazard for each in draft.hazards]
    filled = {key for key, value in copied.to_fields().items() if value}
    assert filled == {"pupil_id", "hazards", "scale", "template", "kind"}
    for each in copied.hazards:
        assert (each.likelihood, each.severity, each.likelihood_after, each.key) == (0, 0, None, "")
        assert {(done.owner, done.by_when) for done in each.controls} == {("", "")}
    # not rated yet: it cannot be saved as it is
    unrated = replace(copied, title="Keeping safe", review_date="2026-12-04")
    assert refused(lambda: save_risk_assessment(lead, draft=unrated)) == "risk.off_scale"
    assert refused(
        lambda: save_risk_assessment(lead, draft=replace(copied, hazards=()))
    ) == "risk.incomplete"  # fmt: skip


WRONG_PLANS = (
    ({"hazards": (hazard(likelihood=6),)}, "risk.off_scale"),
    ({"hazards": (hazard(severity=0),)}, "risk.off_scale"),
    ({"hazards": (hazard(likelihood_after=9),)}, "risk.off_scale"),
    ({"scale": "risk_scale_3 2026-11"}, "risk.off_scale"),
    ({"scale": " "}, "risk.scale_unknown"),
    ({"hazards": (hazard(setting="moon"),)}, "risk.unknown_word"),
    ({"hazards": (hazard(times=("noon",)),)}, "risk.unknown_word"),
    ({"hazards": (hazard(by_when="soon"),)}, "risk.by_when"),
    ({"hazards": (hazard(hazard=" "),)}, "risk.incomplete"),
    ({"kind": "verdict"}, "risk.unknown_word"),
    ({"role": "culprit"}, "risk.unknown_word"),
    ({"occasion": "whim"}, "risk.unknown_word"),
    ({"concerns": ("c-nobody",)}, "triage.not_found"),
    ({"review_date": "20261204"}, "risk.review_date"),
)


def test_what_cannot_be_right_is_refused(lead, two) -> None:
    for changes, code in WRONG_PLANS:
        wrong = plan(two[0], **changes)
        assert refused(lambda wrong=wrong: save_risk_assessment(lead, draft=wrong)) == code, changes
    assert risks.latest(lead.connection, two[0]) == []


WRONG_AGREEMENTS = (
    ({"version": 2}, "risk.not_found"),
    ({"risk_id": "r-nobody"}, "risk.not_found"),
    ({"name": " "}, "risk.signer_missing"),
    ({"role": "witness"}, "risk.unknown_word"),
    ({"on": "soon"}, "risk.signed_day"),
    ({"on": "2099-01-01"}, "risk.signed_day"),
)


def test_half_an_agreement_is_refused(lead, two) -> None:
    saved = save_risk_assessment(lead, draft=plan(two[0]))
    usual = {"risk_id": saved, "version": 1, "name": "Dan", "role": "head", "on": "2026-11-20"}
    for changes, code in WRONG_AGREEMENTS:
        given = {**usual, **changes}
        assert refused(lambda given=given: sign_risk_assessment(lead, **given)) == code, changes
    assert current(lead, saved).signed == ()


WRONG_ENDS = (
    ({"risk_id": "r-nobody"}, "risk.not_found"),
    ({"reason": " "}, "risk.end_reason"),
    ({"on": "2099-01-01"}, "risk.end_day"),
)


def test_an_end_needs_its_reason_and_day(lead, two) -> None:
    saved = save_risk_assessment(lead, draft=plan(two[0]))
    usual = {"risk_id": saved, "on": "2026-11-20", "reason": "Over"}
    for changes, code in WRONG_ENDS:
        given = {**usual, **changes}
        assert refused(lambda given=given: end_risk_assessment(lead, **given)) == code, changes
    assert current(lead, saved).ended is None


def test_three_by_three_is_rated_on_three(lead, two) -> None:
    """The version names its scale and edition."""
    scale = risk_lists.scale("risk_scale_3")
    three = hazard(likelihood=3, severity=3, likelihood_after=1, severity_after=3)
    saved = save_risk_assessment(lead, draft=plan(two[0], scale=scale.reference, hazards=(three,)))
    assert current(lead, saved).draft.scale == f"risk_scale_3 {scale.edition}"


def test_a_script_may_say_everything(lead, two, tmp_path) -> None:
    """A file with controls, times, boxes and actions; the older form stays good."""
    path = tmp_path / "plan.json"
    value = {
        "pupil_id": two[0], "title": "Trip", "review_date": "2026-12-04", "scale": "risk_scale_3",
        "template": "trip 2026-11", "kind": "risk_assessment", "facts": "Three days away",
        "staff_briefed": ["Megan Price"], "considered": {"trip": "Coast"},
        "hazards": [
            {
                "hazard": "Is lost", "likelihood": 2, "severity": 3, "setting": "trips",
                "times": ["lessons"], "likelihood_after": 1, "severity_after": 3,
                "controls": [
                    {"control": "Head count", "owner": "Pat Lowe", "by_when": "2026-11-30"},
                    {"control": "Wristband"},
                ],
            }
        ],
        "actions": [{"what": "Order wristbands", "owner": "Pat Lowe", "due": "2026-11-30"}],
    }  # fmt: skip
    path.write_text(json.dumps(value), encoding="utf-8")
    read = read_risk_assessment(path)
    saved = save_risk_assessment(lead, draft=read.draft, actions=read.actions)
    back = current(lead, saved).draft
    assert [each.control for each in back.hazards[0].controls] == ["Head count", "Wristband"]
    assert back.considered == (Considered(code="trip", text="Coast"),)
    old = {**value, "hazards": [{"hazard": "X", "likelihood": 1, "severity": 1, "control": "Y"}]}
    del old["scale"], old["actions"]
    path.write_text(json.dumps(old), encoding="utf-8")
    assert read_risk_assessment(path).draft.scale == vocabularies.load("risk_scale").reference
    for broken in (
        {"hazards": [{"hazard": "X"}]},
        {"hazards": 3},
        {"considered": []},
        {"scale": "x"},
    ):
        path.write_text(json.dumps({**value, **broken}), encoding="utf-8")
        assert refused(lambda: read_risk_assessment(path)) in (
            "cli.unreadable",
            "risk.scale_unknown",
        )


def test_templates_are_whole_and_their_codes_known() -> None:
    """Every setting, time and part is of its list; at least the templates that schools ask for."""
    settings = {item.code for item in vocabularies.load(risk_lists.SETTINGS).items}
    times = {item.code for item in vocabularies.load(risk_lists.TIMES).items}
    found = risk_templates.load_all()
    assert {each.code for each in found} == {
        "child_on_child_sexual", "child_on_child_physical", "self_harm", "trip", "safety_plan",
        "general",
    }  # fmt: skip
    for each in found:
        date.fromisoformat(each.in_force)
        assert each.source.strip()
        assert each.kind in risk_lists.codes("kind")
        assert risk_templates.find(each.reference) == risk_templates.find(each.code) == each
        assert len({hazard.code for hazard in each.hazards}) == len(each.hazards)
        for suggested in each.hazards:
            assert suggested.setting in settings
            assert set(suggested.times) <= times
            assert set(suggested.roles) <= set(PUPIL_ROLES)
            assert suggested.controls
    part_five = {question.code for question in found[0].consider}
    assert part_five == {"victim", "other_victims", "alleged", "all_others", "time_place"}
    used = {hazard.setting for each in found for hazard in each.hazards}
    assert used == settings, "every setting has a suggestion somewhere"
    assert risk_templates.find("gone 1999") is None


@pytest.mark.parametrize(
    ("today", "version", "occasion", "days", "usual"),
    [
        # a Monday in November: both weeks are school days, half a term ends with the term
        ("2026-11-23", 1, "", ("2026-11-30", "2026-12-07", "2026-12-18"), "in_2_weeks"),
        ("2026-11-23", 3, "", ("2026-11-30", "2026-12-07", "2026-12-18"), "half_term"),
        ("2026-11-23", 3, "incident", ("2026-11-30", "2026-12-07", "2026-12-18"), "in_1_weeks"),
        # before half-term: a week on is a holiday, so the Friday before
        ("2026-10-20", 1, "", ("2026-10-23", "2026-11-03", "2026-12-18"), "in_2_weeks"),
        # before Christmas: what is nearer than two weeks is no half-term any more
        ("2026-12-10", 2, "", ("2026-12-17", "2026-12-18", "2027-02-12"), "half_term"),
        # a Saturday
        ("2026-11-21", 1, "", ("2026-11-27", "2026-12-04", "2026-12-18"), "in_2_weeks"),
    ],
)
def test_the_days_that_are_offered_are_school_days(
    today: str, version: int, occasion: str, days: tuple[str, ...], usual: str
) -> None:
    found = risk_lists.review_offers(
        today=date.fromisoformat(today), version=version, occasion=occasion
    )
    assert tuple(offer.day for offer in found) == days
    assert [offer.code for offer in found if offer.usual] == [usual]


def test_a_year_that_the_calendar_lacks_has_only_weekends() -> None:
    """No day is lost for want of terms."""
    calendar = vocabularies.load_calendar()
    saturday = date(2090, 5, 6)
    assert saturday.weekday() == 5
    found = school_day_before(saturday, calendar=calendar, not_before=date(2090, 5, 1))
    assert found == date(2090, 5, 5)
    assert half_term_end(saturday, calendar=calendar) is None
    offers = risk_lists.review_offers(today=saturday, version=2)
    assert [offer.day for offer in offers][-1] == "2090-06-17"
