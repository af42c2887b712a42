"""What the calendar knows that dates as told lean on: Easter, school terms, dated events. The data
are passed in.
"""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta

from storage.records.date_words import EARLY, MIDDLE

DAY = timedelta(days=1)
SEASON_MONTHS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
# "Winter term" is what some schools call the autumn term; the spring term begins in January.
TERM_NAMES = {"autumn": "autumn", "winter": "autumn", "spring": "spring", "summer": "summer"}
# Where a year's dates are not in the data, the outer months of the term stand in for them.
_TERM_MONTHS = {"autumn": (9, 12), "spring": (1, 4), "summer": (4, 7)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One school term of a calendar year, first to last day, and its half-term holiday."""

    name: str
    year: int
    first: date
    last: date
    half_first: date
    half_last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEvent:
    """A public event that people date things by; ``words`` are how it is spoken of, in small
    letters.

    ``period_words`` name the time that began with it ("lockdown"): "before lockdown" is before the
    event, but "during lockdown" and "after lockdown" say nothing of its day.
    """

    words: tuple[str, ...]
    day: date
    label: str
    period_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolCalendar:
    """Terms and known events; an empty one still reads everything that needs neither."""

    terms: tuple[Term, ...] = ()
    events: tuple[KnownEvent, ...] = field(default=())

    def term(self, name: str, year: int) -> tuple[date, date, bool]:
        """Return first and last day of a term of a calendar year, and whether the data hold it
        (else whole months).
        """
        found = self._find(TERM_NAMES[name], year)
        if found:
            return found.first, found.last, True
        first, last = _TERM_MONTHS[TERM_NAMES[name]]
        return date(year, first, 1), month_end(year, last), False

    def half_term(self, name: str, year: int) -> tuple[date, date] | None:
        """Return the half-term holiday inside the named term, Monday to Friday; None where the data
        lack it.
        """
        found = self._find(name, year)
        return (found.half_first, found.half_last) if found else None

    def holiday(self, name: str, year: int) -> tuple[date, date] | None:
        """Return the days between two terms: "christmas" (from ``year`` on), "easter", "summer"."""
        before, after = {
            "christmas": (("autumn", year), ("spring", year + 1)),
            "easter": (("spring", year), ("summer", year)),
            "summer": (("summer", year), ("autumn", year)),
        }[name]
        ends, begins = self._find(*before), self._find(*after)
        return (ends.last + DAY, begins.first - DAY) if ends and begins else None

    def _find(self, name: str, year: int) -> Term | None:
        return next((term for term in self.terms if (term.name, term.year) == (name, year)), None)


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def season(name: str, year: int) -> tuple[date, date]:
    """Return a season as three whole months (the meteorological ones); winter runs into the next
    year.
    """
    month = SEASON_MONTHS[name]
    if name == "winter":
        return date(year, 12, 1), month_end(year + 1, 2)
    return date(year, month, 1), month_end(year, month + 2)


def part_of_month(part: str, year: int, month: int) -> tuple[date, date]:
    """Return a part of a month: early is the 1st to the 10th, middle to the 20th, late the rest."""
    if part in EARLY:
        return date(year, month, 1), date(year, month, 10)
    if part in MIDDLE:
        return date(year, month, 11), date(year, month, 20)
    return date(year, month, 21), month_end(year, month)


def part_of_span(part: str, first: date, last: date) -> tuple[date, date]:
    """Return the first, middle or last third of a year or season."""
    third = (last - first) / 3
    if part in EARLY:
        return first, first + third
    return (first + third, last - third) if part in MIDDLE else (last - third, last)


def part_of_term(part: str, first: date, last: date) -> tuple[date, date]:
    """Return the first or last three weeks of a term, or what lies between."""
    weeks = timedelta(days=20)
    if part in EARLY:
        return first, min(first + weeks, last)
    return (first + weeks, last - weeks) if part in MIDDLE else (max(last - weeks, first), last)


def easter_sunday(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (the Anonymous Gregorian rule of 1876)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap_centuries, centuries = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon + 15) % 30
    leaps, years = divmod(rest, 4)
    weekday = (32 + 2 * centuries + 2 * leaps - epact - years) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def fixed_feast(name: str, year: int) -> tuple[date, date] | None:
    """Return the days of a feast that everybody dates by; None for a word that is no feast."""
    easter = easter_sunday(year)
    feasts = {
        "easter sunday": (easter, easter),
        "easter monday": (easter + DAY, easter + DAY),
        "good friday": (easter - 2 * DAY, easter - 2 * DAY),
        "easter": (easter - 2 * DAY, easter + DAY),
        "christmas eve": (date(year, 12, 24), date(year, 12, 24)),
        "christmas day": (date(year, 12, 25), date(year, 12, 25)),
        "boxing day": (date(year, 12, 26), date(year, 12, 26)),
        "christmas": (date(year, 12, 24), date(year, 12, 26)),
        "new year's eve": (date(year, 12, 31), date(year, 12, 31)),
        "new year's day": (date(year, 1, 1), date(year, 1, 1)),
        "new year": (date(year, 1, 1), date(year, 1, 1)),
        "halloween": (date(year, 10, 31), date(year, 10, 31)),
        "bonfire night": (date(year, 11, 5), date(year, 11, 5)),
        "valentine's day": (date(year, 2, 14), date(year, 2, 14)),
    }
    return feasts.get(name)


FEASTS = (
    *("easter sunday", "easter monday", "good friday", "easter", "christmas eve", "christmas day"),
    *("boxing day", "christmas", "new year's eve", "new year's day", "new year", "halloween"),
    *("bonfire night", "valentine's day"),
)
