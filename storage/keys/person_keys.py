"""The keys of one person (or one workstation), all derived from one seed of 32 bytes."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from storage.keys import sealing
from storage.keys.opening_key import OpeningKey
from storage.keys.sealing import CannotOpenError
from storage.records.identifiers import RandomBytes

SEED_LENGTH = 32
PUBLIC_LENGTH = 32
SIGNATURE_LENGTH = 64


def new_seed(random_bytes: RandomBytes) -> bytes:
    """Return a new seed of 32 random bytes."""
    return random_bytes(SEED_LENGTH)


def key_id_of(public_ed25519: bytes) -> str:
    """Return the key id: 32 hex characters, the first half of SHA-256 of the public key."""
    return hashlib.sha256(public_ed25519).digest()[:16].hex()


def verify(public_ed25519: bytes, message: bytes, signature: bytes) -> bool:
    """Say whether the Ed25519 signature (RFC 8032) holds; never raises."""
    try:
        Ed25519PublicKey.from_public_bytes(public_ed25519).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicKeys:
    """A person's public keys, 32 bytes each: to check signatures, and to seal to."""

    ed25519: bytes
    x25519: bytes

    def __post_init__(self) -> None:
        if len(self.ed25519) != PUBLIC_LENGTH or len(self.x25519) != PUBLIC_LENGTH:
            raise ValueError("a public key has 32 bytes")

    @property
    def key_id(self) -> str:
        """The name of these keys in the ledger."""
        return key_id_of(self.ed25519)

    def verify(self, message: bytes, signature: bytes) -> bool:
        """Say whether these keys signed ``message``."""
        return verify(self.ed25519, message, signature)

    def to_value(self) -> dict[str, str]:
        """Return the JSON value that files and the ledger keep."""
        return {"ed25519": self.ed25519.hex(), "x25519": self.x25519.hex()}

    @classmethod
    def from_value(cls, value: Any) -> Self:
        """Read the JSON value back; raises ValueError for anything else."""
        if not isinstance(value, Mapping) or set(value) != {"ed25519", "x25519"}:
            raise ValueError("not a pair of public keys")
        if not all(isinstance(part, str) for part in value.values()):
            raise ValueError("not a pair of public keys")
        return cls(ed25519=bytes.fromhex(value["ed25519"]), x25519=bytes.fromhex(value["x25519"]))


@dataclass(frozen=True, kw_only=True)
class PersonKeys:
    """A person's private keys. They live in the process that needs them and nowhere else."""

    seed: bytes = field(repr=False)

    @classmethod
    def from_seed(cls, seed: bytes) -> Self:
        """Derive the keys; raises ValueError unless the seed has 32 bytes."""
        if len(seed) != SEED_LENGTH:
            raise ValueError("a seed has 32 bytes")
        return cls(seed=seed)

    @cached_property
    def public(self) -> PublicKeys:
        """The keys that others may know."""
        return PublicKeys(
            ed25519=self._signer.public_key().public_bytes_raw(),
            x25519=X25519PrivateKey.from_private_bytes(self._private_x25519)
            .public_key()
            .public_bytes_raw(),
        )

    @property
    def key_id(self) -> str:
        """The name of these keys in the ledger."""
        return self.public.key_id

    def sign(self, message: bytes) -> bytes:
        """Return the Ed25519 signature (64 bytes) of ``message``."""
        return self._signer.sign(message)

    def open_wrap(self, wrapped: bytes, *, info: bytes) -> bytes:
        """Open what was sealed to these keys; raises CannotOpenError."""
        return sealing.unwrap(wrapped, private_x25519=self._private_x25519, info=info)

    def opening_key(self) -> OpeningKey:
        """Return the half that opens and cannot sign."""
        return OpeningKey(private_x25519=self._private_x25519)

    def seal_private(self, plaintext: bytes, *, label: str, random_bytes: RandomBytes) -> bytes:
        """Encrypt what only this person reads again; ``label`` says what it is."""
        nonce = random_bytes(sealing.NONCE_LENGTH)
        return nonce + sealing.encrypt(
            self._private_key(label), plaintext, nonce=nonce, associated_data=label.encode()
        )

    def open_private(self, data: bytes, *, label: str) -> bytes:
        """Open what :meth:`seal_private` made under the same label; raises CannotOpenError."""
        nonce, ciphertext = data[: sealing.NONCE_LENGTH], data[sealing.NONCE_LENGTH :]
        if len(nonce) != sealing.NONCE_LENGTH:
            raise CannotOpenError
        return sealing.decrypt(
            self._private_key(label), ciphertext, nonce=nonce, associated_data=label.encode()
        )

    def _private_key(self, label: str) -> bytes:
        return sealing.hkdf(self.seed, label=b"casebook/private/v1\0" + label.encode())

    @cached_property
    def _private_x25519(self) -> bytes:
        return sealing.hkdf(self.seed, label=b"casebook/x25519/v1")

    @cached_property
    def _signer(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(
            sealing.hkdf(self.seed, label=b"casebook/ed25519/v1")
        )
