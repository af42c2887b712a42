"""Finds people in a text while it is written: by the letters behind "@", and by names typed out."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from storage.records.concern import Mention
from storage.records.name_folding import folded

SHOWN = 8
# More people than this and a name says too little to ask about.
MOST_OFFERED = 4
_LONGEST_TYPED = 40
_LONGEST_NAME = 80
_MOST_WORDS = 4
_SHORTEST_PART = 3
# Vowel signs and the like are no letters to a search, but belong to the word.
_SIGNS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0970-\u0dff\u0e31-\u0e4e"
_LETTER = rf"(?:[^\W\d_]|[{_SIGNS}])"
_INSIDE = "['’‘ʼ\\-‐‑]"
WORD = re.compile(rf"{_LETTER}+(?:{_INSIDE}{_LETTER}+)*")
# "sam@school": an @ within a word asks for nobody.
_ASKED = re.compile(rf"(?<![\w{_SIGNS}@])@((?:{_LETTER}[^@\n]*)?)$")
_POSSESSIVE = re.compile(r"['’ʼ]s$", re.IGNORECASE)
_SENTENCE_START = re.compile(r"[.!?:\n•*“\"‘(\-–—][\s“\"‘(]*$")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPerson:
    """Somebody who can be named: ``kind`` as in a Mention, ``name`` in full as it will stand in the
    text, ``other_names`` what they are called besides, ``detail`` what tells two of one name apart
    ("Year 4 · Willow", "DSL").
    """

    id: str
    kind: str
    name: str
    other_names: tuple[str, ...] = ()
    detail: str = ""

    def words(self) -> str:
        """The name with what tells it apart."""
        return f"{self.name} · {self.detail}" if self.detail else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedSpan:
    """Where a token stands in a text, in characters."""

    start: int
    length: int
    mention: Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class NameOffer:
    """A name that stands in a text unlinked, and whom it may mean; positions in characters."""

    start: int
    length: int
    people: tuple[NamedPerson, ...]


def asked_at(text: str, end: int) -> tuple[int, str] | None:
    """Return where the "@" before ``end`` stands and the letters typed behind it, or None where
    nobody is being asked for.
    """
    found = _ASKED.search(text, max(0, end - _LONGEST_TYPED), end)
    return (found.start(), found[1]) if found else None


class NameIndex:
    """Looks for people in what somebody types.

    ``is_word`` says whether a word in small letters is one of the language, as "will" and "grace"
    are: such a word is a name only with its capital. ``openers`` are words that begin sentences
    with a capital far more often than they name anybody ("Will", "May"), in small letters.
    """

    def __init__(
        self,
        people: Sequence[NamedPerson] = (),
        *,
        is_word: Callable[[str], bool] = lambda _word: True,
        openers: Collection[str] = (),
    ) -> None:
        self._people = tuple(people)
        self._is_word, self._openers = is_word, frozenset(openers)
        self._parts = {person.id: _parts(person) for person in self._people}
        self._by_part: dict[str, list[NamedPerson]] = defaultdict(list)
        for person in self._people:
            for part in self._parts[person.id]:
                self._by_part[part].append(person)

    def person(self, identifier: str) -> NamedPerson | None:
        """Return somebody by identifier."""
        return next((person for person in self._people if person.id == identifier), None)

    def search(
        self, typed: str, *, first: Collection[str] = (), most: int = SHOWN
    ) -> tuple[NamedPerson, ...]:
        """Return whose names begin with each word typed, those in ``first`` before the others."""
        asked = [key(word) for word in typed.split()]
        found = [person for person in self._people if self._answers(person, asked)]
        start = asked[0] if asked else ""
        found.sort(
            key=lambda person: (person.id not in first, not key(person.name).startswith(start))
        )
        return tuple(found[:most])

    def _answers(self, person: NamedPerson, asked: Sequence[str]) -> bool:
        parts = self._parts[person.id]
        return all(
            any(part.startswith(word) or (_UNSPACED.match(word) and word in part) for part in parts)
            for word in asked
        )

    def offer_at(self, text: str, end: int) -> NameOffer | None:
        """Return whom the name that ends at ``end`` may mean: the longest name that somebody has
        there; None where it is no name, or more people's than can be asked about.
        """
        begin = max(0, end - _LONGEST_NAME)
        words = [(match.start(), match.group()) for match in WORD.finditer(text, begin, end)]
        if not words or words[-1][0] + len(words[-1][1]) != end:
            return None
        own = _POSSESSIVE.sub("", words[-1][1])
        words[-1] = (words[-1][0], own)
        for count in range(min(_MOST_WORDS, len(words)), 0, -1):
            offer = self._offer(text, words[-count:])
            if offer is not None:
                return offer
        return self._offer_unspaced(text, end)

    def _offer(self, text: str, words: Sequence[tuple[int, str]]) -> NameOffer | None:
        start = words[0][0]
        end = words[-1][0] + len(words[-1][1])
        if text[start:end].split(" ") != [word for _, word in words]:
            return None
        keys = [key(word) for _, word in words]
        people = [
            person
            for person in self._by_part.get(keys[0], ())
            if all(part in self._parts[person.id] for part in keys[1:])
        ]
        if not people or len(people) > MOST_OFFERED or len(set(keys)) < len(keys):
            return None
        if len(words) == 1 and not self._is_name(text, start, words[0][1]):
            return None
        return NameOffer(start=start, length=end - start, people=tuple(people))

    def _is_name(self, text: str, start: int, word: str) -> bool:
        small = word.lower()
        if word[0].islower():
            return len(word) >= _SHORTEST_PART and not self._is_word(small)
        before = text[start - 20 : start] if start > 20 else "\n" + text[:start]
        return small not in self._openers or not _SENTENCE_START.search(before)

    def _offer_unspaced(self, text: str, end: int) -> NameOffer | None:
        """Scripts without spaces between words: the name is the end of what was written."""
        for size in (4, 3, 2):
            part = text[max(0, end - size) : end]
            people = self._by_part.get(part, ()) if _UNSPACED.fullmatch(part) else ()
            if people and len(part) == size and len(people) <= MOST_OFFERED:
                return NameOffer(start=end - size, length=size, people=tuple(people))
        return None


def key(text: str) -> str:
    """Return the form in which two spellings of a name are equal."""
    return re.sub(r"[\W_]+", "", folded(text).text)


def _parts(person: NamedPerson) -> frozenset[str]:
    """Every word of the names, double names whole and apart; initials name nobody."""
    found = set()
    for name in (person.name, *person.other_names):
        words = WORD.findall(name)
        ends = {words[0], words[-1]} if words else set()
        for word in words:
            pieces = re.split(r"[\-‐‑]", word)
            found |= {key(word), *(key(piece) for piece in pieces if len(piece) >= _SHORTEST_PART)}
            if len(word) < _SHORTEST_PART and word.isascii() and word not in ends:
                found.discard(key(word))
    return frozenset(part for part in found if len(part) > 1 or not part.isascii())
