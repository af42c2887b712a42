"""Encrypting one card for several workstations, each with the secret it was paired with.

header | n u16 | n x (workstation id 16 | nonce 12 | content key wrapped 48) | nonce 12 |
AES-256-GCM(content) Every part is bound to all that stands before it.
"""

import hashlib
from collections.abc import Mapping

from storage.keys import sealing
from storage.keys.sealing import CannotOpenError
from storage.records.identifiers import RandomBytes

WORKSTATION_ID_LENGTH = 16
_COUNT_LENGTH = 2
_WRAPPED_LENGTH = sealing.KEY_LENGTH + sealing.TAG_LENGTH
_ROW_LENGTH = WORKSTATION_ID_LENGTH + sealing.NONCE_LENGTH + _WRAPPED_LENGTH


class NotAmongReadersError(Exception):
    """The card was not made for this workstation."""


def seal_card(
    plaintext: bytes, *, header: bytes, secrets: Mapping[str, bytes], random_bytes: RandomBytes
) -> bytes:
    """Return header and encrypted content; ``secrets`` by workstation id (32 hex characters)."""
    content_key = random_bytes(sealing.KEY_LENGTH)
    data = header + len(secrets).to_bytes(_COUNT_LENGTH, "big")
    for workstation_id, secret in sorted(secrets.items()):
        nonce = random_bytes(sealing.NONCE_LENGTH)
        wrapped = sealing.encrypt(
            _wrapping_key(secret),
            content_key,
            nonce=nonce,
            associated_data=_bound(header, workstation_id),
        )
        data += bytes.fromhex(workstation_id) + nonce + wrapped
    nonce = random_bytes(sealing.NONCE_LENGTH)
    bound = hashlib.sha256(data).digest()
    return (
        data + nonce + sealing.encrypt(content_key, plaintext, nonce=nonce, associated_data=bound)
    )


def open_card(data: bytes, *, header_length: int, workstation_id: str, secret: bytes) -> bytes:
    """Return the content; raises NotAmongReadersError, and CannotOpenError for changed bytes."""
    header = data[:header_length]
    start = header_length + _COUNT_LENGTH
    count = int.from_bytes(data[header_length:start], "big")
    end = start + count * _ROW_LENGTH
    if len(data) < end + sealing.NONCE_LENGTH + sealing.TAG_LENGTH:
        raise CannotOpenError
    row = _row_of(data[start:end], bytes.fromhex(workstation_id))
    content_key = sealing.decrypt(
        _wrapping_key(secret),
        row[sealing.NONCE_LENGTH :],
        nonce=row[: sealing.NONCE_LENGTH],
        associated_data=_bound(header, workstation_id),
    )
    content = end + sealing.NONCE_LENGTH
    return sealing.decrypt(
        content_key,
        data[content:],
        nonce=data[end:content],
        associated_data=hashlib.sha256(data[:end]).digest(),
    )


def _row_of(rows: bytes, workstation_id: bytes) -> bytes:
    for place in range(0, len(rows), _ROW_LENGTH):
        if rows[place : place + WORKSTATION_ID_LENGTH] == workstation_id:
            return rows[place + WORKSTATION_ID_LENGTH : place + _ROW_LENGTH]
    raise NotAmongReadersError


def _wrapping_key(secret: bytes) -> bytes:
    return sealing.hkdf(secret, label=b"casebook/card/v1")


def _bound(header: bytes, workstation_id: str) -> bytes:
    return hashlib.sha256(header + bytes.fromhex(workstation_id)).digest()
