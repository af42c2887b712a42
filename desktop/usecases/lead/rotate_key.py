"""Gives the casebook a new key: after somebody lost their access, or on request.

The key file learns the new key at once; the database follows by a verified copy when the session
closes, or at the next sign-in of anybody who may. Two numbers of keys in the key file, or the note
inside the casebook, say that this is still to be done.
"""

import json
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.key_access import (
    align_key_file,
    database_keys,
    mark_of,
    next_key,
    note_next_key,
    save_key_file,
    trusted_keys,
)
from storage.database import rotation
from storage.database.connection import Connection, open_newest
from storage.database.repositories import settings
from storage.keys import key_epochs, key_file_store
from storage.keys.key_file import KeyFile
from storage.records import permissions
from storage.records.database_key import DatabaseKey
from storage.records.errors import UserFacingError
from storage.records.events import Event

Progress = Callable[[int, int], None]
_DUE = "rotation_due"
_MEGABYTE = 1024 * 1024
# The copy is as large as the file; a little more is left for the log and the key file.
_ROOM = 1.1
_FAULTS = {
    "database.disk_full": "rotation.disk_full",
    "rotation.not_verified": "rotation.not_verified",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotated:
    """The casebook to go on with (another connection, when its key changed), whether it ``done``
    changed now, and what to tell.
    """

    casebook: OpenCasebook
    done: bool
    notices: tuple[UserFacingError, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RotationBegun:
    """The number of the key that the file gets at the end of the session, and what to tell."""

    epoch: int
    notices: tuple[UserFacingError, ...]


def rotate_on_request(casebook: OpenCasebook, *, folder: Path, reason: str) -> RotationBegun:
    """Begin a change of the casebook's key, when somebody thinks that it may be known.

    The file itself follows at the end of the session. Raises people.reason_missing.
    """
    permissions.require(casebook.person.role, permissions.MANAGE_PEOPLE)
    casebook.require_fresh_code()
    if not reason.strip():
        raise UserFacingError("people.reason_missing")
    with casebook.work() as work:
        note_rotation_due(work.connection, reason=reason.strip())
    file, notices = begin_rotation(casebook, folder=folder)
    return RotationBegun(epoch=file.epoch, notices=notices)


def note_rotation_due(connection: Connection, *, reason: str, person_id: str = "") -> None:
    """Remember, inside the caller's transaction, that the database needs a new key, and why.

    A next key that was drawn already counts no more: who loses access now may have seen it.
    """
    note_next_key(connection, b"")
    value = {"reason": reason, "person": person_id}
    settings.put_state(connection, _DUE, json.dumps(value).encode("utf-8"))


def rotation_due(casebook: OpenCasebook, *, folder: Path) -> bool:
    """Whether the casebook's file still has to get a new key."""
    file = key_file_store.load_key_file(folder).file
    return _due(casebook.connection) is not None or key_epochs.is_rotating(file)


def holds_foreign_key(casebook: OpenCasebook, *, folder: Path) -> bool:
    """Whether the key file offers a newer key of the casebook that no session ever drew."""
    file = key_file_store.load_key_file(folder).file
    known = database_keys(casebook, file)
    newest = max(key_epochs.epochs(file), default=0)
    return bool(known) and newest > max(known) and _due(casebook.connection) is None


def begin_rotation(
    casebook: OpenCasebook, *, folder: Path
) -> tuple[KeyFile, tuple[UserFacingError, ...]]:
    """Let the key file know a new database key, sealed to all who may open the casebook.

    Nothing happens when it knows the next one already. A slot whose key the ledger never
    introduced is left out, and said. Raises keys.disk_full, keys.folder_read_only.
    """
    file = align_key_file(casebook, folder=folder)
    newest = database_keys(casebook, file).get(file.epoch)
    if newest is not None and mark_of(newest) == next_key(casebook.connection):
        return file, ()
    trusted = trusted_keys(casebook.connection, file)
    strange = [slot.id for slot in file.slots if slot.wraps and slot.id not in trusted]
    for slot_id in strange:
        file = key_epochs.without_access(file, slot_id=slot_id)
    random_bytes = casebook.random_bytes
    new = DatabaseKey(key=random_bytes(32), salt=random_bytes(16))
    file = key_epochs.wrap_new_epoch(file, database_key=new, trusted=trusted)
    # first: of a key that only the key file knows nobody can say who put it there
    with casebook.connection.transaction():
        note_next_key(casebook.connection, mark_of(new))
    save_key_file(casebook, folder=folder, file=file)
    return file, (UserFacingError("keys.slot_not_trusted"),) if strange else ()


def finish_rotation(
    casebook: OpenCasebook, *, folder: Path, progress: Progress | None = None
) -> Rotated:
    """Bring a change of the key to its end, wherever it was interrupted; without one, do nothing.

    No other connection to the casebook may be open. What cannot be done now (no room, a file in
    use) is a notice, and is tried again when the casebook is next closed or opened.
    """
    if casebook.read_only or not rotation_due(casebook, folder=folder):
        return Rotated(casebook=casebook, done=False, notices=())
    try:
        file, notices = begin_rotation(casebook, folder=folder)
        # twice: whichever of the two generations survives must know the key that the file gets
        key_file_store.save_key_file(folder, file)
        new = database_keys(casebook, file).get(file.epoch)
        if new is None:
            raise UserFacingError("keys.not_introduced")
        if casebook.connection.key != new:
            _copy(casebook, key=new, progress=progress)
    except UserFacingError as error:
        return Rotated(casebook=casebook, done=False, notices=(_waits(casebook, error),))
    return _complete(casebook, folder=folder, file=file, new=new, notices=notices)


def _copy(casebook: OpenCasebook, *, key: DatabaseKey, progress: Progress | None) -> None:
    path = casebook.connection.path
    assert path is not None
    if shutil.disk_usage(path.parent).free < path.stat().st_size * _ROOM:
        raise UserFacingError("database.disk_full")
    rotation.copy_under(casebook.connection, key=key, progress=progress)


def _complete(
    casebook: OpenCasebook,
    *,
    folder: Path,
    file: KeyFile,
    new: DatabaseKey,
    notices: tuple[UserFacingError, ...],
) -> Rotated:
    """Put the copy in place, say so in the ledger, and let the key file forget the old key."""
    try:
        copied = casebook.connection.key != new
        if copied:
            casebook = _exchanged(casebook, new=new)
        if casebook.connection.key == new:
            _record(casebook, epoch=file.epoch, copied=copied)
            save_key_file(casebook, folder=folder, file=key_epochs.drop_old_epochs(file))
            return Rotated(casebook=casebook, done=True, notices=notices)
        problem = UserFacingError("rotation.waits")
    except UserFacingError as error:
        problem = _waits(casebook, error)
    return Rotated(casebook=casebook, done=False, notices=(*notices, problem))


def _exchanged(casebook: OpenCasebook, *, new: DatabaseKey) -> OpenCasebook:
    """Rename the copy over the closed file and open what lies there then, old or new."""
    path, old = casebook.connection.path, casebook.connection.key
    assert path is not None
    assert old is not None
    casebook.connection.close()
    with suppress(UserFacingError):  # the old file is in place then, and says so by its key
        rotation.put_in_place(path)
    store_id = bytes.fromhex(casebook.store_id)
    connection = open_newest(path, keys={1: old, 2: new}, store_id=store_id)
    assert connection.key is not None
    return replace(casebook, connection=connection, database_key=connection.key)


def _record(casebook: OpenCasebook, *, epoch: int, copied: bool) -> None:
    due = _due(casebook.connection)
    if due is None and not copied:
        return  # the entry was made before the program was interrupted
    due = due or {"reason": "a change that was begun earlier", "person": ""}
    fields: dict[str, Any] = {"epoch": epoch, "reason": due["reason"]}
    if due["person"]:
        fields["person"] = due["person"]
    with casebook.work() as work:
        work.append(Event(type="key.rotated", fields=fields))
        settings.put_state(work.connection, _DUE, b"")
        note_next_key(work.connection, b"")


def _due(connection: Connection) -> dict[str, str] | None:
    stored = settings.get_state(connection, _DUE)
    if not stored:
        return None
    value: dict[str, str] = json.loads(stored)
    return value


def _waits(casebook: OpenCasebook, error: UserFacingError) -> UserFacingError:
    code = _FAULTS.get(error.code, "rotation.waits")
    if code != "rotation.disk_full":
        return UserFacingError(code)
    path = casebook.connection.path
    assert path is not None
    needed = int(path.stat().st_size * _ROOM) // _MEGABYTE + 1
    return UserFacingError(code, megabytes=needed)
