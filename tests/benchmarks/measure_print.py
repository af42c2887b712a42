"""Printing text and paths against printing pictures of the pages at 300 to the inch, by turns."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from budget import Budget
from figure import Figure

_CHILD = Path(__file__).resolve().parent / "print_child.py"
_ENTRIES, _ROUNDS = 60, 5


def run() -> list[Figure | Budget]:
    """Measure by turns, each in a fresh process; medians of processor time."""
    rounds = [(_printed("vector"), _printed("raster")) for _ in range(_ROUNDS)]

    def median(which: int, name: str) -> float:
        return statistics.median(one[which][name] for one in rounds)

    ours, pixels = median(0, "seconds a page"), median(1, "seconds a page")
    size, pixel_size = median(0, "kilobytes a page"), median(1, "kilobytes a page")
    return [
        Figure(
            name="print.vs_pictures",
            ratio=ours / pixels,
            goal=0.1,
            unit=f"{median(0, 'pages'):.0f} pages printed as text and paths over pictures, CPU",
            absolute={"ours ms a page": ours * 1000, "pictures ms a page": pixels * 1000},
        ),
        Figure(
            name="print.size",
            ratio=size / pixel_size,
            goal=0.1,
            unit="what the print queue is given, over pictures",
            absolute={"ours kB a page": size, "pictures kB a page": pixel_size},
        ),
        Budget(
            name="print.page",
            value=ours * 1000,
            goal=10,
            unit="ms of CPU for a page, fonts and the first page counted in",
        ),
    ]


def _printed(how: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="holdfast-bench-") as folder:
        done = subprocess.run(
            [sys.executable, str(_CHILD), how, str(_ENTRIES), str(Path(folder) / "paper.pdf")],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            check=True,
            timeout=300,
        )
    found: dict[str, float] = json.loads(done.stdout)
    return found
