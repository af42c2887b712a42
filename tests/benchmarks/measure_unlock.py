"""From the known key to the first screen at 100,000 entries: what unlocking costs beside Argon2."""

import statistics
import time

from big_casebook import KEY, big_casebook, check_signature
from budget import Budget

from storage.database import check, replay
from storage.database.connection import open_casebook
from storage.database.repositories import settings, today

_TRIES = 7
_GOAL_MS = 150


def run() -> list[Budget]:
    """Return the budget of everything between the key and the first screen."""
    made = big_casebook()
    taken = []
    for _try in range(_TRIES):
        started = time.perf_counter()
        connection = open_casebook(made.path, key=KEY, store_id=bytes(16))
        replay.is_current(connection)
        check.quick_look(connection, check_signature=check_signature)
        settings.school(connection)
        today.today(connection, "2026-11-22")
        taken.append(time.perf_counter() - started)
        connection.close()
    return [
        Budget(
            name="unlock beside Argon2, median",
            value=statistics.median(taken) * 1000,
            goal=_GOAL_MS,
            unit="ms at 100,000 entries",
        )
    ]
