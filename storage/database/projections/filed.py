"""Entries that go into a child's file by one rule: as rows of the chronology (row_types), or beside
it.
"""

from typing import Any

from storage.database.connection import Connection
from storage.database.projections import standing
from storage.database.projections.fact import Fact, links
from storage.records.row_types import COLUMNS, ROW_TYPES, kind_of, row_id

Pairs = list[tuple[str, str]]


def add(connection: Connection, fact: Fact, *, pupils: Pairs | None = None, **columns: Any) -> None:
    """Add the row that ``fact`` makes, in the files of its children, or of the thing it is about.

    ``columns`` are further columns of the row (context, other, source_ref …).
    """
    row = ROW_TYPES[fact.type]
    thing = fact.text(row.about or "id")
    if pupils is None:
        pupils = pupils_of(connection, thing) if row.about else links(fact.fields["pupils"])
    said = {
        name: fact.text(name) for name in (*COLUMNS, "level") if name not in (row.said, row.about)
    }
    standing.add_row(
        connection,
        fact,
        id=row_id(fact.type, fact.fields, fact.seq),
        kind=kind_of(fact.type),
        text=fact.text(row.said),
        pupils=pupils,
        happened=fact.fields.get("happened"),
        significant=fact.flag("significant"),
        files=fact.file_names,
        **{"follows": thing, **said, **columns},
    )


def pupils_of(connection: Connection, thing: str) -> Pairs:
    """Return (pupil id, role) of the files in which the row of this id stands, or its concern's."""
    standing.stand_together(connection)
    rows = connection.all(
        "SELECT pupil, role FROM chronology_pupil WHERE number ="
        " (SELECT number FROM chronology WHERE id = ?) ORDER BY pupil",
        (thing,),
    )
    return [(pupil, role) for pupil, role in rows]


def keep_beside(connection: Connection, fact: Fact) -> None:
    """Note that an entry without a row belongs to the files of its children (fields ``pupils`` or
    ``pupil``), or of the thing it is about (any other field that names one).
    """
    thing = fact.text("id") or next(
        (fact.text(name) for name in ABOUT if fact.text(name)), fact.text("pupil")
    )
    if fact.fields.get("pupils") is not None:
        pupils = [pupil for pupil, _role in links(fact.fields["pupils"])]
    elif fact.text("pupil"):
        pupils = [fact.text("pupil")]
    else:
        found = connection.all(
            "SELECT DISTINCT pupil FROM file_entry WHERE about = ? ORDER BY pupil", (thing,)
        )
        pupils = [pupil for (pupil,) in found]
    connection.run_many(
        "INSERT OR IGNORE INTO file_entry VALUES (?, ?, ?, ?)",
        [(pupil, fact.ledger, fact.seq, thing) for pupil in pupils],
    )


ABOUT = ("meeting", "relation", "professional")
