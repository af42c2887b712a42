"""A decision puts its concern into a case, or closes it; parents, roles and names stay readable."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.usecases.lead.actions import complete_action
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.cases import open_case
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.decide import decide, reopen_concern
from desktop.usecases.lead.json_files import read_decision
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from storage.database.repositories import actions, cases, chronology, concerns, pupils
from storage.records.casework import Concern, ParentsTold
from storage.records.concern import LinkedPupil
from storage.records.errors import UserFacingError
from storage.records.events import Event
from tests.fakes.small_school import SmallSchool, decision

Waiting = Callable[..., str]


@pytest.fixture
def casebook(school: SmallSchool) -> OpenCasebook:
    """Ruth's casebook."""
    return school.sign_in()


@pytest.fixture
def waiting(school: SmallSchool, casebook: OpenCasebook) -> Waiting:
    """Sends a concern and collects it."""

    def send(**changes: object) -> str:
        school.send(**changes)
        (concern_id,) = collect_letterbox(casebook).concerns
        return concern_id

    return send


def stands(casebook: OpenCasebook, concern_id: str) -> Concern:
    """The concern as it stands."""
    found = concerns.concern(casebook.connection, concern_id)
    assert found is not None
    return found


def refused(casebook: OpenCasebook, **changes: object) -> UserFacingError:
    """What is said to a decision that is not taken; nothing is written then."""
    size = casebook.head().size
    with pytest.raises(UserFacingError) as caught:
        decide(casebook, decision=decision(**changes))
    assert casebook.head().size == size
    return caught.value


def test_a_first_decision_opens_a_case_with_owner_and_next_day(
    school: SmallSchool, casebook: OpenCasebook, waiting: Waiting
) -> None:
    concern_id = waiting()
    done = decide(casebook, decision=decision(concern_id))
    case = cases.case(casebook.connection, done.case)
    assert case is not None
    assert (case.title, case.status, case.level) == ("Physical abuse", "open", "universal")
    assert (case.owner, case.pupils) == (casebook.person.id, (school.first_pupil,))
    assert set(case.members) == {concern_id, *done.actions}
    (row,) = cases.open_of_pupils(casebook.connection, [school.first_pupil])
    assert (row.next_due, row.concerns, row.open_actions) == ("2026-11-25", 1, 1)
    assert stands(casebook, concern_id).triage[-1].case == done.case
    assert replay_differences(casebook) == ()
    assert verify_ledger(casebook).result == "ok"


def test_the_person_of_the_first_action_has_the_case(
    casebook: OpenCasebook, waiting: Waiting, tmp_path: Path
) -> None:
    path = decision_file(tmp_path, waiting(), actions=[
        {"what": "Ring", "owner": "dan", "due": "2026-11-25"}
    ])  # fmt: skip
    done = decide(casebook, decision=read_decision(casebook, path))
    case = cases.case(casebook.connection, done.case)
    assert case is not None
    assert case.owner != casebook.person.id
    assert actions.action(casebook.connection, done.actions[0]).owner == "Dan Whitcombe"


def decision_file(path: Path, concern_id: str, **more: object) -> Path:
    """A file of the command ``triage``, as scripts write it."""
    value = {
        "concern": concern_id, "category": "Physical abuse", "level": "universal",
        "response": "in_school", "decision": "Speak to mother", "reason": "It fits.", **more,
    }  # fmt: skip
    file = path / "decision.json"
    file.write_text(json.dumps(value), encoding="utf-8")
    return file


def test_a_concern_is_added_to_the_childs_open_case(
    casebook: OpenCasebook, waiting: Waiting
) -> None:
    first = decide(casebook, decision=decision(waiting()))
    second_id = waiting(what_happened="No lunch again.")
    size = casebook.head().size
    changes = {"case": first.case, "level": "early_help", "actions": (), "reply": ""}
    second = decide(casebook, decision=decision(second_id, **changes))
    assert second.case == first.case
    assert casebook.head().size == size + 2, "the decision, and the case's new level"
    case = cases.case(casebook.connection, first.case)
    assert case is not None
    assert case.level == "early_help"
    assert second_id in case.members
    assert len(cases.ids(casebook.connection)) == 1
    assert replay_differences(casebook) == ()


def test_deciding_again_stays_in_the_case(casebook: OpenCasebook, waiting: Waiting) -> None:
    concern_id = waiting()
    first = decide(casebook, decision=decision(concern_id))
    again = decide(casebook, decision=decision(concern_id, decision="Ring on Friday"))
    assert again.case == first.case
    assert cases.ids(casebook.connection) == [first.case]
    assert len(stands(casebook, concern_id).triage) == 2


def test_no_further_action_closes_with_the_reason_and_opens_no_case(
    casebook: OpenCasebook, waiting: Waiting
) -> None:
    concern_id = waiting()
    changes = {"response": "none", "decision": "No further action", "actions": ()}
    done = decide(casebook, decision=decision(concern_id, **changes))
    assert (done.case, done.closed, done.actions) == ("", True, ())
    assert stands(casebook, concern_id).status == "closed"
    assert cases.ids(casebook.connection) == []
    closing = next(
        row
        for row in chronology.of_pupil(
            casebook.connection, stands(casebook, concern_id).pupils[0].id
        )
        if row.kind == "closure"
    )
    assert closing.reason == "The account fits the mark"
    reopen_concern(casebook, concern_id=concern_id, reason="Another mark was seen")
    assert stands(casebook, concern_id).status == "open"
    assert replay_differences(casebook) == ()


def test_nothing_more_does_not_close_what_is_still_to_be_done(
    casebook: OpenCasebook, waiting: Waiting
) -> None:
    concern_id = waiting()
    first = decide(casebook, decision=decision(concern_id))
    nothing = decision(concern_id, response="none", actions=(), reply="")
    assert not decide(casebook, decision=nothing).closed
    complete_action(casebook, action_id=first.actions[0], outcome="Seen, all well")
    assert decide(casebook, decision=nothing).closed
    assert not decide(casebook, decision=nothing).closed, "it is closed already"


def test_a_witness_gets_nothing_into_their_file(
    school: SmallSchool, casebook: OpenCasebook, waiting: Waiting
) -> None:
    subject, witness, hurt = pupils.ids(casebook.connection)[:3]
    concern_id = waiting(pupils=(LinkedPupil(id=subject, role="subject"),))
    links = (
        LinkedPupil(id=subject, role="subject"),
        LinkedPupil(id=witness, role="witness"),
        LinkedPupil(id=hurt, role="alleged"),
    )
    done = decide(casebook, decision=decision(concern_id, pupils=links))
    assert chronology.of_pupil(casebook.connection, witness) == ()
    kinds = {row.kind for row in chronology.of_pupil(casebook.connection, hurt)}
    assert kinds == {"concern", "decision", "reply"}, "the case and its action are not theirs"
    case = cases.case(casebook.connection, done.case)
    assert case is not None
    assert case.pupils == (subject,)
    changed = (LinkedPupil(id=subject, role="subject"), LinkedPupil(id=witness, role="other_child"))
    decide(casebook, decision=decision(concern_id, pupils=changed, actions=(), reply=""))
    kinds = {row.kind for row in chronology.of_pupil(casebook.connection, witness)}
    assert "concern" in kinds, "the control: another part brings it into the file"
    assert chronology.of_pupil(casebook.connection, hurt) == ()
    assert replay_differences(casebook) == ()


def test_a_child_who_is_on_no_list_gets_a_case_once_they_are_found(
    school: SmallSchool, casebook: OpenCasebook, waiting: Waiting
) -> None:
    concern_id = waiting(pupils=(), unlisted_pupil="A boy in a red coat")
    done = decide(casebook, decision=decision(concern_id))
    assert (done.case, done.closed) == ("", False)
    found = (LinkedPupil(id=school.first_pupil, role="subject"),)
    done = decide(casebook, decision=decision(concern_id, pupils=found, reply=""))
    assert cases.case(casebook.connection, done.case).pupils == (school.first_pupil,)


def test_a_case_that_is_closed_or_unknown_takes_nothing(
    casebook: OpenCasebook, waiting: Waiting
) -> None:
    concern_id = waiting()
    assert refused(casebook, concern_id=concern_id, case="k-nowhere").code == "cases.not_found"
    first = decide(casebook, decision=decision(concern_id))
    other = open_case(
        casebook, pupils=stands(casebook, concern_id).pupils[0].id.split(), title="Another"
    )
    casebook.append(closed_case(other))
    assert refused(casebook, concern_id=waiting(), case=other).code == "cases.is_closed"
    assert cases.of_member(casebook.connection, concern_id) == first.case


def closed_case(case_id: str) -> Event:
    """The entry that closes a case."""
    fields = {"case": case_id, "outcome": "Support in place", "reason": "All well"}
    return Event(type="case.closed", fields=fields)


@pytest.mark.parametrize(
    ("changes", "code", "fact"),
    [
        ({"category": "peer_on_peer"}, "triage.ended_word", "child_on_child"),
        ({"category": "toxic_trio"}, "triage.ended_word", "domestic_abuse, parental_factors"),
        ({"category": "nonsense"}, "triage.unknown_word", "category"),
        ({"next_review": "soon"}, "triage.day_wrong", ""),
        ({"owner": "u-nobody"}, "people.not_found", ""),
        ({"parents": ParentsTold(told="no")}, "triage.parents_why", ""),
        ({"parents": ParentsTold(told="perhaps")}, "triage.unknown_word", "parents"),
        ({"parents": ParentsTold(by="Ruth")}, "triage.unknown_word", "parents"),
        ({"parents": ParentsTold(told="yes", when="today")}, "triage.day_wrong", ""),
        ({"pupils": (LinkedPupil(id="p-x", role="subject"),)}, "pupils.not_found", ""),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_is_written(
    casebook: OpenCasebook, waiting: Waiting, changes: dict[str, object], code: str, fact: str
) -> None:
    error = refused(casebook, concern_id=waiting(), **changes)
    assert error.code == code
    assert not fact or fact in error.facts.values()


def test_what_parents_were_told_is_kept_and_read_in_one_line(
    casebook: OpenCasebook, waiting: Waiting
) -> None:
    concern_id = waiting()
    told = ParentsTold(
        told="yes", when="2026-11-20", by="Ruth Okafor", account="He fell off the wall."
    )
    decide(casebook, decision=decision(concern_id, parents=told))
    last = stands(casebook, concern_id).triage[-1]
    assert last.parents == told
    assert last.parents_informed == (
        "Yes; on 20 November 2026; by Ruth Okafor; they said: He fell off the wall."
    )
    not_told = ParentsTold(told="no", why_not="It may put her at risk.")
    decide(casebook, decision=decision(concern_id, parents=not_told, reply="", actions=()))
    last = stands(casebook, concern_id).triage[-1]
    assert last.parents_informed == "No, with a reason; It may put her at risk."


def test_a_file_may_say_everything_that_the_screen_says(
    casebook: OpenCasebook, waiting: Waiting, tmp_path: Path
) -> None:
    first = decide(casebook, decision=decision(waiting()))
    path = decision_file(
        tmp_path, waiting(), case=first.case, owner="dan", next_review="2026-12-01",
        parents={"told": "Not yet", "why_not": "Mother is at work."},
        significant=True, summary="A mark", so_what="The second in a week",
    )  # fmt: skip
    done = decide(casebook, decision=read_decision(casebook, path))
    last = stands(casebook, done.concern).triage[-1]
    assert done.case == first.case
    assert last.next_review == "2026-12-01"
    assert last.parents == ParentsTold(told="not_yet", why_not="Mother is at work.")
    case = cases.case(casebook.connection, first.case)
    assert case is not None
    assert case.next_review == "2026-12-01"
    old = decision_file(tmp_path, waiting(), parents_informed="yes")
    assert read_decision(casebook, old).parents_informed == "yes"
    wrong = decision_file(tmp_path, done.concern, parents="yes")
    with pytest.raises(UserFacingError) as caught:
        read_decision(casebook, wrong)
    assert caught.value.code == "cli.unreadable"


def test_every_list_names_its_edition(casebook: OpenCasebook, waiting: Waiting) -> None:
    concern_id = waiting()
    decide(casebook, decision=decision(concern_id))
    kept = stands(casebook, concern_id).triage[-1].vocabulary
    assert [part.split()[0] for part in kept.split("; ")] == [
        "categories",
        "case_levels",
        "responses",
    ]
