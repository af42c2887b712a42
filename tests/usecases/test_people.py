"""Suspending, resuming and removing people, changing what they do, and who can open afterwards."""

import shutil
from pathlib import Path

import pytest

from desktop.usecases.lead.add_lead import add_lead
from desktop.usecases.lead.back_up import back_up, open_backup_read_only
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.change_person import PersonChanges, change_person
from desktop.usecases.lead.close_session import close_session
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.decide import NewAction, decide
from desktop.usecases.lead.end_access import (
    AccessChanged,
    remove_person,
    resume_person,
    suspend_person,
)
from desktop.usecases.lead.key_access import database_keys, people_who_can_open, who_can_open
from desktop.usecases.lead.manage_people import NewPerson, all_people, everyone, new_slip
from desktop.usecases.lead.rotate_key import rotate_on_request, rotation_due
from desktop.usecases.lead.sign_in import Credentials
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from desktop.usecases.staff.station import school_card, team_card
from storage.database import check
from storage.database.page_check import key_fits
from storage.database.repositories import ledger_rows, people
from storage.keys import key_epochs, key_file, key_file_store
from storage.keys.key_file import KeyFile
from storage.ledger.entries import parse_header
from storage.records.database_key import DatabaseKey
from storage.records.errors import UserFacingError
from storage.records.people import Person, Role
from tests.fakes.small_school import DEPUTY_PASSWORD, VERSION, SmallSchool, cheap_kdf, decision
from ui.messages import message_for

KEYS = key_file_store.FILE_NAME


def person(casebook: OpenCasebook, account: str) -> Person:
    """Somebody by account."""
    found = people.by_account(casebook.connection, account)
    assert found is not None
    return found


def change(school: SmallSchool, casebook: OpenCasebook, what, account: str) -> AccessChanged:
    """Suspend, resume or remove somebody."""
    done: AccessChanged = what(
        casebook,
        folder=school.casebook_folder,
        person_id=person(casebook, account).id,
        reason="asked by the head",
    )
    for notice in done.notices:
        assert message_for(notice).next_step
    return done


def end(school: SmallSchool, casebook: OpenCasebook) -> tuple[str, ...]:
    """End the session as the program does; return the codes of what it says."""
    return tuple(n.code for n in close_session(casebook, folder=school.casebook_folder))


def refusal(function, *arguments, **given) -> UserFacingError:
    """What is refused; it must have a sentence."""
    with pytest.raises(UserFacingError) as caught:
        function(*arguments, **given)
    assert message_for(caught.value).message
    return caught.value


def key_of(school: SmallSchool) -> KeyFile:
    """The key file as it lies."""
    return key_file_store.load_key_file(school.casebook_folder).file


def opens(school: SmallSchool, key: DatabaseKey) -> bool:
    """Whether the database's file opens with this key."""
    return key_fits(school.casebook_folder / "casebook.db", key)


def types(casebook: OpenCasebook) -> list[str]:
    """The types of all entries."""
    rows = ledger_rows.rows(casebook.connection, limit=10_000)
    return [parse_header(row.header).type for row in rows]


def sound(casebook: OpenCasebook) -> None:
    """The ledger verifies, the read tables equal it, every page is whole."""
    report = verify_ledger(casebook)
    assert (report.result, report.first_fault) == ("ok", None)
    assert replay_differences(casebook) == ()
    assert check.check_pages(casebook.connection) == ()


def test_a_removed_lead_is_out_whatever_she_kept(school: SmallSchool, tmp_path: Path) -> None:
    kept = tmp_path / "kept by dan"
    with school.signed_in("dan") as casebook:
        old_key = casebook.database_key
        back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
    shutil.copytree(school.casebook_folder, kept)
    (backup,) = school.backups.glob("*.cbk")

    casebook = school.sign_in()
    before = ledger_rows.heads(casebook.connection).size
    done = change(school, casebook, remove_person, "dan")
    assert done.rotation_due
    assert not done.recovery_ended
    assert "people.copies_stay_readable" in {notice.code for notice in done.notices}
    assert key_epochs.epochs(key_of(school)) == (1, 2)
    assert opens(school, old_key), "until the session ends the file is as it was"
    assert end(school, casebook) == ()

    assert not opens(school, old_key)
    assert key_epochs.epochs(key_of(school)) == (2,)
    for name in (KEYS, key_file_store.PREVIOUS_NAME):
        shutil.copy(kept / name, school.casebook_folder / f"old-{name}")
        old = key_file.parse((kept / name).read_bytes())
        slot = old.slot_for_account("dan")
        unlocked = key_file.unlock(old, slot.id, DEPUTY_PASSWORD)
        assert not any(opens(school, key) for key in unlocked.database_keys.values())
        now = key_file.parse((school.casebook_folder / name).read_bytes())
        mine = [slot for slot in now.slots if slot.public == unlocked.keys.public]
        assert mine == [], "no generation of the key file leads her in"
    with pytest.raises(UserFacingError) as caught:
        school.sign_in("dan")
    assert caught.value.code == "keys.unknown_account"

    # said, not hidden: what she kept from before still opens for her
    school.clock.advance(seconds=60)
    reading = open_backup_read_only(
        path=backup,
        into=tmp_path / "read",
        credentials=Credentials(account="dan", password=DEPUTY_PASSWORD, code=school.code("dan")),
        clock=school.clock,
        random_bytes=school.random_bytes,
        app_version=VERSION,
    )
    assert reading.person.account == "dan"
    reading.close()

    with school.signed_in() as casebook:
        assert types(casebook)[before:] == [
            *["key.ended", "person.changed", "key.rotated", "session.opened"]
        ]
        sound(casebook)


def test_an_old_key_file_put_back_does_not_open_the_new_file(school: SmallSchool) -> None:
    old = (school.casebook_folder / KEYS).read_bytes()
    casebook = school.sign_in()
    change(school, casebook, remove_person, "dan")
    end(school, casebook)
    for name in (KEYS, key_file_store.PREVIOUS_NAME):
        (school.casebook_folder / name).write_bytes(old)
    with pytest.raises(UserFacingError) as caught:
        school.sign_in("dan")
    assert caught.value.code == "database.wrong_key"


def test_suspended_then_resumed(school: SmallSchool) -> None:
    casebook = school.sign_in()
    slot = key_of(school).slot_for_account("dan")
    done = change(school, casebook, suspend_person, "dan")
    assert (done.person.active, done.person.suspended) == (False, True)
    assert done.person.reason == "asked by the head"
    assert done.person.since
    shut = key_of(school).slot_for_account("dan")
    assert (shut.wraps, shut.wrapped_seed) == ((), slot.wrapped_seed)
    assert done.person.key_id not in {r.key_id for r in school_card(school.station()).readers}
    end(school, casebook)
    with pytest.raises(UserFacingError) as caught:
        school.sign_in("dan")
    assert caught.value.code == "people.suspended"

    casebook = school.sign_in()
    assert [somebody.account for somebody in who_can_open(casebook)] == ["ruth"]
    again = change(school, casebook, resume_person, "dan")
    assert (again.person.active, again.person.suspended, again.person.reason) == (True, False, "")
    assert again.notices == ()
    end(school, casebook)
    with school.signed_in("dan") as casebook:
        assert casebook.person.name == "Dan Whitcombe"
        assert people_who_can_open(casebook) == 2
        assert done.person.key_id in {r.key_id for r in school_card(school.station()).readers}
        sound(casebook)


def test_resumed_before_the_key_has_changed(school: SmallSchool) -> None:
    casebook = school.sign_in()
    change(school, casebook, suspend_person, "dan")
    change(school, casebook, resume_person, "dan")
    assert {epoch for epoch, _ in key_of(school).slot_for_account("dan").wraps} == {1, 2}
    end(school, casebook)
    with school.signed_in("dan") as casebook:
        sound(casebook)


def test_somebody_added_while_the_key_is_changing_can_open(school: SmallSchool) -> None:
    casebook = school.sign_in()
    change(school, casebook, remove_person, "dan")
    add_lead(
        casebook,
        folder=school.casebook_folder,
        person=NewPerson(name="Ana Silva", account="ana", role=Role.DEPUTY),
        password=DEPUTY_PASSWORD,
        kdf=cheap_kdf(school.random_bytes),
    )
    slot = key_of(school).slot_for_account("ana")
    assert {epoch for epoch, _ in slot.wraps} == {1, 2}
    end(school, casebook)
    slot = key_of(school).slot_for_account("ana")
    unlocked = key_file.unlock(key_of(school), slot.id, DEPUTY_PASSWORD)
    assert opens(school, unlocked.database_key)


def test_the_recovery_code_ends_with_its_person_and_this_is_said(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        change_person(
            casebook, person_id=person(casebook, "dan").id, changes=PersonChanges(role=Role.LEAD)
        )
    casebook = school.sign_in("dan")
    done = change(school, casebook, remove_person, "ruth")
    assert done.recovery_ended
    assert "people.recovery_ended" in {notice.code for notice in done.notices}
    assert key_of(school).recovery_slots() == ()
    end(school, casebook)
    with school.signed_in("dan") as casebook:
        sound(casebook)


def test_refusals_have_sentences(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        folder = school.casebook_folder
        for what in (suspend_person, remove_person):
            refused = refusal(
                what, casebook, folder=folder, person_id=casebook.person.id, reason="x"
            )
            assert refused.code == "people.not_yourself"
            dan = person(casebook, "dan").id
            refused = refusal(what, casebook, folder=folder, person_id=dan, reason=" ")
            assert refused.code == "people.reason_missing"
            refused = refusal(what, casebook, folder=folder, person_id="u-none", reason="x")
            assert refused.code == "people.not_found"
        refused = refusal(resume_person, casebook, folder=folder, person_id=dan, reason="x")
        assert refused.code == "people.not_suspended"
        change(school, casebook, suspend_person, "dan")
        refused = refusal(suspend_person, casebook, folder=folder, person_id=dan, reason="x")
        assert refused.code == "people.already_suspended"
        change(school, casebook, remove_person, "dan")
        for what in (suspend_person, remove_person):
            refused = refusal(what, casebook, folder=folder, person_id=dan, reason="x")
            assert refused.code == "people.already_ended"
        size = casebook.head().size
        assert refusal(new_slip, casebook, person_id=dan).code == "people.already_ended"
        refused = refusal(new_slip, casebook, person_id=casebook.person.id)
        assert refused.code == "people.slip_not_for_leads"
        assert casebook.head().size == size
    with school.signed_in() as casebook:
        sound(casebook)


def test_a_school_is_never_without_a_dsl(school: SmallSchool) -> None:
    with school.signed_in("dan") as casebook:
        ruth = person(casebook, "ruth")
        for what in (suspend_person, remove_person):
            refused = refusal(
                what, casebook, folder=school.casebook_folder, person_id=ruth.id, reason="x"
            )
            assert refused.code == "people.last_lead"
        demoted = PersonChanges(role=Role.DEPUTY)
        refused = refusal(change_person, casebook, person_id=ruth.id, changes=demoted)
        assert refused.code == "people.last_lead"
        change_person(casebook, person_id=casebook.person.id, changes=PersonChanges(role=Role.LEAD))
        assert change_person(casebook, person_id=ruth.id, changes=demoted).role is Role.DEPUTY


def test_staff_are_suspended_and_removed_without_a_new_key(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        epoch = key_of(school).epoch
        done = change(school, casebook, suspend_person, "megan")
        assert not done.rotation_due
        card = team_card(school.station())
        assert card is not None
        assert "megan" not in {member.account for member in card.staff}
        change(school, casebook, resume_person, "megan")
        change(school, casebook, remove_person, "tom")
        assert not rotation_due(casebook, folder=school.casebook_folder)
        assert key_of(school).epoch == epoch
        assert "tom" not in {somebody.account for somebody in everyone(casebook)}
        assert "tom" in {somebody.account for somebody in all_people(casebook)}
        ended = [key for key in people.keys(casebook.connection) if key.owner == done.person.id]
        assert len(ended) == 1, "a suspended person's key stays"
        sound(casebook)


def test_what_a_removed_lead_still_had_to_do_is_listed(school: SmallSchool) -> None:
    school.send()
    with school.signed_in() as casebook:
        (concern,) = collect_letterbox(casebook).concerns
        dan = person(casebook, "dan")
        decide(
            casebook,
            decision=decision(
                concern,
                actions=(
                    NewAction(what="Ring the nurse", owner=dan.id, due="2026-11-25"),
                    NewAction(what="Ring mother", owner=casebook.person.id, due="2026-11-25"),
                ),
            ),
        )
        done = change(school, casebook, remove_person, "dan")
        assert [action.what for action in done.open_actions] == ["Ring the nurse"]
        (notice,) = [n for n in done.notices if n.code == "people.open_actions"]
        assert notice.facts == {"count": 1}


def test_names_titles_and_telephones_change_with_an_entry(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        megan = person(casebook, "megan")
        size = casebook.head().size
        changed = change_person(
            casebook,
            person_id=megan.id,
            changes=PersonChanges(name="Megan Rees ", telephone="01632 960777"),
            reason="married",
        )
        assert changed.name == "Megan Rees"
        assert people.telephone(casebook.connection, megan.id) == "01632 960777"
        assert casebook.head().size == size + 1
        same = PersonChanges(name="Megan Rees", job_title=megan.job_title)
        change_person(casebook, person_id=megan.id, changes=same)
        assert casebook.head().size == size + 1, "nothing changed, nothing is recorded"
        nameless = PersonChanges(name=" ")
        refused = refusal(change_person, casebook, person_id=megan.id, changes=nameless)
        assert refused.code == "people.name_missing"
        promoted = PersonChanges(role=Role.LEAD)
        refused = refusal(change_person, casebook, person_id=megan.id, changes=promoted)
        assert refused.code == "people.role_fixed"
        sound(casebook)


def test_a_change_of_key_on_request(school: SmallSchool) -> None:
    casebook = school.sign_in()
    old = casebook.database_key
    folder = school.casebook_folder
    refused = refusal(rotate_on_request, casebook, folder=folder, reason=" ")
    assert refused.code == "people.reason_missing"
    for reason in ("laptop was lent", "asked twice"):
        assert rotate_on_request(casebook, folder=folder, reason=reason).epoch == 2
    end(school, casebook)
    assert not opens(school, old)
    with school.signed_in("dan") as casebook:
        assert types(casebook).count("key.rotated") == 1
        assert database_keys(casebook, key_of(school)) == {2: casebook.database_key}
        sound(casebook)


def test_backups_open_before_during_and_after(school: SmallSchool, tmp_path: Path) -> None:
    casebook = school.sign_in()

    def save() -> None:
        school.clock.advance(days=1)
        back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)

    save()
    rotate_on_request(casebook, folder=school.casebook_folder, reason="test")
    save()
    end(school, casebook)
    casebook = school.sign_in()
    save()
    casebook.close()
    for number, backup in enumerate(sorted(school.backups.glob("*.cbk"))):
        school.clock.advance(minutes=1)
        reading = open_backup_read_only(
            path=backup,
            into=tmp_path / str(number),
            credentials=Credentials(
                account="dan", password=DEPUTY_PASSWORD, code=school.code("dan")
            ),
            clock=school.clock,
            random_bytes=school.random_bytes,
            app_version=VERSION,
        )
        assert verify_ledger(reading).result == "ok"
        reading.close()
    assert number == 2


def test_a_slot_exchanged_by_somebody_else_gets_no_new_key(school: SmallSchool) -> None:
    """Somebody who can write the key file puts a key of their own into a colleague's slot."""
    casebook = school.sign_in()
    folder = school.casebook_folder
    file = key_of(school)
    dan, ruth = file.slot_for_account("dan"), file.slot_for_account("ruth")
    (recovery,) = file.recovery_slots()
    thief = key_file.add_recovery_slot(
        file,
        person=dan.person,
        role="deputy",
        code_secret=b"t" * 16,
        database_keys={1: casebook.database_key},
        random_bytes=school.random_bytes,
    )
    key_file_store.save_key_file(folder, thief.file)
    begun = rotate_on_request(casebook, folder=folder, reason="test")
    assert [notice.code for notice in begun.notices] == ["keys.slot_not_trusted"]
    assert end(school, casebook) == ()
    assert key_of(school).slot(thief.slot_id).wraps == ()
    for slot in (dan, ruth, recovery):
        assert [epoch for epoch, _ in key_of(school).slot(slot.id).wraps] == [2]
    with school.signed_in("dan") as casebook:
        sound(casebook)


def test_an_interrupted_addition_leaves_no_way_in(school: SmallSchool) -> None:
    """The key file was written, the entry was not: nobody knows of this slot."""
    with school.signed_in() as casebook:
        file = key_of(school)
        added = key_file.add_password_slot(
            file,
            person="person-nobody",
            account="ana",
            role="deputy",
            password=DEPUTY_PASSWORD,
            kdf=cheap_kdf(school.random_bytes),
            totp_secret=b"",
            one_time_hashes=(),
            database_keys=database_keys(casebook, file),
            random_bytes=school.random_bytes,
        )
        key_file_store.save_key_file(school.casebook_folder, added.file)
    with school.signed_in() as casebook:
        assert {slot.account for slot in key_of(school).slots} == {"ruth", "dan", ""}
        lead = NewPerson(name="Ana Silva", account="ana", role=Role.DEPUTY)
        add_lead(
            casebook,
            folder=school.casebook_folder,
            person=lead,
            password=DEPUTY_PASSWORD,
            kdf=cheap_kdf(school.random_bytes),
        )
        sound(casebook)


def test_who_still_has_the_slip_of_paper_does_not_count(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        assert people_who_can_open(casebook) == 2
        lead = NewPerson(name="Ana Silva", account="ana", role=Role.DEPUTY)
        add_lead(
            casebook,
            folder=school.casebook_folder,
            person=lead,
            password="",
            kdf=cheap_kdf(school.random_bytes),
        )
        assert people_who_can_open(casebook) == 2
        change(school, casebook, suspend_person, "dan")
        assert people_who_can_open(casebook) == 1
