"""Reads the typed-up rows of a paper chronology or log: all of them or none, each with its date as
told.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from storage.intake.columns import Columns, find_columns
from storage.intake.csv_reader import CsvRow, CsvTable, read_csv
from storage.intake.vocabularies import load_words
from storage.records.dates_as_told import ToldDate, read_dates
from storage.records.errors import UserFacingError
from storage.records.import_plan import Remark
from storage.records.school_calendar import SchoolCalendar
from storage.records.when import When

# The fields a column may be mapped to; the headings known for each are in
# resources/vocabularies/chronology_columns.toml.
CHRONOLOGY_FIELDS = (
    "row",
    "date",
    "time",
    "context",
    "text",
    "child_words",
    "source",
    "action",
    "outcome",
    "source_ref",
    "child",
)
NO_TEXT = "(no text)"
_TIME = re.compile(r"^([01]?\d|2[0-3])[.h]?([0-5]\d)(?=$| ?[ap]\.?m)", re.IGNORECASE | re.ASCII)
# Cells that make a row worth keeping: one of them is enough.
_CONTENT = ("date", "time", "text", "child_words", "source", "action", "outcome", "source_ref")


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoricRow:
    """One row of a paper file. ``row`` is its own number where the file has one, else its place (1
    is the first); ``line`` is the line of the file. ``context`` are the words beside the date;
    ``undecided`` says what the reading of the date supposed or left open.
    """

    row: int
    line: int
    happened: When
    text: str
    child_words: str
    source: str
    action: str
    outcome: str
    source_ref: str
    context: str
    undecided: str

    def to_fields(self) -> dict[str, Any]:
        """Return the fields of ``entry.transcribed`` that the row gives; id, source_file and pupils
        are added.
        """
        fields: dict[str, Any] = {
            name: getattr(self, name) for name in self.__slots__ if name != "line"
        }
        fields["happened"] = self.happened.to_value()
        return fields


@dataclass(frozen=True, slots=True, kw_only=True)
class ChronologyFile:
    """All rows of a file in its order, what to look at, and the headings that were not used."""

    rows: tuple[HistoricRow, ...]
    warnings: tuple[Remark, ...]
    unknown_columns: tuple[str, ...]


def read_chronology(
    data: bytes, *, calendar: SchoolCalendar, mapping: Mapping[str, str] | None = None
) -> ChronologyFile:
    """Return every row of a chronology; a row that cannot be read stops the whole file before
    anything is taken.

    Raises UserFacingError: as csv_reader.read_csv and columns.find_columns do,
    ``chronology.no_date_column``, ``chronology.no_text_column``, ``chronology.row_unreadable``
    (with the line), ``chronology.no_rows``. Rows that give one event different dates all stay;
    people decide, not this program.
    """
    table = read_csv(data)
    synonyms = load_words("chronology_columns")["columns"]
    columns = find_columns(table.heading.cells, synonyms=synonyms, mapping=mapping or {})
    _check_columns(table, columns)
    rows = [_checked(row, columns, table) for row in table.rows]
    told = [
        ToldDate(
            as_published=_date_text(row, columns),
            context=columns.cell(row.cells, "context").strip(),
            event=columns.cell(row.cells, "text"),
        )
        for row in rows
    ]
    readings = read_dates(told, calendar=calendar)
    historic = tuple(
        _historic(row, columns, place=place, happened=reading.when, undecided=reading.undecided)
        for place, (row, reading) in enumerate(zip(rows, readings, strict=True), start=1)
    )
    return ChronologyFile(
        rows=historic, warnings=_warnings(table, columns, historic), unknown_columns=columns.unknown
    )


def _check_columns(table: CsvTable, columns: Columns) -> None:
    line = table.heading.line
    if "date" not in columns.places:
        raise UserFacingError("chronology.no_date_column", line=line)
    if not {"text", "child_words", "action"} & columns.places.keys():
        raise UserFacingError("chronology.no_text_column", line=line)
    if not table.rows:
        raise UserFacingError("chronology.no_rows", line=line)


def _checked(row: CsvRow, columns: Columns, table: CsvTable) -> CsvRow:
    """Refuse a row with text beyond the last heading, or with text in none of the columns that are
    kept.
    """
    beyond = row.cells[len(table.heading.cells) :]
    kept = any(columns.cell(row.cells, field).strip() for field in _CONTENT)
    if any(cell.strip() for cell in beyond) or not kept:
        raise UserFacingError("chronology.row_unreadable", line=row.line)
    return row


def _date_text(row: CsvRow, columns: Columns) -> str:
    """Return the date as typed, and the time of day after it where it has a column of its own."""
    date = columns.cell(row.cells, "date").strip()
    # in a column of its own "2.30" and "1430" are times of day; beside a date they would not be
    time = _TIME.sub(r"\1:\2", columns.cell(row.cells, "time").strip())
    return f"{date} {time}".strip() if time and time not in date else date


def _historic(
    row: CsvRow, columns: Columns, *, place: int, happened: When, undecided: str
) -> HistoricRow:
    number = columns.cell(row.cells, "row").strip()
    cells = {
        name: columns.cell(row.cells, name)
        for name in ("text", "child_words", "source", "action", "outcome", "source_ref", "context")
    }
    if not cells["text"].strip():
        cells["text"] = NO_TEXT
    return HistoricRow(
        row=int(number) if number.isascii() and number.isdigit() and len(number) < 7 else place,
        line=row.line,
        happened=happened,
        undecided=undecided,
        **cells,
    )


def _warnings(
    table: CsvTable, columns: Columns, rows: tuple[HistoricRow, ...]
) -> tuple[Remark, ...]:
    warnings = []
    children = {columns.cell(row.cells, "child").strip() for row in table.rows} - {""}
    if len(children) > 1:
        facts_of_file: tuple[tuple[str, str | int], ...] = (("count", len(children)),)
        warnings.append(Remark(line=0, code="chronology.several_children", facts=facts_of_file))
    if table.guessed:
        facts = (("encoding", "Windows"),)
        warnings.append(Remark(line=0, code="intake.encoding_guessed", facts=facts))
    for row in rows:
        if not row.happened.dated:
            warnings.append(Remark(line=row.line, code="chronology.undated"))
        elif row.undecided:
            warnings.append(
                Remark(line=row.line, code="chronology.undecided", facts=(("what", row.undecided),))
            )
        if row.text == NO_TEXT:
            warnings.append(Remark(line=row.line, code="chronology.no_text"))
    return tuple(warnings)
