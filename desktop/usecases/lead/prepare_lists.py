"""Builds the lists of a casebook anew where another version of the program shaped them."""

from collections.abc import Callable

from storage.database import read_tables, replay
from storage.database.connection import Connection
from storage.records.errors import UserFacingError

Progress = Callable[[int, int], None]


def prepare_lists(connection: Connection, *, progress: Progress | None = None) -> bool:
    """Replay the read tables from the ledger unless they have this program's shape.

    Returns whether they had to be; ``progress`` gets (entries done, entries in all). The ledger
    itself is never changed. Raises database.newer_version: an older program would leave out what it
    does not know.
    """
    shape = read_tables.version_of(connection)
    if shape == read_tables.VERSION:
        return False
    if shape > read_tables.VERSION:
        raise UserFacingError("database.newer_version")
    replay.replay(connection, progress=progress)
    return True
