"""Compares the words on the pages of a document, as a reader finds them, with its attached data."""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_HYPHENS = dict.fromkeys(map(ord, "‐‑⁃−\u00ad"), "-")
_NOT_SEEN = frozenset(("Zs", "Zl", "Zp", "Cc", "Cf"))
_WORD = re.compile(r"[^\W_]+")
_BREAKS = "-–—/·"
_LONG = 12  # letters of a word that may not fit on a line of a narrow column
_NEAR = 3  # pages on which what is compared loosely must stand
_SHORT = 3  # letters of what may stand anywhere, and says nothing of where the search stands


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTextVerdict:
    """``differing`` is the page, from 1, at which the first text should stand that does not stand
    there; 0 where all do. ``compared`` counts the texts; of ``loosely`` many the words were
    compared and their order was not: they stand beside a script that runs from right to left,
    which readers give back in one order or another.
    """

    differing: int
    compared: int
    loosely: int


def compare_pages(
    pages: Sequence[str], printed: Sequence[Sequence[str]], *, somewhere: Sequence[str] = ()
) -> PageTextVerdict:
    """Look for every text, white space aside, on the pages; ``printed`` are groups in the order in
    which they are printed, the texts of one group in any order. A text may run over pages. Those in
    ``somewhere`` stand on any page.
    """
    walk = _Walk([letters_of(page) for page in pages])
    compared = loosely = 0
    for text in somewhere:
        compared += 1
        if not walk.holds(letters_of(text)):
            if not (_runs_backwards(text) and walk.has_words(text)):
                return PageTextVerdict(differing=walk.page, compared=compared, loosely=loosely)
            loosely += 1
    for group in printed:
        backwards = any(map(_runs_backwards, group))
        for text in group:
            letters = letters_of(text)
            compared += bool(letters)
            if not letters or walk.find(text):
                continue
            if not (backwards and walk.has_words(text)):
                return PageTextVerdict(differing=walk.page, compared=compared, loosely=loosely)
            loosely += 1
        # text that was turned round may have been found further on, in words of the same kind
        walk.close_group(moved=not backwards)
    return PageTextVerdict(differing=0, compared=compared, loosely=loosely)


def letters_of(text: str) -> str:
    """Return what is compared of a text: compatible forms as one, no white space, no marks that
    are not seen.
    """
    if text.isascii():
        return "".join(text.split())
    normal = unicodedata.normalize("NFKC", text).translate(_HYPHENS)
    return "".join(each for each in normal if unicodedata.category(each) not in _NOT_SEEN)


def _runs_backwards(text: str) -> bool:
    return not text.isascii() and any(map(_is_backwards, text))


def _is_backwards(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in ("R", "AL")


class _Walk:
    """Where the search stands: on each page the place up to which groups were found."""

    def __init__(self, pages: Sequence[str]) -> None:
        self._pages = pages
        self._cursors = [0] * len(pages)
        self._ends = [0] * len(pages)
        self._page = self._last = 0
        self._there = frozenset("".join(pages))

    @property
    def page(self) -> int:
        """The page, from 1, on which the search stands."""
        return min(self._page + 1, len(self._pages))

    def find(self, text: str) -> bool:
        """Whether the text stands on the pages, after the groups before it; one of a letter or
        three (numbers of pages, which are filled in last) on any page.
        """
        wanted = _Wanted(self._as_printed(text))
        if len(wanted.letters) <= _SHORT:
            return self.holds(wanted.letters)
        return any(self._place(wanted, page) for page in range(self._page, len(self._pages)))

    def holds(self, letters: str) -> bool:
        """Whether the text stands as a whole on any page."""
        return any(letters in page for page in self._pages)

    def has_words(self, text: str) -> bool:
        """Whether the words of the text stand near, in any order; of words that run from right to
        left the letters.
        """
        near = "".join(self._pages[self._page : self._page + _NEAR])
        words = _WORD.findall(unicodedata.normalize("NFKC", text))
        forwards = [word for word in words if not _runs_backwards(word)]
        letters = Counter(each for each in text if _is_backwards(each) and each.isalpha())
        return all(word in near for word in forwards) and not letters - Counter(near)

    def close_group(self, *, moved: bool) -> None:
        """What follows stands after all of this group, where it is certain where the group is."""
        if not moved:
            self._ends, self._last = list(self._cursors), self._page
        self._cursors = [max(pair) for pair in zip(self._cursors, self._ends, strict=True)]
        self._page = max(self._page, self._last)

    def _as_printed(self, text: str) -> str:
        """A character that no typeface has is printed by its number; the export warned of it."""
        if text.isascii() or self._there.issuperset(letters_of(text)):
            return text
        return "".join(
            each if each.isascii() or self._there.issuperset(letters_of(each)) else _number(each)
            for each in unicodedata.normalize("NFC", text)
        )

    def _place(self, wanted: "_Wanted", page: int) -> bool:
        """Put the text on this page, or as many of its words as there are and the rest on the next
        ones.
        """
        found: list[tuple[int, int]] = []
        text, start = wanted.letters, 0
        while start < len(text):
            if page == len(self._pages):
                return False
            content, cursor = self._pages[page], self._cursors[page]
            end = wanted.break_before(start + _longest(text[start:], content, cursor))
            if end <= start:
                return False
            found.append((page, content.find(text[start:end], cursor) + end - start))
            start, page = end, page + 1
        for place, end in found:
            self._ends[place] = max(self._ends[place], end)
        self._last = max(self._last, found[-1][0])
        return True


class _Wanted:
    """A text and the places in it where a line may end: a page may end there too."""

    def __init__(self, text: str) -> None:
        self._breaks: list[int] = []
        letters = []
        length = 0
        for word in text.split():
            part = letters_of(word)
            letters.append(part)
            self._breaks += [length + place for place in _inner_breaks(part)]
            length += len(part)
            self._breaks.append(length)
        self.letters = "".join(letters)

    def break_before(self, place: int) -> int:
        """The last place up to ``place`` where a line may end; 0 where there is none."""
        found = bisect_right(self._breaks, place)
        return self._breaks[found - 1] if found else 0


def _inner_breaks(word: str) -> list[int]:
    """Inside a word lines end after a hyphen or a stroke, between letters of scripts that write no
    spaces, and anywhere in a word that fills a line.
    """
    if word.isascii() and word.isalnum() and len(word) < _LONG:
        return []
    return [
        place
        for place in range(1, len(word))
        if len(word) >= _LONG
        or word[place - 1] in _BREAKS
        or unicodedata.east_asian_width(word[place]) in "WF"
        or unicodedata.east_asian_width(word[place - 1]) in "WF"
    ]


def _number(character: str) -> str:
    return f"[U+{ord(character):04X}]"


def _longest(text: str, content: str, cursor: int) -> int:
    """How many letters of the text's beginning stand together after the cursor."""
    if content.find(text, cursor) >= 0:
        return len(text)
    return bisect_right(
        range(1, len(text)), 0, key=lambda length: content.find(text[:length], cursor) < 0
    )
