"""Checks an exported PDF without a sign-in: what is proved, what is not, and where it
first breaks.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from desktop.usecases.printed_rows import RowsVerdict, compare_rows
from exports.inspect import PdfInspection, inspect_pdf
from exports.seal import FIELD as SIGNATURE_FIELD
from storage.keys.person_keys import verify as verify_signature
from storage.keys.signing import certificate_key_id, grouped
from storage.ledger.extract import ExtractVerdict, check_extract
from storage.ledger.fingerprint import check_code
from storage.records.errors import UserFacingError


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The answer of ``verify``: ``result`` is "ok", "changed" or "unreadable"; the lists are
    sentences.
    """

    result: str
    proved: tuple[str, ...]
    not_proved: tuple[str, ...]
    first_fault: dict[str, Any] | None = None
    details: dict[str, Any] = field(default_factory=dict)

    def to_value(self) -> dict[str, Any]:
        """Return the JSON value that the command line prints."""
        return {
            "result": self.result,
            "proved": list(self.proved),
            "not_proved": list(self.not_proved),
            "first_fault": self.first_fault,
            **self.details,
        }


_MOST_NUMBERS = 12
_ALWAYS_OPEN = (
    "That what was written is true, or complete.",
    "That the person named wrote it with their own hand: a PIN or password of that name was used,"
    " and the names of authors stand in the document as the school put them there.",
    "That the print on a page is the attached data: each page's code was found on it, its words"
    " were not read. Compare them by eye.",
)


def verify_pdf(data: bytes, *, expect_key: str = "", password: str | None = None) -> Report:
    """Check signature, pages, and the ledger extract with its proofs.

    ``expect_key`` is the key id obtained from the school another way (telephone, letter); only then
    is the school's
    identity proved. Never raises for a damaged file: the report says "changed" or "unreadable".
    """
    try:
        inspection = inspect_pdf(data, password=password)
    except UserFacingError as error:
        if error.code in ("exports.password_needed", "exports.password_wrong"):
            raise
        return _not_read(data, code=error.code)
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
    return Report(
        result=result,
        proved=tuple(proved),
        not_proved=(*not_proved, *_ALWAYS_OPEN),
        first_fault=faults[0] if faults else None,
        details={
            "export_id": inspection.export_id,
            "pages": inspection.pages,
            "key_id": key_id_of(inspection),
            "check_code": inspection.check_code,
        },
    )


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
            *_ALWAYS_OPEN,
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
    if inspection.signed and _plain(inspection.key_id) != _plain(actual):
        faults.append(_fault("verify.other_key_printed", {"found": actual}))
    if expect_key:
        if _plain(expect_key) in (_plain(actual), _plain(inspection.certificate_fingerprint)):
            proved.append("The key is the one you were given by another way.")
        else:
            faults.append(_fault("verify.another_key", {"found": actual}))
    else:
        not_proved.append(
            "Whose key it is, and so whose ledger: ask the school by another way for its key id"
            f" and compare it with {actual}."
        )
    not_proved.append(
        "When it was made: the time is the school's own clock, bounded only by check codes"
        " kept elsewhere."
    )
    return proved, not_proved


def _plain(text: str) -> str:
    return "".join(character for character in text if character.isalnum()).casefold()


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
    if _plain(code) != _plain(inspection.check_code):
        faults.append(_fault("verify.check_code_differs", {}))
        return [], []
    if extract.checkpoint.size != inspection.check_code_size:
        faults.append(_fault("verify.check_code_differs", {}))
        return [], []
    return _rows_lines(inspection, extract, faults)


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
        " times, what was signed and stands in one ledger of"
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
