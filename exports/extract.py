"""The exact text of a document as data, embedded beside the printed pages."""

from collections.abc import Sequence

from exports.model import ChronologyDocument, DocumentRow
from storage.records import canonical_json

CHRONOLOGY_NAME = "chronology.json"
LEDGER_NAME = "ledger-extract.json"
FORMAT = "holdfast/chronology/v1"


def chronology_extract(document: ChronologyDocument, *, page_codes: Sequence[str]) -> bytes:
    """Return canonical JSON of everything that is printed, and of the codes of the pages."""
    code = document.check_code
    value: dict[str, canonical_json.Value] = {
        "format": FORMAT,
        "profile": document.profile,
        "export_id": document.export_id,
        "school": {
            "name": document.school_name,
            "urn": document.school_urn,
            "address": document.school_address,
        },
        "child": {
            "reference": document.child_reference,
            "name": document.child_name,
            "other_names": document.child_other_names,
            "date_of_birth": document.date_of_birth,
            "upn": document.upn,
        },
        "compiled": {
            "by": document.compiled_by,
            "role": document.compiled_role,
            "at": document.compiled_at,
        },
        "period": document.period,
        "purpose": document.purpose,
        "recipient": document.recipient,
        "selection_rule": document.selection_rule,
        "entries_shown": document.entries_shown,
        "entries_total": document.entries_total if document.show_total else None,
        "rows": [_row(row) for row in document.rows],
        "redactions": [
            {"label": each.label, "reason": each.reason, "by": each.by}
            for each in document.redactions
        ],
        "check_code": {"code": code.code, "size": code.size, "at": code.at},
        "checkpoint": document.checkpoint_note,
        "certificate": document.certificate_fingerprint,
        "key_id": document.key_id,
        "verification": document.verification_result,
        "page_codes": list(page_codes),
        "program": document.program,
    }
    return canonical_json.encode(value)


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
