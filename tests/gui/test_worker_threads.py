"""The worker threads: a program that has stopped them ends, and silently."""

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import sys
from PySide6.QtCore import QCoreApplication, QObject
from desktop.background import Background
from desktop.job_runner import JobRunner

app = QCoreApplication([])
kind, owner = sys.argv[1:]
parent = {"program": app, "part": QObject(), "nobody": None}[owner]
runner = {"jobs": JobRunner, "background": Background}[kind](parent)
done = []
runner.run(lambda cancelled=None: 7, receiver=app, on_done=done.append, on_error=print)
while not done:
    app.processEvents()
runner.stop() if kind == "jobs" else runner.end()
print("ended", *done)
"""


@pytest.mark.parametrize("kind", ["jobs", "background"])
@pytest.mark.parametrize("owner", ["program", "part", "nobody"])
def test_a_stopped_thread_lets_the_program_end(kind: str, owner: str, project_root: Path) -> None:
    """In whatever order its parts are deleted then."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, kind, owner],
        cwd=project_root,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "ended 7\n", "")
