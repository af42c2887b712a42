"""Who says something in a text, and whether it is clear who that is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from storage.records.writing_coach_people import Names, Somebody
from storage.records.writing_coach_rules import CoachRules
from storage.records.writing_coach_text import ReadText

_WRITER = frozenset(("i", "we"))
_PRONOUNS = frozenset(("he", "she", "they"))
_PASSIVE = frozenset(("was", "were", "been", "being", "is", "are", "be", "to", "not", "nobody"))
_FURTHEST = 4
_THAT_WITHIN = 9
# Here the writer's own words go on.
_OWN_AGAIN = frozenset(("but", "however", "i", "i'm", "although", "though"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A verb of saying at word ``verb``: ``age`` of who says it (writer, child, adult), whether
    that is ``clear``, the word of the pronoun or -1, and whether their words follow in quotation
    marks.
    """

    verb: int
    age: str
    clear: bool
    pronoun: int
    quoted: bool


def sayings(
    read: ReadText, names: Names, people: Sequence[Somebody], rules: CoachRules
) -> tuple[Saying, ...]:
    """Return what is said in a text, outside quotation marks, from its beginning."""
    barred = {
        place for hit in rules.not_speech.find(read, names.kind_at) for place in range(*hit.found)
    }
    return tuple(
        saying
        for place, word in enumerate(read.words)
        if word.key in rules.words["say"] and not word.quoted and place not in barred
        if (saying := _saying(read, people, rules, place)) is not None
    )


def reported(
    read: ReadText, found: Sequence[Saying], rules: CoachRules, *, ages: Sequence[str]
) -> frozenset[int]:
    """Return the words that tell what somebody of these ages said: not the writer's own."""
    places: set[int] = set()
    for saying in found:
        if saying.age not in ages or not (saying.clear or "adult" in ages):
            continue
        first, last = saying.verb + 1, read.sentence_of(saying.verb)[1]
        keys = [word.key for word in read.words[first : min(last, first + rules.report_words)]]
        if "that" in keys[:_THAT_WITHIN]:  # "told me the other day that": the time is the writer's
            first += keys.index("that")
        for place in range(first, min(last, first + rules.report_words)):
            if read.words[place].key in _OWN_AGAIN:
                break
            places.add(place)
    return frozenset(places)


def _saying(
    read: ReadText, people: Sequence[Somebody], rules: CoachRules, verb: int
) -> Saying | None:
    words = read.words
    start, end = read.sentence_of(verb)
    place = verb - 1
    while place >= max(start, verb - _FURTHEST) and words[place].key in rules.words["before_say"]:
        place -= 1
    key = words[place].key if place >= start else ""
    if key in _PASSIVE or (verb > start and words[verb - 1].key in _PASSIVE):
        return None
    behind = _sentence_end(read, end)
    quoted = any(words[verb].end <= first < behind for first, _ in read.quotes)
    whose = _subject(read, people, rules, place, start)
    if whose is None:
        return None
    age, clear, pronoun = whose
    return Saying(verb=verb, age=age, clear=clear, pronoun=pronoun, quoted=quoted)


def _sentence_end(read: ReadText, end: int) -> int:
    return read.words[end].start if end < len(read.words) else len(read.text)


def _subject(
    read: ReadText, people: Sequence[Somebody], rules: CoachRules, place: int, start: int
) -> tuple[str, bool, int] | None:
    """The age, clearness and pronoun of who stands as subject at or before a word."""
    direct = _one_at(read, people, place, start)
    if direct is not None:
        return direct
    for earlier in _clause_starts(read, people, rules, place, start):
        found = _one_at(read, people, earlier, start)
        if found is not None:
            return found
    return None


def _clause_starts(
    read: ReadText, people: Sequence[Somebody], rules: CoachRules, place: int, start: int
) -> Iterator[int]:
    """Where the subject of a clause may end, from the verb back to the beginning."""
    ends = {one.last - 1: one for one in people}
    for earlier in range(place, start - 1, -1):
        if read.words[earlier].quoted:
            continue
        key = read.words[earlier].key
        if key in _WRITER or key in _PRONOUNS:
            yield earlier
        elif earlier in ends:
            first = ends[earlier].first
            before = first - 1
            while before >= start and read.words[before].key in (
                *("the", "a", "an", "his", "her", "their", "my", "this", "that", "another"),
                *rules.words["kind_of"],
            ):
                before -= 1
            if (
                before < start
                or read.words[before].key in rules.words["joiners"]
                or read.words[before].key.endswith("'s")
                or "," in read.words[before + 1].after
            ):
                yield earlier


def _one_at(
    read: ReadText, people: Sequence[Somebody], place: int, start: int
) -> tuple[str, bool, int] | None:
    if place < start:
        return None
    key = read.words[place].key
    if key in _WRITER:
        return "writer", True, -1
    if key in _PRONOUNS:
        age, clear = _meant(read, people, place, key)
        return age, clear, place
    for one in people:
        if one.last - 1 == place:
            return one.age or "child", True, -1
    return None


def _meant(
    read: ReadText, people: Sequence[Somebody], place: int, pronoun: str
) -> tuple[str, bool]:
    """Whom a pronoun means: the subject of its sentence or of the nearest one before."""
    earlier = [one for one in people if one.last <= place]
    sentence = read.words[place].sentence
    while earlier:
        number = read.words[earlier[-1].first].sentence
        there = [one for one in earlier if read.words[one.first].sentence == number]
        fitting = [one for one in there if one.may_be(pronoun)]
        if fitting:
            return _chosen(fitting, there, pronoun, same=number == sentence)
        earlier = [one for one in earlier if read.words[one.first].sentence != number]
    dictated = not any(word.capital for word in read.words)
    return "child", dictated  # without a capital no name can be told from a word


def _chosen(
    fitting: Sequence[Somebody], there: Sequence[Somebody], pronoun: str, *, same: bool
) -> tuple[str, bool]:
    first = fitting[0]
    age = first.age or "child"
    if pronoun == "they":
        return age, True
    behind = there[there.index(first) + 1 :]
    paired = bool(behind) and behind[0].joined and behind[0].may_be(pronoun)
    if paired and not same:
        both = {first.age, behind[0].age}
        return ("adult" if both == {"adult"} else "child"), False
    return age, not paired
