"""A pack: a child's whole file in one file, sealed under a passphrase for the next school.

"CBPACK01" | suite 1 | u16 length | canonical JSON of the passphrase's cost (KdfParameters) |
nonce 12 | AES-256-GCM(key, padded payload, AAD = SHA-256(everything before the nonce)) |
SHA-256(everything above), which is the pack's digest

key = HKDF-SHA256(Argon2id(passphrase), "casebook/pack/v1"). The passphrase is told by telephone:
the next school has no keys of ours. The outside tells nothing of the child, nor of the school. The
digest at the end tells a damaged pack from a wrong passphrase; it protects against no one.
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from storage.keys import sealing
from storage.keys.passwords import KdfParameters, derive
from storage.keys.sealing import CannotOpenError
from storage.keys.signing import SchoolKeys
from storage.letterbox import pack_payload
from storage.letterbox.pack_payload import LABEL, PackFile, PackPayload, PackPayloadError
from storage.records import canonical_json
from storage.records.canonical_json import CanonicalJsonError
from storage.records.errors import UserFacingError
from storage.records.identifiers import RandomBytes

MEGABYTE = 1024 * 1024
# Opening takes about three times this in memory; a child's scanned volumes stay far below it.
LARGEST = 512 * MEGABYTE
DIGEST_LENGTH = 32
_MAGIC = b"CBPACK01"
_SUITE = b"\x01"  # Argon2id / HKDF-SHA256 / AES-256-GCM
_START = len(_MAGIC) + len(_SUITE) + 2
_LONGEST_COST = 512
_SHORTEST = _START + sealing.NONCE_LENGTH + sealing.TAG_LENGTH + DIGEST_LENGTH
# A pack from elsewhere must not be able to ask for all memory or a minute of work.
_MOST_MEMORY_KIB = 512 * 1024
_MOST_WORK_KIB = 4 * _MOST_MEMORY_KIB


def looks_like_pack(data: bytes) -> bool:
    """Whether bytes begin as a pack does."""
    return data.startswith(_MAGIC)


def seal_pack(
    *,
    content: Mapping[str, Any],
    files: Sequence[PackFile],
    passphrase: str,
    kdf: KdfParameters,
    school: SchoolKeys,
    random_bytes: RandomBytes,
) -> bytes:
    """Return the bytes of a pack; ``content`` is a value of canonical JSON.

    Raises pack.too_large. Takes up to a second, most of it for the passphrase.
    """
    if sum(len(file.content) for file in files) > LARGEST:
        raise UserFacingError("pack.too_large", megabytes=LARGEST // MEGABYTE)
    cost = canonical_json.encode(kdf.to_value())
    header = _MAGIC + _SUITE + len(cost).to_bytes(2, "big") + cost
    header_digest = hashlib.sha256(header).digest()
    payload = pack_payload.build(
        content=content, files=files, school=school, header_digest=header_digest
    )
    nonce = random_bytes(sealing.NONCE_LENGTH)
    sealed = sealing.encrypt(
        _key(passphrase, kdf), payload, nonce=nonce, associated_data=header_digest
    )
    data = header + nonce + sealed
    return data + hashlib.sha256(data).digest()


def open_pack(data: bytes, *, passphrase: str) -> PackPayload:
    """Open a pack; capitals and further spaces of the passphrase do not matter.

    Raises pack.not_one, pack.damaged and pack.wrong_passphrase.
    """
    if not looks_like_pack(data):
        raise UserFacingError("pack.not_one")
    outside = _read_outside(data)
    try:
        payload = sealing.decrypt(
            _key(passphrase, outside.kdf),
            outside.sealed,
            nonce=outside.nonce,
            associated_data=outside.header_digest,
        )
    except CannotOpenError:
        raise UserFacingError("pack.wrong_passphrase") from None
    try:
        return pack_payload.read(payload, header_digest=outside.header_digest)
    except PackPayloadError:
        raise UserFacingError("pack.damaged") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outside:
    header_digest: bytes
    kdf: KdfParameters
    nonce: bytes
    sealed: bytes


def _read_outside(data: bytes) -> _Outside:
    whole = memoryview(data)
    digest = data[-DIGEST_LENGTH:]
    if (
        not _SHORTEST <= len(data) <= 2 * LARGEST
        or not data.startswith(_MAGIC + _SUITE)
        or not hmac.compare_digest(digest, hashlib.sha256(whole[:-DIGEST_LENGTH]).digest())
    ):
        raise UserFacingError("pack.damaged")
    end = _START + int.from_bytes(data[_START - 2 : _START], "big")
    nonce_end = end + sealing.NONCE_LENGTH
    if end - _START > _LONGEST_COST or nonce_end + sealing.TAG_LENGTH + DIGEST_LENGTH > len(data):
        raise UserFacingError("pack.damaged")
    return _Outside(
        header_digest=hashlib.sha256(whole[:end]).digest(),
        kdf=_cost(data[_START:end]),
        nonce=data[end:nonce_end],
        sealed=data[nonce_end:-DIGEST_LENGTH],
    )


def _cost(line: bytes) -> KdfParameters:
    try:
        kdf = KdfParameters.from_value(canonical_json.decode(line))
    except (CanonicalJsonError, ValueError, RecursionError):
        raise UserFacingError("pack.damaged") from None
    if kdf.memory_kib > _MOST_MEMORY_KIB or kdf.memory_kib * kdf.time > _MOST_WORK_KIB:
        raise UserFacingError("pack.damaged")
    return kdf


def _key(passphrase: str, kdf: KdfParameters) -> bytes:
    said = " ".join(passphrase.casefold().split())
    return sealing.hkdf(derive(said, kdf), label=LABEL)
