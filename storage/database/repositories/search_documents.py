"""Documents that left the school, found by what they are, for whom and under which name."""

import json

from storage.database.connection import Connection
from storage.records.found import Ask, FoundDocument
from storage.records.search_words import marks, snippet

_WORDS = ("title", "recipient", "purpose", "file_name", "requested_by", "period", "document")
_FIELDS = ", ".join(f"coalesce(json_extract(value, '$.{name}'), '')" for name in _WORDS)
_NEWEST = (
    f"SELECT id, document, recorded_at, {_FIELDS}, (SELECT json_group_array(pupil) FROM"
    " disclosure_pupil WHERE disclosure = disclosure.id) FROM disclosure"
    " WHERE (? = '' OR id IN (SELECT disclosure FROM disclosure_pupil WHERE pupil = ?))"
    " ORDER BY recorded_at DESC, ledger, seq DESC"
)


def find(connection: Connection, ask: Ask, *, limit: int = 20) -> list[FoundDocument]:
    """Return the newest that have every term in one of their boxes; filters of rows but the child
    do not speak of documents: with one of them nothing is found.
    """
    if not ask.terms or ask.since or ask.until or ask.category or ask.author or ask.kinds:
        return []
    found: list[FoundDocument] = []
    for item in connection.iterate(_NEWEST, (ask.pupil, ask.pupil)):
        boxes = list(zip(_WORDS, item[3:-1], strict=True))
        if not all(any(marks(words, [term]) for _box, words in boxes) for term in ask.terms):
            continue
        box, words = next(
            (box, words) for box, words in boxes for term in ask.terms if marks(words, [term])
        )
        found.append(
            FoundDocument(
                id=item[0],
                document=item[1],
                pupils=tuple(json.loads(item[-1])),
                recorded_at=item[2],
                recipient=item[4],
                file_name=item[6],
                box=box,
                snippet=snippet(words, ask.terms),
            )
        )
        if len(found) == limit:
            break
    return found
