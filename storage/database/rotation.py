"""Gives the casebook's file a new key by a verified copy; the old file stays until it is replaced.

The steps, each on the disk before the next: the log comes home and goes; the copy is written
beside, checked and synced; one rename puts it in place. Whatever stops it, the file under the name
``casebook.db`` is whole, under the old key or the new one, with the same entries.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from storage.database import backup_files
from storage.database.connection import (
    Connection,
    checkpoint,
    connect_raw,
    open_immutable,
    store_identity,
)
from storage.database.faults import DriverError, translate
from storage.database.repositories import ledger_rows
from storage.records.database_key import DatabaseKey
from storage.records.errors import UserFacingError

Progress = Callable[[int, int], None]
COPY_SUFFIX = ".new"
_PAGES_AT_ONCE = 2000
_BESIDE = ("", "-journal", "-wal", "-shm")


def copy_under(
    connection: Connection, *, key: DatabaseKey, progress: Progress | None = None
) -> Path:
    """Write a verified copy of the open casebook under ``key`` beside it and return its path.

    No other connection to the file may be open. ``progress`` gets (pages done, pages in all).
    Raises database.busy, .disk_full, .read_only, and rotation.not_verified when the copy is not
    what was copied; no copy is left then, and the casebook is untouched.
    """
    assert connection.path is not None
    copy = copy_of(connection.path)
    remove_copy(connection.path)
    try:
        _bring_home(connection)
        _copy(connection, copy, key=key, progress=progress)
        _verify(connection, copy, key=key)
        backup_files.sync_file(copy)
        backup_files.sync_folder(copy.parent)
    except OSError as error:
        _give_up(connection)
        raise UserFacingError(_code_of(error)) from error
    except BaseException:
        _give_up(connection)
        raise
    return copy


def put_in_place(path: Path) -> None:
    """Let the verified copy take the place of the casebook at ``path``, which must be closed.

    Raises database.read_only, .disk_full, .input_output; the old file is in place then.
    """
    try:
        os.replace(copy_of(path), path)
        backup_files.sync_folder(path.parent)
    except OSError as error:
        raise UserFacingError(_code_of(error)) from error


def remove_copy(path: Path) -> None:
    """Remove what an interrupted copy of the casebook at ``path`` left behind."""
    copy = copy_of(path)
    for suffix in _BESIDE:
        copy.with_name(copy.name + suffix).unlink(missing_ok=True)


def copy_of(path: Path) -> Path:
    """Where the copy of the casebook at ``path`` is made."""
    return path.with_name(path.name + COPY_SUFFIX)


def _bring_home(connection: Connection) -> None:
    """No log may survive beside the file: it would be applied to the one that takes its place."""
    assert connection.path is not None
    checkpoint(connection)
    if connection.value("PRAGMA journal_mode = DELETE") != "delete":
        raise UserFacingError("database.busy")
    if connection.path.with_name(connection.path.name + "-wal").exists():
        raise UserFacingError("database.busy")
    backup_files.sync_folder(connection.path.parent)


def _give_up(connection: Connection) -> None:
    """Leave the casebook as it was: no copy beside it, and its log in use again."""
    assert connection.path is not None
    with suppress(OSError):
        remove_copy(connection.path)
    with suppress(UserFacingError):
        connection.all("PRAGMA journal_mode = WAL")


def _copy(
    connection: Connection, copy: Path, *, key: DatabaseKey, progress: Progress | None
) -> None:
    def report(_status: int, remaining: int, total: int) -> None:
        if progress is not None:
            progress(total - remaining, total)

    raw = connect_raw(copy, key=key, mode="rwc")
    try:
        connection.raw.backup(raw, pages=_PAGES_AT_ONCE, progress=report, sleep=0)
    except DriverError as error:
        raise translate(error) from error
    finally:
        raw.close()


def _verify(connection: Connection, path: Path, *, key: DatabaseKey) -> None:
    copy = open_immutable(path, key=key)
    try:
        faults = copy.all("PRAGMA cipher_integrity_check")
        faults += [row for row in copy.all("PRAGMA quick_check") if row != ("ok",)]
        tree, live = ledger_rows.tree(copy), ledger_rows.tree(connection)
        same = (
            store_identity(copy) == store_identity(connection)
            and ledger_rows.heads(copy) == ledger_rows.heads(connection)
            and (tree.size, tree.root()) == (live.size, live.root())
            and _counts(copy) == _counts(connection)
        )
    finally:
        copy.close()
    if faults or not same:
        raise UserFacingError("rotation.not_verified")


def _counts(connection: Connection) -> dict[str, int]:
    """How many rows each table has."""
    names = connection.all(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY name"
    )
    # the names come from the schema itself
    return {name: connection.value(f'SELECT count(*) FROM "{name}"') for (name,) in names}


def _code_of(error: OSError) -> str:
    explained = backup_files.explain(error).code
    known = {
        "backup.disk_full": "database.disk_full",
        "backup.folder_read_only": "database.read_only",
    }
    return known.get(explained, "database.input_output")
