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
_INSERT = "INSERT INTO chronology ({}) VALUES ({}) RETURNING number".format(
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
_SEARCHED = (
    "SELECT number, text, child_words, other || ' ' || summary || ' ' || action || ' ' || reason"
    " || ' ' || outcome || ' ' || coalesce((SELECT group_concat(correction, ' ') FROM amendment"
    " WHERE target = chronology.id), '') FROM chronology WHERE id = ?"
)


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
    number = connection.value(_INSERT, [row[name] for name in _COLUMNS])
    for pupil, role in in_file(pupils):
        _stand(connection, number=number, pupil=pupil, role=role)
    index(connection, id)


def index(connection: Connection, row_id: str) -> None:
    """Make the words of a row findable, its corrections and summary included."""
    row = connection.one(_SEARCHED, (row_id,))
    if row is not None:
        connection.run(
            "INSERT OR REPLACE INTO ft (rowid, text, child_words, other) VALUES (?, ?, ?, ?)", row
        )


def follow_links(connection: Connection, concern: str, pairs: list[tuple[str, str]]) -> None:
    """Let every row that follows a concern stand in the files of ``pairs`` and in no others."""
    files = in_file(pairs)
    rows = connection.all(
        "SELECT number FROM chronology WHERE follows = ? ORDER BY number", (concern,)
    )
    for (number,) in rows:
        left = [
            pupil
            for (pupil,) in connection.all(
                "SELECT pupil FROM chronology_pupil WHERE number = ?", (number,)
            )
        ]
        connection.run("DELETE FROM chronology_pupil WHERE number = ?", (number,))
        for pupil, role in files:
            _stand(connection, number=number, pupil=pupil, role=role)
        for pupil in left:
            _refresh_last_entry(connection, pupil)


def _stand(connection: Connection, *, number: int, pupil: str, role: str) -> None:
    connection.run(
        "INSERT INTO chronology_pupil"
        " SELECT ?, coalesce(earliest, ?), coalesce(latest, ?), ledger, seq, id, number, ?,"
        " recorded_at FROM chronology WHERE number = ?",
        (pupil, _UNDATED, _UNDATED, role, number),
    )
    connection.run(
        "UPDATE pupil SET last_entry = max(coalesce(last_entry, ''),"
        " (SELECT recorded_at FROM chronology WHERE number = ?)) WHERE id = ?",
        (number, pupil),
    )


def _refresh_last_entry(connection: Connection, pupil: str) -> None:
    connection.run(
        "UPDATE pupil SET last_entry ="
        " (SELECT max(recorded_at) FROM chronology_pupil WHERE pupil = ?) WHERE id = ?",
        (pupil, pupil),
    )
