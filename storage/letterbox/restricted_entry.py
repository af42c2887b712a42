"""One entry of a reader's own store: signed by the reader, chained to the one before, sealed.

"CBREST01" | key id 16 | number u64 | digest of the entry before 32 | u16 length | HPKE(content key;
info = everything before) | nonce 12 | AES-256-GCM(content key, padded payload, AAD = SHA-256(all
before the nonce)) | SHA-256(everything above), which is the entry's digest

payload = u32 length | canonical JSON {at, fields, files, kind, v} | u32 count x (u64 length | file)
| Ed25519 over label | SHA-256(header) | SHA-256(payload before it) | zeros
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from storage.keys import sealing
from storage.keys.person_keys import SIGNATURE_LENGTH, PersonKeys
from storage.keys.sealing import CannotOpenError
from storage.records import canonical_json, times
from storage.records.concern import Attachment
from storage.records.identifiers import RandomBytes

DIGEST_LENGTH = 32
NO_ENTRY_BEFORE = bytes(DIGEST_LENGTH)
KINDS = (
    *("opened", "letter", "note", "decision", "reply"),
    *("correction", "printed", "copied", "put_back"),
)
_MAGIC = b"CBREST01"
_LABEL = b"casebook/restricted-entry/v1\0"
_PREFIX = len(_MAGIC) + 16 + 8 + DIGEST_LENGTH
_WRAP = sealing.KEY_LENGTH + sealing.WRAP_OVERHEAD
_HEADER = _PREFIX + 2 + _WRAP
_SHORTEST = _HEADER + sealing.NONCE_LENGTH + sealing.TAG_LENGTH + DIGEST_LENGTH
# All short notes look alike from outside.
_FLOOR = 2048
_NAMES = frozenset(("at", "fields", "files", "kind", "v"))


class EntryError(ValueError):
    """The bytes are not an entry that these keys wrote; ``what`` says which fault it is."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An opened entry; ``files`` is empty where only the words were asked for."""

    number: int
    previous: bytes
    digest: bytes
    at: str
    kind: str
    fields: Mapping[str, Any]
    files: tuple[Attachment, ...] = ()


def seal_entry(
    *,
    number: int,
    previous: bytes,
    at: str,
    kind: str,
    fields: Mapping[str, Any],
    files: Sequence[Attachment],
    keys: PersonKeys,
    random_bytes: RandomBytes,
) -> bytes:
    """Return the bytes of an entry that only ``keys`` open."""
    if kind not in KINDS or number < 1 or len(previous) != DIGEST_LENGTH:
        raise ValueError("not an entry")
    content_key = random_bytes(sealing.KEY_LENGTH)
    prefix = _MAGIC + bytes.fromhex(keys.key_id) + number.to_bytes(8, "big") + previous
    wrapped = sealing.wrap(content_key, to_x25519=keys.public.x25519, info=prefix)
    header = prefix + len(wrapped).to_bytes(2, "big") + wrapped
    bound = hashlib.sha256(header).digest()
    payload = _payload(at=at, kind=kind, fields=fields, files=files)
    signed = payload + keys.sign(_message(bound, payload))
    nonce = random_bytes(sealing.NONCE_LENGTH)
    sealed = sealing.encrypt(
        content_key, sealing.pad(signed, floor=_FLOOR), nonce=nonce, associated_data=bound
    )
    data = header + nonce + sealed
    return data + hashlib.sha256(data).digest()


def open_entry(data: bytes, *, keys: PersonKeys, with_files: bool = True) -> Entry:
    """Open an entry; raises EntryError: ``damaged``, ``not_yours`` or ``not_signed``."""
    if (
        len(data) < _SHORTEST
        or not data.startswith(_MAGIC)
        or not hmac.compare_digest(
            data[-DIGEST_LENGTH:], hashlib.sha256(data[:-DIGEST_LENGTH]).digest()
        )
    ):
        raise EntryError("damaged")
    header, nonce_end = data[:_HEADER], _HEADER + sealing.NONCE_LENGTH
    bound = hashlib.sha256(header).digest()
    try:
        content_key = keys.open_wrap(header[_PREFIX + 2 :], info=header[:_PREFIX])
        payload = sealing.decrypt(
            content_key,
            data[nonce_end:-DIGEST_LENGTH],
            nonce=data[_HEADER:nonce_end],
            associated_data=bound,
        )
    except CannotOpenError:
        raise EntryError("not_yours") from None
    body, contents, end = _split(payload)
    signature = payload[end : end + SIGNATURE_LENGTH]
    if payload[end + SIGNATURE_LENGTH :].strip(b"\0") or not keys.public.verify(
        _message(bound, payload[:end]), signature
    ):
        raise EntryError("not_signed")
    try:
        files = tuple(
            Attachment(name=each["name"], media_type=each["media_type"], content=content)
            for each, content in zip(body["files"], contents, strict=True)
        )
        times.from_text(body["at"])
    except (KeyError, TypeError, ValueError):
        raise EntryError("not_signed") from None
    start = len(_MAGIC) + 16
    return Entry(
        number=int.from_bytes(header[start : start + 8], "big"),
        previous=header[start + 8 : start + 8 + DIGEST_LENGTH],
        digest=data[-DIGEST_LENGTH:],
        at=body["at"],
        kind=body["kind"],
        fields=body["fields"],
        files=files if with_files else (),
    )


def _payload(
    *, at: str, kind: str, fields: Mapping[str, Any], files: Sequence[Attachment]
) -> bytes:
    line = canonical_json.encode(
        {
            "at": at,
            "fields": fields,
            "files": [{"media_type": each.media_type, "name": each.name} for each in files],
            "kind": kind,
            "v": 1,
        }
    )
    parts = [len(line).to_bytes(4, "big"), line, len(files).to_bytes(4, "big")]
    for each in files:
        parts += (len(each.content).to_bytes(8, "big"), each.content)
    return b"".join(parts)


def _message(bound: bytes, payload: bytes) -> bytes:
    return _LABEL + bound + hashlib.sha256(payload).digest()


def _split(payload: bytes) -> tuple[dict[str, Any], list[bytes], int]:
    """Return the JSON, the files, and where the signature begins."""
    place = 0

    def take(length: int) -> bytes:
        nonlocal place
        part = payload[place : place + length]
        if len(part) != length:
            raise EntryError("not_signed")
        place += length
        return part

    try:
        body = canonical_json.decode(take(int.from_bytes(take(4), "big")))
    except (canonical_json.CanonicalJsonError, RecursionError):
        raise EntryError("not_signed") from None
    if not isinstance(body, dict) or set(body) != _NAMES or body["v"] != 1:
        raise EntryError("not_signed")
    if body["kind"] not in KINDS or not isinstance(body["fields"], dict):
        raise EntryError("not_signed")
    contents = []
    for _ in range(int.from_bytes(take(4), "big")):
        contents.append(take(int.from_bytes(take(8), "big")))
    return body, contents, place
