"""The reference for sealing: the library calls that a slip cannot do without, and nothing around
them.
"""

import hashlib
import hmac
import os
from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite


def bare_seal(files: Sequence[bytes], *, readers: Sequence[bytes], signer: bytes) -> bytes:
    """Commit to each file, sign, encrypt once, wrap the key to each reader, hash the result."""
    for content in files:
        hmac.digest(os.urandom(32), content, "sha256")
    payload = b"".join(files)
    signed = hashlib.sha256(payload).digest()
    payload += Ed25519PrivateKey.from_private_bytes(signer).sign(signed)
    key, nonce = os.urandom(32), os.urandom(12)
    suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
    wraps = [
        suite.encrypt(key, X25519PublicKey.from_public_bytes(reader), b"info") for reader in readers
    ]
    sealed = b"".join((*wraps, nonce, AESGCM(key).encrypt(nonce, payload, b"")))
    return sealed + hashlib.sha256(sealed).digest()
