"""A GIF picture without comments, texts and what programs add; no pixel is decoded."""

from storage.intake.picture_words import COMMENT, EDITING, OTHER, TAIL, TEXTS

_HEADER = 13
_IMAGE, _EXTENSION, _END = 0x2C, 0x21, 0x3B
_CONTROL, _COMMENT, _TEXT, _APPLICATION = 0xF9, 0xFE, 0x01, 0xFF
# How often a moving picture repeats; nothing else of an application is needed to show it.
_REPEATS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def strip(content: bytes) -> tuple[bytes, tuple[str, ...]] | None:
    """Return a copy with the picture alone, and words for what was left out; None when the blocks
    cannot be followed to the end.
    """
    place = _HEADER + _table(content[10] if len(content) > 10 else 0)
    kept = [content[:place]]
    removed: dict[str, None] = {}
    while place < len(content):
        begun, block = place, content[place]
        if block == _END:
            if content[place + 1 :].strip(b"\0"):
                removed[TAIL] = None
            return b"".join((*kept, b";")), tuple(removed)
        if block == _IMAGE:
            packed = content[place + 9] if place + 9 < len(content) else 0
            place = _after_blocks(content, place + 11 + _table(packed))
            words = ""
        elif block == _EXTENSION and place + 2 < len(content):
            words = _words(content[place + 1], content[place + 3 : place + 14])
            place = _after_blocks(content, place + 2)
        else:
            return None
        if words:
            removed[words] = None
        else:
            kept.append(content[begun:place])
    return None


def _table(packed: int) -> int:
    """Return the length of the colour table that a packed byte announces."""
    return 3 << ((packed & 7) + 1) if packed & 0x80 else 0


def _after_blocks(content: bytes, place: int) -> int:
    while place < len(content) and content[place]:
        place += 1 + content[place]
    return place + 1


def _words(kind: int, application: bytes) -> str:
    if kind == _CONTROL or (kind == _APPLICATION and application in _REPEATS):
        return ""
    if kind == _APPLICATION:
        return EDITING if application.startswith(b"XMP Data") else OTHER
    return {_COMMENT: COMMENT, _TEXT: TEXTS}.get(kind, OTHER)
