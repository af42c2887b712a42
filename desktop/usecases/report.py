"""The answer of every ``verify``: what was proved, what was not, and where it first breaks."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from storage.records import times


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The answer of ``verify``: ``result`` is "ok", "changed" or "unreadable"; the lists are
    sentences. ``first_fault`` holds the code of a sentence and its facts.
    """

    result: str
    proved: tuple[str, ...]
    not_proved: tuple[str, ...]
    first_fault: dict[str, Any] | None = None
    details: dict[str, Any] = field(default_factory=dict)

    def to_value(self) -> dict[str, Any]:
        """Return the JSON value that the command line prints."""
        return {
            "result": self.result,
            "proved": list(self.proved),
            "not_proved": list(self.not_proved),
            "first_fault": self.first_fault,
            **self.details,
        }


def long_day(text: str) -> str:
    """A moment (UTC text) as its day at school, in full: ``3 March 2026``; as it stands if it is no
    moment.
    """
    local = _local(text)
    return text if local is None else times.long_date(local)


def long_moment(text: str) -> str:
    """A moment (UTC text) as people say it at school: ``3 March 2026 at 10:12``."""
    local = _local(text)
    return text if local is None else f"{times.long_date(local)} at {local:%H:%M}"


def _local(text: str) -> datetime | None:
    try:
        return times.from_text(text).astimezone(times.SCHOOL_ZONE)
    except ValueError:
        return None


def entries(count: int) -> str:
    """A number of entries in words: ``1 entry``, ``4,312 entries``."""
    return "1 entry" if count == 1 else f"{count:,} entries"


def same_id(one: str, other: str) -> bool:
    """Whether two key ids or codes are equal, whatever their groups and capitals."""
    return plain_id(one) == plain_id(other)


def plain_id(text: str) -> str:
    """Return an id without groups and capitals."""
    return "".join(character for character in text if character.isalnum()).casefold()
