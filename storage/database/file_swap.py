"""Puts a rebuilt casebook file in the place of the old one, which is kept; any crash is finished.

The first rename decides: once ``casebook.swap-<name>.db`` lies there, the new file is the casebook,
and whoever opens the folder next finishes the rest. The old file's log moves before the new file
comes: beside another file SQLite would apply it.
"""

import contextlib
import os
from pathlib import Path

from storage.database.backup_files import sync_file
from storage.keys.durable_file import sync_folder

DATABASE = "casebook.db"
_SWAP, _END = "casebook.swap-", ".db"
_PARTS = ("", "-wal")


def put_in_place(folder: Path, *, new: Path, kept_as: str) -> Path:
    """Make ``new`` the casebook of ``folder``; the old one stays as ``casebook.<kept_as>.db``.

    ``new`` lies in the folder, is closed, on the disk and without a log; ``kept_as`` is plain, such
    as ``damaged-20261122T071500Z``. Returns where the old file is kept. Raises OSError; the old
    file is the casebook then, or the next :func:`finish_swap` finishes.
    """
    name, number = kept_as, 1
    while _kept(folder, name).exists():
        number += 1
        name = f"{kept_as}-{number}"
    sync_file(new)
    sync_folder(folder)
    os.replace(new, folder / f"{_SWAP}{name}{_END}")
    sync_folder(folder)
    finish_swap(folder)
    return _kept(folder, name)


def finish_swap(folder: Path) -> bool:
    """Finish what a crash interrupted; True when there was something to finish.

    Call it with the casebook's lock held and before the file is opened. Raises OSError.
    """
    swaps = sorted(folder.glob(f"{_SWAP}*{_END}"))
    for swap in swaps:
        kept = _kept(folder, swap.name.removeprefix(_SWAP).removesuffix(_END))
        for part in _PARTS:
            old = folder / (DATABASE + part)
            if old.exists():
                os.replace(old, kept.with_name(kept.name + part))
        with contextlib.suppress(FileNotFoundError):
            os.unlink(folder / (DATABASE + "-shm"))
        sync_folder(folder)
        os.replace(swap, folder / DATABASE)
        sync_folder(folder)
    return bool(swaps)


def _kept(folder: Path, name: str) -> Path:
    return folder / f"casebook.{name}{_END}"
