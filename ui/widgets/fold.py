"""Finds names by a few letters: accents, capitals, apostrophes, hyphens, scripts and the order of
the words make no difference.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from storage.records.name_folding import HUMP, folded

Item = TypeVar("Item")

# Letters that Unicode does not take apart into a letter and an accent.
_SPECIAL = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"}
)
# One letter that many people type as two.
_TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "ß": "ss"})
# Cyrillic and Greek as British offices mostly write them in Latin letters.
_LATIN = str.maketrans(
    {
        **{"а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ж": "zh"},
        **{"з": "z", "и": "i", "і": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o"},
        **{"п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts"},
        **{"ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu"},
        **{"я": "ya", "є": "ye", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "d", "џ": "dz"},
        **{"α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th"},
        **{"ι": "i", "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p"},
        **{"ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps"},
        **{"ω": "o"},
    }
)
_BREAKS = str.maketrans(dict.fromkeys("-,.()" + HUMP, " "))
# How well a name fits: the whole name; its beginning; words in any order; run together; initials.
_WHOLE, _BEGINNING, _ANY_ORDER, _TOGETHER, _INITIALS = range(5)


def fold(text: str) -> str:
    """Return ``text`` as it is compared: ``"Zoë O’Brien"`` becomes ``"zoe obrien"``."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_SPECIAL)
    kept = (letter for letter in plain if not unicodedata.combining(letter))
    letters = "".join(" " if letter in "-‐‑–" else letter for letter in kept)
    return " ".join("".join(c for c in letters if c.isalnum() or c == " ").split())


def matches(typed: str, name: str) -> bool:
    """Whether every word typed begins another word of ``name``, in any order; words run together
    and initials count too.
    """
    return fit(typed, name) is not None


def fit(typed: str, name: str) -> int | None:
    """Return how well the name fits, 0 for the whole name; None when it does not."""
    return _fit(_spellings(typed), _spellings(name))


class NameIndex(Generic[Item]):
    """Names made ready once, so that a thousand of them are searched between two letters."""

    def __init__(self, items: Iterable[Item], *, name: Callable[[Item], str]) -> None:
        self._items = [(item, _Ready(_spellings(name(item)))) for item in items]

    def find(self, typed: str, *, limit: int) -> list[Item]:
        """Return who fits, the best first and otherwise in the order given; nobody for nothing."""
        wanted = _spellings(typed)
        if not wanted:
            return []
        asked = [([word[0] for word in way], "".join(word[0] for word in way)) for way in wanted]
        found: list[tuple[int, int, Item]] = []
        for place, (item, ready) in enumerate(self._items):
            how = _fit(wanted, ready.spellings) if ready.may_fit(asked) else None
            if how is not None:
                found.append((how, place, item))
        found.sort(key=lambda entry: entry[:2])
        return [item for _, _, item in found[:limit]]


Words = tuple[tuple[str, ...], ...]


class _Ready:
    """A name's spellings, with what rules most names out at a glance."""

    def __init__(self, spellings: tuple[Words, ...]) -> None:
        self.spellings = spellings
        self._begun = "".join(f" {form}" for way in spellings for word in way for form in word)
        self._run = " ".join(
            turned for way in spellings for turned in _turned([word[0] for word in way])
        )
        self._initials = {"".join(word[0][0] for word in way) for way in spellings}

    def may_fit(self, asked: Sequence[tuple[Sequence[str], str]]) -> bool:
        """Whether the name is worth a closer look."""
        return any(
            all(f" {part}" in self._begun for part in parts)
            or run in self._run
            or run in self._initials
            for parts, run in asked
        )


def _spellings(text: str) -> tuple[Words, ...]:
    """Return the ways in which a name can be typed, each as its words, each word with its forms."""
    small = unicodedata.normalize("NFC", text).casefold()
    plain = _words(text)
    ways = [plain, *([_words(small.translate(_TWO_LETTERS))] if not text.isascii() else [])]
    latin = folded(text).text.translate(_LATIN)
    if not latin.isascii() or not text.isascii():
        ways.append(_words(latin))
    return tuple(dict.fromkeys(way for way in ways if way))


def _words(text: str) -> Words:
    """Return the words; one with an apostrophe can also be begun behind it."""
    result = []
    for word in folded(text).text.translate(_BREAKS).split():
        parts = [part for part in word.split("'") if part]
        letters = "".join(parts)
        if any(letter.isalnum() for letter in letters):
            result.append(tuple(dict.fromkeys((letters, *parts[1:]))))
    return tuple(result)


def _fit(typed: Sequence[Words], names: Sequence[Words]) -> int | None:
    pairs = [_fit_words([word[0] for word in way], name) for way in typed for name in names]
    found = [how for how in pairs if how is not None]
    return min(found, default=None)


def _fit_words(typed: Sequence[str], name: Words) -> int | None:
    whole = [word[0] for word in name]
    if typed == whole:
        return _WHOLE
    if len(typed) <= len(whole) and all(
        word.startswith(part) for part, word in zip(typed, whole, strict=False)
    ):
        return _BEGINNING
    if len(typed) <= len(name) and _each_its_own(typed, name):
        return _ANY_ORDER
    run = "".join(typed)
    if len(run) > 2 and any(turned.startswith(run) for turned in _turned(whole)):
        return _TOGETHER
    if 2 <= len(run) == len(whole) and run == "".join(word[0] for word in whole):
        return _INITIALS
    return None


def _each_its_own(typed: Sequence[str], name: Words) -> bool:
    """Whether every word typed begins a word of the name that no other one typed has taken."""
    taken: dict[int, int] = {}

    def place(wanted: int, tried: set[int]) -> bool:
        for spot, word in enumerate(name):
            if spot in tried or not any(form.startswith(typed[wanted]) for form in word):
                continue
            tried.add(spot)
            if spot not in taken or place(taken[spot], tried):
                taken[spot] = wanted
                return True
        return False

    return all(place(wanted, set()) for wanted in range(len(typed)))


def _turned(words: Sequence[str]) -> Iterator[str]:
    """Yield the words run together, beginning with each of them."""
    for place in range(len(words)):
        yield "".join((*words[place:], *words[:place]))
