"""Opening one child's file (front row and whole chronology) in a casebook of 100,000 entries."""

import statistics
import time

from big_casebook import KEY, PUPILS, big_casebook
from budget import Budget

from storage.database.connection import open_casebook
from storage.database.repositories import chronology, pupils, today

_TRIES = 21


def run() -> list[Budget]:
    """Return the budgets of a child's file, the first page of the list, the search and today."""
    made = big_casebook()
    connection = open_casebook(made.path, key=KEY, read_only=True)
    try:
        files, searches = [], []
        for number in range(_TRIES):
            pupil = f"p-{number * 7 % PUPILS}"
            started = time.perf_counter()
            pupils.row(connection, pupil)
            rows = chronology.of_pupil(connection, pupil)
            files.append(time.perf_counter() - started)
            word = rows[number].text.split()[0]
            started = time.perf_counter()
            chronology.search(connection, word)
            searches.append(time.perf_counter() - started)
        started = time.perf_counter()
        pupils.rows(connection, pupils.ids(connection))
        pupil_list = time.perf_counter() - started
        started = time.perf_counter()
        today.today(connection, "2026-11-22")
        waits = time.perf_counter() - started
    finally:
        connection.close()
    return [
        _budget("child's file, median", statistics.median(files), 100),
        _budget("child's file, first", files[0], 100),
        _budget("search newest first, median", statistics.median(searches), 50),
        _budget("search newest first, worst", max(searches), 100),
        _budget("list of all pupils", pupil_list, 100),
        _budget("what waits today", waits, 100),
    ]


def _budget(name: str, seconds: float, goal: float) -> Budget:
    return Budget(name=name, value=seconds * 1000, goal=goal, unit="ms at 100,000 entries")
