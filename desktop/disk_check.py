"""Finds out, as far as an ordinary account may, whether the disk under a folder is encrypted."""

import os
import subprocess
import sys
from pathlib import Path

_SECONDS = 10


def disk_state(folder: Path) -> bool | None:
    """Return True (encrypted), False (not), or None when the system does not tell an
    ordinary account.
    """
    if sys.platform == "win32":
        return _windows(folder)
    if sys.platform == "darwin":
        return _says(["fdesetup", "isactive"], "true")
    return _linux(folder)


def _windows(folder: Path) -> bool | None:
    """The shell property answers without administrator rights: 1 and 3 mean that BitLocker
    protects the drive.
    """
    drive = os.path.splitdrive(folder.absolute())[0] or "C:"
    script = (
        "(New-Object -ComObject Shell.Application).NameSpace('"
        + drive
        + "\\').Self.ExtendedProperty('System.Volume.BitLockerProtection')"
    )
    answer = _run(["powershell", "-NoProfile", "-NonInteractive", "-Command", script])
    return {"1": True, "3": True, "2": False}.get(answer.strip()) if answer else None


def _linux(folder: Path) -> bool | None:
    existing = next((place for place in (folder, *folder.parents) if place.exists()), Path("/"))
    source = _run(["findmnt", "--noheadings", "--output", "SOURCE", "--target", str(existing)])
    if not source:
        return None
    types = _run(["lsblk", "--noheadings", "--inverse", "--output", "TYPE", source.strip()])
    if not types:
        return None
    return "crypt" in types.split()


def _says(command: list[str], word: str) -> bool | None:
    answer = _run(command)
    return word in answer if answer else None


def _run(command: list[str]) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - our own fixed words, no shell
            command, capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout
