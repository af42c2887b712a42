"""Runs every story told from outside: scripts for the system's Python, which has AT-SPI."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).parent
STORIES = sorted(path.name for path in HERE.glob("story_*.py"))
SYSTEM_PYTHON = "/usr/bin/python3"
SECONDS = 240


@pytest.mark.blackbox
@pytest.mark.timeout(SECONDS + 30)
@pytest.mark.parametrize("story", STORIES)
def test_story(story: str, tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    """The story ends without an AssertionError. What it says of presses and seconds is shown at
    the end of the run, and all of its output when it fails.
    """
    python = SYSTEM_PYTHON if Path(SYSTEM_PYTHON).exists() else sys.executable
    environment = dict(
        os.environ,
        HOLDFAST_TEST_PYTHON=sys.executable,
        PYTHONPATH=str(HERE),
        PYTHONDONTWRITEBYTECODE="1",
        TMPDIR=str(tmp_path),
    )
    done = subprocess.run(
        [python, str(HERE / story)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    lines = [line for line in done.stdout.splitlines() if not line.startswith("qt.")]
    if lines:
        record_property("told", "\n".join(lines))
