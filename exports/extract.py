"""The exact text of a chronology as data, embedded beside the printed pages."""

from collections.abc import Mapping, Sequence

from exports.document import Document
from exports.model import DocumentRow
from exports.parts import Entries
from storage.records import canonical_json

CHRONOLOGY_NAME = "chronology.json"
LEDGER_NAME = "ledger-extract.json"
FORMAT = "holdfast/chronology/v1"


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
    provenance = document.provenance
    code = provenance.check_code
    named = {fact.name: fact.text for fact in document.facts if fact.name}
    labels = label_pages or {}
    value: dict[str, canonical_json.Value] = {
        "format": FORMAT,
        "profile": document.look,
        "export_id": provenance.export_id,
        "school": {
            "name": provenance.school_name,
            "urn": provenance.school_urn,
            "address": provenance.school_address,
        },
        "child": {
            "reference": document.reference,
            "name": document.subtitle,
            "other_names": named.get("other_names", ""),
            "date_of_birth": named.get("date_of_birth", ""),
            "upn": named.get("upn", ""),
        },
        "compiled": {
            "by": provenance.compiled_by,
            "role": provenance.compiled_role,
            "at": provenance.compiled_at,
        },
        "period": named.get("period", ""),
        "purpose": provenance.purpose,
        "recipient": provenance.recipient,
        "selection_rule": document.selection,
        "entries_shown": document.shown,
        "entries_total": document.total,
        "edited": provenance.edited,
        "facts": [{"label": fact.label, "text": fact.text} for fact in document.facts],
        "rows": [
            entry_row(row)
            for part in document.parts
            if isinstance(part, Entries)
            for row in part.rows
        ],
        "statement": [
            {"heading": each.heading, "text": each.text} for each in provenance.statement
        ],
        "redactions": [
            {
                "label": each.label,
                "reason": each.reason,
                "by": each.by,
                "pages": list(labels.get(each.label, ())),
            }
            for each in provenance.redactions
        ],
        "check_code": {"code": code.code, "size": code.size, "at": code.at},
        "checkpoint": provenance.checkpoint_note,
        "certificate": provenance.certificate_fingerprint,
        "key_id": provenance.key_id,
        "verification": provenance.verification_result,
        "page_codes": list(page_codes),
        "program": provenance.program,
    }
    return canonical_json.encode(value)


def entry_row(row: DocumentRow) -> dict[str, canonical_json.Value]:
    """Return an entry of a chronology as data."""
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
        "corrections": [
            {
                "field": each.field,
                "was": each.was,
                "now": each.now,
                "by": each.by,
                "at": each.at,
                "reason": each.reason,
                "entry": each.entry,
            }
            for each in row.corrections
        ],
    }
