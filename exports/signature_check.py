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
        whole_file=_covers(
            pdf,
            [int(each) for each in signature.byte_range],
            _rebuilt(signature),
        ),
        certificate=encoded,
        certificate_fingerprint=certificate_fingerprint(encoded),
        signed_at="" if moment is None else times.to_text(moment),
    )


def _rebuilt(signature: Any) -> bytes:
    """Return the signature as this program writes it, from the parts that are checked.

    The container has fields that no signature covers. Written anew with their one lawful value,
    they show a change as well.
    """
    cms = load("asn1crypto.cms")
    signer = signature.signer_info
    digest = {"algorithm": "sha256"}
    content = {
        "version": "v1",
        "digest_algorithms": [digest],
        "encap_content_info": {"content_type": "data"},
        "certificates": [signature.signer_cert],
        "signer_infos": [
            {
                "version": "v1",
                "sid": signer["sid"],
                "digest_algorithm": digest,
                "signed_attrs": signer["signed_attrs"],
                "signature_algorithm": {"algorithm": "sha256_ecdsa"},
                "signature": signer["signature"],
            }
        ],
    }
    whole = cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(content)})
    return bytes(whole.dump())


def _covers(pdf: bytes, byte_range: list[int], signature: bytes) -> bool:
    """Say whether the signed ranges are the whole file around this signature and nothing else.

    The place kept for the signature is longer than the signature; the rest holds zeros and must
    hold nothing but zeros.
    """
    if len(byte_range) != 4:
        return False
    start, first, second, rest = byte_range
    if start != 0 or second + rest != len(pdf) or not 0 < first < second:
        return False
    place = second - first - 2
    return (
        pdf[first:second]
        == b"<" + signature.hex().upper().encode("ascii").ljust(place, b"0") + b">"
    )
