"""Gives every (glyph, text) pair that a document uses its own two-byte code in a font."""

from exports.fonts import FontFace


class FontUse:
    """What one document uses of one face.

    A code of its own for each pair of glyph and text keeps copying exact where a font draws two
    characters with one glyph, such as the hyphen and the non-breaking hyphen.
    """

    __slots__ = ("advances", "codes", "face", "name", "pairs")

    def __init__(self, *, name: str, face: FontFace) -> None:
        self.name = name
        self.face = face
        self.codes: dict[tuple[int, str], tuple[str, float]] = {}
        self.pairs: list[tuple[int, str]] = []
        self.advances: list[float] = []

    def code(self, glyph: int, text: str) -> tuple[str, float]:
        """Return the code of a glyph that stands for `text`, as four hexadecimal digits, and the
        glyph's advance width.
        """
        key = (glyph, text)
        known = self.codes.get(key)
        if known is None:
            advance = self.nominal(glyph)
            self.pairs.append(key)
            self.advances.append(advance)
            known = self.codes[key] = f"{len(self.pairs):04X}", advance
        return known

    def nominal(self, glyph: int) -> float:
        """Return the advance width of a glyph in thousandths of the type size."""
        return float(self.face.font.get_glyph_h_advance(glyph)) * self.face.scale


class FontUses:
    """All faces a document has used so far, in order of first use (F0, F1, …)."""

    def __init__(self) -> None:
        self._uses: dict[str, FontUse] = {}

    def of(self, face: FontFace) -> FontUse:
        """Return this document's use of a face, beginning one when there is none."""
        use = self._uses.get(face.name)
        if use is None:
            use = self._uses[face.name] = FontUse(name=f"F{len(self._uses)}", face=face)
        return use

    def all(self) -> tuple[FontUse, ...]:
        """Return every use so far, in order of first use."""
        return tuple(self._uses.values())
