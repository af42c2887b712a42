"""Initials and single letters that stand for people in a text, and whom they may mean."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from storage.records.name_folding import folded
from storage.records.writing_coach_people import KnownPerson, Names, is_loud
from storage.records.writing_coach_rules import CoachRules
from storage.records.writing_coach_text import ReadText, Word

_SEVERAL = re.compile(r"[A-Z](?:[.'’]{0,2} ?[A-Z]){1,3}(?:\.(?=[\s,;:)]|$)|)")
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


def find_initials(
    read: ReadText, names: Names, people: Sequence[KnownPerson], rules: CoachRules
) -> tuple[Initials, ...]:
    """Return the initials of a text, outside quotation marks and chosen names."""
    known = {form for person in people for form in _forms(person.name)}
    loud = is_loud(read)
    found: list[Initials] = []
    by_start = {word.start: place for place, word in enumerate(read.words)}
    last_end = -1
    for place, word in enumerate(read.words):
        if word.start < last_end or word.quoted or word.linked or not word.capital:
            continue
        one = _several(read, place, by_start, known, rules, loud=loud)
        if one is None and not loud:
            one = _single(read, place, names, rules)
        if one is not None:
            found.append(one)
            last_end = one.end
    return tuple(found)


def may_mean(
    written: str, people: Sequence[KnownPerson], *, at_most: int
) -> tuple[KnownPerson, ...]:
    """Return whom initials may mean: first those who already stand on the form."""
    parts = [part for part in re.split(r"[\s.]+", written) if part]
    fitting = [person for person in people if _fits(parts, person.name)]
    return tuple(sorted(fitting, key=lambda person: not person.here)[:at_most])


def _several(
    read: ReadText,
    place: int,
    by_start: dict[int, int],
    known: set[str],
    rules: CoachRules,
    *,
    loud: bool,
) -> Initials | None:
    text, start = read.text, read.words[place].start
    match = _SEVERAL.match(text, start)
    if match is None or (start and text[start - 1] in _JOINED):
        return None
    end = match.end()
    rest = text[end : end + 1]
    possessive = re.match(r"['’]s(?![^\W_])", text[end : end + 3])
    if (rest.isalnum() or rest in _JOINED) and not possessive:
        return None
    letters = "".join(one for one in match.group() if one.isalpha())
    last = place + 1
    while last < len(read.words) and read.words[last].start < end:
        last += 1
    apart = "." in match.group().rstrip(".") or "'" in match.group() or "’" in match.group()
    spaced = " " in match.group()
    if letters.lower() in rules.words["known_short"] or (loud and not apart):
        return None
    if spaced and not apart and ("I" in letters or letters[0] == "A"):
        return None
    if read.words[place].sentence != read.words[last - 1].sentence:
        return None
    if not apart and len(letters) > _SURELY and letters not in known:
        follows = read.words[last] if last < len(read.words) else None
        if follows is None or follows.first or follows.key not in rules.words["initials_verbs"]:
            return None
    return Initials(first=place, last=last, start=start, end=end)


def _single(read: ReadText, place: int, names: Names, rules: CoachRules) -> Initials | None:
    words, word = read.words, read.words[place]
    letter = word.key.removesuffix("'s")
    if len(letter) != 1 or not letter.isalpha() or letter == "i":
        return None
    text = read.text
    around = text[word.start - 1 : word.start] + text[word.start + 1 : word.start + 2]
    if any(one in _JOINED for one in around) and not word.key.endswith("'s"):
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


def _parts(name: str) -> list[list[str]]:
    """The words of a name: parted at blanks; also at hyphens; also at apostrophes."""
    plain = folded(name).text.replace("\x1f", "")
    ways = (plain, plain.replace("-", " "), plain.replace("-", " ").replace("'", " "))
    return [one.split() for one in ways]


def _forms(name: str) -> Iterator[str]:
    for parts in _parts(name):
        letters = "".join(part[0] for part in parts).upper()
        yield letters
        if len(letters) > _SURELY:
            yield letters[0] + letters[-1]


def _fits(written: Sequence[str], name: str) -> bool:
    whole = [folded(part.replace("’", "").replace("'", "")).text for part in written]
    if whole and whole[0] in _CALLED:
        return False
    if all(len(part) == 1 for part in whole) or len(whole) == 1:
        letters = "".join(whole).upper()
        if len(letters) == 1:
            return any(parts and parts[0].startswith(letters.lower()) for parts in _parts(name))
        return letters in set(_forms(name))
    return any(
        len(parts) > 1
        and all(
            part == real if len(part) > 1 else real.startswith(part)
            for part, real in zip((whole[0], whole[-1]), (parts[0], parts[-1]), strict=True)
        )
        for parts in _parts(name)
    )
