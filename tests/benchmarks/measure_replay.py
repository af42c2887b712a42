"""Replaying 100,000 entries beside a bare insert of the same rows, and beside a small one."""

import gc
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
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
    """Return the ratio of time, the ratio of memory, and the seconds as people feel them."""
    made = big_casebook()
    connection = open_casebook(made.path, key=KEY)
    told: list[int] = []

    def ours() -> float:
        started = time.process_time()
        replay.replay(connection, progress=lambda done, _total: told.append(done))
        return time.process_time() - started

    with tempfile.TemporaryDirectory(prefix="holdfast-bench-") as folder:
        names = (Path(folder) / f"{number}.db" for number in count())
        rows = rows_of(connection)
        gc.freeze()  # the rows held for the reference are no part of our work

        def reference() -> float:
            path = next(names)
            started = time.process_time()
            insert(rows, path, key=KEY)
            seconds = time.process_time() - started
            path.unlink()
            return seconds

        pair = interleave(ours=ours, reference=reference, rounds=3, warm_up=0)
    if replay.check_replay(connection) != () or len(told) < 100:
        raise RuntimeError("the replayed lists are not those of the ledger, or nobody was told")
    connection.close()
    small = _peak(big_casebook(_SMALL).path)
    large = _peak(made.path)
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
            ratio=large / small,
            goal=_MEMORY_GOAL,
            unit="times the peak memory of a tenth of the entries",
            absolute={"100,000 entries MB": large, "10,000 entries MB": small},
        ),
    ]


def _peak(path: Path) -> float:
    """The peak memory in MB of a process that replays this casebook, and does nothing else."""
    words = [sys.executable, str(Path(__file__).resolve()), str(path)]
    answer = subprocess.run(
        words,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(_HERE.parents[1])},
    )
    return float(answer.stdout)


def _status() -> Iterator[str]:
    yield from Path("/proc/self/status").read_text(encoding="ascii").splitlines()


def _replay_alone(path: Path) -> None:
    connection = open_casebook(path, key=KEY)
    replay.replay(connection)
    connection.close()
    (line,) = (line for line in _status() if line.startswith("VmHWM"))
    print(int(line.split()[1]) / 1024)


if __name__ == "__main__":
    _replay_alone(Path(sys.argv[1]))
