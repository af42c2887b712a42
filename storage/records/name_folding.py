"""A text in the form in which names are looked for: no case, accents or hidden characters, and
where each letter stood.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

# Letters that Unicode does not take apart, and letters that keyboards of neighbours write apart.
_PLAIN = {
    **{"ø": "o", "đ": "d", "ł": "l", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"},
    **{"ħ": "h", "ŧ": "t", "ə": "e", "ŋ": "n", "ƙ": "k", "ɗ": "d", "ɓ": "b"},
    # Arabic: Persian and Urdu forms of one letter
    **{"ی": "ي", "ى": "ي", "ې": "ي", "ے": "ي", "ک": "ك", "ہ": "ه", "ھ": "ه", "ۀ": "ه", "ة": "ه"},
    **{"ٱ": "ا"},
}
_APOSTROPHES = "'’‘ʼʻ`´ʹʾʿ′＇"
# one character each, so that they can be exchanged without counting
_ONE_FOR_ONE = str.maketrans(
    {
        **dict.fromkeys(_APOSTROPHES, "'"),
        **dict.fromkeys("‐‑‒–—―−﹘﹣－־", "-"),
        **dict.fromkeys("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85", " "),
        **dict.fromkeys("\u00a0\u1680\u2028\u2029\u202f\u205f\u3000", " "),
        **{chr(code): " " for code in range(0x2000, 0x200B)},
        **dict.fromkeys("“”„«»‹›", '"'),
        "…": ".",
    }
)
# Stands between a small letter and a capital: SamPrice.jpg holds two names.
HUMP = "\x1f"
_HUMP = re.compile(r"[a-z][A-Z]")
# The small word at the beginning of a surname is not a name before another one.
_BEFORE_NO_HUMP = re.compile(r"(?:^|[^A-Za-z])(?:Mc|Mac|De|Di|Du|La|Le|Fitz|Van|Ap|Ó|O)$")
# Marks that are left out in writing as often as not: accents, points of Hebrew and Arabic.
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c7\u0610-\u061a\u0640"
    "\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe00-\ufe2f]"
)


@dataclass(frozen=True, slots=True)
class FoldedText:
    """``text`` is what is searched; ``places`` says where each of its characters stood, or is None
    where they stand at the same places.
    """

    text: str
    places: Sequence[int] | None
    length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the part of the text as given; hidden characters behind a letter go with it."""
        if self.places is None:
            return start, end
        first = self.places[start]
        return first, self.places[end] if end < len(self.places) else self.length


def folded(text: str) -> FoldedText:
    """Return the text as it is searched for names."""
    plain = text.translate(_ONE_FOR_ONE)
    humps = _humps(plain)
    if plain.isascii() and not humps:
        return FoldedText(plain.lower(), None, len(text))
    pieces: list[str] = []
    places: list[int] = []
    for place, character in enumerate(plain):
        piece = _folded(character)
        if place in humps:
            piece = HUMP + piece
        if piece:
            pieces.append(piece)
            places.extend([place] * len(piece))
    return FoldedText("".join(pieces), places, len(text))


def _humps(plain: str) -> frozenset[int]:
    found = (match.start() + 1 for match in _HUMP.finditer(plain))
    return frozenset(
        place for place in found if not _BEFORE_NO_HUMP.search(plain, max(0, place - 6), place)
    )


@cache
def _folded(character: str) -> str:
    if unicodedata.category(character) in ("Cf", "Cc"):
        return ""
    kept: list[str] = []
    for small in character.casefold():
        apart = unicodedata.normalize("NFKD", small)
        kept.extend(_PLAIN.get(one, one) for one in apart if not _MARKS.match(one))
    return "".join(kept).translate(_ONE_FOR_ONE)
