"""Passes a child's file on to the next school: sealed, entered in the register, answered for."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.documents import leaving
from desktop.usecases.lead.documents.child_protection_file import (
    ATTACHED,
    FILES,
    file_entries,
    file_pupil,
)
from desktop.usecases.lead.documents.copies import Copies, make_copies
from desktop.usecases.lead.documents.file_values import kept_files
from desktop.usecases.lead.documents.front_sheet import long_date
from desktop.usecases.lead.documents.prepare import Progress, prepare_document
from desktop.usecases.lead.documents.prepared import PreparedDocument
from desktop.usecases.lead.documents.request import DocumentRequest
from desktop.usecases.lead.transfer_contents import (
    contents_words,
    pack_rows,
    stored_in_pack,
    transfer_extract,
)
from desktop.usecases.lead.transfer_receipts import KIND, answer_days, day_of, today
from desktop.usecases.pack_contents import DOCUMENT, ENTRIES, RECEIPT, StoredInPack, write_contents
from desktop.usecases.pack_report import check_before_it_leaves
from exports.document_rendering import render_sheet
from exports.transfer_receipt import TransferSlip, transfer_receipt
from storage.database.repositories import ledger_rows, settings
from storage.intake import vocabularies
from storage.keys.passphrases import new_passphrase
from storage.keys.passwords import KdfParameters
from storage.letterbox.transfer_pack import seal_pack
from storage.records import permissions
from storage.records.errors import UserFacingError
from storage.records.events import Event, FileContent

USUAL_PURPOSE = "Transfer of the child protection file to the next school"
_FILE_KIND = "child_protection_file"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRequest:
    """What is asked for. ``recipient`` names the school and the person there; ``method`` is a code
    of resources/vocabularies/transfer_methods.toml; ``sent_on`` an ISO day, today when empty.

    ``as_pdf`` makes a locked document with the stored files inside instead of a pack.
    """

    pupil_id: str
    recipient: str
    path: Path
    method: str
    purpose: str = USUAL_PURPOSE
    sent_on: str = ""
    as_pdf: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PackMade:
    """A file that was passed on. ``passphrase`` is told by telephone and kept nowhere.

    ``answer_by`` is the ISO day on which the receipt is due, five school days after the day it was
    sent; ``answer_by_calendar`` five days by the calendar.
    """

    path: str
    export_id: str
    sha256: str
    pages: int
    entries: int
    files: int
    files_lost: int
    check_code: str
    key_id: str
    sent_on: str
    answer_by: str
    answer_by_calendar: str
    passphrase: str = field(default="", repr=False)
    receipt: bytes = field(default=b"", repr=False)


def create_pack(
    casebook: OpenCasebook,
    *,
    request: PackRequest,
    kdf: KdfParameters,
    progress: Progress | None = None,
) -> PackMade:
    """Make the pack (or the locked document), its entry in the register, and the receipt slip.

    ``kdf`` is the cost of the passphrase. A crash leaves nothing, or an entry without a file.
    Raises pack.unknown_method, pack.sent_day, pack.too_large, pack.would_not_hold and what
    prepare_document raises.
    """
    permissions.require(casebook.person.role, permissions.EXPORT)
    casebook.require_fresh_code()
    sent_on = _checked(casebook, request)
    prepared = prepare_document(casebook, request=_file_request(request), progress=progress)
    entries = file_entries(casebook, file_pupil(casebook, request.pupil_id))
    stored = stored_in_pack(kept_files(casebook, entries))
    counted = Counter(file.content is not None for file in stored)
    sending = _Sending(
        casebook=casebook, request=request, prepared=prepared, sent_on=sent_on, stored=stored
    )
    slip = _slip(sending, contents_words(prepared.pages, len(entries), counted))
    receipt = render_sheet(transfer_receipt(slip)).pdf
    copies = _copies(sending, receipt=receipt, kdf=kdf)
    days = answer_days(sent_on)
    made = PackMade(
        path=str(request.path),
        export_id=prepared.export_id,
        sha256=copies.sha256,
        pages=prepared.pages,
        entries=len(entries),
        files=counted[True],
        files_lost=counted[False],
        check_code=prepared.check_code,
        key_id=prepared.document.provenance.key_id,
        sent_on=sent_on.isoformat(),
        answer_by=days.school.isoformat(),
        answer_by_calendar=days.calendar.isoformat(),
        passphrase=copies.password,
        receipt=receipt,
    )
    _leave(sending, made, copies)
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sending:
    """A file on its way out: what was asked for, its document, and the files that go with it."""

    casebook: OpenCasebook
    request: PackRequest
    prepared: PreparedDocument
    sent_on: date
    stored: tuple[StoredInPack, ...]


def _checked(casebook: OpenCasebook, request: PackRequest) -> date:
    methods = vocabularies.load("transfer_methods").items
    if request.method not in {item.code for item in methods}:
        known = ", ".join(item.code for item in methods)
        raise UserFacingError("pack.unknown_method", known=known)
    sent_on = day_of(request.sent_on) if request.sent_on else today(casebook)
    if sent_on is None:
        raise UserFacingError("pack.sent_day")
    return sent_on


def _file_request(request: PackRequest) -> DocumentRequest:
    return DocumentRequest(
        kind=_FILE_KIND,
        pupil_id=request.pupil_id,
        purpose=request.purpose,
        recipient=request.recipient,
        product="locked" if request.as_pdf else "signed",
        answers={FILES: ATTACHED} if request.as_pdf else {},
    )


def _slip(sending: _Sending, contents: tuple[str, ...]) -> TransferSlip:
    casebook, request, prepared = sending.casebook, sending.request, sending.prepared
    school = settings.school(casebook.connection)
    pupil = file_pupil(casebook, request.pupil_id)
    days = answer_days(sending.sent_on)
    method = vocabularies.load("transfer_methods").label(request.method)
    person = casebook.person
    return TransferSlip(
        school_name=school.name,
        school_urn=school.urn,
        recipient=request.recipient.strip(),
        reference=pupil.id,
        export_id=prepared.export_id,
        born=long_date(pupil.details.date_of_birth),
        sent_on=long_date(sending.sent_on.isoformat()),
        method=method,
        sent_by=", ".join(part for part in (person.name, person.job_title) if part),
        answer_by=long_date(days.school.isoformat()),
        answer_by_calendar=long_date(days.calendar.isoformat()),
        contents=contents,
        key_id=prepared.document.provenance.key_id,
        check_code=prepared.check_code,
        made_at=prepared.moment.at,
        program=f"Holdfast {casebook.app_version}",
    )


def _copies(sending: _Sending, *, receipt: bytes, kdf: KdfParameters) -> Copies:
    """What leaves (the pack, or the locked document) and the signed document that stays."""
    casebook, request, prepared = sending.casebook, sending.request, sending.prepared
    if request.as_pdf:
        return make_copies(casebook, prepared=prepared, product="locked", path=None, first=None)
    signed = make_copies(casebook, prepared=prepared, product="signed", path=None, first=None)
    school = settings.school(casebook.connection)
    pupil = file_pupil(casebook, request.pupil_id)
    extract = transfer_extract(casebook, pupil_id=pupil.id, note=prepared.moment.note)
    content, files = write_contents(
        texts={
            "export_id": prepared.export_id,
            "made_at": prepared.moment.at,
            "recipient": request.recipient.strip(),
            "purpose": request.purpose.strip(),
            "program": f"Holdfast {casebook.app_version}",
            "reference": pupil.id,
        },
        school=(school.name, school.urn),
        child=pupil.details,
        rows=pack_rows(file_entries(casebook, pupil)),
        stored=sending.stored,
        own_files={DOCUMENT: signed.kept, ENTRIES: extract, RECEIPT: receipt},
    )
    check_before_it_leaves(content, files, school_key=casebook.school.public_ed25519)
    passphrase = new_passphrase(random_bytes=casebook.random_bytes)
    data = seal_pack(
        content=content,
        files=files,
        passphrase=passphrase,
        kdf=kdf,
        school=casebook.school,
        random_bytes=casebook.random_bytes,
    )
    return Copies(leaves=data, kept=signed.kept, password=passphrase)


def _leave(sending: _Sending, made: PackMade, copies: Copies) -> None:
    """Bytes on disk, entry in the register, name; in that order."""
    casebook, request, prepared = sending.casebook, sending.request, sending.prepared
    file = leaving.begin(casebook, export_id=made.export_id, path=request.path, data=copies.leaves)
    kept = FileContent(
        name=f"{made.export_id}.pdf", media_type="application/pdf", content=copies.kept
    )
    event = Event(
        type="disclosure.made", fields=_fields(request, prepared, made, copies), files=(kept,)
    )
    try:
        with casebook.work() as work:
            work.append(event)
            ledger_rows.remember_checkpoint(
                work.connection, prepared.moment.note, where=made.export_id, at=prepared.moment.at
            )
    except BaseException:
        file.discard()
        leaving.end(casebook)
        raise
    file.publish()
    leaving.end(casebook)


def _fields(
    request: PackRequest, prepared: PreparedDocument, made: PackMade, copies: Copies
) -> dict[str, Any]:
    contents, moment = prepared.contents, prepared.moment
    return {
        "id": made.export_id,
        "document": KIND,
        "pupils": list(contents.pupils),
        "purpose": request.purpose.strip(),
        "recipient": request.recipient.strip(),
        "sha256": made.sha256,
        "pages": made.pages,
        "page_codes": list(prepared.page_codes),
        "shown": contents.shown,
        "total": contents.total,
        "selection": contents.selection,
        "redactions": [],
        "file_name": request.path.name,
        "size": moment.head.size,
        "root": moment.head.root.hex(),
        "locked": True,
        # a passphrase that nobody saw opens nothing: after a crash the file is taken away again
        "product": "locked",
        "how": "file",
        "kept_sha256": hashlib.sha256(copies.kept).hexdigest(),
        "title": contents.title,
        "look": contents.look,
        "method": request.method,
        "sent_on": made.sent_on,
    }
