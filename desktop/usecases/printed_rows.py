"""Compares the rows of a document with the entries that stand behind them, word for word."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.usecases.printed_corrections import (
    StandingTime,
    compare_corrections,
    record_of,
    standing_time,
)
from desktop.usecases.printed_notes import compare_notes
from desktop.usecases.proved_fields import all_told, text_of
from desktop.usecases.row_times import happened_note, happened_words, written_note
from desktop.usecases.short_rows import short_form, summary_of
from desktop.usecases.source_words import source_words
from storage.ledger.extract import ProvedEntry
from storage.records import row_types, times
from storage.records.redaction import WITHHELD
from storage.records.when import When

_RECORD = re.compile(r"(\S+) · entry ([0-9]+)")
# Which field of an entry is printed as what happened, by its type.
_SAID = {
    "concern.received": "what_happened",
    "triage.decided": "decision",
    "reply.sent": "text",
    "action.added": "what",
    "action.done": "outcome",
    "entry.added": "text",
    "entry.transcribed": "text",
    "volume.attached": "title",
    "risk.saved": "title",
    **{type_: row.said for type_, row in row_types.ROW_TYPES.items()},
}
_CLOSING = ("concern.closed", "concern.reopened")
# These tell their decision and what is to be done as what happened.
_WITHOUT_ACTION = ("triage.decided", "action.added", "action.done", "action.changed", *_CLOSING)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsVerdict:
    """How many rows say what their entries say; ``unproved`` are the serial numbers of rows whose
    entry, or a field of it, is withheld; ``differing`` of those that say something else, in their
    own words or in a correction. ``corrections`` are all of them, ``corrections_matching`` those
    that say what the entries say that made them. ``in_short`` of the matching rows leave columns
    out, or print their beginning.
    """

    matching: int
    unproved: tuple[int, ...]
    differing: tuple[int, ...]
    corrections: int
    corrections_matching: int
    in_short: int = 0


def compare_rows(rows: Iterable[Mapping[str, Any]], proved: Sequence[ProvedEntry]) -> RowsVerdict:
    """Compare the rows of a document's attached data with its proved entries.

    Words, the child's own words, times as printed, reasons, outcomes and sources are compared;
    names of authors and headings are not, an entry does not hold them. Never raises for odd rows.
    """
    by_position = {entry.seq: entry for entry in proved}
    matching, corrections, corrections_matching, in_short = 0, 0, 0, 0
    unproved: list[int] = []
    differing: list[int] = []
    for place, row in enumerate(rows, start=1):
        try:
            same = _same(row, by_position)
            beside = compare_corrections(row, by_position)
            notes = compare_notes(row, record=record_of(row), entries=by_position)
        except (KeyError, TypeError, ValueError, AttributeError):
            same, beside, notes = False, [], []
        corrections += len(beside)
        corrections_matching += beside.count(True)
        if False in (*beside, *notes):
            same = False
        elif same and None in notes:
            same = None
        if same:
            matching += 1
            in_short += row.get("short") is not None
        elif same is None:
            unproved.append(place)
        else:
            differing.append(place)
    return RowsVerdict(
        matching=matching,
        unproved=tuple(unproved),
        differing=tuple(differing),
        corrections=corrections,
        corrections_matching=corrections_matching,
        in_short=in_short,
    )


def _same(row: Mapping[str, Any], entries: Mapping[int, ProvedEntry]) -> bool | None:
    """True or False, or None where the entry does not show enough to tell."""
    named = _RECORD.fullmatch(row["record"])
    if named is None:
        return False
    entry = entries.get(int(named[2]))
    if entry is None or entry.disposed:
        return None
    if not _names(entry, named[1]) or row["recorded_at"] != entry.at:
        return False
    if row["transcribed"] is not is_from_paper(entry):
        return False
    time = standing_time(row, entry, entries)
    told = [*_words(row, entry, time), *_times(row, entry, time)]
    short = short_form(row)
    if short is None:
        return all_told((row[column], expected) for column, expected in told)
    if short.summary is not None:
        summary = summary_of(entries.get(short.summary), record=named[1])
        if summary is False:
            return False
        told[0] = ("what_happened", summary)
    return all_told(short.told(row, told))


def is_from_paper(entry: ProvedEntry) -> bool:
    """Whether an entry was copied from paper: the rows of an old file, or a concern on a sheet."""
    return (
        entry.type == "entry.transcribed"
        or is_typed_in(entry)
        or (entry.type == "concern.received" and _has(entry, "paper"))
    )


def is_typed_in(entry: ProvedEntry) -> bool:
    """Whether a lead typed in a concern from a sheet, so that no key of its writer signed it."""
    return entry.type == "concern.received" and _has(entry, "transcribed_by")


def _has(entry: ProvedEntry, name: str) -> bool:
    return name in entry.shown or name in entry.withheld


def _words(row: Mapping[str, Any], entry: ProvedEntry, time: StandingTime) -> list[tuple[str, Any]]:
    """Each column of words with what it must print; what happened comes first."""
    columns = (
        *("what_happened", "child_words", "reason", "outcome", "source", "action_or_decision"),
    )
    told = [(column, _expected(entry, column)) for column in columns]
    # a time may be left out with the whole record
    return [*told, ("happened_value", None if _undated_by_choice(row) else time.value)]


def _undated_by_choice(row: Mapping[str, Any]) -> bool:
    """Whether its time was withheld with the whole record, also where that time is the entry's."""
    return row["happened_value"] is None and row["happened"] == WITHHELD


def _times(row: Mapping[str, Any], entry: ProvedEntry, time: StandingTime) -> list[tuple[str, Any]]:
    """Each column of times with what it must print: the words are made again from what was
    signed. A time that is withheld leaves nothing to make them from.
    """
    told: list[tuple[str, Any]] = [("recorded", times.for_people(entry.at))]
    doubts = text_of(entry, "undecided")
    if time.value is None or _undated_by_choice(row):
        return [*told, ("conflicting_dates", doubts)]
    when = When.from_value(time.value)
    told += [
        ("happened", happened_words(when)),
        ("happened_note", "; ".join(part for part in (time.note, happened_note(when)) if part)),
        ("conflicting_dates", doubts),
    ]
    if is_from_paper(entry) or "written_at" in entry.withheld:
        return [*told, ("written_later", "" if row["transcribed"] else None)]
    written = text_of(entry, "written_at") or entry.at
    note = written_note(when, written_at=written, recorded_at=entry.at)
    return [*told, ("written_later", note)]


def _names(entry: ProvedEntry, record: str) -> bool:
    """Whether a row's id is one of this entry's: its own, or a decision's of its concern."""
    for name in ("id", *row_types.naming(entry.type)):
        if name in entry.shown:
            own = str(entry.shown[name])
            return record == own or record.startswith(f"{own}.")
    return False


def _expected(entry: ProvedEntry, column: str) -> Any:
    """What the document must print in this column; None where the entry withholds it."""
    if column == "what_happened":
        if entry.type in _CLOSING:
            return _first(entry, "reason", "outcome")
        return text_of(entry, _SAID[entry.type])
    if column == "source":
        return _joined(" · ", _source(entry), _source_reference(entry))
    if column == "action_or_decision":
        if entry.type in _WITHOUT_ACTION:
            return ""
        if entry.type == "concern.received":
            return text_of(entry, "did_at_once")
        return _joined(" ", text_of(entry, "decision"), text_of(entry, "action"))
    if column == "outcome" and entry.type == "action.done":
        return ""
    if entry.type in row_types.ROW_TYPES and column == _SAID[entry.type]:
        return ""
    return text_of(entry, column)


def _source(entry: ProvedEntry) -> str | None:
    """Staff and leads choose how they know from a list; a paper file says it in its own words."""
    said = text_of(entry, "source")
    return said if said is None or entry.type == "entry.transcribed" else source_words(said)


def _source_reference(entry: ProvedEntry) -> str | None:
    if entry.type == "volume.attached":
        return text_of(entry, "original_lies")
    if entry.type != "entry.transcribed":
        return ""
    reference = text_of(entry, "source_ref")
    if reference != "":
        return reference
    return _joined(", row ", text_of(entry, "source_file"), text_of(entry, "row"))


def _first(entry: ProvedEntry, *names: str) -> str | None:
    for name in names:
        text = text_of(entry, name)
        if text != "":
            return text
    return ""


def _joined(between: str, *parts: str | None) -> str | None:
    if any(part is None for part in parts):
        return None
    return between.join(part for part in parts if part)
