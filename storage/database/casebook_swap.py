"""Puts a finished casebook in the place of another one, or where there is none; nothing is deleted.

A casebook is two files, so one rename cannot swap it. The new one is finished and on the disk in a
folder beside before a small file says "ready"; from then on whoever comes next carries the swap to
its end, however often it was interrupted. A key file lies in the casebook's folder at every moment.
"""

import contextlib
import os
import shutil
from pathlib import Path

from storage.keys import durable_file, key_file_store, lined_file
from storage.keys.lined_file import LinedFileError

DATABASE = "casebook.db"
KEY_FILE = key_file_store.FILE_NAME
_READY = "restore.ready"
# What belongs to the old database must be gone before the new one lies there.
_OLD_DATABASE = (f"{DATABASE}-wal", f"{DATABASE}-shm", DATABASE)


def stage_of(folder: Path) -> Path:
    """Return where the next casebook is built: beside the casebook's folder, on the same disk."""
    return folder.with_name(f"{folder.name}.restoring")


def new_stage(folder: Path) -> Path:
    """Return an empty private folder to build in; what a crash left half built goes. OSError."""
    stage = stage_of(folder)
    drop_stage(folder)
    stage.mkdir(mode=0o700, parents=True)
    return stage


def drop_stage(folder: Path) -> None:
    """Remove a stage that was not declared ready."""
    stage = stage_of(folder)
    if stage.exists() and not _is_ready(stage):
        shutil.rmtree(stage, ignore_errors=True)


def is_waiting(folder: Path) -> bool:
    """Whether a swap was begun that must be carried to its end."""
    return _is_ready(stage_of(folder))


def declare_ready(folder: Path, *, replaced_name: str) -> None:
    """Say that the stage is whole: database and key file are written and closed. OSError.

    ``replaced_name`` is the folder, beside the casebook's, that takes the old files.
    """
    stage = stage_of(folder)
    for name in (DATABASE, KEY_FILE):
        with (stage / name).open("rb+") as file:
            os.fsync(file.fileno())
    durable_file.sync_folder(stage)
    durable_file.sync_folder(stage.parent)
    kept = folder.with_name(replaced_name)
    number = 2
    while kept.exists():
        kept = folder.with_name(f"{replaced_name}-{number}")
        number += 1
    data = lined_file.summed({"replaced": kept.name, "v": 1})
    durable_file.write_durably(stage / _READY, data)


def finish(folder: Path) -> Path | None:
    """Carry a swap that was declared ready to its end; a second time does nothing. OSError.

    The caller holds the casebook's lock where there is a folder to lock. Returns where the old
    files lie, or None when there were none.
    """
    stage = stage_of(folder)
    if not _is_ready(stage):
        with contextlib.suppress(OSError):
            (folder / _READY).unlink()
        return None
    if not folder.exists():
        stage.rename(folder)
        durable_file.sync_folder(folder.parent)
        (folder / _READY).unlink()
        return None
    kept = folder.with_name(str(lined_file.read_summed((stage / _READY).read_bytes())["replaced"]))
    kept.mkdir(mode=0o700, exist_ok=True)
    durable_file.sync_folder(kept.parent)
    _swap_database(folder, stage=stage, kept=kept)
    _swap_key_file(folder, stage=stage, kept=kept)
    (stage / _READY).unlink()
    shutil.rmtree(stage, ignore_errors=True)
    durable_file.sync_folder(folder.parent)
    if any(kept.iterdir()):
        return kept
    kept.rmdir()
    return None


def _swap_database(folder: Path, *, stage: Path, kept: Path) -> None:
    if not (stage / DATABASE).exists():
        return
    for name in _OLD_DATABASE:
        if (folder / name).exists():
            os.replace(folder / name, kept / name)
    durable_file.sync_folder(kept)
    durable_file.sync_folder(folder)
    os.replace(stage / DATABASE, folder / DATABASE)
    durable_file.sync_folder(folder)


def _swap_key_file(folder: Path, *, stage: Path, kept: Path) -> None:
    """The old key file is copied, not moved: there is one here at every moment."""
    if not (stage / KEY_FILE).exists():
        return
    for name in (key_file_store.PREVIOUS_NAME, KEY_FILE):
        if (folder / name).exists():
            durable_file.write_durably(kept / name, (folder / name).read_bytes())
    os.replace(stage / KEY_FILE, folder / KEY_FILE)
    # the previous generation belongs to the old casebook; its copy is kept with it
    (folder / key_file_store.PREVIOUS_NAME).unlink(missing_ok=True)
    durable_file.sync_folder(folder)


def _is_ready(stage: Path) -> bool:
    try:
        value = lined_file.read_summed((stage / _READY).read_bytes())
    except (OSError, LinedFileError):
        return False
    name = value.get("replaced")
    return isinstance(name, str) and Path(name).name == name
