"""Makes a document ready to leave: verify, withhold, build, prove, lay out; nothing is written."""

import json
from collections.abc import Callable
from dataclasses import replace

from desktop.usecases.compare_texts import compare_document
from desktop.usecases.lead.casebook import OpenCasebook, check_signature
from desktop.usecases.lead.documents.kinds import DocumentKind, builder_of, kind_of
from desktop.usecases.lead.documents.page_codes import PageCodes
from desktop.usecases.lead.documents.prepared import Master, PreparedDocument
from desktop.usecases.lead.documents.provenance import Moment, document_of
from desktop.usecases.lead.documents.request import Contents, DocumentRequest, Withholding
from desktop.usecases.lead.documents.verified import verify_before_export
from desktop.usecases.lead.documents.withholding import redactor_for
from exports.document import Document
from exports.document_extract import document_extract
from exports.document_rendering import LaidOut, lay_out_document
from storage.database.repositories import pupils
from storage.ledger.extract import check_extract
from storage.records import permissions
from storage.records.errors import BrokenLedgerError, UserFacingError
from storage.records.identifiers import new_id
from storage.records.times import to_text

Progress = Callable[[int, int], None]
_STEPS = 5


def prepare_document(
    casebook: OpenCasebook, *, request: DocumentRequest, progress: Progress | None = None
) -> PreparedDocument:
    """Return the document as it will leave, in memory. No file and no entry is made.

    ``progress`` is called with steps done and steps in all, and may raise to cancel. Raises
    documents.unknown_kind, documents.product_not_offered, documents.only_when_asked,
    documents.answer_unknown, export.incomplete, pupils.not_found, export.nothing, ledger.broken,
    export.row_differs, documents.text_differs, keys.fresh_code_needed.
    """
    permissions.require(casebook.person.role, permissions.EXPORT)
    casebook.require_fresh_code()
    _check_request(casebook, request)
    step = _Steps(progress)
    verify_before_export(casebook)
    step()
    head = casebook.head()
    moment = Moment(
        export_id=new_id("export", casebook.random_bytes),
        at=to_text(casebook.clock()),
        head=head,
        note=casebook.signed_note(head),
    )
    contents, document = _build(casebook, request=request, moment=moment)
    step()
    _check_words(document)
    step()
    codes = None if request.product == "working" else PageCodes(casebook.random_bytes(32))
    laid_out = None if codes is None else lay_out_document(document, page_code=codes)
    step()
    master = None
    if request.withhold != Withholding():
        master = _master(casebook, request=request, moment=moment)
    step()
    return PreparedDocument(
        request=request,
        contents=contents,
        document=document,
        moment=moment,
        laid_out=laid_out,
        codes=codes,
        master=master,
        warnings=_warnings(laid_out),
    )


class _Steps:
    """Counts the steps of a preparation; telling one may cancel it."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._done = 0

    def __call__(self) -> None:
        self._done += 1
        if self._progress is not None:
            self._progress(self._done, _STEPS)


def _check_request(casebook: OpenCasebook, request: DocumentRequest) -> DocumentKind:
    kind = kind_of(request.kind)
    if not request.purpose.strip() or not request.recipient.strip():
        raise UserFacingError("export.incomplete")
    if request.product not in kind.products:
        raise UserFacingError("documents.product_not_offered", known=", ".join(kind.products))
    if kind.asked_by and request.requested_by not in kind.asked_by:
        raise UserFacingError("documents.only_when_asked", known=", ".join(kind.asked_by))
    if not request.answers.keys() <= set(kind.answers):
        raise UserFacingError("documents.answer_unknown", known=", ".join(kind.answers) or "-")
    if kind.needs_pupil and pupils.pupil(casebook.connection, request.pupil_id) is None:
        raise UserFacingError("pupils.not_found")
    return kind


def _build(
    casebook: OpenCasebook, *, request: DocumentRequest, moment: Moment
) -> tuple[Contents, Document]:
    redactor = redactor_for(casebook, request=request)
    contents = builder_of(request.kind)(casebook, request, redactor)
    document = document_of(
        casebook, request=request, contents=contents, redactor=redactor, moment=moment
    )
    return contents, document


def _master(casebook: OpenCasebook, *, request: DocumentRequest, moment: Moment) -> Master:
    """The unredacted master, of the same state of the record; it is checked as well."""
    whole = replace(
        request,
        withhold=Withholding(),
        subject_access=False,
        recipient="Nobody: the unredacted master, kept in the school's record",
        purpose=f"Shows what was withheld in {moment.export_id}",
    )
    contents, document = _build(casebook, request=whole, moment=moment)
    _check_words(document)
    return Master(
        document=document, codes=PageCodes(casebook.random_bytes(32)), files=contents.files
    )


def _check_words(document: Document) -> None:
    """The words come from the read tables: nothing leaves that the entries themselves do not say.

    It checks every attached entry once more as well, also those verified long ago.
    """
    attached = json.loads(document.provenance.ledger_extract)
    extract = check_extract(attached, check_signature=check_signature)
    if extract.faults:
        first = extract.faults[0]
        raise BrokenLedgerError(position=first.position, fault=first.kind)
    verdict = compare_document(json.loads(document_extract(document)), extract.proved)
    if verdict.rows.differing:
        raise UserFacingError("export.row_differs", row=verdict.rows.differing[0])
    if verdict.differing:
        raise UserFacingError("documents.text_differs", entry=verdict.differing[0].entry)


def _warnings(laid_out: LaidOut | None) -> tuple[UserFacingError, ...]:
    if laid_out is None:
        return (UserFacingError("documents.working_copy"),)
    return tuple(UserFacingError(each.code, **each.facts) for each in laid_out.warnings)
