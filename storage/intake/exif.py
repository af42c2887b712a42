"""What an EXIF or XMP block says, read without any program that decodes pictures."""

import struct
from dataclasses import dataclass

_GPS_TAG, _ORIENTATION_TAG = 0x8825, 0x0112
# latitude and longitude, as they stand and as a destination
_PLACE_TAGS = frozenset({2, 4, 20, 22})
_TAGS_LIMIT = 1000
START = b"Exif\0\0"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExifFacts:
    """Whether the block says where the picture was taken, holds a preview of its own, and which way
    up the picture is (1 to 8; 0 when it does not say).
    """

    has_place: bool
    has_preview: bool
    turned: int


def exif_facts(tiff: bytes) -> ExifFacts:
    """Read a block that begins with its TIFF header; a damaged one says nothing."""
    gps = _tag(tiff, _GPS_TAG)
    tags = {tag for tag, _ in _entries(tiff, gps)} if gps else set()
    return ExifFacts(
        has_place=bool(tags & _PLACE_TAGS),
        has_preview=_second(tiff) != 0,
        turned=_tag(tiff, _ORIENTATION_TAG),
    )


def xmp_has_place(xmp: bytes) -> bool:
    """Whether an XMP packet names a latitude, in either of the encodings that are used."""
    return b"GPSLatitude" in xmp or "GPSLatitude".encode("utf-16-le") in xmp.replace(b"\0\0", b"")


def orientation_block(turned: int) -> bytes:
    """Return an EXIF block, from its TIFF header on, that says the way up and nothing else."""
    return struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION_TAG, 3, 1, turned, 0, 0)


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


def _first(tiff: bytes) -> int:
    order = _order(tiff)
    if not order or len(tiff) < 8:
        return 0
    (first,) = struct.unpack_from(f"{order}I", tiff, 4)
    return int(first)


def _second(tiff: bytes) -> int:
    """Return where the directory of the preview begins; 0 when there is none."""
    first = _first(tiff)
    if not first or first + 2 > len(tiff):
        return 0
    (count,) = struct.unpack_from(f"{_order(tiff)}H", tiff, first)
    place = first + 2 + 12 * count
    if place + 4 > len(tiff):
        return 0
    (second,) = struct.unpack_from(f"{_order(tiff)}I", tiff, place)
    return int(second)


def _tag(tiff: bytes, wanted: int) -> int:
    """Return the value of a tag of the first directory; 0 when it is missing."""
    first = _first(tiff)
    found = _entries(tiff, first) if first else []
    return next((value for tag, value in found if tag == wanted), 0)
