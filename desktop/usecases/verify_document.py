"""Checks an exported PDF without a sign-in: what is proved, what is not, and where it
first breaks.
"""

import json
from dataclasses import dataclass
from typing import Any

from desktop.usecases.printed_rows import RowsVerdict, compare_rows
from desktop.usecases.report import Report, entries, long_moment, plain_id, same_id
from exports.inspect import PdfInspection, inspect_pdf
from exports.seal import FIELD as SIGNATURE_FIELD
from storage.keys.person_keys import key_id_of as ledger_key_id_of
from storage.keys.person_keys import verify as verify_signature
from storage.keys.signing import certificate_key_id, grouped
from storage.ledger.extract import ExtractVerdict, check_extract
from storage.ledger.fingerprint import check_code
from storage.records.errors import UserFacingError

__all__ = ["CheckedDocument", "Report", "check_document", "key_id_of", "verify_pdf"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedDocument:
    """A report on a document, and what was read to make it where it could be read."""

    report: Report
    inspection: PdfInspection | None = None
    extract: ExtractVerdict | None = None


_MOST_NUMBERS = 12
_TRUTH = "That what was written is true, or complete."
_PRINT = (
    "That the print on a page is the attached data: each page's code was found on it, its words"
    " were not read. Compare them by eye."
)
_ALWAYS_OPEN = {
    "chronology": (
        _TRUTH,
        "That the person named wrote it with their own hand: a PIN or password of that name was"
        " used, and the names of authors stand in the document as the school put them there.",
        _PRINT,
    ),
    "ledger_certificate": (
        _TRUTH,
        "That the school's record still has this check code: compare it with the record,"
        " or with a later document of the school.",
        _PRINT,
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
    """Check a chronology or a record certificate as ``verify_pdf`` does, and keep what was read."""
    try:
        inspection = inspect_pdf(data, password=password)
    except UserFacingError as error:
        if error.code in ("exports.password_needed", "exports.password_wrong"):
            raise
        return CheckedDocument(report=_not_read(data, code=error.code))
    faults = [_fault(fault.code, dict(fault.facts)) for fault in inspection.faults]
    extract = _extract(inspection, faults)
    proved, not_proved = _signature_lines(inspection, expect_key, faults)
    if extract is None:
        not_proved.append("That a record stands behind the rows: no entries of it are attached.")
    else:
        more, open_points = _extract_lines(inspection, extract, faults)
        proved += more
        not_proved += open_points
    result = "ok" if not faults and inspection.result == "ok" else "changed"
    if result != "ok":
        proved = []
        not_proved.insert(0, "That this file is as the school exported it.")
    report = Report(
        result=result,
        proved=tuple(proved),
        not_proved=(*not_proved, *(_ALWAYS_OPEN[inspection.kind])),
        first_fault=faults[0] if faults else None,
        details=_details(inspection, extract),
    )
    return CheckedDocument(report=report, inspection=inspection, extract=extract)


def _details(inspection: PdfInspection, extract: ExtractVerdict | None) -> dict[str, Any]:
    signer = extract.checkpoint_key if extract is not None and extract.checkpoint_signed else b""
    return {
        "document": inspection.kind,
        "export_id": inspection.export_id,
        "pages": inspection.pages,
        "key_id": key_id_of(inspection),
        "check_code": inspection.check_code,
        "entries": inspection.check_code_size,
        "ledger_key_id": grouped(ledger_key_id_of(signer)) if signer else "",
    }


def _not_read(data: bytes, *, code: str) -> Report:
    """A file that no longer opens: damaged where it still carries our signature, else not ours."""
    ours = data.startswith(b"%PDF-") and SIGNATURE_FIELD.encode() in data
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


def key_id_of(inspection: PdfInspection) -> str:
    """The key id of the certificate that signed, in groups, as printed on the document."""
    return grouped(certificate_key_id(inspection.certificate)) if inspection.certificate else ""


def _fault(code: str, facts: dict[str, Any]) -> dict[str, Any]:
    return {"code": code, **facts}


def _check(public: bytes, signature: bytes, message: bytes) -> bool:
    return verify_signature(public, message, signature)


def _extract(inspection: PdfInspection, faults: list[dict[str, Any]]) -> ExtractVerdict | None:
    if not inspection.ledger_extract:
        return None
    try:
        value = json.loads(inspection.ledger_extract)
    except ValueError:
        faults.append(_fault("verify.extract_unreadable", {}))
        return None
    return check_extract(value, check_signature=_check)


def _signature_lines(
    inspection: PdfInspection, expect_key: str, faults: list[dict[str, Any]]
) -> tuple[list[str], list[str]]:
    proved, not_proved = [], []
    actual = key_id_of(inspection)
    if inspection.signed and inspection.signature_intact and inspection.whole_file:
        proved.append(
            f"Nothing in this file has changed since it was signed with the key {actual}."
        )
    elif not inspection.signed:
        faults.append(_fault("verify.not_signed", {}))
    if inspection.signed and not same_id(inspection.key_id, actual):
        faults.append(_fault("verify.other_key_printed", {"found": actual}))
    if expect_key:
        known = (plain_id(actual), plain_id(inspection.certificate_fingerprint))
        if plain_id(expect_key) in known:
            proved.append("The key is the one you were given by another way.")
        else:
            faults.append(_fault("verify.another_key", {"found": actual}))
    else:
        not_proved.append(
            "Whose key it is, and so whose record: ask the school by another way for its key id"
            f" and compare it with {actual}."
        )
    not_proved.append(
        "When it was made: the time is the school's own clock, bounded only by check codes"
        " kept elsewhere."
    )
    return proved, not_proved


def _extract_lines(
    inspection: PdfInspection, extract: ExtractVerdict, faults: list[dict[str, Any]]
) -> tuple[list[str], list[str]]:
    if not extract.ok:
        first = extract.faults[0] if extract.faults else None
        faults.append(
            _fault(
                f"ledger.{first.kind}" if first else "verify.extract_does_not_verify",
                {"position": first.position} if first else {},
            )
        )
        return [], []
    if extract.checkpoint is None:
        faults.append(_fault("verify.no_checkpoint", {}))
        return [], []
    code = check_code(extract.checkpoint.root)
    if (
        not same_id(code, inspection.check_code)
        or extract.checkpoint.size != inspection.check_code_size
    ):
        faults.append(_fault("verify.check_code_differs", {}))
        return [], []
    if inspection.kind == "ledger_certificate":
        return _certificate_lines(inspection, extract, faults)
    proved, open_points = _rows_lines(inspection, extract, faults)
    return proved + _goes_on_lines(extract), open_points


def _certificate_lines(
    inspection: PdfInspection, extract: ExtractVerdict, faults: list[dict[str, Any]]
) -> tuple[list[str], list[str]]:
    assert extract.checkpoint is not None
    if inspection.facts["entries"] != extract.checkpoint.size:
        faults.append(_fault("verify.check_code_differs", {}))
        return [], []
    at = long_moment(str(inspection.facts["check_code"].get("at", "")))
    key = grouped(ledger_key_id_of(extract.checkpoint_key))
    line = (
        f"The holder of the key {key}, which signs check codes, signed that its record had"
        f" {entries(extract.checkpoint.size)}, check code {check_code(extract.checkpoint.root)}, by"
        f" its clock on {at}."
    )
    return [line, *_goes_on_lines(extract)], []


def _goes_on_lines(extract: ExtractVerdict) -> list[str]:
    """What the document shows of check codes given out before it."""
    if not extract.earlier:
        return []
    sizes = sorted(extract.earlier)
    span = f"at {entries(sizes[0])}" if len(sizes) == 1 else f"at {sizes[0]:,} to {sizes[-1]:,}"
    return [
        f"The record goes on from {len(sizes)} earlier states of it ({span}"
        f"{'' if len(sizes) == 1 else ' entries'}): check codes given out then can be compared with"
        " this document."
    ]


def _rows_lines(
    inspection: PdfInspection, extract: ExtractVerdict, faults: list[dict[str, Any]]
) -> tuple[list[str], list[str]]:
    """What the rows are worth: they must say what the entries say, not only stand beside them."""
    assert extract.checkpoint is not None
    rows = json.loads(inspection.chronology).get("rows")
    if not isinstance(rows, list):
        faults.append(_fault("verify.rows_unreadable", {}))
        return [], []
    verdict = compare_rows(rows, extract.proved)
    if verdict.differing:
        faults.append(_fault("verify.row_differs", {"row": verdict.differing[0]}))
        return [], []
    proved = [
        f"{verdict.matching} of {len(rows)} rows (as attached data) say word for word, with their"
        " times, what was signed and stands in one record of"
        f" {extract.checkpoint.size} entries, check code {check_code(extract.checkpoint.root)}."
    ]
    withheld = sum(len(entry.withheld) for entry in extract.proved)
    if withheld:
        proved.append(
            f"{withheld} fields are withheld whole; they are the ones that were signed,"
            " unread here."
        )
    return proved, _open_rows(verdict)


def _open_rows(verdict: RowsVerdict) -> list[str]:
    lines = []
    if verdict.unproved:
        numbers = ", ".join(str(number) for number in verdict.unproved[:_MOST_NUMBERS])
        more = "" if len(verdict.unproved) <= _MOST_NUMBERS else " and others"
        lines.append(
            f"The words of {len(verdict.unproved)} rows: a name was exchanged in them, or their"
            f" entries are not attached (rows {numbers}{more})."
        )
    if verdict.corrections:
        lines.append(f"The {verdict.corrections} corrections that are printed beside rows.")
    return lines
