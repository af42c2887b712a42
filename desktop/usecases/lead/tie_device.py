"""Ties a lead's password to this laptop, or sets it free again: a copied casebook then opens to
nobody who has only the password.
"""

from pathlib import Path

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.change_slot import own_slot, save_slot
from desktop.usecases.lead.rehearse_recovery import needs_confirmation
from desktop.usecases.lead.sign_in import attempts_in_turn, note_failure
from storage.keys import device_secret, key_file, key_file_store
from storage.keys.device_secret import SecretStore
from storage.keys.key_file import KeyFile
from storage.keys.key_slots import Slot
from storage.keys.passwords import KdfParameters, with_new_salt
from storage.records.errors import UserFacingError


def may_tie(
    casebook: OpenCasebook, *, folder: Path, secrets: SecretStore | None
) -> UserFacingError | None:
    """Why tying is not offered here: this computer has no key store, or the recovery code (the way
    back in when the computer is gone) was never typed back. None when it is.
    """
    if secrets is None or not secrets.available():
        return UserFacingError("keys.no_key_store")
    if needs_confirmation(casebook, folder=folder):
        return UserFacingError("keys.confirm_recovery_first")
    return None


def tie_device(
    casebook: OpenCasebook,
    *,
    folder: Path,
    secrets: SecretStore | None,
    password: str,
    kdf: KdfParameters,
) -> None:
    """Mix this lead's password with a secret that only this account of this computer has.

    Backups made before keep opening with the password alone, and with the key in one of them so do
    later copies. Raises keys.no_key_store,
    keys.confirm_recovery_first, keys.already_tied, keys.key_store_away, keys.wrong_password,
    keys.wait.
    """
    casebook.require_fresh_code()
    refusal = may_tie(casebook, folder=folder, secrets=secrets)
    if refusal is not None or secrets is None:
        raise refusal or UserFacingError("keys.no_key_store")
    file = key_file_store.load_key_file(folder).file
    slot = own_slot(file, casebook)
    if slot.device:
        raise UserFacingError("keys.already_tied")
    _prove(casebook, folder=folder, file=file, slot=slot, password=password, secret=b"")
    device = device_secret.new_device_id(casebook.random_bytes)
    secret = device_secret.new_device_secret(casebook.random_bytes)
    entry = device_secret.casebook_entry(store_id=file.store_id, device=device)
    # the computer first: a key file that needs what was never kept would lock her out
    device_secret.write_checked(secrets, entry, secret)
    changed = key_file.change_password(
        file,
        slot_id=slot.id,
        keys=casebook.keys,
        password=password,
        kdf=with_new_salt(kdf, casebook.random_bytes),
        random_bytes=casebook.random_bytes,
        device=device,
        device_secret=secret,
    )
    try:
        save_slot(casebook, folder=folder, file=changed, what="tied_to_device")
    except BaseException:
        secrets.delete(entry)
        raise
    # once more: the generation before, which needs the password alone, must not stay beside it
    key_file_store.save_key_file(folder, changed)


def untie_device(
    casebook: OpenCasebook,
    *,
    folder: Path,
    secrets: SecretStore | None,
    password: str,
    kdf: KdfParameters,
) -> None:
    """Let the password alone open this lead's way in again.

    Raises keys.not_tied, keys.device_missing, keys.key_store_away, keys.wrong_password, keys.wait.
    """
    casebook.require_fresh_code()
    file = key_file_store.load_key_file(folder).file
    slot = own_slot(file, casebook)
    if not slot.device:
        raise UserFacingError("keys.not_tied")
    secret = device_secret.secret_of_device(secrets, device=slot.device, store_id=file.store_id)
    _prove(casebook, folder=folder, file=file, slot=slot, password=password, secret=secret)
    changed = key_file.change_password(
        file,
        slot_id=slot.id,
        keys=casebook.keys,
        password=password,
        kdf=with_new_salt(kdf, casebook.random_bytes),
        random_bytes=casebook.random_bytes,
    )
    save_slot(casebook, folder=folder, file=changed, what="untied_from_device")
    # once more: the generation before needs a secret that is about to go
    key_file_store.save_key_file(folder, changed)
    if secrets is not None:
        secrets.delete(device_secret.casebook_entry(store_id=file.store_id, device=slot.device))


def _prove(
    casebook: OpenCasebook,
    *,
    folder: Path,
    file: KeyFile,
    slot: Slot,
    password: str,
    secret: bytes,
) -> None:
    """The password again: somebody at an unlocked screen must not change the way in."""
    now = casebook.clock()
    attempts = attempts_in_turn(folder, who=slot.id, now=now)
    try:
        key_file.unlock(file, slot.id, password, device_secret=secret)
    except UserFacingError as error:
        if error.code == "keys.wrong_password":
            note_failure(folder, attempts, who=slot.id, now=now, what="password")
        raise
