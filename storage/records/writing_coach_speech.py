"""Who says something in a text, and whether it is clear who that is."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from storage.records.writing_coach_people import Names, Somebody, is_loud
from storage.records.writing_coach_rules import CoachRules
from storage.records.writing_coach_text import ReadText

_WRITER = frozenset(("i", "we"))
_PRONOUNS = frozenset(("he", "she", "they"))
_PASSIVE = frozenset(("was", "were", "been", "being", "is", "are", "be", "to", "not", "nobody"))
_FURTHEST = 4
# So many words or people back, and no further, a subject is looked for.
_CLAUSE = 60
_PEOPLE = 12
_THAT_WITHIN = 9
# So many sentences back a word like "mum" outweighs a name.
_NEAR = 2
# Here the writer's own words go on.
_OWN_AGAIN = frozenset(("but", "however", "i", "i'm", "although", "though"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A verb of saying at word ``verb``: ``age`` of who says it (writer, child, adult), whether
    that is ``clear``, the word of the pronoun or -1, whether their words follow in quotation marks,
    and whether anything is reported at all ("said nothing", "told him to sit").
    """

    verb: int
    age: str
    clear: bool
    pronoun: int
    quoted: bool
    reports: bool


def sayings(
    read: ReadText, names: Names, people: Sequence[Somebody], rules: CoachRules
) -> tuple[Saying, ...]:
    """Return what is said in a text, outside quotation marks, from its beginning."""
    barred = {
        place for hit in rules.not_speech.find(read, names.kind_at) for place in range(*hit.found)
    }
    speech = _Speech(read, people, rules)
    return tuple(
        saying
        for place, word in enumerate(read.words)
        if word.key in rules.words["say"] and not word.quoted
        if (saying := speech.at(place, reports=place not in barred)) is not None
    )


def reported(
    read: ReadText, found: Sequence[Saying], rules: CoachRules, *, ages: Sequence[str]
) -> frozenset[int]:
    """Return the words that tell what somebody of these ages said: not the writer's own."""
    places: set[int] = set()
    sentences = read.sentences()
    for saying in found:
        if not saying.reports or saying.age not in ages or not (saying.clear or "adult" in ages):
            continue
        first, last = saying.verb + 1, sentences[read.words[saying.verb].sentence][1]
        last = min(last, first + rules.report_words)
        keys = [word.key for word in read.words[first:last]]
        if "that" in keys[:_THAT_WITHIN]:  # "told me the other day that": the time is the writer's
            first += keys.index("that")
        for place in range(first, last):
            if read.words[place].key in _OWN_AGAIN:
                break
            places.add(place)
    return frozenset(places)


class _Speech:
    """Finds the subjects of verbs of saying in one text."""

    def __init__(self, read: ReadText, people: Sequence[Somebody], rules: CoachRules) -> None:
        self._words, self._rules = read.words, rules
        self._length = len(read.text)
        self._quotes = [first for first, _ in read.quotes]
        self._people = people
        self._lasts = [one.last for one in people]
        self._by_end = {one.last - 1: one for one in people}
        self._sentences = read.sentences()
        # where all letters are alike no name can be told from a word
        self._nameless = is_loud(read) or not any(word.capital for word in read.words)

    def at(self, verb: int, *, reports: bool) -> Saying | None:
        """Who says what a verb of saying says; None where nobody stands."""
        words = self._words
        start, end = self._sentences[words[verb].sentence]
        place = verb - 1
        while (
            place >= max(start, verb - _FURTHEST)
            and words[place].key in self._rules.words["before_say"]
        ):
            place -= 1
        key = words[place].key if place >= start else ""
        if key in _PASSIVE or (verb > start and words[verb - 1].key in _PASSIVE):
            return None
        whose = next(
            (one for at in self._subjects(place, start) if (one := self._one_at(at)) is not None),
            None,
        )
        if whose is None:
            return None
        age, clear, pronoun = whose
        return Saying(
            verb=verb,
            age=age,
            clear=clear,
            pronoun=pronoun,
            quoted=self._is_quoted(verb, end),
            reports=reports,
        )

    def _is_quoted(self, verb: int, end: int) -> bool:
        behind = self._words[end].start if end < len(self._words) else self._length
        place = bisect_left(self._quotes, self._words[verb].end)
        return place < len(self._quotes) and self._quotes[place] < behind

    def _subjects(self, place: int, start: int) -> Iterator[int]:
        """Where a subject may end: beside the verb, then from there back to the beginning."""
        if place >= start:
            yield place
        for earlier in range(place, max(start, place - _CLAUSE) - 1, -1):
            word = self._words[earlier]
            if word.quoted:
                continue
            if (
                word.key in _WRITER
                or word.key in _PRONOUNS
                or (earlier in self._by_end and self._begins_clause(self._by_end[earlier], start))
            ):
                yield earlier

    def _begins_clause(self, one: Somebody, start: int) -> bool:
        before = one.first - 1
        while before >= start and self._is_article(self._words[before].key):
            before -= 1
        if before < start:
            return True
        key = self._words[before].key
        return (
            key in self._rules.words["joiners"]
            or key.endswith("'s")
            or "," in self._words[before + 1].after
        )

    def _is_article(self, key: str) -> bool:
        return key in self._rules.words["articles"] or key in self._rules.words["kind_of"]

    def _one_at(self, place: int) -> tuple[str, bool, int] | None:
        key = self._words[place].key
        if key in _WRITER:
            return "writer", True, -1
        if key in _PRONOUNS:
            age, clear = self._meant(place, key)
            return age, clear, place
        one = self._by_end.get(place)
        return (one.age or "child", True, -1) if one else None

    def _meant(self, place: int, pronoun: str) -> tuple[str, bool]:
        """Whom a pronoun means: the subject of its sentence or of the nearest one before; rather
        somebody whom the writer's own word calls he or she than a name that stands aside.
        """
        last = bisect_right(self._lasts, place)
        earlier = self._people[max(0, last - _PEOPLE) : last]
        fitting = [one for one in earlier if one.may_be(pronoun)]
        if not fitting:
            return "child", self._nameless or last > _PEOPLE
        sentence = self._words[place].sentence
        number = self._number(fitting[-1])
        there = [one for one in fitting if self._number(one) == number]
        if number == sentence or not self._words[there[0].first].first:
            called = [
                one
                for one in fitting
                if one.sex == pronoun and sentence - self._number(one) <= _NEAR
            ]
            if called and there[0].sex != pronoun:
                there = [called[-1]]
        first = there[0]
        age = first.age or "child"
        if pronoun == "they":
            return age, True
        behind = bisect_right(self._lasts, first.last)
        other = self._people[behind] if behind < len(self._people) else None
        if other is None or not other.joined or not other.may_be(pronoun):
            return age, True
        if number == sentence:
            return age, False
        return ("child" if first.age == other.age == "child" else "adult"), False

    def _number(self, one: Somebody) -> int:
        return self._words[one.first].sentence
