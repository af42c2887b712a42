"""What a case holds, as rows of the chronology in order; what else its children's files hold."""

from storage.database.connection import Connection
from storage.database.repositories import cases

# A row of its own has the id of its thing; what came of a thing begins with that id and a dot.
_THINGS = (
    "WITH thing (id) AS (SELECT target FROM case_member WHERE case_id = ?1 OR within = ?1"
    " UNION SELECT action.id FROM action JOIN case_member ON target = action.concern"
    " WHERE case_id = ?1 OR within = ?1"
    " UNION SELECT id FROM case_state WHERE id = ?1 OR merged_into = ?1)"
)
_ROWS = (
    f"{_THINGS} SELECT chronology.id, coalesce(earliest, '9999') AS first,"
    " coalesce(latest, '9999') AS last, ledger, seq FROM thing JOIN chronology"
    " ON chronology.id = thing.id UNION SELECT chronology.id, coalesce(earliest, '9999'),"
    " coalesce(latest, '9999'), ledger, seq FROM thing JOIN chronology"
    " ON chronology.id >= thing.id || '.' AND chronology.id < thing.id || '/'"
    " ORDER BY first, last, ledger, seq"
)


def row_ids(connection: Connection, case_id: str) -> list[str]:
    """Return the ids of the chronology rows of everything that belongs to a case, in the order in
    which it happened, undated rows last.
    """
    return [row[0] for row in connection.all(_ROWS, (case_id,))]


def could_join(connection: Connection, case_id: str, *, limit: int = 200) -> list[str]:
    """Return the ids of concerns and entries in the files of a case's children that belong to no
    case, or to another one, the newest first.
    """
    found = cases.case(connection, case_id)
    if found is None:
        return []
    marks = ", ".join("?" * len(found.pupils))
    rows = connection.all(
        "SELECT DISTINCT chronology.id, recorded FROM (SELECT number, max(recorded_at) AS recorded"
        f" FROM chronology_pupil WHERE pupil IN ({marks}) GROUP BY number) JOIN chronology"
        " USING (number) LEFT JOIN case_member ON target = chronology.id"
        " WHERE chronology.kind IN ('concern', 'entry', 'transcribed', 'meeting_held',"
        " 'referral_made', 'plan_started') AND coalesce(case_id, '') <> ?"
        " ORDER BY recorded DESC, chronology.id"
        " LIMIT ?",
        (*found.pupils, case_id, limit),
    )
    return [item for item, _recorded in rows]
