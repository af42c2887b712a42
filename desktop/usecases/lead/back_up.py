"""Encrypted, verified backups; a rehearsal that opens one; and reading one on another computer."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.signature_workers import signature_workers
from desktop.usecases.lead.backup_round import BackupDone, back_up_everywhere
from desktop.usecases.lead.casebook import OpenCasebook, check_signature
from desktop.usecases.lead.create_school import SCHOOL_KEYS
from desktop.usecases.lead.restore_key import unlock_backup
from desktop.usecases.lead.sign_in import Credentials
from storage.database import backup, check
from storage.database.backup_files import Manifest
from storage.database.connection import Connection, store_identity
from storage.database.repositories import people, settings
from storage.keys import key_file
from storage.keys.device_secret import SecretStore
from storage.keys.key_file import KeyFile
from storage.keys.key_slots import DatabaseKeys, open_database_keys
from storage.keys.sealing import CannotOpenError
from storage.keys.signing import SchoolKeys
from storage.letterbox.spool import Spool
from storage.records import permissions
from storage.records.database_key import DatabaseKey
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.identifiers import RandomBytes
from storage.records.people import LEADS
from storage.records.times import Clock, to_text

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """What a backup held when it was opened: read this aloud and you know that it works."""

    path: Path
    made_at: str
    pupils: int
    entries: int
    last_at: str
    relation: str
    verified: bool
    fault: str


def back_up(
    casebook: OpenCasebook, *, folder: Path, key_folder: Path, progress: Progress | None = None
) -> BackupDone:
    """Write a verified copy into ``folder`` and let old ones go by the rotation; never over the
    live file.

    Raises backup.folder_gone, backup.disk_full and the like; the casebook is untouched by any of
    them, but remembers that it failed.
    """
    done = back_up_everywhere(casebook, folders=(folder,), key_folder=key_folder, progress=progress)
    if done.failed:
        raise done.failed[0].error
    return done.made[0]


def newest_backup(folder: Path, *, now: datetime | None = None) -> Path:
    """The newest backup in ``folder``; raises backup.none_found.

    With ``now``, one that a wrong clock dated in the future comes after all others.
    """
    found = backup.list_backups(folder)
    if not found:
        raise UserFacingError("backup.none_found", folder=str(folder))
    past = [info for info in found if now is None or info.made_at <= now]
    return (past or found)[0].path


def rehearse(casebook: OpenCasebook, *, path: Path, progress: Progress | None = None) -> Rehearsal:
    """Open a backup beside the live casebook with this lead's own key, verify it and compare.

    That it was done, and whether the backup opened whole, is an entry.
    """
    permissions.require(casebook.person.role, permissions.BACK_UP)
    casebook.require_writable()
    with opened_beside(casebook, path=path) as (connection, manifest):
        with signature_workers() as check_batch:
            verdict = check.verify_all(
                connection,
                check_signature=check_signature,
                progress=progress,
                check_batch=check_batch,
            )
        summary = backup.summary(connection)
        relation = backup.compare(connection, casebook.connection).relation
        made_at = manifest.made_at
    _note_rehearsal(casebook, opened=verdict.ok)
    return Rehearsal(
        path=path,
        made_at=made_at,
        pupils=summary.pupils,
        entries=summary.entries,
        last_at=summary.last_at or "",
        relation=relation,
        verified=verdict.ok,
        fault=verdict.first_fault.kind if verdict.first_fault else "",
    )


@contextmanager
def opened_beside(casebook: OpenCasebook, *, path: Path) -> Iterator[tuple[Connection, Manifest]]:
    """Open a backup of this casebook for reading, with this lead's own key; it is closed and its
    private copy gone afterwards. Raises backup.*, database.wrong_key.
    """
    with _unpacked(path) as unpacked:
        keys = _keys_in(key_file.parse(unpacked.keyfile), casebook)
        connection = backup.open_backup(unpacked, key=backup.fitting_key(unpacked, keys))
        try:
            yield connection, unpacked.manifest
        finally:
            connection.close()


def _note_rehearsal(casebook: OpenCasebook, *, opened: bool) -> None:
    at = to_text(casebook.clock())
    with casebook.work() as work:
        work.append(
            Event(
                type="recovery.rehearsed",
                fields={
                    "person": casebook.person.id,
                    "opened": opened,
                    "at": at,
                    "kind": "backup",
                },
            )
        )
        if opened:
            settings.put(work.connection, "last_rehearsal", {"at": at})


def _keys_in(file: KeyFile, casebook: OpenCasebook) -> DatabaseKeys:
    """The database keys of a backup, opened with this lead's own key."""
    if file.store_id != casebook.store_id:
        raise UserFacingError("backup.other_casebook")
    for slot in file.slots:
        if slot.person == casebook.person.id and slot.kind == "password":
            with suppress(CannotOpenError):
                return open_database_keys(slot, store_id=file.store_id, keys=casebook.keys)
    raise UserFacingError("backup.not_yours")


@contextmanager
def _unpacked(path: Path) -> Iterator[backup.UnpackedBackup]:
    """Unpack into a private folder that is gone afterwards; what lies in it is encrypted as the
    casebook is.
    """
    with tempfile.TemporaryDirectory(prefix="holdfast-") as folder:
        yield backup.unpack_backup(path, Path(folder))


def open_backup_read_only(
    *,
    path: Path,
    into: Path,
    credentials: Credentials,
    clock: Clock,
    random_bytes: RandomBytes,
    app_version: str,
    progress: Progress | None = None,
    secrets: SecretStore | None = None,
    counted_in: Path | None = None,
) -> OpenCasebook:
    """A lead opens a backup on any computer, to read only: nothing of it is changed, nothing can be
    added.

    ``into`` is an empty private folder. The code is checked against the backup's own record of used
    codes; a code used elsewhere since cannot be known here, and that it was read cannot be kept in
    it. ``progress`` (entries done, in all) is told when an older program's lists have to be built
    anew. Wrong tries count, and make the next one wait, together with those of the casebook in
    ``counted_in``. A password that is tied to a laptop works there alone (``secrets``: this
    computer's key store). Raises backup.*, keys.*, people.suspended.
    """
    unpacked = backup.unpack_backup(path, into)
    opened = unlock_backup(
        unpacked,
        folder=counted_in or into,
        credentials=credentials,
        recovery_code="",
        secrets=secrets,
        now=clock(),
    )
    connection = backup.open_backup(unpacked, key=opened.key, progress=progress)
    try:
        return _reading(
            connection,
            unlocked=opened.unlocked,
            key=opened.key,
            person_id=opened.slot.person,
            into=into,
            clock=clock,
            random_bytes=random_bytes,
            app_version=app_version,
        )
    except BaseException:
        connection.close()
        raise


def _reading(
    connection: Connection,
    *,
    unlocked: key_file.Unlocked,
    key: DatabaseKey,
    person_id: str,
    into: Path,
    clock: Clock,
    random_bytes: RandomBytes,
    app_version: str,
) -> OpenCasebook:
    person = people.person(connection, person_id)
    if person is None or not person.active or person.role not in LEADS:
        raise UserFacingError("people.no_longer_lead")
    school = settings.school_key(connection, SCHOOL_KEYS)
    if school is None:
        raise UserFacingError("backup.damaged")
    store_id, ledger = store_identity(connection)
    return OpenCasebook(
        connection=connection,
        lock=None,
        person=person,
        keys=unlocked.keys,
        database_key=key,
        school=SchoolKeys.from_bytes(school),
        ledger=ledger,
        store_id=store_id.hex(),
        spool=Spool(into / "letterbox"),
        clock=clock,
        random_bytes=random_bytes,
        app_version=app_version,
        read_only=True,
    )
