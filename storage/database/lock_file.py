"""One program at a time: an OS lock on ``casebook.lock`` that the system lets go when the program
ends."""

import json
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from storage.records.errors import UserFacingError

FILE_NAME = "casebook.lock"
# Windows locks bytes against reading as well; one far behind the text leaves the text readable
_LOCKED_BYTE = 1 << 30


class CasebookLock:
    """The held lock; release it, or use it as a context manager."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    def release(self) -> None:
        """Let another program in; a second time does nothing."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def acquire(folder: Path, *, host: str, user: str, since: str) -> CasebookLock:
    """Lock the casebook in ``folder``; ``since`` is UTC text, all three are for the message only.

    Raises database.in_use (host, since) when another program holds it, database.read_only,
    database.missing.
    """
    try:
        descriptor = os.open(folder / FILE_NAME, os.O_RDWR | os.O_CREAT, 0o600)
    except FileNotFoundError as error:
        raise UserFacingError("database.missing") from error
    except OSError as error:
        raise UserFacingError("database.read_only") from error
    if not _try_lock(descriptor):
        holder = _read_holder(descriptor)
        os.close(descriptor)
        raise UserFacingError("database.in_use", host=holder["host"], since=holder["since"])
    try:
        _write_holder(descriptor, {"host": host, "user": user, "since": since})
    except OSError as error:
        os.close(descriptor)
        raise UserFacingError("database.disk_full") from error
    return CasebookLock(descriptor)


def _try_lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # exists on Windows alone

            os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # exists everywhere else

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _write_holder(descriptor: int, holder: dict[str, str]) -> None:
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, json.dumps(holder).encode("utf-8"))


def _read_holder(descriptor: int) -> dict[str, str]:
    unknown = {"host": "?", "since": "?"}
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        value = json.loads(os.read(descriptor, 4096).decode("utf-8"))
        return {name: str(value[name]) for name in unknown}
    except (OSError, ValueError, KeyError, TypeError):
        return unknown
