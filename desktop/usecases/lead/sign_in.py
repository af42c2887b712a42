"""Signing in: password and code open the casebook; every failure has its own sentence, and waits
grow.
"""

import json
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from desktop.usecases.lead.casebook import OpenCasebook, check_signature
from desktop.usecases.lead.change_keys import finish_key_change, require_speaking
from desktop.usecases.lead.create_school import SCHOOL_KEYS
from desktop.usecases.lead.finish_restore import finish_restore
from desktop.usecases.lead.prepare_lists import prepare_lists
from desktop.usecases.lead.rotate_key import Progress
from desktop.usecases.lead.settle import settle
from desktop.usecases.lead.used_codes import use_up
from storage.database import check
from storage.database.connection import Connection, open_newest, store_identity
from storage.database.file_swap import finish_swap
from storage.database.lock_file import CasebookLock, acquire
from storage.database.network_path import refuse_network_path
from storage.database.repositories import people, settings
from storage.keys import key_file, key_file_store
from storage.keys.device_secret import SecretStore, secret_of_device
from storage.keys.durable_file import write_durably
from storage.keys.key_file import KeyFile, Unlocked
from storage.keys.key_slots import Slot
from storage.keys.sign_in_attempts import RECOVERY, SignInAttempts
from storage.keys.signing import SchoolKeys
from storage.keys.totp import SlotPayload, accept_second_factor
from storage.letterbox.spool import Spool
from storage.records.errors import BrokenLedgerError, UserFacingError
from storage.records.events import Event
from storage.records.identifiers import RandomBytes
from storage.records.people import LEADS
from storage.records.times import Clock, to_text

ATTEMPTS = "sign-in-attempts.json"
_TOLD = "attempts_told"
_COUNTED = {"keys.wrong_password": "password", "keys.wrong_recovery_code": "recovery"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What a lead types: account, password, and the six digits (or a printed one-time code)."""

    account: str
    password: str = field(repr=False)
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """The opened casebook and what the lead should be told at once (codes of sentences)."""

    casebook: OpenCasebook
    notices: tuple[UserFacingError, ...]


def sign_in(
    *,
    folder: Path,
    letterbox: Path,
    credentials: Credentials,
    host: str,
    user: str,
    clock: Clock,
    random_bytes: RandomBytes,
    app_version: str,
    secrets: SecretStore | None = None,
    progress: Progress | None = None,
) -> SignedIn:
    """Open the casebook in ``folder``.

    The used code is stored before anything is handed out. Failed attempts stay in a sidecar file,
    hold back the next try, and enter the ledger with this sign-in. What an earlier session left
    unfinished is brought to its end; ``progress`` tells of that. Raises keys.* (wrong password,
    wrong or used code, clock off, key file missing or damaged), database.* (missing, truncated,
    damaged, in use), keys.wait, people.suspended, people.no_longer_lead.
    """
    lock = _locked(folder, host=host, user=user, clock=clock)
    with ExitStack() as undo:
        undo.callback(lock.release)
        finish_swap(folder)  # a rescue that a crash interrupted
        # read again: only the holder of the lock knows that nobody uses up a code meanwhile
        loaded = key_file_store.load_key_file(folder)
        slot = loaded.file.slot_for_account(credentials.account.strip())
        unlocked, payload = unlock_slot(
            folder,
            loaded.file,
            slot=slot,
            credentials=credentials,
            clock=clock,
            random_bytes=random_bytes,
            secrets=secrets,
        )
        store_id = bytes.fromhex(loaded.file.store_id)
        connection = open_newest(
            folder / "casebook.db", keys=unlocked.database_keys, store_id=store_id
        )
        undo.callback(connection.close)
        use_up(connection, slot_id=slot.id, before=unlocked.payload, after=payload)
        casebook = assemble(
            connection,
            lock=lock,
            slot=slot,
            unlocked=unlocked,
            letterbox=letterbox,
            clock=clock,
            random_bytes=random_bytes,
            app_version=app_version,
            progress=progress,
        )
        _record_session(folder, casebook, slot=slot, host=host)
        settled = settle(casebook, folder=folder, progress=progress)
        undo.pop_all()  # it is open, and stays so
    notices = (loaded.notice,) if loaded.notice else ()
    return SignedIn(casebook=settled.casebook, notices=(*notices, *settled.notices))


def _locked(folder: Path, *, host: str, user: str, clock: Clock) -> CasebookLock:
    """Hold the casebook, once it is where it belongs and there is a key file to open it with."""
    refuse_network_path(folder)
    finish_restore(folder, host=host, user=user, clock=clock)
    key_file_store.load_key_file(folder)
    return acquire(folder, host=host, user=user, since=to_text(clock()))


def load_attempts(folder: Path) -> SignInAttempts:
    """The failed attempts so far; a damaged sidecar reads as empty and says so."""
    try:
        return SignInAttempts.from_bytes((folder / ATTEMPTS).read_bytes())
    except FileNotFoundError:
        return SignInAttempts()
    except OSError:
        return SignInAttempts()


def attempts_in_turn(folder: Path, *, who: str, now: datetime) -> SignInAttempts:
    """The failed attempts so far, once it is the turn of ``who``; raises keys.wait, and
    keys.folder_read_only where a failure lies ahead of the clock and cannot be noted anew.
    """
    found = load_attempts(folder)
    attempts = found.not_ahead_of(now)
    if attempts != found:
        _keep_attempts(folder, attempts)
    attempts.require_turn(who, now=now)
    return attempts


def unlock_slot(
    folder: Path,
    file: KeyFile,
    *,
    slot: Slot,
    credentials: Credentials,
    clock: Clock,
    random_bytes: RandomBytes,
    secrets: SecretStore | None,
) -> tuple[Unlocked, SlotPayload]:
    """Check both secrets and store the used code; return what the slot held and what it holds.

    Failures are counted and hold back the next try. Raises keys.*, people.suspended.
    """
    attempts = attempts_in_turn(folder, who=slot.id, now=clock())
    try:
        unlocked = key_file.unlock(
            file,
            slot.id,
            credentials.password,
            device_secret=secret_of_device(secrets, device=slot.device, store_id=file.store_id),
        )
    except UserFacingError as error:
        what = _COUNTED.get(error.code)
        if what is not None:
            note_failure(folder, attempts, who=slot.id, now=clock(), what=what)
        raise
    if not unlocked.database_keys:
        raise UserFacingError("people.suspended")
    try:
        payload = accept_second_factor(unlocked.payload, credentials.code, now=clock())
    except UserFacingError:
        note_failure(folder, attempts, who=slot.id, now=clock(), what="code")
        raise
    key_file_store.save_key_file(
        folder,
        key_file.replace_payload(
            file, slot_id=slot.id, keys=unlocked.keys, payload=payload, random_bytes=random_bytes
        ),
    )
    return unlocked, payload


def note_failure(
    folder: Path, attempts: SignInAttempts, *, who: str, now: datetime, what: str
) -> None:
    """Keep one more failure in the sidecar; raises keys.folder_read_only: who cannot be counted is
    not let in.
    """
    _keep_attempts(folder, attempts.failed(who, now=now, what=what))


def _keep_attempts(folder: Path, attempts: SignInAttempts) -> None:
    try:
        write_durably(folder / ATTEMPTS, attempts.to_bytes())
    except OSError as error:
        raise UserFacingError("keys.folder_read_only") from error


def assemble(
    connection: Connection,
    *,
    lock: CasebookLock | None,
    slot: Slot,
    unlocked: Unlocked,
    letterbox: Path,
    clock: Clock,
    random_bytes: RandomBytes,
    app_version: str,
    progress: Progress | None = None,
) -> OpenCasebook:
    """Put an opened casebook together for the person of ``slot``; ``progress`` tells of lists that
    are built anew. Raises people.no_longer_lead, ledger.broken, database.damaged,
    database.newer_version.
    """
    prepare_lists(connection, progress=progress)
    person = people.person(connection, slot.person)
    if person is not None and person.suspended:
        raise UserFacingError("people.suspended")
    if person is None or not person.active or person.role not in LEADS:
        raise UserFacingError("people.no_longer_lead")
    require_speaking(connection, key_id=unlocked.keys.key_id)
    verdict = check.quick_look(connection, check_signature=check_signature)
    if not verdict.ok and verdict.first_fault is not None:
        raise BrokenLedgerError(
            position=verdict.first_fault.position, fault=verdict.first_fault.kind
        )
    store_id, ledger = store_identity(connection)
    school = settings.school_key(connection, SCHOOL_KEYS)
    if school is None:
        raise UserFacingError("database.damaged")
    return OpenCasebook(
        connection=connection,
        lock=lock,
        person=person,
        keys=unlocked.keys,
        database_key=connection.key or unlocked.database_key,
        school=SchoolKeys.from_bytes(school),
        ledger=ledger,
        store_id=store_id.hex(),
        spool=Spool(letterbox),
        clock=clock,
        random_bytes=random_bytes,
        app_version=app_version,
    )


def _record_session(folder: Path, casebook: OpenCasebook, *, slot: Slot, host: str) -> None:
    finish_key_change(casebook, folder=folder)
    attempts = load_attempts(folder)
    history = (*attempts.history(slot.id), *attempts.history(RECOVERY))
    seen = [[attempt.who, attempt.at, attempt.what] for attempt in history]
    with casebook.work() as work:
        # a crash before the file was rewritten: what it still holds was told then
        told = json.loads(settings.get_state(work.connection, _TOLD) or b"[]")
        failed = [{"at": at, "what": what} for who, at, what in seen if [who, at, what] not in told]
        work.append(
            Event(
                type="session.opened",
                fields={"person": casebook.person.id, "failed_attempts": failed, "device": host},
            )
        )
        if seen != told:
            settings.put_state(work.connection, _TOLD, json.dumps(seen).encode("ascii"))
    # tries with a recovery code are nobody's own: whoever signs in next tells of them
    cleared = attempts.succeeded(slot.id).without_history(slot.id).without_history(RECOVERY)
    if (folder / ATTEMPTS).exists():
        write_durably(folder / ATTEMPTS, cleared.to_bytes())
