"""Rescues a test's casebook as the use-case does, without a key file."""

from pathlib import Path

from storage.database import rescue as rescuing
from storage.database.connection import open_casebook
from storage.database.page_reader import PageReader
from storage.database.repositories import ledger_rows
from storage.database.rescue import Rescuer, RescueReport
from storage.database.rescue_sources import BackupSource
from storage.database.salvage import Salvage, Salvager
from storage.ledger.entries import StoredEntry
from tests.fakes.casebook import KEY, STORE_ID, Casebook
from tests.fakes.ledger_builder import LEDGER, check_signature


def rescuer(book: Casebook, **changes) -> Rescuer:
    """The lead of a test's casebook."""
    usual = {
        "author_key_id": book.lead.key_id, "sign": book.lead.sign,
        "check_signature": check_signature, "check_batch": None, "known_keys": {},
        "clock": book.clock, "random_bytes": book.random_bytes,
    }  # fmt: skip
    return Rescuer(**{**usual, **changes})


def rescue(book: Casebook, target: Path, *, backups=(), path: Path | None = None, **changes):
    """Rescue the file of ``book``, or another; return the report."""
    return rescuing.rescue(
        path or book.path,
        target=target,
        key=KEY,
        store_id=STORE_ID,
        ledger=LEDGER,
        backups=backups,
        rescuer=rescuer(book, **changes),
        school_keys=("school",),
    )


def backup_of(path: Path, *, made_at="2026-11-21T18:00:00.000Z") -> BackupSource:
    """A copy of a casebook as a source; close its connection."""
    connection = open_casebook(path, key=KEY, read_only=True)
    size = connection.value("SELECT size FROM frontier")
    return BackupSource(connection=connection, ledger=LEDGER, made_at=made_at, size=size)


def survey(path: Path) -> Salvage:
    """What a salvage finds in a file."""
    with PageReader(path, key=KEY) as reader:
        return Salvager(reader, ledger=LEDGER).survey()


def rescued_entries(target: Path, size: int) -> dict[int, StoredEntry]:
    """The first entries of a rescued casebook, by position."""

    connection = open_casebook(target, key=KEY)
    try:
        return {entry.seq: entry for entry in ledger_rows.stored(connection) if entry.seq < size}
    finally:
        connection.close()


def report_is_true(book, report: RescueReport, target: Path) -> bool:
    """Every entry that is not named as lost is there byte for byte, and none that is."""
    lost = {item.seq for item in report.lost}
    after = rescued_entries(target, report.entries)
    return {seq: after[seq] for seq in book.rows if seq not in lost} == {
        seq: entry for seq, entry in book.rows.items() if seq not in lost
    } and all(after[seq].fields is None for seq in lost if seq in after)
