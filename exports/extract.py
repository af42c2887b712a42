"""The exact text of a chronology as data, embedded beside the printed pages."""

from collections.abc import Mapping, Sequence

from exports.document import Document, Provenance
from exports.model import Correction, DocumentRow
from exports.parts import Entries
from exports.row_notes import note_words
from storage.records import canonical_json

CHRONOLOGY_NAME = "chronology.json"
LEDGER_NAME = "ledger-extract.json"
FORMAT = "holdfast/chronology/v1"
# Columns that the data call otherwise than the rows of a document.
_DATA_NAMES = {"recorded_text": "recorded", "written_later_note": "written_later"}


def chronology_extract(
    document: Document,
    *,
    page_codes: Sequence[str] = (),
    label_pages: Mapping[str, Sequence[int]] | None = None,
) -> bytes:
    """Return canonical JSON of everything that is printed, and of the codes of the pages.

    The child's particulars and the period are found among the facts by name: other_names,
    date_of_birth, upn, period.
    """
    named = {fact.name: fact.text for fact in document.facts if fact.name}
    tables = [part for part in document.parts if isinstance(part, Entries)]
    value: dict[str, canonical_json.Value] = {
        "format": FORMAT,
        "profile": document.look,
        "child": {
            "reference": document.reference,
            "name": document.subtitle,
            "other_names": named.get("other_names", ""),
            "date_of_birth": named.get("date_of_birth", ""),
            "upn": named.get("upn", ""),
        },
        "period": named.get("period", ""),
        "selection_rule": document.selection,
        "entries_shown": document.shown,
        "entries_total": document.total,
        "facts": [{"label": fact.label, "text": fact.text} for fact in document.facts],
        "rows": [entry_row(row) for part in tables for row in part.rows],
    }
    value |= provenance_value(document.provenance, label_pages=label_pages or {})
    value["page_codes"] = list(page_codes)
    return canonical_json.encode(value)


def provenance_value(
    provenance: Provenance, *, label_pages: Mapping[str, Sequence[int]]
) -> dict[str, canonical_json.Value]:
    """Return who made a document, for whom, and against what it can be checked, as data."""
    code = provenance.check_code
    return {
        "export_id": provenance.export_id,
        "school": {
            "name": provenance.school_name,
            "urn": provenance.school_urn,
            "address": provenance.school_address,
        },
        "compiled": {
            "by": provenance.compiled_by,
            "role": provenance.compiled_role,
            "at": provenance.compiled_at,
        },
        "purpose": provenance.purpose,
        "recipient": provenance.recipient,
        "edited": provenance.edited,
        "statement": [
            {"heading": each.heading, "text": each.text} for each in provenance.statement
        ],
        "redactions": [
            {
                "label": each.label,
                "reason": each.reason,
                "by": each.by,
                "pages": list(label_pages.get(each.label, ())),
            }
            for each in provenance.redactions
        ],
        "check_code": {"code": code.code, "size": code.size, "at": code.at},
        "checkpoint": provenance.checkpoint_note,
        "certificate": provenance.certificate_fingerprint,
        "key_id": provenance.key_id,
        "verification": provenance.verification_result,
        "program": provenance.program,
    }


def entry_row(row: DocumentRow) -> dict[str, canonical_json.Value]:
    """Return an entry of a chronology as data; one in short says what it leaves out."""
    value = _row(row)
    if row.dated_by is not None:
        value["dated_by"] = row.dated_by
    if row.notes:
        value["notes"] = [
            {
                "kind": each.kind,
                "words": note_words(each),
                "text": each.text,
                "by": each.by,
                "at": each.at,
                "entry": each.entry,
                "record": each.record,
                "serial": each.serial,
            }
            for each in row.notes
        ]
    if row.short is not None:
        value["short"] = {
            "cut": list(row.short.cut),
            "left_out": [_DATA_NAMES.get(name, name) for name in row.short.left_out],
            "summary": row.short.summary,
            "corrections_cut": [each.entry for each in row.corrections if each.is_cut],
        }
    return value


def _row(row: DocumentRow) -> dict[str, canonical_json.Value]:
    return {
        "serial": row.serial,
        "happened": row.happened_text,
        "happened_value": dict(row.happened) or None,
        "happened_note": row.happened_note,
        "conflicting_dates": row.conflicting_dates,
        "heading": row.heading,
        "what_happened": row.what_happened,
        "child_words": row.child_words,
        "source": row.source,
        "record": row.record_ref,
        "action_or_decision": row.action_or_decision,
        "reason": row.reason,
        "outcome": row.outcome,
        "author": row.author,
        "recorded": row.recorded_text,
        "recorded_at": row.recorded_at,
        "written_later": row.written_later_note,
        "transcribed": row.transcribed,
        "corrections": [_correction(each) for each in row.corrections],
    }


def _correction(said: Correction) -> dict[str, canonical_json.Value]:
    value: dict[str, canonical_json.Value] = {
        "field": said.field,
        "was": said.was,
        "now": said.now,
        "by": said.by,
        "at": said.at,
        "reason": said.reason,
        "entry": said.entry,
    }
    return value | ({"stated": said.stated} if said.stated else {})
