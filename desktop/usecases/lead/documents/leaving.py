"""Notes which file is about to leave, so that a sign-in after a crash can bring it to an end."""

import hashlib
import json
from pathlib import Path
from typing import Any

from desktop.usecases.lead.casebook import OpenCasebook
from exports.file_writer import PreparedFile, left_of, prepare
from storage.database.repositories import disclosures, settings
from storage.records.errors import UserFacingError

_LEAVING = "document_leaving"
_OFTEN = 3  # a stick that is lost for good is not asked for at every sign-in


def begin(casebook: OpenCasebook, *, export_id: str, path: Path, data: bytes) -> PreparedFile:
    """Note where the file is to go, and write it there under a name that nobody takes for it.

    Raises exports.folder_missing, exports.folder_read_only, exports.disk_full, exports.file_in_use,
    exports.is_a_folder and exports.not_written; nothing is left behind then.
    """
    note = {
        "id": export_id,
        "path": str(path),
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    _note(casebook, note)
    try:
        return prepare(path, data, mark=export_id)
    except BaseException:
        end(casebook)
        raise


def end(casebook: OpenCasebook) -> None:
    """The file is where it was to go, or nothing of it is left."""
    _note(casebook, None)


def finish_leaving(casebook: OpenCasebook) -> tuple[UserFacingError, ...]:
    """Bring to its end what a crash cut short, and say it.

    A file without an entry is removed: nothing left the school. One with an entry gets its name;
    a locked one is removed, because nobody saw its password. Raises nothing.
    """
    note = _noted(casebook)
    if note is None or casebook.read_only:
        return ()
    export_id, path = str(note["id"]), Path(note["path"])
    if not path.parent.is_dir():
        times = int(note.get("told", 0)) + 1
        _note(casebook, {**note, "told": times} if times < _OFTEN else None)
        return (UserFacingError("exports.stopped_folder_gone", export=export_id),)
    try:
        told = _finish(casebook, export_id=export_id, path=path, sha256=note["sha256"])
    except (OSError, UserFacingError):
        return (UserFacingError("exports.stopped_file_left", export=export_id),)
    end(casebook)
    return told


def _finish(
    casebook: OpenCasebook, *, export_id: str, path: Path, sha256: str
) -> tuple[UserFacingError, ...]:
    left = left_of(path, mark=export_id)
    whole = [one for one in left if _sha256(one.temporary) == sha256]
    row = disclosures.disclosure(casebook.connection, export_id)
    if row is not None and row.product != "locked" and whole:
        whole[0].publish()
        left = tuple(one for one in left if one is not whole[0])
    for one in left:
        one.discard()
    if row is None:
        return (UserFacingError("exports.stopped_before_entry"),) if left else ()
    if row.product == "locked":
        return (UserFacingError("exports.stopped_locked", export=export_id),)
    if _sha256(path) == sha256:
        return (UserFacingError("exports.stopped_finished", export=export_id),) if whole else ()
    return (UserFacingError("exports.stopped_without_file", export=export_id),)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _note(casebook: OpenCasebook, value: dict[str, Any] | None) -> None:
    with casebook.connection.transaction():
        settings.put_state(casebook.connection, _LEAVING, json.dumps(value).encode())


def _noted(casebook: OpenCasebook) -> dict[str, Any] | None:
    stored = settings.get_state(casebook.connection, _LEAVING)
    value: dict[str, Any] | None = json.loads(stored) if stored else None
    return value
