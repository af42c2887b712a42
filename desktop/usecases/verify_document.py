"""Checks an exported PDF without a sign-in: what is proved, what is not, and where it
first breaks.
"""

import json
from dataclasses import asdict, dataclass
from typing import Any

from desktop.usecases.report import Report
from desktop.usecases.verify_lines import (
    Findings,
    find_print,
    find_record,
    find_signature,
    key_id_of,
)
from exports.inspect import PdfInspection, inspect_pdf
from exports.seal import FIELD as SIGNATURE_FIELD
from storage.keys.person_keys import key_id_of as ledger_key_id_of
from storage.keys.person_keys import verify as verify_signature
from storage.keys.signing import grouped
from storage.ledger.extract import ExtractVerdict, check_extract
from storage.records.errors import UserFacingError

__all__ = ["CheckedDocument", "Report", "check_document", "key_id_of", "verify_pdf"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedDocument:
    """A report on a document, and what was read to make it where it could be read."""

    report: Report
    inspection: PdfInspection | None = None
    extract: ExtractVerdict | None = None


_TRUTH = "That what was written is true, or complete."
_HAND = (
    "That the person named wrote it with their own hand: a PIN or password of that name was"
    " used, and the names of authors stand in the document as the school put them there."
)
_OWN_WORDS = (
    "The words around the records (headings, labels, times in words, names of authors, what the"
    " school says of itself, and texts in which a name was exchanged): they are the school's, no"
    " entry holds them."
)
_CHOICE = (
    "Which entries were chosen and how many there are, and the headings beside them: they are the"
    " school's own statement."
)
_ALWAYS_OPEN = {
    "chronology": (_TRUTH, _HAND, _CHOICE),
    "document": (_TRUTH, _HAND, _OWN_WORDS, _CHOICE),
    "ledger_certificate": (
        _TRUTH,
        "That the school's record still has this check code: compare it with the record,"
        " or with a later document of the school.",
        "That the print on the page is the attached data: the page's code was found on it, its"
        " words were not read. Compare them by eye.",
    ),
}


def verify_pdf(data: bytes, *, expect_key: str = "", password: str | None = None) -> Report:
    """Check signature, pages, and the ledger extract with its proofs.

    ``expect_key`` is the key id obtained from the school another way (telephone, letter); only then
    is the school's identity proved. Never raises for a damaged file: the report says "changed" or
    "unreadable". Raises exports.password_needed and exports.password_wrong.
    """
    return check_document(data, expect_key=expect_key, password=password).report


def check_document(
    data: bytes, *, expect_key: str = "", password: str | None = None
) -> CheckedDocument:
    """Check any document of this program as ``verify_pdf`` does, and keep what was read."""
    try:
        inspection = inspect_pdf(data, password=password)
    except UserFacingError as error:
        if error.code in ("exports.password_needed", "exports.password_wrong"):
            raise
        return CheckedDocument(report=_not_read(data, code=error.code))
    found = Findings()
    for fault in inspection.faults:
        found.fault(fault.code, **fault.facts)
    extract = _extract(inspection, found)
    find_signature(found, inspection, expect_key=expect_key)
    find_print(found, inspection)
    if extract is None:
        found.not_proved.append(
            "That a record stands behind the rows: no entries of it are attached."
        )
    else:
        find_record(found, inspection, extract)
    # which entry is contradicted says more than on which page it shows
    found.faults.sort(key=lambda fault: fault["code"] == "exports.print_differs")
    result = "changed" if found.faults else "ok"
    if result != "ok":
        found.proved.clear()
        found.not_proved.insert(0, "That this file is as the school exported it.")
    report = Report(
        result=result,
        proved=tuple(found.proved),
        not_proved=(*found.not_proved, *_ALWAYS_OPEN[inspection.kind]),
        first_fault=found.faults[0] if found.faults else None,
        details=_details(inspection, extract, found),
    )
    return CheckedDocument(report=report, inspection=inspection, extract=extract)


def _details(
    inspection: PdfInspection, extract: ExtractVerdict | None, found: Findings
) -> dict[str, Any]:
    signer = extract.checkpoint_key if extract is not None and extract.checkpoint_signed else b""
    kind = inspection.facts.get("kind") if inspection.kind == "document" else inspection.kind
    return {
        "document": str(kind),
        "export_id": inspection.export_id,
        "pages": inspection.pages,
        "key_id": key_id_of(inspection),
        "check_code": inspection.check_code,
        "entries": inspection.check_code_size,
        "ledger_key_id": grouped(ledger_key_id_of(signer)) if signer else "",
        "signed_words": [asdict(one) for one in found.signed],
    }


def _not_read(data: bytes, *, code: str) -> Report:
    """A file that no longer opens: damaged where it still carries our signature, else not ours."""
    signed = b"/ByteRange" in data and SIGNATURE_FIELD.encode() in data
    ours = data.startswith(b"%PDF-") and signed
    return Report(
        result="changed" if ours else "unreadable",
        proved=(),
        not_proved=(
            "That this file is as the school exported it."
            if ours
            else "Anything: the file cannot be read as one of our documents.",
            _TRUTH,
        ),
        first_fault={"code": code},
    )


def _check(public: bytes, signature: bytes, message: bytes) -> bool:
    return verify_signature(public, message, signature)


def _extract(inspection: PdfInspection, found: Findings) -> ExtractVerdict | None:
    if not inspection.ledger_extract:
        return None
    try:
        value = json.loads(inspection.ledger_extract)
    except (ValueError, RecursionError):
        found.fault("verify.extract_unreadable")
        return None
    return check_extract(value, check_signature=_check)
