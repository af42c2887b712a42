"""Names: compared without regard to case or accents, kept and shown exactly as given."""

import re
import unicodedata
from collections.abc import Collection

# Letters that Unicode does not take apart into a letter and a mark.
_PLAIN = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_APOSTROPHES = "'’‘ʼʻ`´ʹʾʿ"
_WORD = re.compile(rf"[^\s\-‐‑–{_APOSTROPHES}.]+")
# Little words that stay small inside a surname, as the families who bear them mostly write them.
_SMALL_WORDS = frozenset(
    {
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "der",
        "den",
        "van",
        "von",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "y",
        "e",
    }
)
_PREFIXES_WITH_APOSTROPHE = frozenset({"o", "d", "l", "m", "n", "t", "dell", "dall"})


def fold(name: str) -> str:
    """Return the form in which two spellings of one name are equal: no case, accents, apostrophes,
    hyphens, spaces.

    For comparing only, never for keeping or showing. Scripts without case or accents pass through.
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold().translate(_PLAIN))
    kept = (
        character
        for character in decomposed
        # marks of Latin, Greek and Cyrillic are accents; in other scripts they are vowels and
        # belong to the name
        if not (unicodedata.combining(character) and character < "\u0591")
        and character not in _APOSTROPHES
        and not character.isspace()
        and unicodedata.category(character) not in ("Pd", "Cf")
    )
    folded = "".join(kept)
    # a name made of marks alone must still differ from an empty one
    return folded or name.strip()


def is_all_capitals(name: str) -> bool:
    """Whether a name of two letters or more has letters with case and all of them are capitals."""
    cased = [character for character in name if character.lower() != character.upper()]
    return len(cased) > 1 and all(character == character.upper() for character in cased)


def same_but_for_case(first: str, second: str) -> bool:
    """Whether two spellings differ only in capitals and small letters."""
    return first.casefold() == second.casefold()


def recase(name: str, *, special: Collection[str] = ()) -> str:
    """Suggest how a name given in capitals may be written: O'BRIEN → O'Brien, JEAN-LUC → Jean-Luc.

    ``special`` are whole words in their own spelling ("McDonald") that win over the rule. It is a
    guess for people to look at: MCDONALD may be Mcdonald, DE LA CRUZ may be De La Cruz; the name as
    given is always kept beside it.
    """
    by_folded = {word.casefold(): word for word in special}
    first_word = True
    pieces: list[str] = []
    place = 0
    for match in _WORD.finditer(name):
        pieces.append(name[place : match.start()])
        pieces.append(_recase_word(name, match, by_folded, first_word=first_word))
        first_word = False
        place = match.end()
    pieces.append(name[place:])
    return "".join(pieces)


def _recase_word(
    name: str, match: re.Match[str], special: dict[str, str], *, first_word: bool
) -> str:
    word = match.group()
    small = word.lower()
    if word.casefold() in special:
        return special[word.casefold()]
    before = name[match.start() - 1] if match.start() else ""
    after = name[match.end()] if match.end() < len(name) else ""
    if before and before in _APOSTROPHES and not _follows_prefix(name, match.start() - 1):
        return small
    stands_alone = not (before and before in _APOSTROPHES) and not (after and after in _APOSTROPHES)
    if small in _SMALL_WORDS and stands_alone and after and not first_word:
        return small
    return small[:1].title() + small[1:]


def _follows_prefix(name: str, apostrophe: int) -> bool:
    """Whether the letters before the apostrophe are a prefix such as O' or D' (not the A of
    A'ishah).
    """
    before = re.search(r"[^\W\d_]+$", name[:apostrophe])
    return before is not None and before.group().casefold() in _PREFIXES_WITH_APOSTROPHE


def is_whole(text: str) -> bool:
    """Whether every character is one: half of a pair (a lone surrogate) cannot be written down."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
