"""Back in with the recovery code on paper: a new password, telephone and keys for one lead."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.change_keys import (
    KeyChange,
    change_key,
    finish_key_change,
    keys_of,
)
from desktop.usecases.lead.finish_restore import finish_restore
from desktop.usecases.lead.manage_people import cards_state
from desktop.usecases.lead.opening_keys import keep_opening_key
from desktop.usecases.lead.own_password import forget_first_password
from desktop.usecases.lead.publish_cards import publish_cards
from desktop.usecases.lead.rotate_key import Progress
from desktop.usecases.lead.settle import settle
from desktop.usecases.lead.sign_in import (
    ATTEMPTS,
    SignedIn,
    assemble,
    attempts_in_turn,
    load_attempts,
    note_failure,
)
from desktop.usecases.lead.used_codes import use_up
from storage.database.connection import Connection, open_newest
from storage.database.file_swap import finish_swap
from storage.database.lock_file import acquire
from storage.database.network_path import refuse_network_path
from storage.database.repositories import people, settings
from storage.keys import key_file, key_file_store, totp
from storage.keys.durable_file import write_durably
from storage.keys.key_file import AddedSlot, KeyFile, Unlocked
from storage.keys.key_slots import PASSWORD
from storage.keys.passwords import KdfParameters, assess, with_new_salt
from storage.keys.sign_in_attempts import RECOVERY
from storage.keys.slot_changes import recovery_slot_of, replace_way_in
from storage.keys.totp import SlotPayload
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.identifiers import RandomBytes
from storage.records.people import LEADS, Person
from storage.records.times import Clock, to_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """The code is right: what the person puts on her telephone and prints. Nothing is stored yet.

    ``account`` is empty when the key file no longer knows whose code it is; the casebook does.
    """

    account: str
    totp_secret: bytes = field(repr=False)
    one_time_codes: tuple[str, ...] = field(repr=False)

    def otpauth(self, *, school: str = "") -> str:
        """The ``otpauth://`` URI of the QR code."""
        return totp.otpauth_uri(self.totp_secret, account=self.account, school=school)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWayIn:
    """The new password, and the secrets of the Preparation; ``first_code`` is what the telephone
    shows for them.
    """

    password: str = field(repr=False)
    totp_secret: bytes = field(repr=False)
    first_code: str
    one_time_codes: tuple[str, ...] = field(repr=False)


def prepare_recovery(
    *, folder: Path, code: str, account: str = "", clock: Clock, random_bytes: RandomBytes
) -> Preparation:
    """Check a recovery code and draw new secrets.

    Without ``account`` the code's own person gets the new way in; with it another lead, who lost
    hers. Wrong codes are counted and make the next try wait, slips of the pen (``keys.recovery_*``
    name the group) are not. Raises keys.wrong_recovery_code, keys.no_recovery_slot, keys.wait,
    keys.unknown_account, keys.file_*.
    """
    refuse_network_path(folder)
    file = key_file_store.load_key_file(folder).file
    unlocked = _unlock(folder, file, code=code, now=clock())
    if account.strip():
        known = file.slot_for_account(account.strip()).account
    else:
        person = file.slot(unlocked.slot_id).person
        mine = (slot for slot in file.slots if slot.person == person and slot.kind == PASSWORD)
        known = next((slot.account for slot in mine), "")
    return Preparation(
        account=known,
        totp_secret=totp.new_totp_secret(random_bytes),
        one_time_codes=totp.new_one_time_codes(random_bytes),
    )


def recover_access(
    *,
    folder: Path,
    letterbox: Path,
    code: str,
    way_in: NewWayIn,
    account: str = "",
    kdf: KdfParameters,
    host: str,
    user: str,
    clock: Clock,
    random_bytes: RandomBytes,
    app_version: str,
    progress: Progress | None = None,
) -> SignedIn:
    """Open the casebook with the code and give one lead new keys, whole or not at all.

    The old key ends and the new one is introduced by entries that the code's key signs. Before
    anything is stored the new password is assessed and the telephone's first code checked. Letters
    sealed to the lost key open with the code's key, which the casebook keeps. Raises what
    prepare_recovery and sign_in raise, keys.password_*, keys.code_wrong, keys.clock_*,
    people.no_longer_lead, people.suspended.
    """
    refuse_network_path(folder)
    finish_restore(folder, host=host, user=user, clock=clock)
    key_file_store.load_key_file(folder)
    lock = acquire(folder, host=host, user=user, since=to_text(clock()))
    try:
        finish_swap(folder)  # a rescue that a crash interrupted
        loaded = key_file_store.load_key_file(folder)
        unlocked = _unlock(folder, loaded.file, code=code, now=clock())
        connection = _open(folder, loaded.file, unlocked)
    except BaseException:
        lock.release()
        raise
    try:
        by_code = assemble(
            connection,
            lock=lock,
            slot=loaded.file.slot(unlocked.slot_id),
            unlocked=unlocked,
            letterbox=letterbox,
            clock=clock,
            random_bytes=random_bytes,
            app_version=app_version,
            progress=progress,
        )
        casebook = _with_new_keys(
            by_code, folder=folder, unlocked=unlocked, way_in=way_in, account=account, kdf=kdf
        )
        _record_session(casebook, folder=folder, before=loaded.file, host=host)
        publish_cards(cards_state(casebook))
        settled = settle(casebook, folder=folder, progress=progress)
    except BaseException:
        connection.close()
        lock.release()
        raise
    notices = (loaded.notice,) if loaded.notice else ()
    return SignedIn(casebook=settled.casebook, notices=(*notices, *settled.notices))


def _open(folder: Path, file: KeyFile, unlocked: Unlocked) -> Connection:
    return open_newest(
        folder / "casebook.db",
        keys=unlocked.database_keys,
        store_id=bytes.fromhex(file.store_id),
    )


def _unlock(folder: Path, file: KeyFile, *, code: str, now: datetime) -> Unlocked:
    attempts = attempts_in_turn(folder, who=RECOVERY, now=now)
    try:
        slot_id = recovery_slot_of(file, code)
    except UserFacingError as error:
        if error.code == "keys.wrong_recovery_code":
            note_failure(folder, attempts, who=RECOVERY, now=now, what="recovery")
        raise
    unlocked = key_file.unlock(file, slot_id, code)
    if not unlocked.database_keys:
        raise UserFacingError("people.suspended")
    return unlocked


def _with_new_keys(
    casebook: OpenCasebook,
    *,
    folder: Path,
    unlocked: Unlocked,
    way_in: NewWayIn,
    account: str,
    kdf: KdfParameters,
) -> OpenCasebook:
    """``casebook`` signs with the code's key; the one returned signs with the person's new one."""
    person = _whose(casebook, account=account)
    problems = assess(way_in.password, banned_words=(person.name, person.account))
    if problems:
        raise problems[0]
    step = totp.check_code(way_in.totp_secret, way_in.first_code, now=casebook.clock(), last_step=0)
    finish_key_change(casebook, folder=folder)
    keep_opening_key(casebook.connection, unlocked.keys.opening_key())
    added = _new_slot(
        casebook, folder=folder, unlocked=unlocked, person=person, way_in=way_in, step=step, kdf=kdf
    )
    change = KeyChange(
        person=person.id,
        kind="person",
        what="recovered",
        ends=keys_of(casebook.connection, person=person.id, kind="person"),
        by_recovery=True,
    )
    change_key(casebook, folder=folder, added=added, change=change)
    fresh = SlotPayload(totp_secret=way_in.totp_secret)
    use_up(
        casebook.connection,
        slot_id=added.slot_id,
        before=fresh,
        after=replace(fresh, last_step=step),
    )
    forget_first_password(casebook.connection, person_id=person.id)
    settings.put(casebook.connection, "recovery_confirmed", True)
    return replace(casebook, person=person, keys=added.keys)


def _whose(casebook: OpenCasebook, *, account: str) -> Person:
    if not account.strip():
        return casebook.person
    person = people.by_account(casebook.connection, account.strip())
    if person is None:
        raise UserFacingError("keys.unknown_account")
    if not person.active or person.role not in LEADS:
        raise UserFacingError("people.no_longer_lead")
    return person


def _new_slot(
    casebook: OpenCasebook,
    *,
    folder: Path,
    unlocked: Unlocked,
    person: Person,
    way_in: NewWayIn,
    step: int,
    kdf: KdfParameters,
) -> AddedSlot:
    return replace_way_in(
        key_file_store.load_key_file(folder).file,
        person=person.id,
        account=person.account,
        role=person.role,
        password=way_in.password,
        kdf=with_new_salt(kdf, casebook.random_bytes),
        totp_secret=way_in.totp_secret,
        last_step=step,
        one_time_hashes=tuple(totp.hash_one_time_code(item) for item in way_in.one_time_codes),
        database_keys=unlocked.database_keys,
        random_bytes=casebook.random_bytes,
    )


def _record_session(casebook: OpenCasebook, *, folder: Path, before: KeyFile, host: str) -> None:
    """Tell the ledger of this session and of the wrong tries that led to it."""
    attempts = load_attempts(folder)
    old = [slot.id for slot in before.slots if slot.person == casebook.person.id]
    known = [failure for who in (RECOVERY, *old) for failure in attempts.history(who)]
    casebook.append(
        Event(
            type="session.opened",
            fields={
                "person": casebook.person.id,
                "failed_attempts": [{"at": item.at, "what": item.what} for item in known],
                "recovery": True,
                "device": host,
            },
        )
    )
    for who in (RECOVERY, *old):
        attempts = attempts.succeeded(who).without_history(who)
    if (folder / ATTEMPTS).exists():
        write_durably(folder / ATTEMPTS, attempts.to_bytes())
