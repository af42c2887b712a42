"""The words people write dates with: months, weekdays, numbers, parts of a month, in English and
Welsh.
"""

import re
import unicodedata

_MONTH_NAMES = (
    ("january", "jan", "ionawr"),
    ("february", "feb", "chwefror"),
    ("march", "mar", "mawrth"),
    ("april", "apr", "ebrill"),
    ("may", "mai"),
    ("june", "jun", "mehefin"),
    ("july", "jul", "gorffennaf"),
    ("august", "aug", "awst"),
    ("september", "sept", "sep", "medi"),
    ("october", "oct", "hydref"),
    ("november", "nov", "tachwedd"),
    ("december", "dec", "rhagfyr"),
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names}
MONTH_TITLES = tuple(names[0].title() for names in _MONTH_NAMES)

_WEEKDAY_NAMES = (
    ("monday", "mon"),
    ("tuesday", "tues", "tue"),
    ("wednesday", "weds", "wed"),
    ("thursday", "thurs", "thur", "thu"),
    ("friday", "fri"),
    ("saturday", "sat"),
    ("sunday", "sun"),
)
WEEKDAYS = {name: number for number, names in enumerate(_WEEKDAY_NAMES) for name in names}
WEEKDAY_TITLES = tuple(names[0].title() for names in _WEEKDAY_NAMES)

_NUMBER_WORDS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
NUMBERS = {word: number for number, word in enumerate(_NUMBER_WORDS, start=1)}
NUMBERS |= {"a": 1, "an": 1, "couple": 2, "a couple": 2}
# Two-digit years from here on are of the last century.
_PIVOT = 50
# Loose numbers, as the least and the most people mean by them.
LOOSE_NUMBERS = {"few": (2, 6), "a few": (2, 6), "several": (3, 10), "some": (1, 11)}
ORDINAL_WORDS = {"first": 1, "1": 1, "second": 2, "2": 2, "third": 3, "3": 3, "fourth": 4, "4": 4}

EARLY = ("early", "beginning", "start", "begining")
MIDDLE = ("mid", "middle")
LATE = ("late", "end")
PARTS = (*EARLY, *MIDDLE, *LATE)

# Text that says there is no date; it is kept as told.
NO_DATE = frozenset(
    {
        *("unknown", "undated", "n/a", "na", "n.a", "nk", "n/k", "none", "nil", "tbc", "tbd", "x"),
        *("?", "??", "???", "-", "--", "no date", "not dated", "date unknown", "unknown date"),
        *("not known", "date not known", "not recorded", "date not recorded", "not given"),
        *("no date given", "unclear", "date unclear", "unsure", "dim dyddiad"),
    }
)

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_QUOTES = dict.fromkeys(map(ord, "‘’ʼ`´"), "'")
_ORDINAL = re.compile(r"\b(\d{1,2})\s?(?:st|nd|rd|th|eg|fed|ydd|af|il)\b", re.ASCII)
_FILLERS = re.compile(r"\b(?:of|the|in|on|at|during|dydd \w+|dated)\b")


def alternation(words: dict[str, int] | tuple[str, ...]) -> str:
    """Return a regular expression for any of the words, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def simplify(text: str) -> str:
    """Return the text in small letters without accents, fillers and ordinals, one space between
    words.
    """
    plain = unicodedata.normalize("NFKD", text.translate(_DASHES).translate(_QUOTES)).lower()
    plain = "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character
        for character in plain
        if not unicodedata.combining(character)
    )
    plain = re.sub(r"[,;()\[\]\"“”]|\.{2,}|…|\.(?=\s|$)", " ", plain)
    plain = _ORDINAL.sub(r"\1", plain)
    plain = _FILLERS.sub(" ", plain)
    return " ".join(plain.split())


def without_weekdays(text: str) -> str:
    """Return a simplified text without the weekdays that stand before a day of the month."""
    return re.sub(rf"\b(?:{alternation(WEEKDAYS)})\b ?(?=\d)", "", text)


def full_year(short: str) -> int:
    """Return the year that two digits mean: 00 to 49 this century, 50 to 99 the last."""
    return int(short) + (2000 if int(short) < _PIVOT else 1900)


def number_of(word: str) -> tuple[int, int] | None:
    """Return the least and most that a number word means; None when it is none."""
    if word.isdecimal() and len(word) <= 3:
        return int(word), int(word)
    if word in NUMBERS:
        return NUMBERS[word], NUMBERS[word]
    return LOOSE_NUMBERS.get(word)
