"""Initials and single letters that stand for people in a text, and whom they may mean."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from storage.records.name_folding import HUMP, folded
from storage.records.writing_coach_people import KnownPerson, Names, is_loud
from storage.records.writing_coach_rules import CoachRules
from storage.records.writing_coach_text import ReadText, Word

_TIGHT = re.compile(r"[A-Z](?:[.'’]{0,2}[A-Z]){1,3}(?:\.(?![^\W_]))?")
_SPACED = re.compile(r"[A-Z]\.? [A-Z](?:\.(?![^\W_]))?")
_POSSESSIVE = re.compile(r"['’]s(?![^\W_])")
_JOINED = ("-", "&", "/", "@", "+", "_", "#", "'", "’")
_SURELY = 2
_CALLED = frozenset(("child", "pupil", "student", "boy", "girl", "parent", "person", "sibling"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Initials:
    """Words that stand for somebody: from word ``first`` to before ``last``, and the place in the
    text.
    """

    first: int
    last: int
    start: int
    end: int


class MayMean:
    """Whom initials may mean: those who already stand on the form come first."""

    def __init__(self, people: Sequence[KnownPerson]) -> None:
        self._by_letters: dict[str, list[KnownPerson]] = {}
        self._by_first: dict[str, list[tuple[str, KnownPerson]]] = {}
        self._by_last: dict[str, list[tuple[str, KnownPerson]]] = {}
        for person in sorted(people, key=lambda person: not person.here):
            self._add(person)

    def _add(self, person: KnownPerson) -> None:
        plain = folded(person.name).text.replace(HUMP, "")
        # parted at blanks; also at hyphens; also at apostrophes
        ways = (plain, plain.replace("-", " "), plain.replace("-", " ").replace("'", " "))
        written = [parts for way in ways if (parts := way.split())]
        letters: dict[str, None] = {}
        for parts in written:
            whole = "".join(part[0] for part in parts)
            letters |= dict.fromkeys((whole, whole[0], whole[0] + whole[-1]))
        for form in letters:
            self._by_letters.setdefault(form, []).append(person)
        if written and len(written[0]) > 1:
            first, last = written[0][0], written[0][-1]
            self._by_first.setdefault(first, []).append((last, person))
            self._by_last.setdefault(last, []).append((first, person))

    def known(self, letters: str) -> bool:
        """Whether several letters are the initials of somebody of the school."""
        return len(letters) >= _SURELY and letters.lower() in self._by_letters

    def people(self, written: str, *, at_most: int) -> tuple[KnownPerson, ...]:
        """Return whom initials as written (JS, J.S., Jamie S, J. Smith, child B) may mean."""
        parts = [
            folded(part.replace("’", "").replace("'", "")).text.replace(HUMP, "")
            for part in re.split(r"[\s.]+", written)
            if part
        ]
        if not parts or parts[0] in _CALLED:
            return ()
        if len(parts) == 1 or all(len(part) == 1 for part in parts):
            return tuple(self._by_letters.get("".join(parts), ())[:at_most])
        first, last = parts[0], parts[-1]
        if len(last) == 1:
            found = [one for name, one in self._by_first.get(first, ()) if name[0] == last]
        else:
            found = [one for name, one in self._by_last.get(last, ()) if name.startswith(first)]
        return tuple(found[:at_most])


def find_initials(
    read: ReadText, names: Names, may_mean: MayMean, rules: CoachRules
) -> tuple[Initials, ...]:
    """Return the initials of a text, outside quotation marks and chosen names."""
    loud = is_loud(read)
    found: list[Initials] = []
    taken = -1
    for place, word in enumerate(read.words):
        if word.start < taken or word.quoted or word.linked or not word.capital:
            continue
        written = _several(read.text, word.start)
        last = _last(read, place, word.start + len(written))
        one = None
        if written and read.words[last - 1].sentence == word.sentence:
            taken = word.start + len(written)
            behind = _behind(read.words, last - 1)
            if _stands_for_somebody(written, behind, may_mean, rules, loud=loud):
                one = Initials(first=place, last=last, start=word.start, end=taken)
        elif not loud:
            one = _single(read, place, names, rules)
        if one is not None:
            found.append(one)
            taken = one.end
    return tuple(found)


def _last(read: ReadText, place: int, end: int) -> int:
    """The word behind the last one that begins before a place of the text."""
    last = place + 1
    while last < len(read.words) and read.words[last].start < end:
        last += 1
    return last


def _several(text: str, start: int) -> str:
    """The initials that begin at a place, as written: JS, J.S., JLO'B, J S; "" when none do."""
    if start and text[start - 1] in _JOINED:
        return ""
    for pattern in (_TIGHT, _SPACED):
        match = pattern.match(text, start)
        if match is None:
            continue
        rest = text[match.end() : match.end() + 3]
        if not (rest[:1].isalnum() or rest[:1] in _JOINED) or _POSSESSIVE.match(rest):
            return match.group()
    return ""


def _stands_for_somebody(
    written: str, behind: Word | None, may_mean: MayMean, rules: CoachRules, *, loud: bool
) -> bool:
    letters = "".join(one for one in written if one.isalpha())
    apart = any(mark in written.rstrip(".") for mark in ".'’")
    if letters.lower() in rules.words["known_short"]:
        return apart and may_mean.known(letters)
    if apart:
        return True
    if loud or (" " in written and ("I" in letters or letters[0] == "A")):
        return False
    if len(letters) <= _SURELY or may_mean.known(letters):
        return True
    return behind is not None and behind.key in rules.words["initials_verbs"]


def _single(read: ReadText, place: int, names: Names, rules: CoachRules) -> Initials | None:
    words, word = read.words, read.words[place]
    letter = word.key.removesuffix("'s")
    if len(letter) != 1 or not letter.isalpha() or letter == "i":
        return None
    text = read.text
    left, right = text[max(0, word.start - 1) : word.start], text[word.start + 1 : word.start + 2]
    if left in _JOINED or (right in _JOINED and not word.key.endswith("'s")):
        return None
    before = words[place - 1] if place and words[place - 1].sentence == word.sentence else None
    behind = _behind(words, place)
    if before is not None and _is_numbering(before, rules):
        return None
    end = word.start + 1
    if before is not None and before.key in _CALLED:
        return Initials(first=place - 1, last=place + 1, start=before.start, end=end)
    plain = word.after in (" ", "\u00a0")
    if before is not None and plain and before.capital and names.is_name(place - 1):
        return Initials(first=place - 1, last=place + 1, start=before.start, end=end)
    if behind is not None and behind.after in (". ", " ", ".") and _surname(names, place + 1):
        titled = before is not None and _is_title(before, rules)
        if titled or letter == "a":
            return None
        return Initials(first=place, last=place + 2, start=word.start, end=behind.end)
    verb = behind is not None and behind.key in rules.words["initials_verbs"]
    owner = word.key.endswith("'s")
    taken = (
        before is not None
        and before.key in rules.words["single_after"]
        and not (behind is not None and letter == "a" and not behind.first)
    )
    if verb or owner or taken:
        return Initials(first=place, last=place + 1, start=word.start, end=end)
    return None


def _behind(words: Sequence[Word], place: int) -> Word | None:
    """The next word of the sentence."""
    if place + 1 < len(words) and words[place + 1].sentence == words[place].sentence:
        return words[place + 1]
    return None


def _is_title(word: Word, rules: CoachRules) -> bool:
    return any(word.key in rules.words[name] for name in ("titles", "titles_he", "titles_she"))


def _is_numbering(before: Word, rules: CoachRules) -> bool:
    """Plan B, vitamin D, Year R."""
    return before.key in rules.words["single_before"] or before.key[0].isdigit()


def _surname(names: Names, place: int) -> bool:
    return names.is_name(place) or names.kind_at(place, "CAPITAL")
