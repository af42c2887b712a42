"""From the press to the first page of a chronology of ten pages, in a window off-screen."""

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from budget import Budget

_CHILD = Path(__file__).resolve().parent / "preview_child.py"
_TEN_PAGES, _LONG, _ROUNDS = 24, 600, 9


def run() -> list[Budget]:
    """Measure in a fresh process: the first press of a sign-in, and the median of the others."""
    ten, long = _pressed(_TEN_PAGES), _pressed(_LONG)
    return [
        Budget(
            name="preview.first",
            value=ten["taken"][0] * 1000,
            goal=500,
            unit=f"ms to the first of {ten['pages']} pages, first press after signing in",
        ),
        Budget(
            name="preview.again",
            value=statistics.median(ten["taken"][1:]) * 1000,
            goal=500,
            unit=f"ms to the first of {ten['pages']} pages, every further press, median",
        ),
        Budget(
            name="preview.long",
            value=statistics.median(long["taken"][1:]) * 1000,
            goal=3000,
            unit=f"ms to the first of {long['pages']} pages, every further press, median",
        ),
        Budget(
            name="preview.held",
            value=max(ten["held"], long["held"]) * 1000,
            goal=200,
            unit="ms for which the window was held up at most meanwhile",
        ),
    ]


def _pressed(entries: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="holdfast-bench-") as folder:
        argv = [sys.executable, str(_CHILD), str(Path(folder) / "school"), str(entries)]
        done = subprocess.run(
            [*argv, str(_ROUNDS)], capture_output=True, text=True, check=True, timeout=300
        )
    found: dict[str, Any] = json.loads(done.stdout)
    return found
