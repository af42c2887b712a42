"""From starting the program to its first painted window, beside a bare window with one label."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from budget import Budget
from figure import Figure
from pairs import interleave

ROOT = Path(__file__).resolve().parents[2]
BARE = Path(__file__).parent / "reference" / "bare_window.py"
GOAL = 1.5
READY_GOAL = 800.0
SECONDS = 60


def run() -> list[Figure | Budget]:
    """Return the figure ``window`` and the budget ``first screen``: the window is on the screen
    before what it shows is loaded, so both are told.
    """
    ready: list[float] = []
    pair = interleave(
        ours=lambda: _painted_after(["-m", "desktop", "--temp-home"], ready=ready),
        reference=lambda: _painted_after([str(BARE)]),
    )
    figure = Figure(
        name="window",
        ratio=pair.ratio,
        goal=GOAL,
        unit="times a bare window with one label, medians",
        absolute=pair.absolute(),
    )
    budget = Budget(
        name="first screen",
        value=statistics.median(ready) * 1000,
        goal=READY_GOAL,
        unit="ms from start until the choices of the first screen are painted, median",
    )
    return [figure, budget]


def _painted_after(arguments: list[str], *, ready: list[float] | None = None) -> float:
    """Return the seconds from start to the line "painted"; note those to the line "ready"."""
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
            if ready is not None and any(line.strip() == "ready" for line in lines):
                ready.append(time.perf_counter() - started)
            program.wait(SECONDS)
    if not painted:
        raise RuntimeError(f"{' '.join(arguments)} ended without painting a window")
    return seconds
