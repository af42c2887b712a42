"""The phrases that the rules of the writing coach are written in, and finding them in a text.

A phrase is words with blanks between them: ``a|the`` either; ``{body}`` any of a list; ``very?`` or
not; ``bruis*`` any word beginning so; ``_`` any one word, ``_3`` up to three; ``^`` and ``$`` the
ends of a sentence; ``[...]`` the part that is meant; ``{NAME}`` a name, ``{NAME'S}`` a name with
's, ``{CAPITAL}`` a capital inside a sentence, ``{PLACE}`` one that names nobody, ``{NUMBER}`` a
number. Never across two sentences.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from storage.records.writing_coach_text import ReadText, Word

# A list: first word -> the entries that begin with it, each as its words.
WordList = Mapping[str, tuple[tuple[str, ...], ...]]
# Says of which kind (NAME ...) the word at a place is.
Kinds = Callable[[int, str], bool]
_KINDS = ("NAME", "NAME'S", "CAPITAL", "PLACE", "NUMBER")
_GAP = re.compile(r"_(\d?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Words of a text: from ``first`` to before ``last``; ``found`` is the part that is meant."""

    first: int
    last: int
    found: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One element of a phrase: ``gap`` words of any kind, or one of ``words``, a list or a kind."""

    words: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()
    lists: tuple[WordList, ...] = ()
    kinds: tuple[str, ...] = ()
    optional: bool = False
    gap: tuple[int, int] | None = None
    edge: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Phrase:
    """``second``: what the word behind the first must be, where that can be said beforehand."""

    parts: tuple[_Part, ...]
    meant: tuple[int, int]
    second: frozenset[str] | None


def word_list(entries: Iterable[str]) -> WordList:
    """Return a list in the form in which it is searched; an entry may have several words."""
    result: dict[str, list[tuple[str, ...]]] = {}
    for entry in entries:
        words = tuple(entry.lower().split())
        result.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in result.items()}


class Phrases:
    """Many phrases looked for at once; raises ValueError for one that cannot be read."""

    def __init__(self, phrases: Iterable[str], lists: Mapping[str, WordList]) -> None:
        self._by_word: dict[str, list[_Phrase]] = {}
        self._anywhere: list[_Phrase] = []
        for text in phrases:
            phrase = _read(text, lists)
            starters = _starters(phrase.parts)
            if starters is None:
                self._anywhere.append(phrase)
            for word in starters or ():
                self._by_word.setdefault(word, []).append(phrase)

    def find(self, read: ReadText, kinds: Kinds, *, quoted: bool = False) -> Iterator[Hit]:
        """Yield what stands in a text, from its beginning; at each place the longest. What stands
        in quotation marks is somebody's words: looked at only when ``quoted``.
        """
        if not self:
            return
        for place, word in enumerate(read.words):
            phrases = self._by_word.get(word.key)
            if phrases is None and not self._anywhere:
                continue
            best: Hit | None = None
            for phrase in (*(phrases or ()), *self._anywhere):
                hit = _match(phrase, read.words, place, kinds)
                if hit is None or not (best is None or _size(hit) > _size(best)):
                    continue
                if quoted or not any(one.quoted for one in read.words[hit.first : hit.last]):
                    best = hit
            if best is not None:
                yield best

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self._by_word or self._anywhere)


def _size(hit: Hit) -> tuple[int, int]:
    return hit.found[1] - hit.found[0], hit.last


def _read(text: str, lists: Mapping[str, WordList]) -> _Phrase:
    parts: list[_Part] = []
    start, end = 0, -1
    for piece in text.split():
        if piece.startswith("["):
            start = len(parts)
        parts.append(_read_part(piece.strip("[]"), lists, phrase=text))
        if piece.endswith("]"):
            end = len(parts)
    if not parts or parts[0].gap or all(part.optional for part in parts):
        raise ValueError(f"not a phrase: {text}")
    return _Phrase(
        parts=tuple(parts),
        meant=(start, end if end >= 0 else len(parts)),
        second=_second(parts),
    )


def _second(parts: Sequence[_Part]) -> frozenset[str] | None:
    first, rest = parts[0], parts[1:]
    one_word = all(
        len(entry) == 1 for one in first.lists for many in one.values() for entry in many
    )
    if first.edge or first.optional or not one_word or any(part.edge for part in rest):
        return None
    words = _starters(rest)
    return frozenset(words) if words is not None else None


def _read_part(piece: str, lists: Mapping[str, WordList], *, phrase: str) -> _Part:
    if gap := _GAP.fullmatch(piece):
        return _Part(gap=(0, int(gap[1])) if gap[1] else (1, 1))
    if piece in ("^", "$"):
        return _Part(edge=piece)
    optional = piece.endswith("?")
    words: set[str] = set()
    beginnings: list[str] = []
    named: list[WordList] = []
    kinds: list[str] = []
    for choice in piece.removesuffix("?").split("|"):
        name = choice[1:-1]
        if not choice.startswith("{"):
            if choice.endswith("*"):
                beginnings.append(choice[:-1])
            else:
                words.add(choice)
        elif name in _KINDS:
            kinds.append(name)
        elif name in lists:
            named.append(lists[name])
        else:
            raise ValueError(f"no such list: {choice} in {phrase}")
    if not (words or beginnings or named or kinds) or "" in words or "" in beginnings:
        raise ValueError(f"not a phrase: {phrase}")
    return _Part(
        words=frozenset(words),
        beginnings=tuple(beginnings),
        lists=tuple(named),
        kinds=tuple(kinds),
        optional=optional,
    )


def _starters(parts: Sequence[_Part]) -> set[str] | None:
    """The words a phrase can begin with; None when it may begin with any."""
    found: set[str] = set()
    for part in parts:
        if part.edge:
            continue
        if part.gap or part.kinds or part.beginnings:
            return None
        found |= part.words | {word for listed in part.lists for word in listed}
        if not part.optional:
            return found
    return None


def _match(phrase: _Phrase, words: Sequence[Word], place: int, kinds: Kinds) -> Hit | None:
    if phrase.second is not None and (
        place + 1 >= len(words) or words[place + 1].key not in phrase.second
    ):
        return None
    first = phrase.parts[0]
    only_kinds = first.kinds and not (first.optional or first.words or first.lists)
    if only_kinds and not any(kinds(place, kind) for kind in first.kinds):
        return None
    where = _Where(words=words, sentence=words[place].sentence, kinds=kinds)
    marks = _walk(phrase.parts, 0, where, place)
    if marks is None:
        return None
    found = (marks[phrase.meant[0]], marks[phrase.meant[1]])
    return Hit(first=place, last=marks[-1], found=found) if found[0] < found[1] else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Where:
    words: Sequence[Word]
    sentence: int
    kinds: Kinds

    def inside(self, place: int) -> bool:
        """Whether a word belongs to the sentence."""
        return place < len(self.words) and self.words[place].sentence == self.sentence


def _walk(parts: Sequence[_Part], at: int, where: _Where, place: int) -> tuple[int, ...] | None:
    """Where each part begins and the last one ends, from ``place`` on; None where it is not."""
    if at == len(parts):
        return (place,)
    for end in _ends_of(parts[at], where, place):
        rest = _walk(parts, at + 1, where, end)
        if rest is not None:
            return (place, *rest)
    return None


def _ends_of(part: _Part, where: _Where, place: int) -> Iterator[int]:
    if part.edge:
        inside = where.inside(place)
        if (inside and where.words[place].first) if part.edge == "^" else not inside:
            yield place
    elif part.gap:
        for size in range(part.gap[0], part.gap[1] + 1):
            if size and not where.inside(place + size - 1):
                return
            yield place + size
    else:
        if where.inside(place):
            yield from _ends_of_words(part, where, place)
        if part.optional:
            yield place


def _ends_of_words(part: _Part, where: _Where, place: int) -> Iterator[int]:
    key = where.words[place].key
    for listed in part.lists:
        for entry in listed.get(key, ()):
            end = place + len(entry)
            there = where.words[place:end]
            if where.inside(end - 1) and tuple(word.key for word in there) == entry:
                yield end
    if (
        key in part.words
        or (part.beginnings and key.startswith(part.beginnings))
        or any(where.kinds(place, kind) for kind in part.kinds)
    ):
        yield place + 1
