"""Puts finished bytes on disk: all of them or nothing, and never under a half-written name."""

import errno
import os
import re
import stat
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from storage.records.errors import UserFacingError

_READ_ONLY = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_MISSING = frozenset({errno.ENOENT, errno.ENOTDIR})
_BAD_NAME = frozenset({errno.ENAMETOOLONG, errno.EILSEQ})
_IN_USE = frozenset({errno.EBUSY, errno.ETXTBSY})
_SHARING_VIOLATION = frozenset({32, 33})  # Windows: another program holds the file
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))}
)
_LONGEST = 120
# What the program keeps for itself. Storage knows these names; a test holds them together.
_OWN_MARKS = ("casebook.db", "casebook.keys", "workstation.json", "team.card", "school.card")
_OWN_FOLDERS = frozenset(
    {"outbox", "sent", "waiting", "people", "out", "collected", "kept", "receipts", "pairing"}
)
_OWN_SUFFIXES = frozenset({".cbk", ".db", ".keys", ".card", ".slip", ".rcpt"})
_OWN_NAMES = frozenset({"settings.json", "holdfast.log"})
_HIDDEN, _PART = ".holdfast-", ".part"


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedFile:
    """Bytes that lie, flushed to the disk, beside the place where they will stand."""

    temporary: Path
    target: Path

    def publish(self) -> None:
        """Give the file its name, replacing one of the same name, and flush the folder."""
        try:
            os.replace(self.temporary, self.target)
        except OSError as error:
            self.discard()
            raise _plain(error) from error
        _flush_folder(self.target.parent)

    def discard(self) -> None:
        """Remove the bytes; does nothing when they are gone."""
        self.temporary.unlink(missing_ok=True)


def prepare(path: Path, data: bytes, *, mark: str = "") -> PreparedFile:
    """Write `data` to a temporary file beside `path` and flush it to the disk.

    `mark`, letters of a reference, stands in its name, so that `left_of` finds it. Raises
    UserFacingError: exports.folder_missing, exports.folder_read_only, exports.disk_full,
    exports.file_in_use, exports.is_a_folder, exports.bad_name, exports.own_folder,
    exports.own_file, exports.not_written. Nothing is left behind then.
    """
    _check_name(path)
    _refuse_own_places(path)
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(
            prefix=f"{_HIDDEN}{mark}-" if mark else _HIDDEN, suffix=_PART, dir=path.parent
        )
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise _plain(error) from error
    return PreparedFile(temporary=temporary, target=path)


def _check_name(path: Path) -> None:
    """Refuse now what could not be given its name later, when the register holds it already."""
    windows = os.name == "nt"
    strange = windows and (PureWindowsPath(path.name).is_reserved() or ":" in path.name)
    if strange or any(unicodedata.category(each) in ("Cc", "Cs") for each in str(path)):
        raise UserFacingError("exports.bad_name")
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    except OSError as error:
        raise _plain(error) from error
    if stat.S_ISDIR(mode):
        raise UserFacingError("exports.is_a_folder")
    if not stat.S_ISREG(mode):  # a device or a pipe is not replaced by a document
        raise UserFacingError("exports.not_written")
    try:
        # changes nothing, and fails where another program holds the file, as replacing it would
        os.replace(path, path)
    except OSError as error:
        raise _plain(error) from error


def _refuse_own_places(path: Path) -> None:
    """A document never replaces the casebook, a backup or a concern on its way, and never lies
    where others fetch and bring: in the letterbox everybody could read it.
    """
    folder = path.parent.resolve()
    while folder.name.lower() in _OWN_FOLDERS:
        folder = folder.parent
    try:
        if any((folder / mark).exists() for mark in _OWN_MARKS):
            raise UserFacingError("exports.own_folder")
        own = path.suffix.lower() in _OWN_SUFFIXES or path.name.lower() in _OWN_NAMES
        if own and path.exists():
            raise UserFacingError("exports.own_file")
    except OSError as error:
        raise _plain(error) from error


def left_of(path: Path, *, mark: str) -> tuple[PreparedFile, ...]:
    """Return what `prepare` left beside `path` under a mark when the program ended before it."""
    return tuple(
        PreparedFile(temporary=found, target=path)
        for found in sorted(path.parent.glob(f"{_HIDDEN}{mark}-*{_PART}"))
    )


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that after any crash the old one or the new one stands, never a part.

    Raises UserFacingError as `prepare` does.
    """
    prepare(path, data).publish()


def safe_file_name(*parts: str, suffix: str) -> str:
    """Return a file name of plain letters, digits, dots and hyphens for every system.

    `parts` are references, never a child's name: the caller sees to that. `suffix` is for example
    ``.pdf``.
    """
    cleaned = [_UNSAFE.sub("-", part).strip(".-_") for part in parts]
    name = "-".join(part for part in cleaned if part)[: _LONGEST - len(suffix)].rstrip(".-_")
    if not name or name.split(".")[0].lower() in _RESERVED:
        name = f"document-{name}".rstrip("-")
    return name + suffix


def _flush_folder(folder: Path) -> None:
    """Make the new name durable; Windows has no such call and does not need it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:  # some network folders refuse it
            raise _plain(error) from error
    finally:
        os.close(handle)


def _plain(error: OSError) -> UserFacingError:
    number = error.errno
    if getattr(error, "winerror", None) in _SHARING_VIOLATION or number in _IN_USE:
        return UserFacingError("exports.file_in_use")
    if number in _BAD_NAME:
        return UserFacingError("exports.bad_name")
    if number in _FULL:
        return UserFacingError("exports.disk_full")
    if number in _READ_ONLY:
        return UserFacingError("exports.folder_read_only")
    if number in _MISSING:
        return UserFacingError("exports.folder_missing")
    return UserFacingError("exports.not_written")
