"""The writing coach: what a reader in five years would ask about an account, one line each.

It reads what was written while it is being written, keeps nothing and holds nothing up. The child's
own words are not given to it.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from storage.records.writing_coach_initials import Initials, MayMean, find_initials
from storage.records.writing_coach_people import KnownPerson, Names
from storage.records.writing_coach_phrases import Hit
from storage.records.writing_coach_rules import CoachRules, Rule
from storage.records.writing_coach_speech import Saying, reported, sayings
from storage.records.writing_coach_text import ReadText, read_text

__all__ = ["Account", "Advice", "CoachRules", "KnownPerson", "LinkedSpan", "advise", "to_show"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedSpan:
    """A name in the account that was chosen from the list: ``kind`` is "pupil" or "staff"."""

    start: int
    length: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What the form holds, as far as the coach may know it; places count characters.

    Of the child's own words it learns only whether there are any: raises TypeError for a text.
    """

    what_happened: str
    opinion: str = ""
    place: str = ""
    place_kind: str = ""
    who_else: str = ""
    source: str = ""
    told_by: str = ""
    has_child_words: bool = False
    has_body_map: bool = False
    happened_known: bool = False
    people: tuple[KnownPerson, ...] = ()
    linked: tuple[LinkedSpan, ...] = ()

    def __post_init__(self) -> None:
        """Keep the child's words out, also by mistake."""
        for answer in (self.has_child_words, self.has_body_map, self.happened_known):
            if type(answer) is not bool:
                raise TypeError("the coach is told only whether there is something")

    def holds(self, state: str) -> bool:
        """Whether a state of the form that a rule asks for is so."""
        if state.startswith("source:"):
            return self.source == state.removeprefix("source:")
        answers = {
            "child_words": self.has_child_words,
            "body_map": self.has_body_map,
            "happened": self.happened_known,
            "place": bool(self.place.strip() or self.place_kind.strip()),
            "who_else": bool(self.who_else.strip()),
            "told_by": bool(self.told_by.strip()),
        }
        return answers[state]


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """One line: ``text`` explains itself. ``found`` are the words it is about, ``length`` is 0 when
    it is about none. ``action`` is "", "body_map" or "field:<box>"; ``offers`` whom initials may
    mean.
    """

    code: str
    text: str
    found: str
    start: int
    length: int
    action: str = ""
    offers: tuple[KnownPerson, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """What "Not needed" is remembered by while the form is open."""
        return self.code, self.found.casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """One account, read once for all rules."""

    account: Account
    rules: CoachRules
    text: ReadText
    names: Names
    may_mean: MayMean
    initials: tuple[Initials, ...]
    said: tuple[Saying, ...]
    told: dict[str, frozenset[int]]


def advise(account: Account, rules: CoachRules) -> tuple[Advice, ...]:
    """Return what could be asked about an account, the most useful first; the same words are
    mentioned once. The time it takes grows with the length of the text and no faster.
    """
    read = _read(account, rules)
    found: list[Advice] = []
    seen: set[tuple[str, str]] = set()
    fired: set[str] = set()
    for rule in rules.rules:
        if not _asked(rule, read) or fired & set(rule.not_with):
            continue
        advices = sorted(_applied(rule, read), key=lambda one: one.start)
        if not advices or _settled(rule, read):
            continue
        for advice in advices:
            if advice.key not in seen and not (advice.found == "" and rule.code in fired):
                seen.add(advice.key)
                fired.add(rule.code)
                found.append(advice)
    return tuple(found)


def to_show(
    advice: Sequence[Advice], *, dismissed: AbstractSet[tuple[str, str]], at_most: int
) -> tuple[Advice, ...]:
    """Return the lines to show: one of each kind before a second of any, without those that
    somebody said are not needed.
    """
    left = [one for one in advice if one.key not in dismissed]
    firsts = {one.code: one for one in reversed(left)}
    rest = [one for one in left if firsts[one.code] is not one]
    return tuple([one for one in left if firsts[one.code] is one] + rest)[:at_most]


def _read(account: Account, rules: CoachRules) -> _Read:
    linked = [(one.start, one.start + one.length, one.kind) for one in account.linked]
    text = read_text(account.what_happened, linked=linked, short=rules.words["no_full_stop"])
    names = Names(text, rules, account.people)
    may_mean = MayMean(account.people)
    initials = find_initials(text, names, may_mean, rules)
    people = names.people({one.first: one.last for one in initials})
    said = sayings(text, names, people, rules)
    return _Read(
        account=account,
        rules=rules,
        text=text,
        names=names,
        may_mean=may_mean,
        initials=initials,
        said=said,
        told={
            "always": frozenset(),
            "not_child": reported(text, said, rules, ages=("child",)),
            "never": reported(text, said, rules, ages=("child", "adult")),
        },
    )


def _asked(rule: Rule, read: _Read) -> bool:
    account, size = read.account, len(read.text.words)
    return (
        size > 0
        and size >= rule.fewest_words
        and (not rule.most_words or size <= rule.most_words)
        and not any(account.holds(state) for state in rule.quiet_when)
        and (not rule.only_when or any(account.holds(state) for state in rule.only_when))
    )


def _settled(rule: Rule, read: _Read) -> bool:
    return any(True for _ in rule.settled_by.find(read.text, read.names.kind_at, quoted=True))


def _applied(rule: Rule, read: _Read) -> Iterator[Advice]:
    if rule.kind == "missing":
        yield _advice(rule, read)
    elif rule.kind == "initials":
        for one in read.initials:
            yield _advice(rule, read, one.start, one.end, offers=True)
    elif rule.kind == "short_forms":
        yield from _short_forms(rule, read)
    elif rule.kind == "phrases":
        yield from (_of_words(rule, read, *hit.found) for hit in _hits(rule, read))
    elif rule.kind in ("speech", "quoted_speech"):
        for saying in read.said:
            if (
                saying.reports
                and saying.age == "child"
                and saying.quoted == (rule.kind == "quoted_speech")
            ):
                yield _of_words(rule, read, saying.verb, saying.verb + 1)
    else:
        for saying in read.said:
            if not saying.clear and saying.pronoun >= 0:
                yield _of_words(rule, read, saying.pronoun, saying.verb + 1)
        yield from (_of_words(rule, read, *hit.found) for hit in _hits(rule, read))


def _hits(rule: Rule, read: _Read) -> Iterator[Hit]:
    hits = list(rule.find.find(read.text, read.names.kind_at))
    if not hits:
        return
    barred = {
        place for hit in rule.but.find(read.text, read.names.kind_at) for place in range(*hit.found)
    }
    settled = {
        read.text.words[hit.first].sentence
        for hit in rule.settled_in_sentence.find(read.text, read.names.kind_at, quoted=True)
    }
    last = 0
    for hit in hits:
        places = range(*hit.found)
        told = hit.found[0] in read.told[rule.reported]
        quiet = read.text.words[hit.first].sentence in settled
        if hit.found[0] >= last and not told and not quiet and barred.isdisjoint(places):
            last = hit.found[1]
            yield hit


def _short_forms(rule: Rule, read: _Read) -> Iterator[Advice]:
    whole = " ".join(word.key for word in read.text.words)
    for word in read.text.words:
        full = read.rules.short_forms.get(word.written, "")
        if full and not word.quoted and full.lower() not in whole:
            yield _advice(rule, read, word.start, word.end, full=full)


def _of_words(rule: Rule, read: _Read, first: int, last: int) -> Advice:
    words = read.text.words
    return _advice(rule, read, words[first].start, words[last - 1].end)


def _advice(
    rule: Rule, read: _Read, start: int = 0, end: int = 0, *, full: str = "", offers: bool = False
) -> Advice:
    found = read.text.text[start:end]
    shown = " ".join(found.split())
    people = read.may_mean.people(found, at_most=read.rules.most_offers) if offers else ()
    return Advice(
        code=rule.code,
        text=rule.say.replace("{found}", shown).replace("{full}", full),
        found=shown,
        start=start,
        length=end - start,
        action=rule.action,
        offers=people,
    )
