"""Finds the letterbox on a stick again: by the school's card on it, not by the drive's letter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from storage.letterbox.school_card import SchoolCard, read_school_card
from storage.letterbox.spool import Spool
from storage.records.errors import UserFacingError


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """``folder`` is None while no stick of ours is there; ``other_school``: one of another is."""

    folder: Path | None
    other_school: bool = False


def find_letterbox(
    usual: Path, *, volumes: Sequence[Path], is_ours: Callable[[SchoolCard], bool]
) -> Found:
    """Look at ``usual`` first, then on every volume: under the same name, at its top, and in the
    folders there. Only the school's card is read; nothing is written.
    """
    other = False
    for folder in _places(usual, volumes):
        card = _card(folder)
        if card is None:
            continue
        if is_ours(card):
            return Found(folder=folder)
        other = True
    return Found(folder=None, other_school=other)


def _places(usual: Path, volumes: Sequence[Path]) -> list[Path]:
    found = [usual]
    for volume in volumes:
        found += [volume / Path(*usual.parts[1:]), volume / usual.name, volume]
        try:
            found += sorted(path for path in volume.iterdir() if path.is_dir())
        except OSError:
            continue  # a drive without a disk in it
    return list(dict.fromkeys(found))


def _card(folder: Path) -> SchoolCard | None:
    try:
        return read_school_card(Spool(folder).read_school_card())
    except UserFacingError:
        return None
