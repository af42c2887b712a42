"""The termly record certificate: one page with the check code, to be signed and kept elsewhere."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.create_school import CERTIFICATE as SCHOOL_CERTIFICATE
from desktop.usecases.lead.documents.verified import verify_before_export
from desktop.usecases.lead.given_out import CERTIFICATE, sizes_to_go_on_from
from desktop.usecases.lead.named_acts import named_acts
from exports.certificate_words import CertificateDocument
from exports.file_writer import prepare
from exports.ledger_certificate import render_certificate
from exports.model import CheckCode
from exports.seal import SealKey, certificate_fingerprint, seal
from storage.database.repositories import anchors, ledger_rows, settings
from storage.intake import vocabularies
from storage.keys.signing import certificate_key_id, grouped
from storage.ledger.checkpoint import Checkpoint
from storage.ledger.extract import make_extract
from storage.ledger.fingerprint import CheckCode as LedgerCheckCode
from storage.records import canonical_json, permissions, times
from storage.records.errors import UserFacingError
from storage.records.events import Event, FileContent
from storage.records.identifiers import new_id
from storage.records.school_calendar import SchoolCalendar, Term

_REASON = "Record certificate of a safeguarding record"
_LONGEST = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeCertificate:
    """What was made; ``size`` is the number of entries the check code covers, ``at`` UTC text.

    ``document`` is what the page says, to print it.
    """

    id: str
    path: str
    sha256: str
    check_code: str
    size: int
    at: str
    document: CertificateDocument = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateDue:
    """Whether a certificate should be made: none was given in the present term, or since the last.

    ``term`` is its name and year ("autumn 2026"), ``since`` the time of the last certificate (UTC
    text, None where there is none), ``due_from`` the day (ISO) from which the term asks for one.
    """

    due: bool
    term: str
    since: str | None
    due_from: str | None


def make_certificate(
    casebook: OpenCasebook,
    *,
    path: Path,
    recipient: str,
    kept_where: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> MadeCertificate:
    """Verify the record, write the signed page to ``path`` and enter into the ledger who got it.

    A crash leaves nothing, or an entry and a temporary file that is reported. Raises
    certificate.incomplete, certificate.too_long, ledger.broken, exports.folder_read_only,
    exports.disk_full.
    """
    permissions.require(casebook.person.role, permissions.EXPORT)
    casebook.require_fresh_code()
    recipient, kept_where = recipient.strip(), kept_where.strip()
    if not recipient:
        raise UserFacingError("certificate.incomplete")
    if max(len(recipient), len(kept_where)) > _LONGEST:
        raise UserFacingError("certificate.too_long", longest=_LONGEST)
    verify_before_export(casebook)
    at = times.to_text(casebook.clock())
    head = casebook.head()
    document = _document(casebook, head=head, at=at, recipient=recipient, kept_where=kept_where)
    if progress is not None:
        progress(0, 1)
    own = settings.school_key(casebook.connection, SCHOOL_CERTIFICATE) or b""
    data = seal(
        render_certificate(document),
        key=SealKey(private_key=casebook.school.p256_pkcs8, certificate=own),
        signed_at=at,
        reason=_REASON,
    )
    sha256 = _publish(casebook, document=document, head=head, data=data, path=path)
    if progress is not None:
        progress(1, 1)
    return MadeCertificate(
        id=document.certificate_id,
        path=str(path),
        sha256=sha256,
        check_code=document.check_code.code,
        size=head.size,
        at=at,
        document=document,
    )


def certificate_due(casebook: OpenCasebook) -> CertificateDue:
    """Say whether this term still lacks its certificate; from the second half of the term on, or
    as soon as the last one is older than the term before.
    """
    last = next(iter(anchors.given(casebook.connection, prefix=CERTIFICATE, limit=1)), None)
    since = last.at if last is not None else None
    given = times.from_text(since).astimezone(times.SCHOOL_ZONE).date() if since else None
    today = casebook.clock().astimezone(times.SCHOOL_ZONE).date()
    return due_by_term(vocabularies.load_calendar(), today=today, given=given, since=since)


def due_by_term(
    calendar: SchoolCalendar, *, today: date, given: date | None, since: str | None = None
) -> CertificateDue:
    """The rule: one certificate in each term, asked for after its half-term holiday; in a holiday
    the term that ended counts. Where the calendar knows no term, one in four months.
    """
    begun = [term for term in calendar.terms if term.first <= today]
    if not begun or today - max(term.last for term in begun) > timedelta(days=100):
        late = given is None or today - given > timedelta(days=122)
        return CertificateDue(due=late, term="", since=since, due_from=None)
    term = max(begun, key=lambda each: each.first)
    asked_from = _asked_from(term, given=given, before=begun)
    return CertificateDue(
        due=today >= asked_from and (given is None or given < term.first),
        term=f"{term.name} {term.year}",
        since=since,
        due_from=asked_from.isoformat(),
    )


def _asked_from(term: Term, *, given: date | None, before: list[Term]) -> date:
    """After half term; from the first day where the term before had none either."""
    earlier = sorted(each.first for each in before if each.first < term.first)
    if given is not None and earlier and given < earlier[-1]:
        return term.first
    return term.half_last + timedelta(days=1)


def _document(
    casebook: OpenCasebook, *, head: Checkpoint, at: str, recipient: str, kept_where: str
) -> CertificateDocument:
    connection = casebook.connection
    school = settings.school(connection)
    own = settings.school_key(connection, SCHOOL_CERTIFICATE) or b""
    note = casebook.signed_note(head)
    code = LedgerCheckCode.of(head, at=at)
    last = anchors.moment_of(connection, head.size - 1)
    role = casebook.person.job_title or "Designated safeguarding lead"
    extract = make_extract(
        [],
        tree=ledger_rows.tree(connection),
        checkpoint_note=note,
        checkpoint_key=casebook.school.public_ed25519,
        authors={},
        shown={},
        goes_on_from=sizes_to_go_on_from(casebook),
    )
    return CertificateDocument(
        certificate_id=new_id("certificate", casebook.random_bytes),
        school_name=school.name,
        school_urn=school.urn,
        entries=head.size,
        gone=len({seq for act in named_acts(connection) for seq in act.taken}),
        last_entry_at=last[0] if last else at,
        made_at=at,
        made_by=f"{casebook.person.name}, {role}",
        given_to=recipient,
        kept_where=kept_where,
        check_code=CheckCode(code=code.code, size=code.size, at=code.at),
        checkpoint_note=note,
        certificate_fingerprint=certificate_fingerprint(own),
        document_key=grouped(certificate_key_id(own)),
        ledger_key=grouped(casebook.school.key_id),
        ledger_extract=canonical_json.encode(extract),
        program=f"Holdfast {casebook.app_version}",
    )


def _publish(
    casebook: OpenCasebook,
    *,
    document: CertificateDocument,
    head: Checkpoint,
    data: bytes,
    path: Path,
) -> str:
    sha256 = hashlib.sha256(data).hexdigest()
    prepared = prepare(path, data)
    file = FileContent(
        name=f"{document.certificate_id}.pdf", media_type="application/pdf", content=data
    )
    fields = {
        "where": document.kept_where or document.given_to,
        "size": head.size,
        "root": head.root.hex(),
        "document": document.certificate_id,
        "recipient": document.given_to,
        "sha256": sha256,
    }
    try:
        with casebook.work() as work:
            work.append(Event(type="checkpoint.given", fields=fields, files=(file,)))
            ledger_rows.remember_checkpoint(
                work.connection,
                document.checkpoint_note,
                where=f"{CERTIFICATE}{document.certificate_id}:{document.given_to}",
                at=document.made_at,
            )
    except BaseException:
        prepared.discard()
        raise
    prepared.publish()
    return sha256
