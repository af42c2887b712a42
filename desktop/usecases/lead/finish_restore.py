"""Carries a restore that a crash interrupted to its end, before anything is opened."""

from pathlib import Path

from storage.database import casebook_swap
from storage.database.lock_file import acquire
from storage.records.errors import UserFacingError
from storage.records.times import Clock, to_text


def finish_restore(folder: Path, *, host: str, user: str, clock: Clock) -> bool:
    """Finish what a restore into ``folder`` (the casebook's) left; returns whether there was one.

    Cheap where there is none. Raises database.in_use, restore.swap_failed.
    """
    if not casebook_swap.is_waiting(folder):
        return False
    since = to_text(clock())
    lock = acquire(folder, host=host, user=user, since=since) if folder.exists() else None
    try:
        casebook_swap.finish(folder)
    except OSError as error:
        raise UserFacingError("restore.swap_failed") from error
    finally:
        if lock is not None:
            lock.release()
    return True
