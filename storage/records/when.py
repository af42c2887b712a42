"""When something happened, as far as anyone can say: never guessed, never sorted away."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from storage.records.times import short_date

# How exactly the time is known. "unknown" has no bounds; all others have both.
PRECISIONS = (
    "minute",
    "about",
    "part-day",
    "day",
    "part-month",
    "month",
    "term",
    "year",
    "range",
    "relative",
    "event-relative",
    "ambiguous-format",
    "unknown",
)
_UNDATED = "9999"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The earliest and latest possible moment, how exactly that is known, and the words as told.

    ``earliest`` and ``latest`` are ISO text in the school's own time: a day ``2026-11-22`` or a
    minute
    ``2026-11-22T12:40``. Both are None when the time is not known.
    """

    earliest: str | None
    latest: str | None
    precision: str
    as_told: str

    def __post_init__(self) -> None:
        if self.precision not in PRECISIONS:
            raise ValueError("precision is not one of the known ones")
        if (self.earliest is None) != (self.latest is None):
            raise ValueError("a time has both bounds or none")
        if self.earliest is not None and self.latest is not None:
            first, last = _moment(self.earliest), _moment(self.latest)
            if last < first:
                raise ValueError("the latest moment lies before the earliest")

    @property
    def dated(self) -> bool:
        """Whether anything at all is known about the time."""
        return self.earliest is not None

    @property
    def sort_key(self) -> tuple[str, str]:
        """Order by earliest, then latest; what is undated comes after everything dated, never
        before.
        """
        return (self.earliest or _UNDATED, self.latest or _UNDATED)

    def to_value(self) -> dict[str, Any]:
        """Return the value that the ledger keeps."""
        return {
            "earliest": self.earliest,
            "latest": self.latest,
            "precision": self.precision,
            "as_told": self.as_told,
        }

    @classmethod
    def from_value(cls, value: dict[str, Any]) -> "When":
        """Read a value of the ledger back; raises KeyError or ValueError when it is not one."""
        return cls(
            earliest=value["earliest"],
            latest=value["latest"],
            precision=value["precision"],
            as_told=value["as_told"],
        )

    @classmethod
    def at_minute(cls, local: datetime, *, as_told: str = "") -> "When":
        """The time is known to the minute (``local`` is in the school's own time)."""
        text = local.strftime("%Y-%m-%dT%H:%M")
        return cls(earliest=text, latest=text, precision="minute", as_told=as_told)

    @classmethod
    def about(cls, local: datetime, *, minutes: int = 30, as_told: str = "") -> "When":
        """About this time, give or take ``minutes``."""
        spread = timedelta(minutes=minutes)
        return cls(
            earliest=(local - spread).strftime("%Y-%m-%dT%H:%M"),
            latest=(local + spread).strftime("%Y-%m-%dT%H:%M"),
            precision="about",
            as_told=as_told,
        )

    @classmethod
    def on_day(cls, day: date, *, as_told: str = "") -> "When":
        """On this day, the time of day not known."""
        return cls(
            earliest=day.isoformat(), latest=day.isoformat(), precision="day", as_told=as_told
        )

    @classmethod
    def between(cls, first: date, last: date, *, as_told: str = "") -> "When":
        """Some time between two days, both included."""
        return cls(
            earliest=first.isoformat(), latest=last.isoformat(), precision="range", as_told=as_told
        )

    @classmethod
    def unknown(cls, *, as_told: str = "") -> "When":
        """Nobody can say when; it stays visible all the same."""
        return cls(earliest=None, latest=None, precision="unknown", as_told=as_told)

    def for_people(self) -> str:
        """Return the time as people read it, e.g. ``12 Mar 2026, 12:40`` or ``early March
        2015``.
        """
        if self.earliest is None or self.latest is None:
            return f"Not known ({self.as_told})" if self.as_told else "Not known"
        if self.precision == "minute":
            return _show(self.earliest)
        if self.precision == "about":
            return f"About {_show(_middle(self.earliest, self.latest))}"
        if self.precision == "day" and self.earliest == self.latest:
            return _show(self.earliest)
        if self.as_told:
            return self.as_told
        return f"{_show(self.earliest)} to {_show(self.latest)}"


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _middle(first: str, last: str) -> str:
    start, end = _moment(first), _moment(last)
    return (start + (end - start) / 2).strftime("%Y-%m-%dT%H:%M")


def _show(text: str) -> str:
    moment = _moment(text)
    day = short_date(moment)
    return f"{day}, {moment:%H:%M}" if "T" in text else day
