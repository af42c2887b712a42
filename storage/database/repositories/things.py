"""Whose files the referrals, disagreements, plans and meetings stand in, and which case they belong
to.
"""

import json
from collections.abc import Sequence

from storage.database.connection import Connection

_OF_ROWS = (
    "SELECT chronology.id, pupil.id, pupil.name FROM chronology"
    " JOIN chronology_pupil ON chronology_pupil.number = chronology.number"
    " JOIN pupil ON pupil.id = chronology_pupil.pupil"
    " WHERE chronology.id IN (SELECT value FROM json_each(?)) ORDER BY pupil.sort_name, pupil.id"
)
_BESIDE = (
    "SELECT DISTINCT about, pupil.id, pupil.name FROM file_entry"
    " JOIN pupil ON pupil.id = file_entry.pupil"
    " WHERE about IN (SELECT value FROM json_each(?)) ORDER BY pupil.sort_name, pupil.id"
)
IN_CASE = (
    "(SELECT target FROM case_member WHERE case_id = coalesce((SELECT nullif(merged_into, '')"
    " FROM case_state WHERE id = ?), ?))"
)
IN_FILE = "(SELECT id FROM chronology_pupil WHERE pupil = ?)"
BESIDE_FILE = "(SELECT about FROM file_entry WHERE pupil = ?)"
Children = dict[str, list[tuple[str, str]]]


def children_of(connection: Connection, things: Sequence[str], *, beside: bool = False) -> Children:
    """Return (pupil id, name) of the files in which each of these things stands: by its row, or,
    with ``beside``, by entries that make no row.
    """
    found: Children = {thing: [] for thing in things}
    rows = connection.all(_BESIDE if beside else _OF_ROWS, (json.dumps(list(things)),))
    for thing, pupil, name in rows:
        found[thing].append((pupil, name))
    return found


def names(children: Sequence[tuple[str, str]]) -> str:
    """Return the children's names in a line."""
    return ", ".join(name for _pupil, name in children)


def ids(children: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return the children's ids."""
    return tuple(pupil for pupil, _name in children)
