"""Runs one piece of work in a fork of this process, and sees how it ended and what it said."""

import os
import select
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.endurance.recorder import Recorder

LONGEST_SECONDS = 120.0
PROGRAM_UMASK = 0o077  # as desktop/hardening.py sets it


BEGUN = "the operation begins"


class Stage:
    """What the work in the fork speaks through: to the recording and to the harness at once."""

    def __init__(self, recorder: Recorder, pipe: int) -> None:
        self._recorder = recorder
        self._pipe = pipe

    def say(self, text: str) -> None:
        """Acknowledge: from now on ``text`` may not be lost."""
        self._recorder.mark(text)
        self.tell(f"said {text}")

    def begin(self) -> None:
        """What came before was only the way here: crashes are tried from now on."""
        self.tell(f"before {self._recorder.calls()}")
        self._recorder.mark(BEGUN)

    def tell(self, line: str) -> None:
        """Send a line to the harness."""
        os.write(self._pipe, f"{line}\n".encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """``said`` are the whole lines that were acknowledged; ``before`` and ``calls`` what the
    recorder counted until the operation began and until it ended (None when it did not);
    ``failure`` is a traceback.
    """

    said: list[str]
    killed: bool
    before: int
    calls: int | None
    failure: str


def act(
    work: Callable[[Stage], None],
    *,
    arm: Callable[[Recorder], None],
    kill_after: float | None = None,
    spare_until: str = "",
) -> Ended:
    """Fork, arm the recorder, do ``work``; what it says is acknowledged through a pipe.

    With ``kill_after`` seconds (counted from the line ``spare_until``, when given) the process is
    killed from outside, as kill -9 does.
    """
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        _perform(work, arm, theirs)
    os.close(theirs)
    try:
        lines, killed_by_us = _listen(ours, child, kill_after, spare_until)
    finally:
        os.close(ours)
    _, status = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    said, before, calls, failed = (_after(word, lines) for word in _WORDS)
    failure = "\n".join(failed)
    if not killed and status != 0 and not failure:
        failure = f"the process ended with status {status}"
    return Ended(
        said=[line for line in said if line != spare_until],
        killed=killed or killed_by_us,
        before=int(before[0]) if before else 0,
        calls=int(calls[0]) if calls else None,
        failure=failure,
    )


_WORDS = ("said ", "before ", "calls ", "failed ")


def _after(word: str, lines: list[str]) -> list[str]:
    return [line.removeprefix(word) for line in lines if line.startswith(word)]


def _perform(work: Callable[[Stage], None], arm: Callable[[Recorder], None], pipe: int) -> None:
    """The fork's part; never returns."""
    recorder = Recorder()
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)

    stage = Stage(recorder, pipe)
    status = 0
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        os.umask(PROGRAM_UMASK)
        arm(recorder)
        work(stage)
        stage.tell(f"calls {recorder.stop()}")
    except BaseException:  # noqa: BLE001 - told to the harness; this process ends here
        recorder.stop()
        for line in traceback.format_exc().splitlines():
            stage.tell(f"failed {line}")
        status = 1
    finally:
        os._exit(status)


def _listen(
    pipe: int, child: int, kill_after: float | None, spare_until: str
) -> tuple[list[str], bool]:
    """Read to the end of the pipe; a line that was cut off by the kill does not count."""
    text = b""
    end = time.monotonic() + LONGEST_SECONDS
    kill_at = None
    if kill_after is not None and not spare_until:
        kill_at = time.monotonic() + kill_after
    killed = False
    while True:
        now = time.monotonic()
        until = end if kill_at is None else min(end, kill_at)
        ready, _, _ = select.select([pipe], [], [], max(0.0, until - now))
        if not ready:
            if killed:
                continue
            os.kill(child, signal.SIGKILL)
            killed, kill_at, end = True, None, end + LONGEST_SECONDS
            continue
        piece = os.read(pipe, 65536)
        if not piece:
            break
        text += piece
        if (
            kill_after is not None
            and kill_at is None
            and not killed
            and (f"said {spare_until}\n".encode() in text)
        ):
            kill_at = time.monotonic() + kill_after
    lines = text.decode().split("\n")
    return lines[:-1], killed


def counting(root: Path) -> Callable[[Recorder], None]:
    """Arm to count the calls below ``root``."""
    return lambda recorder: recorder.kill_at(root, 0)


def killing(root: Path, call: int, *, permille: int | None) -> Callable[[Recorder], None]:
    """Arm to kill before call number ``call``, or in the middle of it."""
    return lambda recorder: recorder.kill_at(root, call, permille=permille)


def recording(root: Path, log: Path, *, lie: bool = False) -> Callable[[Recorder], None]:
    """Arm to record into ``log``."""
    return lambda recorder: recorder.record(root, log, lie=lie)
