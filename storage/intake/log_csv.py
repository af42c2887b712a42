"""Reads a log of all children out of another system or a spreadsheet: each row is taken whole or
refused with its line and one reason.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from storage.intake.column_map import KEPT, LEFT_OUT, MappedColumn, MappedColumns, map_columns
from storage.intake.csv_reader import CsvRow, CsvTable, read_csv
from storage.intake.vocabularies import load_words
from storage.records.date_of_birth import DateOfBirthError, read_date_of_birth
from storage.records.dates_as_told import DateReader, Reading
from storage.records.errors import UserFacingError
from storage.records.import_plan import Remark
from storage.records.log_rows import LinkedChild, LogRow, ToldChild
from storage.records.school_calendar import SchoolCalendar
from storage.records.upn import normalise_upn

# The fields a column may be mapped to; the headings known for each are in
# resources/vocabularies/log_columns.toml.
LOG_FIELDS = (
    *("child", "forename", "surname", "upn", "date_of_birth", "class_name", "date", "time"),
    *("category", "subcategory", "text", "child_words", "action", "outcome", "reporter"),
    *("written_on", "linked", "status", "level", "attachments", "reference"),
)
NO_TEXT = "(no text)"
# A log of all children is longer than other files: rows without the heading, bytes.
ROW_LIMIT = 250_000
SIZE_LIMIT = 256 * 1024 * 1024
_TOLD = ("text", "child_words", "action", "outcome")
_TIME = re.compile(r"^([01]?\d|2[0-3])[.h]?([0-5]\d)(?=$| ?[ap]\.?m)", re.IGNORECASE | re.ASCII)
_BETWEEN = re.compile(r"[;|\n\r]+")
_ROLE = re.compile(r"^(?P<name>.*?)\s*[(\[](?P<role>[^()\[\]]*)[)\]]\s*$", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFile:
    """All rows of a file in its order. ``refused`` say why a row cannot be taken; ``columns`` are
    those of the file with what each means; ``key`` names the set of headings.
    """

    rows: tuple[LogRow, ...]
    refused: tuple[Remark, ...]
    warnings: tuple[Remark, ...]
    columns: tuple[MappedColumn, ...]
    key: str
    sha256: str

    @property
    def total(self) -> int:
        """How many rows with any text the file has."""
        return len(self.rows) + len(self.refused)


def log_columns(data: bytes, *, mapping: Mapping[str, str]) -> tuple[str, tuple[MappedColumn, ...]]:
    """Return the key of the file's headings, and its columns with an example and what each means;
    raises UserFacingError as ``read_log`` does, but not for columns that are missing.
    """
    table = _table(data)
    columns = _columns(table, mapping)
    return columns.key, columns.shown


def read_log(data: bytes, *, calendar: SchoolCalendar, mapping: Mapping[str, str]) -> LogFile:
    """Return every row of a log; ``mapping`` is COLUMN to field, KEPT or LEFT_OUT.

    Raises UserFacingError: as csv_reader.read_csv and column_map.map_columns do,
    ``log.no_child_column``, ``log.no_text_column``, ``log.no_rows``.
    """
    table = _table(data)
    columns = _columns(table, mapping)
    line = table.heading.line
    if not {"child", "surname", "upn"} & columns.places.keys():
        raise UserFacingError("log.no_child_column", line=line)
    if not set(_TOLD) & columns.places.keys():
        raise UserFacingError("log.no_text_column", line=line)
    if not table.rows:
        raise UserFacingError("log.no_rows")
    reader = _RowReader(columns=columns, dates=_Dates(calendar), roles=load_words("log_columns"))
    rows: list[LogRow] = []
    refused: list[Remark] = []
    for number, row in enumerate(table.rows, start=1):
        read = reader.read(row, number)
        if isinstance(read, Remark):
            refused.append(read)
        else:
            rows.append(read)
    guessed = Remark(line=0, code="intake.encoding_guessed", facts=(("encoding", "Windows"),))
    return LogFile(
        rows=tuple(rows),
        refused=tuple(refused),
        warnings=(guessed,) if table.guessed else (),
        columns=columns.shown,
        key=columns.key,
        sha256=sha256(data).hexdigest(),
    )


def _table(data: bytes) -> CsvTable:
    return read_csv(data, row_limit=ROW_LIMIT + 1, size_limit=SIZE_LIMIT)


def _columns(table: CsvTable, mapping: Mapping[str, str]) -> MappedColumns:
    return map_columns(table, synonyms=load_words("log_columns")["columns"], mapping=mapping)


class _Dates:
    """Reads each date alone: a row of another child says nothing of this one."""

    def __init__(self, calendar: SchoolCalendar) -> None:
        self._calendar = calendar
        self._known: dict[str, Reading] = {}

    def read(self, text: str) -> Reading:
        if text not in self._known:
            self._known[text] = DateReader(self._calendar).read(text)
        return self._known[text]


class _RowReader:
    def __init__(
        self, *, columns: MappedColumns, dates: _Dates, roles: Mapping[str, Mapping[str, list[str]]]
    ) -> None:
        self._columns = columns
        self._dates = dates
        self._roles = {word: role for role, words in roles["roles"].items() for word in words}

    def read(self, row: CsvRow, number: int) -> LogRow | Remark:
        """Return the row, or why it cannot be taken."""
        if any(cell.strip() for cell in row.cells[self._columns.width :]):
            facts = (("cells", len(row.cells)), ("headings", self._columns.width))
            return Remark(line=row.line, code="log.too_many_cells", facts=facts)
        if not any(self._text(row, field) for field in _TOLD):
            return Remark(line=row.line, code="log.no_text")
        child = self._child(row)
        if not child.words:
            return Remark(line=row.line, code="log.no_child")
        reading = self._dates.read(self._date(row))
        return LogRow(
            line=row.line,
            row=number,
            child=child,
            linked=self._linked(row),
            happened=reading.when,
            undecided=reading.undecided,
            text=self._columns.cell(row.cells, "text").strip() or NO_TEXT,
            child_words=self._text(row, "child_words"),
            action=self._text(row, "action"),
            outcome=self._text(row, "outcome"),
            written_by=self._text(row, "reporter"),
            written_on=self._text(row, "written_on"),
            category=self._category(row),
            level=self._text(row, "level"),
            status=self._text(row, "status"),
            context=self._context(row),
        )

    def _text(self, row: CsvRow, field: str) -> str:
        return self._columns.cell(row.cells, field).strip()

    def _date(self, row: CsvRow) -> str:
        date, time = self._text(row, "date"), self._text(row, "time")
        time = _TIME.sub(r"\1:\2", time)
        return f"{date} {time}".strip() if time and time not in date else date

    def _category(self, row: CsvRow) -> str:
        parts = (self._text(row, "category"), self._text(row, "subcategory"))
        return ": ".join(part for part in parts if part)

    def _child(self, row: CsvRow) -> ToldChild:
        told = self._text(row, "date_of_birth")
        try:
            born = read_date_of_birth(told)
        except DateOfBirthError:
            born = ""
        return ToldChild(
            name=self._text(row, "child"),
            forename=self._text(row, "forename"),
            surname=self._text(row, "surname"),
            upn=normalise_upn(self._text(row, "upn")),
            date_of_birth=born,
            born_as_told=told,
            class_name=self._text(row, "class_name"),
        )

    def _linked(self, row: CsvRow) -> tuple[LinkedChild, ...]:
        found = []
        for part in _BETWEEN.split(self._text(row, "linked")):
            match = _ROLE.match(part)
            name, word = (match["name"], match["role"]) if match else (part, "")
            role = self._roles.get(" ".join(word.casefold().split()), "context")
            if name.strip():
                found.append(LinkedChild(name=name.strip(), role=role))
        return tuple(found)

    def _context(self, row: CsvRow) -> str:
        """Everything that has no box of ours, under the heading it had."""
        lines = [
            f"{heading}: {cell.strip()}"
            for place, heading in self._columns.kept
            if place < len(row.cells) and (cell := row.cells[place]).strip()
        ]
        return "\n".join(lines)


__all__ = ["KEPT", "LEFT_OUT", "LOG_FIELDS", "LogFile", "log_columns", "read_log"]
