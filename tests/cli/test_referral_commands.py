"""Scripts do what the screens do: refer, note, disagree, plan, meet, set a time limit."""

from typing import Any

import pytest


def referral(cli: Any, **changes: Any) -> str:
    """A referral file about the first child."""
    value = {
        "pupil": cli.school.first_pupil,
        "to": "Police",
        "text": "A man waited at the gate.",
        "written": "2026-11-20T15:00",
        "parents": {"told": "yes"},
        "consent": {"given": "not_needed"},
        "advice": [{"who": "101", "what": "Send it"}],
        **changes,
    }
    return cli.write("referral.json", value)


def test_a_referral_with_news_and_a_disagreement(cli: Any) -> None:
    made = cli.lead("--json", "referral", "make", referral(cli))
    assert made.status == 0
    assert set(made.value) == {"referral", "waits", "odd"}
    (wait,) = made.value["waits"]
    # two working days after Friday
    assert (wait["kind"], wait["day"], wait["local"]) == ("answer", "2026-11-24", False)
    number = made.value["referral"]
    news = cli.write(
        "news.json",
        {"referral": number, "state": "done", "happened": "2026-11-21", "outcome": "Spoken to"},
    )
    noted = cli.lead("--json", "referral", "note", news)
    assert len(noted.value["odd"]) == 1, "an odd order is said, and taken"
    shown = cli.lead("--json", "referral", "show", number)
    assert (shown.value["state"], shown.value["waits"]) == ("done", [])
    listed = cli.lead("--json", "referral", "list", "--which", "done")
    assert [row["id"] for row in listed.value] == [number]
    raised = cli.write("raised.json", {"referral": number, "text": "No", "happened": "2026-11-21"})
    first = cli.lead("--json", "disagreement", "raise", raised)
    assert set(first.value) == {"disagreement", "waits", "odd"}
    news = cli.write(
        "news.json",
        {"disagreement": first.value["disagreement"], "step": "worker", "text": "Agreed",
         "ended": "resolved", "outcome": "They go back"},
    )  # fmt: skip
    ended = cli.lead("--json", "disagreement", "note", news)
    assert ended.value["waits"] == []
    listed = cli.lead("--json", "disagreement", "list")
    assert [one["ended"] for one in listed.value] == ["resolved"]


def test_the_facts_and_the_places(cli: Any) -> None:
    places = cli.write(
        "places.json",
        {"council": "Wexshire", "places": {"police": {"telephone": "101"}}, "reason": "New"},
    )
    set_ = cli.lead("--json", "referral", "places", "--set", places)
    assert set_.value["council"] == "Wexshire"
    assert set_.value["places"]["police"]["telephone"] == "101"
    made = cli.lead("--json", "referral", "make", referral(cli))
    facts = cli.lead("--json", "referral", "facts", made.value["referral"], "--form", "marf")
    assert set(facts.value) == {"form", "warnings", "blocks"}
    assert facts.value["blocks"][0]["code"] == "child"
    assert set(facts.value["blocks"][0]) == {"code", "label", "text", "missing"}
    plain = cli.lead("referral", "facts", made.value["referral"])
    assert "A man waited at the gate." in plain.out


def test_plans_meetings_and_limits(cli: Any) -> None:
    pupil = cli.school.first_pupil
    plan = cli.write("plan.json", {"pupil": pupil, "kind": "cin", "happened": "2026-11-02"})
    made = cli.lead("--json", "plan", "start", plan)
    assert made.value["status_offered"] == "child_in_need"
    number = made.value["plan"]
    changed = cli.write("change.json", {"plan": number, "reason": "Moved", "lead_worker": "Jo"})
    assert cli.lead("--json", "plan", "change", changed).value == {"plan": number}
    meeting = cli.write(
        "meeting.json",
        {"plan": number, "kind": "cin", "on": "2026-11-20", "invited": ["Jo", "Nurse"]},
    )
    planned = cli.lead("--json", "meeting", "plan", meeting).value["meeting"]
    due = cli.lead("--json", "limits", "due")
    assert [(item["kind"], item["id"]) for item in due.value] == [("meeting", planned)]
    moved = cli.lead("--json", "meeting", "drop", planned, "--reason", "Snow", "--on", "2026-11-21")
    assert moved.status == 0
    held = cli.write("held.json", {"meeting": planned, "text": "Said.", "attended": ["Jo"]})
    kept = cli.lead("--json", "meeting", "hold", held)
    assert kept.value["missing"] == ["Nurse"]
    done = cli.do(
        f"meeting list --pupil {pupil}",
        f"plan end {number} --reason Over",
        "plan list --open",
        "limits set la_decision --days 2 --counted office --reason Wexshire",
        "limits list",
    )
    listed, _ended, still_open, changed, limits = done.values
    assert [(one["id"], one["state"]) for one in listed] == [(planned, "held")]
    assert still_open == []
    assert changed == {"code": "la_decision", "local": True}
    known = {one["code"]: one for one in limits}
    assert known["la_decision"]["local"]["reason"] == "Wexshire"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"parents": {}}, "referrals.parents_missing"),
        ({"parents": "yes"}, "cli.unreadable"),
        ({"advice": {"who": "x"}}, "cli.unreadable"),
        ({"files": "x"}, "cli.unreadable"),
        ({"to": "moon"}, "work.unknown_word"),
        ({"text": 7}, "cli.unreadable"),
    ],
)
def test_a_file_that_is_not_as_it_should_be(cli: Any, changes: Any, code: str) -> None:
    done = cli.lead("--json", "referral", "make", referral(cli, **changes))
    assert done.value["error"]["code"] == code
