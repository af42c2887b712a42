"""Compares what stands beside a document's rows with the entries that say it: corrections,
statements of those who disagree, and times that a correction set.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop.usecases.correction_words import corrected_column, correction_label, stated_words
from desktop.usecases.proved_fields import all_told, happened_of, text_of
from desktop.usecases.row_times import happened_words, redated_note
from desktop.usecases.short_rows import short_form
from storage.ledger.extract import ProvedEntry
from storage.records.chronology import DISAGREEMENT
from storage.records.when import When

_AMENDED = "amendment.added"
_DATE = "happened"
_RECORD = re.compile(r"(\S+) · entry ([0-9]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingTime:
    """The time at which a row must stand, as the record keeps it; None where that is withheld.
    ``note`` is what must be said of where it stood before.
    """

    value: Any
    note: str = ""


def standing_time(
    row: Mapping[str, Any], entry: ProvedEntry, entries: Mapping[int, ProvedEntry]
) -> StandingTime:
    """Return where a row must stand: at its entry's own time, or where the correction puts it that
    the row names. Raises ValueError where the row names something else.
    """
    position = row.get("dated_by")
    if position is None:
        return StandingTime(value=happened_of(entry))
    if position != _last_date(row):
        raise ValueError("a time is set by the last correction of it, which stands beside the row")
    amendment = entries.get(position)
    if amendment is None or amendment.disposed:
        return StandingTime(value=None)
    if amendment.type != _AMENDED or text_of(amendment, "field") not in (None, _DATE):
        raise ValueError("only a correction of a time sets one")
    first = happened_of(entry)
    if first is None or _DATE in amendment.withheld:
        return StandingTime(value=None)
    note = redated_note(When.from_value(first), at=amendment.at)
    return StandingTime(value=amendment.shown[_DATE], note=note)


def compare_corrections(
    row: Mapping[str, Any], entries: Mapping[int, ProvedEntry]
) -> list[bool | None]:
    """Return True, False or None for each correction beside a row: what stood there before must be
    the row's own words, or those of the correction before it.
    """
    standing = _first_time(row, entries)
    result = []
    for said in row["corrections"]:
        before = standing.get(said["field"])
        result.append(_same_correction(said, row=row, before=before, entries=entries))
        standing[said["field"]] = said["now"]
    return result


def _same_correction(
    said: Mapping[str, Any],
    *,
    row: Mapping[str, Any],
    before: str | None,
    entries: Mapping[int, ProvedEntry],
) -> bool | None:
    position = said.get("entry")  # older documents do not name it
    entry = entries.get(position) if type(position) is int else None
    if entry is None or entry.disposed:
        return None
    if entry.type != _AMENDED:
        return False
    target, code = text_of(entry, "target"), text_of(entry, "field")
    if target is not None and record_of(row) != target:
        return False
    if code is not None and said["field"] not in (code, correction_label(code)):
        return False
    now, short = text_of(entry, "correction"), short_form(row)
    if short is not None:
        told = short.told_of_correction(said, now)
    else:
        if said["at"] != entry.at:
            return False
        told = [(said["now"], now), (said["reason"], text_of(entry, "reason"))]
        if code is not None:
            was = corrected_column(code, row) if before is None else before
            told.append((said["was"], "" if code == DISAGREEMENT else was))
    told.append((said.get("stated", ""), _stated(entry)))
    return all_told([*told, ("", None)] if None in (target, code) else told)


def _stated(entry: ProvedEntry) -> str | None:
    """Whose statement it is; None where the entry withholds any of it."""
    parts = [text_of(entry, name) for name in ("stated_by", "relationship", "stated_on")]
    if any(part is None for part in parts):
        return None
    return stated_words(*(part or "" for part in parts))


def _first_time(row: Mapping[str, Any], entries: Mapping[int, ProvedEntry]) -> dict[str, str]:
    """What stood in the column of times before the first correction of it."""
    if row.get("dated_by") is None:
        return {}
    named = _RECORD.fullmatch(row["record"])
    entry = entries.get(int(named[2])) if named else None
    first = happened_of(entry) if entry is not None and not entry.disposed else None
    if first is None:
        return {}
    return {correction_label(_DATE): happened_words(When.from_value(first))}


def _last_date(row: Mapping[str, Any]) -> Any:
    label = correction_label(_DATE)
    found = [said.get("entry") for said in row["corrections"] if said["field"] in (_DATE, label)]
    return found[-1] if found else None


def record_of(row: Mapping[str, Any]) -> str:
    """Return the id of the record that a row is about; empty where it names none."""
    named = _RECORD.fullmatch(row["record"])
    return named[1] if named else ""
