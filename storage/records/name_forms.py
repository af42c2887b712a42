"""Every way in which somebody's name may stand in a text, and the ways that may mean another."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from storage.records.name_folding import folded
from storage.records.name_patterns import Rule
from storage.records.redaction import NameForm

_APART = re.compile(r"[\s\-‐‑–]+")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[\s.]*){2,4}")
_SHORTEST_PART = 3
# Written as letters of their own in their languages, as one with a dot in English.
_WRITTEN_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
    | {"Ø": "Oe", "Å": "Aa"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """What is known of names in general, folded: ``words`` and ``months`` that are names too,
    ``surnames`` that end in an s as a forename's possessive without apostrophe does, ``titles``,
    ``particles`` of surnames, and ``short`` names by any one of their group.
    """

    words: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    short: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FullName:
    """One spelling of somebody's name."""

    forename: str = ""
    middle: str = ""
    surname: str = ""

    @classmethod
    def typed(cls, text: str, *, words: NameWords) -> "FullName":
        """Read a name as people type it: "Dave Pike", "Pike, Dave", "Maria de la Cruz"."""
        last, comma, first = text.partition(",")
        if comma:
            return cls(forename=first.strip(), surname=last.strip())
        parts = text.split()
        if len(parts) == 1:
            return cls(forename=text.strip())
        start = len(parts) - 1
        while start > 1 and key(parts[start - 1]) in words.particles:
            start -= 1
        return cls(
            forename=parts[0], middle=" ".join(parts[1:start]), surname=" ".join(parts[start:])
        )

    @property
    def parts(self) -> tuple[str, ...]:
        """The names it is put together from."""
        return tuple(part for part in (self.forename, self.middle, self.surname) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameForms:
    """Forms to exchange, and those to ask about with the reason for the doubt."""

    exchanged: tuple[NameForm, ...]
    possible: tuple[tuple[NameForm, str], ...]


def key(text: str) -> str:
    """Return the form in which two spellings are equal."""
    return re.sub(r"[\W_]+", "", folded(text).text)


def name_forms(
    names: Sequence[FullName], *, aliases: Iterable[str] = (), kept: Iterable[str], words: NameWords
) -> NameForms:
    """Return the forms of one person, of all their names and of what they are called besides.

    ``kept`` are names of the document's own children: a forename or surname that is also theirs is
    asked about and never exchanged by itself.
    """
    return _Collector(kept=kept, words=words).forms(names, aliases)


class _Collector:
    def __init__(self, *, kept: Iterable[str], words: NameWords) -> None:
        self._words = words
        self._kept = {key(part) for name in kept for part in (name, *_APART.split(name)) if part}
        self._exchanged: dict[tuple[str, str], NameForm] = {}
        self._possible: dict[tuple[str, str], tuple[NameForm, str]] = {}

    def forms(self, names: Sequence[FullName], aliases: Iterable[str]) -> NameForms:
        for name in names:
            self._name(name)
        for alias in aliases:
            self._alias(alias.strip())
        for name in names:
            self._doubtful(name)
        sure = set(self._exchanged)
        return NameForms(
            exchanged=tuple(self._exchanged.values()),
            possible=tuple(form for at, form in self._possible.items() if at not in sure),
        )

    def _name(self, name: FullName) -> None:
        forename, middle, surname = name.forename, name.middle, name.surname
        if forename and surname:
            self._add(f"{forename} {surname}")
            self._add(f"{surname} {forename}")
            for first in dict.fromkeys((forename, _APART.split(forename)[0])):
                for last in filter(self._stands_alone, _parts(surname)):
                    self._add(f"{first} {last}")
            if _has_case(surname) and surname[0] not in "AI":
                self._add(f"{forename} {surname[0]}", rule="last")
            if _has_case(forename):
                self._add(f"{forename[0]} {surname}", rule="first")
        if forename and middle:
            self._add(f"{forename} {middle} {surname}")
            self._add(f"{forename} {middle}")
            self._add(f"{surname} {forename} {middle}")
        for part in _parts(forename)[:2]:
            self._alone(part)
        for part in _parts(surname):
            if part == surname or self._stands_alone(part):
                self._alone(part)

    def _stands_alone(self, part: str) -> bool:
        """Whether a part of a double surname names somebody by itself."""
        return len(key(part)) >= _SHORTEST_PART and key(part) not in self._words.particles

    def _alone(self, part: str) -> None:
        folded_part = key(part)
        if folded_part in self._kept:
            self._doubt(part, "shared")
            return
        self._add(part)

    def _alias(self, alias: str) -> None:
        if not alias:
            return
        first, _, rest = alias.partition(" ")
        if _INITIALS.fullmatch(alias) and alias == alias.upper() and _has_case(alias):
            letters = "".join(letter for letter in alias if letter.isalpha())
            self._add(letters, rule="initials")
        elif key(first) in self._words.titles and rest.strip():
            self._add(alias)
            name = FullName.typed(rest.strip(), words=self._words)
            if name.surname:
                self._name(name)
            else:
                self._alone(rest.strip())
        elif rest.strip():
            self._name(FullName.typed(alias, words=self._words))
            self._add(alias)
        else:
            # typed by itself for this person: taken at its word, even a name of the child's too
            self._add(alias)

    def _doubtful(self, name: FullName) -> None:
        letters = [part[0] for part in name.parts if _has_case(part)]
        if len(letters) > 1:
            self._doubt("".join(letters), "initials", rule="initials")
            self._doubt(letters[0] + letters[-1], "initials", rule="initials")
        for part in _parts(name.middle):
            self._doubt(part, "middle_name", rule=self._rule(part))
        for part in _parts(name.forename):
            for short in self._words.short.get(key(part), ()):
                self._doubt(short, "short_name", rule=self._rule(short))

    def _add(self, text: str, *, rule: Rule = "any") -> None:
        text = " ".join(text.split())
        if not key(text):
            return
        if " " in text and key(text) in self._kept:
            self._doubt(text, "shared")
            return
        for spelling in dict.fromkeys((text, text.translate(_WRITTEN_OUT))):
            self._add_one(spelling, rule=rule)

    def _add_one(self, text: str, *, rule: Rule) -> None:
        chosen = self._rule(text) if rule == "any" else rule
        plain = chosen == "any" and len(key(text)) >= _SHORTEST_PART
        ambiguous = key(text) + "s" in self._words.surnames or key(text) + "s" in self._kept
        form = NameForm(text=text, rule=chosen, plural=plain and not ambiguous)
        self._exchanged.setdefault((key(text), chosen), form)
        if chosen in ("capital", "month"):
            self._doubt(text, "common_word", rule="small")
        if ambiguous:
            self._doubt(text + "s", "plural")

    def _rule(self, text: str) -> Rule:
        """A name that is a word too counts with a capital letter only."""
        if key(text) in self._words.months:
            return "month"
        parts = [key(part) for part in _APART.split(text) if key(part)]
        return "capital" if all(part in self._words.words for part in parts) else "any"

    def _doubt(self, text: str, why: str, *, rule: Rule = "any") -> None:
        form = NameForm(text=text, rule=rule)
        self._possible.setdefault((key(text), rule), (form, why))


def _parts(name: str) -> tuple[str, ...]:
    """A name and, where it is a double one, its parts."""
    parts = [part for part in _APART.split(name) if part]
    return tuple(dict.fromkeys((name, *parts))) if parts else ()


def _has_case(text: str) -> bool:
    return text[:1].lower() != text[:1].upper()
