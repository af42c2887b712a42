"""The half of a person's keys that opens what was sealed to them, and cannot sign."""

from dataclasses import dataclass, field
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from storage.keys import sealing


class Opener(Protocol):
    """Whatever opens what was sealed to it."""

    def open_wrap(self, wrapped: bytes, *, info: bytes) -> bytes:
        """Open what was sealed to these keys; raises CannotOpenError."""


@dataclass(frozen=True, kw_only=True)
class OpeningKey:
    """An X25519 private key of 32 bytes; ``public`` is what others sealed to."""

    private_x25519: bytes = field(repr=False)

    @property
    def public(self) -> bytes:
        """The public key, 32 bytes."""
        private = X25519PrivateKey.from_private_bytes(self.private_x25519)
        return private.public_key().public_bytes_raw()

    def open_wrap(self, wrapped: bytes, *, info: bytes) -> bytes:
        """Open what was sealed to this key; raises CannotOpenError."""
        return sealing.unwrap(wrapped, private_x25519=self.private_x25519, info=info)
