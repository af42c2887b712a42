"""Those who work with a child for an agency, as they stand and as they were noted each time."""

import json

from storage.database.connection import Connection, Row
from storage.records.around_child import Professional, professional_of

_LATEST = (
    "SELECT value, author, recorded_at FROM professional AS said WHERE id {which} AND NOT EXISTS"
    " (SELECT 1 FROM professional AS later WHERE later.id = said.id"
    " AND (later.ledger, later.seq) > (said.ledger, said.seq)) ORDER BY ledger, seq"
)


def of_pupil(connection: Connection, pupil_id: str, *, current: bool = True) -> list[Professional]:
    """Return who works with a child, in the order in which they were noted; without ``current``
    also who no longer does.
    """
    which = "IN (SELECT about FROM file_entry WHERE pupil = ?)"
    found = connection.all(_LATEST.format(which=which), (pupil_id,))
    return [
        each
        for each in map(_professional, found)
        if pupil_id in each.pupils and not (current and each.until)
    ]


def professional(connection: Connection, professional_id: str) -> Professional | None:
    """Return one of them as they stand now."""
    found = connection.one(_LATEST.format(which="= ?"), (professional_id,))
    return None if found is None else _professional(found)


def history(connection: Connection, professional_id: str) -> list[Professional]:
    """Return one of them as noted each time, the newest first; ``reason`` says why it changed."""
    found = connection.all(
        "SELECT value, author, recorded_at FROM professional WHERE id = ?"
        " ORDER BY ledger DESC, seq DESC",
        (professional_id,),
    )
    return [_professional(item) for item in found]


def _professional(item: Row) -> Professional:
    return professional_of(json.loads(item[0]), by=item[1], at=item[2])
