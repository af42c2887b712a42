"""A TIFF picture built anew from its pages, as scanners write it, without anything else that the
file says; no pixel is decoded.
"""

import struct
from dataclasses import dataclass

from storage.intake.picture_words import CAMERA, EDITING, OTHER, PLACE, PREVIEW, TAIL, TEXTS, TIME

# What a page needs to be shown: size, colours, compression, strips or tiles, the way up, the
# resolution, the page's number, the colour profile.
_PICTURE = frozenset(
    {
        *(254, 255, 256, 257, 258, 259, 262, 263, 264, 265, 266, 273, 274, 277, 278, 279, 280, 281),
        *(282, 283, 284, 290, 291, 292, 293, 296, 297, 301, 317, 318, 319, 320, 321, 322, 323, 324),
        *(325, 332, 334, 336, 338, 339, 340, 341, 347, 529, 530, 531, 532, 34675),
    }
)
_WORDS = {
    **dict.fromkeys((271, 272, 305, 316, 34665, 37500), CAMERA),
    **dict.fromkeys((270, 269, 285, 315, 33432), TEXTS),
    **dict.fromkeys((700, 33723, 34377), EDITING),
    **dict.fromkeys((330, 513, 514), PREVIEW),
    306: TIME,
    34853: PLACE,
}
_OFFSETS = {273: 279, 324: 325}
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
_OLD_JPEG, _JPEG = 6, 7
_PAGES_LIMIT, _TAGS_LIMIT = 500, 500


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    kind: int
    count: int
    data: bytes


class _NotReadableError(ValueError):
    """The directories cannot be followed, or the pages cannot be told from the rest."""


def strip(content: bytes) -> tuple[bytes, tuple[str, ...]] | None:
    """Return a copy with the pages alone, and words for what was left out; None when the file
    cannot be followed.
    """
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(content[:4], "")
    if not order:
        return None
    removed: dict[str, None] = {}
    try:
        pages = [_without(page, order, removed) for page in _pages(content, order)]
        full = [page for page in pages if not _reduced(page, order)] or pages[:1]
        if len(full) < len(pages):
            removed[PREVIEW] = None
        copy = _written(full, content, order)
    except (_NotReadableError, struct.error):
        return None
    if len(copy) + 64 < len(content) and not removed:
        removed[TAIL] = None
    return copy, tuple(removed)


def _pages(content: bytes, order: str) -> list[dict[int, _Field]]:
    (place,) = struct.unpack_from(f"{order}I", content, 4)
    pages: list[dict[int, _Field]] = []
    seen: set[int] = set()
    while place:
        if place in seen or len(pages) >= _PAGES_LIMIT:
            raise _NotReadableError
        seen.add(place)
        (count,) = struct.unpack_from(f"{order}H", content, place)
        if count > _TAGS_LIMIT:
            raise _NotReadableError
        page = {}
        for number in range(count):
            tag, field = _field(content, place + 2 + 12 * number, order)
            page[tag] = field
        pages.append(page)
        (place,) = struct.unpack_from(f"{order}I", content, place + 2 + 12 * count)
    if not pages:
        raise _NotReadableError
    return pages


def _field(content: bytes, place: int, order: str) -> tuple[int, _Field]:
    tag, kind, count = struct.unpack_from(f"{order}HHI", content, place)
    length = _SIZES.get(kind, 0) * count
    start = place + 8
    if length > 4:
        (start,) = struct.unpack_from(f"{order}I", content, start)
    if start + length > len(content):
        raise _NotReadableError
    return tag, _Field(kind=kind, count=count, data=content[start : start + length])


def _without(page: dict[int, _Field], order: str, removed: dict[str, None]) -> dict[int, _Field]:
    kept = {tag: field for tag, field in page.items() if tag in _PICTURE and field.kind in _SIZES}
    removed |= dict.fromkeys(_WORDS.get(tag, OTHER) for tag in sorted(page.keys() - kept.keys()))
    if _numbers(kept.get(259), order)[:1] == [_OLD_JPEG]:
        raise _NotReadableError
    return kept


def _reduced(page: dict[int, _Field], order: str) -> bool:
    kind = _numbers(page.get(254), order)[:1]
    return bool(kind and kind[0] & 1)


def _numbers(field: _Field | None, order: str) -> list[int]:
    if field is None:
        return []
    letter = {1: "B", 3: "H", 4: "I"}.get(field.kind)
    if letter is None:
        raise _NotReadableError
    return list(struct.unpack(f"{order}{field.count}{letter}", field.data))


def _written(pages: list[dict[int, _Field]], content: bytes, order: str) -> bytes:
    out = bytearray(content[:4] + bytes(4))
    link = 4
    for given in pages:
        page = dict(given)
        for offsets, lengths in _OFFSETS.items():
            if offsets in page:
                places = _copied(page, offsets, lengths, content=content, order=order, out=out)
                data = struct.pack(f"{order}{len(places)}I", *places)
                page[offsets] = _Field(kind=4, count=len(places), data=data)
        link = _directory(page, order=order, out=out, link=link)
    return bytes(out)


def _copied(
    page: dict[int, _Field],
    offsets: int,
    lengths: int,
    *,
    content: bytes,
    order: str,
    out: bytearray,
) -> list[int]:
    """Copy the strips (or tiles) behind each other and return where they lie now."""
    starts, sizes = _numbers(page[offsets], order), _numbers(page.get(lengths), order)
    if len(starts) != len(sizes):
        raise _NotReadableError
    jpeg = _numbers(page.get(259), order)[:1] == [_JPEG]
    places = []
    for start, size in zip(starts, sizes, strict=True):
        piece = content[start : start + size]
        damaged = len(piece) != size or len(out) + size > 2 * len(content) + 4096
        if damaged or (jpeg and (b"Exif\0\0" in piece or b"http://ns.adobe.com" in piece)):
            raise _NotReadableError
        places.append(len(out))
        out += piece + b"\0" * (size % 2)
    return places


def _directory(page: dict[int, _Field], *, order: str, out: bytearray, link: int) -> int:
    """Write one directory and its longer values; returns where the next one is to be linked."""
    entries = b""
    for tag in sorted(page):
        field = page[tag]
        value = field.data.ljust(4, b"\0")
        if len(field.data) > 4:
            value = struct.pack(f"{order}I", len(out))
            out += field.data + b"\0" * (len(field.data) % 2)
        entries += struct.pack(f"{order}HHI", tag, field.kind, field.count) + value
    struct.pack_into(f"{order}I", out, link, len(out))
    out += struct.pack(f"{order}H", len(page)) + entries + bytes(4)
    return len(out) - 4
