"""Reads the sessions that a child missed."""

from storage.database.connection import Connection
from storage.records.attendance import Absence

# of one stretch of days the last count stands: another system counts again when a code changes
_LAST = (
    " FROM attendance AS one WHERE pupil = ? AND NOT EXISTS (SELECT 1 FROM attendance AS later"
    " WHERE later.pupil = one.pupil AND later.since = one.since AND later.until = one.until"
    " AND (later.ledger, later.seq) > (one.ledger, one.seq))"
)


def of_pupil(
    connection: Connection, pupil_id: str, *, since: str = "", until: str = "9999"
) -> list[Absence]:
    """Return what was counted for a child, the oldest first; only stretches that begin on an ISO
    day from ``since`` to ``until``.
    """
    found = connection.all(
        f"SELECT since, until, possible, missed, unauthorised{_LAST}"
        " AND since BETWEEN ? AND ? ORDER BY since, until",
        (pupil_id, since, until),
    )
    return [
        Absence(since=since, until=until, possible=possible, missed=missed, unauthorised=without)
        for since, until, possible, missed, without in found
    ]


def on_the_axis(connection: Connection, pupil_id: str) -> list[tuple[str, str, int, int]]:
    """Return (since, until, possible, missed) of every stretch with a session missed."""
    found = of_pupil(connection, pupil_id)
    return [(each.since, each.until, each.possible, each.missed) for each in found if each.missed]
