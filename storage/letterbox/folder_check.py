"""Tries out a folder that is to be a letterbox, and says in one sentence what is wrong with it."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from storage.keys import durable_file
from storage.letterbox.spool import code_of
from storage.records.errors import UserFacingError
from storage.records.identifiers import RandomBytes

FOLDER, STICK, ACCOUNTS = "folder", "stick", "accounts"
MEGABYTE = 1024 * 1024
# Windows refuses longer paths unless it was told otherwise; what lies inside needs some 70 more.
_LONGEST_PATH = 180
_PROBE = "holdfast-check-"
_MARK = "checked-on.txt"
_FOR_BOTH_SIDES = 0o644


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the caller knows of this computer.

    ``own``: folders of the program in which no letterbox may lie; ``synced``: folders that are
    copied to the internet; ``own_disk``: any folder on this computer's own disk; ``machine``: 16
    bytes that are the same on this computer each time and on no other; ``least_free`` in megabytes.
    """

    own: Sequence[Path]
    synced: Sequence[Path]
    own_disk: Path
    machine: bytes
    least_free: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderCheck:
    """``problem`` keeps the folder from being used; ``notes`` are worth knowing."""

    problem: UserFacingError | None
    notes: tuple[UserFacingError, ...] = ()


def check_folder(
    folder: Path, *, way: str, lead: bool, around: Surroundings, random_bytes: RandomBytes
) -> FolderCheck:
    """Try the folder for one of the three ways; writes, reads, renames and deletes a probe.

    ``lead`` on the DSL's own computer (which leaves a mark there), False on a staff computer.
    """
    try:
        _refuse_place(folder, way=way, around=around)
        _probe(folder, random_bytes)
        free = shutil.disk_usage(folder).free // MEGABYTE
        if free < around.least_free:
            raise UserFacingError(
                "letterbox.check_little_space", free=free, least=around.least_free
            )
        return FolderCheck(problem=None, notes=_notes(folder, way=way, lead=lead, around=around))
    except UserFacingError as problem:
        return FolderCheck(problem=problem)
    except OSError as error:
        return FolderCheck(problem=UserFacingError(code_of(error)))


def synced_folders(environment: dict[str, str]) -> tuple[Path, ...]:
    """Return the folders that OneDrive says it copies to the internet."""
    names = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
    return tuple(Path(environment[name]) for name in names if environment.get(name))


def _refuse_place(folder: Path, *, way: str, around: Surroundings) -> None:
    if not folder.is_absolute():
        raise UserFacingError("letterbox.check_not_a_full_path")
    if len(str(folder)) > _LONGEST_PATH:
        raise UserFacingError("letterbox.check_too_long", most=_LONGEST_PATH)
    if folder.is_file():
        raise UserFacingError("letterbox.check_is_a_file")
    if not folder.is_dir():
        raise UserFacingError("letterbox.folder_gone")
    if any(_lies_in(folder, place) or _lies_in(place, folder) for place in around.own):
        raise UserFacingError("letterbox.check_own_folder")
    if any(_lies_in(folder, place) for place in around.synced) or _is_cloud(folder):
        raise UserFacingError("letterbox.check_synced")
    if way == STICK and _same_disk(folder, around.own_disk):
        raise UserFacingError("letterbox.check_not_a_stick")


def _probe(folder: Path, random_bytes: RandomBytes) -> None:
    """Do what both sides do there all day."""
    data = random_bytes(4096)
    probe = folder / f"{_PROBE}{random_bytes(8).hex()}.tmp"
    moved = probe.with_suffix(".done")
    try:
        durable_file.write_synced(probe, data)
        try:
            probe.replace(moved)
        except PermissionError:
            raise UserFacingError("letterbox.check_may_not_rename") from None
        if moved.read_bytes() != data:
            raise UserFacingError("letterbox.check_reads_otherwise")
        inside = folder / f"{_PROBE}{random_bytes(8).hex()}"
        inside.mkdir()
        inside.rmdir()
    finally:
        for path in (probe, moved):
            try:
                path.unlink(missing_ok=True)
            except PermissionError:
                raise UserFacingError("letterbox.check_may_not_rename") from None


def _notes(
    folder: Path, *, way: str, lead: bool, around: Surroundings
) -> tuple[UserFacingError, ...]:
    here = _same_disk(folder, around.own_disk)
    found = []
    if way == FOLDER and lead and here:
        found.append(UserFacingError("letterbox.check_on_this_computer"))
    if way == ACCOUNTS and not here:
        found.append(UserFacingError("letterbox.check_on_another_computer"))
    if lead:
        mark = around.machine.hex().encode("ascii")
        durable_file.write_durably(
            folder / _MARK, mark, mode=_FOR_BOTH_SIDES, whatever_the_umask=True
        )
        return tuple(found)
    try:
        same = (folder / _MARK).read_text(encoding="ascii") == around.machine.hex()
    except (OSError, ValueError):
        return tuple(found)  # nobody has checked it on the DSL's side
    if same and way != ACCOUNTS:
        found.append(UserFacingError("letterbox.check_same_computer"))
    if not same and way == ACCOUNTS:
        found.append(UserFacingError("letterbox.check_other_computer"))
    return tuple(found)


def _lies_in(folder: Path, place: Path) -> bool:
    return _real(folder).is_relative_to(_real(place))


def _real(path: Path) -> Path:
    try:
        return path.resolve()
    except OSError:
        return path


def _is_cloud(folder: Path) -> bool:
    """The names that well-known programs give the folders which they copy to the internet."""
    parts = [part.casefold() for part in (*folder.parts, *PureWindowsPath(str(folder)).parts)]
    known = ("dropbox", "google drive", "googledrive", "my drive", "icloud drive", "iclouddrive")
    return any(part in known or part.startswith("onedrive") for part in parts)


def _same_disk(one: Path, two: Path) -> bool:
    return one.stat().st_dev == two.stat().st_dev
