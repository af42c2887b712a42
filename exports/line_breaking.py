"""Breaks paragraphs into lines of words; every character stays, in order."""

import re
import unicodedata
from typing import NamedTuple

from exports.bidi_order import base_level
from exports.shaping import Typesetter, graphemes
from exports.words import Style, Word

Line = list[Word]

_SPACES = re.compile(r"[\t \u2000-\u2006\u2008-\u200a\u205f\u3000]+")
_ORDER_CONTROLS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
# A line may end after these inside a word, and between two characters of these scripts.
_BREAKABLE = re.compile(
    r"[-/\u2010\u2013\u2014_@\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]"
)


class Paragraphs(NamedTuple):
    """Set text: its lines, whether all can be painted from plain codes, and its base direction."""

    lines: list[Line]
    plain: bool
    right_to_left: bool


def clean(text: str) -> list[str]:
    """Return the paragraphs of `text` as they are set: composed, single-spaced, controls shown.

    Characters that would turn the reading order are written out; the exact text is kept in the
    embedded data, not on the page.
    """
    composed = unicodedata.normalize("NFC", text)
    shown = _ORDER_CONTROLS.sub(lambda match: f"[U+{ord(match.group()):04X}]", composed)
    found = [_SPACES.sub(" ", line).strip(" ") for line in shown.splitlines()]
    paragraphs = [
        line for index, line in enumerate(found) if line or (index > 0 and found[index - 1])
    ]
    while paragraphs and not paragraphs[-1]:
        paragraphs.pop()
    return paragraphs


def break_text(text: str, *, style: Style, width: float, typesetter: Typesetter) -> Paragraphs:
    """Set text into lines of at most `width` points."""
    if text.isascii() and "\n" not in text and "  " not in text and text.isprintable():
        paragraphs = [text.strip(" ")] if text else []
    else:
        paragraphs = clean(text)
    breaker = _Breaker(typesetter=typesetter, style=style, width=width)
    lines: list[Line] = []
    for paragraph in paragraphs:
        breaker.add(paragraph, lines)
    plain = not any(word.code is None for line in lines for word in line)
    return Paragraphs(lines, plain, not plain and base_level(text) == 1)


class _Breaker:
    """Greedy line breaking in thousandths of the type size."""

    def __init__(self, *, typesetter: Typesetter, style: Style, width: float) -> None:
        self._typesetter = typesetter
        self._weight = style.weight
        self._known = typesetter.cache(style.weight)
        self._limit = width * 1000 / style.size
        self._space = typesetter.space(style.weight)[1]

    def add(self, paragraph: str, lines: list[Line]) -> None:
        """Break one paragraph and append its lines; an empty one is one empty line."""
        known, space, limit = self._known, self._space, self._limit
        line: Line = []
        used = -space
        for text in paragraph.split(" "):
            word = known.get(text) or self._typesetter.word(self._weight, text)
            after = used + space + word.width
            if after <= limit:
                line.append(word)
                used = after
                continue
            if word.width > limit or _BREAKABLE.search(text):
                line, used = self._add_in_pieces(text, line, used, lines)
                continue
            if line:
                lines.append(line)
            line, used = [word], word.width
        if line:
            lines.append(line)

    def _add_in_pieces(
        self, text: str, line: Line, used: float, lines: list[Line]
    ) -> tuple[Line, float]:
        """Place a word that has to be parted: after its hyphens first, then anywhere."""
        pieces = _pieces(text)
        used += self._space
        for index, piece in enumerate(pieces):
            last = index == len(pieces) - 1
            word = self._typesetter.word(self._weight, piece, glued=not last)
            if used + word.width > self._limit and line:
                lines.append(line)
                line, used = [], 0.0
            if word.width > self._limit:
                line, used = self._add_letter_by_letter(piece, last, lines)
                continue
            line.append(word)
            used += word.width
        return line, used

    def _add_letter_by_letter(
        self, piece: str, last: bool, lines: list[Line]
    ) -> tuple[Line, float]:
        """Fill whole lines with a piece too long for any line; return what is left over."""
        rest = graphemes(piece)
        while True:
            count = self._longest_start(rest)
            ends = count == len(rest)
            word = self._typesetter.word(
                self._weight, "".join(rest[:count]), glued=not (ends and last)
            )
            if ends:
                return [word], word.width
            lines.append([word])
            rest = rest[count:]

    def _longest_start(self, letters: list[str]) -> int:
        width = 0.0
        for count, letter in enumerate(letters):
            width += self._typesetter.word(self._weight, letter, glued=True).width
            if width > self._limit and count:
                return self._shrink(letters, count)
        return self._shrink(letters, len(letters))

    def _shrink(self, letters: list[str], count: int) -> int:
        """Letters shaped together can be wider than alone; give letters back until they fit."""
        while count > 1:
            word = self._typesetter.word(self._weight, "".join(letters[:count]), glued=True)
            if word.width <= self._limit:
                break
            count -= 1
        return count


def _pieces(text: str) -> list[str]:
    """Cut a word where a line may end; a number keeps its hyphens, a letter its full stop."""
    letters = graphemes(text)
    pieces = [""]
    for index, letter in enumerate(letters):
        pieces[-1] += letter
        after = letters[index + 1] if index + 1 < len(letters) else ""
        if not after or not _BREAKABLE.match(letter) or _clings(after):
            continue
        before = letters[index - 1] if index else ""
        if not (before.isdigit() and after.isdigit()):
            pieces.append("")
    return pieces


def _clings(letter: str) -> bool:
    """Say whether a line may not begin with this: closing marks, full stops, commas."""
    return unicodedata.category(letter[0]) in {"Pe", "Pf", "Po"}


def text_of(lines: list[Line]) -> str:
    """Return the text that lines carry, with a space where words are parted."""
    return "".join(
        word.text + ("" if word.glued else " ") for line in lines for word in line
    ).rstrip(" ")
