"""The document fonts: which faces exist, in which order they are tried, and what they cover."""

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

import uharfbuzz as hb

import resources

Weight = Literal["regular", "bold"]

_SCRIPTS = (
    "NotoSansArabic",
    "NotoSansHebrew",
    "NotoSansDevanagari",
    "NotoSansBengali",
    "NotoSansGurmukhi",
    "NotoSansGujarati",
    "NotoSansTamil",
    "NotoSansEthiopic",
)
_LAST = "DroidSansFallbackFull"
_LATIN = frozenset({"Arimo", "NotoSans"})

# The order is part of the document format: the same text always takes the same faces.
STACKS: dict[Weight, tuple[str, ...]] = {
    "regular": (
        "Arimo-Regular",
        "NotoSans-Regular",
        *(f"{name}-Regular" for name in _SCRIPTS),
        _LAST,
    ),
    "bold": ("Arimo-Bold", "NotoSans-Bold", *(f"{name}-Bold" for name in _SCRIPTS), _LAST),
}


class FontFace(NamedTuple):
    """One opened font file. `latin` faces take no ligatures, so that every letter can be copied."""

    name: str
    data: bytes
    face: Any
    font: Any
    covered: frozenset[int]
    scale: float
    latin: bool


class FontLibrary:
    """Opens faces when they are first needed; one library lives as long as one document."""

    def __init__(self) -> None:
        self._faces: dict[str, FontFace] = {}

    def face(self, name: str) -> FontFace:
        """Return the face of a file name without its ending, e.g. ``Arimo-Bold``."""
        found = self._faces.get(name)
        if found is None:
            found = self._faces[name] = _open_face(name)
        return found

    def first_covering(self, weight: Weight, codepoints: Iterable[int]) -> FontFace | None:
        """Return the first face of the stack that has every one of these characters, or None."""
        wanted = frozenset(codepoints)
        for name in STACKS[weight]:
            face = self.face(name)
            if wanted <= face.covered:
                return face
        return None


def _open_face(name: str) -> FontFace:
    data = resources.read_bytes("fonts", "documents", f"{name}.ttf")
    face = hb.Face(data)
    latin = name.partition("-")[0] in _LATIN
    covered = frozenset(face.unicodes)
    if latin:  # Hebrew to Sinhala belong to the faces made for them, which place every mark
        covered = frozenset(point for point in covered if not 0x0590 <= point <= 0x0DFF)
    return FontFace(
        name=name,
        data=data,
        face=face,
        font=hb.Font(face),
        covered=covered,
        scale=1000 / face.upem,
        latin=latin,
    )
