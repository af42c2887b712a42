"""The same casebook without a key: same library, same schema, same settings, same code."""

from pathlib import Path

import sqlcipher3

from storage.database import connection as opening
from storage.database import read_tables, schema
from storage.database.connection import Connection


def open_plain(path: Path) -> Connection:
    """Open, or begin, a database that is not encrypted."""
    raw = sqlcipher3.connect(str(path), isolation_level=None, check_same_thread=False)
    connection = Connection(raw, path=path, key=None, read_only=False)
    opening._set_up(connection)
    return connection


def create_plain(path: Path, *, store_id: bytes, ledger: bytes) -> Connection:
    """Make an empty casebook that is not encrypted."""
    connection = open_plain(path)
    with connection.transaction():
        schema.create(connection, store_id=store_id, ledger=ledger)
        read_tables.create(connection)
        read_tables.note_version(connection)
    return connection
