"""Finds the forms of names in a text, whatever stands between their parts, in every script."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from storage.records.name_folding import HUMP, FoldedText, folded

Payload = TypeVar("Payload")
# any: however it is written; capital: only with a capital letter (the form is also a word); month:
# nor beside a number; small: only without a capital; initials: capitals alone; first/last: its
# first/last letter is a capital, the initial of a name.
Rule = Literal["any", "capital", "month", "small", "initials", "first", "last"]

_BETWEEN = rf"[ \-'\".,_{HUMP}]"
_LETTER = r"[^\W\d_]"
# Vowel signs and the like are no letters to the search, but belong to the word.
_SIGNS = "[\u0900-\u0963\u0970-\u0dff\u1000-\u103f\u1050-\u109f\u1712-\u1714\u17b4-\u17d3]"
_NOT_AFTER = rf"(?<!{_LETTER})(?<!{_SIGNS})"
_NOT_BEFORE = rf"(?!{_LETTER}|{_SIGNS})"
# Small words written together with the name that follows: and, to, in, of, the.
_PREFIXES = "وفبلكسהובלכמשየለበከ"
_NUMBER_BEFORE = re.compile(r"\d(?:st|nd|rd|th)?[ .\-/]*$")
_NUMBER_BEHIND = re.compile(r"[ .,\-/]*\d")
_LONG_ENOUGH = 7
_WITH_ENDING = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Form(Generic[Payload]):
    """One way to write a name, and what to do with it. ``plural`` finds it with an s behind, too:
    the apostrophe of a possessive is often left out.
    """

    text: str
    payload: Payload
    rule: Rule = "any"
    plural: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Generic[Payload]):
    """Where a form stands in a text."""

    start: int
    end: int
    payload: Payload


class NameFinder(Generic[Payload]):
    """Looks for many forms at once: at each place the longest."""

    def __init__(self, forms: Iterable[Form[Payload]]) -> None:
        self._forms: dict[str, list[tuple[Form[Payload], bool]]] = defaultdict(list)
        patterns: dict[str, set[tuple[int, str]]] = defaultdict(set)
        needles: set[str] = set()
        for form in forms:
            words = _words(form.text)
            key = "".join(words)
            if not key:
                continue
            apart = " " in form.text.strip() and form.rule != "initials" and _is_bounded(key[0])
            self._forms[key].append((form, apart))
            if form.rule == "initials":
                patterns[key[0]].add((len(key) + 1, _initials(key)))
                needles |= {between.join(key) for between in ("", ".", " ", ". ")}
            else:
                patterns[key[0]].add((len(key), _pattern(words, plural=form.plural)))
                needles.add(max(words, key=len))
        groups = (
            "|".join(pattern for _, pattern in sorted(patterns[first], reverse=True))
            for first in sorted(patterns)
        )
        self._pattern = re.compile("|".join(groups)) if patterns else None
        # a shorter one says that a longer one that holds it may be there
        self._needles = tuple(
            one for one in needles if not any(one != other and other in one for other in needles)
        )

    def may_stand_in(self, searched: FoldedText) -> bool:
        """Whether a part of any form stands in a folded text: quick, and mostly it does not."""
        return any(needle in searched.text for needle in self._needles)

    def find(self, text: str, searched: FoldedText | None = None) -> Iterator[Found[Payload]]:
        """Yield what stands in the text, from its beginning, never overlapping; ``searched`` is the
        folded text where it is known.
        """
        if self._pattern is None or not text:
            return
        searched = searched or folded(text)
        if not self.may_stand_in(searched):
            return
        place = 0
        while match := self._pattern.search(searched.text, place):
            start, end = searched.span(*match.span())
            dated = bool(_NUMBER_BEFORE.search(text, max(0, start - 6), start)) or bool(
                _NUMBER_BEHIND.match(text, end)
            )
            form = self._form_of(match.group(), text[start:end], dated=dated)
            if form is None:
                place = match.start() + 1
                continue
            yield Found(start=start, end=end, payload=form.payload)
            place = match.end()

    def _form_of(self, found: str, written: str, *, dated: bool) -> Form[Payload] | None:
        key = re.sub(_BETWEEN, "", found)
        candidates = self._forms.get(key)
        if candidates is None:  # an ending was found with it
            longest = (key[:size] for size in range(len(key), 0, -1))
            candidates = next(self._forms[part] for part in longest if part in self._forms)
        joined = len(key) == len(found)
        for form, apart in candidates:
            if joined and apart and len(key) < _LONG_ENOUGH:
                continue  # "jo king" is not "joking"
            if dated and form.rule == "month":
                continue
            if _written_so(written, form.rule):
                return form
        return None


def _words(form: str) -> list[str]:
    return [word for word in re.split(_BETWEEN + "+", folded(form).text) if word]


def _initials(letters: str) -> str:
    """SB, S B, S.B., S. B."""
    dotted = r"\. ?".join(map(re.escape, letters))
    plain = " ?".join(map(re.escape, letters))
    return rf"{_NOT_AFTER}(?:{dotted}(?:\.|{_NOT_BEFORE})|{plain}{_NOT_BEFORE})"


def _written_so(written: str, rule: Rule) -> bool:
    letters = [one for one in written if one.isalpha()]
    if rule == "any" or not letters:
        return True
    if rule in ("capital", "month", "first"):
        return not letters[0].islower()
    if rule == "small":
        return letters[0].islower()
    if rule == "last":
        return not letters[-1].islower()
    return not any(letter.islower() for letter in letters)


def _pattern(words: list[str], *, plural: bool) -> str:
    between = _BETWEEN + "{0,4}"
    body = between.join(re.escape(word) for word in words)
    first = words[0][0]
    size = sum(len(word) for word in words)
    if _is_unspaced(first):
        # a single sign is a word of its own in most places
        return body if size > 1 else _NOT_AFTER + body + _NOT_BEFORE
    if _is_bounded(first):
        ending = rf"(?=(?:e?s)?{_NOT_BEFORE})" if plural else _NOT_BEFORE
        return _NOT_AFTER + body + ending
    start = rf"(?:{_NOT_AFTER}|(?<=[{_PREFIXES}]))"
    if _is_semitic(first) or size < _WITH_ENDING:
        return start + body + _NOT_BEFORE
    return rf"{start}{body}(?:{_LETTER}|{_SIGNS})*"


def _is_bounded(letter: str) -> bool:
    """Latin, Greek, Cyrillic, Armenian, Georgian: nothing grows onto a name but an s."""
    return letter < "\u0590" or "\u10a0" <= letter <= "\u10ff" or "\u1e00" <= letter <= "\u1fff"


def _is_semitic(letter: str) -> bool:
    return "\u0590" <= letter <= "\u08ff"


def _is_unspaced(letter: str) -> bool:
    """Scripts without spaces between words: Thai, Lao, Burmese, Khmer, Kana and Han."""
    return any(
        first <= letter <= last
        for first, last in (
            *(("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff")),
            *(("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\U00020000", "\U0003ffff")),
        )
    )
