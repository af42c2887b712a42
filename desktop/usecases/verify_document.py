"""Checks an exported PDF without a sign-in: what is proved, what is not, and where it
first breaks.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from exports.inspect import PdfInspection, inspect_pdf
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


_ALWAYS_OPEN = (
    "That what was written is true, or complete.",
    "That the person named wrote it with their own hand: a PIN or password of that name was used.",
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
        return Report(
            result="unreadable",
            proved=(),
            not_proved=("Anything: the file cannot be read as one of our documents.",),
            first_fault={"code": error.code},
        )
    faults = [_fault(fault.code, dict(fault.facts)) for fault in inspection.faults]
    extract = _extract(inspection, faults)
    proved, not_proved = _signature_lines(inspection, expect_key, faults)
    if extract is not None:
        proved += _extract_lines(inspection, extract, faults)
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
        faults.append(_fault("extract_unreadable", {}))
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
        faults.append(_fault("not_signed", {}))
    if expect_key:
        if _plain(expect_key) in (_plain(actual), _plain(inspection.certificate_fingerprint)):
            proved.append("The key is the one you were given by another way.")
        else:
            faults.append(_fault("another_key", {"found": actual}))
    else:
        not_proved.append(
            "Whose key it is: ask the school by another way for its key id and compare it"
            f" with {actual}."
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
) -> list[str]:
    if not extract.ok:
        first = extract.faults[0] if extract.faults else None
        faults.append(
            _fault(
                first.kind if first else "extract_does_not_verify",
                {"position": first.position} if first else {},
            )
        )
        return []
    if extract.checkpoint is None:
        faults.append(_fault("no_checkpoint", {}))
        return []
    code = check_code(extract.checkpoint.root)
    if _plain(code) != _plain(inspection.check_code):
        faults.append(_fault("check_code_differs", {}))
        return []
    shown = sum(len(entry.shown) for entry in extract.proved)
    withheld = sum(len(entry.withheld) for entry in extract.proved)
    lines = [
        f"{len(extract.proved)} entries with {shown} fields stand word for word in the school's"
        f" record of {extract.checkpoint.size} entries, whose check code is printed on every page."
    ]
    if withheld:
        lines.append(
            f"{withheld} fields are withheld whole; they are the ones that were signed,"
            " unread here."
        )
    return lines
