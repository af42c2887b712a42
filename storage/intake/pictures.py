"""Size and metadata of pictures by their headers alone; no pixel is ever decoded here."""

import zlib
from dataclasses import dataclass

from storage.intake import jpeg

_PNG_START = b"\x89PNG\r\n\x1a\n"
# Chunks that say something other than the picture: texts, time, camera details.
_PNG_METADATA = {
    b"tEXt": "texts",
    b"zTXt": "texts",
    b"iTXt": "texts",
    b"tIME": "time of the last change",
    b"eXIf": "camera details",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stripped:
    """A copy without metadata, and words for what was left out (empty when there was nothing).

    ``clean`` is False where this program cannot clean such a file; then ``content`` is the
    original.
    """

    content: bytes
    removed: tuple[str, ...]
    clean: bool


def picture_size(content: bytes) -> tuple[int, int]:
    """Return the width and height in pixels that the header claims; (0, 0) where this program
    cannot tell.
    """
    if content.startswith(b"\xff\xd8\xff"):
        return jpeg.size(content)
    if content.startswith(_PNG_START) and content[12:16] == b"IHDR":
        return int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")
    if content.startswith((b"GIF87a", b"GIF89a")):
        return int.from_bytes(content[6:8], "little"), int.from_bytes(content[8:10], "little")
    if content.startswith(b"BM") and len(content) >= 26:
        width = int.from_bytes(content[18:22], "little", signed=True)
        return abs(width), abs(int.from_bytes(content[22:26], "little", signed=True))
    if content[8:16] == b"WEBPVP8X" and len(content) >= 30:
        width = int.from_bytes(content[24:27], "little") + 1
        return width, int.from_bytes(content[27:30], "little") + 1
    return 0, 0


def strip_metadata(content: bytes) -> Stripped:
    """Return a copy of a JPEG or PNG without place, camera, texts and trailing bytes; other files
    come back as they are.

    For copies that leave the casebook; the original is always kept byte for byte.
    """
    if content.startswith(b"\xff\xd8\xff"):
        copy = jpeg.strip(content)
        if copy is not None:
            return Stripped(content=copy[0], removed=copy[1], clean=True)
    if content.startswith(_PNG_START):
        return _strip_png(content)
    return Stripped(content=content, removed=(), clean=False)


def _strip_png(content: bytes) -> Stripped:
    kept = [_PNG_START]
    removed: dict[str, None] = {}
    place = len(_PNG_START)
    while place + 12 <= len(content):
        length = int.from_bytes(content[place : place + 4], "big")
        name, end = content[place + 4 : place + 8], place + 12 + length
        if end > len(content) or not _checked(content, place, end):
            return Stripped(content=content, removed=(), clean=False)
        if name in _PNG_METADATA:
            removed[_PNG_METADATA[name]] = None
        else:
            kept.append(content[place:end])
        place = end
        if name == b"IEND":
            break
    if place < len(content):
        removed["bytes after the end of the picture"] = None
    return Stripped(content=b"".join(kept), removed=tuple(removed), clean=True)


def _checked(content: bytes, place: int, end: int) -> bool:
    return zlib.crc32(content[place + 4 : end - 4]) == int.from_bytes(content[end - 4 : end], "big")
