"""The backups that a rescue may fill holes from: unpacked and opened one by one, newest first."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from desktop.usecases.lead.rescue_access import RescueAccess
from storage.database import backup
from storage.database.connection import open_newest, store_identity
from storage.database.repositories import ledger_rows
from storage.database.rescue_sources import BackupSource
from storage.keys import key_file
from storage.keys.key_file import KeyFile
from storage.keys.key_slots import DatabaseKeys, open_database_keys
from storage.keys.sealing import CannotOpenError
from storage.records.errors import UserFacingError


@contextmanager
def opened_backups(
    access: RescueAccess, folders: Sequence[Path]
) -> Iterator[Iterator[BackupSource]]:
    """Yield an iterator over the readable backups of this casebook, newest first.

    Each is unpacked into a private folder when it is asked for, still encrypted; all are gone at
    the end. One that is damaged, of another casebook, or that this lead's key does not open is
    passed over.
    """
    with ExitStack() as stack:
        yield _each(access, folders, stack)


def _each(
    access: RescueAccess, folders: Sequence[Path], stack: ExitStack
) -> Iterator[BackupSource]:
    found = [info for folder in folders for info in backup.list_backups(folder)]
    for info in sorted(found, key=lambda info: info.made_at, reverse=True):
        with suppress(UserFacingError, CannotOpenError, OSError):
            source = _open(access, info.path, stack)
            if source is not None:
                yield source


def _open(access: RescueAccess, path: Path, stack: ExitStack) -> BackupSource | None:
    with ExitStack() as opening:
        into = opening.enter_context(tempfile.TemporaryDirectory(prefix="holdfast-rescue-"))
        unpacked = backup.unpack_backup(path, Path(into))
        file = key_file.parse(unpacked.keyfile)
        keys = _keys_in(file, access)
        if not keys:
            return None
        connection = open_newest(unpacked.database, keys=keys, immutable=True)
        opening.callback(connection.close)
        if store_identity(connection) != (access.store_id, access.ledger):
            return None
        source = BackupSource(
            connection=connection,
            ledger=access.ledger,
            made_at=unpacked.manifest.made_at,
            size=ledger_rows.heads(connection).size,
        )
        stack.push(opening.pop_all())
    return source


def _keys_in(file: KeyFile, access: RescueAccess) -> DatabaseKeys:
    """The database keys of a backup, opened with this lead's own key."""
    if file.store_id != access.file.store_id:
        return {}
    for slot in file.slots:
        if slot.public == access.keys.public:
            return open_database_keys(slot, store_id=file.store_id, keys=access.keys)
    return {}
