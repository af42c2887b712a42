"""Compares a chronology's row in short with its entry: what is cut must be how the entry begins,
what is left out must stand nowhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from exports.cut_texts import is_beginning
from storage.ledger.extract import ProvedEntry

# What a row in short may cut, and what it may leave out; the rest it prints whole.
_CUT = frozenset(("what_happened", "source", "conflicting_dates"))
_LEFT_OUT = frozenset(
    (
        *("action_or_decision", "reason", "outcome", "author", "recorded", "written_later"),
        *("child_words", "source", "happened_note"),
    )
)
# The only note about a time that may be left out: the words for the time say it as well.
_UNDATED = "undated"
_SUMMARISED_BY = {"significance.set": "target", "triage.decided": "concern"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortRow:
    """What a row says that it leaves out; ``summary`` is the position of the entry that holds the
    summary it prints, ``corrections`` are those of which it prints the beginning.
    """

    cut: frozenset[str]
    left_out: frozenset[str]
    summary: int | None
    corrections: frozenset[int]

    def told(
        self, row: Mapping[str, Any], told: Iterable[tuple[str, Any]]
    ) -> list[tuple[Any, Any]]:
        """Return what the row says beside what it must say, column by column."""
        result: list[tuple[Any, Any]] = []
        for column, expected in told:
            if column in self.left_out:
                result.append((row[column], ""))
                if column == "happened_note":
                    result.append((_UNDATED, expected))
            else:
                result.append(_pair(row[column], expected, cut=column in self.cut))
        return result

    def told_of_correction(self, said: Mapping[str, Any], now: str | None) -> list[tuple[Any, Any]]:
        """Return the same of a correction, of which only the new words are printed."""
        cut = said["entry"] in self.corrections
        blank = [(said[name], "") for name in ("was", "at", "by", "reason")]
        return [*blank, _pair(said["now"], now, cut=cut)]


def short_form(row: Mapping[str, Any]) -> ShortRow | None:
    """Return what a row in short leaves out; None of a row in full. Raises ValueError where it
    leaves out what must be printed, KeyError and TypeError for odd data.
    """
    short = row.get("short")
    if short is None:
        return None
    made = ShortRow(
        cut=frozenset(short["cut"]),
        left_out=frozenset(short["left_out"]),
        summary=short["summary"],
        corrections=frozenset(short["corrections_cut"]),
    )
    if not (made.cut <= _CUT and made.left_out <= _LEFT_OUT):
        raise ValueError("a row leaves out what it must print")
    if made.summary is not None and type(made.summary) is not int:
        raise TypeError("a summary is named by the position of its entry")
    return made


def summary_of(entry: ProvedEntry | None, *, record: str) -> str | bool | None:
    """Return the summary that an entry gives a record; None where that is not shown, False where
    the entry gives this record none.
    """
    if entry is None or entry.disposed or "summary" in entry.withheld:
        return None
    about = entry.shown.get(_SUMMARISED_BY.get(entry.type, ""))
    summary = entry.shown.get("summary")
    return summary if about == record and isinstance(summary, str) and summary else False


def _pair(said: Any, expected: Any, *, cut: bool) -> tuple[Any, Any]:
    """A text that is cut counts as its whole where the whole begins with it."""
    if cut and isinstance(expected, str):
        begins = isinstance(said, str) and is_beginning(said, expected)
        return (expected if begins else None), expected
    return said, expected
