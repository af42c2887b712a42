"""Who is named in a text, as far as the writing coach must know it: a child or an adult, by words
alone and never by what a name sounds like.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from storage.records.name_folding import folded
from storage.records.writing_coach_rules import CoachRules
from storage.records.writing_coach_text import ReadText, Word

_LOWER_NAME = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """Somebody of the school: ``kind`` is "pupil" or "staff"; ``detail`` (class, job) tells the
    same names apart; ``here`` says that they already stand on this form.
    """

    id: str
    kind: str
    name: str
    detail: str = ""
    here: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """A person in the text, from word ``first`` to before ``last``: ``age`` child, adult or "",
    ``sex`` he, she or "" where no word says it; ``joined`` to the one before by "and".
    """

    first: int
    last: int
    age: str = ""
    sex: str = ""
    many: bool = False
    joined: bool = False

    def may_be(self, pronoun: str) -> bool:
        """Whether "he", "she" or "they" may mean them."""
        return pronoun == "they" or (self.sex in ("", pronoun) and not self.many)


class Names:
    """Which words of one text are names, and which people they are."""

    def __init__(self, read: ReadText, rules: CoachRules, people: Sequence[KnownPerson]) -> None:
        self._read, self._rules = read, rules
        self._first: dict[str, set[str]] = {}
        self._any: dict[str, set[str]] = {}
        for person in people:
            parts = folded(person.name).text.replace("-", " ").split()
            for place, part in enumerate(parts):
                self._any.setdefault(part, set()).add(person.kind)
                if place == 0:
                    self._first.setdefault(part, set()).add(person.kind)
        self._loud = is_loud(read)
        self._names = [self._is_name(place) for place in range(len(read.words))]

    def kind_at(self, place: int, kind: str) -> bool:
        """Whether a word is a {NAME}, {NAME'S}, {CAPITAL} or {NUMBER} of a phrase."""
        word = self._read.words[place]
        if kind == "NUMBER":
            return word.key[0].isdigit()
        if kind == "CAPITAL":
            return not self._loud and word.capital and not word.first and len(word.key) > 1
        if kind == "PLACE":
            known = bool(word.linked) or folded(word.key).text in self._any
            return not word.first and not known and self._could_be_name(word)
        if kind == "NAME'S":
            return word.key.endswith("'s") and self._stands_as_name(word.key[:-2], word)
        return self._names[place]

    def is_name(self, place: int) -> bool:
        """Whether a word is (part of) a name."""
        return self._names[place]

    def _is_name(self, place: int) -> bool:
        word = self._read.words[place]
        if word.linked:
            return True
        if word.key.endswith("'s"):
            return False
        if self._stands_as_name(word.key, word):
            return True
        behind = self._read.words[place + 1] if place + 1 < len(self._read.words) else None
        return bool(
            word.first
            and self._could_be_name(word)
            and behind is not None
            and not behind.first
            and (behind.key in self._rules.words["say"] or self._could_be_name(behind))
        )

    def _stands_as_name(self, key: str, word: Word) -> bool:
        plain = folded(key).text
        if plain in self._any:
            if word.capital and not self._loud:
                return True
            return (
                plain in self._first
                and len(plain) >= _LOWER_NAME
                and plain not in self._rules.words["also_words"]
            )
        return not word.first and self._could_be_name(word)

    def _could_be_name(self, word: Word) -> bool:
        if self._loud or not word.capital or word.written.isupper():
            return False
        known = self._rules.words
        key = word.key.removesuffix("'s")
        return (
            not any(
                key in known[name]
                for name in (
                    *(
                        "not_names",
                        "men",
                        "women",
                        "adults",
                        "boys",
                        "girls",
                        "children",
                        "groups",
                        "adult_groups",
                    ),
                    *("titles", "titles_he", "titles_she"),
                )
            )
            and key.isalpha()
        )

    def people(self, initials: Mapping[int, int]) -> tuple[Somebody, ...]:
        """Return who is spoken of, outside quotation marks, from the beginning; ``initials`` are
        the words that stand for somebody: where they begin, and the one behind them.
        """
        found: list[Somebody] = []
        place = 0
        words = self._read.words
        while place < len(words):
            one = self._at(place, initials)
            if one is None or words[place].quoted:
                place += 1
                continue
            if found and self._is_joined(found[-1], one):
                one = _with(one, joined=True)
            found.append(one)
            place = one.last
        return tuple(found)

    def _is_joined(self, before: Somebody, one: Somebody) -> bool:
        words = self._read.words
        between = [word.key for word in words[before.last : one.first] if word.key != "the"]
        if words[before.first].sentence != words[one.first].sentence:
            return False
        between = [key for key in between if key not in ("his", "her", "their", "my", "both")]
        return between in (["and"], ["or"]) or (
            not between and "," in words[one.first].after and one.age == before.age
        )

    def _at(self, place: int, initials: Mapping[int, int]) -> Somebody | None:
        words, lists = self._read.words, self._rules.words
        key = words[place].key
        if place in initials:
            return Somebody(first=place, last=initials[place], age="child")
        for name, sex in (("titles_he", "he"), ("titles_she", "she"), ("titles", "")):
            if key in lists[name] and place + 1 < len(words) and words[place + 1].capital:
                return Somebody(first=place, last=self._name_end(place + 1), age="adult", sex=sex)
        for name, age, sex in (
            *(("men", "adult", "he"), ("women", "adult", "she"), ("adults", "adult", "")),
            *(("boys", "child", "he"), ("girls", "child", "she"), ("children", "child", "")),
            *(("groups", "child", ""), ("adult_groups", "adult", "")),
        ):
            last = self._list_end(name, place)
            if last:
                many = name in ("groups", "adult_groups")
                end = self._name_end(last) if not many else last
                return Somebody(first=place, last=end, age=age, sex=sex, many=many)
        if self._names[place] and not self._is_place(place):
            last = self._name_end(place)
            return Somebody(first=place, last=last, age=self._age(place, last))
        return None

    def _list_end(self, name: str, place: int) -> int:
        words = self._read.words
        for entry in self._rules.lists[name].get(words[place].key, ()):
            if tuple(word.key for word in words[place : place + len(entry)]) == entry:
                return place + len(entry)
        return 0

    def _name_end(self, place: int) -> int:
        words = self._read.words
        last = place
        while (
            last < len(words)
            and self._names[last]
            and words[last].sentence == words[place].sentence
            and (last == place or "," not in words[last].after)
        ):
            last += 1
        return max(last, place)

    def _is_place(self, place: int) -> bool:
        """In Willow, at Asda: a capital that nobody of the school is called by."""
        word = self._read.words[place]
        known = bool(word.linked) or folded(word.key).text in self._any
        if known or place == 0:
            return False
        return self._read.words[place - 1].key in self._rules.words["places_before"]

    def _age(self, first: int, last: int) -> str:
        words = self._read.words
        if words[first].linked:
            return "child" if words[first].linked == "pupil" else "adult"
        kinds = [self._any.get(folded(word.key).text, set()) for word in words[first:last]]
        named = [one for one in kinds if one]
        if not named:  # a stranger to the school with two names is hardly a child
            return "child" if last - first == 1 else "adult"
        common = set.intersection(*named)
        return "adult" if common == {"staff"} else "child"


def is_loud(read: ReadText) -> bool:
    """Whether a text is typed in capitals: they say nothing then."""
    long = [word for word in read.words if len(word.written) > 2 and word.written.isalpha()]
    return len(long) > 2 and sum(word.written.isupper() for word in long) * 2 > len(long)


def _with(one: Somebody, *, joined: bool) -> Somebody:
    return Somebody(
        first=one.first, last=one.last, age=one.age, sex=one.sex, many=one.many, joined=joined
    )
