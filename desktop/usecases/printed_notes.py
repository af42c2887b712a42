"""Compares the notes under a chronology's rows with the entries that say them."""

import re
from collections.abc import Mapping
from typing import Any

from desktop.usecases.proved_fields import all_told, happened_of, text_of
from desktop.usecases.row_times import happened_words
from exports.model import RowNote
from exports.row_notes import ALSO_TOLD, ANALYSIS, MARKED, ONE_EVENT, note_words
from storage.ledger.extract import ProvedEntry
from storage.records.when import When

_RECORD = re.compile(r"(\S+) · entry ([0-9]+)")
# Which field names the row that an entry marks, where that is not the entry's own row.
_MARKS = {"significance.set": "target", "triage.decided": "concern"}


def compare_notes(
    row: Mapping[str, Any], *, record: str, entries: Mapping[int, ProvedEntry]
) -> list[bool | None]:
    """Return True, False or None (not shown enough to tell) for each note under a row of this
    record; names of people are not compared, an entry does not hold them. Raises KeyError,
    TypeError, ValueError or AttributeError for odd data.
    """
    return [_same(said, record=record, entries=entries) for said in row.get("notes", ())]


def _same(
    said: Mapping[str, Any], *, record: str, entries: Mapping[int, ProvedEntry]
) -> bool | None:
    note = RowNote(
        **{name: said[name] for name in ("kind", "text", "by", "at", "entry", "record", "serial")}
    )
    if said["words"] != note_words(note):
        return False
    entry = entries.get(note.entry)
    if entry is None or entry.disposed:
        return None
    if note.at != entry.at:
        return False
    if note.kind in (MARKED, ANALYSIS):
        return _said_of_row(note, entry, record=record)
    return _linked(note, entry, record=record, entries=entries)


def _said_of_row(note: RowNote, entry: ProvedEntry, *, record: str) -> bool | None:
    about = _MARKS.get(entry.type)
    own = text_of(entry, "id") == record or record.endswith(f".{entry.seq}")
    if not (about and text_of(entry, about) == record) and not own:
        return False
    if note.kind == ANALYSIS:
        return all_told([(note.text, text_of(entry, "so_what"))])
    marked = None if "significant" in entry.withheld else entry.shown.get("significant")
    return all_told([("", note.text), (True, marked if marked is None else bool(marked))])


def _linked(
    note: RowNote, entry: ProvedEntry, *, record: str, entries: Mapping[int, ProvedEntry]
) -> bool | None:
    if entry.type != "events.linked" or note.kind not in (ALSO_TOLD, ONE_EVENT):
        return False
    targets = None if "targets" in entry.withheld else entry.shown.get("targets", [])
    if targets is not None and record not in targets:
        return False
    if note.kind == ONE_EVENT:
        return all_told([(note.text, text_of(entry, "reason")), (True, targets and True)])
    named = _RECORD.fullmatch(note.record)
    if named is None or (targets is not None and named[1] not in targets):
        return False
    other = entries.get(int(named[2]))
    if other is None or other.disposed or targets is None:
        return None
    happened = happened_of(other)
    words = None if happened is None else happened_words(When.from_value(happened))
    return all_told([(note.text, words)])
