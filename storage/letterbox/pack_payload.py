"""What lies inside a pack: canonical JSON, the files, and the school's signature over all of it.

payload = u32 length | canonical JSON | u32 count x (u64 length | file) | Ed25519 signature 64 |
zeros. The signature covers "casebook/pack/v1" 00 | SHA-256(header) | SHA-256(payload before it).
Nothing is compressed, so nothing can unpack to more than it is.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from storage.keys import sealing
from storage.keys.person_keys import SIGNATURE_LENGTH, verify
from storage.keys.signing import SchoolKeys
from storage.records import canonical_json
from storage.records.canonical_json import CanonicalJsonError

LABEL = b"casebook/pack/v1"
PADDING_FLOOR = 4096
_NAMES = frozenset(("content", "files", "school_key", "v"))
_FILE_NAMES = frozenset(("bytes", "media_type", "name", "sha256"))
_KEY_LENGTH = 32


class PackPayloadError(ValueError):
    """The payload was authenticated but is not made as we make it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFile:
    """A file of a pack. ``name`` is what the sender called it: text, never a path to write to."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PackPayload:
    """The inside of a pack; ``signature_ok``: the key in ``school_key`` signed exactly this."""

    content: Mapping[str, Any]
    files: tuple[PackFile, ...]
    school_key: bytes
    signature_ok: bool


def build(
    *,
    content: Mapping[str, Any],
    files: Sequence[PackFile],
    school: SchoolKeys,
    header_digest: bytes,
) -> bytes:
    """Return the padded payload."""
    line = canonical_json.encode(
        {
            "content": content,
            "files": [
                {
                    "bytes": len(file.content),
                    "media_type": file.media_type,
                    "name": file.name,
                    "sha256": hashlib.sha256(file.content).hexdigest(),
                }
                for file in files
            ],
            "school_key": school.public_ed25519.hex(),
            "v": 1,
        }
    )
    parts = [len(line).to_bytes(4, "big"), line, len(files).to_bytes(4, "big")]
    for file in files:
        parts += (len(file.content).to_bytes(8, "big"), file.content)
    data = b"".join(parts)
    return sealing.pad(data + school.sign(_signed(header_digest, data)), floor=PADDING_FLOOR)


def read(payload: bytes, *, header_digest: bytes) -> PackPayload:
    """Read a payload that was authenticated; raises PackPayloadError."""
    reader = _Reader(payload)
    body = _body(reader.take(reader.number(4)))
    count = reader.number(4)
    if count != len(body["files"]):
        raise PackPayloadError("not as many files as it says")
    contents = [reader.take(reader.number(8)) for _ in range(count)]
    signed = _signed(header_digest, payload[: reader.place])
    signature = reader.take(SIGNATURE_LENGTH)
    if payload[reader.place :].strip(b"\0"):
        raise PackPayloadError("more than zeros at the end")
    try:
        school_key = bytes.fromhex(body["school_key"])
        files = tuple(_file(*pair) for pair in zip(body["files"], contents, strict=True))
    except (ValueError, KeyError, TypeError) as error:
        raise PackPayloadError("not a pack inside") from error
    if len(school_key) != _KEY_LENGTH:
        raise PackPayloadError("not a key")
    return PackPayload(
        content=body["content"],
        files=files,
        school_key=school_key,
        signature_ok=verify(school_key, signed, signature),
    )


def _signed(header_digest: bytes, data: bytes) -> bytes:
    return LABEL + b"\0" + header_digest + hashlib.sha256(data).digest()


def _body(line: bytes) -> dict[str, Any]:
    try:
        body: Any = canonical_json.decode(line)
    except (CanonicalJsonError, RecursionError) as error:
        raise PackPayloadError("not canonical JSON") from error
    if (
        not isinstance(body, dict)
        or set(body) != _NAMES
        or body["v"] != 1
        or not isinstance(body["content"], dict)
        or not isinstance(body["files"], list)
        or not isinstance(body["school_key"], str)
    ):
        raise PackPayloadError("not a pack inside")
    return body


def _file(description: Any, content: bytes) -> PackFile:
    if set(description) != _FILE_NAMES or description["bytes"] != len(content):
        raise ValueError("not the file that is described")
    if description["sha256"] != hashlib.sha256(content).hexdigest():
        raise ValueError("not the file that is described")
    name, media_type = description["name"], description["media_type"]
    if not isinstance(name, str) or not isinstance(media_type, str):
        raise TypeError("not text")
    return PackFile(name=name, media_type=media_type, content=content)


class _Reader:
    """Takes bytes from the front and refuses to go past the end."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.place = 0

    def take(self, length: int) -> bytes:
        part = self._data[self.place : self.place + length]
        if len(part) != length:
            raise PackPayloadError("shorter than it says")
        self.place += length
        return part

    def number(self, length: int) -> int:
        return int.from_bytes(self.take(length), "big")
