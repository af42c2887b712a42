"""The tables that are the truth: they are written once and never changed or replayed."""

from typing import Protocol

APPLICATION_ID = 0x48464C44  # "HFLD"
VERSION = 1
CHUNK_BYTES = 256 * 1024

_TABLES = (
    """CREATE TABLE store (
        one INTEGER PRIMARY KEY CHECK (one = 1), store_id BLOB NOT NULL, ledger BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE entry (
        ledger BLOB NOT NULL, seq INTEGER NOT NULL, header BLOB NOT NULL, sig BLOB NOT NULL,
        leaf BLOB NOT NULL, salt BLOB, body BLOB, fields TEXT, PRIMARY KEY (ledger, seq)
    ) STRICT""",
    # the tree is built from the leaves alone, without reading every body
    "CREATE INDEX entry_leaf ON entry (ledger, seq, leaf)",
    """CREATE TABLE disposed (
        ledger BLOB NOT NULL, seq INTEGER NOT NULL, by_seq INTEGER NOT NULL,
        PRIMARY KEY (ledger, seq)
    ) STRICT""",
    """CREATE TABLE chunk (
        ledger BLOB NOT NULL, seq INTEGER NOT NULL, file INTEGER NOT NULL, n INTEGER NOT NULL,
        data BLOB NOT NULL, PRIMARY KEY (ledger, seq, file, n)
    ) STRICT""",
    """CREATE TABLE frontier (
        ledger BLOB PRIMARY KEY, size INTEGER NOT NULL, hashes BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE checkpoint (
        number INTEGER PRIMARY KEY, ledger BLOB NOT NULL, size INTEGER NOT NULL,
        root BLOB NOT NULL, note TEXT NOT NULL, where_given TEXT NOT NULL, at TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE slip_seen (
        workstation TEXT NOT NULL, number INTEGER NOT NULL, digest BLOB NOT NULL,
        seq INTEGER NOT NULL, PRIMARY KEY (workstation, number)
    ) STRICT""",
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    """CREATE TABLE keyfile_copy (
        number INTEGER PRIMARY KEY, at TEXT NOT NULL, data BLOB NOT NULL
    ) STRICT""",
    "CREATE TABLE school_key (name TEXT PRIMARY KEY, private BLOB NOT NULL) STRICT",
    "CREATE TABLE machine_state (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT",
)

_SAME = " AND ".join(
    f"NEW.{name} IS OLD.{name}" for name in ("ledger", "seq", "header", "sig", "leaf")
)
_EMPTIED = "NEW.salt IS NULL AND NEW.body IS NULL AND NEW.fields IS NULL"
_DISPOSED = "EXISTS (SELECT 1 FROM disposed WHERE ledger = OLD.ledger AND seq = OLD.seq)"

_TRIGGERS = (
    """CREATE TRIGGER entry_is_next BEFORE INSERT ON entry
       WHEN NEW.seq <> (SELECT coalesce(max(seq) + 1, 0) FROM entry WHERE ledger = NEW.ledger)
       BEGIN SELECT RAISE(ABORT, 'an entry follows the last one'); END""",
    f"""CREATE TRIGGER entry_stays BEFORE UPDATE ON entry
       WHEN NOT ({_SAME} AND {_EMPTIED} AND {_DISPOSED})
       BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END""",
    """CREATE TRIGGER entry_is_kept BEFORE DELETE ON entry
       BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END""",
    """CREATE TRIGGER disposal_has_its_entry BEFORE INSERT ON disposed
       WHEN NOT EXISTS (SELECT 1 FROM entry WHERE ledger = NEW.ledger AND seq = NEW.by_seq
         AND json_extract(CAST(header AS TEXT), '$.type') = 'disposal.made')
       BEGIN SELECT RAISE(ABORT, 'a disposal needs its entry'); END""",
    """CREATE TRIGGER disposal_stays BEFORE UPDATE ON disposed
       BEGIN SELECT RAISE(ABORT, 'disposals are never changed'); END""",
    """CREATE TRIGGER disposal_is_kept BEFORE DELETE ON disposed
       BEGIN SELECT RAISE(ABORT, 'disposals are never deleted'); END""",
    """CREATE TRIGGER chunk_stays BEFORE UPDATE ON chunk
       BEGIN SELECT RAISE(ABORT, 'files are never changed'); END""",
    f"""CREATE TRIGGER chunk_is_kept BEFORE DELETE ON chunk WHEN NOT {_DISPOSED}
       BEGIN SELECT RAISE(ABORT, 'files are never deleted'); END""",
    # INSERT OR REPLACE deletes without asking the triggers above
    """CREATE TRIGGER chunk_is_new BEFORE INSERT ON chunk
       WHEN EXISTS (SELECT 1 FROM chunk WHERE ledger = NEW.ledger AND seq = NEW.seq
         AND file = NEW.file AND n = NEW.n)
       BEGIN SELECT RAISE(ABORT, 'files are never changed'); END""",
)


class _Runs(Protocol):
    def run(self, sql: str, parameters: tuple[object, ...] = ()) -> int: ...


def create(connection: _Runs, *, store_id: bytes, ledger: bytes) -> None:
    """Create the truth tables of a new casebook, inside the caller's transaction."""
    for statement in (*_TABLES, *_TRIGGERS):
        connection.run(statement)
    connection.run("INSERT INTO store VALUES (1, ?, ?)", (store_id, ledger))
    connection.run(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.run(f"PRAGMA user_version = {VERSION}")
