"""First results of a search at 100,000 entries, with people, sounds and marked snippets, beside the
bare question to the index and the reading of the same rows.
"""

import json
import time
from collections.abc import Sequence

from big_casebook import KEY, big_casebook
from budget import Budget
from figure import Figure
from lists_child import desk_over
from pairs import interleave

from desktop.controllers.lead.search_lines import Lines
from desktop.usecases.lead.search_casebook import FIRST_ROWS, Finder
from storage.database.connection import Connection, open_casebook
from storage.records.found import Ask
from storage.records.search_words import terms_of

# the bare question takes a third of a millisecond; ours adds people, sounds, groups and snippets
_GOAL, _MS = 40.0, 100
_SHOWN = 16  # lines that a small laptop shows at once
_BARE = "SELECT rowid FROM ft WHERE ft MATCH ? ORDER BY rowid DESC LIMIT ?"
_ROWS = (
    "SELECT chronology.text, child_words, other, entry.fields FROM chronology JOIN entry ON"
    " entry.ledger = chronology.ledger AND entry.seq = chronology.seq"
    " WHERE number IN (SELECT value FROM json_each(?))"
)


def run() -> list[Figure | Budget]:
    """Return the ratio, and the budgets of single questions."""
    connection = open_casebook(big_casebook().path, key=KEY, read_only=True)
    try:
        text = str(connection.value("SELECT text FROM chronology WHERE number = 5000"))
        words = sorted({word for word in text.split() if len(word) > 3})[:12]
        finder = Finder(desk_over(connection).casebook)
        finder.prepare()
        lines = Lines(connection, finder=finder, word=str)
        pair = interleave(
            ours=lambda: _ours(finder, lines, [Ask(terms=terms_of(word)) for word in words]),
            reference=lambda: _bare(connection, words),
        )
        common = max(words, key=lambda word: len(finder.find(Ask(terms=terms_of(word))).hits))
        single = {
            "a word": Ask(terms=terms_of(words[0])),
            "a common word": Ask(terms=terms_of(common)),
            "two letters": Ask(terms=terms_of(common[:2])),
            "a phrase": Ask(terms=terms_of(f'"{" ".join(text.split()[:2])}"')),
            "a word since a day": Ask(terms=terms_of(common), since="2024-01-01"),
            "a category alone": Ask(category="neglect"),
            "a name and a word": Ask(terms=terms_of(f"{_name(connection)} {words[0]}")),
        }
        budgets = [
            Budget(name=f"search: {name}", value=_ours(finder, lines, [ask]) * 1000, goal=_MS,
                   unit="ms to the first lines at 100,000 entries")
            for name, ask in single.items()
        ]  # fmt: skip
    finally:
        connection.close()
    figure = Figure(
        name="first results",
        ratio=pair.ratio,
        goal=_GOAL,
        unit=f"times the bare question and its rows ({len(words)} words)",
        absolute=pair.absolute(),
    )
    return [figure, *budgets]


def _name(connection: Connection) -> str:
    return str(connection.value("SELECT name FROM pupil WHERE id = 'p-3'")).split()[0]


def _ours(finder: Finder, lines: Lines, asks: Sequence[Ask]) -> float:
    started = time.perf_counter()
    for ask in asks:
        keys = lines.arrange(finder.find(ask, limit=FIRST_ROWS))
        lines.lines(keys[:_SHOWN])
    return time.perf_counter() - started


def _bare(connection: Connection, words: Sequence[str]) -> float:
    started = time.perf_counter()
    for word in words:
        found = connection.all(_BARE, (f'"{word}"*', FIRST_ROWS))
        connection.all(_ROWS, (json.dumps([number for (number,) in found[:_SHOWN]]),))
    return time.perf_counter() - started
