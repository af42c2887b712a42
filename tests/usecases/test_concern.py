"""A concern from the staff room to the lead's decision and back, sealed all the way."""

import logging
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.logs import start_logging
from desktop.usecases.lead.actions import complete_action
from desktop.usecases.lead.amendments import amend
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.decide import (
    close_concern,
    decide,
    open_concern,
    reopen_concern,
)
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from desktop.usecases.restricted.letter_file import open_restricted_letter
from desktop.usecases.staff.log_concern import log_concern
from desktop.usecases.staff.receipts import deliver, my_receipts
from desktop.usecases.staff.say_who import author_with_pin, guest_author
from storage.database.repositories import actions, chronology, concerns, files, ledger_rows
from storage.keys.reporter_keys import unlock_reporter
from storage.letterbox.receipt import read_reply
from storage.letterbox.slip import open_slip
from storage.records.body_map import BodyMap, Mark
from storage.records.concern import Attachment, LinkedPupil
from storage.records.errors import UserFacingError
from storage.records.when import When
from tests.fakes.canary import files_with
from tests.fakes.small_school import TOM_PIN, SmallSchool, decision

CANARY = "Zuleika-swears-the-marmalade-cat-did-it"
MARKS = (
    Mark(
        number=1, view="child-front@1", x=310, y=420, region="left_forearm", site="inner side",
        kind="bruise", size="about 2 cm", colour="yellow", said=f"{CANARY}-mark",
    ),
    Mark(number=2, view="child-back@1", x=500, y=300, region="back", site="", kind="scratch"),
)  # fmt: skip
PHOTO = Attachment(
    name=f"{CANARY}.txt", media_type="text/plain", content=(CANARY + "-file").encode() * 50
)


def full_draft(school: SmallSchool):
    """A concern with everything in it, each box with the canary."""
    return school.draft(
        what_happened=f"{CANARY}-happened",
        child_words=f"{CANARY}-child",
        opinion=f"{CANARY}-opinion",
        place=f"{CANARY}-place",
        did_at_once=f"{CANARY}-did",
        who_else=f"{CANARY}-who",
        unlisted_pupil=f"{CANARY}-unlisted",
        told_whom=f"{CANARY}-told",
        body_maps=(BodyMap(marks=MARKS, seen=f"{CANARY}-seen"),),
        attachments=(PHOTO,),
    )


def test_the_words_lie_in_no_file_of_either_home(
    school: SmallSchool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    log = school.root / "holdfast.log"
    handlers = list(logging.getLogger().handlers)
    start_logging(log)
    try:
        station = school.station()
        log_concern(station, draft=full_draft(school), author=school.megan(station))
        assert files_with(CANARY, [school.root, scratch]) == []
        with school.signed_in() as casebook:
            (concern_id,) = collect_letterbox(casebook).concerns
            open_concern(casebook, concern_id=concern_id)
            decide(casebook, decision=decision(concern_id, reply=f"{CANARY}-reply"))
            assert [
                found.id for found in chronology.search(casebook.connection, f"{CANARY}-happened")
            ] == [concern_id]
            assert files_with(CANARY, [school.root, scratch]) == []
        logging.getLogger("holdfast").error("code %s", "letterbox.folder_gone")
        try:
            raise ValueError(CANARY)
        except ValueError:
            logging.getLogger("holdfast").exception("a bug")
        logging.getLogger("elsewhere").warning("leaks %s", CANARY)
        deliver(school.station())
        assert "letterbox.folder_gone" in log.read_text(encoding="utf-8")
        assert files_with(CANARY, [school.root, scratch]) == []
        (school.root / "control.bin").write_bytes(b"\0" + CANARY.encode("utf-16-le"))
        assert files_with(CANARY, [school.root, scratch]) == ["control.bin"]
    finally:
        for handler in list(logging.getLogger().handlers):
            if handler not in handlers:
                logging.getLogger().removeHandler(handler)
                handler.close()


def test_a_concern_arrives_as_it_was_written(school: SmallSchool) -> None:
    station = school.station()
    draft = full_draft(school)
    sent = log_concern(station, draft=draft, author=school.megan(station))
    assert (sent.number, sent.carried, sent.told_dsl, sent.problem) == (3, True, False, "")
    assert [contact.name for contact in sent.find_now] == ["Ruth Okafor", "Dan Whitcombe"]
    assert sent.find_now[0].telephone == "01632 960001"
    school.clock.advance(minutes=90)
    with school.signed_in() as casebook:
        done = collect_letterbox(casebook)
        (concern_id,) = done.concerns
        assert (done.kept, done.passed_by) == ((), 0)
        found = concerns.concern(casebook.connection, concern_id)
        assert found is not None
        assert (found.status, found.signature, found.checks) == ("waiting", "own key", ())
        for name in (
            "what_happened", "child_words", "opinion", "place", "did_at_once", "who_else",
            "unlisted_pupil", "told_whom", "pupils", "body_maps",
        ):  # fmt: skip
            assert getattr(found, name) == getattr(draft, name), name
        assert found.happened == draft.happened
        assert found.written_at == "2026-11-22T09:10:30.000Z"
        assert found.recorded_at == "2026-11-22T10:41:00.000Z"
        (stored,) = files.stored_files(casebook.connection, bytes.fromhex(found.ledger), found.seq)
        assert files.content(casebook.connection, stored) == PHOTO.content
        (map_row,) = chronology.body_maps(casebook.connection, school.first_pupil)
        assert map_row.body_map.marks == MARKS
        report = verify_ledger(casebook)
        assert (report.result, report.first_fault) == ("ok", None)
        assert replay_differences(casebook) == ()
    done_again = deliver(school.station())
    assert (done_again.received, done_again.waiting, done_again.problem) == ((3,), (), "")


def test_only_the_leads_and_the_printed_code_open_a_letter(school: SmallSchool) -> None:
    school.send(told_dsl="yes")
    station = school.station()
    (name,) = station.spool.pending()
    data = station.spool.read_slip(name)
    tom = author_with_pin(station, account="tom", pin=TOM_PIN)
    for keys in (school.megan().keys, tom.keys, station.identity.keys):
        with pytest.raises(UserFacingError) as caught:
            open_slip(data, keys=keys, known_keys=lambda _: None)
        assert caught.value.code == "letterbox.slip_not_for_you"
    with school.signed_in("dan") as casebook:
        assert open_slip(data, keys=casebook.keys, known_keys=lambda _: None).signature_ok


def test_a_letter_collected_twice_is_one_concern(school: SmallSchool) -> None:
    school.send()
    (name,) = school.station().spool.pending()
    data = school.station().spool.read_slip(name)
    with school.signed_in() as casebook:
        assert len(collect_letterbox(casebook).concerns) == 1
        (school.letterbox / "out" / f"{name}.slip").write_bytes(data)
        (school.letterbox / "out" / f"{'ab' * 16}.slip").write_bytes(data)
        again = collect_letterbox(casebook)
        assert (again.concerns, again.kept) == ((), ())
        assert casebook.spool.pending() == ()
        assert len(concerns.ids(casebook.connection)) == 1


def test_triage_is_one_transaction_and_the_original_stays(school: SmallSchool) -> None:
    school.send(child_words="I fell off the wall.")
    with school.signed_in() as casebook:
        (concern_id,) = collect_letterbox(casebook).concerns
        before = open_concern(casebook, concern_id=concern_id)
        assert before.opened_at is not None
        size = casebook.head().size
        open_concern(casebook, concern_id=concern_id)
        assert casebook.head().size == size, "only the first reading is an entry"
        assert before.status == "waiting", "what was read but not decided still waits"
        assert [row.id for row in concerns.waiting(casebook.connection)] == [concern_id]
        done = decide(casebook, decision=decision(concern_id))
        assert casebook.head().size == size + 4, "decision, case, action, reply"
        after = concerns.concern(casebook.connection, concern_id)
        assert after is not None
        assert after.status == "open"
        assert after.what_happened == before.what_happened
        assert after.triage[-1].reason == "The account fits the mark"
        (action,) = actions.of_concern(casebook.connection, concern_id)
        assert (action.id, action.due) == (done.actions[0], "2026-11-25")
        amend(
            casebook,
            target=concern_id,
            field="text",
            correction="The right forearm.",
            reason="Megan was sure afterwards",
        )
        amended = chronology.entry(casebook.connection, concern_id)
        assert amended is not None
        assert amended.text == before.what_happened
        assert amended.corrections[0].correction == "The right forearm."


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"category": ""}, "triage.incomplete"),
        ({"reason": " "}, "triage.incomplete"),
        ({"category": "nonsense"}, "triage.unknown_word"),
        ({"level": "nonsense"}, "triage.unknown_word"),
        ({"response": "nonsense"}, "triage.unknown_word"),
        ({"concern": "c-nobody"}, "triage.not_found"),
        ({"pupils": (LinkedPupil(id="p-nobody", role="subject"),)}, "pupils.not_found"),
    ],
)
def test_a_decision_that_is_not_whole_changes_nothing(
    school: SmallSchool, changes: dict[str, object], refusal: str
) -> None:
    school.send()
    with school.signed_in() as casebook:
        (concern_id,) = collect_letterbox(casebook).concerns
        size = casebook.head().size
        with pytest.raises(UserFacingError) as caught:
            decide(casebook, decision=decision(concern_id, **changes))
        assert caught.value.code == refusal
        assert casebook.head().size == size


@pytest.mark.parametrize("missing", ["what", "owner", "due"])
def test_an_action_needs_what_who_and_when(school: SmallSchool, missing: str) -> None:
    school.send()
    with school.signed_in() as casebook:
        (concern_id,) = collect_letterbox(casebook).concerns
        whole = decision(concern_id)
        broken = replace(whole, actions=(replace(whole.actions[0], **{missing: " "}),))
        with pytest.raises(UserFacingError) as caught:
            decide(casebook, decision=broken)
        assert caught.value.code == "triage.action_incomplete"


def test_an_action_is_due_on_a_day(school: SmallSchool) -> None:
    school.send()
    with school.signed_in() as casebook:
        (concern_id,) = collect_letterbox(casebook).concerns
        whole = decision(concern_id)
        broken = replace(whole, actions=(replace(whole.actions[0], due="next week"),))
        with pytest.raises(UserFacingError) as caught:
            decide(casebook, decision=broken)
        assert caught.value.code == "triage.action_due"


def test_the_reply_is_for_its_author_alone(school: SmallSchool) -> None:
    sent = school.send()
    with school.signed_in() as casebook:
        (concern_id,) = collect_letterbox(casebook).concerns
        decide(casebook, decision=decision(concern_id, reply="Thank you, I have it."))
    station = school.station()
    deliver(station)
    row = my_receipts(station, author=school.megan(station))[0]
    assert (row.number, row.reply) == (sent.number, "Thank you, I have it.")
    assert row.received_at is not None
    tom = author_with_pin(station, account="tom", pin=TOM_PIN)
    assert sent.number not in [row.number for row in my_receipts(station, author=tom)]
    receipt = next(
        receipt for item, receipt in station.outbox.receipts() if item.number == sent.number
    )
    for other in (tom.keys, station.identity.keys):
        with pytest.raises(UserFacingError) as caught:
            read_reply(receipt, keys=other)
        assert caught.value.code == "letterbox.reply_not_for_you"


def test_a_later_reply_takes_the_place_of_the_first(school: SmallSchool) -> None:
    school.send()
    with school.signed_in() as casebook:
        (concern_id,) = collect_letterbox(casebook).concerns
        decide(casebook, decision=decision(concern_id, reply="One."))
    deliver(school.station())
    school.clock.advance(minutes=5)
    with school.signed_in() as casebook:
        decide(casebook, decision=decision(concern_id, reply="Two.", actions=()))
    deliver(school.station())
    station = school.station()
    assert my_receipts(station, author=school.megan(station))[0].reply == "Two."


def test_closing_waits_for_open_actions(school: SmallSchool) -> None:
    school.send()
    with school.signed_in() as casebook:
        (concern_id,) = collect_letterbox(casebook).concerns

        def close() -> None:
            close_concern(
                casebook, concern_id=concern_id, outcome="Mother has seen the GP", reason="No risk"
            )

        with pytest.raises(UserFacingError) as caught:
            close()
        assert caught.value.code == "triage.not_decided"
        done = decide(casebook, decision=decision(concern_id))
        with pytest.raises(UserFacingError) as caught:
            close()
        assert (caught.value.code, caught.value.facts) == ("triage.open_actions", {"count": 1})
        with pytest.raises(UserFacingError) as caught:
            complete_action(casebook, action_id=done.actions[0], outcome=" ")
        assert caught.value.code == "triage.outcome_missing"
        complete_action(casebook, action_id=done.actions[0], outcome="She was cheerful")
        with pytest.raises(UserFacingError) as caught:
            complete_action(casebook, action_id=done.actions[0], outcome="Again")
        assert caught.value.code == "triage.action_done_already"
        close()
        with pytest.raises(UserFacingError) as caught:
            close()
        assert caught.value.code == "triage.already_closed"
        reopen_concern(casebook, concern_id=concern_id, reason="A new mark")
        with pytest.raises(UserFacingError) as caught:
            reopen_concern(casebook, concern_id=concern_id, reason="Twice")
        assert caught.value.code == "triage.not_closed"
        found = concerns.concern(casebook.connection, concern_id)
        assert found is not None
        assert found.status == "open"
        kinds = {row.kind for row in chronology.of_pupil(casebook.connection, school.first_pupil)}
        assert {"concern", "decision", "action", "outcome", "closure"} <= kinds
        assert verify_ledger(casebook).result == "ok"
        assert replay_differences(casebook) == ()


def test_reopening_needs_a_reason(school: SmallSchool) -> None:
    school.send()
    with school.signed_in() as casebook:
        (concern_id,) = collect_letterbox(casebook).concerns
        decide(casebook, decision=decision(concern_id, actions=()))
        close_concern(casebook, concern_id=concern_id, outcome="Nothing", reason="No risk")
        with pytest.raises(UserFacingError) as caught:
            reopen_concern(casebook, concern_id=concern_id, reason=" ")
        assert caught.value.code == "triage.reason_missing"


@pytest.mark.parametrize(
    ("changes", "boxes"),
    [
        ({"pupils": ()}, "which child it is about"),
        ({"what_happened": " "}, "what happened"),
        ({"told_dsl": ""}, "whether you have told a DSL in person"),
    ],
)
def test_a_concern_says_which_box_is_missing(
    school: SmallSchool, changes: dict[str, object], boxes: str
) -> None:
    with pytest.raises(UserFacingError) as caught:
        school.send(**changes)
    assert (caught.value.code, caught.value.facts) == ("staff.incomplete", {"boxes": boxes})
    assert school.station().spool.pending() == ()


def test_several_children_and_a_child_who_is_not_listed(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        rows = [found.id for found in chronology_pupils(casebook)]
    school.send(
        pupils=(LinkedPupil(id=rows[0], role="subject"), LinkedPupil(id=rows[1], role="witness"))
    )
    school.send(pupils=(), unlisted_pupil="A boy in a green coat, year 2 perhaps")
    with school.signed_in() as casebook:
        two, unlisted = collect_letterbox(casebook).concerns
        in_file = [row.id for row in chronology.of_pupil(casebook.connection, rows[0])]
        assert in_file == [two]
        assert chronology.of_pupil(casebook.connection, rows[1]) == ()
        link = (LinkedPupil(id=rows[1], role="subject"),)
        decide(casebook, decision=decision(unlisted, pupils=link))
        assert unlisted in [row.id for row in chronology.of_pupil(casebook.connection, rows[1])]
        assert replay_differences(casebook) == ()


def chronology_pupils(casebook):
    """All children of the roll."""
    from storage.database.repositories import pupils  # late: used once

    return pupils.all_pupils(casebook.connection)


def test_a_guest_is_signed_by_the_workstation(school: SmallSchool) -> None:
    station = school.station()
    log_concern(station, draft=school.draft(), author=guest_author(station, name="Jo Supply"))
    with school.signed_in() as casebook:
        (concern_id,) = collect_letterbox(casebook).concerns
        found = concerns.concern(casebook.connection, concern_id)
    assert found is not None
    assert (found.signature, found.reporter) == ("workstation", "Jo Supply")


def test_words_that_do_not_match_the_signature_are_named(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    station = school.station()
    megan = school.megan(station)
    tom = author_with_pin(station, account="tom", pin=TOM_PIN)
    log_concern(station, draft=school.draft(), author=replace(megan, keys=tom.keys))
    with school.signed_in() as casebook:
        (concern_id,) = collect_letterbox(casebook).concerns
        found = concerns.concern(casebook.connection, concern_id)
    assert found is not None
    assert found.signature == "unknown", "Tom's key under Megan's name is nobody's own key"


def test_a_letter_about_an_adult_goes_by_the_leads(school: SmallSchool) -> None:
    sent = school.send(about_adult=True, what_happened=f"{CANARY}-adult", told_dsl="yes")
    assert (sent.spare_key, sent.about_adult) == (True, True)
    with school.signed_in() as casebook:
        done = collect_letterbox(casebook)
        assert (done.concerns, done.kept, done.passed_by) == ((), (), 1)
        (name,) = casebook.spool.pending()
        data = casebook.spool.read_slip(name)
        assert len(ledger_rows.rows(casebook.connection, limit=100_000)) == casebook.head().size
    letter = open_restricted_letter(
        data, code=school.secrets.spare_code, letterbox=school.letterbox
    )
    assert letter.what_happened == f"{CANARY}-adult"
    assert letter.signature_ok
    with pytest.raises(UserFacingError) as caught:
        open_restricted_letter(data, code=school.secrets.recovery_code, letterbox=school.letterbox)
    assert caught.value.code == "letterbox.slip_not_for_you"


def test_nobody_told_is_repeated_every_hour_until_it_is_received(school: SmallSchool) -> None:
    sent = school.send(told_dsl="no")
    school.send(told_dsl="yes")
    assert deliver(school.station()).remind == ()
    school.clock.advance(minutes=61)
    assert deliver(school.station()).remind == (sent.number,)
    with school.signed_in() as casebook:
        collect_letterbox(casebook)
    assert deliver(school.station()).remind == ()


@pytest.mark.parametrize(
    "when",
    [
        When.unknown(as_told="a while ago"),
        When(earliest="2026-11-01", latest="2026-11-10", precision="range", as_told="early Nov"),
        When(earliest="2026-11-20T12:10", latest="2026-11-20T13:10", precision="about", as_told=""),
    ],
)
def test_vague_times_arrive_as_told(school: SmallSchool, when: When) -> None:
    school.send(happened=when)
    with school.signed_in() as casebook:
        (concern_id,) = collect_letterbox(casebook).concerns
        (row,) = chronology.of_pupil(casebook.connection, school.first_pupil)
        assert (row.id, row.happened) == (concern_id, when)


def test_the_workstation_opens_a_reporters_key_with_its_own_secret_only(
    school: SmallSchool,
) -> None:
    station = school.station()
    megan = school.megan(station)
    file = station.reporters.load(megan.person)
    with pytest.raises(UserFacingError) as caught:
        unlock_reporter(file, pin="7294", workstation_secret=bytes(32))
    assert caught.value.code == "keys.wrong_pin"
