"""What waits today."""

from storage.database.connection import Connection
from storage.database.repositories import actions, concerns, ledger_rows, risks
from storage.records.casework import Today

_FIRST_ROWS = 50


def today(connection: Connection, today_iso: str) -> Today:
    """Return what waits on this day (ISO): concerns to open, open actions, reviews that are due."""
    pupils, entries = ledger_rows.counts(connection)
    open_actions = actions.ids(connection, limit=_FIRST_ROWS)
    return Today(
        waiting=tuple(concerns.waiting(connection, limit=_FIRST_ROWS)),
        actions=tuple(actions.rows(connection, open_actions, today=today_iso)),
        reviews=risks.due_reviews(connection, today_iso, limit=_FIRST_ROWS),
        pupils=pupils,
        entries=entries,
    )
