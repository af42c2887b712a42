"""The columns and cells that both working copies share."""

from exports.entry_table import ABOUT_DATE, UNDATED, correction_text
from exports.model import ChronologyDocument, DocumentRow
from exports.wording import compiled_at_of, selection_of

MARK = "Working copy – not evidential"
NOTE = (
    "Made for merging with other agencies’ chronologies. It can be edited, carries no signature"
    " and proves nothing; the signed copy is the evidence."
)
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


def heading_of(document: ChronologyDocument) -> tuple[tuple[str, str], ...]:
    """Return the labelled facts that stand above the entries."""
    return (
        ("Child", document.child_name),
        ("Date of birth", document.date_of_birth),
        ("UPN", document.upn),
        ("Child reference", document.child_reference),
        ("School", document.school_name),
        ("Compiled", f"{document.compiled_by}, {compiled_at_of(document)}"),
        ("Period", document.period),
        ("Prepared for", document.recipient),
        ("Purpose", document.purpose),
        ("Entries", selection_of(document)),
        ("Export", document.export_id),
    )


def cells_of(row: DocumentRow) -> tuple[str, ...]:
    """Return one entry's cells in the order of COLUMNS; lines of a cell are parted by newlines."""
    conflict = f"{ABOUT_DATE}: {row.conflicting_dates}" if row.conflicting_dates else ""
    paper = "transcribed from paper" if row.transcribed else ""
    what = f"{row.heading}. {row.what_happened}" if row.heading else row.what_happened
    corrections = (f"Corrected. {correction_text(each)}" for each in row.corrections)
    return (
        str(row.serial),
        _lines(row.happened_text or UNDATED, row.happened_note, paper, conflict),
        _lines(what, *corrections),
        row.child_words,
        _lines(row.source, row.record_ref),
        _lines(row.action_or_decision, f"Reason: {row.reason}" if row.reason else ""),
        row.outcome,
        row.author,
        _lines(row.recorded_text, row.written_later_note),
    )


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
