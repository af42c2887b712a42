"""The segments of a JPEG file, read without decoding the picture: its size, where it was taken, and
a copy without either.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from storage.intake import exif
from storage.intake.picture_words import CAMERA, COMMENT, EDITING, OTHER, PLACE, PREVIEW, TAIL

_SCAN, _END = 0xDA, 0xD9
_COMMENT, _EXIF, _ICC, _ADOBE, _JFIF, _PHOTOSHOP = 0xFE, 0xE1, 0xE2, 0xEE, 0xE0, 0xED
_SIZE_MARKERS = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
# What the picture itself is made of: frames, tables, restart interval, number of lines, scans.
_PICTURE = _SIZE_MARKERS | {0xC4, 0xCC, 0xDB, 0xDC, 0xDD, _SCAN}
_JFIF_LENGTH, _ADOBE_LENGTH = 14, 12
# In coded data a marker is an FF that is not followed by 00 or a restart number.
_NEXT_MARKER = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]", re.DOTALL)
# Cameras write a dozen segments, editors perhaps a hundred, scans a few dozen.
_SEGMENT_LIMIT = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One marker segment: its code, where it begins and ends in the file, and what it holds."""

    marker: int
    start: int
    end: int
    payload: bytes


def segments(content: bytes) -> Iterator[Segment]:
    """Yield all segments, of later scans too; stops quietly at the end of the picture, or where the
    file is no longer a JPEG.
    """
    place = 2
    for _ in range(_SEGMENT_LIMIT):
        while content[place : place + 2] == b"\xff\xff":  # fill bytes may stand before a marker
            place += 1
        if place + 4 > len(content) or content[place] != 0xFF or content[place + 1] == _END:
            return
        marker = content[place + 1]
        length = int.from_bytes(content[place + 2 : place + 4], "big")
        end = place + 2 + length
        if length < 2 or end > len(content):
            return
        yield Segment(marker=marker, start=place, end=end, payload=content[place + 4 : end])
        place = _after_scan(content, end) if marker == _SCAN else end


def _after_scan(content: bytes, start: int) -> int:
    found = _NEXT_MARKER.search(content, start)
    return found.end() - 2 if found else len(content)


def size(content: bytes) -> tuple[int, int]:
    """Return width and height in pixels as the header claims them; (0, 0) when it does not say."""
    for segment in segments(content):
        if segment.marker in _SIZE_MARKERS and len(segment.payload) >= 5:
            height, width = struct.unpack(">HH", segment.payload[1:5])
            return width, height
    return 0, 0


def has_location(content: bytes) -> bool:
    """Whether the file says where the photograph was taken (an EXIF block with GPS tags, or XMP
    that names them).
    """
    return any(PLACE in _metadata(segment) for segment in segments(content))


def strip(content: bytes) -> tuple[bytes, tuple[str, ...]] | None:
    """Return a copy with the same picture and no metadata, and words for what was left out.

    Colour profile and Adobe marker stay, as the picture needs them; the way up is kept in a small
    EXIF block of our own. Bytes after the end of the picture are left out too. None when the file
    cannot be read as a JPEG to its picture.
    """
    kept: list[bytes] = []
    removed: dict[str, None] = {}
    turned, end, scanned = 0, 2, False
    for segment in segments(content):
        words = _metadata(segment)
        if CAMERA in words:
            turned = exif.exif_facts(segment.payload[len(exif.START) :]).turned or turned
        removed |= dict.fromkeys(words)
        kept.append(_kept(segment))
        end = segment.end
        if segment.marker == _SCAN:
            scanned = True
            end = _after_scan(content, segment.end)
            kept.append(content[segment.end : end])
    if not scanned:
        return None
    tail = content[end:].lstrip(b"\xff").removeprefix(b"\xd9")
    if tail.strip(b"\0"):
        removed[TAIL] = None
    way_up = _orientation(turned) if 2 <= turned <= 8 else b""
    return b"".join((content[:2], way_up, *kept, b"\xff\xd9")), tuple(removed)


def _kept(segment: Segment) -> bytes:
    """Return what the copy holds of a segment: all of it, its fixed beginning, or nothing."""
    payload = segment.payload
    if segment.marker == _JFIF and payload.startswith(b"JFIF\0") and len(payload) >= _JFIF_LENGTH:
        payload = payload[: _JFIF_LENGTH - 2] + b"\0\0"
    elif segment.marker == _ADOBE and payload.startswith(b"Adobe"):
        payload = payload[:_ADOBE_LENGTH]
    elif segment.marker not in _PICTURE and not _is_profile(segment):
        return b""
    return struct.pack(">BBH", 0xFF, segment.marker, len(payload) + 2) + payload


def _is_profile(segment: Segment) -> bool:
    return segment.marker == _ICC and segment.payload.startswith(b"ICC_PROFILE\0")


def _metadata(segment: Segment) -> tuple[str, ...]:
    """Return words for the metadata a segment holds; none for what the picture needs."""
    payload = segment.payload
    if segment.marker in _PICTURE or _is_profile(segment):
        return ()
    if segment.marker == _EXIF:
        return _exif_words(payload)
    if segment.marker == _JFIF and payload.startswith(b"JFIF\0"):
        return (PREVIEW,) if len(payload) > _JFIF_LENGTH else ()
    if segment.marker == _JFIF and payload.startswith(b"JFXX\0"):
        return (PREVIEW,)
    if segment.marker == _ADOBE and payload.startswith(b"Adobe"):
        return (OTHER,) if len(payload) > _ADOBE_LENGTH else ()
    return ({_COMMENT: COMMENT, _PHOTOSHOP: EDITING}.get(segment.marker, OTHER),)


def _exif_words(payload: bytes) -> tuple[str, ...]:
    if not payload.startswith(exif.START):
        return (*([PLACE] if exif.xmp_has_place(payload) else []), EDITING)
    facts = exif.exif_facts(payload[len(exif.START) :])
    return (
        *([PLACE] if facts.has_place else []),
        CAMERA,
        *([PREVIEW] if facts.has_preview else []),
    )


def _orientation(turned: int) -> bytes:
    payload = exif.START + exif.orientation_block(turned)
    return b"\xff\xe1" + struct.pack(">H", len(payload) + 2) + payload
