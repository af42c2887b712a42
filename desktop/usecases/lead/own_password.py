"""A lead's own password: asked for at the first sign-in with a slip of paper, and changed
whenever she likes.
"""

from pathlib import Path

from desktop.usecases.lead.casebook import OpenCasebook
from storage.database.connection import Connection
from storage.database.repositories import settings
from storage.keys import key_file, key_file_store
from storage.keys.passwords import KdfParameters, assess, with_new_salt
from storage.records.times import to_text

FIRST_PASSWORDS = "first_passwords"


def must_change(connection: Connection, *, person_id: str) -> bool:
    """Whether this lead still signs in with the code of a slip of paper."""
    return person_id in settings.get(connection, FIRST_PASSWORDS, [])


def note_first_password(casebook: OpenCasebook, *, person_id: str) -> None:
    """Remember that this lead's password stands on a slip of paper and must be changed."""
    first = settings.get(casebook.connection, FIRST_PASSWORDS, [])
    settings.put(casebook.connection, FIRST_PASSWORDS, [*first, person_id])


def change_password(
    casebook: OpenCasebook, *, folder: Path, password: str, kdf: KdfParameters
) -> None:
    """Wrap this lead's key anew; used codes and the phone's secret stay.

    Raises keys.password_* for a weak one; nothing is changed then. Backups made before keep opening
    with the old password.
    """
    problems = assess(password, banned_words=(casebook.person.name, casebook.person.account))
    if problems:
        raise problems[0]
    casebook.require_writable()
    file = key_file_store.load_key_file(folder).file
    slot = file.slot_for_account(casebook.person.account)
    changed = key_file.change_password(
        file,
        slot_id=slot.id,
        keys=casebook.keys,
        password=password,
        kdf=with_new_salt(kdf, casebook.random_bytes),
        random_bytes=casebook.random_bytes,
    )
    with casebook.work() as work:
        first = settings.get(work.connection, FIRST_PASSWORDS, [])
        kept = [person for person in first if person != casebook.person.id]
        settings.put(work.connection, FIRST_PASSWORDS, kept)
        settings.keep_keyfile(work.connection, changed.to_bytes(), to_text(casebook.clock()))
        # last: a disk that is full leaves neither the one nor the other
        key_file_store.save_key_file(folder, changed)
