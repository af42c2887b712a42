"""A lead's own password: asked for at the first sign-in with a slip of paper, and changed
whenever she likes.
"""

from pathlib import Path

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.change_slot import own_slot, save_slot
from storage.database.connection import Connection
from storage.database.repositories import settings
from storage.keys import key_file, key_file_store
from storage.keys.device_secret import SecretStore, secret_of_device
from storage.keys.passwords import KdfParameters, assess, with_new_salt
from storage.records.errors import UserFacingError

FIRST_PASSWORDS = "first_passwords"


def must_change(connection: Connection, *, person_id: str) -> bool:
    """Whether this lead still signs in with the code of a slip of paper."""
    return person_id in settings.get(connection, FIRST_PASSWORDS, [])


def note_first_password(casebook: OpenCasebook, *, person_id: str) -> None:
    """Remember that this lead's password stands on a slip of paper and must be changed."""
    first = settings.get(casebook.connection, FIRST_PASSWORDS, [])
    settings.put(casebook.connection, FIRST_PASSWORDS, sorted({*first, person_id}))


def forget_first_password(connection: Connection, *, person_id: str) -> None:
    """This lead chose a password of her own."""
    first = settings.get(connection, FIRST_PASSWORDS, [])
    kept = [person for person in first if person != person_id]
    settings.put(connection, FIRST_PASSWORDS, kept)


def change_password(
    casebook: OpenCasebook,
    *,
    folder: Path,
    password: str,
    kdf: KdfParameters,
    secrets: SecretStore | None = None,
) -> None:
    """Wrap this lead's key anew; used codes and the phone's secret stay, and so does a tie to this
    laptop (``secrets``: the computer's key store).

    Raises keys.password_* for a weak one, keys.device_missing, keys.key_store_away; nothing is
    changed then. Backups made before keep opening with the old password, and
    whoever holds one opens later copies with it too: the key itself stays the same.
    """
    casebook.require_fresh_code()
    problems = assess(password, banned_words=(casebook.person.name, casebook.person.account))
    if problems:
        raise problems[0]
    file = key_file_store.load_key_file(folder).file
    slot = own_slot(file, casebook)
    device_secret = secret_of_device(secrets, device=slot.device, store_id=file.store_id)
    if slot.device and not device_secret:
        raise UserFacingError("keys.device_missing")
    changed = key_file.change_password(
        file,
        slot_id=slot.id,
        keys=casebook.keys,
        password=password,
        kdf=with_new_salt(kdf, casebook.random_bytes),
        random_bytes=casebook.random_bytes,
        device=slot.device,
        device_secret=device_secret,
    )
    save_slot(
        casebook,
        folder=folder,
        file=changed,
        what="password",
        also=lambda connection: forget_first_password(connection, person_id=casebook.person.id),
    )
