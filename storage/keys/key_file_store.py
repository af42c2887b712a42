"""Where the key file lies, written so that a crash never leaves a school without one."""

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

from storage.keys import durable_file, key_file
from storage.keys.key_file import KeyFile
from storage.records.errors import UserFacingError

FILE_NAME = "casebook.keys"
PREVIOUS_NAME = "casebook.keys.1"
_LARGEST = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedKeyFile:
    """The key file, and what to tell the person when the previous generation had to serve."""

    file: KeyFile
    notice: UserFacingError | None


def save_key_file(folder: Path, file: KeyFile) -> None:
    """Write the key file into ``folder`` and keep the one before as ``casebook.keys.1``.

    At every moment at least one whole key file lies there. Raises ``keys.disk_full`` and
    ``keys.folder_read_only``.
    """
    path = folder / FILE_NAME
    try:
        _keep_previous(folder)
        durable_file.write_durably(path, file.to_bytes())
    except OSError as error:
        raise UserFacingError(durable_file.code_of(error)) from error


def load_key_file(folder: Path) -> LoadedKeyFile:
    """Read the key file; the previous generation where the newest is damaged or gone.

    Raises ``keys.file_missing`` when there is neither, ``keys.file_damaged`` when none can be read.
    """
    newest = _read(folder / FILE_NAME)
    if isinstance(newest, KeyFile):
        return LoadedKeyFile(file=newest, notice=None)
    previous = _read(folder / PREVIOUS_NAME)
    if isinstance(previous, KeyFile):
        return LoadedKeyFile(file=previous, notice=UserFacingError("keys.previous_used"))
    if newest is None and previous is None:
        raise UserFacingError("keys.file_missing")
    raise UserFacingError("keys.file_damaged")


def _keep_previous(folder: Path) -> None:
    """Copy the present file to the previous name; the present name never disappears."""
    path = folder / FILE_NAME
    # a damaged newest must not push out the last good one
    if isinstance(_read(path), KeyFile):
        durable_file.write_durably(folder / PREVIOUS_NAME, path.read_bytes())


def _read(path: Path) -> KeyFile | UserFacingError | None:
    """Return the file, the reason why it cannot be read, or None when there is none."""
    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except FileNotFoundError:
        return None
    except OSError:
        return UserFacingError("keys.file_damaged")
    if len(data) > _LARGEST:
        return UserFacingError("keys.file_damaged")
    try:
        return key_file.parse(data)
    except UserFacingError as error:
        return error


def remove_leftovers(folder: Path) -> None:
    """Delete what a crash in the middle of a save left behind."""
    for name in (FILE_NAME, PREVIOUS_NAME):
        with contextlib.suppress(OSError):
            os.unlink(folder / (name + durable_file.TEMPORARY_SUFFIX))
