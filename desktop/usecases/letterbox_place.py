"""Where the letterbox lies: trying a folder out, and finding the stick under another letter."""

import hashlib
import os
import platform
import string
import uuid
from collections.abc import Callable
from pathlib import Path

import resources
from storage.letterbox.find_folder import Found, find_letterbox
from storage.letterbox.folder_check import FolderCheck, Surroundings, check_folder, synced_folders
from storage.letterbox.school_card import SchoolCard
from storage.records.identifiers import RandomBytes

# Where Linux desktops show what was plugged in; each holds folders, one level or two deep.
_MOUNTS = (Path("/media"), Path("/run/media"), Path("/Volumes"))


def check_place(
    folder: Path, *, way: str, lead: bool, home: Path, random_bytes: RandomBytes
) -> FolderCheck:
    """Try ``folder`` for one of the ways of resources/letterbox_guide.toml, really writing and
    reading there; ``home`` is the program's own folder on this computer.
    """
    own = [home / name for name in ("casebook", "workstation", "restricted", "backups")]
    around = Surroundings(
        own=own,
        synced=synced_folders(dict(os.environ)),
        own_disk=home if home.exists() else Path.home(),
        machine=_machine(),
        least_free=int(resources.read_toml("letterbox.toml")["least_free_megabytes"]),
    )
    return check_folder(folder, way=way, lead=lead, around=around, random_bytes=random_bytes)


def find_again(
    usual: Path, *, store_id: str, school_key: bytes, volumes: Callable[[], list[Path]]
) -> Found:
    """Return where the school's letterbox lies now, ``usual`` first; nothing is written."""

    def is_ours(card: SchoolCard) -> bool:
        return card.store_id == store_id and card.school_key == school_key

    return find_letterbox(usual, volumes=volumes(), is_ours=is_ours)


def plugged_in() -> list[Path]:
    """Return the drives of this computer: on Windows by letter, elsewhere what is mounted for
    people.
    """
    if os.name == "nt":
        letters = (Path(f"{letter}:\\") for letter in string.ascii_uppercase[3:])
        return [drive for drive in letters if drive.exists()]
    found = []
    for place in _MOUNTS:
        for path in _folders(place):
            found += [path, *_folders(path)]
    return found


def _folders(place: Path) -> list[Path]:
    try:
        return sorted(path for path in place.iterdir() if path.is_dir())
    except OSError:
        return []


def _machine() -> bytes:
    """Something that is the same on this computer each time and tells nothing about it."""
    name = f"{platform.node()} {uuid.getnode()}".encode()
    return hashlib.sha256(b"holdfast/machine\0" + name).digest()[:16]
