"""The segments of a JPEG file, read without decoding the picture: its size, where it was taken, and
a copy without either.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_START, _SCAN, _END = 0xD8, 0xDA, 0xD9
_COMMENT, _EXIF, _ICC, _ADOBE, _JFIF = 0xFE, 0xE1, 0xE2, 0xEE, 0xE0
_SIZE_MARKERS = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_GPS_TAG, _ORIENTATION_TAG = 0x8825, 0x0112
_LATITUDE_TAG, _LONGITUDE_TAG = 2, 4
_EXIF_START = b"Exif\0\0"
_TAGS_LIMIT = 1000
# Cameras write a dozen segments, editors perhaps a hundred.
_SEGMENT_LIMIT = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One marker segment: its code, where it begins and ends in the file, and what it holds."""

    marker: int
    start: int
    end: int
    payload: bytes


def segments(content: bytes) -> Iterator[Segment]:
    """Yield the segments up to the first scan; stops quietly where the file is no longer a JPEG."""
    place = 2
    for _ in range(_SEGMENT_LIMIT):
        if place + 4 > len(content) or content[place] != 0xFF:
            return
        marker = content[place + 1]
        if marker == 0xFF:  # fill bytes may stand before a marker
            place += 1
            continue
        length = int.from_bytes(content[place + 2 : place + 4], "big")
        end = place + 2 + length
        if length < 2 or end > len(content):
            return
        yield Segment(marker=marker, start=place, end=end, payload=content[place + 4 : end])
        if marker == _SCAN:
            return
        place = end


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
    for segment in segments(content):
        if segment.marker != _EXIF:
            continue
        if segment.payload.startswith(_EXIF_START):
            located = _names_place(segment.payload[len(_EXIF_START) :])
        else:
            located = b"GPSLatitude" in segment.payload
        if located:
            return True
    return False


def strip(content: bytes) -> tuple[bytes, tuple[str, ...]] | None:
    """Return a copy with the same picture and no metadata, and words for what was left out.

    Colour profile and Adobe marker stay, as the picture needs them; the way up is kept in a small
    EXIF block of our own. Bytes after the end of the picture are left out too. None when the file
    cannot be read as a JPEG to its picture.
    """
    kept: list[bytes] = [content[:2]]
    removed: dict[str, None] = {}
    turned, scan = 1, 0
    for segment in segments(content):
        if segment.marker == _SCAN:
            scan = segment.start
            break
        kind = _metadata_kind(segment)
        if kind == "camera details":
            body = segment.payload[len(_EXIF_START) :]
            turned = _tag(body, _ORIENTATION_TAG) or turned
            if _names_place(body):
                removed["place where it was taken"] = None
        if kind:
            removed[kind] = None
        else:
            kept.append(content[segment.start : segment.end])
    if not scan:
        return None
    end = _picture_end(content, scan)
    if content[end:].strip(b"\0"):
        removed["bytes after the end of the picture"] = None
    if 2 <= turned <= 8:
        kept.insert(1, _orientation(turned))
    return b"".join((*kept, content[scan:end])), tuple(removed)


def _metadata_kind(segment: Segment) -> str:
    """Return words for the metadata a segment holds; empty for what the picture needs."""
    if segment.marker == _EXIF:
        return "camera details" if segment.payload.startswith(_EXIF_START) else "editing details"
    if segment.marker == _COMMENT:
        return "comment"
    if segment.marker in (_JFIF, _ADOBE):
        return ""
    if segment.marker == _ICC and segment.payload.startswith(b"ICC_PROFILE\0"):
        return ""
    return "application data" if 0xE0 <= segment.marker <= 0xEF else ""


def _picture_end(content: bytes, scan: int) -> int:
    """Return the place after the end marker of the picture: the first one outside coded data and
    segments.
    """
    place = scan
    while True:
        place = content.find(b"\xff", place)
        if place < 0 or place + 1 >= len(content):
            return len(content)
        marker = content[place + 1]
        if marker == _END:
            return place + 2
        if marker in (0x00, 0xFF) or 0xD0 <= marker <= 0xD7:
            place += 1 if marker == 0xFF else 2
            continue
        place += 2 + int.from_bytes(content[place + 2 : place + 4], "big")


def _orientation(turned: int) -> bytes:
    tiff = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION_TAG, 3, 1, turned, 0, 0)
    payload = _EXIF_START + tiff
    return b"\xff\xe1" + struct.pack(">H", len(payload) + 2) + payload


def _names_place(tiff: bytes) -> bool:
    gps = _tag(tiff, _GPS_TAG)
    tags = {tag for tag, _ in _entries(tiff, gps)} if gps else set()
    return bool(tags & {_LATITUDE_TAG, _LONGITUDE_TAG})


def _order(tiff: bytes) -> str:
    return {b"II": "<", b"MM": ">"}.get(tiff[:2], "")


def _entries(tiff: bytes, offset: int) -> list[tuple[int, int]]:
    """Return (tag, value or offset) of one directory; empty when the block is damaged."""
    order = _order(tiff)
    if not order or offset + 2 > len(tiff):
        return []
    (count,) = struct.unpack_from(f"{order}H", tiff, offset)
    result = []
    for number in range(min(count, _TAGS_LIMIT)):
        place = offset + 2 + 12 * number
        if place + 12 > len(tiff):
            break
        tag, kind = struct.unpack_from(f"{order}HH", tiff, place)
        (value,) = struct.unpack_from(f"{order}{'H' if kind == 3 else 'I'}", tiff, place + 8)
        result.append((tag, value))
    return result


def _tag(tiff: bytes, wanted: int) -> int:
    """Return the value of a tag of the first directory; 0 when it is missing."""
    order = _order(tiff)
    if not order or len(tiff) < 8:
        return 0
    (first,) = struct.unpack_from(f"{order}I", tiff, 4)
    return next((value for tag, value in _entries(tiff, first) if tag == wanted), 0)
