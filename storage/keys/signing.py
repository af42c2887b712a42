"""The school's own keys: Ed25519 for receipts and checkpoints, P-256 for PDF signatures."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, Self

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from storage.keys.person_keys import key_id_of, new_seed
from storage.records import canonical_json
from storage.records.canonical_json import CanonicalJsonError
from storage.records.errors import UserFacingError
from storage.records.identifiers import RandomBytes

# The order of the group of P-256 (FIPS 186-5).
_P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_LONGEST_COMMON_NAME = 64  # X.509, ub-common-name
# RFC 9336: a certificate meant for signing documents says so.
_DOCUMENT_SIGNING = x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")
YEARS = 30


@dataclass(frozen=True, kw_only=True)
class SchoolKeys:
    """The private keys of a school. They lie inside the casebook and leave it never."""

    ed25519: Ed25519PrivateKey
    p256: ec.EllipticCurvePrivateKey

    @classmethod
    def new(cls, random_bytes: RandomBytes) -> Self:
        """Make new keys from random bytes."""
        # 128 bits more than the order has: the remainder leans by nothing one could measure (FIPS
        # 186-5 A.2.1)
        scalar = int.from_bytes(random_bytes(48), "big") % (_P256_ORDER - 1) + 1
        return cls(
            ed25519=Ed25519PrivateKey.from_private_bytes(new_seed(random_bytes)),
            p256=ec.derive_private_key(scalar, ec.SECP256R1()),
        )

    def to_bytes(self) -> bytes:
        """Return both keys (canonical JSON of PKCS#8 in hex), plain: the casebook encrypts."""
        value: dict[str, Any] = {
            "ed25519": _pkcs8(self.ed25519).hex(),
            "p256": self.p256_pkcs8.hex(),
            "v": 1,
        }
        return canonical_json.encode(value)

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read :meth:`to_bytes` back; raises ``keys.school_keys_damaged``."""
        try:
            value: Any = canonical_json.decode(data)
            ed25519 = load_der_private_key(bytes.fromhex(value["ed25519"]), password=None)
            p256 = load_der_private_key(bytes.fromhex(value["p256"]), password=None)
        except (CanonicalJsonError, ValueError, KeyError, TypeError):
            raise UserFacingError("keys.school_keys_damaged") from None
        if not isinstance(ed25519, Ed25519PrivateKey) or not isinstance(
            p256, ec.EllipticCurvePrivateKey
        ):
            raise UserFacingError("keys.school_keys_damaged")
        return cls(ed25519=ed25519, p256=p256)

    def sign(self, message: bytes) -> bytes:
        """Return the Ed25519 signature (64 bytes) of ``message``."""
        return self.ed25519.sign(message)

    @cached_property
    def public_ed25519(self) -> bytes:
        """The public key (32 bytes) that workstations pin."""
        return self.ed25519.public_key().public_bytes_raw()

    @property
    def key_id(self) -> str:
        """The id of the Ed25519 key: 32 hex characters."""
        return key_id_of(self.public_ed25519)

    def sign_p256(self, message: bytes) -> bytes:
        """Return the ECDSA-SHA256 signature in DER; RFC 6979, so no random number."""
        return self.p256.sign(message, ec.ECDSA(SHA256(), deterministic_signing=True))

    @property
    def p256_pkcs8(self) -> bytes:
        """The P-256 key as PKCS#8 DER, for the signer that writes into a PDF."""
        return _pkcs8(self.p256)

    @property
    def p256_key_id(self) -> str:
        """The id of the P-256 key that is printed on every export: 32 hex characters."""
        return _spki_id(
            self.p256.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        )


def make_certificate(
    keys: SchoolKeys,
    *,
    school_name: str,
    urn: str,
    not_before: datetime,
    random_bytes: RandomBytes,
    years: int = YEARS,
) -> bytes:
    """Return a self-signed X.509 certificate (DER) of the P-256 key, named after the school.

    It vouches for nothing by itself: readers compare the key id with one they were given another
    way.
    """
    name = _subject(school_name=school_name, urn=urn)
    public = keys.p256.public_key()
    builder = (
        x509.CertificateBuilder(subject_name=name, issuer_name=name)
        .public_key(public)
        # 159 bits: positive and at most 20 bytes (RFC 5280 section 4.1.2.2)
        .serial_number(int.from_bytes(random_bytes(20), "big") >> 1 | 1)
        .not_valid_before(not_before)
        .not_valid_after(not_before + timedelta(days=365 * years + years // 4))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_SIGNS_DOCUMENTS, critical=True)
        .add_extension(
            x509.ExtendedKeyUsage([_DOCUMENT_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION]),
            critical=False,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )
    certificate = builder.sign(keys.p256, SHA256(), ecdsa_deterministic=True)
    return certificate.public_bytes(Encoding.DER)


_SIGNS_DOCUMENTS = x509.KeyUsage(
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


def certificate_key_id(certificate: bytes) -> str:
    """Return the key id of a DER certificate; raises ValueError when it is none."""
    public = x509.load_der_x509_certificate(certificate).public_key()
    return _spki_id(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))


def grouped(key_id: str) -> str:
    """Return a key id in groups of four, as people read it aloud."""
    return " ".join(key_id[place : place + 4] for place in range(0, len(key_id), 4))


def _subject(*, school_name: str, urn: str) -> x509.Name:
    name = school_name.strip()[:_LONGEST_COMMON_NAME].strip() or "School"
    attributes = [x509.NameAttribute(NameOID.COMMON_NAME, name)]
    if urn:
        attributes.append(x509.NameAttribute(NameOID.SERIAL_NUMBER, f"URN {urn}"))
    return x509.Name(attributes)


def _pkcs8(key: Ed25519PrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def _spki_id(public_der: bytes) -> str:
    return hashlib.sha256(public_der).digest()[:16].hex()
