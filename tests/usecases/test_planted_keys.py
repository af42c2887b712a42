"""Somebody with every old copy and a way to write the folder: what they put into the key file must
not become the key that the casebook is kept under.
"""

import os
from dataclasses import replace

import pytest

from desktop.usecases.lead.add_lead import add_lead
from desktop.usecases.lead.close_session import close_session
from desktop.usecases.lead.end_access import remove_person, suspend_person
from desktop.usecases.lead.key_access import database_keys
from desktop.usecases.lead.manage_people import NewPerson
from desktop.usecases.lead.rotate_key import rotate_on_request, rotation_due
from storage.database.page_check import key_fits
from storage.database.repositories import people
from storage.keys import key_file_store, key_slots
from storage.keys.key_file import KeyFile
from storage.records.database_key import DatabaseKey
from storage.records.people import Role
from tests.fakes.small_school import SmallSchool, cheap_kdf

PLANTED = DatabaseKey(key=bytes(range(32)), salt=bytes(range(16)))


def key_of(school: SmallSchool) -> KeyFile:
    """The key file as it lies."""
    return key_file_store.load_key_file(school.casebook_folder).file


def fits(school: SmallSchool, key: DatabaseKey) -> bool:
    """Whether this key opens the casebook's file as it lies."""
    return key_fits(school.casebook_folder / "casebook.db", key)


def plant(school: SmallSchool, *, epoch: int, key: DatabaseKey = PLANTED) -> None:
    """Seal a key to everybody, as whoever can write the folder can: public keys are in the file."""
    file = key_of(school)
    slots = tuple(
        replace(
            slot,
            wraps=(
                *slot.wraps,
                (
                    epoch,
                    key_slots.wrap_database_key(slot, store_id=file.store_id, epoch=epoch, key=key),
                ),
            ),
        )
        for slot in file.slots
    )
    planted = replace(file, slots=slots, epoch=epoch, generation=file.generation + 1)
    for name in (key_file_store.FILE_NAME, key_file_store.PREVIOUS_NAME):
        (school.casebook_folder / name).write_bytes(planted.to_bytes())


@pytest.mark.parametrize("epoch", [2, 99, 2**32 - 1])
def test_a_planted_key_never_becomes_the_casebooks(school: SmallSchool, epoch: int) -> None:
    plant(school, epoch=epoch)
    school.clock.advance(seconds=30)
    done = school.try_sign_in()
    assert [notice.code for notice in done.notices] == ["keys.foreign_key"]
    casebook = done.casebook
    right = casebook.database_key
    assert not fits(school, PLANTED)
    assert close_session(casebook, folder=school.casebook_folder) == ()
    assert not fits(school, PLANTED)
    assert fits(school, right)
    assert {number for slot in key_of(school).slots for number, _wrap in slot.wraps} == {1}
    school.clock.advance(seconds=30)
    again = school.try_sign_in("dan")
    assert again.notices == ()


def test_a_key_planted_before_a_removal_is_not_taken(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        dan = people.by_account(casebook.connection, "dan")
        assert dan is not None
        old = casebook.database_key
    casebook = school.sign_in()
    plant(school, epoch=7)
    remove_person(casebook, folder=school.casebook_folder, person_id=dan.id, reason="left")
    plant(school, epoch=9)
    assert close_session(casebook, folder=school.casebook_folder) == ()
    assert not fits(school, PLANTED)
    assert not fits(school, old)
    casebook = school.sign_in()
    assert not rotation_due(casebook, folder=school.casebook_folder)
    casebook.close()


def test_the_old_key_under_a_new_number_is_still_exchanged(school: SmallSchool) -> None:
    casebook = school.sign_in()
    old = casebook.database_key
    plant(school, epoch=2**32 - 1, key=old)
    rotate_on_request(casebook, folder=school.casebook_folder, reason="a test")
    assert close_session(casebook, folder=school.casebook_folder) == ()
    assert not fits(school, old)
    school.sign_in().close()


@pytest.mark.parametrize("stop", [suspend_person, remove_person])
def test_who_is_stopped_second_does_not_know_the_key_drawn_for_the_first(
    school: SmallSchool, stop
) -> None:
    """Two people stopped in one session: what the second could read by then is worthless."""
    with school.signed_in() as casebook:
        ana = add_lead(
            casebook,
            folder=school.casebook_folder,
            person=NewPerson(name="Ana Reyes", account="ana", role=Role.DEPUTY),
            password="ana walks quietly over twelve bridges",
            kdf=cheap_kdf(os.urandom),
        ).person_id
    dan = school.sign_in("dan")
    dan_id = dan.person.id
    dan.close()
    casebook = school.sign_in()
    folder = school.casebook_folder
    remove_person(casebook, folder=folder, person_id=ana, reason="left")
    seen = database_keys(replace(casebook, keys=dan.keys), key_of(school))
    assert len(seen) == 2, "Dan can read the key that is about to come"
    stop(casebook, folder=folder, person_id=dan_id, reason="left too")
    assert close_session(casebook, folder=folder) == ()
    assert not any(fits(school, key) for key in seen.values())
    school.sign_in().close()
