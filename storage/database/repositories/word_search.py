"""Full text search over everything that was written, newest first, with the words around the
match.
"""

from dataclasses import dataclass

from storage.database.connection import Connection
from storage.database.repositories import search_rows
from storage.records.found import Ask
from storage.records.search_words import terms_of
from storage.records.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A row that was found; ``where`` is the name of the box with the match."""

    id: str
    kind: str
    pupils: tuple[str, ...]
    happened: When
    snippet: str
    where: str


def search(
    connection: Connection, text: str, *, pupil: str = "", limit: int = 50, offset: int = 0
) -> list[Found]:
    """Return the rows that hold every word of ``text``, or a word that begins with it.

    Case and accents do not matter; words in quotation marks must stand as they are. ``pupil`` keeps
    to one child's file. Nothing for text without a word.
    """
    terms = terms_of(text)
    if not terms:
        return []
    ask = Ask(terms=terms, pupil=pupil)
    hits = search_rows.find(connection, ask, limit=offset + limit)[offset:]
    rows = search_rows.shown(connection, [hit.number for hit in hits], terms)
    return [
        Found(
            id=row.id,
            kind=row.kind,
            pupils=hit.pupils,
            happened=row.happened,
            snippet=row.snippet.text,
            where=row.box,
        )
        for hit, row in zip(hits, rows, strict=True)
    ]
