"""Reads a date of birth as school systems export it; what is not certain is refused with a
suggestion, not guessed.
"""

import re
from datetime import date, timedelta

_EXCEL_ZERO = date(1899, 12, 30)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MIDNIGHT = r"(?:[T ]0{1,2}:00(?::00(?:\.0+)?)?(?: ?AM)?)?"
_ISO = re.compile(rf"(\d{{4}})-(\d{{1,2}})-(\d{{1,2}}){_MIDNIGHT}", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_NUMBERS = re.compile(rf"(\d{{1,2}})[/.\-](\d{{1,2}})[/.\-](\d{{4}}|\d{{2}}){_MIDNIGHT}", re.ASCII)
_NAMED = re.compile(r"(\d{1,2})[ \-/]([A-Za-z]{3,9})\.?,?[ \-/](\d{4}|\d{2})", re.ASCII)
_SERIAL = re.compile(r"\d{5}(?:\.0+)?", re.ASCII)
# Excel counts the days since 1900; 20,000 is 1954, 60,000 is 2064.
_SERIAL_RANGE = range(20_000, 60_000)
_EARLIEST_YEAR = 1900


class DateOfBirthError(ValueError):
    """The text cannot be taken as a date of birth; ``suggestion`` is an ISO day to offer, or empty.

    Codes: ``pupils.dob_serial``, ``pupils.dob_two_digit_year``, ``pupils.dob_month_first``,
    ``pupils.dob_unreadable``.
    """

    def __init__(self, code: str, *, suggestion: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.suggestion = suggestion


def read_date_of_birth(text: str) -> str:
    """Return the ISO day for 2016-02-01, 01/02/2016 (day first, as in Britain), 1 Feb 2016 and the
    like.

    Empty text gives empty text. Raises DateOfBirthError for spreadsheet serial numbers, two-digit
    years, and anything that is no date.
    """
    text = " ".join(text.split())
    if not text:
        return ""
    for pattern in (_ISO, _COMPACT):
        if match := pattern.fullmatch(text):
            return _day(match[1], match[2], match[3])
    if match := _NUMBERS.fullmatch(text):
        return _from_numbers(match[1], match[2], match[3])
    if match := _NAMED.fullmatch(text):
        return _from_named(match[1], match[2].lower(), match[3])
    if _SERIAL.fullmatch(text) and int(float(text)) in _SERIAL_RANGE:
        day = _EXCEL_ZERO + timedelta(days=int(float(text)))
        raise DateOfBirthError("pupils.dob_serial", suggestion=day.isoformat())
    raise DateOfBirthError("pupils.dob_unreadable")


def _from_numbers(day: str, month: str, year: str) -> str:
    if len(year) == 2:
        raise _two_digits(day, month, year)
    if int(month) > 12 >= int(day):
        raise DateOfBirthError("pupils.dob_month_first", suggestion=_day(year, day, month))
    return _day(year, month, day)


def _from_named(day: str, word: str, year: str) -> str:
    if word[:3] not in _MONTHS or not _is_month(word):
        raise DateOfBirthError("pupils.dob_unreadable")
    month = str(_MONTHS.index(word[:3]) + 1)
    if len(year) == 2:
        raise _two_digits(day, month, year)
    return _day(year, month, day)


def _is_month(word: str) -> bool:
    names: tuple[str, ...] = (
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
    )
    names += ("september", "october", "november", "december")
    return word == "sept" or any(name == word or word == name[:3] for name in names)


def _two_digits(day: str, month: str, year: str) -> DateOfBirthError:
    try:
        suggestion = _day(f"20{year}", month, day)
    except DateOfBirthError:
        return DateOfBirthError("pupils.dob_unreadable")
    return DateOfBirthError("pupils.dob_two_digit_year", suggestion=suggestion)


def _day(year: str, month: str, day: str) -> str:
    try:
        result = date(int(year), int(month), int(day))
    except ValueError:
        raise DateOfBirthError("pupils.dob_unreadable") from None
    if result.year < _EARLIEST_YEAR:
        raise DateOfBirthError("pupils.dob_unreadable")
    return result.isoformat()
