"""Failed sign-ins: how long the next one must wait, and what the ledger is told later.

A value; the caller keeps its bytes in a file beside the key file. It holds no secrets and no names.
Whoever owns the disk can delete that file: it slows a colleague down, not a thief with own tools.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Self

import resources
from storage.keys import lined_file
from storage.keys.lined_file import LinedFileError
from storage.records import times
from storage.records.errors import UserFacingError

# Who tried, where a recovery code was typed: the code names nobody before it opens something.
RECOVERY = "recovery"
WHATS = ("password", "code", "pin", "recovery")
_LONGEST_WHO = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedAttempt:
    """One failure: slot or person id, time as text, and which secret was wrong (one of WHATS)."""

    who: str
    at: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """Failures in a row of one person, and when the last was."""

    count: int
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInAttempts:
    """All failures not yet told to the ledger, and who has to wait."""

    rows: tuple[tuple[str, _Row], ...] = ()
    failures: tuple[FailedAttempt, ...] = ()
    was_damaged: bool = False

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read the file; a damaged one reads as empty, and ``was_damaged`` says so."""
        try:
            value = lined_file.read_summed(data)
            return cls(
                rows=tuple(
                    (who, _Row(count=_count(row["count"]), at=_moment(row["at"])))
                    for who, row in sorted(value["rows"].items())
                ),
                failures=tuple(_failure(item) for item in value["failures"]),
            )
        except (LinedFileError, KeyError, TypeError, AttributeError, ValueError, OverflowError):
            return cls(was_damaged=True)

    def to_bytes(self) -> bytes:
        """Return the bytes to keep."""
        rows: dict[str, Any] = {who: {"count": r.count, "at": r.at} for who, r in self.rows}
        failures: list[Any] = [
            {"who": failure.who, "at": failure.at, "what": failure.what}
            for failure in self.failures
        ]
        return lined_file.summed({"rows": rows, "failures": failures, "v": 1})

    def failed(self, who: str, *, now: datetime, what: str) -> Self:
        """Return the value after one more failure of ``who``."""
        if what not in WHATS:
            raise ValueError("not a kind of failure")
        at = times.to_text(now)
        rows = dict(self.rows)
        before = rows[who].count if who in rows else 0
        rows[who] = _Row(count=before + 1, at=at)
        failures = (*self.failures, FailedAttempt(who=who, at=at, what=what))
        most = resources.read_toml("sign_in.toml")["most_history"]
        return replace(self, rows=tuple(sorted(rows.items())), failures=failures[-most:])

    def succeeded(self, who: str) -> Self:
        """Return the value after a success: no wait any more; the history stays for the ledger."""
        return replace(self, rows=tuple(row for row in self.rows if row[0] != who))

    def not_ahead_of(self, now: datetime) -> Self:
        """Return the value in which no failure lies ahead of the clock, which was put back since.

        Such a failure counts from now on; keep the value, else the wait never ends before the wrong
        date comes.
        """
        here = times.to_text(now)
        rows = tuple(
            (who, replace(row, at=here) if times.from_text(row.at) > now else row)
            for who, row in self.rows
        )
        return replace(self, rows=rows)

    def wait_seconds(self, who: str, *, now: datetime) -> int:
        """Return how long ``who`` still has to wait; 0 when it is their turn."""
        row = dict(self.rows).get(who)
        if row is None:
            return 0
        delays: list[int] = resources.read_toml("sign_in.toml")["delays"]
        delay = delays[min(row.count, len(delays) - 1)]
        left = times.from_text(row.at) + timedelta(seconds=delay) - now
        # a clock that was put back must not turn five minutes into a year
        return max(0, min(delay, -(-left // timedelta(seconds=1))))

    def require_turn(self, who: str, *, now: datetime) -> None:
        """Raise ``keys.wait`` (seconds) while ``who`` has to wait."""
        seconds = self.wait_seconds(who, now=now)
        if seconds:
            raise UserFacingError("keys.wait", seconds=seconds)

    def history(self, who: str) -> tuple[FailedAttempt, ...]:
        """Return the failures of ``who`` that the ledger was not told yet."""
        return tuple(failure for failure in self.failures if failure.who == who)

    def without_history(self, who: str) -> Self:
        """Return the value once the ledger has been told."""
        return replace(
            self, failures=tuple(failure for failure in self.failures if failure.who != who)
        )


def _failure(value: Any) -> FailedAttempt:
    """Anybody may have written the file, and what stands in it goes into the ledger."""
    if set(value) != {"who", "at", "what"} or value["what"] not in WHATS:
        raise ValueError("not a failed attempt")
    if not isinstance(value["who"], str) or len(value["who"]) > _LONGEST_WHO:
        raise ValueError("not the id of a slot or person")
    return FailedAttempt(who=value["who"], at=_moment(value["at"]), what=value["what"])


def _moment(value: Any) -> str:
    if not isinstance(value, str) or times.to_text(times.from_text(value)) != value:
        raise ValueError("not a moment")
    return value


def _count(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError("not a number of failures")
    return value
