"""The columns and cells that both working copies share."""

from exports.document import Document
from exports.entry_table import ABOUT_DATE, UNDATED, correction_line
from exports.model import DocumentRow
from exports.parts import Entries
from exports.row_notes import MARKED, note_line
from exports.short_table import short_correction

MARK = "Working copy – not evidential"
NOTE = (
    "Made for merging with other agencies’ chronologies. It can be edited, carries no signature"
    " and proves nothing; the signed copy is the evidence."
)
EDITED = "Edited copy: names were exchanged for labels, or texts were left out."
COLUMNS = (
    "No.",
    "Happened",
    "What happened",
    "Child’s own words",
    "Source and record",
    "Action or decision, and reason",
    "Outcome",
    "Written by",
    "Recorded",
)
LEFT_OUT = ("Label", "Reason", "Decided by")


def heading_of(document: Document) -> tuple[tuple[str, str], ...]:
    """Return the labelled facts that stand above the entries: those of the signed copy's first
    page, and what the file is.
    """
    return (
        ("Chronology of", document.subtitle),
        *((fact.label, fact.text) for fact in document.facts if fact.text),
        ("Export", document.provenance.export_id),
        *((("Edited", EDITED),) if document.provenance.edited else ()),
    )


def rows_of(document: Document) -> tuple[DocumentRow, ...]:
    """Return the entries, in their order."""
    return tuple(row for part in document.parts if isinstance(part, Entries) for row in part.rows)


def left_out_of(document: Document) -> tuple[tuple[str, str, str], ...]:
    """Return what was left out or exchanged for a label, in the order of LEFT_OUT."""
    return tuple((each.label, each.reason, each.by) for each in document.provenance.redactions)


def cells_of(row: DocumentRow) -> tuple[str, ...]:
    """Return one entry's cells in the order of COLUMNS; lines of a cell are parted by newlines."""
    conflict = f"{ABOUT_DATE}: {row.conflicting_dates}" if row.conflicting_dates else ""
    migrated = row.heading.lower().startswith("migrated")
    paper = "transcribed from paper" if row.transcribed and not migrated else ""
    what = f"{row.heading}. {row.what_happened}" if row.heading else row.what_happened
    corrections = tuple(
        short_correction(each) if row.short else correction_line(each) for each in row.corrections
    )
    summary = row.short.summary if row.short else None
    return (
        str(row.serial),
        _lines(row.happened_text or UNDATED, row.happened_note, paper, conflict),
        _lines(what, *corrections, *(note_line(each) for each in row.notes if each.kind != MARKED)),
        row.child_words,
        _lines(row.source, row.record_ref, f"summary {summary}" if summary is not None else ""),
        _lines(row.action_or_decision, f"Reason: {row.reason}" if row.reason else ""),
        row.outcome,
        row.author,
        _lines(
            row.recorded_text,
            row.written_later_note,
            *(note_line(each) for each in row.notes if each.kind == MARKED),
        ),
    )


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
