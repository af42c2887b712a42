"""A text as the writing coach reads it: words, sentences, and what stands in quotation marks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W\d_]+)*['’]?")
_END = re.compile(r"[.!?…]+(?=[\s\"”’')\]]|$)|\n+")
_DOUBLE = (("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"))
_SINGLE_OPEN = re.compile(r"(?<![^\s(\[:,])[‘'](?=[^\W_])")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…])[’'](?![^\W_])")
# Behind the full stop of a single letter these begin a sentence; anything else may be a surname.
_BEGINNINGS = frozenset(
    (
        *("I", "He", "She", "They", "We", "The", "This", "It", "A", "An", "My", "His", "Her"),
        *("There", "When", "No", "In", "At", "On", "After", "Both", "Then"),
    )
)
_APOSTROPHES = str.maketrans("’ʼ", "''")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word and where it stands; ``key`` is how lists know it (small letters, ' for every
    apostrophe). ``after`` is what stands between it and the word before.
    """

    key: str
    written: str
    start: int
    end: int
    sentence: int
    first: bool
    quoted: bool
    after: str
    linked: str = ""

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.written[0].isupper()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """The words of a text, and the places of what stands in quotation marks."""

    text: str
    words: tuple[Word, ...]
    quotes: tuple[tuple[int, int], ...]

    def sentences(self) -> dict[int, tuple[int, int]]:
        """Return the first word of every sentence, by its number, and the one behind its last."""
        found: dict[int, tuple[int, int]] = {}
        for place, word in enumerate(self.words):
            first = found[word.sentence][0] if word.sentence in found else place
            found[word.sentence] = (first, place + 1)
        return found


def read_text(
    text: str, *, linked: Iterable[tuple[int, int, str]] = (), short: frozenset[str] = frozenset()
) -> ReadText:
    """Take a text apart; ``linked`` are (start, end, kind) of chosen names, ``short`` the words
    (without their full stop) that do not end a sentence: "mr", "approx".
    """
    quotes = _quotes(text)
    ends = _ends(text, short)
    spans = sorted(linked)
    words: list[Word] = []
    sentence, next_end, next_quote, next_span, last = 0, 0, 0, 0, 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        before = sentence
        while next_end < len(ends) and ends[next_end] <= start:
            sentence, next_end = sentence + 1, next_end + 1
        while next_quote < len(quotes) and quotes[next_quote][1] <= start:
            next_quote += 1
        while next_span < len(spans) and spans[next_span][1] <= start:
            next_span += 1
        written = match.group()
        if written[-1] in "'’":
            written, end = written[:-1], end - 1
        inside = next_span < len(spans) and spans[next_span][0] <= start
        words.append(
            Word(
                key=written.translate(_APOSTROPHES).lower(),
                written=written,
                start=start,
                end=end,
                sentence=sentence,
                first=not words or sentence != before,
                quoted=next_quote < len(quotes) and quotes[next_quote][0] <= start,
                after=text[last:start],
                linked=spans[next_span][2] if inside else "",
            )
        )
        last = end
    return ReadText(text=text, words=tuple(words), quotes=quotes)


def _ends(text: str, short: frozenset[str]) -> list[int]:
    """Where sentences end; the full stop of "Mr." or of an initial ends none."""
    found: list[int] = []
    for match in _END.finditer(text):
        if match.group() == ".":
            place = match.start()
            first = place
            while first and place - first < 12 and (text[first - 1].isalnum()):
                first -= 1
            word = text[first:place].lower()
            initial = len(word) == 1 and word.isalpha()
            if word in short or (initial and not _ends_here(text, match.end())):
                continue
        if found and not text[found[-1] : match.start()].strip():
            found[-1] = match.end()
        else:
            found.append(match.end())
    return found


def _ends_here(text: str, place: int) -> bool:
    """Whether a new sentence begins behind the full stop of a single letter."""
    rest = text[place : place + 40].split()
    return not rest or rest[0] in _BEGINNINGS


def _quotes(text: str) -> tuple[tuple[int, int], ...]:
    """The places of direct speech; a mark that is never closed reaches to the end of its line."""
    found: list[tuple[int, int]] = []
    for line_start, line in _lines(text):
        place = 0
        while place < len(line):
            span = _next_quote(line, place)
            if span is None:
                break
            found.append((line_start + span[0], line_start + span[1]))
            place = span[1]
    return tuple(found)


def _lines(text: str) -> Iterable[tuple[int, str]]:
    place = 0
    for line in text.split("\n"):
        yield place, line
        place += len(line) + 1


def _next_quote(line: str, place: int) -> tuple[int, int] | None:
    best: tuple[int, int] | None = None
    for opening, closing in _DOUBLE:
        start = line.find(opening, place)
        if start >= 0 and (best is None or start < best[0]):
            end = line.find(closing, start + 1)
            best = (start, end + 1 if end >= 0 else len(line))
    single = _SINGLE_OPEN.search(line, place)
    if single and (best is None or single.start() < best[0]):
        close = _SINGLE_CLOSE.search(line, single.end())
        if close:  # a lone one is an apostrophe
            return single.start(), close.end()
    return best
