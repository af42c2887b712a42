"""The files of backups: names, the archive and its manifest, rotation."""

import errno
import hashlib
import json
import os
import shutil
import zipfile
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import resources
from storage.records.errors import UserFacingError

DATABASE = "casebook.db"
KEY_FILE = "casebook.keys"
MANIFEST = "manifest.json"
SUFFIX = ".cbk"
NAME_FORMAT = "%Y-%m-%dT%H%M%SZ"
_FORMAT = 1
_LARGEST_SMALL_PART = 1024 * 1024
_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup says of itself; ``checkpoint`` is the signed note, an anchor of the ledger."""

    made_at: str
    app_version: str
    store_id: str
    checkpoint: str
    size: int
    root: str
    database_bytes: int
    database_sha256: str
    keyfile_sha256: str
    pupils: int
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupInfo:
    """A backup by its name alone; ``made_at`` is aware UTC."""

    path: Path
    made_at: datetime


def check_folder(folder: Path) -> None:
    """Raise backup.folder_gone unless the folder is there (it is never made: a stick may be
    missing).
    """
    if not folder.is_dir():
        raise UserFacingError("backup.folder_gone")


def remove_leftovers(folder: Path) -> None:
    """Remove what a crash in the middle of a backup left behind."""
    for left in folder.glob(".*Z*.part*"):
        left.unlink(missing_ok=True)


def free_name(folder: Path, name: str) -> Path:
    """Return a name that no backup has yet: two in one second must not replace one another."""
    target = folder / f"{name}{SUFFIX}"
    number = 2
    while target.exists():
        target = folder / f"{name}-{number}{SUFFIX}"
        number += 1
    return target


def list_backups(folder: Path) -> list[BackupInfo]:
    """Return the backups of a folder, newest first; an unreachable folder has none."""
    found = []
    try:
        paths = list(folder.glob(f"*{SUFFIX}"))
    except OSError:
        return []
    for path in paths:
        try:
            made_at = datetime.strptime(path.stem[:18], NAME_FORMAT).replace(tzinfo=UTC)
        except ValueError:
            continue
        found.append(BackupInfo(path=path, made_at=made_at))
    return sorted(found, key=lambda info: (info.made_at, info.path.name), reverse=True)


def rotate(folder: Path, *, now: datetime) -> list[Path]:
    """Remove what the rule of resources/backup.toml no longer keeps; the newest always stays.

    Backups dated after ``now`` (a clock was wrong) are neither counted nor removed.
    """
    rule = resources.read_toml("backup.toml")
    backups = [info for info in list_backups(folder) if info.made_at <= now]
    kept: set[Path] = {info.path for info in backups[:1]}
    for name, period in (("daily", "%Y-%m-%d"), ("weekly", "%G-%V"), ("monthly", "%Y-%m")):
        newest: dict[str, Path] = {}
        for info in backups:
            newest.setdefault(info.made_at.strftime(period), info.path)
        kept.update(list(newest.values())[: rule[name]])
    removed = [info.path for info in backups if info.path not in kept]
    for path in removed:
        path.unlink(missing_ok=True)
    return removed


def write_archive(path: Path, *, database: Path, keyfile: bytes, manifest: Manifest) -> None:
    """Write the archive whole and bring it to the disk."""
    value = {"format": _FORMAT, **asdict(manifest)}
    with path.open("xb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr(MANIFEST, json.dumps(value, indent=1, sort_keys=True))
            archive.writestr(KEY_FILE, keyfile)
            archive.write(database, DATABASE)
        file.flush()
        os.fsync(file.fileno())


def copy_to(source: Path, folder: Path, *, sha256: str) -> Path:
    """Copy a finished backup into another folder, read it back and compare; return its place.

    Raises backup.folder_gone, backup.folder_read_only, backup.disk_full, backup.not_verified;
    nothing is left then.
    """
    check_folder(folder)
    try:
        remove_leftovers(folder)
        target = free_name(folder, source.stem)
        part = folder / f".{target.stem}.part"
        try:
            with source.open("rb") as original, part.open("xb") as copy:
                shutil.copyfileobj(original, copy, _PIECE)
                copy.flush()
                os.fsync(copy.fileno())
            if sha256_of(part) != sha256:
                raise UserFacingError("backup.not_verified")
            os.replace(part, target)
            sync_folder(folder)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise explain(error) from error
    return target


def read_manifest(archive: zipfile.ZipFile) -> Manifest:
    """Read the manifest; raises backup.not_a_backup, backup.newer_version."""
    try:
        value = json.loads(read_small(archive, MANIFEST))
        if value.pop("format") > _FORMAT:
            raise UserFacingError("backup.newer_version")
        return Manifest(**value)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserFacingError("backup.not_a_backup") from error


def read_small(archive: zipfile.ZipFile, name: str) -> bytes:
    """Read the manifest or the key file; one that is huge is not ours."""
    if archive.getinfo(name).file_size > _LARGEST_SMALL_PART:
        raise UserFacingError("backup.not_a_backup")
    return archive.read(name)


def extract_database(archive: zipfile.ZipFile, target: Path, manifest: Manifest) -> None:
    """Write the database to ``target`` and check it; raises backup.damaged and leaves nothing."""
    info = archive.getinfo(DATABASE)
    if info.compress_type != zipfile.ZIP_STORED or info.file_size != manifest.database_bytes:
        raise UserFacingError("backup.damaged")
    digest = hashlib.sha256()
    try:
        with archive.open(info) as source, target.open("xb") as copy:
            while piece := source.read(_PIECE):
                digest.update(piece)
                copy.write(piece)
            os.fsync(copy.fileno())
        if digest.hexdigest() != manifest.database_sha256:
            raise UserFacingError("backup.damaged")
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def begins_like_one(path: Path) -> bool:
    """Whether a file that is no archive at least begins as a backup does."""
    try:
        with path.open("rb") as file:
            return file.read(4) == b"PK\x03\x04"
    except OSError:
        return False


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync_file(path: Path) -> None:
    """Bring a written file to the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Bring the folder's own entry to the disk, where the system can."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return  # Windows does not open folders
    try:
        os.fsync(descriptor)
    except OSError:
        return  # some network drives refuse; the file itself is on the disk
    finally:
        os.close(descriptor)


def explain(error: Exception) -> UserFacingError:
    """Return the sentence for a failure of the folder."""
    number = getattr(error, "errno", None)
    if number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return UserFacingError("backup.disk_full")
    if number in (errno.EACCES, errno.EROFS, errno.EPERM):
        return UserFacingError("backup.folder_read_only")
    if isinstance(error, EOFError):
        return UserFacingError("backup.damaged")
    return UserFacingError("backup.folder_gone")
