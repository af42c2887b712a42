"""Places in a text that may mean somebody whose name is withheld: for a person to decide."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from storage.records.name_folding import folded
from storage.records.name_patterns import Form, NameFinder
from storage.records.redaction import Redactor, Withheld

_WORD = re.compile(r"[^\W\d_]{4,}")
_KEPT = -1
_SHORTEST_SIMILAR = 5
_TWO_SLIPS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Possible:
    """A part of a text that may name the person at ``number`` of those withheld, and ``why``:
    short_name, initials, shared, middle_name, common_word, plural, or similar.
    """

    start: int
    end: int
    number: int
    why: str


class PossibleNames:
    """Looks for what the redactor leaves as it stands."""

    def __init__(self, redactor: Redactor, *, titles: Iterable[str] = ()) -> None:
        self._redactor = redactor
        kept = [Form(text=text, payload=(_KEPT, "")) for text in redactor.keeps]
        doubtful = [
            Form(text=text, payload=(number, why), rule=form.rule)
            for number, person in enumerate(redactor.withheld)
            for form, why in person.possible
            for text in (form.text, *_titled(form.text, why, titles))
        ]
        self._finder = NameFinder([*kept, *doubtful])
        self._spellings = _spellings(redactor.withheld)
        self._known: dict[str, int | None] = {}
        self._right = {word for text in redactor.keeps for word in _WORD.findall(folded(text).text)}

    def find(self, text: str) -> tuple[Possible, ...]:
        """Return what stands in the text and was not exchanged, from its beginning."""
        taken = [(place.start, place.end) for place in self._redactor.places(text)]
        found: list[Possible] = []
        for place in self._finder.find(text):
            number, why = place.payload
            if not _meets(place.start, place.end, taken):
                taken.append((place.start, place.end))
                if number != _KEPT:
                    found.append(Possible(start=place.start, end=place.end, number=number, why=why))
        for similar in self._similar(text):
            if not _meets(similar.start, similar.end, taken):
                found.append(similar)
        return tuple(sorted(found, key=lambda one: one.start))

    def _similar(self, text: str) -> Iterator[Possible]:
        if not self._spellings:
            return
        searched = folded(text)
        for word in _WORD.finditer(searched.text):
            start, end = searched.span(*word.span())
            if word.group() in self._right or text[start].islower():
                continue  # names, also misspelt ones, are mostly written with a capital
            number = self._number_of(word.group())
            if number is not None:
                yield Possible(start=start, end=end, number=number, why="similar")

    def _number_of(self, word: str) -> int | None:
        if word not in self._known:
            self._known[word] = self._find_number(word)
        return self._known[word]

    def _find_number(self, word: str) -> int | None:
        for size in (0, -1, 1, -2, 2):
            for name, number in self._spellings.get((word[0], len(word) + size), ()):
                if word != name and is_slip(word, name):
                    return number
        return None


def is_slip(word: str, name: str) -> bool:
    """Whether a word is a name with a slip of the pen: one, or two in a long name."""
    if len(name) < _SHORTEST_SIMILAR:
        return False
    return _distance(word, name, at_most=2 if len(name) >= _TWO_SLIPS else 1)


def _distance(word: str, name: str, *, at_most: int) -> bool:
    """Letters left out, put in, exchanged, or two of them swapped (Damerau and Levenshtein)."""
    if abs(len(word) - len(name)) > at_most:
        return False
    before: list[int] = []
    row = list(range(len(name) + 1))
    for place, letter in enumerate(word, start=1):
        above, before, row = before, row, [place] + [0] * len(name)
        for other, expected in enumerate(name, start=1):
            row[other] = min(
                before[other] + 1, row[other - 1] + 1, before[other - 1] + (letter != expected)
            )
            if above and other > 1 and letter == name[other - 2] and word[place - 2] == expected:
                row[other] = min(row[other], above[other - 2] + 1)
        if min(row) > at_most:
            return False
    return row[-1] <= at_most


def _titled(text: str, why: str, titles: Iterable[str]) -> Sequence[str]:
    """Mrs Price, where Price is the child's own name too: the title belongs to the place."""
    return [f"{title} {text}" for title in titles] if why == "shared" else []


def _spellings(withheld: Sequence[Withheld]) -> dict[tuple[str, int], list[tuple[str, int]]]:
    """The single names that may be misspelt, by first letter and length."""
    found: dict[tuple[str, int], list[tuple[str, int]]] = {}
    for number, person in enumerate(withheld):
        for form in person.forms:
            name = folded(form.text).text
            if form.rule == "any" and name.isalpha() and len(name) >= _SHORTEST_SIMILAR:
                listed = found.setdefault((name[0], len(name)), [])
                if (name, number) not in listed:
                    listed.append((name, number))
    return found


def _meets(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < last and first < end for first, last in spans)
