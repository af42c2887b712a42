"""From starting the program to its first painted window, beside a bare window with one label."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from figure import Figure
from pairs import interleave

ROOT = Path(__file__).resolve().parents[2]
BARE = Path(__file__).parent / "reference" / "bare_window.py"
GOAL = 1.5
SECONDS = 60


def run() -> list[Figure]:
    """Return the figure ``window``."""
    pair = interleave(
        ours=lambda: _painted_after(["-m", "desktop", "--temp-home"]),
        reference=lambda: _painted_after([str(BARE)]),
    )
    figure = Figure(
        name="window",
        ratio=pair.ratio,
        goal=GOAL,
        unit="times a bare window with one label, medians",
        absolute=pair.absolute(),
    )
    return [figure]


def _painted_after(arguments: list[str]) -> float:
    """Return the seconds from start to the line "painted", which ends the program."""
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(
            os.environ,
            QT_QPA_PLATFORM="offscreen",
            HOLDFAST_EXIT_AFTER_PAINT="1",
            HOME=folder,
        )
        started = time.perf_counter()
        with subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        ) as program:
            assert program.stdout is not None
            lines = iter(program.stdout.readline, "")
            painted = any(line.strip() == "painted" for line in lines)
            seconds = time.perf_counter() - started
            program.wait(SECONDS)
    if not painted:
        raise RuntimeError(f"{' '.join(arguments)} ended without painting a window")
    return seconds
