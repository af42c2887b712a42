"""The ledger certificate: one archive page that says what it must, signed and read back."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from exports.certificate_words import CertificateDocument
from exports.inspect import inspect_pdf
from exports.ledger_certificate import render_certificate
from exports.model import CheckCode
from exports.preview import page_count, page_texts
from exports.seal import SealKey, certificate_fingerprint, seal
from storage.ledger.checkpoint import Checkpoint, make_note
from storage.ledger.fingerprint import check_code
from storage.records.errors import UserFacingError
from tests.fakes.ledger_builder import Author
from tests.support import pdf_check

AT = "2026-11-22T09:10:05.000Z"
ROOT = hashlib.sha256(b"a record").digest()


def certificate_of(key: SealKey) -> CertificateDocument:
    """A believable certificate."""
    author = Author(8)
    head = Checkpoint(ledger=bytes(range(16)), size=4312, root=ROOT)
    return CertificateDocument(
        certificate_id="l-7k2m9q4rtx3c",
        school_name="Harbour Lane Primary School",
        school_urn="123456",
        entries=4312,
        last_entry_at="2026-11-20T15:41:07.000Z",
        made_at=AT,
        made_by="Ruth Okafor, Designated safeguarding lead",
        given_to="Mrs Parveen Akhtar, chair of governors",
        kept_where="",
        check_code=CheckCode(code=check_code(ROOT), size=4312, at=AT),
        checkpoint_note=make_note(head, public=author.public, sign=author.sign),
        certificate_fingerprint=certificate_fingerprint(key.certificate),
        document_key="7f3a 91c2 0b5d 4e88 7f3a 91c2 0b5d 4e88",
        ledger_key="0a3f 91c2 0b5d 4e88 7f3a 91c2 0b5d 1111",
        ledger_extract=b'{"v":1}',
        program="Holdfast 0.1.0",
    )


@pytest.fixture(scope="module")
def document(key: SealKey) -> CertificateDocument:
    return certificate_of(key)


LONG = (
    "Ö" * 60 + " " + "chair of the interim executive board and of governors, kept at the vicarage"
)


CHANGES: dict[str, dict[str, object]] = {
    "usual": {},
    "long-school": {"school_name": "The " + "Very Reverend " * 8 + "School"},
    "long-people": {"given_to": LONG[:120], "made_by": LONG},
    "no-urn": {"school_urn": "", "entries": 1_234_567},
    "scripts": {"given_to": "محمد حسین", "made_by": "王麗 · Zoë O’Brien"},
}


def test_one_page_that_keeps_every_rule(
    document: CertificateDocument, key: SealKey, tmp_path: Path
) -> None:
    """Whatever names and numbers it has to take; plain and signed."""
    for name, change in CHANGES.items():
        pdf = render_certificate(replace(document, **change))
        assert page_count(pdf) == 1, name
        (tmp_path / f"{name}.pdf").write_bytes(pdf)
    for name in ("usual", "scripts"):
        pdf = (tmp_path / f"{name}.pdf").read_bytes()
        signed = seal(pdf, key=key, signed_at=AT, reason="Ledger certificate")
        (tmp_path / f"{name}-signed.pdf").write_bytes(signed)
    pdf_check.assert_keeps(*sorted(tmp_path.glob("*.pdf")))


def test_the_page_says_what_it_must(document: CertificateDocument) -> None:
    (text,) = page_texts(render_certificate(document))
    words = " ".join(text.split())
    for group in document.check_code.code.split(" "):
        assert group in words
    for said in (
        "Harbour Lane Primary School", "URN 123456", "4,312", "20 Nov 2026, 15:41",
        "Mrs Parveen Akhtar, chair of governors", document.document_key, document.ledger_key,
        "What this proves", "What it does not prove", "How to check it, today or in ten years",
        "Name", "Role", "Signature", "Date", "Kept where",
    ):  # fmt: skip
        assert said in words, said


def test_the_same_values_give_the_same_bytes(document: CertificateDocument) -> None:
    assert render_certificate(document) == render_certificate(document)


def test_a_signed_certificate_is_read_back(document: CertificateDocument, key: SealKey) -> None:
    signed = seal(render_certificate(document), key=key, signed_at=AT)
    found = inspect_pdf(signed)
    assert (found.kind, found.result, found.faults) == ("ledger_certificate", "ok", ())
    assert (found.check_code, found.check_code_size) == (check_code(ROOT), 4312)
    assert found.facts["checkpoint"] == document.checkpoint_note
    assert found.facts["given_to"] == "Mrs Parveen Akhtar, chair of governors"
    assert found.export_id == "l-7k2m9q4rtx3c"


def test_a_changed_certificate_is_found(document: CertificateDocument, key: SealKey) -> None:
    signed = bytearray(seal(render_certificate(document), key=key, signed_at=AT))
    signed[len(signed) // 3] ^= 1
    try:
        found = inspect_pdf(bytes(signed)).result
    except UserFacingError as error:  # a file that no longer opens is found as well
        found = error.code
    assert found in ("changed", "exports.not_a_pdf", "exports.not_ours")
