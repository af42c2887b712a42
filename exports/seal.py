"""Signs a finished PDF with the school's key: PAdES baseline B, certifying, no network."""

import hashlib
import io
from dataclasses import dataclass
from typing import Any

from exports.offline_signing import finish, load
from storage.records import times

FIELD = "Holdfast"
REASON = "Signed copy of a safeguarding record"
_RESERVED = (
    8192  # hexadecimal digits kept for the signature; a P-256 one with its certificate needs half
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SealKey:
    """The school's document key: PKCS#8 DER of a P-256 key, and its X.509 certificate in DER."""

    private_key: bytes
    certificate: bytes


def certificate_fingerprint(certificate: bytes) -> str:
    """Return the SHA-256 of a DER certificate in sixteen groups of four, for comparing by eye."""
    digest = hashlib.sha256(certificate).hexdigest().upper()
    return " ".join(digest[index : index + 4] for index in range(0, len(digest), 4))


def seal(
    pdf: bytes,
    *,
    key: SealKey,
    signed_at: str,
    reason: str = REASON,
    password: str | None = None,
) -> bytes:
    """Return the signed copy: the file with a certifying signature that allows no changes.

    `signed_at` is a UTC string of storage.records.times and is the time the file states;
    `password` opens a locked file. The bytes of `pdf` stay as they are; the signature follows.
    """
    writer_module = load("pyhanko.pdf_utils.incremental_writer")
    signers = load("pyhanko.sign.signers")
    fields = load("pyhanko.sign.fields")
    writer = writer_module.IncrementalPdfFileWriter(io.BytesIO(pdf))
    _keep_to_values(writer, pdf, signed_at)
    if password is not None:
        writer.encrypt(password)
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        reason=reason,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        subfilter=fields.SigSeedSubFilter.PADES,
    )
    signer = signers.SimpleSigner(
        signing_cert=load("asn1crypto.x509").Certificate.load(key.certificate),
        signing_key=load("asn1crypto.keys").PrivateKeyInfo.load(key.private_key),
        cert_registry=load("pyhanko_certvalidator.registry").SimpleCertificateStore(),
    )
    session = signers.PdfSigner(meta, signer).init_signing_session(writer)
    _show_nothing(writer, session.sig_field)
    session.system_time = times.from_text(signed_at)
    document = session.prepare_tbs_document(
        validation_info=None, bytes_reserved=_RESERVED, appearance_text_params=None
    )
    prepared, output = document.digest_tbs_document()
    finish(
        document.perform_signature(
            document_digest=prepared.document_digest,
            pdf_cms_signed_attrs=load("pyhanko.sign.signers.pdf_cms").PdfCMSSignedAttributes(
                signing_time=session.system_time
            ),
        )
    )
    return bytes(output.getvalue())


def _show_nothing(writer: Any, field: Any) -> None:
    """Give the field an appearance that is empty: Ghostscript complains of one that has none."""
    generic = load("pyhanko.pdf_utils.generic")
    box = generic.ArrayObject(generic.NumberObject(0) for _ in range(4))
    entries = {"/Type": "/XObject", "/Subtype": "/Form"}
    form = {generic.NameObject(key): generic.NameObject(name) for key, name in entries.items()}
    form[generic.NameObject("/BBox")] = box
    shown = writer.add_object(generic.StreamObject(form, stream_data=b""))
    field[generic.NameObject("/AP")] = generic.DictionaryObject({generic.NameObject("/N"): shown})


def _keep_to_values(writer: Any, pdf: bytes, signed_at: str) -> None:
    """Let the signed revision follow from what it is made of, so that the same values give the same
    bytes but for the signature: pyHanko draws lots for the revision's identifier, and writes the
    computer's clock and its own name into the metadata. The file's half of the identifier stays.
    """
    digest = hashlib.sha256(pdf + signed_at.encode("ascii")).digest()
    revision = load("pyhanko.pdf_utils.generic").ByteStringObject(digest[:16])
    writer._document_id[1] = revision
    writer._update_meta = _leave_as_it_is


def _leave_as_it_is() -> None:
    """The metadata of the archive file say already who made it and when."""
