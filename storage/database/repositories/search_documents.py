"""Documents that left the school, found by what they are, for whom and under which name."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from storage.database.connection import Connection
from storage.records.found import Ask, FoundDocument
from storage.records.search_words import marks, may_stand_in, snippet

_WORDS = ("title", "recipient", "purpose", "file_name", "requested_by", "period", "document")
_FIELDS = ", ".join(f"coalesce(json_extract(value, '$.{name}'), '')" for name in _WORDS)
_NEWEST = (
    f"SELECT id, document, recorded_at, {_FIELDS}, (SELECT json_group_array(pupil) FROM"
    " disclosure_pupil WHERE disclosure = disclosure.id) FROM disclosure"
    " ORDER BY recorded_at DESC, ledger, seq DESC"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentWords:
    """What a document that left is known by: ``boxes`` are (name of the box, its words)."""

    id: str
    document: str
    recorded_at: str
    pupils: tuple[str, ...]
    boxes: tuple[tuple[str, str], ...]
    whole: str


def read(connection: Connection) -> list[DocumentWords]:
    """Return all of them, newest first; a school has some hundreds."""
    return [
        DocumentWords(
            id=item[0],
            document=item[1],
            recorded_at=item[2],
            pupils=tuple(json.loads(item[-1])),
            boxes=tuple((name, words) for name, words in zip(_WORDS, item[3:-1], strict=True)),
            whole=" ".join(item[3:-1]),
        )
        for item in connection.all(_NEWEST)
    ]


def find(documents: Sequence[DocumentWords], ask: Ask, *, limit: int = 20) -> list[FoundDocument]:
    """Return the first that have every term in one of their boxes; filters of rows but the child
    do not speak of documents: with one of them nothing is found.
    """
    if not ask.terms or ask.since or ask.until or ask.category or ask.author or ask.kinds:
        return []
    found: list[FoundDocument] = []
    for one in documents:
        if ask.pupil and ask.pupil not in one.pupils:
            continue
        if not all(may_stand_in(one.whole, term) for term in ask.terms):
            continue
        fitting = [
            next((box for box in one.boxes if marks(box[1], [term])), None) for term in ask.terms
        ]
        first = fitting[0]
        if first is None or None in fitting:
            continue
        values = dict(one.boxes)
        found.append(
            FoundDocument(
                id=one.id,
                document=one.document,
                pupils=one.pupils,
                recorded_at=one.recorded_at,
                recipient=values["recipient"],
                file_name=values["file_name"],
                box=first[0],
                snippet=snippet(first[1], ask.terms),
            )
        )
        if len(found) == limit:
            break
    return found
