"""A WebP picture without the chunks that say something else; no pixel is decoded."""

from collections.abc import Iterator

from storage.intake import exif
from storage.intake.picture_words import CAMERA, EDITING, OTHER, PLACE, TAIL

_PICTURE = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_FRAME = frozenset({b"VP8 ", b"VP8L", b"ALPH"})
# in the flags of VP8X: an EXIF chunk, an XMP chunk
_SAYS_METADATA = 0b00001100
_FRAME_HEADER = 16


def strip(content: bytes) -> tuple[bytes, tuple[str, ...]] | None:
    """Return a copy with the picture alone, and words for what was left out; None when the chunks
    cannot be followed.
    """
    length = 8 + int.from_bytes(content[4:8], "little")
    if length > len(content) or length < 12:
        return None
    removed: dict[str, None] = {}
    body = _cleaned(content[12:length], _PICTURE, removed)
    if body is None:
        return None
    if content[length:].strip(b"\0"):
        removed[TAIL] = None
    head = b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WEBP"
    return head + body, tuple(removed)


def _cleaned(data: bytes, wanted: frozenset[bytes], removed: dict[str, None]) -> bytes | None:
    kept = []
    end = 0
    for name, payload in _chunks(data):
        end += 8 + len(payload) + len(payload) % 2
        if name not in wanted:
            removed |= dict.fromkeys(_words(name, payload))
            continue
        inner: bytes | None = payload
        if name == b"VP8X" and payload:
            inner = bytes((payload[0] & ~_SAYS_METADATA,)) + payload[1:]
        elif name == b"ANMF":
            inner = _cleaned(payload[_FRAME_HEADER:], _FRAME, removed)
            inner = None if inner is None else payload[:_FRAME_HEADER] + inner
        if inner is None:
            return None
        kept.append(name + len(inner).to_bytes(4, "little") + inner + b"\0" * (len(inner) % 2))
    return b"".join(kept) if kept and end >= len(data) else None


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 0
    while place + 8 <= len(data):
        length = int.from_bytes(data[place + 4 : place + 8], "little")
        end = place + 8 + length
        if end > len(data):
            return
        yield data[place : place + 4], data[place + 8 : end]
        place = end + length % 2


def _words(name: bytes, payload: bytes) -> tuple[str, ...]:
    if name == b"EXIF":
        facts = exif.exif_facts(payload.removeprefix(exif.START))
        return (PLACE, CAMERA) if facts.has_place else (CAMERA,)
    if name == b"XMP ":
        return (PLACE, EDITING) if exif.xmp_has_place(payload) else (EDITING,)
    return (OTHER,)
