"""Rebuilds the read tables from the ledger, and says whether they equal it."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest

from storage.database import read_tables, stored_fields
from storage.database.connection import Connection
from storage.database.projections import standing
from storage.database.projections.projector import Projector

Progress = Callable[[int, int], None]
_PROGRESS_EVERY = 500
_MOST_DIFFERENCES = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A row in which a read table and the ledger disagree; ``key`` names the row, never what it
    says."""

    table: str
    key: str
    problem: str


def is_current(connection: Connection) -> bool:
    """Whether the read tables have the shape that this program reads; else ``replay`` first."""
    return read_tables.version_of(connection) == read_tables.VERSION


def replay(connection: Connection, *, progress: Progress | None = None) -> int:
    """Drop the read tables and build them anew in one transaction; return the number of entries.

    Memory stays flat, however many there are.
    """
    # Everything in the dropped lists stands in the ledger and is written anew: to blank the old
    # pages first, in one statement, would hold all of them in memory. A disposal rebuilds with it.
    connection.all("PRAGMA secure_delete = OFF")
    try:
        with connection.transaction():
            return rebuild(connection, progress=progress)
    finally:
        connection.all("PRAGMA secure_delete = ON")


def rebuild(connection: Connection, *, progress: Progress | None = None) -> int:
    """Do the same inside the caller's transaction."""
    read_tables.drop(connection)
    read_tables.create_tables(connection)
    done = _apply_all(connection, connection, progress)
    read_tables.create_indexes(connection)
    read_tables.note_version(connection)
    return done


def check_replay(
    connection: Connection, *, progress: Progress | None = None
) -> tuple[Difference, ...]:
    """Build the read tables again in memory and compare every table; () means equal."""
    fresh = Connection.in_memory()
    try:
        with fresh.transaction():
            read_tables.create(fresh)
            _apply_all(connection, fresh, progress)
        found: list[Difference] = []
        for name in read_tables.NAMES:
            found += _compare(connection, fresh, name)
        found += _compare_search(connection, fresh)
    finally:
        fresh.close()
    return tuple(found[:_MOST_DIFFERENCES])


def _apply_all(source: Connection, target: Connection, progress: Progress | None) -> int:
    """Ledgers one after another; each in its own order."""
    total = source.value("SELECT count(*) FROM entry")
    projector = Projector(target)
    target.replaying = True
    try:
        done = _apply_each(source, projector, total, progress)
        standing.finish_replay(target)
    finally:
        target.replaying = False
        target.waiting.clear()
    return done


def _apply_each(
    source: Connection, projector: Projector, total: int, progress: Progress | None
) -> int:
    done = 0
    for ledger, seq, header, text in source.iterate(
        "SELECT ledger, seq, header, fields FROM entry ORDER BY ledger, seq"
    ):
        done += 1
        if text is not None:
            head = stored_fields.decode(str(header, "utf-8"))
            projector.apply(
                ledger=ledger,
                seq=seq,
                type_=head["type"],
                at=head["at"],
                author=head["author"],
                fields=stored_fields.values_of_text(text),
            )
        if progress is not None and (done % _PROGRESS_EVERY == 0 or done == total):
            progress(done, total)
    return done


def _compare(live: Connection, fresh: Connection, table: str) -> list[Difference]:
    keys = [
        name
        for _n, name, _type, _null, _default, part in fresh.all(f"PRAGMA table_info({table})")
        if part
    ]
    order = ", ".join(keys)
    sql = f"SELECT * FROM {table} ORDER BY {order}"
    found = []
    for here, there in zip_longest(live.iterate(sql), fresh.iterate(sql)):
        if here != there:
            problem = "missing" if here is None else "too many" if there is None else "differs"
            row = here or there or ()
            found.append(Difference(table=table, key=str(row[0]), problem=problem))
            if len(found) >= _MOST_DIFFERENCES:
                break
    return found


def _compare_search(live: Connection, fresh: Connection) -> list[Difference]:
    """The search index holds words, not rows: compare each word's number of rows and uses."""
    words = []
    for connection in (live, fresh):
        connection.run("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, ft, row)")
        words.append(connection.all("SELECT term, doc, cnt FROM temp.words ORDER BY term"))
        connection.run("DROP TABLE temp.words")
    if words[0] == words[1]:
        return []
    return [Difference(table=read_tables.SEARCH_TABLE, key="words", problem="differs")]
