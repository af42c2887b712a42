"""The change of DSL: who handed what to whom, and whose access ends when."""

from dataclasses import replace

import pytest

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.close_session import close_session
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.decide import NewAction, decide
from desktop.usecases.lead.end_access import suspend_person
from desktop.usecases.lead.hand_over import (
    HANDED,
    STILL_OPEN,
    HandOver,
    HandOverItem,
    hand_over,
    hand_over_text,
    hand_overs,
    prepare_hand_over,
)
from desktop.usecases.lead.key_access import who_can_open
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from storage.database.repositories import ledger_rows, people
from storage.keys import key_file_store
from storage.ledger.entries import parse_header
from storage.records.errors import UserFacingError
from storage.records.people import Person, Role
from tests.fakes.small_school import SmallSchool, decision
from ui.messages import message_for


def person(casebook: OpenCasebook, account: str) -> Person:
    """Somebody by account."""
    found = people.by_account(casebook.connection, account)
    assert found is not None
    return found


def ticked(items: tuple[HandOverItem, ...]) -> tuple[HandOverItem, ...]:
    """All ticked but the sticks, which have a note."""
    return tuple(
        replace(item, note="two sticks are at the council") if item.code == "backup_sticks"
        else replace(item, state=HANDED)
        for item in items
    )  # fmt: skip


def refused(function, *arguments, **given) -> UserFacingError:
    """What is refused; it has a sentence."""
    with pytest.raises(UserFacingError) as caught:
        function(*arguments, **given)
    assert message_for(caught.value).next_step
    return caught.value


def sound(casebook: OpenCasebook) -> None:
    """The ledger verifies and the read tables equal it."""
    report = verify_ledger(casebook)
    assert (report.result, report.first_fault) == ("ok", None)
    assert replay_differences(casebook) == ()


def test_what_was_handed_over_stands_in_the_record(school: SmallSchool) -> None:
    school.send()
    with school.signed_in() as casebook:
        (concern,) = collect_letterbox(casebook).concerns
        action = NewAction(what="Ring the nurse", owner=casebook.person.id, due="2026-11-25")
        decide(casebook, decision=decision(concern, actions=(action,)))
        dan = person(casebook, "dan")
        items = prepare_hand_over(casebook, to_person=dan.id)
        counts = {item.code: item.count for item in items if item.count is not None}
        assert counts == {
            "waiting_concerns": 0, "open_concerns": 1, "open_actions": 1, "own_actions": 1,
            "reviews_due": 0,
        }  # fmt: skip
        assert {item.state for item in items if item.count is None} == {STILL_OPEN}
        done = hand_over(
            casebook,
            folder=school.casebook_folder,
            handover=HandOver(to_person=dan.id, items=ticked(items), note="Met in the office."),
        )
        assert done.access is None
        assert {notice.code for notice in done.notices} == {"people.renew_recovery"}
        assert (done.record.from_name, done.record.to_name) == ("Ruth Okafor", "Dan Whitcombe")
        assert person(casebook, "dan").role is Role.LEAD
        assert person(casebook, "ruth").role is Role.DEPUTY
        text = hand_over_text(done.record)
        for part in (
            "From Ruth Okafor to Dan Whitcombe",
            "[x] Open concerns: 1",
            "[ ] Sticks and folders with backups – two sticks are at the council",
            "Met in the office.",
            f"Entry {done.record.seq} of the record",
        ):
            assert part in text
        row = ledger_rows.row(casebook.connection, casebook.ledger, done.record.seq)
        assert row is not None
        assert parse_header(row.header).type == "handover.made"
        sound(casebook)
    with school.signed_in("dan") as casebook:
        assert hand_overs(casebook) == (done.record,)
        assert len(who_can_open(casebook)) == 2


def test_every_thing_is_ticked_or_noted(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        dan = person(casebook, "dan")
        size = casebook.head().size
        items = prepare_hand_over(casebook, to_person=dan.id)
        given = HandOver(to_person=dan.id, items=items)
        error = refused(hand_over, casebook, folder=school.casebook_folder, handover=given)
        assert error.code == "people.handover_incomplete"
        assert "recovery code" in str(error.facts["boxes"])
        assert "Open concerns" not in str(error.facts["boxes"])
        # a list from which a thing was left out is as little an answer
        given = HandOver(to_person=dan.id, items=ticked(items)[:-1])
        error = refused(hand_over, casebook, folder=school.casebook_folder, handover=given)
        assert error.code == "people.handover_incomplete"
        assert casebook.head().size == size


def test_only_between_those_who_can_open_the_casebook(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        dan, megan = person(casebook, "dan"), person(casebook, "megan")
        for to, code in (
            (megan.id, "people.handover_to_lead"),
            (casebook.person.id, "people.handover_to_oneself"),
            ("u-none", "people.not_found"),
        ):
            assert refused(prepare_hand_over, casebook, to_person=to).code == code
        suspend_person(casebook, folder=school.casebook_folder, person_id=dan.id, reason="x")
        error = refused(prepare_hand_over, casebook, to_person=dan.id)
        assert error.code == "people.handover_to_lead"


def test_ones_own_access_ends_when_the_new_dsl_signs_in(school: SmallSchool) -> None:
    casebook = school.sign_in()
    dan = person(casebook, "dan")
    items = ticked(prepare_hand_over(casebook, to_person=dan.id))
    done = hand_over(
        casebook,
        folder=school.casebook_folder,
        handover=HandOver(to_person=dan.id, items=items, end_access=True),
    )
    assert "people.access_ends_later" in {notice.code for notice in done.notices}
    assert done.record.items[-1].state == STILL_OPEN
    assert close_session(casebook, folder=school.casebook_folder) == ()
    # until the new one has signed in, the old one still can: the school is never locked out
    school.sign_in().close()

    school.clock.advance(seconds=30)
    signed_in = school.try_sign_in("dan")
    codes = {notice.code for notice in signed_in.notices}
    assert {"people.access_ended", "people.recovery_ended"} <= codes
    casebook = signed_in.casebook
    ruth = person(casebook, "ruth")
    assert (ruth.active, ruth.suspended) == (False, False)
    file = key_file_store.load_key_file(school.casebook_folder).file
    assert {slot.account for slot in file.slots} == {"dan"}
    assert file.epoch == 2
    sound(casebook)
    casebook.close()
    with pytest.raises(UserFacingError) as caught:
        school.sign_in()
    assert caught.value.code == "keys.unknown_account"
    school.clock.advance(seconds=30)
    again = school.try_sign_in("dan")
    assert again.notices == (), "it is done once"


def test_a_colleagues_access_ends_at_once(school: SmallSchool) -> None:
    with school.signed_in("dan") as casebook:
        ruth = person(casebook, "ruth")
        dan = casebook.person
        items = ticked(prepare_hand_over(casebook, to_person=dan.id, from_person=ruth.id))
        done = hand_over(
            casebook,
            folder=school.casebook_folder,
            handover=HandOver(to_person=dan.id, from_person=ruth.id, items=items, end_access=True),
        )
        assert done.access is not None
        assert not done.access.person.active
        assert done.access.rotation_due
        assert person(casebook, "dan").role is Role.LEAD
        assert done.record.items[-1].state == HANDED
        sound(casebook)
