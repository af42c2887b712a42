"""Adds a time of day to a date as told: "at 2.30pm", "about ten to three" stays words, "in the
early hours".
"""

import re
from dataclasses import replace
from datetime import datetime, timedelta

from storage.records.times import SCHOOL_ZONE
from storage.records.when import When

_CLOCK = re.compile(
    r"(?<![\d./:-])(?P<hour>\d{1,2})(?:(?P<mark>[:.])(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?)?"
    r" ?(?P<half>[ap]\.?m\b)?(?P<zone>z\b|[+]\d\d:?\d\d)?(?![\d/])"
)
_ISO_TIME = re.compile(r"(?<=\d)t(?=\d\d:\d\d)")
_WORDS = {"noon": "12:00", "midday": "12:00", "midnight": "0:00"}
_ABOUT = re.compile(r"\b(?:about|around|approx|approximately|roughly|circa|c)\s*$|~\s*$")
_PARTS = re.compile(
    r"\b(?:early hours|small hours|morning|afternoon|evening|night|overnight"
    r"|lunchtime|lunch time|breaktime|playtime"
    r"|before school|after school|dawn|dusk|am|pm)\b"
)
_AFTERNOON = 12
_SPREAD = timedelta(minutes=30)


def with_time_of_day(when: When, text: str) -> When:
    """Return ``when`` to the minute, about a time, or as part of a day, where a single day and a
    time are told.
    """
    if when.earliest is None or when.earliest != when.latest or when.precision != "day":
        return _with_part(when, text)
    plain = _ISO_TIME.sub(" ", text)
    for word, clock in _WORDS.items():
        plain = re.sub(rf"\b(?:12 )?{word}\b", clock, plain)
    moments = [
        (match, moment) for match in _CLOCK.finditer(plain) if (moment := _moment(match, when))
    ]
    if not moments:
        return _with_part(when, text)
    match, moment = moments[0]
    if len(moments) > 1 and moments[1][1] > moment:
        first, last = _text(moment), _text(moments[1][1])
        return replace(when, earliest=first, latest=last, precision="range")
    if _ABOUT.search(plain[: match.start()]):
        first, last = _text(moment - _SPREAD), _text(moment + _SPREAD)
        return replace(when, earliest=first, latest=last, precision="about")
    return replace(when, earliest=_text(moment), latest=_text(moment), precision="minute")


def _moment(match: re.Match[str], when: When) -> datetime | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "")[:1]
    # a bare "14" or "2.30" is no time: it may be a day or a number of anything
    if not half and match["mark"] != ":":
        return None
    if half:
        if not 1 <= hour <= _AFTERNOON:
            return None
        hour = hour % _AFTERNOON + (_AFTERNOON if half == "p" else 0)
    if hour > 23 or minute > 59:
        return None
    # spreadsheets write 00:00:00 after every plain day
    if (hour, minute) == (0, 0) and match["second"]:
        return None
    assert when.earliest is not None
    day = datetime.fromisoformat(when.earliest)
    moment = day.replace(hour=hour, minute=minute)
    return _local(moment, match["zone"])


def _local(moment: datetime, zone: str | None) -> datetime:
    if not zone:
        return moment
    offset = "+00:00" if zone == "z" else f"{zone[:3]}:{zone[-2:]}"
    aware = datetime.fromisoformat(f"{moment:%Y-%m-%dT%H:%M}{offset}")
    return aware.astimezone(SCHOOL_ZONE).replace(tzinfo=None)


def _with_part(when: When, text: str) -> When:
    if when.precision == "day" and when.earliest == when.latest and _PARTS.search(text):
        return replace(when, precision="part-day")
    return when


def _text(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M")
