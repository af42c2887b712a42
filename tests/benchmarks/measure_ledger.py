"""Writing, verifying and replaying 100,000 entries; verifying beside a bare loop of the checks, on
two cores both.
"""

import time

from big_casebook import ENTRIES, KEY, big_casebook, check_signature
from budget import Budget
from figure import Figure
from pairs import interleave
from reference.bare_checks import on_both_cores

from desktop.signature_workers import signature_workers
from storage.database import check, replay
from storage.database.connection import Connection, open_casebook

_GOAL = 1.3
_ROUNDS = 5


def run() -> list[Figure | Budget]:
    """Return the ratio of verification, and the budgets of writing, verifying and replaying."""
    made = big_casebook()
    connection = open_casebook(made.path, key=KEY)
    try:
        pair = interleave(
            ours=lambda: _ours(connection),
            reference=lambda: _reference(connection),
            rounds=_ROUNDS,
            warm_up=0,
        )
        started = time.perf_counter()
        replay.replay(connection)
        replayed = time.perf_counter() - started
    finally:
        connection.close()
    return [
        Figure(
            name="verify",
            ratio=pair.ratio,
            goal=_GOAL,
            unit="times a bare loop of the same hashes and signatures on two cores",
            absolute=pair.absolute(),
        ),
        _budget("write and sign", ENTRIES / made.entries_per_second, 50),
        _budget("verify all", min(pair.ours), 20),
        _budget("replay", replayed, 60),
    ]


def _ours(connection: Connection) -> float:
    """The whole verification of the program, the start of its worker included."""
    started = time.perf_counter()
    with signature_workers() as check_batch:
        verdict = check.verify_all(
            connection, check_signature=check_signature, check_batch=check_batch
        )
    seconds = time.perf_counter() - started
    if not verdict.ok or verdict.size != ENTRIES:
        raise RuntimeError("the casebook of the benchmark does not verify")
    return seconds


def _reference(connection: Connection) -> float:
    """Two processes, half of the entries each: the same rows, hashes and signatures."""
    assert connection.path is not None
    started = time.perf_counter()
    on_both_cores(connection.path, entries=ENTRIES)
    return time.perf_counter() - started


def _budget(name: str, seconds: float, goal: float) -> Budget:
    return Budget(name=name, value=seconds, goal=goal, unit="s for 100,000 entries")
