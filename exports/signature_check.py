"""Checks the signature of a PDF: intact, whole file, by which certificate. Trust is not decided."""

import io
from dataclasses import dataclass
from typing import Any

from exports.offline_signing import load
from exports.seal import certificate_fingerprint
from storage.records import times


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureVerdict:
    """What one signature shows. `whole_file` is false when bytes were added after signing."""

    signed: bool
    intact: bool
    whole_file: bool
    certificate: bytes
    certificate_fingerprint: str
    signed_at: str


_UNSIGNED = SignatureVerdict(
    signed=False,
    intact=False,
    whole_file=False,
    certificate=b"",
    certificate_fingerprint="",
    signed_at="",
)


def check_signature(pdf: bytes, *, password: str | None = None) -> SignatureVerdict:
    """Return the verdict on the first signature of a file; a damaged one counts as not intact."""
    if b"/ByteRange" not in pdf:
        return _UNSIGNED
    reader_module = load("pyhanko.pdf_utils.reader")
    try:
        reader = reader_module.PdfFileReader(io.BytesIO(pdf), strict=False)
        if password is not None:
            reader.decrypt(password)
        signatures = list(reader.embedded_signatures)
        if not signatures:
            return _UNSIGNED
        return _verdict(pdf, signatures[0])
    except Exception:  # noqa: BLE001 - whatever a damaged file does to the parser, it is not intact
        return SignatureVerdict(
            signed=True,
            intact=False,
            whole_file=False,
            certificate=b"",
            certificate_fingerprint="",
            signed_at="",
        )


def _verdict(pdf: bytes, signature: Any) -> SignatureVerdict:
    generic_cms = load("pyhanko.sign.validation.generic_cms")
    certificate = signature.signer_cert
    intact, valid = generic_cms.validate_sig_integrity(
        signature.signer_info, certificate, "data", signature.compute_digest()
    )
    encoded = bytes(certificate.dump())
    moment = signature.self_reported_timestamp
    return SignatureVerdict(
        signed=True,
        intact=bool(intact and valid),
        whole_file=_covers(pdf, [int(each) for each in signature.byte_range]),
        certificate=encoded,
        certificate_fingerprint=certificate_fingerprint(encoded),
        signed_at="" if moment is None else times.to_text(moment),
    )


def _covers(pdf: bytes, byte_range: list[int]) -> bool:
    """Say whether the signed ranges are the whole file around one hexadecimal string."""
    if len(byte_range) != 4:
        return False
    start, first, second, rest = byte_range
    if start != 0 or second + rest != len(pdf) or not 0 < first < second:
        return False
    gap = pdf[first:second]
    return gap[:1] == b"<" and gap[-1:] == b">" and all(each in _HEX for each in gap[1:-1])


_HEX = frozenset(b"0123456789abcdefABCDEF")
