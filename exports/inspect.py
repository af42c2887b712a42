"""Opens a document again and says what its signature and its embedded data show."""

import io
import json
from dataclasses import dataclass, field
from typing import Any, Literal

import pikepdf

from exports import certificate_words, preview
from exports.extract import CHRONOLOGY_NAME, FORMAT, LEDGER_NAME
from exports.page_text import PageTextVerdict, compare_pages
from exports.printed_texts import printed_groups, printed_somewhere
from exports.signature_check import SignatureVerdict, check_signature
from storage.records.errors import UserFacingError

DocumentKind = Literal["chronology", "ledger_certificate", "document"]
DOCUMENT_NAME, DOCUMENT_FORMAT = "document.json", "holdfast/document/v1"
_NOT_COMPARED = PageTextVerdict(differing=0, compared=0, loosely=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is not as it was exported; worded by the messages file."""

    code: str
    facts: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfInspection:
    """What was found. `changed` means the signature or the embedded data do not fit the file.

    `certificate` is the signer's, in DER, as it lies in the file: who holds the key is not proved
    until its fingerprint is compared by another channel. `facts` are the attached data of whatever
    kind of document it is; `chronology` are their bytes, where it is one. `words` says how the
    pages compare with them.
    """

    kind: DocumentKind
    facts: dict[str, Any]
    result: Literal["ok", "changed"]
    signed: bool
    signature_intact: bool
    whole_file: bool
    changed_after_signing: bool
    certificate: bytes
    certificate_fingerprint: str
    certificate_as_printed: str
    key_id: str
    signed_at: str
    pages: int
    export_id: str
    child_reference: str
    check_code: str
    check_code_size: int
    page_codes: tuple[str, ...]
    entries_shown: int
    chronology: bytes
    ledger_extract: bytes
    attachments: tuple[str, ...]
    faults: tuple[Fault, ...]
    words: PageTextVerdict = _NOT_COMPARED


def inspect_pdf(pdf: bytes, *, password: str | None = None) -> PdfInspection:
    """Inspect a document of this program.

    Raises UserFacingError: exports.not_a_pdf, exports.password_needed, exports.password_wrong,
    exports.not_ours (a PDF without this program's embedded data).
    """
    pages, attached = _open(pdf, password)
    kind, chronology, facts = _attached_data(attached)
    verdict = check_signature(pdf, password=password)
    faults = _signature_faults(verdict)
    words, found = _content_faults(pdf, facts, kind=kind, pages=pages, password=password)
    faults += found
    printed = str(facts.get("certificate", ""))
    if verdict.signed and _bare(printed) != _bare(verdict.certificate_fingerprint):
        faults.append(Fault(code="exports.other_certificate"))
    code = facts.get("check_code", {})
    return PdfInspection(
        kind=kind,
        facts=facts,
        result="changed" if faults else "ok",
        signed=verdict.signed,
        signature_intact=verdict.intact,
        whole_file=verdict.whole_file,
        changed_after_signing=verdict.signed and not verdict.whole_file,
        certificate=verdict.certificate,
        certificate_fingerprint=verdict.certificate_fingerprint,
        certificate_as_printed=printed,
        key_id=str(facts.get("key_id", "")),
        signed_at=verdict.signed_at,
        pages=pages,
        export_id=str(facts.get("export_id", "")),
        child_reference=_reference(facts),
        check_code=str(code.get("code", "")),
        check_code_size=int(code.get("size", 0)),
        page_codes=tuple(str(each) for each in facts.get("page_codes", ())),
        entries_shown=shown if type(shown := facts.get("entries_shown")) is int else 0,
        chronology=chronology,
        ledger_extract=attached.get(LEDGER_NAME, b""),
        attachments=tuple(sorted(attached)),
        faults=tuple(faults),
        words=words,
    )


def _open(pdf: bytes, password: str | None) -> tuple[int, dict[str, bytes]]:
    if b"%PDF-" not in pdf[:1024]:
        raise UserFacingError("exports.not_a_pdf")
    try:
        with pikepdf.open(io.BytesIO(pdf), password=password or "") as opened:
            attached = {
                str(name): bytes(each.get_file().read_bytes())
                for name, each in opened.attachments.items()
            }
            return len(opened.pages), attached
    except pikepdf.PasswordError as error:
        code = "exports.password_needed" if password is None else "exports.password_wrong"
        raise UserFacingError(code) from error
    except (pikepdf.PdfError, ValueError, RuntimeError, KeyError, AttributeError) as error:
        raise UserFacingError("exports.not_a_pdf") from error


def _attached_data(attached: dict[str, bytes]) -> tuple[DocumentKind, bytes, dict[str, Any]]:
    """Read the embedded data; a document without them was not made by this program."""
    if certificate_words.DATA_NAME in attached and CHRONOLOGY_NAME not in attached:
        facts = _facts(attached[certificate_words.DATA_NAME], wanted=certificate_words.FORMAT)
        shapes: dict[str, type] = {"school": dict, "check_code": dict, "page_codes": list}
        if not _shaped(facts, shapes) or type(facts.get("entries")) is not int:
            raise UserFacingError("exports.not_ours")
        return "ledger_certificate", b"", facts
    if DOCUMENT_NAME in attached and CHRONOLOGY_NAME not in attached:
        facts = _facts(attached[DOCUMENT_NAME], wanted=DOCUMENT_FORMAT)
        shapes = {"check_code": dict, "page_codes": list, "parts": list, "facts": list}
        if not _shaped(facts, shapes):
            raise UserFacingError("exports.not_ours")
        return "document", b"", facts
    chronology = attached.get(CHRONOLOGY_NAME, b"")
    facts = _facts(chronology, wanted=FORMAT)
    shapes = {"child": dict, "check_code": dict, "page_codes": list, "rows": list}
    if not _shaped(facts, shapes) or type(facts.get("entries_shown")) is not int:
        raise UserFacingError("exports.not_ours")
    return "chronology", chronology, facts


def _facts(data: bytes, *, wanted: str) -> dict[str, Any]:
    try:
        value = json.loads(data)
    except ValueError as error:
        raise UserFacingError("exports.not_ours") from error
    if not isinstance(value, dict) or value.get("format") != wanted:
        raise UserFacingError("exports.not_ours")
    return value


def _shaped(facts: dict[str, Any], shapes: dict[str, type]) -> bool:
    """Whether the parts that are read here have the shape that this program gives them."""
    if not all(isinstance(facts.get(name), shape) for name, shape in shapes.items()):
        return False
    return type(facts["check_code"].get("size")) is int and all(
        isinstance(code, str) and code for code in facts["page_codes"]
    )


def _bare(fingerprint: str) -> str:
    return "".join(each for each in fingerprint.upper() if each.isalnum())


def _signature_faults(verdict: SignatureVerdict) -> list[Fault]:
    if not verdict.signed:
        return [Fault(code="exports.not_signed")]
    faults = []
    if not verdict.intact:
        faults.append(Fault(code="exports.signature_broken"))
    if not verdict.whole_file:
        faults.append(Fault(code="exports.changed_after_signing"))
    return faults


def _reference(facts: dict[str, Any]) -> str:
    child = facts.get("child")
    return str(
        child.get("reference", "") if isinstance(child, dict) else facts.get("reference", "")
    )


def _content_faults(
    pdf: bytes, facts: dict[str, Any], *, kind: DocumentKind, pages: int, password: str | None
) -> tuple[PageTextVerdict, list[Fault]]:
    """Compare the pages with the codes and the words that the embedded data name."""
    codes = facts["page_codes"]
    if kind == "chronology" and len(facts["rows"]) != facts["entries_shown"]:
        return _NOT_COMPARED, [Fault(code="exports.row_count")]
    if len(codes) != pages:
        facts_of_it: dict[str, str | int] = {"expected": len(codes), "found": pages}
        return _NOT_COMPARED, [Fault(code="exports.page_count", facts=facts_of_it)]
    texts = preview.page_texts(pdf, password=password)
    missing = [
        Fault(code="exports.page_code_missing", facts={"page": number})
        for number, (code, text) in enumerate(zip(codes, texts, strict=True), start=1)
        if code not in text
    ]
    if kind == "ledger_certificate":
        return _NOT_COMPARED, missing
    words = compare_pages(texts, printed_groups(facts), somewhere=printed_somewhere(facts))
    if words.differing and not missing:
        missing.append(Fault(code="exports.print_differs", facts={"page": words.differing}))
    return words, missing
