"""Giving the casebook a new key, taking a lead's access away, and letting a new lead in."""

from desktop.usecases.lead.add_lead import add_lead
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.close_session import close_session
from desktop.usecases.lead.end_access import remove_person
from desktop.usecases.lead.manage_people import NewPerson
from desktop.usecases.lead.rotate_key import rotate_on_request
from storage.database.connection import open_casebook
from storage.database.repositories import people
from storage.keys import key_epochs, key_file_store
from storage.records.database_key import DatabaseKey
from storage.records.errors import UserFacingError
from storage.records.people import Role
from tests.endurance.operation import Operation
from tests.endurance.stage import Stage
from tests.endurance.truths import enter, kept, refused, require, values_of, whole
from tests.fakes.small_school import SmallSchool, cheap_kdf

NEW_LEADS_PASSWORD = "brass kettles over moorland"
_OLD_KEY = "old-key"  # what somebody may have kept, beside the homes


def _remember_the_key(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        key = casebook.database_key
        (school.root / _OLD_KEY).write_bytes(key.key + key.salt)


def _close(casebook: OpenCasebook, school: SmallSchool) -> None:
    notices = close_session(casebook, folder=school.casebook_folder)
    require(notices == (), f"closing says {[notice.code for notice in notices]}")


def _old_key_opens(school: SmallSchool) -> bool:
    data = (school.root / _OLD_KEY).read_bytes()
    key = DatabaseKey(key=data[:32], salt=data[32:])
    try:
        open_casebook(school.casebook_folder / "casebook.db", key=key).close()
    except UserFacingError as error:
        require(error.code == "database.wrong_key", f"the old key meets {error.code}")
        return False
    return True


def _nothing_left_over(school: SmallSchool) -> None:
    """One casebook, one key in the key file, no copy half made."""
    file = key_file_store.load_key_file(school.casebook_folder).file
    require(not key_epochs.is_rotating(file), "two keys in the key file")
    usual = {"casebook.db", "casebook.keys", "casebook.keys.1", "casebook.lock"}
    names = {path.name for path in school.casebook_folder.iterdir()} - {"sign-in-attempts.json"}
    require(names <= usual, f"left over: {sorted(names - usual)}")


# ---- a new key ----


def _rotate(school: SmallSchool, stage: Stage) -> None:
    casebook = school.sign_in()
    stage.begin()
    rotate_on_request(casebook, folder=school.casebook_folder, reason="A stick was lost")
    stage.say("asked for")
    close_session(casebook, folder=school.casebook_folder)
    stage.say("rotated")


def _everybody_opens(school: SmallSchool, said: list[str]) -> None:
    """Whoever comes next opens and finishes; then the old key opens nothing any more."""
    kept("rotated" not in said or not _old_key_opens(school), "the old key opens again")
    for account in ("dan", "ruth"):
        casebook = enter(school, account)
        whole(casebook.connection)
        _close(casebook, school)
    casebook = enter(school)
    rotations = values_of(casebook.connection, "key.rotated")
    require(len(rotations) <= 1, "one change of the key stands in the ledger twice")
    kept("asked for" not in said or rotations, "the change of the key was forgotten")
    require(bool(rotations) != _old_key_opens(school), "the ledger and the key disagree")
    rotate_on_request(casebook, folder=school.casebook_folder, reason="Once more")
    _close(casebook, school)
    require(not _old_key_opens(school), "the old key opens the new file")
    _nothing_left_over(school)
    enter(school, "dan").close()


# ---- somebody leaves ----


def _remove_dan(school: SmallSchool, stage: Stage) -> None:
    casebook = school.sign_in()
    dan = people.by_account(casebook.connection, "dan")
    assert dan is not None
    stage.begin()
    remove_person(casebook, folder=school.casebook_folder, person_id=dan.id, reason="Has left")
    stage.say("removed")
    close_session(casebook, folder=school.casebook_folder)
    stage.say("closed")


def _out_or_in(school: SmallSchool, said: list[str]) -> None:
    """Dan opens exactly when the ledger says that he may."""
    school.clock.advance(minutes=10)
    opens = refused(school, "dan") == ""
    kept("removed" not in said or not opens, "who was removed can open")
    casebook = enter(school)
    whole(casebook.connection)
    (dan,) = (one for one in people.people(casebook.connection) if one.account == "dan")
    require(dan.active == opens, f"the ledger says {dan.active}, the door says {opens}")
    if dan.active:
        remove_person(casebook, folder=school.casebook_folder, person_id=dan.id, reason="Left")
    _close(casebook, school)
    school.clock.advance(minutes=10)
    require(refused(school, "dan") != "", "who was removed can open after all")
    require(not _old_key_opens(school), "a key that he may have kept opens the new file")
    _nothing_left_over(school)
    casebook = enter(school)
    whole(casebook.connection)
    require(len(values_of(casebook.connection, "key.ended")) <= 2, "his keys ended twice")
    casebook.close()


# ---- somebody comes ----


def _add_eve(school: SmallSchool, casebook: OpenCasebook) -> None:
    add_lead(
        casebook,
        folder=school.casebook_folder,
        person=NewPerson(name="Eve Marsh", account="eve", role=Role.DEPUTY, job_title="Teacher"),
        password=NEW_LEADS_PASSWORD,
        kdf=cheap_kdf(school.random_bytes),
    )


def _add(school: SmallSchool, stage: Stage) -> None:
    casebook = school.sign_in()
    stage.begin()
    _add_eve(school, casebook)
    stage.say("added")
    _close(casebook, school)


def _in_or_not(school: SmallSchool, said: list[str]) -> None:
    """Eve is a lead of the ledger and the key file, or of neither once somebody has signed in."""
    casebook = enter(school)
    whole(casebook.connection)
    known = people.by_account(casebook.connection, "eve") is not None
    kept(known or "added" not in said, "who was added is gone")
    if not known:
        _add_eve(school, casebook)
    _close(casebook, school)
    file = key_file_store.load_key_file(school.casebook_folder).file
    slots = [slot for slot in file.slots if slot.account == "eve"]
    require(len(slots) == 1, f"{len(slots)} ways in for one person")
    require(bool(slots[0].wraps), "who was added has a way in that opens nothing")
    casebook = enter(school)
    whole(casebook.connection)
    casebook.close()


OPERATIONS = (
    Operation(name="rotation", prepare=_remember_the_key, act=_rotate, check=_everybody_opens),
    Operation(name="removal", prepare=_remember_the_key, act=_remove_dan, check=_out_or_in),
    Operation(name="addition", prepare=_remember_the_key, act=_add, check=_in_or_not),
)
