"""Size and metadata of pictures by their headers alone; no pixel is ever decoded here."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass

from storage.intake import exif, gif, jpeg, tiff, webp
from storage.intake.picture_words import CAMERA, EDITING, OTHER, PLACE, TAIL, TEXTS, TIME

_PNG_START = b"\x89PNG\r\n\x1a\n"
# Chunks that the picture needs: itself, its colours, its transparency, its size on paper, and the
# frames of a moving one.
_PNG_PICTURE = frozenset(
    {
        *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"bKGD", b"pHYs", b"sBIT"),
        *(b"cHRM", b"gAMA", b"iCCP", b"sRGB", b"cICP", b"acTL", b"fcTL", b"fdAT"),
    }
)
_PNG_WORDS = {
    b"tEXt": TEXTS,
    b"zTXt": TEXTS,
    b"iTXt": TEXTS,
    b"tIME": TIME,
    b"eXIf": CAMERA,
}
_XMP = b"XML:com.adobe.xmp"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stripped:
    """A copy without metadata, and words for what was left out (empty when there was nothing).

    ``clean`` is False where this program cannot clean such a file; then ``content`` is the
    original.
    """

    content: bytes
    removed: tuple[str, ...]
    clean: bool

    @property
    def had_place(self) -> bool:
        """Whether the picture said where it was taken."""
        return PLACE in self.removed


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
    """Return a copy of a JPEG, PNG, WebP, GIF, TIFF or BMP picture without place, camera, texts,
    previews and trailing bytes; other files, and damaged ones, come back as they are.
    """
    for starts, strip in _STRIPPERS:
        if content.startswith(starts):
            copy = strip(content)
            if copy is not None:
                return Stripped(content=copy[0], removed=copy[1], clean=True)
    return Stripped(content=content, removed=(), clean=False)


def _strip_png(content: bytes) -> tuple[bytes, tuple[str, ...]] | None:
    kept = [_PNG_START]
    removed: dict[str, None] = {}
    place, name = len(_PNG_START), b""
    while place + 12 <= len(content) and name != b"IEND":
        length = int.from_bytes(content[place : place + 4], "big")
        name, end = content[place + 4 : place + 8], place + 12 + length
        if end > len(content) or not _checked(content, place, end):
            return None
        if name in _PNG_PICTURE:
            kept.append(content[place:end])
        else:
            removed |= dict.fromkeys(_png_words(name, content[place + 8 : end - 4]))
        place = end
    if name != b"IEND":
        return None
    if content[place:].strip(b"\0"):
        removed[TAIL] = None
    return b"".join(kept), tuple(removed)


def _png_words(name: bytes, payload: bytes) -> tuple[str, ...]:
    if name == b"eXIf" and exif.exif_facts(payload).has_place:
        return PLACE, CAMERA
    if name == b"iTXt" and payload.startswith(_XMP):
        return (PLACE, EDITING) if exif.xmp_has_place(payload) else (EDITING,)
    return (_PNG_WORDS.get(name, OTHER),)


def _checked(content: bytes, place: int, end: int) -> bool:
    return zlib.crc32(content[place + 4 : end - 4]) == int.from_bytes(content[end - 4 : end], "big")


def _strip_webp(content: bytes) -> tuple[bytes, tuple[str, ...]] | None:
    return webp.strip(content) if content[8:12] == b"WEBP" else None


def _strip_bmp(content: bytes) -> tuple[bytes, tuple[str, ...]] | None:
    """A BMP says nothing but its picture; only bytes behind its stated length are left out."""
    length, pixels = (int.from_bytes(content[place : place + 4], "little") for place in (2, 10))
    if not 26 <= pixels < length <= len(content):
        return None
    tail = content[length:].strip(b"\0")
    return content[:length], (TAIL,) if tail else ()


_Strip = Callable[[bytes], tuple[bytes, tuple[str, ...]] | None]
_STRIPPERS: tuple[tuple[bytes | tuple[bytes, ...], _Strip], ...] = (
    (b"\xff\xd8\xff", jpeg.strip),
    (_PNG_START, _strip_png),
    (b"RIFF", _strip_webp),
    ((b"GIF87a", b"GIF89a"), gif.strip),
    ((b"II*\0", b"MM\0*"), tiff.strip),
    (b"BM", _strip_bmp),
)
