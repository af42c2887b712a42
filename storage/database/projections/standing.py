"""Puts rows into chronologies: what a row says, in whose files it stands, and how it is found."""

from collections.abc import Mapping
from typing import Any

from storage.database.connection import Connection
from storage.database.projections.fact import Fact, in_file
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
_SEARCHED = (
    "SELECT number, text, child_words, other || ' ' || summary || ' ' || action || ' ' || reason"
    " || ' ' || outcome || ' ' || coalesce((SELECT group_concat(correction, ' ') FROM amendment"
    " WHERE target = chronology.id), '') FROM chronology"
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
    **columns: Any,
) -> None:
    """Add a chronology row for ``fact`` and put it into the files of ``pupils``.

    Without ``happened`` it happened when it was recorded.
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
    number = connection.insert(_INSERT, [row[name] for name in _COLUMNS])
    place = (number, *[row[name] for name in _PLACE])
    for pupil, role in in_file(pupils):
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


def follow_links(connection: Connection, concern: str, pairs: list[tuple[str, str]]) -> None:
    """Let every row that follows a concern stand in the files of ``pairs`` and in no others."""
    stand_together(connection)
    files = in_file(pairs)
    places = connection.all(
        "SELECT number, earliest, latest, ledger, seq, id, recorded_at FROM chronology"
        " WHERE follows = ? ORDER BY number",
        (concern,),
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
