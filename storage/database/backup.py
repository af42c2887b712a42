"""Makes a verified, encrypted copy of the casebook in another folder; never over anything."""

import hashlib
import os
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from storage.database import backup_files, read_tables, replay
from storage.database.backup_files import DATABASE, KEY_FILE, MANIFEST, BackupInfo, Manifest
from storage.database.connection import (
    Connection,
    checkpoint,
    connect_raw,
    open_casebook,
    open_immutable,
    store_identity,
)
from storage.database.faults import DriverError, translate
from storage.database.page_check import key_fits
from storage.database.repositories import ledger_rows
from storage.ledger.checkpoint import Checkpoint, read_note
from storage.ledger.entries import parse_header
from storage.records.database_key import DatabaseKey
from storage.records.errors import UserFacingError
from storage.records.times import to_text

Progress = Callable[[int, int], None]
_PAGES_AT_ONCE = 2000
# What the engine says of the folder that the copy is written to.
_TARGET_FAULTS = {
    "database.disk_full": "backup.disk_full",
    "database.read_only": "backup.folder_read_only",
    "database.cannot_open": "backup.folder_read_only",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupMade:
    """A verified backup: its place, its size, the head of the ledger in it and the SHA-256 of the
    file.
    """

    path: Path
    size_bytes: int
    checkpoint: Checkpoint
    sha256: str
    pupils: int
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupSummary:
    """What a person can check of a backup; ``last_at`` is when its last entry was made."""

    pupils: int
    entries: int
    last_at: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How a backup stands to the live casebook.

    ``relation`` is "same", "older" (the live one goes on from it), "newer" (it goes on from the
    live one), "diverged" (they differ before either ends) or "other_casebook". ``missing`` counts
    live entries not in it.
    """

    relation: str
    backup_size: int
    live_size: int
    missing: int


def make_backup(
    connection: Connection,
    *,
    folder: Path,
    keyfile: bytes,
    checkpoint_note: str,
    made_at: datetime,
    app_version: str,
    progress: Progress | None = None,
) -> BackupMade:
    """Write ``<time>.cbk`` into ``folder``: the database under the same key, the key file, a
    manifest.

    ``checkpoint_note`` is the signed head of the ledger as it stands; ``progress`` gets (pages
    done, pages in all). Raises backup.folder_gone, backup.folder_read_only, backup.disk_full,
    backup.not_verified; nothing is left then.
    """
    backup_files.check_folder(folder)
    backup_files.remove_leftovers(folder)
    name = made_at.strftime(backup_files.NAME_FORMAT)
    copy = folder / f".{name}.db.part"
    part = folder / f".{name}.part"
    target = backup_files.free_name(folder, name)
    try:
        _copy(connection, copy, progress)
        head, summary_found = _verify_copy(connection, copy, checkpoint_note)
        manifest = Manifest(
            made_at=to_text(made_at),
            app_version=app_version,
            store_id=store_identity(connection)[0].hex(),
            checkpoint=checkpoint_note,
            size=head.size,
            root=head.root.hex(),
            database_bytes=copy.stat().st_size,
            database_sha256=backup_files.sha256_of(copy),
            keyfile_sha256=hashlib.sha256(keyfile).hexdigest(),
            pupils=summary_found.pupils,
            entries=summary_found.entries,
        )
        backup_files.write_archive(part, database=copy, keyfile=keyfile, manifest=manifest)
        digest = backup_files.sha256_of(part)
        os.replace(part, target)
        backup_files.sync_folder(folder)
    except OSError as error:
        raise backup_files.explain(error) from error
    except UserFacingError as error:
        raise UserFacingError(_TARGET_FAULTS.get(error.code, error.code)) from error
    finally:
        copy.unlink(missing_ok=True)
        part.unlink(missing_ok=True)
    return BackupMade(
        path=target,
        size_bytes=target.stat().st_size,
        checkpoint=head,
        sha256=digest,
        pupils=summary_found.pupils,
        entries=summary_found.entries,
    )


def list_backups(folder: Path) -> list[BackupInfo]:
    """Return the backups of a folder, newest first; an unreachable folder has none."""
    return backup_files.list_backups(folder)


def rotate(folder: Path, *, now: datetime) -> list[Path]:
    """Remove what the rule of resources/backup.toml no longer keeps; the newest always stays."""
    return backup_files.rotate(folder, now=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnpackedBackup:
    """A backup laid out in a private folder."""

    database: Path
    keyfile: bytes
    manifest: Manifest


def unpack_backup(path: Path, into: Path) -> UnpackedBackup:
    """Lay out a backup in the folder ``into`` (made if need be) and check every byte of it.

    Only the three known parts are taken, under our own names. Raises backup.not_a_backup,
    backup.damaged, backup.newer_version, backup.disk_full.
    """
    try:
        into.mkdir(parents=True, exist_ok=True, mode=0o700)
        with zipfile.ZipFile(path) as archive:
            if set(archive.namelist()) != {DATABASE, KEY_FILE, MANIFEST}:
                raise UserFacingError("backup.not_a_backup")
            manifest = backup_files.read_manifest(archive)
            keyfile = backup_files.read_small(archive, KEY_FILE)
            if hashlib.sha256(keyfile).hexdigest() != manifest.keyfile_sha256:
                raise UserFacingError("backup.damaged")
            database = into / DATABASE
            backup_files.extract_database(archive, database, manifest)
    except zipfile.BadZipFile as error:
        code = "backup.damaged" if backup_files.begins_like_one(path) else "backup.not_a_backup"
        raise UserFacingError(code) from error
    except (OSError, EOFError) as error:
        raise backup_files.explain(error) from error
    return UnpackedBackup(database=database, keyfile=keyfile, manifest=manifest)


def open_backup(
    unpacked: UnpackedBackup, *, key: DatabaseKey, progress: Progress | None = None
) -> Connection:
    """Open an unpacked backup for reading.

    Where an older program shaped its read tables they are first built anew in this private,
    encrypted copy (``progress``: entries done, entries in all); the ledger stays as it is. Raises
    database.wrong_key, database.damaged, backup.newer_version.
    """
    connection = open_immutable(unpacked.database, key=key)
    shape = read_tables.version_of(connection)
    if shape == read_tables.VERSION:
        return connection
    connection.close()
    if shape > read_tables.VERSION:
        raise UserFacingError("backup.newer_version")
    _shape_anew(unpacked.database, key, progress)
    return open_immutable(unpacked.database, key=key)


def _shape_anew(database: Path, key: DatabaseKey, progress: Progress | None) -> None:
    connection = open_casebook(database, key=key)
    try:
        replay.replay(connection, progress=progress)
        checkpoint(connection)
        connection.all("PRAGMA journal_mode = DELETE")
    finally:
        connection.close()


def fitting_key(unpacked: UnpackedBackup, keys: Mapping[int, DatabaseKey]) -> DatabaseKey:
    """Return which of a slot's database keys (by epoch) the backup was written with.

    A backup that was made while the key was being changed holds a database under the older one.
    Raises database.wrong_key.
    """
    for epoch in sorted(keys, reverse=True):
        if key_fits(unpacked.database, keys[epoch]):
            return keys[epoch]
    raise UserFacingError("database.wrong_key")


def compare(backup: Connection, live: Connection) -> Comparison:
    """Say how a backup stands to the live casebook, by the trees of both."""
    there, here = ledger_rows.tree(backup), ledger_rows.tree(live)
    common = min(there.size, here.size)
    if store_identity(backup) != store_identity(live):
        relation = "other_casebook"
    elif there.root(common) != here.root(common):
        relation = "diverged"
    elif there.size == here.size:
        relation = "same"
    else:
        relation = "older" if there.size < here.size else "newer"
    return Comparison(
        relation=relation,
        backup_size=there.size,
        live_size=here.size,
        missing=max(0, here.size - there.size),
    )


def summary(connection: Connection) -> BackupSummary:
    """Return what a person can check of a casebook or a backup."""
    pupils, entries = ledger_rows.counts(connection)
    last = ledger_rows.rows(connection, start=max(0, entries - 1), limit=1)
    at = parse_header(last[0].header).at if last else None
    return BackupSummary(pupils=pupils, entries=entries, last_at=at)


def head_root(connection: Connection) -> bytes:
    """Return the root over all entries as they lie here, whatever the casebook notes of itself."""
    return ledger_rows.tree(connection).root()


def _copy(source: Connection, target: Path, progress: Progress | None) -> None:
    assert source.key is not None
    if not source.read_only:
        checkpoint(source)
    raw = connect_raw(target, key=source.key, mode="rwc")

    def report(_status: int, remaining: int, total: int) -> None:
        if progress is not None:
            progress(total - remaining, total)

    try:
        # one reading transaction around all steps: what others write meanwhile starts nothing again
        source.run("BEGIN")
        source.one("SELECT 1 FROM store")
        source.raw.backup(raw, pages=_PAGES_AT_ONCE, progress=report, sleep=0)
        raw.execute("PRAGMA journal_mode = DELETE")
    except DriverError as error:
        raise translate(error) from error
    finally:
        source.roll_back()
        raw.close()
    backup_files.sync_file(target)


def _verify_copy(
    live: Connection, path: Path, checkpoint_note: str
) -> tuple[Checkpoint, BackupSummary]:
    """The copy is whole, and its ledger is the live one up to the size it has."""
    assert live.key is not None
    expected = read_note(checkpoint_note).checkpoint
    copy = open_immutable(path, key=live.key)
    try:
        faults = copy.all("PRAGMA cipher_integrity_check")
        faults += [row for row in copy.all("PRAGMA quick_check") if row != ("ok",)]
        head = ledger_rows.heads(copy)
        tree = ledger_rows.tree(copy)
        found = summary(copy)
    finally:
        copy.close()
    whole = not faults and tree.size == head.size and tree.root() == head.root
    same = head.size >= expected.size and tree.root(expected.size) == expected.root
    if not (whole and same):
        raise UserFacingError("backup.not_verified")
    return head, found
