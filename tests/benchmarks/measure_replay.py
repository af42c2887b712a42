"""Replaying 100,000 entries beside a bare insert of the same rows, and beside a small one.

Each runs alone in a process of its own: neither pays for what the other holds in memory.
"""

import os
import subprocess
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

from big_casebook import KEY, big_casebook
from budget import Budget
from figure import Figure
from pairs import interleave
from reference.bare_insert import insert, rows_of

from storage.database import replay
from storage.database.connection import open_casebook

_GOAL = 3.0
# ten times the entries; the small one does not fill the 64 MB of cached pages
_MEMORY_GOAL = 1.5
_SMALL = 10_000
_HERE = Path(__file__).resolve().parent


def run() -> list[Figure | Budget]:
    """Return the ratio of processor time and the ratio of peak memory."""
    path = big_casebook().path
    peaks: list[float] = []

    def ours() -> float:
        seconds, peak = _alone("replay", path)
        peaks.append(peak)
        return seconds

    pair = interleave(ours=ours, reference=lambda: _alone("insert", path)[0], rounds=5)
    connection = open_casebook(path, key=KEY)
    differences = replay.check_replay(connection)
    connection.close()
    if differences:
        raise RuntimeError("the replayed lists are not those of the ledger")
    _, small = _alone("replay", big_casebook(_SMALL).path)
    return [
        Figure(
            name="replay",
            ratio=pair.ratio,
            goal=_GOAL,
            unit="times a bare insert of the same rows (processor time, 100,000 entries)",
            absolute=pair.absolute(),
        ),
        Figure(
            name="replay memory",
            ratio=max(peaks) / small,
            goal=_MEMORY_GOAL,
            unit="times the peak memory of a tenth of the entries",
            absolute={"100,000 entries MB": max(peaks), "10,000 entries MB": small},
        ),
    ]


def _alone(what: str, path: Path) -> tuple[float, float]:
    """Seconds of the processor and peak MB of a process that does nothing else."""
    answer = subprocess.run(
        [sys.executable, str(Path(__file__).resolve()), what, str(path)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(_HERE.parents[1])},
    )
    seconds, peak = answer.stdout.split()
    return float(seconds), float(peak)


def _replay(path: Path) -> float:
    told = count()
    connection = open_casebook(path, key=KEY)
    started = time.process_time()
    replay.replay(connection, progress=lambda _done, _total: next(told))
    seconds = time.process_time() - started
    connection.close()
    if next(told) < 10:
        raise RuntimeError("nobody was told how far it is")
    return seconds


def _insert(path: Path) -> float:
    connection = open_casebook(path, key=KEY)
    rows = rows_of(connection)
    connection.close()
    with tempfile.TemporaryDirectory(prefix="holdfast-bench-") as folder:
        started = time.process_time()
        insert(rows, Path(folder) / "casebook.db", key=KEY)
        return time.process_time() - started


def _peak() -> float:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    (line,) = (line for line in lines if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    print({"replay": _replay, "insert": _insert}[sys.argv[1]](Path(sys.argv[2])), _peak())
