"""Opens the casebook's file and speaks to it; every failure has its own plain sentence."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import sqlcipher3

from storage.database import read_tables, schema
from storage.database.faults import DriverError, translate
from storage.database.page_check import PAGE_BYTES, key_fits
from storage.database.write_ahead_log import refuse_broken_log
from storage.records.database_key import DatabaseKey
from storage.records.errors import UserFacingError

Row = tuple[Any, ...]
Parameters = Sequence[Any]

_CACHE_KIB = 65536
# storage.md section 11; synchronous FULL with WAL loses nothing when the power goes (section 2.3)
_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA secure_delete = ON",
    "PRAGMA fullfsync = ON",
    "PRAGMA checkpoint_fullfsync = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA busy_timeout = 5000",
    f"PRAGMA cache_size = -{_CACHE_KIB}",
)


class Connection:
    """One connection to a casebook, or to a database in memory.

    It may pass from thread to thread but serves one at a time. ``key`` is None in memory. While
    ``replaying``, projections leave out what is made of whole tables at the end; rows ``waiting``
    are written together.
    """

    def __init__(
        self, raw: Any, *, path: Path | None, key: DatabaseKey | None, read_only: bool
    ) -> None:
        self.raw = raw
        self.path = path
        self.key = key
        self.read_only = read_only
        self.replaying = False
        self.waiting: list[Row] = []

    @classmethod
    def in_memory(cls) -> Self:
        """Return an empty, unencrypted database that never touches the disk."""
        raw = sqlcipher3.connect(":memory:", isolation_level=None, check_same_thread=False)
        return cls(raw, path=None, key=None, read_only=False)

    def all(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Return all rows."""
        try:
            rows: list[Row] = self.raw.execute(sql, parameters).fetchall()
        except DriverError as error:
            raise translate(error) from error
        return rows

    def one(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """Return the first row, or None."""
        try:
            row: Row | None = self.raw.execute(sql, parameters).fetchone()
        except DriverError as error:
            raise translate(error) from error
        return row

    def value(self, sql: str, parameters: Parameters = ()) -> Any:
        """Return the first column of the first row, or None."""
        row = self.one(sql, parameters)
        return None if row is None else row[0]

    def iterate(self, sql: str, parameters: Parameters = ()) -> Iterator[Row]:
        """Yield rows one by one, for what does not fit in memory."""
        try:
            yield from self.raw.execute(sql, parameters)
        except DriverError as error:
            raise translate(error) from error

    def run(self, sql: str, parameters: Parameters = ()) -> int:
        """Run a statement; return the number of rows it changed."""
        try:
            count: int = self.raw.execute(sql, parameters).rowcount
        except DriverError as error:
            raise translate(error) from error
        return count

    def insert(self, sql: str, parameters: Parameters = ()) -> int:
        """Insert one row and return its rowid: RETURNING would copy every page it touches."""
        try:
            number: int = self.raw.execute(sql, parameters).lastrowid
        except DriverError as error:
            raise translate(error) from error
        return number

    def run_many(self, sql: str, rows: Iterable[Parameters]) -> None:
        """Run a statement for each of ``rows``."""
        try:
            self.raw.executemany(sql, rows)
        except DriverError as error:
            raise translate(error) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is kept together or not at all. Raises database.busy, .disk_full …"""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            self.roll_back()
            raise

    def roll_back(self) -> None:
        """Undo the open transaction, if the engine has not done so itself."""
        if self.raw.in_transaction:
            self.run("ROLLBACK")

    def interrupt(self) -> None:
        """Stop what another thread is reading here; it gets faults.InterruptedReadError."""
        self.raw.interrupt()

    def close(self) -> None:
        """Close; a second time does nothing."""
        self.raw.close()


def create_casebook(path: Path, *, key: DatabaseKey, store_id: bytes, ledger: bytes) -> Connection:
    """Make an empty casebook; ``store_id`` and ``ledger`` are 16 bytes each.

    Raises database.exists, database.disk_full, database.read_only, database.cannot_open.
    """
    if path.exists():
        raise UserFacingError("database.exists")
    connection = _connect(path, key=key, mode="rwc")
    try:
        _set_up(connection)
        with connection.transaction():
            schema.create(connection, store_id=store_id, ledger=ledger)
            read_tables.create(connection)
            read_tables.note_version(connection)
        checkpoint(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def open_casebook(
    path: Path, *, key: DatabaseKey, store_id: bytes | None = None, read_only: bool = False
) -> Connection:
    """Open a casebook; ``store_id`` (16 bytes) makes sure that it is the expected one.

    Raises database.missing, .truncated, .wrong_key, .damaged, .log_damaged, .other_store,
    .newer_version, .read_only.
    """
    _check_size(path)
    if not read_only:
        refuse_broken_log(path)
    connection = _connect(path, key=key, mode="ro" if read_only else "rw")
    try:
        _check_identity(connection, store_id)
        _set_up(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def open_newest(
    path: Path,
    *,
    keys: Mapping[int, DatabaseKey],
    store_id: bytes | None = None,
    read_only: bool = False,
    immutable: bool = False,
) -> Connection:
    """Open a casebook with the newest of ``keys`` (by epoch) that fits; ``connection.key`` says
    which.

    While a database is being copied under a new key either may be right. ``immutable`` opens a
    backup's. Raises what ``open_casebook`` raises; when no key fits, what the newest met.
    """
    newest_first = [key for _, key in sorted(keys.items(), reverse=True)]
    if not newest_first:
        raise UserFacingError("database.wrong_key")
    _check_size(path)
    # a look at the file alone first: an engine with a wrong key is not let near it without need
    fitting = [key for key in newest_first if key_fits(path, key)]
    first: UserFacingError | None = None
    for key in fitting or newest_first:
        try:
            if immutable:
                return open_immutable(path, key=key)
            return open_casebook(path, key=key, store_id=store_id, read_only=read_only)
        except UserFacingError as error:
            if error.code not in ("database.wrong_key", "database.damaged"):
                raise
            first = first or error
    assert first is not None
    raise first


def open_immutable(path: Path, *, key: DatabaseKey) -> Connection:
    """Open a backup's database for reading: nothing is written to it or beside it."""
    _check_size(path)
    connection = _connect(path, key=key, mode="ro&immutable=1")
    try:
        _check_identity(connection, None)
        for pragma in _PRAGMAS:
            connection.all(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


def checkpoint(connection: Connection) -> None:
    """Bring the write-ahead log home: 2 s after the last commit, before a backup, on lock."""
    connection.all("PRAGMA wal_checkpoint(TRUNCATE)")


def vacuum(connection: Connection) -> None:
    """Rewrite the file without what was deleted; after a disposal."""
    checkpoint(connection)
    connection.run("VACUUM")
    checkpoint(connection)


def store_identity(connection: Connection) -> tuple[bytes, bytes]:
    """Return the id of the store and of its own ledger, 16 bytes each."""
    row = connection.one("SELECT store_id, ledger FROM store")
    if row is None:
        raise UserFacingError("database.damaged")
    return row[0], row[1]


def connect_raw(path: Path, *, key: DatabaseKey, mode: str) -> Any:
    """Return the driver's own connection with the key set; for this room alone."""
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    try:
        raw = sqlcipher3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        raw.execute("PRAGMA cipher_log_level = NONE")
        # the raw key with its salt: no derivation, and a damaged first 16 bytes do not matter
        raw.set_key(f"x'{key.key.hex()}{key.salt.hex()}'".encode("ascii"))
    except DriverError as error:
        raise translate(error) from error
    return raw


def _connect(path: Path, *, key: DatabaseKey, mode: str) -> Connection:
    raw = connect_raw(path, key=key, mode=mode)
    return Connection(raw, path=path, key=key, read_only=mode.startswith("ro"))


def _set_up(connection: Connection) -> None:
    if not connection.read_only:
        connection.all("PRAGMA journal_mode = WAL")
    for pragma in _PRAGMAS:
        connection.all(pragma)


def _check_size(path: Path) -> None:
    """A file cut to nothing would open as a new empty database."""
    try:
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise UserFacingError("database.missing") from error
    except OSError as error:
        raise UserFacingError("database.cannot_open") from error
    log = path.with_name(path.name + "-wal")
    # with a log beside it the file may end in a half-written page that opening repairs
    ragged = size % PAGE_BYTES and not (log.exists() and log.stat().st_size)
    if size < PAGE_BYTES or ragged:
        raise UserFacingError("database.truncated")


def _check_identity(connection: Connection, store_id: bytes | None) -> None:
    assert connection.path is not None
    assert connection.key is not None
    try:
        application = connection.value("PRAGMA application_id")
        version = connection.value("PRAGMA user_version")
    except UserFacingError as error:
        if error.code == "database.damaged" and not key_fits(connection.path, connection.key):
            raise UserFacingError("database.wrong_key") from error
        raise
    if application != schema.APPLICATION_ID:
        raise UserFacingError("database.damaged")
    if version > schema.VERSION:
        raise UserFacingError("database.newer_version")
    if store_id is not None and store_identity(connection)[0] != store_id:
        raise UserFacingError("database.other_store")
