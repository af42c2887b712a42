"""A lead's way to a casebook that may not open: the key file is enough, the database is only
looked at.
"""

from dataclasses import dataclass
from pathlib import Path

from desktop.usecases.lead.sign_in import Credentials, unlock_slot
from storage.database.file_swap import DATABASE, finish_swap
from storage.database.lock_file import CasebookLock, acquire
from storage.database.network_path import refuse_network_path
from storage.database.page_check import key_fits
from storage.database.rescue import ledger_of
from storage.keys import key_file_store
from storage.keys.device_secret import SecretStore
from storage.keys.key_file import KeyFile
from storage.keys.key_slots import DatabaseKeys, Slot
from storage.keys.person_keys import PersonKeys
from storage.records.database_key import DatabaseKey
from storage.records.errors import UserFacingError
from storage.records.identifiers import RandomBytes
from storage.records.people import LEADS
from storage.records.times import Clock, to_text


@dataclass(frozen=True, slots=True, kw_only=True)
class RescueAccess:
    """The keys of a lead and the lock of the casebook; ``close`` lets another program in."""

    folder: Path
    lock: CasebookLock
    file: KeyFile
    slot: Slot
    keys: PersonKeys
    database_key: DatabaseKey
    ledger: bytes
    clock: Clock
    random_bytes: RandomBytes
    app_version: str

    @property
    def database(self) -> Path:
        """The casebook's file."""
        return self.folder / DATABASE

    @property
    def store_id(self) -> bytes:
        """The id of the store, as the key file has it."""
        return bytes.fromhex(self.file.store_id)

    def close(self) -> None:
        """Let another program in; a second time does nothing."""
        self.lock.release()


def open_for_rescue(
    *,
    folder: Path,
    credentials: Credentials,
    host: str,
    user: str,
    clock: Clock,
    random_bytes: RandomBytes,
    app_version: str,
    secrets: SecretStore | None = None,
) -> RescueAccess:
    """Check a lead's password and code against the key file alone, and hold the lock.

    The code is used up and failures are counted as at sign-in. Raises keys.*, people.suspended,
    people.no_longer_lead, database.in_use, database.missing, database.wrong_key,
    rescue.nothing_readable.
    """
    refuse_network_path(folder)
    key_file_store.load_key_file(folder)
    lock = acquire(folder, host=host, user=user, since=to_text(clock()))
    try:
        finish_swap(folder)
        file = key_file_store.load_key_file(folder).file
        slot = file.slot_for_account(credentials.account.strip())
        if slot.role not in LEADS:
            raise UserFacingError("people.no_longer_lead")
        unlocked, _payload = unlock_slot(
            folder,
            file,
            slot=slot,
            credentials=credentials,
            clock=clock,
            random_bytes=random_bytes,
            secrets=secrets,
        )
        key, ledger = _what_fits(folder / DATABASE, unlocked.database_keys)
    except BaseException:
        lock.release()
        raise
    return RescueAccess(
        folder=folder,
        lock=lock,
        file=key_file_store.load_key_file(folder).file,
        slot=slot,
        keys=unlocked.keys,
        database_key=key,
        ledger=ledger,
        clock=clock,
        random_bytes=random_bytes,
        app_version=app_version,
    )


def _what_fits(path: Path, keys: DatabaseKeys) -> tuple[DatabaseKey, bytes]:
    """The database key that fits the file, the newest first, and the ledger that lies in it."""
    if not path.exists():
        raise UserFacingError("database.missing")
    fitting = [key for _epoch, key in sorted(keys.items(), reverse=True) if key_fits(path, key)]
    if not fitting:
        raise UserFacingError("database.wrong_key")
    for key in fitting:
        ledger = ledger_of(path, key=key)
        if ledger is not None:
            return key, ledger
    raise UserFacingError("rescue.nothing_readable")
