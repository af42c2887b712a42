"""The evidential chronology: verify, render, write, enter the disclosure into the ledger, publish;
in that order.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from desktop.usecases.lead.casebook import OpenCasebook, check_signature
from desktop.usecases.lead.chronology_rows import document_rows
from desktop.usecases.lead.create_school import CERTIFICATE
from desktop.usecases.lead.given_out import sizes_to_go_on_from
from desktop.usecases.lead.ledger_extract import document_extract
from desktop.usecases.lead.named_acts import NamedAct, acts_in_short, named_acts
from desktop.usecases.lead.withheld_names import redactor_of
from desktop.usecases.printed_rows import compare_rows
from exports.chronology_document import as_document, render_chronology
from exports.chronology_working_copy import working_copy_csv, working_copy_docx
from exports.extract import chronology_extract
from exports.file_writer import prepare
from exports.model import CheckCode, ChronologyDocument, Profile, Redaction
from exports.seal import SealKey, certificate_fingerprint, seal
from storage.database import check
from storage.database.repositories import actions, chronology, ledger_rows, pupils, settings
from storage.intake import vocabularies
from storage.keys.signing import certificate_key_id, grouped
from storage.ledger.checkpoint import read_note
from storage.ledger.extract import check_extract
from storage.ledger.fingerprint import CheckCode as LedgerCheckCode
from storage.ledger.verification import VerifiedState
from storage.records import permissions
from storage.records.chronology import ChronologyEntry
from storage.records.errors import BrokenLedgerError, UserFacingError
from storage.records.events import Event, FileContent
from storage.records.identifiers import new_id
from storage.records.pupil import Pupil
from storage.records.redaction import Redactor
from storage.records.times import SCHOOL_ZONE, from_text, to_text

PROFILES = ("court", "referral", "working")
_PAGE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest:
    """What is asked for; ``path`` is where the file goes, ``redact`` names or pupil ids to be
    withheld.
    """

    pupil_id: str
    profile: str
    purpose: str
    recipient: str
    path: Path
    significant_only: bool = False
    redact: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was made; ``fingerprint`` is the check code printed on every page, ``sha256`` that of
    the file.
    """

    path: str
    pages: int
    entries_shown: int
    entries_total: int
    export_id: str
    fingerprint: str
    sha256: str
    warnings: tuple[UserFacingError, ...]


def verify_before_export(casebook: OpenCasebook) -> VerifiedState:
    """Verify the ledger (from the last fully verified root onwards); a broken one stops every
    export.
    """
    state = check.last_verified(casebook.connection)
    verdict = (
        check.verify_since(casebook.connection, check_signature=check_signature, state=state)
        if state is not None
        else check.verify_all(casebook.connection, check_signature=check_signature)
    )
    if not verdict.ok and verdict.first_fault is not None:
        raise BrokenLedgerError(
            position=verdict.first_fault.position, fault=verdict.first_fault.kind
        )
    check.remember_verified(casebook.connection, verdict.state)
    return verdict.state


def export_chronology(
    casebook: OpenCasebook,
    *,
    request: ExportRequest,
    progress: Callable[[int, int], None] | None = None,
) -> Exported:
    """Make the document and its entry. A crash leaves nothing, or an entry and a temporary file
    that is reported.

    Raises export.incomplete, export.nothing, export.row_differs, ledger.broken,
    exports.folder_read_only, exports.disk_full.
    """
    permissions.require(casebook.person.role, permissions.EXPORT)
    casebook.require_fresh_code()
    if not request.purpose.strip() or not request.recipient.strip():
        raise UserFacingError("export.incomplete")
    if request.profile not in PROFILES:
        raise UserFacingError("export.profile_unknown", known=", ".join(PROFILES))
    pupil = pupils.pupil(casebook.connection, request.pupil_id)
    if pupil is None:
        raise UserFacingError("pupils.not_found")
    verify_before_export(casebook)
    entries = chronology.of_pupil(
        casebook.connection, pupil.id, significant_only=request.significant_only
    )
    if not entries:
        raise UserFacingError("export.nothing")
    redactor = redactor_of(casebook, pupil=pupil, asked=request.redact)
    document, at = _document(
        casebook, request=request, pupil=pupil, entries=entries, redactor=redactor
    )
    _check_rows(document)
    if request.profile == "working":
        return _working_copy(casebook, request=request, document=document, pupil=pupil)
    codes = _PageCodes(casebook.random_bytes(32))
    rendered = render_chronology(document, page_code=codes, progress=progress)
    certificate = settings.school_key(casebook.connection, CERTIFICATE) or b""
    data = seal(
        rendered.pdf,
        key=SealKey(private_key=casebook.school.p256_pkcs8, certificate=certificate),
        signed_at=at,
    )
    exported = _publish(
        casebook,
        request=request,
        document=document,
        pupil=pupil,
        data=data,
        pages=rendered.pages,
        page_codes=rendered.page_codes,
    )
    warnings = tuple(
        UserFacingError(warning.code, **warning.facts) for warning in rendered.warnings
    )
    return replace(exported, warnings=warnings)


def _check_rows(document: ChronologyDocument) -> None:
    """The rows come from the read tables: nothing leaves that the entries themselves do not say.

    It checks every attached entry once more as well, also those verified long ago.
    """
    extract = check_extract(json.loads(document.ledger_extract), check_signature=check_signature)
    if extract.faults:
        first = extract.faults[0]
        raise BrokenLedgerError(position=first.position, fault=first.kind)
    data = json.loads(chronology_extract(as_document(document)))
    differing = compare_rows(data["rows"], extract.proved).differing
    if differing:
        raise UserFacingError("export.row_differs", row=differing[0])


class _PageCodes:
    """Eight characters for each page, from a secret of this export alone."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def __call__(self, page: int) -> str:
        digest = hashlib.sha256(b"casebook/page/v1\x00" + self._secret + page.to_bytes(4, "big"))
        number = int.from_bytes(digest.digest()[:5], "big")
        text = "".join(_PAGE_ALPHABET[(number >> (5 * place)) & 31] for place in range(8))
        return f"{text[:4]}-{text[4:]}"


def _document(
    casebook: OpenCasebook,
    *,
    request: ExportRequest,
    pupil: Pupil,
    entries: tuple[ChronologyEntry, ...],
    redactor: Redactor,
) -> tuple[ChronologyDocument, str]:
    connection = casebook.connection
    school = settings.school(connection)
    certificate = settings.school_key(connection, CERTIFICATE) or b""
    at = to_text(casebook.clock())
    head = casebook.head()
    code, note = LedgerCheckCode.of(head, at=at), casebook.signed_note(head)
    kinds = {item.code: item.label for item in vocabularies.load("entry_kinds").items}
    tasks = {task.id: task for task in actions.of_pupil(connection, pupil.id)}
    details = pupil.details
    profile: Profile = "court" if request.profile == "court" else "referral"
    document = ChronologyDocument(
        profile=profile,
        export_id=new_id("export", casebook.random_bytes),
        school_name=school.name,
        school_urn=school.urn,
        child_reference=pupil.id,
        child_name=pupil.display_name,
        child_other_names=_other_names(pupil),
        date_of_birth=_long_day(details.date_of_birth),
        upn=details.upn,
        compiled_by=casebook.person.name,
        compiled_role=casebook.person.job_title or "Designated safeguarding lead",
        compiled_at=at,
        period=_period(entries),
        purpose=request.purpose.strip(),
        recipient=request.recipient.strip(),
        selection_rule="Entries marked significant by the safeguarding lead"
        if request.significant_only
        else "Every entry in this child's file",
        entries_shown=len(entries),
        entries_total=chronology.entries_total(connection, pupil.id),
        rows=document_rows(entries, redactor=redactor, kinds=kinds, tasks=tasks),
        redactions=tuple(
            Redaction(label=item.label, reason=item.reason, by=casebook.person.name)
            for item in redactor.withheld
        ),
        check_code=CheckCode(code=code.code, size=code.size, at=code.at),
        checkpoint_note=note,
        certificate_fingerprint=certificate_fingerprint(certificate),
        key_id=grouped(certificate_key_id(certificate)),
        verification_result=_verified_words(at, head.size, named_acts(connection)),
        ledger_extract=document_extract(
            casebook,
            entries=entries,
            redactor=redactor,
            note=note,
            goes_on_from=sizes_to_go_on_from(casebook, pupil_id=pupil.id),
        ),
        program=f"Holdfast {casebook.app_version}",
    )
    return document, at


def _verified_words(at: str, size: int, acts: Sequence[NamedAct]) -> str:
    moment = from_text(at).astimezone(SCHOOL_ZONE)
    return (
        f"Every entry shown was verified on {moment:%d %B %Y at %H:%M}, before this document was"
        f" made; each of the {size} entries of the record had been verified by then."
        f" {acts_in_short(acts)}"
    ).rstrip()


def _working_copy(
    casebook: OpenCasebook,
    *,
    request: ExportRequest,
    document: ChronologyDocument,
    pupil: Pupil,
) -> Exported:
    csv = request.path.suffix.lower() == ".csv"
    data = working_copy_csv(document) if csv else working_copy_docx(document)
    return _publish(
        casebook,
        request=request,
        document=document,
        pupil=pupil,
        data=data,
        pages=0,
        page_codes=(),
    )


def _publish(
    casebook: OpenCasebook,
    *,
    request: ExportRequest,
    document: ChronologyDocument,
    pupil: Pupil,
    data: bytes,
    pages: int,
    page_codes: tuple[str, ...],
) -> Exported:
    sha256 = hashlib.sha256(data).hexdigest()
    prepared = prepare(request.path, data)
    try:
        with casebook.work() as work:
            work.append(
                _disclosure(
                    request,
                    document=document,
                    pupil=pupil,
                    sha256=sha256,
                    root=read_note(document.checkpoint_note).checkpoint.root,
                    page_codes=page_codes,
                    data=data,
                )
            )
            ledger_rows.remember_checkpoint(
                work.connection,
                document.checkpoint_note,
                where=document.export_id,
                at=document.compiled_at,
            )
    except BaseException:
        prepared.discard()
        raise
    prepared.publish()
    return Exported(
        path=str(request.path),
        pages=pages,
        entries_shown=document.entries_shown,
        entries_total=document.entries_total,
        export_id=document.export_id,
        fingerprint=document.check_code.code,
        sha256=sha256,
        warnings=(),
    )


def _disclosure(
    request: ExportRequest,
    *,
    document: ChronologyDocument,
    pupil: Pupil,
    sha256: str,
    root: bytes,
    page_codes: tuple[str, ...],
    data: bytes,
) -> Event:
    """The entry of the register; the file itself is kept with it, so that a page can be
    shown again.
    """
    is_pdf = bool(page_codes)
    return Event(
        type="disclosure.made",
        fields={
            "id": document.export_id,
            "document": "chronology",
            "profile": request.profile,
            "pupils": [pupil.id],
            "purpose": document.purpose,
            "recipient": document.recipient,
            "sha256": sha256,
            "pages": len(page_codes),
            "page_codes": list(page_codes),
            "shown": document.entries_shown,
            "total": document.entries_total,
            "selection": document.selection_rule,
            "redactions": [
                {"label": item.label, "reason": item.reason, "by": item.by}
                for item in document.redactions
            ],
            "file_name": request.path.name,
            "size": document.check_code.size,
            "root": root.hex(),
            "locked": False,
        },
        files=(
            FileContent(
                name=f"{document.export_id}{request.path.suffix}",
                media_type="application/pdf" if is_pdf else "application/octet-stream",
                content=data,
            ),
        ),
    )


def _other_names(pupil: Pupil) -> str:
    details = pupil.details
    legal = " ".join(
        part
        for part in (details.legal_forename, details.middle_names, details.legal_surname)
        if part
    )
    return legal if legal != pupil.display_name else ""


def _long_day(iso: str) -> str:
    if not iso:
        return "not recorded"
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B} {day.year}"


def _period(entries: Sequence[ChronologyEntry]) -> str:
    dated = [entry.happened for entry in entries if entry.happened.dated]
    if not dated:
        return "No entry is dated"
    first = min(when.earliest or "" for when in dated)[:10]
    last = max(when.latest or "" for when in dated)[:10]
    undated = len(entries) - len(dated)
    more = f", and {undated} undated" if undated else ""
    return f"{_long_day(first)} to {_long_day(last)}{more}"
