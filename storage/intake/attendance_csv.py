"""Reads attendance out of another system: sessions counted for a stretch of days, or the code of
each session; a row is taken whole or refused with its line and one reason.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from storage.intake.columns import Columns, find_columns
from storage.intake.csv_reader import CsvRow, read_csv
from storage.intake.log_csv import ROW_LIMIT, SIZE_LIMIT
from storage.intake.vocabularies import load, load_words
from storage.records.date_of_birth import DateOfBirthError, read_date_of_birth
from storage.records.errors import UserFacingError
from storage.records.import_plan import Remark
from storage.records.log_rows import ToldChild
from storage.records.upn import normalise_upn

_NUMBER = re.compile(r"\d{1,4}", re.ASCII)
_COUNTS = ("possible", "missed", "attended", "unauthorised", "late")


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedSessions:
    """Sessions of one child from an ISO day to an ISO day; ``lines`` are those of the file."""

    child: ToldChild
    since: str
    until: str
    possible: int
    missed: int
    unauthorised: int | None
    late: int | None
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceFile:
    """What a file counts, and why rows of it cannot be taken; codes are summed up by week, from
    Monday to Friday.
    """

    counted: tuple[CountedSessions, ...]
    refused: tuple[Remark, ...]
    sha256: str


class _RefusedError(Exception):
    """The row cannot be taken; its text is the code of the remark."""


@dataclass(slots=True, kw_only=True)
class _Week:
    child: ToldChild
    classes: list[str]
    late: int
    lines: list[int]


def read_attendance(data: bytes, *, mapping: Mapping[str, str]) -> AttendanceFile:
    """Return what a file counts.

    Raises UserFacingError: as csv_reader.read_csv and columns.find_columns do,
    ``log.no_child_column``, ``attendance.no_counts``.
    """
    table = read_csv(data, row_limit=ROW_LIMIT + 1, size_limit=SIZE_LIMIT)
    synonyms = load_words("attendance_columns")["columns"]
    columns = find_columns(table.heading.cells, synonyms=synonyms, mapping=mapping)
    found = columns.places.keys()
    if not {"child", "surname", "upn"} & found:
        raise UserFacingError("log.no_child_column", line=table.heading.line)
    counts = {"since", "possible"} <= found and {"missed", "attended"} & found
    codes = "date" in found and {"am", "pm", "mark"} & found
    if not (counts or codes):
        raise UserFacingError("attendance.no_counts", line=table.heading.line)
    refused: list[Remark] = []
    counted: list[CountedSessions] = []
    weeks: dict[tuple[str, date], _Week] = {}
    for row in table.rows:
        try:
            if counts:
                counted.append(_counted(row, columns))
            else:
                _add_codes(row, columns, weeks)
        except _RefusedError as error:
            refused.append(Remark(line=row.line, code=str(error)))
    counted += [_summed(week, monday) for (_key, monday), week in weeks.items()]
    return AttendanceFile(
        counted=tuple(counted), refused=tuple(refused), sha256=sha256(data).hexdigest()
    )


def attendance_columns(
    data: bytes, *, mapping: Mapping[str, str]
) -> tuple[tuple[str, str, str], ...]:
    """Return each heading with an example and the field it is taken for, or empty; raises what
    csv_reader.read_csv raises.
    """
    table = read_csv(data, row_limit=ROW_LIMIT + 1, size_limit=SIZE_LIMIT)
    synonyms = load_words("attendance_columns")["columns"]
    first = table.rows[0].cells if table.rows else ()
    found = []
    for place, heading in enumerate(table.heading.cells):
        guess = find_columns((heading,), synonyms=synonyms, mapping={}).places
        field = mapping.get(heading.strip(), next(iter(guess), ""))
        found.append((heading.strip(), first[place].strip() if place < len(first) else "", field))
    return tuple(found)


def _child(row: CsvRow, columns: Columns) -> ToldChild:
    text = {
        name: columns.cell(row.cells, name).strip()
        for name in ("child", "forename", "surname", "upn", "date_of_birth")
    }
    try:
        born = read_date_of_birth(text["date_of_birth"])
    except DateOfBirthError:
        born = ""
    child = ToldChild(
        name=text["child"],
        forename=text["forename"],
        surname=text["surname"],
        upn=normalise_upn(text["upn"]),
        date_of_birth=born,
        born_as_told=text["date_of_birth"],
    )
    if not child.words:
        raise _RefusedError("log.no_child")
    return child


def _day(text: str) -> date:
    """A day is written as a date of birth is: day first, never a guess."""
    try:
        return date.fromisoformat(read_date_of_birth(text.strip()))
    except (DateOfBirthError, ValueError):
        raise _RefusedError("attendance.day_unreadable") from None


def _counted(row: CsvRow, columns: Columns) -> CountedSessions:
    numbers: dict[str, int | None] = {}
    for name in _COUNTS:
        text = columns.cell(row.cells, name).strip()
        if text and not _NUMBER.fullmatch(text):
            raise _RefusedError("attendance.count_unreadable")
        numbers[name] = int(text) if text else None
    since = _day(columns.cell(row.cells, "since"))
    told = columns.cell(row.cells, "until").strip()
    until = _day(told) if told else since + timedelta(days=4)
    possible, missed = numbers["possible"], numbers["missed"]
    if missed is None and possible is not None and numbers["attended"] is not None:
        missed = possible - numbers["attended"]
    without = numbers["unauthorised"]
    if possible is None or missed is None:
        raise _RefusedError("attendance.count_unreadable")
    if not 0 <= (without or 0) <= missed <= possible or until < since:
        raise _RefusedError("attendance.counts_differ")
    return CountedSessions(
        child=_child(row, columns),
        since=since.isoformat(),
        until=until.isoformat(),
        possible=possible,
        missed=missed,
        unauthorised=without,
        late=numbers["late"],
        lines=(row.line,),
    )


def _add_codes(row: CsvRow, columns: Columns, weeks: dict[tuple[str, date], _Week]) -> None:
    child, day = _child(row, columns), _day(columns.cell(row.cells, "date"))
    codes = load("attendance_codes")
    marks = [columns.cell(row.cells, name).strip() for name in ("am", "pm", "mark")]
    items = [codes.item(mark.upper()) for mark in marks if mark]
    if not items or any(item is None for item in items):
        raise _RefusedError("attendance.code_unknown")
    monday = day - timedelta(days=day.weekday())
    week = weeks.setdefault((child.key, monday), _Week(child=child, classes=[], late=0, lines=[]))
    week.lines.append(row.line)
    for item in items:
        if item is not None:
            week.classes.append(str(item.extra["class"]))
            week.late += bool(item.extra.get("late"))


def _summed(week: _Week, monday: date) -> CountedSessions:
    return CountedSessions(
        child=week.child,
        since=monday.isoformat(),
        until=(monday + timedelta(days=4)).isoformat(),
        possible=_count(week.classes, ("attending", "authorised", "unauthorised")),
        missed=_count(week.classes, ("authorised", "unauthorised")),
        unauthorised=_count(week.classes, ("unauthorised",)),
        late=week.late,
        lines=tuple(week.lines),
    )


def _count(classes: Sequence[str], wanted: Sequence[str]) -> int:
    return sum(1 for each in classes if each in wanted)
