"""A file is destroyed by one rule and two people, never earlier, and what was destroyed is gone."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desktop.usecases.lead.case_closing import NewClosing, close_case
from desktop.usecases.lead.casebook import OpenCasebook, check_signature
from desktop.usecases.lead.cases import open_case
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.decide import decide
from desktop.usecases.lead.dispose import (
    DisposalRequest,
    disposals_made,
    dispose,
    plan_disposal,
)
from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.publish import publish
from desktop.usecases.lead.documents.request import DocumentRequest
from desktop.usecases.lead.given_out import list_anchors
from desktop.usecases.lead.legal_hold import Hold, holds, lift_hold, set_hold
from desktop.usecases.lead.reminders import reminders
from desktop.usecases.lead.sign_in import Credentials
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from storage.database import check
from storage.database.repositories import (
    cases,
    chronology,
    concerns,
    disclosures,
    disposals,
    pupils,
)
from storage.database.repositories.disposals import file_entries
from storage.intake.retention import longer_rules, rules
from storage.records.concern import LinkedPupil
from storage.records.errors import UserFacingError
from storage.records.events import Event
from tests.fakes.small_school import DEPUTY_PASSWORD, SmallSchool, decision

SECRET = "zwieback behind the piano"
LATER = datetime(2051, 6, 1, 9, 0, tzinfo=UTC)


def _request(pupil_id: str, **changes: str) -> DisposalRequest:
    usual = {"rule": "child_protection", "authority": "Retention policy 2049, agreed by the head"}
    return DisposalRequest(pupil_id=pupil_id, **{**usual, **changes})


def _leave(casebook: OpenCasebook, pupil_id: str, *, in_care: bool = False) -> None:
    fields = {"id": pupil_id, "source": "left", "on_roll": False, "in_care": in_care}
    casebook.append(Event(type="pupil.changed", fields=fields))


def _refused(casebook: OpenCasebook, request: DisposalRequest) -> str:
    with pytest.raises(UserFacingError) as caught:
        plan_disposal(casebook, request=request)
    return caught.value.code


@pytest.fixture
def grown(school: SmallSchool) -> SmallSchool:
    """Decades later: two concerns, one of two children, both decided and closed; the child left."""
    first, second = _two(school)
    school.send(what_happened=f"She said {SECRET}.")
    both = (LinkedPupil(id=first, role="subject"), LinkedPupil(id=second, role="subject"))
    school.send(pupils=both, what_happened="They quarrelled.")
    with school.signed_in() as casebook:
        collect_letterbox(casebook)
        for row in concerns.rows(casebook.connection, concerns.ids(casebook.connection)):
            decide(casebook, decision=replace(decision(row.id), actions=()))
        _close_cases(casebook)
        _leave(casebook, first)
    school.clock.moment = LATER
    return school


def _close_cases(casebook: OpenCasebook) -> None:
    """Every decision opened a case; its end closes the concerns in it."""
    for case in cases.ids(casebook.connection, status="open"):
        close_case(casebook, closing=NewClosing(case=case, outcome="resolved", reason="Done"))


def _stands_anywhere(casebook: OpenCasebook, words: str) -> bool:
    """Whether the words stand in any table of the casebook, as text or in bytes."""
    connection = casebook.connection
    tables = connection.all("SELECT name FROM sqlite_master WHERE type = 'table'")
    rows = (row for (name,) in tables for row in connection.all(f'SELECT * FROM "{name}"'))
    return any(
        words in value if isinstance(value, str) else words.encode() in value
        for row in rows
        for value in row
        if isinstance(value, str | bytes)
    )


def _two(school: SmallSchool) -> tuple[str, str]:
    with school.signed_in() as casebook:
        first = school.first_pupil
        other = next(each for each in pupils.ids(casebook.connection) if each != first)
    return first, other


def _second(school: SmallSchool, **changes: str) -> Credentials:
    school.clock.advance(seconds=30)
    usual = {"account": "dan", "password": DEPUTY_PASSWORD, "code": school.code("dan")}
    return Credentials(**{**usual, **changes})


def test_the_sealed_letter_it_came_in_is_deleted_too(grown: SmallSchool) -> None:
    first, _second_child = _two(grown)
    with grown.signed_in() as casebook:
        before = _letters(grown)
        plan = plan_disposal(casebook, request=_request(first))
        (gone,) = concerns.letters(casebook.connection, plan.entries)
        assert gone in before.values()
        done = dispose(
            casebook,
            folder=grown.casebook_folder,
            request=_request(first),
            entries=len(plan.entries),
            second=_second(grown),
        )
        assert done.notices == ()
        kept = {name: digest for name, digest in before.items() if digest != gone}
        assert _letters(grown) == kept, "the letters of what stays lie there as they were"


def test_a_letterbox_that_is_away_is_said(grown: SmallSchool) -> None:
    first, _second_child = _two(grown)
    with grown.signed_in() as casebook:
        plan = plan_disposal(casebook, request=_request(first))
        grown.letterbox.rename(grown.root / "away")
        done = dispose(
            casebook,
            folder=grown.casebook_folder,
            request=_request(first),
            entries=len(plan.entries),
            second=_second(grown),
        )
    assert [notice.code for notice in done.notices] == ["disposal.letters_left"]


def _letters(school: SmallSchool) -> dict[str, str]:
    paths = (school.letterbox / "collected").glob("*.slip")
    return {path.name: path.read_bytes()[-32:].hex() for path in paths}


def test_what_is_destroyed_is_gone_and_the_record_still_verifies(grown: SmallSchool) -> None:
    first, second = _two(grown)
    with grown.signed_in() as casebook:
        plan = plan_disposal(casebook, request=_request(first))
        assert len(plan.kept) >= 2  # the concern of two children and what was decided on it
        done = dispose(
            casebook,
            folder=grown.casebook_folder,
            request=_request(first),
            entries=len(plan.entries),
            second=_second(grown),
        )
        assert done.entries == len(plan.entries)
        verdict = check.verify_all(casebook.connection, check_signature=check_signature)
        assert verdict.ok
        assert verdict.disposed == len(plan.entries)
        assert pupils.pupil(casebook.connection, first) is None
        assert file_entries(casebook.connection, first).own == ()
        assert len(concerns.of_pupil(casebook.connection, second)) == 1  # the other child's stays
        assert chronology.of_pupil(casebook.connection, second)
        (row,) = disposals.disposals(casebook.connection)
        assert row.values["kept"] == len(plan.kept)
        assert len(set(row.values["people"])) == 2
        assert not _stands_anywhere(casebook, SECRET)


def test_the_casebook_goes_on_working_without_the_file(grown: SmallSchool) -> None:
    """Lists, checks and documents do not stumble over what is no longer there."""
    first, second = _two(grown)
    with grown.signed_in() as casebook:
        _export(casebook, grown, first, "first.pdf")
        request = _request(first)
        plan = plan_disposal(casebook, request=request)
        assert plan.documents == 1
        dispose(
            casebook,
            folder=grown.casebook_folder,
            request=request,
            entries=len(plan.entries),
            second=_second(grown),
        )
        assert disposals_made(casebook)
        assert disclosures.register(casebook.connection, pupil=first) == []
        assert list_anchors(casebook)  # the check code that was given out still counts
        assert verify_ledger(casebook).result == "ok"
        assert replay_differences(casebook) == ()
        _export(casebook, grown, second, "second.pdf")
    with grown.signed_in() as casebook:
        assert reminders(casebook) is not None


def _export(casebook: OpenCasebook, school: SmallSchool, pupil_id: str, name: str) -> None:
    asked = DocumentRequest(
        kind="chronology",
        pupil_id=pupil_id,
        purpose="Review",
        recipient="The governors",
        product="signed",
        path=school.root / name,
    )
    publish(casebook, prepared=prepare_document(casebook, request=asked))


def test_the_words_were_there_before(grown: SmallSchool) -> None:
    """The control of the test above: the same search finds them while they are there."""
    with grown.signed_in() as casebook:
        assert _stands_anywhere(casebook, SECRET)


def test_nobody_disposes_alone(grown: SmallSchool) -> None:
    first, _ = _two(grown)
    with grown.signed_in() as casebook:
        entries = len(plan_disposal(casebook, request=_request(first)).entries)
        for changes, code in (
            ({"account": "ruth"}, "disposal.second_person"),
            ({"account": "megan"}, "keys.unknown_account"),
            ({"password": "wrong"}, "keys.wrong_password"),
            ({"code": "000000"}, "keys.code_wrong"),
        ):
            grown.clock.advance(minutes=20)
            with pytest.raises(UserFacingError) as caught:
                dispose(
                    casebook,
                    folder=grown.casebook_folder,
                    request=_request(first),
                    entries=entries,
                    second=_second(grown, **changes),
                )
            assert caught.value.code == code
        assert disposals.disposals(casebook.connection) == []
        assert pupils.pupil(casebook.connection, first) is not None


def test_the_number_shown_is_the_number_destroyed(grown: SmallSchool) -> None:
    first, _ = _two(grown)
    with grown.signed_in() as casebook:
        shown = len(plan_disposal(casebook, request=_request(first)).entries)
        with pytest.raises(UserFacingError) as caught:
            dispose(
                casebook,
                folder=grown.casebook_folder,
                request=_request(first),
                entries=shown - 1,
                second=_second(grown),
            )
        assert caught.value.code == "disposal.changed"
        assert caught.value.facts["entries"] == shown


def test_a_hold_stops_every_disposal_until_it_is_lifted(grown: SmallSchool) -> None:
    first, _ = _two(grown)
    with grown.signed_in() as casebook:
        for pupil_id in (first, ""):
            hold = Hold(pupil_id=pupil_id, reason="Inquiry", authority="Secretary of State")
            set_hold(casebook, hold=hold)
            assert _refused(casebook, _request(first)) == "disposal.held"
            assert len(holds(casebook)) == 1
            lift_hold(casebook, hold=hold)
        assert holds(casebook) == ()
        plan_disposal(casebook, request=_request(first))
        with pytest.raises(UserFacingError) as caught:
            lift_hold(casebook, hold=Hold(pupil_id=first, reason="x", authority="y"))
        assert caught.value.code == "disposal.no_hold"


def test_a_file_in_use_or_too_young_stays(school: SmallSchool) -> None:
    first, _ = _two(school)
    with school.signed_in() as casebook:
        assert _refused(casebook, _request(first)) == "disposal.on_roll"
        _leave(casebook, first)
        assert _refused(casebook, _request(first)) == "disposal.too_early"
        assert _refused(casebook, _request(first, rule="transferred")) == "disposal.day_needed"
        nonsense = _request(first, rule="transferred", counted_from="last year")
        assert _refused(casebook, nonsense) == "disposal.not_a_day"
        long_ago = _request(first, rule="transferred", counted_from="2024-01-01")
        assert plan_disposal(casebook, request=long_ago).due == "2025-01-01"
        for unknown in ("soon", "malicious"):  # the second is a rule about adults
            assert _refused(casebook, _request(first, rule=unknown)) == "disposal.rule_unknown"
        assert _refused(casebook, _request(first, authority=" ")) == "disposal.incomplete"


def test_open_work_keeps_a_file(school: SmallSchool) -> None:
    school.send()
    with school.signed_in() as casebook:
        collect_letterbox(casebook)
        _leave(casebook, school.first_pupil)
        assert _refused(casebook, _request(school.first_pupil)) == "disposal.open_work"


def test_an_open_case_keeps_a_file(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        _leave(casebook, school.first_pupil)
        case = open_case(
            casebook, pupils=(school.first_pupil,), title="Coats", owner=casebook.person.id
        )
        school.clock.moment = LATER
        assert _refused(casebook, _request(school.first_pupil)) == "disposal.open_work"
        closing = NewClosing(case=case, outcome="resolved", reason="She has one")
        close_case(casebook, closing=closing)
        assert plan_disposal(casebook, request=_request(school.first_pupil)).entries


def test_a_longer_rule_wins(school: SmallSchool) -> None:
    school.send()
    with school.signed_in() as casebook:
        collect_letterbox(casebook)
        (concern,) = concerns.ids(casebook.connection)
        decide(casebook, decision=replace(decision(concern, category="sexual"), actions=()))
        _close_cases(casebook)
        _leave(casebook, school.first_pupil)
        school.clock.moment = LATER
        assert _refused(casebook, _request(school.first_pupil)) == "disposal.longer_rule"
        longer = _request(school.first_pupil, rule="sexual_abuse")
        assert _refused(casebook, longer) == "disposal.too_early"


def test_a_child_who_was_in_care_is_kept_longer(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        _leave(casebook, school.first_pupil, in_care=True)
        school.clock.moment = LATER
        assert _refused(casebook, _request(school.first_pupil)) == "disposal.longer_rule"


def test_rules_and_their_last_day() -> None:
    by_code = {rule.code: rule for rule in rules()}
    file = by_code["child_protection"]
    assert file.over_on(datetime(2016, 3, 12, tzinfo=UTC).date()).isoformat() == "2041-03-12"
    assert file.over_on(datetime(2016, 2, 29, tzinfo=UTC).date()).isoformat() == "2041-03-01"
    longer = longer_rules(file, categories=(), in_care=True)
    assert [rule.code for rule in longer] == ["looked_after"]
    assert longer_rules(by_code["looked_after"], categories=("sexual",), in_care=True) == ()
