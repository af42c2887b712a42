"""Makes one stretch of time of all that a text says: ranges, narrowing, before and after, about."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from storage.records.date_expressions import Span
from storage.records.date_words import WEEKDAY_TITLES, WEEKDAYS, alternation
from storage.records.relative_dates import event_in, show_day
from storage.records.school_calendar import DAY, KnownEvent, month_end

_CONNECTORS = frozenset(
    {"-", "/", "to", "and", "&", "+", "or", "until", "till", "through", "up to"}
)
_CIRCA = re.compile(
    r"(?:^|\s)(?:c|c\.|ca|circa|about|around|approx|approximately|roughly|~)\.?\s*$|~$"
)
_WEEK_FROM = re.compile(r"\b(?:w/c|wc|w/b|w\.c|(?:week|wk) (?:commencing|beginning|starting))\s*$")
_WEEK_TO = re.compile(r"\b(?:w/e|week ending|wk ending|week to)\s*$")
_WEEK_OF = re.compile(r"\b(?:week|wk)\s*$")
_WEEKEND_OF = re.compile(r"\bweekend\s*$")
_BEFORE = re.compile(
    r"\b(shortly |soon |just |immediately )?(?:before|prior to|by|up to|until|till)\s*$"
)
_AFTER = re.compile(r"\b(shortly |soon |just |immediately )?(?:after|following|later than)\s*$")
_SINCE = re.compile(r"\b(?:since|from|as from|starting)\s*$")
_WEEKDAY = re.compile(rf"\b({alternation(WEEKDAYS)})\b")
_SHORTLY = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Combined:
    """The one stretch that a text means (None when it has no bounds), with what people should know
    about it.
    """

    span: Span | None
    notes: tuple[str, ...] = ()

    @property
    def undecided(self) -> str:
        """All notes in one line."""
        own = self.span.notes if self.span else ()
        return "; ".join(dict.fromkeys((*self.notes, *own)))


def combine(
    *,
    text: str,
    absolute: tuple[Span, ...],
    relative: tuple[Span, ...],
    events: tuple[KnownEvent, ...],
) -> Combined:
    """Return what the expressions of a simplified text mean together; dates win over times counted
    from others.
    """
    if not absolute:
        result = _relative(relative)
    else:
        result = _absolute(text, absolute)
        result = _check_relative(result, relative)
    return _with_event(text, result, events, counted=bool(relative))


def weekday_note(text: str, span: Span) -> str:
    """Return a sentence when the text names a weekday that its date is not."""
    match = _WEEKDAY.search(text)
    if match is None or span.first != span.last or span.precision == "relative":
        return ""
    if WEEKDAYS[match[1]] == span.first.weekday():
        return ""
    told, real = WEEKDAY_TITLES[WEEKDAYS[match[1]]], WEEKDAY_TITLES[span.first.weekday()]
    return f"{show_day(span.first)} was a {real}, not a {told}"


def _relative(spans: tuple[Span, ...]) -> Combined:
    if not spans:
        return Combined(span=None)
    result = spans[0]
    for span in spans[1:]:
        result = _narrow_or_hull(result, span)
    return Combined(span=replace(result, precision="relative"))


def _check_relative(result: Combined, relative: tuple[Span, ...]) -> Combined:
    if result.span is None or not relative:
        return result
    if any(_overlap(result.span, span) is None for span in relative):
        note = "the date and the time counted from another do not agree; the date is kept"
        return replace(result, notes=(*result.notes, note))
    return result


def _absolute(text: str, spans: tuple[Span, ...]) -> Combined:
    ranged = _range(text, spans)
    if ranged is not None:
        return Combined(span=ranged)
    closed: list[Span] = []
    bounds: list[tuple[str, Span, bool]] = []
    for span in spans:
        lead = text[: span.start].rstrip("\0 ") + " "
        kind, shortly = _bound_kind(lead)
        if kind:
            bounds.append((kind, span, shortly))
        else:
            closed.append(_widen(lead, span))
    if not closed:
        return _only_bounds(bounds)
    result = closed[0]
    for span in closed[1:]:
        result = _narrow_or_hull(result, span)
    for kind, span, _ in bounds:
        result = _restrict(result, kind, span.first, span.last)
    return Combined(span=result)


def _range(text: str, spans: tuple[Span, ...]) -> Span | None:
    """Two expressions joined by "to", "and", a dash or a stroke are the ends of one stretch."""
    if len(spans) < 2:
        return None
    gaps = [text[a.end : b.start].strip() for a, b in pairwise(spans)]
    gaps = [re.sub(rf"\s*\b(?:{alternation(WEEKDAYS)})\b\s*", "", gap).strip() for gap in gaps]
    if not all(gap in _CONNECTORS for gap in gaps):
        return None
    first, last = spans[0].first, spans[-1].last
    if first > last:
        first, last = _turn_of_year(text, spans) or (last, first)
    notes = tuple(note for span in spans for note in span.notes)
    if any("or" in gap.split() for gap in gaps):
        notes = (*notes, "one of the times named, not known which")
    supplied = any(span.supplied for span in spans)
    return replace(
        spans[0], first=first, last=last, precision="range", supplied=supplied, notes=notes
    )


def _turn_of_year(text: str, spans: tuple[Span, ...]) -> tuple[date, date] | None:
    """Move the end that has no year of its own: "28 December to 3 January 2020", "25 December 2019
    to 2 January".
    """
    first, last = spans[0].first, spans[-1].last
    own_year = [re.search(r"\d{4}", text[span.start : span.end]) for span in spans]
    try:
        if not own_year[0]:
            first = first.replace(year=first.year - 1)
        elif not own_year[-1]:
            last = last.replace(year=last.year + 1)
    except ValueError:
        return None
    return (first, last) if first <= last else None


def _bound_kind(lead: str) -> tuple[str, bool]:
    for kind, pattern in (("before", _BEFORE), ("after", _AFTER)):
        match = pattern.search(lead)
        if match:
            return kind, bool(match[1])
    return ("since", False) if _SINCE.search(lead) else ("", False)


def _only_bounds(bounds: list[tuple[str, Span, bool]]) -> Combined:
    afters = [span for kind, span, _ in bounds if kind in ("after", "since")]
    befores = [span for kind, span, _ in bounds if kind == "before"]
    if afters and befores and afters[0].first <= befores[-1].last:
        span = replace(afters[0], last=befores[-1].last, precision="range")
        return Combined(span=span)
    kind, span, shortly = bounds[0]
    if kind == "since":
        return Combined(span=span, notes=("read as the time it began; no end is told",))
    if shortly:
        note = f"shortly {kind} read as within two weeks"
        if kind == "before":
            span = replace(span, first=span.first - _SHORTLY, last=span.first - DAY)
        else:
            span = replace(span, first=span.last + DAY, last=span.last + _SHORTLY)
        return Combined(span=replace(span, precision="range"), notes=(note,))
    other = "earliest" if kind == "before" else "latest"
    day = span.first if kind == "before" else span.last
    return Combined(span=None, notes=(f"{kind} {show_day(day)}; no {other} day is told",))


def _widen(lead: str, span: Span) -> Span:
    """Apply "week commencing", "weekend of", "about" and the like to the expression they stand
    before.
    """
    if _CIRCA.search(lead.rstrip()):
        return _about(span)
    if span.first != span.last:
        return span
    day = span.first
    if _WEEK_FROM.search(lead):
        notes = span.notes
        if day.weekday():
            notes = (*notes, f"the day named is a {WEEKDAY_TITLES[day.weekday()]}")
        return replace(span, last=day + DAY * 6, precision="range", notes=notes)
    if _WEEK_TO.search(lead):
        return replace(span, first=day - DAY * 6, precision="range")
    monday = day - DAY * day.weekday()
    if _WEEKEND_OF.search(lead):
        return replace(span, first=monday + DAY * 5, last=monday + DAY * 6, precision="range")
    if _WEEK_OF.search(lead):
        return replace(span, first=monday, last=monday + DAY * 6, precision="range")
    return span


def _about(span: Span) -> Span:
    """Allow a year, a month or three days either side, by how exact the expression is."""
    first, last = span.first, span.last
    if span.precision == "year":
        first, last = date(first.year - 1, 1, 1), date(last.year + 1, 12, 31)
        words = "a year"
    elif span.precision == "month":
        first = (first - DAY).replace(day=1)
        after = last + DAY
        last, words = month_end(after.year, after.month), "a month"
    else:
        first, last, words = first - DAY * 3, last + DAY * 3, "three days"
    note = f"about: {words} either side allowed"
    return replace(span, first=first, last=last, precision="range", notes=(*span.notes, note))


def _narrow_or_hull(one: Span, two: Span) -> Span:
    overlap = _overlap(one, two)
    notes = (*one.notes, *two.notes)
    if overlap is None:
        note = "the times named do not agree; the bounds hold both"
        first, last = min(one.first, two.first), max(one.last, two.last)
        return replace(one, first=first, last=last, precision="range", notes=(*notes, note))
    first, last = overlap
    for span in (one, two):
        if (span.first, span.last) == overlap:
            other = two if span is one else one
            # a note about how a wider expression was read does not matter to the narrower one
            return span if other.precision != "relative" else replace(span, notes=notes)
    precision = "term" if "term" in (one.precision, two.precision) else "range"
    return replace(one, first=first, last=last, precision=precision, notes=notes)


def _overlap(one: Span, two: Span) -> tuple[date, date] | None:
    first, last = max(one.first, two.first), min(one.last, two.last)
    return (first, last) if first <= last else None


def _restrict(span: Span, kind: str, first: date, last: date) -> Span:
    if kind == "before":
        new_first, new_last = span.first, min(span.last, first - DAY)
    else:
        new_first, new_last = max(span.first, first if kind == "since" else last), span.last
    if new_first > new_last:
        note = f'"{kind}" does not fit the other date named'
        return replace(span, notes=(*span.notes, note))
    return replace(span, first=new_first, last=new_last, precision="range")


def _with_event(
    text: str, result: Combined, events: tuple[KnownEvent, ...], *, counted: bool
) -> Combined:
    """Narrow by "after the lockdown was announced" and the like; the event alone is its day."""
    if counted:
        return result
    before = _before_event(text, events)
    candidates = before or [event for event in events if event_in(text, (event,))]
    if not candidates:
        return result
    after = re.search(rf"\b(?:after|following|since) (?:{_words(candidates)})\b", text)
    if result.span is None:
        return _event_alone(candidates, result, open_ended=bool(before or after))
    span = result.span
    fitting = [event for event in candidates if span.first <= event.day <= span.last]
    if not fitting:
        return result
    event = fitting[-1] if after else fitting[0]
    first, last = span.first, span.last
    if before:
        last = max(first, event.day - DAY)
    elif after:
        first = event.day
    else:
        first = last = event.day
    note = f"{event.label}: {show_day(event.day)}"
    narrowed = replace(
        span, first=first, last=last, precision="event-relative", notes=(*span.notes, note)
    )
    return replace(result, span=narrowed)


def _event_alone(candidates: list[KnownEvent], result: Combined, *, open_ended: bool) -> Combined:
    event = candidates[0]
    note = f"{event.label}: {show_day(event.day)}"
    if open_ended:
        return replace(result, notes=(*result.notes, note, "no other bound is told"))
    if len({candidate.day for candidate in candidates}) > 1:
        return replace(result, notes=(*result.notes, "several events fit these words"))
    span = Span(
        first=event.day, last=event.day, precision="event-relative", start=0, end=0, notes=(note,)
    )
    return replace(result, span=span)


def _before_event(text: str, events: tuple[KnownEvent, ...]) -> list[KnownEvent]:
    """Return the events that the text says something came before, by the event's words or its
    period's.
    """
    lead = r"\b(?:before|prior to|until|till) "
    return [
        event
        for event in events
        if any(
            re.search(rf"{lead}{re.escape(words)}\b", text)
            for words in (*event.words, *event.period_words)
        )
    ]


def _words(events: list[KnownEvent]) -> str:
    return "|".join(re.escape(words) for event in events for words in event.words)
