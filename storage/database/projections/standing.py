"""Puts rows into chronologies: what a row says, in whose files it stands, and how it is found."""

from collections.abc import Mapping
from typing import Any

from storage.database.connection import Connection
from storage.database.projections.fact import Fact, in_file
from storage.records.searched_boxes import BREAK, joined
from storage.records.when import When

_UNDATED = "9999"
_COLUMNS = (
    *("id", "kind", "ledger", "seq", "earliest", "latest", "precision", "as_told", "text"),
    *("child_words", "source", "action", "decision", "reason", "outcome", "author"),
    *("written_at", "recorded_at", "significant", "transcribed", "summary", "category", "level"),
    *("context", "undecided", "source_ref", "body_maps", "files", "other", "follows"),
)
_INSERT = "INSERT INTO chronology ({}) VALUES ({})".format(
    ", ".join(_COLUMNS), ", ".join("?" * len(_COLUMNS))
)
_EMPTY: dict[str, Any] = {
    **dict.fromkeys(("child_words", "source", "action", "decision", "reason", "outcome"), ""),
    **dict.fromkeys(("written_at", "summary", "category", "level", "context"), ""),
    **dict.fromkeys(("undecided", "source_ref", "other"), ""),
    **dict.fromkeys(("significant", "transcribed", "body_maps"), 0),
    "files": "[]",
    "follows": None,
}
_STAND = "INSERT INTO chronology_pupil VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
# number, then these columns
_Place = tuple[Any, ...]
_PLACE = ("earliest", "latest", "ledger", "seq", "id", "recorded_at")
_TIME = ("earliest", "latest", "precision", "as_told")
# no phrase reaches from one box into the next
_BREAK = f" || ' {BREAK} ' || "
_SEARCHED = "SELECT number, text, child_words, {} FROM chronology".format(
    _BREAK.join(
        (
            *("other", "summary", "action", "context"),
            f"coalesce((SELECT group_concat(correction{_BREAK}reason{_BREAK}stated_by, ' {BREAK} ')"
            " FROM amendment WHERE target = chronology.id), '')",
            "coalesce((SELECT so_what FROM mark WHERE target = chronology.id AND so_what IS NOT"
            " NULL ORDER BY ledger DESC, seq DESC LIMIT 1), '')",
        )
    )
)
_INDEX = f"INSERT OR REPLACE INTO ft (rowid, text, child_words, other) {_SEARCHED} WHERE id = ?"
_INDEX_SOME = (
    f"INSERT INTO ft (rowid, text, child_words, other) {_SEARCHED} WHERE number BETWEEN ? AND ?"
)
# what one statement changes lies in memory until it ends
_ROWS_AT_ONCE = 1_000
# the more places are sorted together, the fewer pages are touched; some 5 MB
_PLACES_AT_ONCE = 10_000


def add_row(
    connection: Connection,
    fact: Fact,
    *,
    id: str,
    kind: str,
    text: str,
    pupils: list[tuple[str, str]],
    happened: Mapping[str, Any] | When | None = None,
    places: list[tuple[str, str]] | None = None,
    **columns: Any,
) -> None:
    """Add a chronology row for ``fact`` and put it into the files of ``pupils``, or just where
    ``places`` says (child, and what the row is to their file).

    Without ``happened`` it happened when it was recorded. Every box of the entry is searched.
    """
    when = happened or fact.at_school
    value = when.to_value() if isinstance(when, When) else when
    row = {
        **_EMPTY,
        "id": id,
        "kind": kind,
        "ledger": fact.ledger,
        "seq": fact.seq,
        **{name: value[name] for name in ("earliest", "latest", "precision", "as_told")},
        "text": text,
        "author": fact.author,
        "written_at": fact.at,
        "recorded_at": fact.at,
        **columns,
    }
    row["other"] = joined(fact.fields, without=(text, row["child_words"]))
    number = connection.insert(_INSERT, [row[name] for name in _COLUMNS])
    place = (number, *[row[name] for name in _PLACE])
    for pupil, role in in_file(pupils) if places is None else places:
        _stand(connection, place, pupil=pupil, role=role)
    index(connection, id)


def index(connection: Connection, row_id: str) -> None:
    """Make a row findable anew, now with its summary and corrections."""
    if connection.replaying:
        return
    connection.run(_INDEX, (row_id,))


def finish_replay(connection: Connection) -> None:
    """Make of whole tables, at the end of a replay, what is otherwise kept row by row: the search
    index, and when something was last added to each file.
    """
    stand_together(connection)
    last = connection.value("SELECT coalesce(max(number), 0) FROM chronology")
    for first in range(1, last + 1, _ROWS_AT_ONCE):
        connection.run(_INDEX_SOME, (first, first + _ROWS_AT_ONCE - 1))
    connection.run(
        "INSERT INTO pupil_last SELECT pupil, max(recorded_at) FROM chronology_pupil GROUP BY pupil"
    )


def redate(connection: Connection, row_id: str, value: Mapping[str, Any]) -> Mapping[str, Any]:
    """Let a row stand where another time puts it; return the time that it bore before, nothing
    where there is no such row.
    """
    stand_together(connection)
    found = connection.one(
        "SELECT number, earliest, latest, precision, as_told FROM chronology WHERE id = ?",
        (row_id,),
    )
    if found is None:
        return {}
    number, *before = found
    connection.run(
        "UPDATE chronology SET earliest = ?, latest = ?, precision = ?, as_told = ?"
        " WHERE number = ?",
        (*(value[name] for name in _TIME), number),
    )
    connection.run(
        "UPDATE chronology_pupil SET first = ?, last = ? WHERE number = ?",
        (value["earliest"] or _UNDATED, value["latest"] or _UNDATED, number),
    )
    return dict(zip(_TIME, before, strict=True))


def stand_in(
    connection: Connection, pairs: list[tuple[str, str]], *, rows: str, of: tuple[str, ...]
) -> None:
    """Let rows stand in the files of ``pairs`` and in no others; ``rows`` is a condition on the
    table chronology with the parameters ``of``.
    """
    stand_together(connection)
    files = in_file(pairs)
    places = connection.all(
        "SELECT number, earliest, latest, ledger, seq, id, recorded_at FROM chronology"
        f" WHERE {rows} ORDER BY number",
        of,
    )
    for place in places:
        number = place[0]
        left = [
            pupil
            for (pupil,) in connection.all(
                "SELECT pupil FROM chronology_pupil WHERE number = ?", (number,)
            )
        ]
        connection.run("DELETE FROM chronology_pupil WHERE number = ?", (number,))
        for pupil, role in files:
            _stand(connection, place, pupil=pupil, role=role)
        for pupil in left:
            _refresh_last_entry(connection, pupil)


def _stand(connection: Connection, place: _Place, *, pupil: str, role: str) -> None:
    number, first, last, ledger, seq, row_id, recorded_at = place
    place_in_file = (
        *(pupil, first or _UNDATED, last or _UNDATED, ledger, seq, row_id, number, role),
        recorded_at,
    )
    if connection.replaying:
        connection.waiting.append(place_in_file)
        if len(connection.waiting) >= _PLACES_AT_ONCE:
            stand_together(connection)
        return
    connection.run(_STAND, place_in_file)
    connection.run(
        "INSERT INTO pupil_last VALUES (?, ?)"
        " ON CONFLICT (pupil) DO UPDATE SET at = max(at, excluded.at)",
        (pupil, recorded_at),
    )


def stand_together(connection: Connection) -> None:
    """Write the places that wait, file by file: neighbours lie on the same page."""
    connection.run_many(_STAND, sorted(connection.waiting))
    connection.waiting.clear()


def _refresh_last_entry(connection: Connection, pupil: str) -> None:
    if connection.replaying:
        return
    connection.run("DELETE FROM pupil_last WHERE pupil = ?", (pupil,))
    connection.run(
        "INSERT INTO pupil_last SELECT pupil, max(recorded_at) FROM chronology_pupil"
        " WHERE pupil = ? GROUP BY pupil",
        (pupil,),
    )
