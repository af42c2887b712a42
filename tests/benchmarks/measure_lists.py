"""Every list of the lead's window at 100,000 entries, one child's file of 50,000 rows too: from
nothing to the painted page, and the longest stall while it is scrolled; and fifty thousand rows
beside the least that a list can be.
"""

import json
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from big_casebook import with_long_file
from budget import Budget
from figure import Figure

_CHILD = Path(__file__).resolve().parent / "lists_child.py"
_GOAL = 2.5
_OPEN_MS, _STALL_MS = 100, 50


def run() -> list[Figure | Budget]:
    """Measure in a fresh process, off-screen."""
    argv = [sys.executable, str(_CHILD), str(with_long_file())]
    done = subprocess.run(argv, capture_output=True, text=True, check=True, timeout=600)
    found: dict[str, Any] = json.loads(done.stdout)
    ours, bare = statistics.median(found["ours"]), statistics.median(found["bare"])
    figure = Figure(
        name="scrolled list",
        ratio=ours / bare,
        goal=_GOAL,
        unit="times a bare table over the same SQL, 50,000 concerns scrolled to the end, medians",
        absolute={"ours ms": ours * 1000, "reference ms": bare * 1000},
    )
    budgets = [
        Budget(name="scrolled list, longest stall", value=found["longest"] * 1000, goal=_STALL_MS,
               unit="ms for a page further of 50,000 rows, painted"),
    ]  # fmt: skip
    for name, taken in found["lists"].items():
        budgets += [
            Budget(name=f"{name}, opened", value=taken["again"] * 1000, goal=_OPEN_MS,
                   unit=f"ms to the painted page; {taken['first'] * 1000:.0f} the first time"),
            Budget(name=f"{name}, longest stall", value=taken["longest"] * 1000, goal=_STALL_MS,
                   unit=f"ms for a page further of {taken['rows']:,} rows, painted"),
        ]  # fmt: skip
    return [figure, *budgets]
