"""The worker threads: one that was never stopped ends with its owner, and silently."""

import gc
import subprocess
import sys
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.job_runner import JobRunner
from storage.records.errors import UserFacingError

PROGRAM = """
import sys, time
from PySide6.QtCore import QCoreApplication, QObject
from desktop.background import Background
from desktop.job_runner import JobRunner
from storage.records.errors import UserFacingError

app = QCoreApplication([])
kind, ending = sys.argv[1:]
owner = QObject(app)
begun = []

def long_work(cancelled=lambda: True):
    begun.append(True)
    until = time.monotonic() + 20
    while not cancelled() and time.monotonic() < until:
        time.sleep(0.001)
    return print("ended" if time.monotonic() < until else "ran out")

runner = {"jobs": JobRunner, "background": Background}[kind](owner)
runner.run(long_work, receiver=app, on_done=id, on_error=print)
while not begun:
    app.processEvents()
if ending == "deleted":
    import shiboken6
    shiboken6.delete(owner)
elif ending == "stopped":
    runner.stop() if kind == "jobs" else runner.end()
"""


@pytest.mark.parametrize("kind", ["jobs", "background"])
@pytest.mark.parametrize("ending", ["forgotten", "deleted", "stopped"])
def test_a_thread_ends_with_its_owner(kind: str, ending: str, project_root: Path) -> None:
    """Also when the program ends without stopping it, in whatever order its parts are deleted."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, kind, ending],
        cwd=project_root,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "ended\n", "")


def no() -> None:
    raise UserFacingError("desktop.bug", kind="ValueError")


@pytest.mark.parametrize("end", [int, no])
def test_nothing_of_a_job_is_kept_until_the_next(
    end: Callable[[], Any], jobs: JobRunner, qtbot: Any
) -> None:
    """What a job was given may be a password; the thread that waits for more has let go of it."""

    class Secret:
        def use(self) -> None:
            end()

    secret = Secret()
    gone = weakref.ref(secret)
    ended: list[object] = []
    gc.collect()
    gc.disable()
    try:
        jobs.run(secret.use, receiver=jobs, on_done=ended.append, on_error=ended.append)
        del secret
        qtbot.waitUntil(lambda: bool(ended))
        assert gone() is None
    finally:
        gc.enable()
