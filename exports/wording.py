"""The fixed sentences of the documents: what they are, what they prove and what they do not."""

from exports.document import Provenance
from exports.evidence_words import EvidenceFacts, statement_for
from exports.model import ChronologyDocument, StatementParagraph
from storage.records import times

TITLE = "Chronology"
CONFIDENTIAL = "CONFIDENTIAL – child protection record. Keep it locked away; share only as needed."
EDITED_COPY = "EDITED COPY"  # stands on every page where names or texts were left out
COMPARE = (
    "Ask the school for these by telephone or on paper, not by the way this file came,"
    " and compare them."
)
CHECKPOINT_ALTERNATIVE = "QR code of the checkpoint: check code, number of entries and time."


def compiled_at_of(document: ChronologyDocument) -> str:
    """Return when the document was compiled, as it is printed."""
    return document.compiled_at_text or times.for_people(document.compiled_at)


def selection_of(document: ChronologyDocument) -> str:
    """Return the rule by which entries were chosen and how many of them are shown."""
    rule = document.selection_rule.rstrip(". ")
    if not document.show_total:
        return f"{rule}."
    shown, total = document.entries_shown, document.entries_total
    return f"{rule}. {shown} of {total} entries shown."


def facts_of(document: ChronologyDocument) -> tuple[tuple[str, str], ...]:
    """Return the labelled facts of the first page, in order; empty ones are left out."""
    school = document.school_name
    if document.school_urn:
        school = f"{school}, URN {document.school_urn}"
    facts = (
        ("Also known as", document.child_other_names),
        ("Date of birth", document.date_of_birth or "not recorded"),
        ("UPN", document.upn or "not recorded"),
        ("Child reference", document.child_reference),
        ("School", school),
        ("Address", document.school_address),
        ("Compiled by", f"{document.compiled_by}, {document.compiled_role}"),
        ("Compiled", compiled_at_of(document)),
        ("Period", document.period),
        ("Prepared for", document.recipient),
        ("Purpose", document.purpose),
        ("Entries", selection_of(document)),
    )
    return tuple((label, text) for label, text in facts if text)


def evidence_statement(document: ChronologyDocument) -> tuple[StatementParagraph, ...]:
    """Return the statement at the end: the document's own paragraphs, or those of its kind."""
    return document.statement or statement_for(
        EvidenceFacts(
            kind="chronology",
            school_name=document.school_name,
            compiled_by=document.compiled_by,
            compiled_role=document.compiled_role,
            compiled_at=document.compiled_at,
            purpose=document.purpose,
            recipient=document.recipient,
            verification_result=document.verification_result,
            check_code=document.check_code,
            redactions=document.redactions,
            edited=bool(document.redactions),
            proved=bool(document.ledger_extract),
        )
    )


def codes_of(document: Provenance | ChronologyDocument) -> tuple[tuple[str, str], ...]:
    """Return the codes to compare by another channel, with their labels."""
    code = document.check_code
    return (
        ("Export", document.export_id),
        ("Check code", code.code),
        ("Entries in the record", f"{code.size:,}, on {times.for_people(code.at)}"),
        ("Signing key", document.key_id),
        ("Certificate", document.certificate_fingerprint),
    )
