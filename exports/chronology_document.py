"""A chronology as one value of its own, until every caller makes a `Document` of it."""

from collections.abc import Callable, Sequence

from exports.document import Document, Provenance
from exports.document_rendering import render_document
from exports.model import ChronologyDocument, RenderedDocument
from exports.parts import Entries, Fact, Heading
from exports.pdfa import Attachment
from exports.wording import TITLE, evidence_statement, facts_of

_NAMES = {
    "Also known as": "other_names",
    "Date of birth": "date_of_birth",
    "UPN": "upn",
    "Period": "period",
}


def as_document(chronology: ChronologyDocument) -> Document:
    """Return the chronology as the document that is laid out."""
    return Document(
        kind="chronology",
        title=TITLE,
        subtitle=chronology.child_name,
        reference=chronology.child_reference,
        facts=tuple(
            Fact(label=label, text=text, name=_NAMES.get(label, ""))
            for label, text in facts_of(chronology)
        ),
        parts=(
            Heading(text="Events in date order", anchor="events"),
            Entries(rows=chronology.rows),
        ),
        look=chronology.profile,
        contents=True,
        shown=chronology.entries_shown,
        total=chronology.entries_total if chronology.show_total else None,
        selection=chronology.selection_rule,
        provenance=Provenance(
            export_id=chronology.export_id,
            school_name=chronology.school_name,
            school_urn=chronology.school_urn,
            school_address=chronology.school_address,
            compiled_by=chronology.compiled_by,
            compiled_role=chronology.compiled_role,
            compiled_at=chronology.compiled_at,
            purpose=chronology.purpose,
            recipient=chronology.recipient,
            redactions=chronology.redactions,
            check_code=chronology.check_code,
            checkpoint_note=chronology.checkpoint_note,
            certificate_fingerprint=chronology.certificate_fingerprint,
            key_id=chronology.key_id,
            verification_result=chronology.verification_result,
            statement=evidence_statement(chronology),
            ledger_extract=chronology.ledger_extract,
            program=chronology.program,
        ),
    )


def render_chronology(
    document: ChronologyDocument,
    *,
    page_code: Callable[[int], str],
    files: Sequence[Attachment] = (),
    progress: Callable[[int, int], None] | None = None,
) -> RenderedDocument:
    """Render it as `render_document` does."""
    return render_document(
        as_document(document), page_code=page_code, files=files, progress=progress
    )
