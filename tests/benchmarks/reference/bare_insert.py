"""The rows of all read tables, inserted table by table: the least that a replay could do."""

from pathlib import Path

from storage.database import read_tables
from storage.database.connection import Connection, create_casebook
from storage.records.database_key import DatabaseKey

Rows = dict[str, list[tuple[object, ...]]]
_SEARCHED = "SELECT number, text, child_words, other FROM chronology"


def rows_of(connection: Connection) -> Rows:
    """Return all rows of the read tables, those of the search index as their words."""
    found = {name: connection.all(f"SELECT * FROM {name}") for name in read_tables.NAMES}
    return {**found, read_tables.SEARCH_TABLE: connection.all(_SEARCHED)}


def insert(rows: Rows, path: Path, *, key: DatabaseKey) -> None:
    """Insert them into an empty casebook at ``path``, in one transaction."""
    connection = create_casebook(path, key=key, store_id=bytes(16), ledger=bytes(16))
    try:
        with connection.transaction():
            for name, some in rows.items():
                if some:
                    connection.run_many(_insert(name, len(some[0])), some)
    finally:
        connection.close()


def _insert(name: str, columns: int) -> str:
    target = f"{name} (rowid, text, child_words, other)" if name == "ft" else name
    return f"INSERT INTO {target} VALUES ({', '.join('?' * columns)})"
