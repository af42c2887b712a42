"""Breaks paragraphs into lines of words; every character stays, in order."""

import re
import unicodedata

from exports.bidi_order import Piece, base_level, painting_order
from exports.fonts import Weight
from exports.shaping import Typesetter, graphemes
from exports.words import Line, Paragraphs, Style

_SPACES = re.compile(r"[\t \u2000-\u2006\u2008-\u200a\u205f\u3000]+")
_ORDER_CONTROLS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
# A line may end after these inside a word, and between two characters of these scripts.
_HYPHENS = re.compile(r"[-/\u2010\u2013\u2014_@]")
_IDEOGRAPHS = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
_BREAKABLE = re.compile(rf"{_HYPHENS.pattern}|{_IDEOGRAPHS.pattern}|\w{{3}}\.[^\W\d]")
_LEAST_PIECE = 3
_MEMORABLE = 60  # letters: names, dates and outcomes come again and again and are set once


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
    key = (text, style.weight, width * 1000 / style.size)
    if len(text) > _MEMORABLE:
        return _set(key, typesetter)
    found = typesetter.set_texts.get(key)
    if found is None:
        found = typesetter.set_texts[key] = _set(key, typesetter)
    return found


def _set(key: tuple[str, Weight, float], typesetter: Typesetter) -> Paragraphs:
    text, weight, limit = key
    if text.isascii() and text.isprintable() and "  " not in text:
        paragraphs = [text.strip(" ")] if text else []
    else:
        paragraphs = clean(text)
    breaker = _Breaker(typesetter, weight, limit)
    for paragraph in paragraphs:
        breaker.add(paragraph)
    set_text = Paragraphs(breaker.lines, breaker.plain, not breaker.plain and base_level(text) == 1)
    if not set_text.plain:
        _see_pieces(set_text, weight, typesetter)
    return set_text


def _see_pieces(text: Paragraphs, weight: Weight, typesetter: Typesetter) -> None:
    """Shape lines of both directions as they will be painted, so that no glyph is new then."""
    for line in text.lines:
        if any(word.right_to_left for word in line):
            for piece in pieces_of(line, base=int(text.right_to_left)):
                if piece.text[0] != " ":
                    typesetter.runs(weight, piece.text, backwards=piece.level % 2 == 1)


def pieces_of(line: Line, *, base: int) -> list[Piece]:
    """Return the pieces of a line of both directions in painting order."""
    text = "".join(word.text + ("" if word.glued else " ") for word in line).rstrip(" ")
    return painting_order(text, base=base)


class _Breaker:
    """Greedy line breaking in thousandths of the type size."""

    __slots__ = ("_limit", "_typesetter", "_weight", "lines", "plain")

    def __init__(self, typesetter: Typesetter, weight: Weight, limit: float) -> None:
        self._typesetter = typesetter
        self._weight = weight
        self._limit = limit
        self.lines: list[Line] = []
        self.plain = True

    def add(self, paragraph: str) -> None:
        """Break one paragraph and append its lines; an empty one is one empty line."""
        typesetter, weight, limit = self._typesetter, self._weight, self._limit
        known, space = typesetter.cache(weight), typesetter.space(weight)[1]
        line: Line = []
        used = -space
        for text in paragraph.split(" ") if paragraph else ():
            word = known.get(text) or typesetter.word(weight, text)
            width = word.width
            if word.code is None:
                self.plain = False
            used += space + width
            if used <= limit:
                line.append(word)
            elif width > limit or _BREAKABLE.search(text):
                self.plain = False
                line, used = self._add_in_pieces(text, line, used - width)
            else:
                if line:
                    self.lines.append(line)
                line, used = [word], width
        self.lines.append(line)

    def _add_in_pieces(self, text: str, line: Line, used: float) -> tuple[Line, float]:
        """Place a word that has to be parted: after its hyphens first, then anywhere."""
        pieces = _pieces(text)
        for index, piece in enumerate(pieces):
            last = index == len(pieces) - 1
            word = self._typesetter.word(self._weight, piece, glued=not last)
            if used + word.width > self._limit and line:
                self.lines.append(line)
                line, used = [], 0.0
            if word.width > self._limit:
                line, used = self._add_letter_by_letter(piece, last)
                continue
            line.append(word)
            used += word.width
        return line, used

    def _add_letter_by_letter(self, piece: str, last: bool) -> tuple[Line, float]:
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
            self.lines.append([word])
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
    """Cut a word where a line may end.

    A number keeps its hyphens and strokes, a reference such as "e-582" its first letter.
    """
    letters = graphemes(text)
    pieces = [""]
    for index, letter in enumerate(letters[:-1]):
        pieces[-1] += letter
        after = letters[index + 1]
        before = letters[index - 1] if index else ""
        if _wide(letter):
            ends = not _clings(after)
        elif letter == ".":
            ends = len(pieces[-1]) >= _LEAST_PIECE and after.isalpha()
        else:
            number = before.isdigit() and after.isdigit()
            ends = bool(_HYPHENS.match(letter)) and not number and not _clings(after)
            ends = ends and len(pieces[-1]) >= _LEAST_PIECE
        if ends:
            pieces.append("")
    pieces[-1] += letters[-1]
    return pieces


def _wide(letter: str) -> bool:
    return bool(_IDEOGRAPHS.match(letter))


def _clings(letter: str) -> bool:
    """Say whether a line may not begin with this: closing marks, full stops, commas."""
    return unicodedata.category(letter[0]) in {"Pe", "Pf", "Po"}


def text_of(lines: list[Line]) -> str:
    """Return the text that lines carry, with a space where words are parted."""
    return "".join(
        word.text + ("" if word.glued else " ") for line in lines for word in line
    ).rstrip(" ")


def line_width(line: Line, space: float) -> float:
    """Return the width of a line in thousandths of the type size."""
    width = 0.0
    for index, word in enumerate(line):
        width += word.width
        if index < len(line) - 1 and not word.glued:
            width += space
    return width
