"""What an ended way in still opens for somebody who kept it with every old file: nothing new."""

from pathlib import Path

import pytest

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.close_session import close_session
from desktop.usecases.lead.own_password import change_password
from desktop.usecases.lead.rehearse_recovery import (
    draw_recovery_code,
    rehearse_recovery,
    renew_recovery_code,
)
from desktop.usecases.lead.rotate_key import rotate_on_request
from desktop.usecases.lead.verify_casebook import verify_ledger
from desktop.usecases.lead.ways_in import reset_way_in
from storage.database.page_check import key_fits
from storage.database.repositories import people
from storage.keys import key_file
from storage.keys.key_file_store import FILE_NAME
from storage.keys.key_slots import open_database_keys
from storage.keys.slot_changes import recovery_slot_of
from storage.records.errors import UserFacingError
from tests.fakes.small_school import DEPUTY_PASSWORD, PASSWORD, SmallSchool, cheap_kdf


def test_the_old_paper_and_an_old_key_file_open_nothing_new(school: SmallSchool) -> None:
    old = key_file.parse((school.casebook_folder / FILE_NAME).read_bytes())
    paper = school.secrets.recovery_code
    kept = key_file.unlock(old, recovery_slot_of(old, paper), paper).database_key
    assert opens(school, kept), "negative control: the paper opened it"
    with_session(school, renew)
    assert not opens(school, kept)
    casebook = school.sign_in()
    assert verify_ledger(casebook).result == "ok"
    casebook.close()


def test_the_old_password_of_who_got_a_new_slip_opens_nothing_new(school: SmallSchool) -> None:
    old = key_file.parse((school.casebook_folder / FILE_NAME).read_bytes())
    kept = key_file.unlock(old, old.slot_for_account("dan").id, DEPUTY_PASSWORD).database_key
    assert opens(school, kept), "negative control: the password opened it"
    with_session(school, reset)
    assert not opens(school, kept)


def opens(school: SmallSchool, key) -> bool:
    """Whether this key of the database fits the file as it lies."""
    return key_fits(school.casebook_folder / "casebook.db", key)


def with_session(school: SmallSchool, what) -> None:
    """Do it in a session that ends as the program's does."""
    casebook = school.sign_in()
    what(school, casebook, school.casebook_folder)
    assert close_session(casebook, folder=school.casebook_folder) == ()


def renew(school: SmallSchool, casebook: OpenCasebook, folder: Path) -> None:
    """A new paper code, which works at once and after the key has changed."""
    code = draw_recovery_code(casebook)
    renew_recovery_code(casebook, folder=folder, code=code, typed=code)
    rehearse_recovery(casebook, folder=folder, code=code)


def reset(school: SmallSchool, casebook: OpenCasebook, folder: Path) -> None:
    """Dan lost everything."""
    dan = people.by_account(casebook.connection, "dan")
    assert dan is not None
    reset_way_in(
        casebook,
        folder=folder,
        person_id=dan.id,
        reason="lost his bag",
        kdf=cheap_kdf(school.random_bytes),
    )


@pytest.mark.parametrize("what", [renew, reset])
def test_the_new_key_is_due_even_when_the_session_is_cut_off(school: SmallSchool, what) -> None:
    casebook = school.sign_in()
    old = casebook.database_key
    what(school, casebook, school.casebook_folder)
    casebook.close()
    assert opens(school, old)
    school.sign_in().close()
    assert not opens(school, old)


def test_before_the_key_has_changed_the_record_itself_shuts_the_old_way_in(
    school: SmallSchool,
) -> None:
    path = school.casebook_folder / FILE_NAME
    old = path.read_bytes()
    with school.signed_in() as casebook:
        reset(school, casebook, school.casebook_folder)
    path.write_bytes(old)
    school.clock.advance(seconds=30)
    with pytest.raises(UserFacingError) as refused:
        school.try_sign_in("dan")
    assert refused.value.code == "keys.not_introduced"


def test_the_limit_that_is_said_another_password_leaves_the_key_as_it_is(
    school: SmallSchool,
) -> None:
    """Who has an old backup's key file and its password opens later files: README says so."""
    old = key_file.parse((school.casebook_folder / FILE_NAME).read_bytes())
    slot = old.slot_for_account("ruth").id
    with_session(school, another_password)
    now = key_file.parse((school.casebook_folder / FILE_NAME).read_bytes())
    with pytest.raises(UserFacingError):
        key_file.unlock(now, slot, PASSWORD)
    kept = key_file.unlock(old, slot, PASSWORD).keys
    found = open_database_keys(now.slot(slot), store_id=now.store_id, keys=kept)
    assert opens(school, found[now.epoch])


def another_password(school: SmallSchool, casebook: OpenCasebook, folder: Path) -> None:
    """Ruth changes hers, and the casebook's key besides."""
    kdf = cheap_kdf(school.random_bytes)
    change_password(casebook, folder=folder, password="nine ferns by the harbour", kdf=kdf)
    rotate_on_request(casebook, folder=folder, reason="a test")
