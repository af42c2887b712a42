"""Everybody the casebook knows by name, held in memory while somebody searches."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from storage.records.found import FoundPerson, Somebody
from storage.records.names import fold
from storage.records.phonetic import Sounds
from storage.records.search_words import Term, snippet
from storage.records.searched_boxes import WORD, fold_word

_LEAST_SOUND = 3  # letters: two say too little
_NO_SOUND: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Known:
    """Somebody with the words of their name and of all else, folded."""

    somebody: Somebody
    names: tuple[str, ...]
    beside: tuple[str, ...]


class NameIndex:
    """Made of what the repositories tell; a further one is made when something was written."""

    def __init__(self, everybody: Iterable[Somebody], *, sounds: Sounds) -> None:
        self._sounds = sounds
        self._known = [_known(somebody) for somebody in everybody]
        self._keys = {name: sounds.keys(name) for known in self._known for name in known.names}

    def find(self, terms: Sequence[Term], *, limit: int = 20) -> list[FoundPerson]:
        """Return who fits all terms: by name first, then by what is noted of them, then by the
        sound of a name.
        """
        found: list[tuple[int, int, FoundPerson]] = []
        said = [(term, self._sound(term)) for term in terms]
        for place, known in enumerate(self._known):
            ranks = [self._rank(known, term, sound) for term, sound in said]
            if ranks and None not in ranks:
                worst = max(rank for rank in ranks if rank is not None)
                found.append((worst, place, _found(known.somebody, terms, alike=worst == _ALIKE)))
        found.sort(key=lambda item: item[:2])
        return [person for _rank, _place, person in found[:limit]]

    def children(self, term: Term) -> tuple[str, ...]:
        """Return the ids of the children whom a term names; nobody for a letter or two."""
        if len("".join(term.words)) < _LEAST_SOUND:
            return ()
        sound = self._sound(term)
        return tuple(
            known.somebody.id
            for known in self._known
            if known.somebody.kind == "pupil"
            and self._rank(known, term, sound) in (_BY_NAME, _ALIKE)
        )

    def alike(self, word: str) -> tuple[str, ...]:
        """Return the names said like ``word`` (folded) but spelt otherwise: of people the casebook
        knows first, then of the lists of spellings.
        """
        if len(word) < _LEAST_SOUND or not self._sounds.keys(word):
            return ()
        own = self._sounds.keys(word)
        said = [name for name, keys in self._keys.items() if own & keys]
        if self._sounds.is_listed(word):
            number = self._sounds.sets[word]
            said += [name for name, other in self._sounds.sets.items() if other == number]
        return tuple(name for name in dict.fromkeys(said) if name != word)

    def is_name(self, word: str) -> bool:
        """Whether somebody bears this name, or the lists of spellings have it."""
        return word in self._keys or self._sounds.is_listed(word)

    def _sound(self, term: Term) -> frozenset[str]:
        """The keys of a term that may be a name; of what stands in quotation marks none."""
        whole = "".join(term.words)
        return self._sounds.keys(whole) if term.begins and len(whole) >= _LEAST_SOUND else _NO_SOUND

    def _rank(self, known: _Known, term: Term, sound: frozenset[str]) -> int | None:
        """How a term fits somebody; None when it does not."""
        whole = "".join(term.words)
        if _has(known.names, term, whole):
            return _BY_NAME
        if _has(known.beside, term, whole):
            return _BESIDE
        if sound and any(sound & self._keys[name] for name in known.names):
            return _ALIKE
        return None


_BY_NAME, _BESIDE, _ALIKE = range(3)


def _has(words: Sequence[str], term: Term, whole: str) -> bool:
    if term.begins and any(word.startswith(whole) for word in words):
        return True
    parts = term.words
    size = len(parts)
    for place in range(len(words) - size + 1):
        last = words[place + size - 1]
        fits = last.startswith(parts[-1]) if term.begins else last == parts[-1]
        if fits and tuple(words[place : place + size - 1]) == parts[:-1]:
            return True
    return False


def _known(somebody: Somebody) -> _Known:
    beside = [word for _box, text in somebody.boxes for word in _words(text)]
    digits = (
        "".join(letter for letter in text if letter.isdigit()) for _box, text in somebody.boxes
    )
    return _Known(
        somebody=somebody,
        names=tuple(word for name in somebody.names for word in _words(name)),
        beside=(*beside, *(number for number in digits if number)),
    )


def _words(text: str) -> list[str]:
    """The words of a text as they are typed: taken apart, and O’Brien in one piece as well."""
    found = [fold_word(word) for word in WORD.findall(text)]
    for piece in text.split():
        folded = fold(piece)
        if folded not in found:
            found.append(folded)
    return found


def _found(somebody: Somebody, terms: Sequence[Term], *, alike: bool) -> FoundPerson:
    name = snippet(somebody.name, terms)
    if not name.marks and not alike:
        for box, words in somebody.boxes:
            piece = snippet(words, terms)
            if piece.marks:
                return FoundPerson(somebody=somebody, box=box, snippet=piece, alike=False)
        for box, words in (("name", other) for other in somebody.names):
            piece = snippet(words, terms)
            if piece.marks:
                return FoundPerson(somebody=somebody, box=box, snippet=piece, alike=False)
    return FoundPerson(somebody=somebody, box="name", snippet=name, alike=alike)
