"""The fixed sentences of the documents: what they are, what they prove and what they do not."""

from exports.document import Provenance
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


def title_of(document: ChronologyDocument) -> str:
    """Return the title in the file's metadata; it names the reference, never the child."""
    return f"Chronology, child reference {document.child_reference}, export {document.export_id}"


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
    """Return the statement at the end: the document's own paragraphs, or these."""
    if document.statement:
        return document.statement
    school = document.school_name
    taken = times.for_people(document.check_code.at)
    return (
        StatementParagraph(
            heading="What this is",
            text=(
                f"A chronology from the safeguarding records of {school}, compiled by"
                f" {document.compiled_by} ({document.compiled_role}) on"
                f" {compiled_at_of(document)}. It lists events in the order in which they"
                " happened, not in the order in which they were written down. It is a summary"
                " and does not replace the records it refers to."
            ),
        ),
        StatementParagraph(
            heading="How the record is kept",
            text=(
                "Each record is written once, signed and added to the last: an entry with the key"
                " of the lead who added it, a reported concern before that with the key that its"
                " writer’s PIN opens. Where a name was only typed, or no known key signed, the row"
                " says so. The program changes no entry afterwards; a correction is a new"
                " entry, and both versions are shown here. When it happened, when somebody told"
                " the school and when it was written are kept apart. Entries marked"
                " “transcribed from paper” were typed from a paper file."
            ),
        ),
        StatementParagraph(
            heading="The check made for this export",
            text=(
                f"{document.verification_result} The check code below stands for all"
                f" {document.check_code.size:,} entries of the record as it was on {taken}."
            ),
        ),
        StatementParagraph(
            heading="What the check proves",
            text=(
                "The signature of this file shows that nothing in it was changed after signing,"
                " and that it was signed with the key named below. The check code shows, when it is"
                " compared with the school’s record later, whether the entries it stands for are"
                " still the same. Each page carries a code of its own, by which the school can show"
                " that page as it was exported, also where a bundle has lost the signature."
            ),
        ),
        StatementParagraph(
            heading="What it does not prove",
            text=(
                "It does not prove that what was written is true, or that everything was written"
                " down. It does not prove who held the key until the key is compared with the"
                " school by another channel, nor the time beyond the dates on which the check"
                " code was handed out: times are those of the school’s computers. A printed page"
                " proves nothing alone. Where printed text and the data attached to this file"
                " differ in spelling or order of letters, the attached data are exact."
            ),
        ),
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
