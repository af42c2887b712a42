"""Looks at the casebook that a backup would replace: is there one, does it read, what does it have
that the backup lacks?
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desktop.signature_workers import signature_workers
from desktop.usecases.lead.casebook import check_signature
from desktop.usecases.lead.restore_key import BackupKey
from desktop.usecases.lead.sign_in import Credentials
from desktop.usecases.lead.used_codes import use_up
from storage.database import backup, check
from storage.database.connection import Connection, open_casebook
from storage.keys import key_file, key_file_store
from storage.keys.key_file import KeyFile
from storage.records.database_key import DatabaseKey
from storage.records.errors import UserFacingError

_DAMAGED = frozenset({"database.damaged", "database.truncated", "database.input_output"})
# How the casebook here stands to the backup, from how the backup stands to it.
_RELATIONS = {
    "same": "same",
    "older": "longer",
    "newer": "shorter",
    "diverged": "diverged",
    "other_casebook": "other_casebook",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveCasebook:
    """What lies where the backup would go.

    ``relation`` is "none", "lost" (its database is gone), "damaged", "shorter" (the backup goes on
    from it), "same", "longer" (it goes on from the backup by ``missing`` entries), "diverged",
    "other_casebook", or "unknown" (it could not be opened, though it may be whole).
    """

    relation: str
    entries: int = 0
    pupils: int = 0
    last_at: str = ""
    missing: int = 0
    root: bytes = b""


def look(
    folder: Path, *, against: Connection, opened: BackupKey, credentials: Credentials
) -> LiveCasebook:
    """Compare the casebook in ``folder``, whose lock the caller holds, with a backup.

    A code that was used there already is refused (keys.code_used), and is used up there now.
    """
    database = folder / "casebook.db"
    file = _key_file(folder)
    if file is not None and file.store_id != opened.file.store_id:
        return LiveCasebook(relation="other_casebook")
    if not database.exists():
        return LiveCasebook(relation="none" if file is None else "lost")
    for key in _keys(file, opened, credentials):
        try:
            connection = open_casebook(database, key=key)
        except UserFacingError as error:
            if error.code in _DAMAGED:
                return LiveCasebook(relation="damaged")
            continue
        try:
            return _compared(connection, against=against, opened=opened)
        except UserFacingError as error:
            if error.code in _DAMAGED:
                return LiveCasebook(relation="damaged")
            raise
        finally:
            connection.close()
    # the same key, and yet no page answers to it
    same_key = file is not None and file.epoch == opened.file.epoch
    return LiveCasebook(relation="damaged" if same_key else "unknown")


def _key_file(folder: Path) -> KeyFile | None:
    try:
        return key_file_store.load_key_file(folder).file
    except UserFacingError:
        return None


def _keys(
    file: KeyFile | None, opened: BackupKey, credentials: Credentials
) -> Iterator[DatabaseKey]:
    """The backup's own keys first: the casebook here usually has the same. Then, at the cost of a
    password, whatever this person's present way in opens.
    """
    yield from opened.unlocked.database_keys.values()
    if file is None or not credentials.password:
        return
    with suppress(UserFacingError):
        slot = file.slot_for_account(credentials.account.strip())
        yield from key_file.unlock(file, slot.id, credentials.password).database_keys.values()


def _compared(connection: Connection, *, against: Connection, opened: BackupKey) -> LiveCasebook:
    with signature_workers() as check_batch:
        whole = (
            not check.check_pages(connection)
            and check.verify_all(
                connection, check_signature=check_signature, check_batch=check_batch
            ).ok
        )
    if not whole:
        return LiveCasebook(relation="damaged")
    if opened.payload is not None:
        use_up(
            connection,
            slot_id=opened.slot.id,
            before=opened.unlocked.payload,
            after=opened.payload,
        )
    found = backup.compare(against, connection)
    summary = backup.summary(connection)
    return LiveCasebook(
        relation=_RELATIONS[found.relation],
        entries=summary.entries,
        pupils=summary.pupils,
        last_at=summary.last_at or "",
        missing=found.missing,
        root=backup.head_root(connection),
    )
