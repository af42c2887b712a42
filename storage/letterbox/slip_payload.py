"""What lies inside a slip: canonical JSON, the attached files, and the author's signature over
all of it.

payload = u32 length | canonical JSON | u32 count x (u64 length | file) | Ed25519 signature 64 |
zeros The signature covers "casebook/slip/v1" 00 | SHA-256(header with all wraps) |
SHA-256(payload before it): a reader cannot pass the words on to others as if they had been
written to them.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from storage.keys import sealing
from storage.keys.person_keys import SIGNATURE_LENGTH, PersonKeys, PublicKeys
from storage.records import canonical_json
from storage.records.canonical_json import CanonicalJsonError
from storage.records.concern import Attachment
from storage.records.errors import UserFacingError

KINDS = ("concern", "follow_up", "enrolment", "test", "guide")
MEGABYTE = 1024 * 1024
LARGEST_ATTACHMENT = 25 * MEGABYTE
LARGEST_TOTAL = 100 * MEGABYTE
# All short concerns look alike from outside.
PADDING_FLOOR = 4096
_LABEL = b"casebook/slip/v1\0"
_NAMES = frozenset(("attachments", "author", "content", "kind", "v"))


class PayloadError(ValueError):
    """The payload was authenticated but is not made as we make it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """The inside of a slip; ``signature_ok``: ``author`` signed exactly this slip."""

    kind: str
    content: Mapping[str, Any]
    attachments: tuple[Attachment, ...]
    author: PublicKeys
    signature_ok: bool


def build(
    *,
    kind: str,
    content: Mapping[str, Any],
    attachments: Sequence[Attachment],
    author: PersonKeys,
    header_digest: bytes,
) -> bytes:
    """Return the padded payload; raises UserFacingError for files that are too large."""
    if kind not in KINDS:
        raise ValueError("not a kind of slip")
    _check_sizes(attachments)
    line = canonical_json.encode(
        {
            "attachments": [_description(attachment) for attachment in attachments],
            "author": author.public.to_value(),
            "content": content,
            "kind": kind,
            "v": 1,
        }
    )
    parts = [len(line).to_bytes(4, "big"), line, len(attachments).to_bytes(4, "big")]
    for attachment in attachments:
        parts += (len(attachment.content).to_bytes(8, "big"), attachment.content)
    data = b"".join(parts)
    signature = author.sign(_signed_message(header_digest, data))
    return sealing.pad(data + signature, floor=PADDING_FLOOR)


def read(payload: bytes, *, header_digest: bytes) -> Payload:
    """Read a payload that was authenticated; raises PayloadError."""
    body, contents, end = _split(payload)
    signature, rest = payload[end : end + SIGNATURE_LENGTH], payload[end + SIGNATURE_LENGTH :]
    if len(signature) != SIGNATURE_LENGTH or rest.strip(b"\0"):
        raise PayloadError("not a signature and zeros at the end")
    try:
        author = PublicKeys.from_value(body["author"])
        attachments = tuple(
            _attachment(description, content)
            for description, content in zip(body["attachments"], contents, strict=True)
        )
    except (ValueError, KeyError, TypeError) as error:
        raise PayloadError("not a slip inside") from error
    return Payload(
        kind=body["kind"],
        content=body["content"],
        attachments=attachments,
        author=author,
        signature_ok=author.verify(_signed_message(header_digest, payload[:end]), signature),
    )


def _check_sizes(attachments: Sequence[Attachment]) -> None:
    for number, attachment in enumerate(attachments, start=1):
        if len(attachment.content) > LARGEST_ATTACHMENT:
            raise UserFacingError(
                "letterbox.attachment_too_large",
                number=number,
                megabytes=LARGEST_ATTACHMENT // MEGABYTE,
            )
    if sum(len(attachment.content) for attachment in attachments) > LARGEST_TOTAL:
        raise UserFacingError(
            "letterbox.attachments_too_large", megabytes=LARGEST_TOTAL // MEGABYTE
        )


def _description(attachment: Attachment) -> dict[str, Any]:
    return {
        "bytes": len(attachment.content),
        "media_type": _clean(attachment.media_type),
        "name": _clean(attachment.name),
    }


def _clean(text: str) -> str:
    """Half characters of odd file names become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _signed_message(header_digest: bytes, payload: bytes) -> bytes:
    return _LABEL + header_digest + hashlib.sha256(payload).digest()


def _split(payload: bytes) -> tuple[dict[str, Any], list[bytes], int]:
    """Return the JSON, the files, and where the signature begins."""
    take = _Reader(payload).take
    line = take(int.from_bytes(take(4), "big"))
    try:
        body = canonical_json.decode(line)
    except (CanonicalJsonError, RecursionError) as error:
        raise PayloadError("not canonical JSON") from error
    if (
        not isinstance(body, dict)
        or set(body) != _NAMES
        or body["v"] != 1
        or body["kind"] not in KINDS
        or not isinstance(body["content"], dict)
    ):
        raise PayloadError("not a slip inside")
    count, contents, end = int.from_bytes(take(4), "big"), [], 8 + len(line)
    for _ in range(count):
        content = take(int.from_bytes(take(8), "big"))
        contents.append(content)
        end += 8 + len(content)
    return body, contents, end


class _Reader:
    """Takes bytes from the front and refuses to go past the end."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._place = 0

    def take(self, length: int) -> bytes:
        part = self._data[self._place : self._place + length]
        if len(part) != length:
            raise PayloadError("shorter than it says")
        self._place += length
        return part


def _attachment(description: Any, content: bytes) -> Attachment:
    if description["bytes"] != len(content):
        raise PayloadError("a file is not as long as described")
    name, media_type = description["name"], description["media_type"]
    if not isinstance(name, str) or not isinstance(media_type, str):
        raise PayloadError("not a description of a file")
    return Attachment(name=name, media_type=media_type, content=content)
