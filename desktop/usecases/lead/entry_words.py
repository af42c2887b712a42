"""Says which entry of the record is meant: its number, its day and what it is."""

from typing import Any

from desktop.usecases.report import long_day, long_moment
from storage.database.connection import Connection
from storage.database.repositories import anchors
from storage.intake import vocabularies
from storage.ledger.walk import Fault
from storage.records.errors import UserFacingError


def entry_words(connection: Connection, seq: int) -> str:
    """``entry 17 of 3 March 2026, a concern as it was received``; entries count from 0 as in the
    ledger.
    """
    found = _moment(connection, seq)
    if found is None:
        return f"entry {seq}"
    at, type_ = found
    return f"entry {seq} of {long_day(at)}, {vocabularies.load('ledger_types').label(type_)}"


def fault_value(connection: Connection, fault: Fault) -> dict[str, Any]:
    """The first fault of a report: its code, position, and the date and kind of its entry.

    Where the entry itself is gone, the words name the one before it.
    """
    value: dict[str, Any] = {"code": fault.code, "position": fault.position}
    found = _moment(connection, fault.position)
    if found is not None:
        value["at"], value["type"] = found
        return value | {"entry": entry_words(connection, fault.position)}
    before = _moment(connection, fault.position - 1)
    if before is not None:
        value["entry"] = f"after {entry_words(connection, fault.position - 1)}"
    return value


def reversal_words(connection: Connection, seq: int) -> str:
    """Where the clock went backwards, with both times."""
    here, before = _moment(connection, seq), _moment(connection, seq - 1)
    if here is None or before is None:
        return f"before entry {seq}"
    return f"entry {seq} says {long_moment(here[0])}, the one before it {long_moment(before[0])}"


def _moment(connection: Connection, seq: int) -> tuple[str, str] | None:
    """What its header says; None where the page itself cannot be read."""
    try:
        return anchors.moment_of(connection, seq)
    except UserFacingError:
        return None
