"""Turns the entries of a child's file into the rows of a document, with names withheld
where asked.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date

from desktop.usecases.correction_words import corrected_column, correction_label
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


# The field of the entry that a row prints as what happened.
_SAID = {
    "concern": "what_happened",
    "decision": "decision",
    "action": "what",
    "outcome": "outcome",
    "volume": "title",
    "risk_assessment": "title",
    "closure": "reason",
}
_TELLING_ELSEWHERE = ("decision", "action", "outcome", "closure")


def document_rows(
    entries: Sequence[ChronologyEntry],
    *,
    redactor: Redactor,
    kinds: Mapping[str, str],
    tasks: Mapping[str, Action],
    whose: Mapping[str, str] | None = None,
) -> tuple[DocumentRow, ...]:
    """Number the entries and write them out as printed.

    ``kinds`` names the kinds of entry in words; ``tasks`` are the actions by their id, so that a
    row says for whom and by when. ``whose`` names by an entry's id the children it is about, where
    several files are put together.
    """
    return tuple(
        _row(
            serial,
            entry,
            redactor=redactor,
            heading=_titled(_heading(entry, kinds, tasks), (whose or {}).get(entry.id, "")),
        )
        for serial, entry in enumerate(entries, start=1)
    )


def positions(entries: Sequence[ChronologyEntry]) -> tuple[int, ...]:
    """The ledger positions of what rows of these entries print: their own and the corrections'."""
    found = {entry.seq for entry in entries}
    found |= {correction.seq for entry in entries for correction in entry.corrections}
    return tuple(sorted(found))


def _titled(heading: str, whose: str) -> str:
    return ": ".join(part for part in (whose, heading) if part)


def _row(serial: int, entry: ChronologyEntry, *, redactor: Redactor, heading: str) -> DocumentRow:
    clean = redactor.apply
    late = days_late(entry)
    written_later = f"written {late} day{'s' if late != 1 else ''} later" if late else ""

    def field(name: str, text: str) -> str:
        return redactor.field(entry.seq, name, text)

    row = DocumentRow(
        serial=serial,
        happened=_happened_value(entry, redactor),
        recorded_at=entry.recorded_at,
        happened_text=field("happened", _happened(entry.happened)),
        happened_note=field("happened", _note(entry)),
        heading=clean(heading),
        what_happened=field(_SAID.get(entry.kind, "text"), entry.text),
        child_words=field("child_words", entry.child_words),
        source=_source(entry, redactor),
        record_ref=f"{entry.id} · entry {entry.seq}",
        action_or_decision=_action(entry, redactor),
        reason=field("reason", entry.reason),
        outcome=field("outcome", entry.outcome if entry.kind != "outcome" else ""),
        author=redactor.writer(entry.seq, entry.author),
        recorded_text=for_people(entry.recorded_at),
        written_later_note="" if entry.transcribed else written_later,
        transcribed=entry.transcribed,
        conflicting_dates=field("undecided", entry.undecided),
    )
    return replace(row, corrections=_corrections(entry, row, redactor))


def _happened_value(entry: ChronologyEntry, redactor: Redactor) -> dict[str, str | None]:
    if redactor.withholds(entry.seq, "happened"):
        return {}
    told = redactor.field(entry.seq, "happened", entry.happened.as_told)
    return {**entry.happened.to_value(), "as_told": told}


def _corrections(
    entry: ChronologyEntry, row: DocumentRow, redactor: Redactor
) -> tuple[Correction, ...]:
    """Each correction with what stood there before: the row's own words, or those of the
    correction before it.
    """
    standing: dict[str, str] = {}
    result = []
    for each in entry.corrections:
        now = redactor.field(each.seq, "correction", each.correction)
        result.append(
            Correction(
                field=correction_label(each.field),
                was=standing.get(each.field, corrected_column(each.field, asdict(row))),
                now=now,
                by=redactor.writer(each.seq, each.by),
                at=each.recorded_at,
                reason=redactor.field(each.seq, "reason", each.reason),
                entry=each.seq,
            )
        )
        standing[each.field] = now
    return tuple(result)


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


def _source(entry: ChronologyEntry, redactor: Redactor) -> str:
    said = entry.source if entry.transcribed else source_words(entry.source)
    kept_where = "original_lies" if entry.kind == "volume" else "source_ref"
    parts = [
        redactor.field(entry.seq, "source", said),
        redactor.field(entry.seq, kept_where, entry.source_ref),
    ]
    return " · ".join(part for part in parts if part)


def _action(entry: ChronologyEntry, redactor: Redactor) -> str:
    if entry.kind in _TELLING_ELSEWHERE:
        return ""
    taken = "did_at_once" if entry.kind == "concern" else "action"
    parts = [
        redactor.field(entry.seq, "decision", entry.decision),
        redactor.field(entry.seq, taken, entry.action),
    ]
    return " ".join(part for part in parts if part)
