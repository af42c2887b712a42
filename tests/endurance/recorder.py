"""Compiles the recorder, starts the harness under it, and speaks to it."""

import ctypes
import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE = Path(__file__).with_name("recorder.c")
_PRELOAD = "LD_PRELOAD"
_MARK = "ENDURANCE_RECORDER"


def compile_into(folder: Path) -> Path:
    """Compile the recorder with the system's compiler; raises CalledProcessError with its words."""
    library = folder / f"recorder-{hashlib.sha256(SOURCE.read_bytes()).hexdigest()[:16]}.so"
    if not library.exists():
        part = library.with_suffix(f".{os.getpid()}")
        subprocess.run(
            ["gcc", "-shared", "-fPIC", "-O2", "-Wall", "-Werror", "-o", part, SOURCE, "-ldl"],
            check=True,
        )
        part.replace(library)
    return library


def restart_under_it(arguments: list[str]) -> None:
    """Start this program again with the recorder preloaded, unless it is; does not return then."""
    if os.environ.get(_MARK) is not None:
        return
    folder = Path(tempfile.mkdtemp(prefix="endurance-"))
    library = compile_into(folder)
    environment = {**os.environ, _PRELOAD: str(library), _MARK: str(folder)}
    os.execve(sys.executable, [sys.executable, *arguments], environment)


def forget_the_way_in() -> None:
    """Once preloaded: remove the compiled file, and keep programs started from here free of it."""
    folder = Path(os.environ[_MARK])
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    del os.environ[_PRELOAD]


class Recorder:
    """The recorder preloaded into this process."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None)
        self._library.recorder_arm.argtypes = (
            ctypes.c_char_p,
            ctypes.c_int,
            ctypes.c_long,
            ctypes.c_long,
            ctypes.c_int,
        )
        self._library.recorder_arm.restype = None
        self._library.recorder_disarm.restype = ctypes.c_long
        self._library.recorder_count.restype = ctypes.c_long
        self._library.recorder_mark.argtypes = (ctypes.c_char_p, ctypes.c_size_t)
        self._library.recorder_mark.restype = None

    def record(self, root: Path, log: Path, *, lie: bool = False) -> None:
        """Log every call below ``root`` into ``log``; with ``lie`` fsync does nothing."""
        descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        self._library.recorder_arm(str(root).encode(), descriptor, 0, -1, int(lie))

    def kill_at(self, root: Path, call: int, *, permille: int | None = None) -> None:
        """Kill this process before its ``call``-th change below ``root``, or in the middle of it.

        The first call is 1; 0 only counts.
        """
        torn = -1 if permille is None else permille
        self._library.recorder_arm(str(root).encode(), -1, call, torn, 0)

    def mark(self, text: str) -> None:
        """Leave a mark in the log, in order with all calls."""
        data = text.encode()
        self._library.recorder_mark(data, len(data))

    def calls(self) -> int:
        """How many calls changed something so far."""
        counted: int = self._library.recorder_count()
        return counted

    def stop(self) -> int:
        """Stop counting and logging; return how many calls changed something."""
        calls: int = self._library.recorder_disarm()
        return calls
