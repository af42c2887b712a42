"""The secret that every PIN typed at this computer is mixed with, and where it lies.

It lies in the computer's own key store where there is one: a copied workstation folder is then
closed to every PIN. Where there is none it lies in the private file of this workstation, and
whoever can copy that file can try all PINs at home. Neither keeps a concern from being sent.
"""

from dataclasses import replace
from pathlib import Path

from desktop.usecases.staff.station import IDENTITY, Station
from storage.keys import device_secret
from storage.keys.device_secret import SecretStore
from storage.keys.durable_file import write_durably
from storage.letterbox.pairing import WorkstationIdentity
from storage.records.errors import UserFacingError
from storage.records.identifiers import RandomBytes


def kept_outside(
    identity: WorkstationIdentity, *, secrets: SecretStore | None
) -> WorkstationIdentity:
    """Hand the secret to the key store and return the identity without it; the same identity where
    there is no store or it does not answer.
    """
    if identity.pin_secret is None or secrets is None or not secrets.available():
        return identity
    entry = device_secret.workstation_entry(identity.workstation_id)
    try:
        device_secret.write_checked(secrets, entry, identity.pin_secret)
    except UserFacingError:
        return identity
    return replace(identity, pin_secret=None)


def pin_secret(station: Station) -> bytes:
    """Return the secret; one that still lies in the file moves into the key store on the way.

    Raises keys.pin_store_away (the store does not answer) and keys.pin_secret_gone (it answers and
    has nothing). Guests, drafts and letters need no PIN and never ask.
    """
    identity = station.identity
    if identity.pin_secret is not None:
        _move(station.folder, identity, secrets=station.secrets)
        return identity.pin_secret
    found = _read(station)
    if found is None:
        raise UserFacingError("keys.pin_secret_gone")
    return found


def secret_for_new_pin(station: Station) -> bytes:
    """Return the secret for a first PIN; where it is gone a new one is made.

    Keys under the old secret can never be opened again: they are set aside, so that everybody is
    asked for a slip of paper instead of being told that the PIN is wrong. Raises
    keys.pin_store_away, keys.disk_full, keys.folder_read_only.
    """
    try:
        return pin_secret(station)
    except UserFacingError as error:
        if error.code != "keys.pin_secret_gone":
            raise
    station.reporters.set_aside()
    fresh = _new_secret(station.random_bytes)
    identity = kept_outside(replace(station.identity, pin_secret=fresh), secrets=station.secrets)
    if identity.pin_secret is not None:
        write_durably(station.folder / IDENTITY, identity.to_bytes())
    return fresh


def _new_secret(random_bytes: RandomBytes) -> bytes:
    return device_secret.new_device_secret(random_bytes)


def _read(station: Station) -> bytes | None:
    if station.secrets is None or not station.secrets.available():
        raise UserFacingError("keys.pin_store_away")
    entry = device_secret.workstation_entry(station.identity.workstation_id)
    try:
        return station.secrets.read(entry)
    except UserFacingError as error:
        raise UserFacingError("keys.pin_store_away") from error


def _move(folder: Path, identity: WorkstationIdentity, *, secrets: SecretStore | None) -> None:
    """From the file into the key store: first kept and read back there, then gone from here."""
    kept = kept_outside(identity, secrets=secrets)
    if kept.pin_secret is not None:
        return
    try:
        write_durably(folder / IDENTITY, kept.to_bytes())
    except OSError:
        # it stays in both places; the next PIN moves it
        return
