"""Writing a small file so that a crash or a power cut leaves either the old one or the new one."""

import contextlib
import errno
import os
from pathlib import Path

TEMPORARY_SUFFIX = ".part"
OWNER_ONLY = 0o600
# Windows has no such call: NTFS journals renames itself.
SYNCS_FOLDERS = os.name != "nt"
_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT})
# Some network file systems cannot make a folder durable and say so.
_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES})


def write_durably(
    path: Path, data: bytes, *, mode: int = OWNER_ONLY, whatever_the_umask: bool = False
) -> None:
    """Replace ``path`` by ``data``: temporary file beside it, fsync, rename, fsync of the folder.

    The file never has another mode under its name. Raises OSError; the temporary file is gone then
    and the old file untouched.
    """
    temporary = path.with_name(path.name + TEMPORARY_SUFFIX)
    try:
        write_synced(temporary, data, mode=mode, whatever_the_umask=whatever_the_umask)
        os.replace(temporary, path)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(path.parent)


def write_synced(
    path: Path, data: bytes, *, mode: int = OWNER_ONLY, whatever_the_umask: bool = False
) -> None:
    """Write ``data`` into a new file and wait for the disk; ``mode`` as the umask allows, or
    exactly.

    What lies under the name is taken away first, never opened: in a shared folder it may be a link
    to somebody's own file. Raises OSError.
    """
    path.unlink(missing_ok=True)
    descriptor = os.open(
        path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode
    )
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)
        stream.flush()
        if whatever_the_umask:
            # by the open file: its name may mean another one by now (Windows knows no such call)
            os.chmod(stream.fileno() if os.chmod in os.supports_fd else path, mode)
        os.fsync(stream.fileno())


def blank(path: Path, *, length: int) -> None:
    """Write zeros over the first ``length`` bytes where they lie and wait for the disk; a link or
    nothing there is left alone. Raises OSError.
    """
    if path.is_symlink() or not path.is_file():
        return
    with path.open("r+b") as stream:
        stream.write(bytes(length))
        stream.flush()
        os.fsync(stream.fileno())


def make_folder(folder: Path) -> None:
    """Make ``folder`` and what is missing above it; their names lie on the disk when this returns.

    One that is there already is left alone. Raises OSError.
    """
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for path in missing:
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` durable, where the system has a call for it."""
    if not SYNCS_FOLDERS:
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)


def code_of(error: OSError) -> str:
    """Return ``keys.disk_full`` or ``keys.folder_read_only`` for a failed write."""
    return "keys.disk_full" if error.errno in _NO_SPACE else "keys.folder_read_only"
