"""One round of backups: planned by the writer, written to every folder beside the work, noted in
the ledger; what failed is remembered until it works again.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import resources
from desktop.usecases.lead.casebook import OpenCasebook
from storage.database import backup, backup_files
from storage.database.backup import BackupMade
from storage.database.connection import checkpoint, open_casebook
from storage.database.faults import InterruptedReadError
from storage.database.repositories import ledger_rows, settings
from storage.keys import key_file_store
from storage.keys.durable_file import make_folder
from storage.ledger.fingerprint import short_code
from storage.records import permissions
from storage.records.database_key import DatabaseKey
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.times import Clock, from_text, to_text

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
LAST_BACKUP = "last_backup"
_FOLDERS = "backup_folders_seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupDone:
    """A verified backup: where it lies and what is in it; ``removed``: older ones that went."""

    path: Path
    pupils: int
    entries: int
    size_bytes: int
    check_code: str
    removed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupFailed:
    """A folder that got no backup this time, and why; ``at`` is UTC text."""

    folder: str
    error: UserFacingError
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupPlan:
    """What the writer's thread hands over: everything that writing needs but the casebook itself.

    ``making`` is the one folder that may be made (it lies beside the casebook).
    """

    database: Path
    key: DatabaseKey
    store_id: str
    keyfile: bytes
    note: str
    folders: tuple[Path, ...]
    making: Path | None
    clock: Clock
    app_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupRound:
    """What one round brought; ``written`` is the verified file that all of ``made`` equal."""

    made: tuple[BackupDone, ...]
    failed: tuple[BackupFailed, ...]
    written: BackupMade | None
    note: str
    at: str


def plan_backup(casebook: OpenCasebook, *, folders: Sequence[Path], key_folder: Path) -> BackupPlan:
    """Gather what a round needs: milliseconds, on the thread that writes to the casebook."""
    permissions.require(casebook.person.role, permissions.BACK_UP)
    casebook.require_writable()
    path, key = casebook.connection.path, casebook.connection.key
    if path is None or key is None:
        raise UserFacingError("backup.not_verified")
    checkpoint(casebook.connection)
    beside = [folder for folder in folders if folder.parent == key_folder.parent]
    return BackupPlan(
        database=path,
        key=key,
        store_id=casebook.store_id,
        keyfile=key_file_store.load_key_file(key_folder).file.to_bytes(),
        note=casebook.signed_note(casebook.head()),
        folders=tuple(dict.fromkeys(folders)),
        making=beside[0] if beside else None,
        clock=casebook.clock,
        app_version=casebook.app_version,
    )


def write_backups(
    plan: BackupPlan, *, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> BackupRound:
    """Write a verified backup into each folder, on any thread, by a connection of its own.

    A folder's fault is in the answer and never keeps another folder from its backup. Raises
    InterruptedReadError when ``cancelled`` says so; nothing half written is left.
    """
    now = plan.clock()
    written: BackupMade | None = None
    made: list[BackupDone] = []
    failed: list[BackupFailed] = []
    for folder in plan.folders:
        try:
            if folder == plan.making:
                # the usual place beside the casebook is made; any other must be there
                with suppress(OSError):
                    make_folder(folder)
            _stop(cancelled)
            if written is None:
                written = _write(plan, folder, progress=progress, cancelled=cancelled)
                place = written.path
            else:
                place = backup_files.copy_to(written.path, folder, sha256=written.sha256)
            removed = backup.rotate(folder, now=now)
        except UserFacingError as error:
            failed.append(BackupFailed(folder=str(folder), error=error, at=to_text(now)))
            continue
        made.append(_done(written, place=place, removed=len(removed)))
    return BackupRound(
        made=tuple(made), failed=tuple(failed), written=written, note=plan.note, at=to_text(now)
    )


def _write(
    plan: BackupPlan, folder: Path, *, progress: Progress | None, cancelled: Cancelled | None
) -> BackupMade:
    def report(done: int, total: int) -> None:
        _stop(cancelled)
        if progress is not None:
            progress(done, total)

    connection = open_casebook(
        plan.database, key=plan.key, store_id=bytes.fromhex(plan.store_id), read_only=True
    )
    try:
        return backup.make_backup(
            connection,
            folder=folder,
            keyfile=plan.keyfile,
            checkpoint_note=plan.note,
            made_at=plan.clock(),
            app_version=plan.app_version,
            progress=report,
        )
    finally:
        connection.close()


def _stop(cancelled: Cancelled | None) -> None:
    if cancelled is not None and cancelled():
        raise InterruptedReadError


def _done(made: BackupMade, *, place: Path, removed: int) -> BackupDone:
    return BackupDone(
        path=place,
        pupils=made.pupils,
        entries=made.entries,
        size_bytes=made.size_bytes,
        check_code=short_code(made.checkpoint.root),
        removed=removed,
    )


def note_backups(casebook: OpenCasebook, done: BackupRound) -> None:
    """Note a round in the ledger and in the settings, in one transaction of the writer."""
    seen: dict[str, Any] = settings.get(casebook.connection, _FOLDERS, {})
    for one in done.made:
        seen[str(one.path.parent)] = {"at": done.at, "since": "", "code": ""}
    for failure in done.failed:
        before = seen.get(failure.folder, {"at": "", "since": ""})
        since = before["since"] or failure.at
        seen[failure.folder] = {**before, "since": since, "code": failure.error.code}
    with casebook.work() as work:
        if done.written is not None:
            work.append(_backup_made(done.written, at=done.at))
            ledger_rows.remember_checkpoint(
                work.connection,
                casebook.signed_note(done.written.checkpoint),
                where=f"backup:{done.written.path.name}",
                at=done.at,
            )
            settings.put(
                work.connection,
                LAST_BACKUP,
                {
                    "at": done.at,
                    "path": str(done.written.path),
                    "entries": done.written.entries,
                },
            )
        settings.put(work.connection, _FOLDERS, seen)


def _backup_made(made: BackupMade, *, at: str) -> Event:
    return Event(
        type="backup.made",
        fields={
            "at": at,
            "size": made.checkpoint.size,
            "root": made.checkpoint.root.hex(),
            "sha256": made.sha256,
            "pupils": made.pupils,
            "entries": made.entries,
        },
    )


def back_up_everywhere(
    casebook: OpenCasebook,
    *,
    folders: Sequence[Path],
    key_folder: Path,
    progress: Progress | None = None,
) -> BackupRound:
    """Write, verify and note a backup in each folder: at lock, and by hand."""
    plan = plan_backup(casebook, folders=folders, key_folder=key_folder)
    done = write_backups(plan, progress=progress)
    note_backups(casebook, done)
    return done


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderState:
    """How a backup folder has fared: the last backup in it, and since when it fails and why.

    Times are UTC text; empty: never, or it does not fail.
    """

    folder: str
    last_at: str
    failing_since: str
    code: str


def folder_states(casebook: OpenCasebook) -> tuple[FolderState, ...]:
    """Return every folder that a round has tried, in the order in which they first came."""
    seen: dict[str, Any] = settings.get(casebook.connection, _FOLDERS, {})
    return tuple(
        FolderState(folder=folder, last_at=one["at"], failing_since=one["since"], code=one["code"])
        for folder, one in seen.items()
    )


def backup_due(casebook: OpenCasebook) -> bool:
    """Whether something was written since the last backup and that is longer ago than the rule of
    resources/backup.toml; cheap enough to ask every few minutes.

    After the clock was put back, a backup dated in the future does not count as a recent one.
    """
    if casebook.read_only:
        return False
    last = settings.get(casebook.connection, LAST_BACKUP)
    if last is None:
        return True
    # the backup's own entry stands after what it holds
    if casebook.head().size <= last["entries"] + 1:
        return False
    age = casebook.clock() - from_text(last["at"])
    hours = resources.read_toml("backup.toml")["every_hours"]
    return age < timedelta() or age >= timedelta(hours=hours)
