"""Rows of the record by words and by what narrows them, newest first; each with the place of the
match.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from storage.database import stored_fields
from storage.database.connection import Connection, Row
from storage.records.found import Ask, FoundRow, Hit
from storage.records.search_words import Term, cut_around, marks, match_all, matched
from storage.records.searched_boxes import boxes
from storage.records.when import When

_INDEXED = "IN (SELECT rowid FROM ft WHERE ft MATCH ?)"
_LISTED = "IN (SELECT value FROM json_each(?))"
_IN_FILES = f"IN (SELECT number FROM chronology_pupil WHERE pupil {_LISTED})"
_NARROW = "INDEXED BY chronology_narrowed"
_ROW = (
    "SELECT number, id, kind, earliest, latest, precision, as_told, author, category, ledger, seq,"
    " text, child_words, summary, action, decision, reason, outcome, context, source_ref,"
    " (SELECT so_what FROM mark WHERE target = chronology.id AND so_what IS NOT NULL"
    f" ORDER BY ledger DESC, seq DESC LIMIT 1) FROM chronology WHERE number {_LISTED}"
)
# What a row says beside the boxes of its entry, by the name of the box.
_COLUMNS = (
    *("text", "child_words", "summary", "action", "decision", "reason", "outcome", "context"),
    *("source_ref", "so_what"),
)
_FIRST_COLUMN = 11
# Where a match is shown first when several boxes have one.
_FIRST = ("text", "what_happened", "child_words", "decision", "reason", "outcome", "summary")

Named = Mapping[Term, Sequence[str]]


def find(
    connection: Connection, ask: Ask, *, limit: int, named: Named | None = None
) -> tuple[Hit, ...]:
    """Return the newest ``limit`` rows in which every term stands; nothing for an empty question.

    ``named`` gives the children whom a term names: in their files the term need not stand itself,
    so that a name and a word find the word in that child's file.
    """
    numbers = [number for (number,) in connection.all(*_question(ask, limit, named or {}))]
    if not numbers:
        return ()
    files: dict[int, list[str]] = {number: [] for number in numbers}
    for number, pupil in connection.all(
        "SELECT number, pupil FROM json_each(?) JOIN chronology_pupil ON number = value",
        (json.dumps(numbers),),
    ):
        files[number].append(pupil)
    return tuple(Hit(number=number, pupils=tuple(files[number])) for number in numbers)


def ids_of(connection: Connection, hits: Sequence[Hit]) -> list[str]:
    """Return the ids of the rows that were found, in their order."""
    found: dict[int, str] = dict(
        connection.all(
            f"SELECT number, id FROM chronology WHERE number {_LISTED}",
            (json.dumps([hit.number for hit in hits]),),
        )
    )
    return [found[hit.number] for hit in hits]


def has_word(connection: Connection, word: str) -> bool:
    """Whether any row has this very word (folded)."""
    found = connection.value("SELECT 1 FROM ft WHERE ft MATCH ? LIMIT 1", (f'"{word}"',))
    return found is not None


def shown(connection: Connection, numbers: Sequence[int], terms: Sequence[Term]) -> list[FoundRow]:
    """Return these rows in this order, each with the box in which ``terms`` stand."""
    ids = json.dumps(list(numbers))
    found = connection.all(_ROW, (ids,))
    rows = {item[0]: item for item in found}
    entries = _entries(connection, ids)
    corrections = _corrections(connection, ids)
    return [
        _shown(rows[number], entries.get(number), corrections.get(number, ()), terms)
        for number in numbers
        if number in rows
    ]


def whole(connection: Connection, number: int) -> tuple[tuple[str, str], ...]:
    """Return every box of a row with its words, as they are searched."""
    found = connection.one(_ROW, (json.dumps([number]),))
    if found is None:
        return ()
    ids = json.dumps([number])
    entry = _entries(connection, ids).get(number)
    return tuple(_boxes(found, entry, _corrections(connection, ids).get(number, ())))


def _question(ask: Ask, limit: int, named: Named) -> tuple[str, list[Any]]:
    """The SQL of a question and its values."""
    own = [term for term in ask.terms if not named.get(term)]
    by_name = [term for term in ask.terms if named.get(term)]
    if not own and not ask.narrowed:
        own, by_name = by_name, []  # a name alone asks for the rows that say it
    parts, values = _narrowing(ask)
    if parts:  # answered by one index, without a look at the long rows
        parts = [
            f"{{number}} IN (SELECT number FROM chronology {_NARROW} WHERE {' AND '.join(parts)})"
        ]
    if ask.pupil:
        parts.append(f"{{number}} {_IN_FILES}")
        values.append(json.dumps([ask.pupil]))
    for term in by_name:
        parts.append(f"({{number}} {_INDEXED} OR {{number}} {_IN_FILES})")
        values += [term.match, json.dumps(list(named[term]))]
    table, number, checked = "chronology", "number", "number"
    if own:
        # with a plus the index of words is read once, and not anew for each row that narrows it
        table, number, checked = "ft", "rowid", "+rowid"
        parts.insert(0, "ft MATCH ?")
        values.insert(0, match_all(own))
    elif not parts:
        return "SELECT 0 WHERE 0", []
    where = " AND ".join(parts).format(number=checked)
    sql = f"SELECT {number} FROM {table} WHERE {where} ORDER BY {number} DESC LIMIT ?"
    return sql, [*values, limit]


def _narrowing(ask: Ask) -> tuple[list[str], list[Any]]:
    parts: list[str] = []
    values: list[Any] = []
    for wanted, part, value in (
        (ask.since, "substr(latest, 1, 10) >= ?", [ask.since]),
        (ask.until, "substr(earliest, 1, 10) <= ?", [ask.until]),
        (ask.category, "(category = ? OR substr(category, 1, ?) = ?)",
         [ask.category, len(ask.category) + 1, f"{ask.category}."]),
        # what stands behind a name in brackets says how sure it is
        (ask.author, "(author = ? OR substr(author, 1, ?) = ?)",
         [ask.author, len(ask.author) + 2, f"{ask.author} ("]),
        (ask.kinds, "kind IN (SELECT value FROM json_each(?))", [json.dumps(list(ask.kinds))]),
    ):  # fmt: skip
        if wanted:
            parts.append(part)
            values += value
    return parts, values


def _entries(connection: Connection, ids: str) -> dict[int, dict[str, Any]]:
    """The fields of the entries behind these rows, by the rows' numbers."""
    found = connection.all(
        "SELECT number, entry.fields FROM chronology JOIN entry ON entry.ledger ="
        " chronology.ledger AND entry.seq = chronology.seq WHERE entry.fields IS NOT NULL"
        " AND number IN (SELECT value FROM json_each(?))",
        (ids,),
    )
    return {number: stored_fields.values_of_text(text) for number, text in found}


def _corrections(connection: Connection, ids: str) -> dict[int, list[tuple[str, str]]]:
    found = connection.all(
        "SELECT number, correction, amendment.reason FROM amendment JOIN chronology"
        " ON chronology.id = target WHERE number IN (SELECT value FROM json_each(?))"
        " ORDER BY amendment.ledger, amendment.seq",
        (ids,),
    )
    result: dict[int, list[tuple[str, str]]] = {}
    for number, correction, reason in found:
        result.setdefault(number, []).extend((("correction", correction), ("correction", reason)))
    return result


def _boxes(
    item: Row, entry: Mapping[str, Any] | None, corrections: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """The boxes of the entry under their own names, then what else the row says."""
    said = set()
    for name, words in boxes(entry or {}):
        said.add(words)
        yield name, words
    for name, words in zip(_COLUMNS, item[_FIRST_COLUMN:], strict=True):
        if words and words not in said:
            said.add(words)
            yield name, words
    yield from corrections


def _shown(
    item: Row,
    entry: Mapping[str, Any] | None,
    corrections: Sequence[tuple[str, str]],
    terms: Sequence[Term],
) -> FoundRow:
    every = list(_boxes(item, entry, corrections))
    fitting = [
        (
            -len(terms) if len(terms) == 1 else -matched(words, terms),
            _rank(name),
            name,
            words,
            found,
        )
        for name, words in every
        if (found := marks(words, terms))
    ]
    fitting.sort(key=lambda box: box[:2])
    _many, _place, name, words, found = fitting[0] if fitting else (0, 0, *_first_box(every), [])
    return FoundRow(
        number=item[0],
        id=item[1],
        kind=item[2],
        happened=When(earliest=item[3], latest=item[4], precision=item[5], as_told=item[6]),
        author=item[7],
        category=item[8],
        box=name,
        snippet=cut_around(words, found),
        also=tuple(dict.fromkeys(box[2] for box in fitting if box[2] != name)),
    )


def _first_box(every: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """What is shown of a row that was not found by its words."""
    return min(every, key=lambda box: _rank(box[0]), default=("text", ""))


def _rank(name: str) -> int:
    return _FIRST.index(name) if name in _FIRST else len(_FIRST)
