"""Refuses a live casebook on a network drive: shared memory and locks do not work there."""

import subprocess
import sys
from pathlib import Path

from storage.records.errors import UserFacingError

# 9p is left out: sandboxes and WSL serve the local disk by it
_NETWORK_KINDS = frozenset(
    (
        *("nfs", "nfs4", "cifs", "smb", "smbfs", "smb2", "smb3", "afs", "ncpfs", "ceph"),
        *("glusterfs", "davfs", "webdav", "afpfs", "lustre", "macfuse", "fuse.sshfs"),
        *("fuse.rclone", "fuse.gvfsd-fuse", "fuse.davfs2", "fuse.s3fs", "fuse.glusterfs"),
    )
)
_WINDOWS_REMOTE_DRIVE = 4


def refuse_network_path(path: Path, *, mounts: str | None = None) -> None:
    """Raise database.network_path when ``path`` lies on a network drive.

    ``mounts`` stands in for the system's list of mounts (the text of /proc/mounts).
    """
    if str(path).startswith(("\\\\", "//")) or _is_remote(path.absolute(), mounts):
        raise UserFacingError("database.network_path")


def _is_remote(path: Path, mounts: str | None) -> bool:
    if mounts is None and sys.platform == "win32":
        return _is_remote_drive(path)
    text = _system_mounts() if mounts is None else mounts
    return _kind_of(path.resolve(), text) in _NETWORK_KINDS


def _kind_of(path: Path, mounts: str) -> str:
    """The kind of the deepest mount that holds the path; a later line covers an earlier one."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        point, found = _parse(line)
        if point is not None and path.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), found
    return kind


def _parse(line: str) -> tuple[Path | None, str]:
    if " on " in line and " (" in line:  # macOS: //user@host/share on /Volumes/share (smbfs, …)
        point, _, rest = line.partition(" on ")[2].partition(" (")
        return Path(point), rest.split(",")[0].strip(" )")
    words = line.split(" ")
    if len(words) < 3:
        return None, ""
    return Path(words[1].encode("latin-1", "replace").decode("unicode_escape")), words[2]


def _system_mounts() -> str:
    try:
        if sys.platform == "darwin":
            answer = subprocess.run(
                ["/sbin/mount"], capture_output=True, text=True, timeout=5, check=True
            )
            return answer.stdout
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except (OSError, subprocess.SubprocessError):
        return ""


def _is_remote_drive(path: Path) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes  # loads a library; wanted on Windows alone

    kind: int = ctypes.windll.kernel32.GetDriveTypeW(path.anchor)
    return kind == _WINDOWS_REMOTE_DRIVE
