"""The primitives of our formats, written a second time from their RFCs on other libraries.

The program uses pyca/cryptography and argon2-cffi. Here: the standard library, PyCryptodome
(AES-GCM, Ed25519), rfc8785, OpenSSL's Argon2id, and X25519 and HPKE in plain Python.
Never import the program from this file.
"""

import hashlib
import hmac
from typing import Any

import rfc8785
from Crypto.Cipher import AES
from Crypto.PublicKey import ECC
from Crypto.Signature import eddsa
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

_PRIME = 2**255 - 19
_BASE_POINT = (9).to_bytes(32, "little")


def canonical(value: Any) -> bytes:
    return rfc8785.dumps(value)


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def hmac_sha256(key: bytes, data: bytes) -> bytes:
    return hmac.new(key, data, "sha256").digest()


def hkdf(secret: bytes, info: bytes, *, salt: bytes = b"", length: int = 32) -> bytes:
    """RFC 5869 with SHA-256."""
    return _expand(hmac_sha256(salt or bytes(32), secret), info, length)


def _expand(key: bytes, info: bytes, length: int) -> bytes:
    result, block = b"", b""
    while len(result) < length:
        block = hmac_sha256(key, block + info + bytes([len(result) // 32 + 1]))
        result += block
    return result[:length]


def argon2id(
    secret: bytes, *, salt: bytes, memory_kib: int, time: int, lanes: int, length: int = 32
) -> bytes:
    return Argon2id(
        salt=salt, length=length, iterations=time, lanes=lanes, memory_cost=memory_kib
    ).derive(secret)


def gcm(key: bytes, nonce: bytes, plaintext: bytes, aad: bytes) -> bytes:
    cipher = AES.new(key, AES.MODE_GCM, nonce=nonce, mac_len=16)
    cipher.update(aad)
    ciphertext, tag = cipher.encrypt_and_digest(plaintext)
    return ciphertext + tag


def gcm_open(key: bytes, nonce: bytes, data: bytes, aad: bytes) -> bytes:
    cipher = AES.new(key, AES.MODE_GCM, nonce=nonce, mac_len=16)
    cipher.update(aad)
    return cipher.decrypt_and_verify(data[:-16], data[-16:])


def ed25519_public(seed: bytes) -> bytes:
    return ECC.construct(curve="ed25519", seed=seed).public_key().export_key(format="raw")


def ed25519_sign(seed: bytes, message: bytes) -> bytes:
    return eddsa.new(ECC.construct(curve="ed25519", seed=seed), "rfc8032").sign(message)


def ed25519_verify(public: bytes, message: bytes, signature: bytes) -> None:
    eddsa.new(eddsa.import_public_key(public), "rfc8032").verify(message, signature)


def x25519(private: bytes, point: bytes = _BASE_POINT) -> bytes:
    """RFC 7748 section 5, the Montgomery ladder."""
    scalar = bytearray(private)
    scalar[0] &= 248
    scalar[31] = (scalar[31] & 127) | 64
    k = int.from_bytes(scalar, "little")
    u = int.from_bytes(point, "little") & (2**255 - 1)
    x2, z2, x3, z3, swap = 1, 0, u, 1, 0
    for place in reversed(range(255)):
        bit = (k >> place) & 1
        if swap ^ bit:
            x2, x3, z2, z3 = x3, x2, z3, z2
        swap = bit
        a, b, c, d = x2 + z2, x2 - z2, x3 + z3, x3 - z3
        aa, bb, da, cb = a * a, b * b, d * a, c * b
        x3, z3 = (da + cb) ** 2 % _PRIME, u * (da - cb) ** 2 % _PRIME
        x2, z2 = aa * bb % _PRIME, (aa - bb) * (aa + 121665 * (aa - bb)) % _PRIME
    if swap:
        x2, z2 = x3, z3
    return (x2 * pow(z2, _PRIME - 2, _PRIME) % _PRIME).to_bytes(32, "little")


# RFC 9180, base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM
_KEM = b"KEM" + (0x20).to_bytes(2, "big")
_HPKE = b"HPKE" + (0x20).to_bytes(2, "big") + (1).to_bytes(2, "big") + (2).to_bytes(2, "big")


def _labeled_extract(suite: bytes, salt: bytes, label: bytes, secret: bytes) -> bytes:
    return hmac_sha256(salt or bytes(32), b"HPKE-v1" + suite + label + secret)


def _labeled_expand(suite: bytes, key: bytes, label: bytes, info: bytes, length: int) -> bytes:
    return _expand(key, length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info, length)


def _shared_secret(dh: bytes, context: bytes) -> bytes:
    key = _labeled_extract(_KEM, b"", b"eae_prk", dh)
    return _labeled_expand(_KEM, key, b"shared_secret", context, 32)


def _schedule(shared: bytes, info: bytes) -> tuple[bytes, bytes]:
    context = (
        b"\x00"
        + _labeled_extract(_HPKE, b"", b"psk_id_hash", b"")
        + _labeled_extract(_HPKE, b"", b"info_hash", info)
    )
    secret = _labeled_extract(_HPKE, shared, b"secret", b"")
    return (
        _labeled_expand(_HPKE, secret, b"key", context, 32),
        _labeled_expand(_HPKE, secret, b"base_nonce", context, 12),
    )


def hpke_seal(
    to: bytes, ephemeral: bytes, info: bytes, plaintext: bytes, aad: bytes = b""
) -> bytes:
    enc = x25519(ephemeral)
    key, nonce = _schedule(_shared_secret(x25519(ephemeral, to), enc + to), info)
    return enc + gcm(key, nonce, plaintext, aad)


def hpke_open(private: bytes, info: bytes, data: bytes, aad: bytes = b"") -> bytes:
    enc, ciphertext = data[:32], data[32:]
    shared = _shared_secret(x25519(private, enc), enc + x25519(private))
    key, nonce = _schedule(shared, info)
    return gcm_open(key, nonce, ciphertext, aad)


def padme(length: int) -> int:
    """PADME (Nikitin et al., PETS 2019): the length grows by 12 % at most."""
    if length < 2:
        return length
    exponent = length.bit_length() - 1
    low_bits = exponent - exponent.bit_length()
    mask = (1 << low_bits) - 1
    return (length + mask) & ~mask


def pad(data: bytes, floor: int) -> bytes:
    return data.ljust(padme(max(len(data), floor)), b"\0")
