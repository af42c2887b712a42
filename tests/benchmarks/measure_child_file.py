"""Opening one child's file (what stands above it, the whole chronology, each other section) in a
casebook of 100,000 entries.
"""

import statistics
import time
from collections.abc import Callable

from big_casebook import KEY, PUPILS, big_casebook
from budget import Budget

from desktop.usecases.lead.file_index import index_of
from desktop.usecases.lead.front_sheet import warnings
from desktop.usecases.lead.household import family, tree
from storage.database.connection import Connection, open_casebook
from storage.database.repositories import chronology, file_contents, pupils, statuses, today

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
            _head(connection, pupil)
            rows = chronology.of_pupil(connection, pupil)
            files.append(time.perf_counter() - started)
            word = rows[number].text.split()[0]
            started = time.perf_counter()
            chronology.search(connection, word)
            searches.append(time.perf_counter() - started)
        sections = _sections(connection)
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
        *sections,
        _budget("search newest first, median", statistics.median(searches), 50),
        _budget("search newest first, worst", max(searches), 100),
        _budget("list of all pupils", pupil_list, 100),
        _budget("what waits today", waits, 100),
    ]


def _budget(name: str, seconds: float, goal: float) -> Budget:
    return Budget(name=name, value=seconds * 1000, goal=goal, unit="ms at 100,000 entries")


def _head(connection: Connection, pupil: str) -> None:
    """What stands above every section of a file."""
    warnings(connection, pupil, today="2026-11-22")
    file_contents.last_decision(connection, pupil)
    statuses.levels(connection, pupil)


def _sections(connection: Connection) -> list[Budget]:
    """What is read when another section of a file comes into sight."""

    def people(pupil: str) -> None:
        known = pupils.pupil(connection, pupil)
        if known is not None:
            tree(connection, known, family(connection, known))

    readers: dict[str, Callable[[str], object]] = {
        "the child's words": lambda pupil: file_contents.child_words(connection, pupil),
        "all documents of a file": lambda pupil: file_contents.documents(connection, pupil),
        "index of a file": lambda pupil: index_of(connection, pupil),
        "family and people": people,
    }
    budgets = []
    for name, read in readers.items():
        taken = []
        for number in range(_TRIES):
            started = time.perf_counter()
            read(f"p-{number * 7 % PUPILS}")
            taken.append(time.perf_counter() - started)
        budgets.append(_budget(f"{name}, median", statistics.median(taken), 100))
    return budgets
