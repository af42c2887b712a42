"""Which rows a child's chronology shows, chosen and put in order by the database."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from storage.database.connection import Connection
from storage.records.chronology_filter import Amounts, ChronologyFilter, Facet

_WORD = re.compile(r"\w+")
_UNDATED = "9999"
_ORDER = " ORDER BY place.first, place.last, place.ledger, place.seq, place.id"
_FROM = (
    " FROM chronology_pupil AS place JOIN chronology ON chronology.number = place.number"
    " WHERE place.pupil IN (SELECT value FROM json_each(?))"
)
_IDS = f"SELECT DISTINCT place.id{_FROM}"
# one child is the usual case: read in the order in which the places lie
_OF_ONE = (
    " FROM chronology_pupil AS place JOIN chronology ON chronology.number = place.number"
    " WHERE place.pupil = ?"
)
# One index says which rows are meant; unary +: the places of the file alone are gone through.
SIGNIFICANT = "+place.number IN (SELECT number FROM chronology WHERE significant)"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkInTime:
    """A row as a mark on an axis: its ISO days (empty: not dated), level, and words."""

    id: str
    first: str
    last: str
    level: str
    words: str


def marks_in_time(
    connection: Connection, pupil_id: str, *, kinds: Sequence[str]
) -> list[MarkInTime]:
    """Return the rows of these kinds in a child's file, in order of when they happened, undated
    ones last.
    """
    rows = connection.all(
        "SELECT place.id, place.first, place.last, level, CASE summary WHEN '' THEN"
        f" substr(text, 1, 200) ELSE summary END{_OF_ONE}"
        " AND +place.number IN (SELECT number FROM chronology WHERE kind IN (SELECT value FROM"
        f" json_each(?))){_ORDER}",
        (pupil_id, json.dumps(list(kinds))),
    )
    return [
        MarkInTime(
            id=row,
            first=first[:10] if first != _UNDATED else "",
            last=last[:10] if last != _UNDATED else "",
            level=level,
            words=words,
        )
        for row, first, last, level, words in rows
    ]


def ids(connection: Connection, pupils: Sequence[str], wanted: ChronologyFilter) -> list[str]:
    """Return the ids of the rows in the files of these children that are as wanted, each once, in
    order of when they happened, undated ones last.
    """
    alone = len(pupils) == 1
    clauses, parameters = [], [pupils[0] if alone else json.dumps(list(pupils))]
    for clause, values in _clauses(wanted):
        clauses.append(f" AND {clause}")
        parameters += values
    if alone and not clauses:
        sql = f"SELECT place.id FROM chronology_pupil AS place WHERE place.pupil = ?{_ORDER}"
    else:
        start = f"SELECT place.id{_OF_ONE}" if alone else _IDS
        sql = f"{start}{''.join(clauses)}{_ORDER}"
    return [row for (row,) in connection.all(sql, tuple(parameters))]


def begun_between(connection: Connection, pupil_id: str, *, first: str, last: str) -> list[str]:
    """Return the ids of a child's rows that began from one ISO day to another, in their order."""
    rows = connection.all(
        "SELECT place.id FROM chronology_pupil AS place WHERE place.pupil = ?"
        f" AND place.first >= ? AND place.first < ?{_ORDER}",
        (pupil_id, first, f"{last}U"),
    )
    return [row for (row,) in rows]


def amounts(connection: Connection, pupils: Sequence[str]) -> Amounts:
    """Return how many rows the files of these children have together, each counted once."""
    asked = json.dumps(list(pupils))
    if len(pupils) == 1:
        found = connection.one(
            "SELECT (SELECT count(*) FROM chronology_pupil WHERE pupil = ?1),"
            " (SELECT count(*) FROM chronology_pupil AS place WHERE pupil = ?1 AND"
            f" {SIGNIFICANT}),"
            " (SELECT count(*) FROM chronology_pupil WHERE pupil = ?1 AND first = '9999')",
            (pupils[0],),
        )
    else:
        found = connection.one(
            "SELECT count(*), coalesce(sum(significant), 0), coalesce(sum(first = '9999'), 0)"
            f" FROM (SELECT DISTINCT place.id, place.first, significant{_FROM})",
            (asked,),
        )
    linked = connection.value(
        "SELECT count(DISTINCT target) FROM event_member CROSS JOIN chronology ON"
        " chronology.id = target CROSS JOIN chronology_pupil AS place"
        " ON place.number = chronology.number"
        " WHERE place.pupil IN (SELECT value FROM json_each(?))",
        (asked,),
    )
    assert found is not None
    return Amounts(total=found[0], significant=found[1], undated=found[2], linked=linked)


def kept_when_significant(connection: Connection, pupil_id: str) -> int:
    """Return how many rows the significant chronology of a child has: it keeps in view what has no
    date.
    """
    found: int = connection.value(
        "SELECT count(*) FROM chronology_pupil AS place WHERE pupil = ?"
        f" AND (first = '{_UNDATED}' OR {SIGNIFICANT})",
        (pupil_id,),
    )
    return found


def others(connection: Connection, pupil_id: str) -> dict[str, int]:
    """Return by its id each other child in whose file rows of this child's file stand as well, and
    how many of them.
    """
    return dict(
        connection.all(
            "SELECT other.pupil, count(*) FROM chronology_pupil AS place CROSS JOIN"
            " chronology_pupil AS other ON other.number = place.number"
            " AND other.pupil <> place.pupil WHERE place.pupil = ? GROUP BY 1",
            (pupil_id,),
        )
    )


def facets(connection: Connection, pupils: Sequence[str]) -> dict[str, tuple[Facet, ...]]:
    """Return what can be filtered by: for kind, category and author each value with its rows, the
    most frequent first; rows without a value are left out.
    """
    columns = ("kind", "category", "author")
    counted: dict[str, Counter[str]] = {column: Counter() for column in columns}
    for *values, rows in connection.all(
        "SELECT kind, category, author, count(*) FROM chronology WHERE number IN (SELECT number"
        " FROM chronology_pupil WHERE pupil IN (SELECT value FROM json_each(?))) GROUP BY 1, 2, 3",
        (json.dumps(list(pupils)),),
    ):
        for column, value in zip(columns, values, strict=True):
            counted[column][value] += rows
    return {
        column: tuple(
            Facet(value=value, rows=rows)
            for value, rows in sorted(found.items(), key=lambda item: (-item[1], item[0]))
            if value
        )
        for column, found in counted.items()
    }


def whose(
    connection: Connection, pupils: Sequence[str], row_ids: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """Return by a row's id the children among ``pupils`` in whose files it stands, in their
    order.
    """
    found: dict[str, set[str]] = {}
    for row, pupil in connection.all(
        "SELECT place.id, place.pupil FROM chronology JOIN chronology_pupil AS place"
        " ON place.number = chronology.number WHERE chronology.id IN"
        " (SELECT value FROM json_each(?)) AND place.pupil IN (SELECT value FROM json_each(?))",
        (json.dumps(list(row_ids)), json.dumps(list(pupils))),
    ):
        found.setdefault(row, set()).add(pupil)
    return {row: tuple(each for each in pupils if each in there) for row, there in found.items()}


def _clauses(wanted: ChronologyFilter) -> Iterator[tuple[str, list[str]]]:
    if wanted.significant:
        yield SIGNIFICANT, []
    if wanted.undated:
        yield "place.first = '9999'", []
    if wanted.linked:
        yield "place.id IN (SELECT target FROM event_member)", []
    for column, values in (
        ("kind", wanted.kinds),
        ("category", wanted.categories),
        ("author", wanted.authors),
    ):
        if values:
            chosen = json.dumps(list(values))
            yield f"chronology.{column} IN (SELECT value FROM json_each(?))", [chosen]
    if wanted.since or wanted.until:
        yield "place.first <> '9999'", []
    if wanted.since:
        yield "substr(place.last, 1, 10) >= ?", [wanted.since]
    if wanted.until:
        yield "substr(place.first, 1, 10) <= ?", [wanted.until]
    words = _WORD.findall(wanted.words)
    if words:
        match = " ".join(f'"{word}"*' for word in words)
        yield "place.number IN (SELECT rowid FROM ft WHERE ft MATCH ?)", [match]
