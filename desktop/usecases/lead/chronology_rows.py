"""Turns the entries of a child's file into the rows of a document, with names withheld
where asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date

from desktop.usecases.correction_words import corrected_column, correction_label, stated_words
from desktop.usecases.row_times import happened_note, happened_words, redated_note, written_note
from desktop.usecases.source_words import source_words
from exports.model import Correction, DocumentRow, RowNote
from storage.intake import vocabularies
from storage.records import row_types
from storage.records.casework import Action
from storage.records.chronology import ChronologyEntry
from storage.records.chronology import Correction as LedgerCorrection
from storage.records.log_rows import MIGRATED, NOT_ORIGINAL
from storage.records.redaction import WITHHELD, Redactor
from storage.records.times import for_people, short_date

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
    **{kind: row_types.ROW_TYPES[type_].said for kind, type_ in row_types.KINDS.items()},
}
# What happened to somebody, or was done by somebody; a decision and its actions follow it.
_WITH_A_PART = ("concern", "entry")
# to whom it happened, and what the row of a moved record is to a file
_NO_PART = ("", "subject", row_types.LEFT, row_types.ARRIVED, row_types.STAYED)
_TELLING_ELSEWHERE = ("decision", "action", "outcome", "closure", "action_changed")
_WITH_NEWS = ("case_opened", "case_changed", "case_monitored", "action_changed")


def document_rows(
    entries: Sequence[ChronologyEntry],
    *,
    redactor: Redactor,
    kinds: Mapping[str, str],
    tasks: Mapping[str, Action],
    whose: Mapping[str, str] | None = None,
    notes: Mapping[str, tuple[RowNote, ...]] | None = None,
) -> tuple[DocumentRow, ...]:
    """Number the entries and write them out as printed.

    ``kinds`` names the kinds of entry in words; ``tasks`` are the actions by their id, so that a
    row says for whom and by when. ``whose`` names by an entry's id the children it is about, where
    several files are put together; ``notes`` are those under a row, by its entry's id.
    """
    return tuple(
        _row(
            serial,
            entry,
            redactor=redactor,
            notes=(notes or {}).get(entry.id, ()),
            heading=_titled(
                _heading(entry, kinds, tasks), entry, whose=(whose or {}).get(entry.id, "")
            ),
        )
        for serial, entry in enumerate(entries, start=1)
    )


def positions(entries: Sequence[ChronologyEntry]) -> tuple[int, ...]:
    """The ledger positions of what rows of these entries print: their own and the corrections'."""
    found = {entry.seq for entry in entries}
    found |= {correction.seq for entry in entries for correction in entry.corrections}
    return tuple(sorted(found))


def part_words(role: str) -> str:
    """Return the part a child had, in words; empty where it happened to the child."""
    words = "" if role in _NO_PART else vocabularies.load("pupil_roles").label(role)
    return words[:1].lower() + words[1:]


def _titled(heading: str, entry: ChronologyEntry, *, whose: str) -> str:
    """Whoever is said to have hurt another must not be read as the one who was hurt."""
    if whose:
        return ": ".join(part for part in (whose, heading) if part)
    return with_part(heading, entry)


def with_part(heading: str, entry: ChronologyEntry) -> str:
    """Return a heading in one child's file with the part the child had in it, where it is not the
    one to whom it happened.
    """
    part = part_words(entry.pupil_role)
    if not part or entry.kind not in _WITH_A_PART:
        return heading
    return f"{heading} (this child: {part})"


def _row(
    serial: int,
    entry: ChronologyEntry,
    *,
    redactor: Redactor,
    heading: str,
    notes: tuple[RowNote, ...],
) -> DocumentRow:
    clean = redactor.apply

    def field(name: str, text: str) -> str:
        return redactor.field(entry.seq, name, text)

    row = DocumentRow(
        serial=serial,
        happened=_happened_value(entry, redactor),
        recorded_at=entry.recorded_at,
        happened_text=time_told(entry, redactor, happened_words(entry.happened)),
        happened_note=time_told(entry, redactor, _time_note(entry)),
        dated_by=entry.dated_by.seq if entry.dated_by else None,
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
        written_later_note=_written(entry, redactor),
        transcribed=entry.transcribed,
        conflicting_dates=field("undecided", entry.undecided),
        notes=notes,
    )
    return replace(row, corrections=_corrections(entry, row, redactor))


def time_told(entry: ChronologyEntry, redactor: Redactor, text: str) -> str:
    """Return what is said of the time of an entry, or WITHHELD: a correction may have set it."""
    said = redactor.field(entry.seq, "happened", text)
    return WITHHELD if said and _time_withheld(entry, redactor) else said


def _time_withheld(entry: ChronologyEntry, redactor: Redactor) -> bool:
    by = entry.dated_by
    return redactor.withholds(entry.seq, "happened") or (
        by is not None and redactor.withholds(by.seq, "happened")
    )


def _time_note(entry: ChronologyEntry) -> str:
    note = happened_note(entry.happened)
    if entry.dated_by is None:
        return note
    before = redated_note(entry.first_dated, at=entry.dated_by.recorded_at)
    return "; ".join(part for part in (before, note) if part)


def _happened_value(entry: ChronologyEntry, redactor: Redactor) -> dict[str, str | None]:
    if _time_withheld(entry, redactor):
        return {}
    told = redactor.field(entry.seq, "happened", entry.happened.as_told)
    return {**entry.happened.to_value(), "as_told": told}


def _corrections(
    entry: ChronologyEntry, row: DocumentRow, redactor: Redactor
) -> tuple[Correction, ...]:
    """Each correction with what stood there before: the row's own words, or those of the
    correction before it. A statement takes the place of nothing.
    """
    standing = {"happened": time_told(entry, redactor, happened_words(entry.first_dated))}
    result = []
    for each in entry.corrections:
        now = redactor.field(each.seq, "correction", each.correction)
        was = standing.get(each.field, corrected_column(each.field, asdict(row)))
        result.append(
            Correction(
                field=correction_label(each.field),
                was="" if each.is_statement else was,
                now=now,
                by=redactor.writer(each.seq, each.by),
                at=each.recorded_at,
                reason=redactor.field(each.seq, "reason", each.reason),
                entry=each.seq,
                stated=stated(each, redactor),
            )
        )
        standing[each.field] = now
    return tuple(result)


def stated(said: LedgerCorrection, redactor: Redactor) -> str:
    """Return whose statement it is and of when, as it may be printed; empty for a correction."""
    return stated_words(
        redactor.field(said.seq, "stated_by", said.stated_by),
        redactor.field(said.seq, "relationship", said.relationship),
        said.stated_on,
    )


def _heading(entry: ChronologyEntry, kinds: Mapping[str, str], tasks: Mapping[str, Action]) -> str:
    if entry.kind == "entry":
        return kinds.get(entry.category, "Entry")
    if entry.kind == "transcribed" and entry.category == MIGRATED:
        return NOT_ORIGINAL
    if entry.kind == "concern" and entry.body_maps:
        return "Concern, with a body map"
    if entry.kind == "action" and entry.id in tasks:
        return _action_heading(entry)
    if entry.kind == "closure" and entry.category == "reopened":
        return "Concern opened again"
    if entry.kind == row_types.MOVED:
        trace = vocabularies.load("record_words").label(entry.pupil_role)
        return f"{trace}: record of {entry.context}"
    if entry.kind in row_types.KINDS:
        return _filed_heading(entry)
    return _HEADINGS.get(entry.kind, entry.kind)


def _action_heading(entry: ChronologyEntry) -> str:
    """For whom and by when it was set; what changed since stands in rows of its own."""
    owner, _, due = entry.context.rpartition(", ")
    try:
        return f"Action for {owner}, due {short_date(date.fromisoformat(due))}"
    except ValueError:
        return f"Action for {entry.context}"


def _filed_heading(entry: ChronologyEntry) -> str:
    """What an entry of the common rule is, with what it made new: a level, an owner, a day."""
    if entry.kind == "action_changed" and entry.category == "dropped":
        return "Action no longer needed"
    level = entry.level if entry.kind in ("case_opened", "case_changed") else ""
    news = (vocabularies.load("case_levels").label(level), entry.context)
    heading = vocabularies.load("record_words").label(entry.kind)
    if entry.kind in _WITH_NEWS and any(news):
        return f"{heading}: {', '.join(part for part in news if part)}"
    return heading


def _written(entry: ChronologyEntry, redactor: Redactor) -> str:
    """Paper was written long before it was copied here: of it nothing is said."""
    if entry.transcribed or redactor.withholds(entry.seq, "written_at"):
        return ""
    return written_note(entry.happened, written_at=entry.written_at, recorded_at=entry.recorded_at)


def _source(entry: ChronologyEntry, redactor: Redactor) -> str:
    said = entry.source if entry.kind == "transcribed" else source_words(entry.source)
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
