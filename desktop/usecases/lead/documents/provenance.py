"""Adds to what a document says who made it, for whom, and by what it can be checked."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.create_school import CERTIFICATE
from desktop.usecases.lead.documents.first_page import first_page_facts
from desktop.usecases.lead.documents.request import Contents, DocumentRequest
from desktop.usecases.lead.documents.withholding import redaction_log
from desktop.usecases.lead.given_out import sizes_to_go_on_from
from desktop.usecases.lead.ledger_extract import document_extract
from desktop.usecases.lead.named_acts import NamedAct, acts_in_short, named_acts
from desktop.usecases.report import long_moment
from exports.document import Document, Provenance
from exports.evidence_words import EvidenceFacts, statement_for
from exports.model import CheckCode
from exports.parts import FactList
from exports.seal import SealKey, certificate_fingerprint
from storage.database.repositories import settings
from storage.keys.signing import certificate_key_id, grouped
from storage.ledger.checkpoint import Checkpoint
from storage.ledger.fingerprint import CheckCode as LedgerCheckCode
from storage.records.redaction import Redactor


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The state of the record a document is made from; ``at`` is UTC text, ``note`` its signed
    checkpoint.
    """

    export_id: str
    at: str
    head: Checkpoint
    note: str


def document_of(
    casebook: OpenCasebook,
    *,
    request: DocumentRequest,
    contents: Contents,
    redactor: Redactor,
    moment: Moment,
) -> Document:
    """Return the document: the contents with their provenance, and the entries behind them."""
    extract = document_extract(
        casebook,
        entries=contents.entries,
        redactor=redactor,
        note=moment.note,
        goes_on_from=sizes_to_go_on_from(casebook, pupil_id=request.pupil_id),
        parts=(*contents.parts, FactList(facts=contents.facts)),
    )
    provenance = _provenance(
        casebook,
        request=request,
        contents=contents,
        redactor=redactor,
        moment=moment,
        extract=extract,
    )
    return Document(
        kind=request.kind,
        title=contents.title,
        subtitle=contents.subtitle,
        reference=contents.reference,
        facts=first_page_facts(contents, provenance, subject_access=request.subject_access),
        parts=contents.parts,
        look=contents.look,
        contents=contents.contents,
        shown=contents.shown,
        total=None if request.subject_access else contents.total,
        selection=contents.selection,
        provenance=provenance,
    )


def _provenance(
    casebook: OpenCasebook,
    *,
    request: DocumentRequest,
    contents: Contents,
    redactor: Redactor,
    moment: Moment,
    extract: bytes,
) -> Provenance:
    connection = casebook.connection
    school = settings.school(connection)
    certificate = seal_key(casebook).certificate
    code = LedgerCheckCode.of(moment.head, at=moment.at)
    facts = EvidenceFacts(
        kind=request.kind,
        school_name=school.name,
        compiled_by=redactor.apply(casebook.person.name),
        compiled_role=casebook.person.job_title or "Designated safeguarding lead",
        compiled_at=moment.at,
        purpose=redactor.apply(request.purpose.strip()),
        recipient=redactor.apply(request.recipient.strip()),
        verification_result=_verified(moment, named_acts(connection), shown=bool(contents.entries)),
        check_code=CheckCode(code=code.code, size=code.size, at=code.at),
        redactions=redaction_log(redactor, by=casebook.person.name),
        edited=redactor.edited,
        subject_access=request.subject_access,
        reporters_withheld=request.withhold.reporters,
        # nothing is attached of entries whose writers are left out
        proved=b'"entries":[]' not in extract,
        shortened=request.kind == "chronology" and request.length == "page",
    )
    return Provenance(
        export_id=moment.export_id,
        school_name=facts.school_name,
        school_urn=school.urn,
        compiled_by=facts.compiled_by,
        compiled_role=facts.compiled_role,
        compiled_at=facts.compiled_at,
        purpose=facts.purpose,
        recipient=facts.recipient,
        redactions=facts.redactions,
        edited=facts.edited,
        check_code=facts.check_code,
        checkpoint_note=moment.note,
        certificate_fingerprint=certificate_fingerprint(certificate),
        key_id=grouped(certificate_key_id(certificate)),
        verification_result=facts.verification_result,
        statement=statement_for(facts),
        ledger_extract=extract,
        program=f"Holdfast {casebook.app_version}",
    )


def seal_key(casebook: OpenCasebook) -> SealKey:
    """Return the key that signs the school's documents, with its certificate."""
    certificate = settings.school_key(casebook.connection, CERTIFICATE) or b""
    return SealKey(private_key=casebook.school.p256_pkcs8, certificate=certificate)


def _verified(moment: Moment, acts: Sequence[NamedAct], *, shown: bool) -> str:
    """``shown``: the document stands on entries, which were all checked again for it."""
    entries = f"each of the {moment.head.size} entries of the record had been verified by then"
    when = long_moment(moment.at)
    said = (
        f"Every entry shown was verified on {when}, before this document was made; {entries}."
        if shown
        else f"This document was made on {when}; {entries}."
    )
    return f"{said} {acts_in_short(acts)}".rstrip()
