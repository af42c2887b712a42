"""Documents made once for all tests of this folder: both profiles, unsigned, signed, locked."""

import datetime
from collections.abc import Callable

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from exports.document_rendering import render_document
from exports.lock import lock_and_seal
from exports.model import RenderedDocument
from exports.pdfa import Attachment
from exports.seal import SealKey, certificate_fingerprint, seal
from tests.fakes.chronology_documents import document, page_code, script_rows

SIGNED_AT = "2026-11-22T09:10:05.000Z"
PASSWORD = "harbour café onion seven"


def make_key() -> SealKey:
    """Return a P-256 key with a certificate that it signed itself, as a casebook makes one."""
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Harbour Lane Primary School")])
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    start = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(77)
        .not_valid_before(start)
        .not_valid_after(start.replace(year=2056))
        .add_extension(usage, critical=True)
        .sign(private, hashes.SHA256())
    )
    return SealKey(
        private_key=private.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
        certificate=certificate.public_bytes(serialization.Encoding.DER),
    )


@pytest.fixture(scope="session")
def key() -> SealKey:
    """The school's document key."""
    return make_key()


@pytest.fixture(scope="session")
def rendered(key: SealKey) -> dict[str, RenderedDocument]:
    """Unsigned documents by name: court, referral, scripts, empty, with files inside."""
    printed = {"certificate_fingerprint": certificate_fingerprint(key.certificate)}
    documents = {
        "court": document("court", 40, **printed),
        "referral": document("referral", 125, **printed),
        "scripts": document("referral", script_rows(), subtitle="محمد حسین", **printed),
        "scripts-court": document("court", script_rows(), subtitle="王麗", **printed),
        "empty": document("referral", 0, redactions=(), **printed),
    }
    made = {name: render_document(each, page_code=page_code) for name, each in documents.items()}
    made["with-files"] = render_document(documents["empty"], page_code=page_code, files=ATTACHED)
    return made


ATTACHED = (
    Attachment(
        name="file-17-0.png",
        description="A file that belongs to entry 17",
        relation="Supplement",
        data=bytes(range(256)),
        media_type="image/png",
    ),
    Attachment(
        name="file-18-0.docx",
        description="A file that belongs to entry 18",
        relation="Supplement",
        data=b"",
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
)


@pytest.fixture(scope="session")
def signed(rendered: dict[str, RenderedDocument], key: SealKey) -> dict[str, bytes]:
    """The signed copies of the same documents."""
    return {name: seal(each.pdf, key=key, signed_at=SIGNED_AT) for name, each in rendered.items()}


@pytest.fixture(scope="session")
def password() -> str:
    """A pass phrase with a letter that is not ASCII."""
    return PASSWORD


@pytest.fixture(scope="session")
def locked(rendered: dict[str, RenderedDocument], key: SealKey) -> bytes:
    """The locked copy of the court document."""
    return lock_and_seal(rendered["court"].pdf, password=PASSWORD, key=key, signed_at=SIGNED_AT)


@pytest.fixture(scope="session")
def another_key() -> Callable[[], SealKey]:
    """Makes a key that is not the school's."""
    return make_key
