"""Opens the key file of a backup: with password and code, or with the recovery code on paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.usecases.lead.sign_in import Credentials, attempts_in_turn, note_failure
from storage.database import backup
from storage.database.backup import UnpackedBackup
from storage.keys import key_file
from storage.keys.device_secret import SecretStore, secret_of_device
from storage.keys.key_file import KeyFile, Unlocked
from storage.keys.key_slots import Slot
from storage.keys.sign_in_attempts import RECOVERY
from storage.keys.slot_changes import recovery_slot_of
from storage.keys.totp import SlotPayload, accept_second_factor
from storage.records.database_key import DatabaseKey
from storage.records.errors import UserFacingError

_COUNTED: Mapping[str, str] = {
    "keys.wrong_password": "password",
    "keys.wrong_recovery_code": "recovery",
    "keys.code_wrong": "code",
    "keys.printed_code_wrong": "code",
    "keys.code_used": "code",
    "keys.clock_ahead": "code",
    "keys.clock_behind": "code",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupKey:
    """The opened way in of a backup.

    ``payload`` holds the used code; None where the recovery code on paper opened it. ``key`` is
    the one that the database of the backup was written with.
    """

    file: KeyFile
    slot: Slot
    unlocked: Unlocked
    payload: SlotPayload | None
    key: DatabaseKey


def unlock_backup(
    unpacked: UnpackedBackup,
    *,
    folder: Path,
    credentials: Credentials,
    recovery_code: str,
    secrets: SecretStore | None,
    now: datetime,
) -> BackupKey:
    """Open a backup's own key file; failures count where there is a casebook's ``folder``.

    Raises keys.*, people.suspended, database.wrong_key.
    """
    file = key_file.parse(unpacked.keyfile)
    who = RECOVERY if recovery_code else file.slot_for_account(credentials.account.strip()).id
    attempts = attempts_in_turn(folder, who=who, now=now)
    try:
        if recovery_code:
            slot = file.slot(recovery_slot_of(file, recovery_code))
            unlocked, payload = key_file.unlock(file, slot.id, recovery_code), None
        else:
            slot = file.slot(who)
            unlocked = key_file.unlock(
                file,
                slot.id,
                credentials.password,
                device_secret=secret_of_device(secrets, device=slot.device, store_id=file.store_id),
            )
            payload = accept_second_factor(unlocked.payload, credentials.code, now=now)
    except UserFacingError as error:
        what = _COUNTED.get(error.code)
        if what is not None and folder.exists():
            note_failure(folder, attempts, who=who, now=now, what=what)
        raise
    if not unlocked.database_keys:
        raise UserFacingError("people.suspended")
    return BackupKey(
        file=file,
        slot=slot,
        unlocked=unlocked,
        payload=payload,
        key=backup.fitting_key(unpacked, unlocked.database_keys),
    )
