"""Gives a further lead or deputy a way in of their own: keys, first password, phone secret."""

from dataclasses import dataclass
from pathlib import Path

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.key_access import database_keys
from desktop.usecases.lead.manage_people import (
    NewPerson,
    PaperSlip,
    cards_state,
    check_new,
    keep_telephone,
    person_fields,
)
from desktop.usecases.lead.own_password import note_first_password
from desktop.usecases.lead.publish_cards import public_value, publish_cards
from storage.database.repositories import settings
from storage.keys import key_file, key_file_store, totp
from storage.keys.key_file import AddedSlot
from storage.keys.passwords import KdfParameters, assess, with_new_salt
from storage.keys.person_keys import new_seed
from storage.letterbox.enrolment import new_enrolment_code
from storage.records import permissions
from storage.records.events import Event
from storage.records.identifiers import new_id
from storage.records.times import to_text


@dataclass(frozen=True, slots=True, kw_only=True)
class _WayIn:
    """What a new lead signs in with, drawn for them."""

    person_id: str
    password: str
    totp_secret: bytes
    one_time_codes: tuple[str, ...]


def add_lead(
    casebook: OpenCasebook,
    *,
    folder: Path,
    person: NewPerson,
    password: str,
    kdf: KdfParameters,
) -> PaperSlip:
    """Add a lead or deputy; the slip of paper is shown once.

    With an empty ``password`` the slip's code is the first password and has to be changed at the
    first sign-in. Raises people.name_missing, keys.account_taken, keys.password_*.
    """
    permissions.require(casebook.person.role, permissions.MANAGE_PEOPLE)
    casebook.require_fresh_code()
    check_new(casebook, person)
    if password:
        problems = assess(password, banned_words=(person.name, person.account))
        if problems:
            raise problems[0]
    code = "" if password else new_enrolment_code(casebook.random_bytes)
    way_in = _WayIn(
        person_id=new_id("person", casebook.random_bytes),
        password=password or code,
        totp_secret=totp.new_totp_secret(casebook.random_bytes),
        one_time_codes=totp.new_one_time_codes(casebook.random_bytes),
    )
    added = _add_slot(casebook, folder=folder, person=person, way_in=way_in, kdf=kdf)
    _enter(casebook, folder=folder, person=person, way_in=way_in, added=added, first=bool(code))
    publish_cards(cards_state(casebook))
    school = settings.school(casebook.connection)
    return PaperSlip(
        person_id=way_in.person_id,
        name=person.name,
        account=person.account,
        role=str(person.role),
        code=code,
        otpauth=totp.otpauth_uri(way_in.totp_secret, account=person.account, school=school.name),
        one_time_codes=way_in.one_time_codes,
    )


def _add_slot(
    casebook: OpenCasebook,
    *,
    folder: Path,
    person: NewPerson,
    way_in: _WayIn,
    kdf: KdfParameters,
) -> AddedSlot:
    file = key_file_store.load_key_file(folder).file
    return key_file.add_password_slot(
        file,
        person=way_in.person_id,
        account=person.account.strip(),
        role=person.role,
        password=way_in.password,
        kdf=with_new_salt(kdf, casebook.random_bytes),
        seed=new_seed(casebook.random_bytes),
        totp_secret=way_in.totp_secret,
        one_time_hashes=tuple(totp.hash_one_time_code(item) for item in way_in.one_time_codes),
        database_keys=database_keys(casebook, file),
        random_bytes=casebook.random_bytes,
    )


def _enter(
    casebook: OpenCasebook,
    *,
    folder: Path,
    person: NewPerson,
    way_in: _WayIn,
    added: AddedSlot,
    first: bool,
) -> None:
    with casebook.work() as work:
        work.append(
            Event(type="person.added", fields=person_fields(way_in.person_id, person, None)),
            Event(
                type="key.introduced",
                fields={
                    "owner": way_in.person_id,
                    "kind": "person",
                    "public": public_value(added.keys.public),
                },
            ),
        )
        keep_telephone(casebook, way_in.person_id, person.telephone)
        settings.keep_keyfile(work.connection, added.file.to_bytes(), to_text(casebook.clock()))
        if first:
            note_first_password(casebook, person_id=way_in.person_id)
        # last: a disk that is full leaves neither the entries nor the slot
        key_file_store.save_key_file(folder, added.file)
