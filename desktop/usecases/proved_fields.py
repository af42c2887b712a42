"""Reads single fields of a proved entry, as documents print them."""

from collections.abc import Iterable
from typing import Any

from storage.ledger.extract import ProvedEntry
from storage.records import times
from storage.records.when import When


def text_of(entry: ProvedEntry, name: str) -> str | None:
    """Return a field as text, empty where the entry has none; None where it is withheld."""
    if name in entry.withheld:
        return None
    value = entry.shown.get(name)
    return "" if value is None else str(value)


def happened_of(entry: ProvedEntry) -> Any:
    """Return when it happened as the entry keeps it; without a time of its own it happened when it
    was recorded. None where that is withheld.
    """
    if "happened" in entry.withheld:
        return None
    if "happened" in entry.shown:
        return entry.shown["happened"]
    local = times.from_text(entry.at).astimezone(times.SCHOOL_ZONE)
    return When.at_minute(local).to_value()


def all_told(told: Iterable[tuple[Any, Any]]) -> bool | None:
    """Whether everything said is what was expected; None where something expected is not known."""
    pairs = list(told)
    if any(expected is not None and said != expected for said, expected in pairs):
        return False
    return None if any(expected is None for _, expected in pairs) else True
