"""Known answers at start: a broken library stops the program before it writes a record."""

import hashlib
from datetime import UTC, datetime

from argon2.low_level import Type, hash_secret_raw

from storage.keys import sealing, totp
from storage.keys.person_keys import verify
from storage.keys.sealing import CannotOpenError
from storage.records.errors import UserFacingError

# FIPS 180-2, "abc"
_SHA256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
# RFC 9106 5.3's inputs without secret and associated data, as OpenSSL's evpkdf_argon2.txt has them
_ARGON2ID = "03aab965c12001c9d7d0d2de33192c0494b684bb148196d73c1df1acaf6d0c2e"
# RFC 9180's keys and info for X25519 / HKDF-SHA256 / AES-256-GCM, sealed without associated data
_HPKE_PRIVATE = "497b4502664cfea5d5af0b39934dac72242a74f8480451e1aee7d6a53320333d"
_HPKE_SEALED = (
    "6c93e09869df3402d7bf231bf540fadd35cd56be14f97178f0954db94b7fc256"
    "e5d84cd531cfb583096e7cfa9641bd3079cf3a91cda813c52deb5f512bdf5635"
    "fe096bd36e80893b1400bf5cec"
)
_HPKE_INFO = b"Ode on a Grecian Urn"
_HPKE_PLAINTEXT = b"Beauty is truth, truth beauty"
# RFC 8032 7.1, test 2
_ED25519_PUBLIC = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
_ED25519_SIGNATURE = (
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)
# McGrew and Viega, GCM specification, test case 14: all zero
_GCM = "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"
# RFC 6238 appendix B, SHA-1, last six of eight digits at second 59
_TOTP_SECRET = b"12345678901234567890"
_TOTP_CODE = "287082"


def run_self_test() -> None:
    """Check every primitive in milliseconds; raises ``keys.self_test_failed``."""
    answers = {
        "SHA-256": _sha256,
        "Argon2id": _argon2id,
        "HPKE": _hpke,
        "Ed25519": _ed25519,
        "AES-256-GCM": _aes_gcm,
        "TOTP": _totp,
    }
    for name, is_right in answers.items():
        if not is_right():
            raise UserFacingError("keys.self_test_failed", part=name)


def _sha256() -> bool:
    return hashlib.sha256(b"abc").hexdigest() == _SHA256


def _argon2id() -> bool:
    derived = hash_secret_raw(
        secret=bytes([1] * 32),
        salt=bytes([2] * 16),
        time_cost=3,
        memory_cost=32,
        parallelism=4,
        hash_len=32,
        type=Type.ID,
    )
    return derived.hex() == _ARGON2ID


def _hpke() -> bool:
    private, sealed = bytes.fromhex(_HPKE_PRIVATE), bytes.fromhex(_HPKE_SEALED)
    try:
        opened = sealing.unwrap(sealed, private_x25519=private, info=_HPKE_INFO)
    except CannotOpenError:
        return False
    return opened == _HPKE_PLAINTEXT and not _opens(private, sealed)


def _opens(private: bytes, sealed: bytes) -> bool:
    """Say whether a changed wrap opens: it must not."""
    try:
        sealing.unwrap(sealed[:-1] + b"\0", private_x25519=private, info=_HPKE_INFO)
    except CannotOpenError:
        return False
    return True


def _ed25519() -> bool:
    public, signature = bytes.fromhex(_ED25519_PUBLIC), bytes.fromhex(_ED25519_SIGNATURE)
    return verify(public, b"\x72", signature) and not verify(public, b"\x73", signature)


def _aes_gcm() -> bool:
    sealed = sealing.encrypt(bytes(32), bytes(16), nonce=bytes(12), associated_data=b"")
    return sealed.hex() == _GCM


def _totp() -> bool:
    return totp.code_at(_TOTP_SECRET, datetime.fromtimestamp(59, UTC)) == _TOTP_CODE
