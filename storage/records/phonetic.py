"""Names that sound alike though they are spelt otherwise: Siobhan and Shivaun, Catherine and
Kathryn.

The rules are data (``Reading``, sets of spellings); this only applies them. A key is no judgement
that two people are one: it brings names side by side for somebody to look at. Only names in Latin
letters have one.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from storage.records.names import fold

_LETTERS = re.compile(r"[a-z]+")
_DOUBLED = re.compile(r"(.)\1+")
_VOWEL = {"a": "a", "e": "e", "i": "e", "y": "e", "o": "o", "u": "o"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to read letters aloud: pairs (pattern, what it becomes), applied in their order to
    names in which ``when`` is found; sounds that are no plain letter stand as capitals.
    """

    when: re.Pattern[str]
    rules: tuple[tuple[re.Pattern[str], str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sounds:
    """The readings and the sets of spellings that no rule brings together, by edition."""

    edition: str
    readings: tuple[Reading, ...]
    sets: Mapping[str, int] = field(default_factory=dict)

    def keys(self, name: str) -> frozenset[str]:
        """Return the keys of one word of a name; names that share one sound alike. Empty for a
        word of fewer than two letters or in another script.
        """
        return _keys(_Rules(self), fold(name))

    def alike(self, one: str, other: str) -> bool:
        """Whether two words of names may be said alike."""
        return bool(self.keys(one) & self.keys(other))

    def is_listed(self, name: str) -> bool:
        """Whether the lists of spellings have this name."""
        return fold(name) in self.sets


class _Rules:
    """Lets the cache below tell one set of rules from another without comparing them."""

    __slots__ = ("sounds",)

    def __init__(self, sounds: Sounds) -> None:
        self.sounds = sounds

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Rules) and other.sounds is self.sounds

    def __hash__(self) -> int:
        return id(self.sounds)


@lru_cache(maxsize=20_000)
def _keys(rules: _Rules, name: str) -> frozenset[str]:
    sounds = rules.sounds
    if not _LETTERS.fullmatch(name) or len(name) < 2:
        return frozenset()
    found = {_key(name, reading.rules) for reading in sounds.readings if reading.when.search(name)}
    if name in sounds.sets:
        found.add(f"={sounds.sets[name]}")
    return frozenset(found)


def _key(name: str, rules: Iterable[tuple[re.Pattern[str], str]]) -> str:
    """The first vowel by its colour, and the consonants in order, each once."""
    said = name
    for pattern, sound in rules:
        said = pattern.sub(sound, said)
    vowel = next((_VOWEL[letter] for letter in said if letter in _VOWEL), "")
    begins = "-" if said[:1] in _VOWEL else ""
    consonants = "".join(letter for letter in _DOUBLED.sub(r"\1", said) if letter not in _VOWEL)
    return f"{begins}{vowel}{consonants}"
