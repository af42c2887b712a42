"""Documents of the register of disclosures, in the words that papers about them print."""

from collections.abc import Sequence
from typing import Any

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.transfer_receipts import receipt_words
from desktop.usecases.report import long_moment
from exports.court_papers import RegisteredDocument
from storage.database.repositories import disclosures
from storage.database.repositories.disclosures import DisclosureRow
from storage.intake import vocabularies
from storage.ledger.fingerprint import check_code
from storage.records.errors import UserFacingError
from storage.records.redaction import Redactor

_FORMS = {
    "locked": "locked copy",
    "signed": "signed copy",
    "working": "working copy, not evidence",
}


def registered(
    casebook: OpenCasebook, *, ids: Sequence[str], redactor: Redactor
) -> tuple[tuple[DisclosureRow, RegisteredDocument], ...]:
    """Return the documents of these export ids in the order given.

    Raises documents.choose_documents when none is named, documents.not_in_register for one that is
    not there, and documents.working_copy_is_no_record: such a copy can be edited and has no pages.
    """
    if not ids:
        raise UserFacingError("documents.choose_documents")
    found = []
    for export_id in dict.fromkeys(ids):
        row = disclosures.disclosure(casebook.connection, export_id)
        if row is None:
            raise UserFacingError("documents.not_in_register", export=export_id)
        first = _first_of(casebook, row)
        if row.product == "working" or not first.page_codes:
            raise UserFacingError("documents.working_copy_is_no_record", export=export_id)
        found.append((row, _document(row, first=first, redactor=redactor)))
    return tuple(found)


def kind_words(row: DisclosureRow) -> str:
    """Return what kind of document it was, in words."""
    return vocabularies.load("documents").label(row.document)


def form_words(row: DisclosureRow) -> str:
    """Return in which form it left, in words: ``locked copy``, ``signed copy, printed``; of a file
    passed on to another school also whether its receipt has come.
    """
    form = _FORMS.get(row.product, row.product)
    form = f"{form}, printed" if row.how == "print" else form
    return "; ".join(part for part in (form, receipt_words(row)) if part)


def left_out_words(row: DisclosureRow) -> str:
    """Return in a few words what was left out of it on purpose."""
    values = row.values
    count = len(values.get("redactions") or ())
    said = [
        *([] if not count else ["1 name or text" if count == 1 else f"{count} names or texts"]),
        *(["the number of records (subject access)"] if values.get("subject_access") else []),
    ]
    return " and ".join(said) or "nothing marked"


def pupils_of(rows: Sequence[DisclosureRow]) -> tuple[str, ...]:
    """Return the ids of the children whom these documents are about, each once."""
    return tuple(dict.fromkeys(pupil for row in rows for pupil in row.pupils))


def _first_of(casebook: OpenCasebook, row: DisclosureRow) -> DisclosureRow:
    """The document whose pages these are: a further copy of it keeps none of its own."""
    first = disclosures.disclosure(casebook.connection, row.copy_of) if row.copy_of else None
    return first or row


def _document(
    row: DisclosureRow, *, first: DisclosureRow, redactor: Redactor
) -> RegisteredDocument:
    values: dict[str, Any] = first.values
    root = values.get("root")
    return RegisteredDocument(
        entry=row.seq,
        export_id=row.id,
        title=redactor.apply(values.get("title") or kind_words(row)),
        first_id=first.id if first is not row else "",
        pages=len(first.page_codes),
        page_codes=first.page_codes,
        period=redactor.apply(values.get("period") or ""),
        sha256=row.sha256,
        kept_sha256=first.kept_sha256,
        made=long_moment(row.recorded_at),
        made_by=redactor.apply(row.author),
        made_for=redactor.apply(row.recipient),
        left_out=left_out_words(first),
        check_code=check_code(bytes.fromhex(root)) if root else "",
        entries=values.get("size") or 0,
        printed=row.how == "print",
    )
