"""Turns the entries of a child's file into the rows of a document, with names withheld
where asked.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from desktop.usecases.source_words import source_words
from exports.model import Correction, DocumentRow
from storage.records.casework import Action
from storage.records.chronology import ChronologyEntry, days_late
from storage.records.redaction import Redactor
from storage.records.times import for_people
from storage.records.when import When

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Words that say by themselves how exact they are: "March 2006", "2003".
_PLAIN = frozenset({"minute", "about", "day", "month", "year", "part-day"})
_HEADINGS = {
    "concern": "Concern",
    "decision": "Decision",
    "action": "Action",
    "outcome": "Action completed",
    "entry": "Entry",
    "transcribed": "",
    "volume": "Paper volume",
    "risk_assessment": "Risk assessment",
    "reply": "Reply to the reporter",
    "closure": "Concern closed",
}


def document_rows(
    entries: Sequence[ChronologyEntry],
    *,
    redactor: Redactor,
    kinds: Mapping[str, str],
    tasks: Mapping[str, Action],
) -> tuple[DocumentRow, ...]:
    """Number the entries and write them out as printed.

    ``kinds`` names the kinds of entry in words; ``tasks`` are the actions by their id, so that a
    row says for whom and by when.
    """
    return tuple(
        _row(serial, entry, redactor=redactor, heading=_heading(entry, kinds, tasks))
        for serial, entry in enumerate(entries, start=1)
    )


def _row(serial: int, entry: ChronologyEntry, *, redactor: Redactor, heading: str) -> DocumentRow:
    clean = redactor.apply
    late = days_late(entry)
    written_later = f"written {late} day{'s' if late != 1 else ''} later" if late else ""
    return DocumentRow(
        serial=serial,
        happened=entry.happened.to_value() | {"as_told": clean(entry.happened.as_told)},
        recorded_at=entry.recorded_at,
        happened_text=clean(_happened(entry.happened)),
        happened_note=clean(_note(entry)),
        heading=clean(heading),
        what_happened=clean(entry.text),
        child_words=clean(entry.child_words),
        source=clean(_source(entry)),
        record_ref=f"{entry.id} · entry {entry.seq}",
        action_or_decision=clean(_action(entry)),
        reason=clean(entry.reason),
        outcome=clean(entry.outcome if entry.kind != "outcome" else ""),
        author=clean(entry.author),
        recorded_text=for_people(entry.recorded_at),
        written_later_note="" if entry.transcribed else written_later,
        transcribed=entry.transcribed,
        conflicting_dates=clean(entry.undecided),
        corrections=tuple(
            Correction(
                field=correction.field,
                was="",
                now=clean(correction.correction),
                by=clean(correction.by),
                at=correction.recorded_at,
                reason=clean(correction.reason),
            )
            for correction in entry.corrections
        ),
    )


def _heading(entry: ChronologyEntry, kinds: Mapping[str, str], tasks: Mapping[str, Action]) -> str:
    if entry.kind == "entry":
        return kinds.get(entry.category, "Entry")
    if entry.kind == "concern" and entry.body_maps:
        return "Concern, with a body map"
    task = tasks.get(entry.id)
    if entry.kind == "action" and task is not None:
        due = f", due {_day(task.due)}" if task.due else ""
        return f"Action for {task.owner}{due}"
    if entry.kind == "closure" and entry.category == "reopened":
        return "Concern opened again"
    return _HEADINGS.get(entry.kind, entry.kind)


def _happened(when: When) -> str:
    """The time in the words it was told in, where they say the year; else as it was read."""
    if not when.dated or _YEAR.search(when.as_told) or when.precision in ("minute", "about"):
        return when.for_people()
    first, last = (when.earliest or "")[:10], (when.latest or "")[:10]
    return _day(first) if first == last else f"{_day(first)} to {_day(last)}"


def _note(entry: ChronologyEntry) -> str:
    """What must be known about the time: how vague it is, how it was told, how it was read."""
    when = entry.happened
    if not when.dated:
        return "undated"
    parts = []
    first, last = (when.earliest or "")[:10], (when.latest or "")[:10]
    if when.precision not in _PLAIN and _YEAR.search(when.as_told) and first != last:
        parts.append(f"read as {_day(first)} to {_day(last)}")
    if when.as_told and not _YEAR.search(when.as_told):
        parts.append(f"as told: “{when.as_told}”")
    return "; ".join(parts)


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.day} {day:%b %Y}"


def _source(entry: ChronologyEntry) -> str:
    said = entry.source if entry.transcribed else source_words(entry.source)
    parts = [said, entry.source_ref]
    return " · ".join(part for part in parts if part)


def _action(entry: ChronologyEntry) -> str:
    if entry.kind in ("decision", "action", "outcome", "closure"):
        return ""
    return " ".join(part for part in (entry.decision, entry.action) if part)
