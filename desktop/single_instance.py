"""One window for each home: a second copy of the program is told so in one sentence."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLockFile

from storage.records.errors import UserFacingError


@dataclass(frozen=True, slots=True)
class HomeClaim:
    """The claim of this process on its home; the system gives it back after a crash."""

    _file: QLockFile

    def release(self) -> None:
        """Let another copy open this home."""
        self._file.unlock()


def claim_home(home: Path) -> HomeClaim:
    """Claim ``home``; raises desktop.second_copy when another copy of the program has it open."""
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserFacingError("desktop.home_not_writable", folder=str(home)) from error
    file = QLockFile(str(home / "holdfast.lock"))
    file.setStaleLockTime(0)
    if file.tryLock(0):
        return HomeClaim(file)
    if file.error() == QLockFile.LockError.LockFailedError:
        raise UserFacingError("desktop.second_copy")
    raise UserFacingError("desktop.home_not_writable", folder=str(home))
