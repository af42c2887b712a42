"""Reads times told by another time: "a month later", "the next day", "last April", "five weeks
before he died".
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from storage.records.date_expressions import Span
from storage.records.date_words import (
    LOOSE_NUMBERS,
    MONTHS,
    NUMBERS,
    WEEKDAYS,
    alternation,
    number_of,
)
from storage.records.school_calendar import DAY, KnownEvent, month_end
from storage.records.times import short_date

_WEEK = timedelta(days=7)
_N = rf"(?:a |an )?(?:{alternation((*NUMBERS, *LOOSE_NUMBERS))}|\d{{1,3}})"
_UNIT = r"(?P<unit>hour|day|night|week|fortnight|month|year)s?"
_FORWARD = ("later", "after", "afterwards", "on", "following", "thereafter")
_BACK = ("earlier", "before", "previously", "prior", "ago")
_DIRECTION = "|".join((*_FORWARD, *_BACK))
_COUNTED = re.compile(
    rf"\b(?:(?P<low>{_N}) (?:or|to) )?(?P<n>{_N}|) ?\b{_UNIT}"
    rf" (?P<way>{_DIRECTION})\b(?P<tail>.{{0,60}})"
)
_PERIOD = re.compile(
    r"\b(?P<which>next|following|same|that|that same|previous|preceding"
    r"|later that|later same|later|earlier that"
    r"|first thing next)"
    r" (?P<unit>day|morning|afternoon|evening|night|lunchtime|weekend|week|month|year)\b"
    r"(?! later| after| before)"
)
_STRETCH = re.compile(rf"\b(?:next|following) (?P<n>{_N}) {_UNIT}\b")
_WEEKDAY = re.compile(
    r"\b(?:(?P<which>next|following|previous|last|same|that) )?"
    rf"(?P<day>{alternation(WEEKDAYS)})\b(?! \d)"
)
_MONTH = re.compile(
    rf"\b(?P<which>last|previous|next|following) (?P<month>{alternation(MONTHS)})\b(?!(?: \d))"
)
_TODAY = {"yesterday": -1, "last night": -1, "today": 0, "tonight": 0, "this morning": 0} | {
    "this afternoon": 0,
    "this evening": 0,
    "tomorrow": 1,
}
_TODAY_WORDS = re.compile(rf"\b(?P<word>{alternation(_TODAY)})\b")
_DAY_UNITS = ("day", "night", "morning", "afternoon", "evening", "lunchtime")


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The time that other times are counted from, and where it comes from, in words for people."""

    first: date
    last: date
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What stands around a text: a day or year named beside it, the row before, events people date
    by.

    ``before`` is None when the row right before has no date: then nothing can be counted from it.
    ``dated_before`` is the last row that has one; a year may be taken from it.
    """

    beside: Anchor | None
    beside_year: int | None
    before: Anchor | None
    dated_before: Anchor | None
    events: tuple[KnownEvent, ...]

    @property
    def anchor(self) -> Anchor | None:
        """What is named beside the text wins over the row before."""
        return self.beside or self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """The relative times of a text, the text with their words blanked out, and what could not be
    counted.
    """

    spans: tuple[Span, ...]
    rest: str
    notes: tuple[str, ...]


def find_relative(text: str, background: Background) -> Relative:
    """Return every relative time of a simplified text."""
    spans: list[Span] = []
    notes: list[str] = []
    readers = (
        (_COUNTED, _counted),
        (_STRETCH, _stretch),
        (_PERIOD, _period),
        (_MONTH, _named_month),
        (_TODAY_WORDS, _today),
    )
    for pattern, reader in readers:
        for match in list(pattern.finditer(text)):
            end = match.start("tail") if "tail" in pattern.groupindex else match.end()
            try:
                span = reader(match, background)
            except (ValueError, OverflowError):
                continue
            if isinstance(span, str):
                notes.append(span)
            else:
                spans.append(span)
            text = text[: match.start()] + "\0" * (end - match.start()) + text[end:]
    spans.sort(key=lambda span: span.start)
    return Relative(spans=tuple(spans), rest=text, notes=tuple(notes))


def find_weekday(text: str, background: Background) -> Span | str | None:
    """Return the day meant by "next Monday", "that Friday" or a bare weekday; a sentence if it has
    no anchor.
    """
    match = _WEEKDAY.search(text)
    if match is None:
        return None
    anchor = background.anchor
    if anchor is None:
        return "a weekday is told, but no row before says of which week"
    number, which = WEEKDAYS[match["day"]], match["which"]
    if which in ("previous", "last"):
        day = anchor.first - DAY * ((anchor.first.weekday() - number - 1) % 7 + 1)
    elif which in ("next", "following"):
        day = anchor.last + DAY * ((number - anchor.last.weekday() - 1) % 7 + 1)
    else:
        day = anchor.last + DAY * ((number - anchor.last.weekday()) % 7)
    return _span(match, day, day, f"read as the nearest such weekday, counted from {anchor.origin}")


def _span(match: re.Match[str], first: date, last: date, note: str) -> Span:
    return Span(
        first=first,
        last=last,
        precision="relative",
        start=match.start(),
        end=match.end(),
        notes=(note,),
    )


def _counted(match: re.Match[str], background: Background) -> Span | str:
    high = number_of(_number(match["n"]))
    low = number_of(_number(match["low"])) if match["low"] else high
    if high is None or low is None:
        return "the time between cannot be counted"
    event = event_in(match["tail"], background.events, at_start=True)
    anchor = (
        Anchor(first=event.day, last=event.day, origin=f"{event.label}, {show_day(event.day)}")
        if event
        else background.anchor
    )
    told_event = match["way"] in ("before", "after") and match["tail"].strip(" \0") != ""
    if (told_event and event is None and background.beside is None) or match["way"] == "ago":
        anchor = background.beside
    if anchor is None:
        return "the time it is counted from is not known"
    forward = match["way"] in _FORWARD
    first, last = shift(anchor, match["unit"], low[0], high[1], forward=forward)
    return _span(match, first, last, f"counted from {anchor.origin}")


def _number(words: str) -> str:
    """Return the bare number word of "a few", "an", "" (as in "day later")."""
    bare = re.sub(r"^(?:a|an) (?=\w)", "", words.strip())
    return bare or "a"


def shift(anchor: Anchor, unit: str, low: int, high: int, *, forward: bool) -> tuple[date, date]:
    """Return the days that lie ``low`` to ``high`` units from the anchor.

    Days, weeks and fortnights are counted to the day; months and years mean the whole month or year
    they lead to.
    """
    sign = 1 if forward else -1
    near, far = sorted((sign * low, sign * high))
    if unit == "month":
        first = _add_months(anchor.first, near)
        last = _add_months(anchor.last, far)
        return first.replace(day=1), month_end(last.year, last.month)
    if unit == "year":
        return date(anchor.first.year + near, 1, 1), date(anchor.last.year + far, 12, 31)
    days = {"hour": 0, "week": 7, "fortnight": 14}.get(unit, 1)
    if unit == "hour":
        return anchor.first + DAY * (near // 24 if near < 0 else 0), anchor.last + DAY * (far // 24)
    return anchor.first + DAY * days * near, anchor.last + DAY * days * far


def _add_months(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


def _stretch(match: re.Match[str], background: Background) -> Span | str:
    count, anchor = number_of(_number(match["n"])), background.anchor
    if anchor is None or count is None:
        return "the time it is counted from is not known"
    first, _ = shift(anchor, "day", 1, 1, forward=True)
    _, last = shift(anchor, match["unit"], 1, count[1], forward=True)
    return _span(match, first, last, f"counted from {anchor.origin}")


def _period(match: re.Match[str], background: Background) -> Span | str:
    anchor = background.anchor
    if anchor is None:
        return "the time it is counted from is not known"
    which, unit = match["which"], match["unit"]
    step = 1 if which.split()[-1] in ("next", "following") else 0
    if which in ("previous", "preceding"):
        step = -1
    first, last = _period_days(anchor, unit, step)
    if which == "later" and unit in _DAY_UNITS:
        first, last = anchor.first, anchor.last
    return _span(match, first, last, f"counted from {anchor.origin}")


def _period_days(anchor: Anchor, unit: str, step: int) -> tuple[date, date]:
    if unit in _DAY_UNITS:
        return anchor.first + DAY * step, anchor.last + DAY * step
    if unit in ("week", "weekend"):
        monday = anchor.first - DAY * anchor.first.weekday() + _WEEK * step
        last_monday = anchor.last - DAY * anchor.last.weekday() + _WEEK * step
        if unit == "weekend":
            # "next weekend" told of a weekday is the one that week ends with
            if step == 1 and anchor.last.weekday() < 5:
                monday, last_monday = monday - _WEEK, last_monday - _WEEK
            return monday + DAY * 5, last_monday + DAY * 6
        return monday, last_monday + DAY * 6
    return shift(anchor, unit, step, step, forward=True)


def _named_month(match: re.Match[str], background: Background) -> Span | str:
    month, anchor = MONTHS[match["month"]], background.beside
    back = match["which"] in ("last", "previous")
    if anchor is None and background.beside_year is not None:
        year = background.beside_year + (-1 if back else 1)
        note = f"read as {year}, counted from the year {background.beside_year} named beside it"
        return _span(match, date(year, month, 1), month_end(year, month), note)
    anchor = anchor or background.before
    if anchor is None:
        return "the time it is counted from is not known"
    if back:
        year = anchor.first.year - (0 if month < anchor.first.month else 1)
    else:
        year = anchor.last.year + (0 if month > anchor.last.month else 1)
    note = f"counted from {anchor.origin}"
    return _span(match, date(year, month, 1), month_end(year, month), note)


def _today(match: re.Match[str], background: Background) -> Span | str:
    if background.beside is None:
        return "the day of writing is not known"
    step = DAY * _TODAY[match["word"]]
    first, last = background.beside.first + step, background.beside.last + step
    return _span(match, first, last, f"counted from {background.beside.origin}")


def event_in(
    text: str, events: tuple[KnownEvent, ...], *, at_start: bool = False
) -> KnownEvent | None:
    """Return the first known event spoken of in the text (or right at its start)."""
    for event in events:
        for words in event.words:
            place = re.search(rf"\b{re.escape(words)}\b", text)
            if place and (not at_start or not text[: place.start()].strip(" \0")):
                return event
    return None


def show_day(day: date) -> str:
    """Return a day as people read it: ``20 Apr 2020``."""
    return short_date(day)
