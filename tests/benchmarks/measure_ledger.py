"""Verifying, writing and replaying 100,000 entries; verifying beside a bare loop of the checks."""

import time
from itertools import islice

from big_casebook import ENTRIES, KEY, LEDGER, big_casebook, check_signature
from budget import Budget
from figure import Figure
from pairs import interleave
from reference.bare_checks import bare_checks

from storage.database import check, replay
from storage.database.connection import Connection, open_casebook
from storage.database.repositories import ledger_rows
from storage.ledger.verification import verify

_GOAL = 1.3
_PART = 5_000


def run() -> list[Figure | Budget]:
    """Return the ratio of verification, and the budgets of writing, verifying and replaying."""
    made = big_casebook()
    connection = open_casebook(made.path, key=KEY)
    try:
        pair = interleave(
            ours=lambda: _ours(connection), reference=lambda: _reference(connection), rounds=5
        )
        started = time.perf_counter()
        verdict = check.verify_all(connection, check_signature=check_signature)
        verified = time.perf_counter() - started
        started = time.perf_counter()
        replay.replay(connection)
        replayed = time.perf_counter() - started
    finally:
        connection.close()
    if not verdict.ok:
        raise RuntimeError("the casebook of the benchmark does not verify")
    return [
        Figure(
            name="verify",
            ratio=pair.ratio,
            goal=_GOAL,
            unit="times a bare loop of the same hashes and signatures",
            absolute=pair.absolute(),
        ),
        _budget("write and sign", ENTRIES / made.entries_per_second, 50),
        _budget("verify all", verified, 40),
        _budget("replay", replayed, 60),
    ]


def _ours(connection: Connection) -> float:
    started = time.perf_counter()
    part = islice(ledger_rows.stored(connection), _PART)
    verdict = verify(part, ledger=LEDGER, check_signature=check_signature)
    seconds = time.perf_counter() - started
    if not verdict.ok:
        raise RuntimeError("the casebook of the benchmark does not verify")
    return seconds


def _reference(connection: Connection) -> float:
    started = time.perf_counter()
    rows = islice(ledger_rows.stored(connection), _PART)
    bare_checks(rows, check_signature)
    return time.perf_counter() - started


def _budget(name: str, seconds: float, goal: float) -> Budget:
    return Budget(name=name, value=seconds, goal=goal, unit="s for 100,000 entries")
