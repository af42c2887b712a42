"""Sealing to one reader (HPKE) or under one key (AES-256-GCM); HKDF; PADME padding."""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_LENGTH = 32
NONCE_LENGTH = 12
TAG_LENGTH = 16
# What HPKE adds to a secret: the sender's one-time public key and the tag.
WRAP_OVERHEAD = 32 + TAG_LENGTH


class CannotOpenError(Exception):
    """The wrong key, or bytes that were changed; authenticated encryption cannot tell which."""


def _suite() -> Suite:
    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def wrap(secret: bytes, *, to_x25519: bytes, info: bytes) -> bytes:
    """Seal ``secret`` to a public key, bound to ``info``; 48 bytes longer than the secret.

    RFC 9180 base mode, X25519 / HKDF-SHA256 / AES-256-GCM: one-time public key (32), ciphertext,
    tag.
    """
    return _suite().encrypt(secret, X25519PublicKey.from_public_bytes(to_x25519), info)


def unwrap(wrapped: bytes, *, private_x25519: bytes, info: bytes) -> bytes:
    """Open what :func:`wrap` made; raises CannotOpenError."""
    private = X25519PrivateKey.from_private_bytes(private_x25519)
    try:
        return _suite().decrypt(wrapped, private, info)
    except (InvalidTag, ValueError) as error:
        raise CannotOpenError from error


def encrypt(key: bytes, plaintext: bytes, *, nonce: bytes, associated_data: bytes) -> bytes:
    """Encrypt with AES-256-GCM; the tag stands at the end. A nonce is used once with one key."""
    return AESGCM(key).encrypt(nonce, plaintext, associated_data)


def decrypt(key: bytes, ciphertext: bytes, *, nonce: bytes, associated_data: bytes) -> bytes:
    """Decrypt and check; raises CannotOpenError."""
    if len(ciphertext) < TAG_LENGTH:
        raise CannotOpenError
    try:
        return AESGCM(key).decrypt(nonce, ciphertext, associated_data)
    except InvalidTag as error:
        raise CannotOpenError from error


def hkdf(secret: bytes, *, label: bytes, salt: bytes = b"") -> bytes:
    """Derive 32 bytes by HKDF-SHA256 (RFC 5869); ``label`` is the info."""
    derivation = HKDF(algorithm=SHA256(), length=KEY_LENGTH, salt=salt or None, info=label)
    return derivation.derive(secret)


def padded_length(length: int, *, floor: int = 0) -> int:
    """Return the length to pad to: PADME (Nikitin et al., PETS 2019), 12 % more at most.

    ``floor`` hides all shorter lengths entirely.
    """
    length = max(length, floor)
    if length < 2:
        return length
    exponent = length.bit_length() - 1
    low_bits = exponent - exponent.bit_length()
    mask = (1 << low_bits) - 1
    return (length + mask) & ~mask


def pad(data: bytes, *, floor: int = 0) -> bytes:
    """Append zero bytes up to :func:`padded_length`; the content must say itself where it ends."""
    return data.ljust(padded_length(len(data), floor=floor), b"\0")
