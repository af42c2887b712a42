"""Full text search over everything that was written, newest first, with the words around the
match."""

import re
import unicodedata
from dataclasses import dataclass

from storage.database.connection import Connection, Row
from storage.records.when import When

_WORD = re.compile(r"\w+")
_BEFORE, _AFTER = 50, 110
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A row that was found; ``where`` is "text", "child_words" or "other"."""

    id: str
    kind: str
    pupils: tuple[str, ...]
    happened: When
    snippet: str
    where: str
    recorded_at: str


def search(
    connection: Connection, text: str, *, pupil: str = "", limit: int = 50, offset: int = 0
) -> list[Found]:
    """Return the rows that hold every word of ``text``, or a word that begins with it.

    Case and accents do not matter. ``pupil`` keeps to one child's file. Nothing for text without a
    word.
    """
    words = _WORD.findall(text)
    if not words:
        return []
    match = " ".join(f'"{word}"*' for word in words)
    found = connection.all(
        "SELECT number, id, kind, earliest, latest, precision, as_told, recorded_at, text,"
        " child_words, other || ' ' || summary || ' ' || action || ' ' || reason || ' ' || outcome"
        " FROM chronology WHERE number IN (SELECT rowid FROM ft WHERE ft MATCH ?"
        " AND (? = '' OR rowid IN (SELECT number FROM chronology_pupil WHERE pupil = ?))"
        " ORDER BY rowid DESC LIMIT ? OFFSET ?) ORDER BY number DESC",
        (match, pupil, pupil, limit, offset),
    )
    starts = [_fold(word) for word in words]
    return [_found(connection, item, starts) for item in found]


def _found(connection: Connection, item: Row, starts: list[str]) -> Found:
    where, snippet = _snippet({"text": item[8], "child_words": item[9], "other": item[10]}, starts)
    pupils = connection.all(
        "SELECT pupil FROM chronology_pupil WHERE number = ? ORDER BY pupil", (item[0],)
    )
    return Found(
        id=item[1],
        kind=item[2],
        pupils=tuple(pupil for (pupil,) in pupils),
        happened=When(earliest=item[3], latest=item[4], precision=item[5], as_told=item[6]),
        snippet=snippet,
        where=where,
        recorded_at=item[7],
    )


def _snippet(parts: dict[str, str], starts: list[str]) -> tuple[str, str]:
    for where, text in parts.items():
        for word in _WORD.finditer(text):
            if any(_fold(word.group()).startswith(start) for start in starts):
                return where, _around(text, word.start(), word.end())
    return "text", _around(parts["text"], 0, 0)


def _around(text: str, start: int, end: int) -> str:
    first, last = max(0, start - _BEFORE), min(len(text), end + _AFTER)
    if first > 0:  # begin with a whole word
        first = text.find(" ", first, start) + 1 or first
    piece = " ".join(text[first:last].split())
    return f"{_ELLIPSIS if first else ''}{piece}{_ELLIPSIS if last < len(text) else ''}"


def _fold(word: str) -> str:
    """The way the index folds: no case, no accents on letters."""
    return "".join(
        character
        for character in unicodedata.normalize("NFKD", word.casefold())
        if not unicodedata.combining(character)
    )
