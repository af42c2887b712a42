"""Finds calendar expressions in simplified text: days, months, terms, seasons, feasts, years, and
parts of them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from storage.records.date_words import (
    MONTH_TITLES,
    MONTHS,
    ORDINAL_WORDS,
    PARTS,
    alternation,
    full_year,
)
from storage.records.school_calendar import (
    FEASTS,
    TERM_NAMES,
    SchoolCalendar,
    fixed_feast,
    month_end,
    part_of_month,
    part_of_span,
    part_of_term,
    season,
)

_M = alternation(MONTHS)
_PART = alternation(PARTS)
_YEAR = r"(?:19|20)\d\d"
_D = r"(?:[12]\d|3[01]|0?[1-9])"
_AND = r"\s*(?:-|/|&|\+|\bto\b|\band\b|\bor\b|\buntil\b|\btill\b)\s*"
_TERM = alternation(tuple(TERM_NAMES))
_FEAST = alternation(FEASTS)
_TAIL = rf"(?:[ \-/]*(?P<year>{_YEAR})\b|[ \-/]*'(?P<short>\d\d)\b)?"
# "5-May-19", "5 May 19": two digits straight after day and month are a year; after "May" alone they
# are a day.
_DAY_TAIL = rf"(?:[ \-/]*(?P<year>{_YEAR})\b|[ \-/]*'?(?P<short>\d\d)\b(?![:.]\d))?"
MAX_TEXT = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of days that some words mean, where the words stand, and what had to be supposed.

    ``supplied`` tells that the year was not in the words; ``notes`` are for people.
    """

    first: date
    last: date
    precision: str
    start: int
    end: int
    supplied: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All expressions of a text in the order they stand.

    ``lacking`` counts those that lack a year, ``impossible`` tells of a day that no month has;
    ``rest`` is the text with the expressions blanked out.
    """

    spans: tuple[Span, ...]
    lacking: int
    impossible: bool
    rest: str


class Finder:
    """Reads one simplified text; ``supplied_year`` is used for expressions without a year of their
    own.
    """

    def __init__(self, text: str, *, calendar: SchoolCalendar, supplied_year: int | None) -> None:
        self._text = text[:MAX_TEXT]
        self._calendar = calendar
        self._supplied = supplied_year
        self._years = [
            (m.start(), int(m.group())) for m in re.finditer(rf"\b{_YEAR}\b", self._text)
        ]
        self._lacking = 0
        self._impossible = False

    def find(self) -> Found:
        """Return every expression; a longer, more exact one hides those inside it."""
        spans: list[Span] = []
        for pattern, handler in _PATTERNS:
            for match in list(pattern.finditer(self._text)):
                span, consumed = self._read(handler, match)
                if span is not None:
                    spans.append(span)
                if consumed:
                    blank = "\0" * (match.end() - match.start())
                    self._text = self._text[: match.start()] + blank + self._text[match.end() :]
        spans.sort(key=lambda span: span.start)
        return Found(
            spans=tuple(spans), lacking=self._lacking, impossible=self._impossible, rest=self._text
        )

    def _read(self, handler: "_Handler", match: re.Match[str]) -> tuple[Span | None, bool]:
        """Return the span, and whether the words are used up."""
        try:
            span = handler(self, match)
        except _NoYearError:
            self._lacking += 1
            return None, True
        except (ValueError, OverflowError):
            # 31 June: the words are no day, and their rest ("June") must not be read as one
            self._impossible = True
            return None, True
        return span, span is not None

    def year_of(self, match: re.Match[str]) -> tuple[int, bool, tuple[str, ...]]:
        """Return the year of an expression: its own, one named in the same text, or the supplied
        one.
        """
        groups = match.groupdict()
        if groups.get("year"):
            return int(groups["year"]), False, ()
        if groups.get("short"):
            year = full_year(groups["short"])
            return year, False, (f"two-digit year read as {year}",)
        after = [year for place, year in self._years if place >= match.end()]
        before = [year for place, year in self._years if place < match.start()]
        if after or before:
            return (after[0] if after else before[-1]), False, ()
        if self._supplied is None:
            raise _NoYearError
        return self._supplied, True, ()

    def span(
        self, match: re.Match[str], first: date, last: date, precision: str, *notes: str
    ) -> Span:
        """Return a span for the words of ``match`` with the year they name themselves."""
        return Span(
            first=first,
            last=last,
            precision=precision,
            start=match.start(),
            end=match.end(),
            notes=tuple(note for note in notes if note),
        )

    def with_year(
        self,
        match: re.Match[str],
        make: Callable[[int], tuple[date, date]],
        precision: str,
        *notes: str,
    ) -> Span:
        """Return a span whose days ``make`` works out from the year that ``year_of`` finds."""
        year, supplied, year_notes = self.year_of(match)
        first, last = make(year)
        span = self.span(match, first, last, precision, *year_notes, *notes)
        return replace(span, supplied=supplied)

    @property
    def calendar(self) -> SchoolCalendar:
        """The calendar that was passed in."""
        return self._calendar


_Handler = Callable[[Finder, re.Match[str]], Span | None]


class _NoYearError(Exception):
    """The expression has no year and none was supplied."""


def _iso(finder: Finder, match: re.Match[str]) -> Span:
    day = date(int(match["y"]), int(match["m"]), int(match["d"]))
    return finder.span(match, day, day, "day")


def _numeric(finder: Finder, match: re.Match[str]) -> Span:
    one, two, year_text = int(match["one"]), int(match["two"]), match["y"]
    year = int(year_text) if len(year_text) == 4 else full_year(year_text)
    short = f"two-digit year read as {year}" if len(year_text) == 2 else ""
    if one > 12 or (two <= 12 and not match["american"]):
        day = date(year, two, one)
        return finder.span(match, day, day, "day", short)
    if two > 12:
        day = date(year, one, two)
        return finder.span(match, day, day, "day", short, "month written before the day")
    day, other = date(year, one, two), date(year, two, one)
    note = f"written month first, as American programs do; day first it would be {_long(other)}"
    return finder.span(match, day, day, "day" if day == other else "ambiguous-format", short, note)


def _long(day: date) -> str:
    return f"{day.day} {MONTH_TITLES[day.month - 1]} {day.year}"


def _days_of_month(finder: Finder, match: re.Match[str]) -> Span:
    days = [int(word) for word in re.findall(r"\d+", match["days"])]
    month = MONTHS[match["month"]]
    return finder.with_year(
        match, lambda year: (date(year, month, min(days)), date(year, month, max(days))), "range"
    )


def _day_month(finder: Finder, match: re.Match[str]) -> Span:
    day, month = int(match["day"]), MONTHS[match["month"]]
    return finder.with_year(match, lambda year: (date(year, month, day),) * 2, "day")


def _day_month_numbers(finder: Finder, match: re.Match[str]) -> Span:
    day, month = int(match["day"]), int(match["month"])
    return finder.with_year(match, lambda year: (date(year, month, day),) * 2, "day")


def _months(finder: Finder, match: re.Match[str]) -> Span:
    one, two = MONTHS[match["one"]], MONTHS[match["two"]]
    return finder.with_year(
        match,
        lambda year: (date(year if one <= two else year - 1, one, 1), month_end(year, two)),
        "range",
    )


def _part_month(finder: Finder, match: re.Match[str]) -> Span:
    month = MONTHS[match["month"]]
    return finder.with_year(
        match, lambda year: part_of_month(match["part"], year, month), "part-month"
    )


def _week_of_month(finder: Finder, match: re.Match[str]) -> Span:
    month, which = MONTHS[match["month"]], match["which"]

    def days(year: int) -> tuple[date, date]:
        last = month_end(year, month)
        if which == "last":
            return last - timedelta(days=6), last
        first = date(year, month, 1 + 7 * (ORDINAL_WORDS[which] - 1))
        return first, min(first + timedelta(days=6), last)

    return finder.with_year(match, days, "part-month")


def _month(finder: Finder, match: re.Match[str]) -> Span:
    month = MONTHS[match["month"]]
    return finder.with_year(
        match, lambda year: (date(year, month, 1), month_end(year, month)), "month"
    )


def _month_numbers(finder: Finder, match: re.Match[str]) -> Span:
    year, month = int(match["y"]), int(match["m"])
    return finder.span(match, date(year, month, 1), month_end(year, month), "month")


def _term(finder: Finder, match: re.Match[str]) -> Span:
    year, supplied, notes = finder.year_of(match)
    first, last, known = finder.calendar.term(match["name"], year)
    if match["part"]:
        first, last = part_of_term(match["part"], first, last)
    how = "usual term dates" if known else "whole months, as the term dates are not known here"
    span = finder.span(match, first, last, "term", *notes, f"{how}; the school's own may differ")
    return replace(span, supplied=supplied)


def _half_term(finder: Finder, match: re.Match[str]) -> Span | None:
    by_word = {"october": "autumn", "february": "spring", "may": "summer", "whitsun": "summer"}
    name = by_word.get(match["name"], match["name"])
    year, supplied, notes = finder.year_of(match)
    days = finder.calendar.half_term(name, year)
    if days is None:
        return None
    note = "usual half-term dates; the school's own may differ"
    return replace(finder.span(match, *days, "term", *notes, note), supplied=supplied)


def _holiday(finder: Finder, match: re.Match[str]) -> Span | None:
    year, supplied, notes = finder.year_of(match)
    days = finder.calendar.holiday(match["name"], year)
    if days is None:
        return None
    note = "usual school holidays; the school's own may differ"
    return replace(finder.span(match, *days, "range", *notes, note), supplied=supplied)


def _season(finder: Finder, match: re.Match[str]) -> Span:
    def days(year: int) -> tuple[date, date]:
        first, last = season(match["name"], year)
        return part_of_span(match["part"], first, last) if match["part"] else (first, last)

    note = "season read as three whole months; a school term is not meant unless it says so"
    return finder.with_year(match, days, "range", note)


def _feast(finder: Finder, match: re.Match[str]) -> Span:
    name = re.sub(r"new years", "new year's", match["name"])

    def days(year: int) -> tuple[date, date]:
        found = fixed_feast(name, year)
        if found is None:
            raise ValueError("no such feast")
        return found

    return finder.with_year(match, days, "event-relative", "day worked out from the calendar")


def _school_year(finder: Finder, match: re.Match[str]) -> Span | None:
    first_year, second = int(match["y"]), match["next"]
    if int(second) % 100 != (first_year + 1) % 100:
        return None
    note = "school year, September to August"
    return finder.span(match, date(first_year, 9, 1), date(first_year + 1, 8, 31), "range", note)


def _decade(finder: Finder, match: re.Match[str]) -> Span:
    year = int(match["y"])
    return finder.span(match, date(year, 1, 1), date(year + 9, 12, 31), "range")


def _year(finder: Finder, match: re.Match[str]) -> Span:
    year = int(match["y"])
    first, last = date(year, 1, 1), date(year, 12, 31)
    if match["part"]:
        return finder.span(match, *part_of_span(match["part"], first, last), "range")
    return finder.span(match, first, last, "year")


_B = r"(?<![\w\d.])"
_PATTERNS: tuple[tuple[re.Pattern[str], _Handler], ...] = tuple(
    (re.compile(pattern, re.ASCII), handler)
    for pattern, handler in (
        (rf"{_B}(?P<y>{_YEAR})[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}})(?!\d)", _iso),
        (rf"{_B}(?P<y>{_YEAR})(?P<m>\d\d)(?P<d>\d\d)(?!\d)", _iso),
        (
            rf"{_B}(?P<one>\d{{1,2}})[/.\-](?P<two>\d{{1,2}})[/.\-](?P<y>\d{{4}}|\d\d)(?!\d)"
            r"(?=(?P<american> \d{1,2}:\d\d:\d\d [ap]m)?)",
            _numeric,
        ),
        (
            rf"{_B}(?P<days>{_D}(?:(?:{_AND}| ){_D})+) ?(?P<month>{_M})\b{_TAIL}",
            _days_of_month,
        ),
        (
            rf"\b(?P<month>{_M}) (?P<days>{_D}(?:{_AND}{_D})+)(?!\d)(?: (?P<year>{_YEAR}))?",
            _days_of_month,
        ),
        (rf"{_B}(?P<day>{_D})[ \-/]?(?P<month>{_M})(?![a-z]){_DAY_TAIL}", _day_month),
        (
            rf"\b(?P<month>{_M})[ \-]?(?P<day>{_D})(?![\d:]|\.\d|\s*[ap]m\b)"
            rf"(?:[ \-](?P<year>{_YEAR})\b| '(?P<short>\d\d)\b)?",
            _day_month,
        ),
        (
            rf"\b(?P<name>october|february|may|autumn|spring|summer|whitsun)"
            rf" half[ \-]?term\b{_TAIL}",
            _half_term,
        ),
        (
            rf"\b(?P<which>first|second|third|fourth|last|[1-4]) week (?P<month>{_M})\b{_TAIL}",
            _week_of_month,
        ),
        (rf"\b(?P<part>{_PART})[ \-]?(?P<month>{_M})\b{_TAIL}", _part_month),
        (rf"\b(?P<one>{_M})\b{_AND}(?P<two>{_M})\b(?![ \-]\d{{1,2}}\b){_TAIL}", _months),
        (rf"\b(?P<month>{_M})\b{_TAIL}", _month),
        (rf"{_B}(?P<m>0?[1-9]|1[0-2])[/\-](?P<y>{_YEAR})(?!\d)", _month_numbers),
        (rf"{_B}(?P<y>{_YEAR})-(?P<m>0[1-9]|1[0-2])(?![\d/])", _month_numbers),
        (rf"\b(?:(?P<part>{_PART})[ \-])?(?P<name>{_TERM}) term\b{_TAIL}", _term),
        (rf"\b(?:(?P<part>{_PART})[ \-])?(?P<name>{_TERM}) (?P<year>{_YEAR}) term\b", _term),
        (
            rf"\b(?P<name>christmas|easter|summer) (?:school )?(?:holidays?|break)\b{_TAIL}",
            _holiday,
        ),
        (rf"\b(?P<name>{_FEAST}|new years (?:eve|day))(?!')\b{_TAIL}", _feast),
        (rf"\b(?:(?P<part>{_PART})[ \-])?(?P<name>{_TERM})\b{_TAIL}", _season),
        (rf"{_B}(?P<y>{_YEAR})[/\-](?P<next>{_YEAR}|\d\d)(?!\d)", _school_year),
        (rf"{_B}(?P<y>(?:19|20)\d0)'?s\b", _decade),
        (rf"\b(?:(?P<part>{_PART})[ \-])?(?<!\d)(?P<y>{_YEAR})(?!\d)", _year),
        (rf"{_B}(?P<day>{_D})[/.](?P<month>\d{{1,2}})(?![\d/.:]|\s*[ap]m\b)", _day_month_numbers),
    )
)


def find_spans(text: str, *, calendar: SchoolCalendar, supplied_year: int | None) -> Found:
    """Return the calendar expressions of a simplified text (see date_words.simplify)."""
    return Finder(text, calendar=calendar, supplied_year=supplied_year).find()
