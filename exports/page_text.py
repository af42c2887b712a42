"""Compares the words on the pages of a document, as a reader finds them, with its attached data."""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

_HYPHENS = dict.fromkeys(map(ord, "‐‑⁃−\u00ad"), "-")
_NOT_SEEN = frozenset(("Zs", "Zl", "Zp", "Cc", "Cf"))
# A reader gives these back in one order or another, joined to what stands beside them, or not.
_UNSTEADY = frozenset(("Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Mc", "Me"))
_STRANGE = frozenset(("Cc", "Cf", "Cn", "Co", "Cs"))
_SCRIPTS = 2  # a sentence in one language with a name in another
Found = Literal["exactly", "loosely", "unread", "missing"]
_WORD = re.compile(r"[^\W_]+")
_BY_NUMBER = re.compile(r"\[U\+([0-9A-F]{4,6})\]")
_UNSEEN_ASCII = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f]")  # the others are white space
_MIRRORED = str.maketrans("[]", "][")
_END = 0x110000
_BREAKS = "-–—/·"
_LONG = 12  # letters of a word that may not fit on a line of a narrow column
_SHORT = 3  # letters of what may stand anywhere, and says nothing of where the search stands


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTextVerdict:
    """``differing`` is the page, from 1, at which the first text should stand that does not stand
    there; 0 where all do. ``compared`` counts the texts; of ``loosely`` many the words or letters
    were compared and their order was not: they stand beside a script that runs from right to left,
    or hold marks that are not seen, which readers give back in one order or another. ``unread`` are
    those beside characters that no typeface has, or scripts mixed within words, of which a reader
    gives back too little to compare.
    """

    differing: int
    compared: int
    loosely: int
    unread: int = 0


def compare_pages(
    pages: Sequence[str], printed: Sequence[Sequence[str]], *, somewhere: Sequence[str] = ()
) -> PageTextVerdict:
    """Look for every text, white space aside, on the pages; ``printed`` are groups in the order in
    which they are printed, the texts of one group in any order. A text may run over pages. Those in
    ``somewhere`` stand on any page.
    """
    walk = _Walk([letters_of(page) for page in pages])
    tally = Counter[str]()
    groups = [*(((text,), False) for text in somewhere), *((each, True) for each in printed)]
    for group, ordered in groups:
        for text in group:
            if not letters_of(text):
                continue
            found = walk.look(text, beside=group, ordered=ordered)
            tally[found] += 1
            if found == "missing":
                break
        if tally["missing"]:
            break
        if ordered:
            # text that was turned round may have been found further on, in words of the same kind
            walk.close_group(moved=not any(map(walk.unsteady, group)))
    return PageTextVerdict(
        differing=walk.page if tally["missing"] else 0,
        compared=tally.total(),
        loosely=tally["loosely"],
        unread=tally["unread"],
    )


def letters_of(text: str) -> str:
    """Return what is compared of a text: compatible forms as one, no white space, no marks that
    are not seen.
    """
    if _is_plain(text):
        return "".join(text.split())
    normal = unicodedata.normalize("NFKC", text).translate(_HYPHENS)
    return "".join(each for each in normal if unicodedata.category(each) not in _NOT_SEEN)


def _is_plain(text: str) -> bool:
    """Whether every character is one that any reader gives back as it is written."""
    return text.isascii() and not _UNSEEN_ASCII.search(text)


class _Walk:
    """Where the search stands: on each page the place up to which groups were found."""

    def __init__(self, pages: Sequence[str]) -> None:
        self._pages = pages
        self._cursors = [0] * len(pages)
        self._ends = [0] * len(pages)
        self._page = self._last = 0
        whole = "".join(pages)
        self._there = frozenset(whole)
        # on a line that runs from right to left the number does too
        codes = (*_BY_NUMBER.findall(whole), *_BY_NUMBER.findall(_turned(whole)))
        self._by_number = frozenset(chr(int(code, 16)) for code in codes if int(code, 16) < _END)

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

    def look(self, text: str, *, beside: Sequence[str], ordered: bool) -> Found:
        """How a text is found on the pages; ``beside`` it stand the others of its group."""
        if self.find(text) if ordered else self.holds(letters_of(text)):
            return "exactly"
        if any(map(self.unsteady, beside)) and self.has_loosely(text):
            return "loosely"
        return "unread" if any(map(self.unreadable, beside)) else "missing"

    def unreadable(self, text: str) -> bool:
        """Whether a reader gives back too little of a text to say anything of it."""
        if _is_plain(text):
            return False
        strange = any(
            unicodedata.category(each) in _STRANGE or each in self._by_number for each in text
        )
        return strange or len({_script(each) for each in text if each.isalpha()}) > _SCRIPTS

    def unsteady(self, text: str) -> bool:
        """Whether a reader may give a text back otherwise than it is written."""
        return not _is_plain(text) and any(
            unicodedata.bidirectional(each) in ("R", "AL")
            or unicodedata.category(each) in _UNSTEADY
            or each in self._by_number
            for each in unicodedata.normalize("NFC", text)
        )

    def has_loosely(self, text: str) -> bool:
        """Whether the words of the text stand here or further on, in any order; of words that run
        from right to left, or hold marks set apart, the letters.
        """
        rest = "".join(self._pages[self._page :])
        words = _WORD.findall(unicodedata.normalize("NFKC", text))
        steady = [word for word in words if not self.unsteady(word)]
        unsteady = "".join(word for word in words if self.unsteady(word))
        return all(word in rest for word in steady) and not _bare(unsteady) - _bare(rest)

    def close_group(self, *, moved: bool) -> None:
        """What follows stands after all of this group, where it is certain where the group is."""
        if not moved:
            self._ends, self._last = list(self._cursors), self._page
        self._cursors = [max(pair) for pair in zip(self._cursors, self._ends, strict=True)]
        self._page = max(self._page, self._last)

    def _as_printed(self, text: str) -> str:
        """A character that no typeface has is printed by its number; the export warned of it."""
        if _is_plain(text) or all(map(self._has_glyph, text)):
            return text
        return "".join(
            each if self._has_glyph(each) else f"[U+{ord(each):04X}]"
            for each in unicodedata.normalize("NFC", text)
        )

    def _has_glyph(self, character: str) -> bool:
        if _is_plain(character):
            return True
        known = self._there.issuperset(letters_of(character))
        return known and character not in self._by_number

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


def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").partition(" ")[0]


def _turned(text: str) -> str:
    """The text from its end, brackets the other way round."""
    return text[::-1].translate(_MIRRORED)


def _bare(text: str) -> Counter[str]:
    """The letters and figures of a text, without accents and other marks."""
    return Counter(each for each in unicodedata.normalize("NFKD", text) if each.isalnum())


def _longest(text: str, content: str, cursor: int) -> int:
    """How many letters of the text's beginning stand together after the cursor."""
    if content.find(text, cursor) >= 0:
        return len(text)
    return bisect_right(
        range(1, len(text)), 0, key=lambda length: content.find(text[:length], cursor) < 0
    )
