"""What a lead signs in with besides the password: telephone, printed codes, and a colleague's new
way in when everything is lost.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path

import resources
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.change_keys import KeyChange, change_key, keys_of
from desktop.usecases.lead.change_slot import own_slot, save_slot
from desktop.usecases.lead.key_access import database_keys
from desktop.usecases.lead.manage_people import PaperSlip, cards_state
from desktop.usecases.lead.publish_cards import publish_cards
from storage.database.repositories import people, settings
from storage.keys import key_file, key_file_store, key_slots, totp
from storage.keys.key_file import KeyFile
from storage.keys.key_slots import Slot
from storage.keys.passwords import KdfParameters, with_new_salt
from storage.keys.slot_changes import replace_way_in
from storage.keys.totp import SlotPayload
from storage.letterbox.enrolment import new_enrolment_code
from storage.records import permissions
from storage.records.errors import UserFacingError
from storage.records.people import LEADS, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysIn:
    """How the signed-in lead gets in. ``recovery`` is "confirmed", "unconfirmed" (never typed
    back) or "missing".
    """

    has_telephone: bool
    one_time_codes_left: int
    few_left: bool
    tied_to_device: bool
    recovery: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TelephoneSecret:
    """A secret drawn for a telephone; it counts once its first code was typed."""

    secret: bytes = field(repr=False)
    otpauth: str = field(repr=False)


def ways_in(casebook: OpenCasebook, *, folder: Path) -> WaysIn:
    """Say how the signed-in lead gets in, and whether that is about to run out."""
    file = key_file_store.load_key_file(folder).file
    slot, payload = _own_payload(casebook, file)
    left = len(payload.one_time_hashes)
    return WaysIn(
        has_telephone=bool(payload.totp_secret),
        one_time_codes_left=left,
        few_left=left <= resources.read_toml("sign_in.toml")["few_one_time_codes"],
        tied_to_device=bool(slot.device),
        recovery=recovery_state(casebook, file=file),
    )


def recovery_state(casebook: OpenCasebook, *, file: KeyFile) -> str:
    """ "confirmed", "unconfirmed", or "missing": no slot whose key the casebook knows."""
    alive = {key.key_id for key in people.keys(casebook.connection)}
    if not any(slot.public.key_id in alive for slot in file.recovery_slots()):
        return "missing"
    confirmed = settings.get(casebook.connection, "recovery_confirmed", False)
    return "confirmed" if confirmed else "unconfirmed"


def new_telephone_secret(casebook: OpenCasebook) -> TelephoneSecret:
    """Draw a secret for a new telephone; nothing is stored."""
    secret = totp.new_totp_secret(casebook.random_bytes)
    school = settings.school(casebook.connection).name
    account = casebook.person.account
    return TelephoneSecret(
        secret=secret, otpauth=totp.otpauth_uri(secret, account=account, school=school)
    )


def replace_phone(casebook: OpenCasebook, *, folder: Path, secret: bytes, first_code: str) -> None:
    """Let a new telephone take the old one's place, proved by the code that it shows.

    The old telephone's codes end with it; printed codes stay. Raises keys.code_wrong,
    keys.clock_*: nothing is changed then.
    """
    casebook.require_fresh_code()
    step = totp.check_code(secret, first_code, now=casebook.clock(), last_step=0)
    file = key_file_store.load_key_file(folder).file
    slot, payload = _own_payload(casebook, file)
    changed = replace(payload, totp_secret=secret, last_step=max(step, payload.last_step))
    save_slot(
        casebook, folder=folder, file=_with_payload(casebook, file, slot, changed), what="telephone"
    )


def new_one_time_codes(casebook: OpenCasebook, *, folder: Path) -> tuple[str, ...]:
    """Make ten new printed codes, shown this once; those printed before no longer work."""
    casebook.require_fresh_code()
    codes = totp.new_one_time_codes(casebook.random_bytes)
    file = key_file_store.load_key_file(folder).file
    slot, payload = _own_payload(casebook, file)
    hashes = tuple(totp.hash_one_time_code(code) for code in codes)
    changed = replace(payload, one_time_hashes=hashes)
    save_slot(
        casebook,
        folder=folder,
        file=_with_payload(casebook, file, slot, changed),
        what="one_time_codes",
    )
    return codes


def reset_way_in(
    casebook: OpenCasebook, *, folder: Path, person_id: str, reason: str, kdf: KdfParameters
) -> PaperSlip:
    """Give a colleague who lost everything new keys and a slip of paper.

    The slip's code is the first password and must be changed at her first sign-in. Her old key
    ends: what she signed before stays valid. Raises people.reset_not_yourself, people.not_found,
    people.no_longer_lead, people.reason_missing.
    """
    permissions.require(casebook.person.role, permissions.MANAGE_PEOPLE)
    casebook.require_fresh_code()
    person = _colleague(casebook, person_id=person_id, reason=reason)
    code = new_enrolment_code(casebook.random_bytes)
    secret = totp.new_totp_secret(casebook.random_bytes)
    printed = totp.new_one_time_codes(casebook.random_bytes)
    file = key_file_store.load_key_file(folder).file
    added = replace_way_in(
        file,
        person=person.id,
        account=person.account,
        role=person.role,
        password=code,
        kdf=with_new_salt(kdf, casebook.random_bytes),
        totp_secret=secret,
        last_step=0,
        one_time_hashes=tuple(totp.hash_one_time_code(item) for item in printed),
        database_keys=database_keys(casebook, file),
        random_bytes=casebook.random_bytes,
    )
    change = KeyChange(
        person=person.id,
        kind="person",
        what="reset",
        ends=keys_of(casebook.connection, person=person.id, kind="person"),
        reason=reason.strip(),
        first_password=True,
    )
    change_key(casebook, folder=folder, added=added, change=change)
    publish_cards(cards_state(casebook))
    school = settings.school(casebook.connection).name
    return PaperSlip(
        person_id=person.id,
        name=person.name,
        account=person.account,
        role=str(person.role),
        code=code,
        otpauth=totp.otpauth_uri(secret, account=person.account, school=school),
        one_time_codes=printed,
    )


def _colleague(casebook: OpenCasebook, *, person_id: str, reason: str) -> Person:
    if person_id == casebook.person.id:
        raise UserFacingError("people.reset_not_yourself")
    person = people.person(casebook.connection, person_id)
    if person is None:
        raise UserFacingError("people.not_found")
    if not person.active or person.role not in LEADS:
        raise UserFacingError("people.reset_no_lead")
    if not reason.strip():
        raise UserFacingError("people.reason_missing")
    return person


def _own_payload(casebook: OpenCasebook, file: KeyFile) -> tuple[Slot, SlotPayload]:
    slot = own_slot(file, casebook)
    return slot, key_slots.open_payload(slot, store_id=file.store_id, keys=casebook.keys)


def _with_payload(
    casebook: OpenCasebook, file: KeyFile, slot: Slot, payload: SlotPayload
) -> KeyFile:
    return key_file.replace_payload(
        file,
        slot_id=slot.id,
        keys=casebook.keys,
        payload=payload,
        random_bytes=casebook.random_bytes,
    )
