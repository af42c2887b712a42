"""Changes of a slot that leave its keys as they are: a password, a telephone, printed codes."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from desktop.usecases.lead.casebook import OpenCasebook
from storage.database.connection import Connection
from storage.database.repositories import settings
from storage.keys import key_file_store
from storage.keys.key_file import KeyFile
from storage.keys.key_slots import PASSWORD, Slot
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.times import to_text


def own_slot(file: KeyFile, casebook: OpenCasebook) -> Slot:
    """The slot of the signed-in lead; raises keys.not_introduced when the key file holds another
    key of hers, or none.
    """
    for slot in file.slots:
        if slot.kind == PASSWORD and slot.public == casebook.keys.public:
            return slot
    raise UserFacingError("keys.not_introduced")


def save_slot(
    casebook: OpenCasebook,
    *,
    folder: Path,
    file: KeyFile,
    what: str,
    also: Callable[[Connection], None] | None = None,
) -> None:
    """Write the changed key file with its entry ``way_in.changed``, or neither.

    ``also`` keeps settings in the same transaction. Raises keys.disk_full, keys.folder_read_only,
    database.*: the key file before is put back then.
    """
    before = key_file_store.load_key_file(folder).file
    saved = False
    try:
        with casebook.work() as work:
            work.append(
                Event(type="way_in.changed", fields={"person": casebook.person.id, "what": what})
            )
            settings.keep_keyfile(work.connection, file.to_bytes(), to_text(casebook.clock()))
            if also is not None:
                also(work.connection)
            key_file_store.save_key_file(folder, file)
            saved = True
    except BaseException:
        if saved:
            with suppress(UserFacingError):
                key_file_store.save_key_file(folder, before)
        raise
