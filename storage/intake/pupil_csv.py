"""Reads a school's own CSV list of pupils; each row is taken whole or refused with its line and one
reason.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from storage.intake.capitals import with_spellings
from storage.intake.columns import Columns, find_columns, plain
from storage.intake.csv_reader import CsvRow, CsvTable, read_csv
from storage.intake.vocabularies import load_words
from storage.records.date_of_birth import DateOfBirthError, read_date_of_birth
from storage.records.errors import UserFacingError
from storage.records.import_plan import ReadPupil, Remark
from storage.records.pupil import Contact, PupilDetails
from storage.records.upn import normalise_upn

# The fields a column may be mapped to; the headings known for each are in
# resources/vocabularies/pupil_columns.toml.
PUPIL_FIELDS = (
    "upn",
    "local_id",
    "legal_forename",
    "legal_surname",
    "middle_names",
    "preferred_forename",
    "preferred_surname",
    "date_of_birth",
    "sex",
    "year_group",
    "class_name",
    "sen",
    "in_care",
    "language",
    "address",
    "address_town",
    "address_postcode",
    "contact_name",
    "contact_relationship",
    "contact_phone",
    "contact_email",
)
# What a spreadsheet makes of a number it takes for one: 8.012E+11, or the letter lost (12 digits).
_MANGLED_UPN = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:E\+?\d+)?", re.IGNORECASE | re.ASCII)
_YEAR = re.compile(r"(?:year|yr|y|blwyddyn)?\s*0?(\d{1,2})", re.IGNORECASE | re.ASCII)
_LAST_YEAR = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilRows:
    """The rows that could be read, those refused, what to look at, and the headings not used."""

    rows: tuple[ReadPupil, ...]
    refused: tuple[Remark, ...]
    warnings: tuple[Remark, ...]
    unknown_columns: tuple[str, ...]


class _RefusedRowError(Exception):
    """The row cannot be taken; carries its remark."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def read_pupil_csv(data: bytes, *, mapping: Mapping[str, str]) -> PupilRows:
    """Return the pupils of a CSV file; ``mapping`` names columns that the headings do not explain
    (COLUMN to FIELD).

    Raises UserFacingError when the file as a whole cannot be read (csv_reader.read_csv,
    columns.find_columns) or has no column for any name (``intake.no_name_column``).
    """
    words = load_words("pupil_columns")
    table = read_csv(data)
    columns = find_columns(table.heading.cells, synonyms=words["columns"], mapping=mapping)
    if not columns.places.keys() & {"legal_surname", "legal_forename", "preferred_forename"}:
        raise UserFacingError("intake.no_name_column", line=table.heading.line)
    reader = _RowReader(columns=columns, values=words["values"], table=table)
    return reader.read()


@dataclass(frozen=True, slots=True, kw_only=True)
class _RowReader:
    columns: Columns
    values: Mapping[str, Mapping[str, Sequence[str]]]
    table: CsvTable

    def read(self) -> PupilRows:
        rows: list[ReadPupil] = []
        refused: list[Remark] = []
        warnings: list[Remark] = []
        if self.table.guessed:
            warnings.append(
                Remark(line=0, code="intake.encoding_guessed", facts=(("encoding", "Windows"),))
            )
        for row in self.table.rows:
            try:
                rows.append(ReadPupil(line=row.line, details=self._details(row, warnings)))
            except _RefusedRowError as error:
                facts = tuple(error.facts.items())
                refused.append(Remark(line=row.line, code=error.code, facts=facts))
        spelled, capitals = with_spellings(rows)
        return PupilRows(
            rows=spelled,
            refused=tuple(refused),
            warnings=(*capitals, *warnings),
            unknown_columns=self.columns.unknown,
        )

    def _details(self, row: CsvRow, warnings: list[Remark]) -> PupilDetails:
        if any(cell.strip() for cell in row.cells[len(self.table.heading.cells) :]):
            raise _RefusedRowError(
                "pupils.too_many_cells",
                cells=len(row.cells),
                headings=len(self.table.heading.cells),
            )
        names = {
            field: self._text(row, field)
            for field in (
                *("legal_surname", "legal_forename", "middle_names"),
                *("preferred_surname", "preferred_forename"),
            )
        }
        self._check_names(row, names, warnings)
        self._check_spreadsheet_damage(row)
        return PupilDetails(
            upn=normalise_upn(self._text(row, "upn")),
            local_id=self._text(row, "local_id"),
            date_of_birth=self._date_of_birth(row),
            sex=self._listed(row, "sex", "pupils.sex_unknown", warnings),
            year_group=self._year_group(row, warnings),
            class_name=self._text(row, "class_name"),
            address=self._address(row),
            language=self._text(row, "language"),
            sen=self._text(row, "sen"),
            in_care=self._in_care(row, warnings),
            contacts=self._contacts(row),
            **names,
        )

    def _text(self, row: CsvRow, field: str) -> str:
        return self.columns.cell(row.cells, field).strip()

    def _check_names(self, row: CsvRow, names: Mapping[str, str], warnings: list[Remark]) -> None:
        surname = names["legal_surname"] or names["preferred_surname"]
        forename = names["legal_forename"] or names["preferred_forename"]
        if not surname and not forename:
            raise _RefusedRowError("pupils.no_name")
        # some children have one name only, so it is a matter to look at, not to refuse
        if not surname or not forename:
            code = "pupils.no_forename" if surname else "pupils.no_surname"
            warnings.append(Remark(line=row.line, code=code))

    def _check_spreadsheet_damage(self, row: CsvRow) -> None:
        """Refuse a UPN that a spreadsheet turned into a number; say at once if the date suffered
        too.
        """
        if not _MANGLED_UPN.fullmatch(self._text(row, "upn")):
            return
        try:
            read_date_of_birth(self._text(row, "date_of_birth"))
        except DateOfBirthError as error:
            if error.suggestion:
                raise _RefusedRowError(
                    "pupils.upn_and_dob_mangled", suggestion=error.suggestion
                ) from None
        raise _RefusedRowError("pupils.upn_mangled")

    def _date_of_birth(self, row: CsvRow) -> str:
        try:
            return read_date_of_birth(self._text(row, "date_of_birth"))
        except DateOfBirthError as error:
            facts = {"suggestion": error.suggestion} if error.suggestion else {}
            raise _RefusedRowError(error.code, **facts) from None

    def _listed(self, row: CsvRow, field: str, code: str, warnings: list[Remark]) -> str:
        """Return the code of a listed value; one that is not listed is left out, with a warning."""
        text = self._text(row, field)
        if not text:
            return ""
        for value, words in self.values[field].items():
            if plain(text) in map(plain, words):
                return value
        warnings.append(Remark(line=row.line, code=code))
        return ""

    def _year_group(self, row: CsvRow, warnings: list[Remark]) -> str:
        text = self._text(row, "year_group")
        if not text:
            return ""
        bare = re.sub(r"^(?:year|yr|blwyddyn)\s+", "", text, flags=re.IGNORECASE)
        for value, words in self.values["year_group"].items():
            if {plain(text), plain(bare)} & set(map(plain, words)):
                return value
        match = _YEAR.fullmatch(text)
        if match and 1 <= int(match[1]) <= _LAST_YEAR:
            return str(int(match[1]))
        warnings.append(Remark(line=row.line, code="pupils.year_unknown"))
        return text

    def _in_care(self, row: CsvRow, warnings: list[Remark]) -> bool | None:
        text = plain(self._text(row, "in_care"))
        if not text:
            return None
        for value, words in self.values["yes_no"].items():
            if text in map(plain, words):
                return value == "yes"
        warnings.append(Remark(line=row.line, code="pupils.in_care_unknown"))
        return None

    def _address(self, row: CsvRow) -> str:
        parts = (self._text(row, f) for f in ("address", "address_town", "address_postcode"))
        return ", ".join(part for part in parts if part)

    def _contacts(self, row: CsvRow) -> tuple[Contact, ...]:
        name, phone = self._text(row, "contact_name"), self._text(row, "contact_phone")
        email = self._text(row, "contact_email")
        if not (name or phone or email):
            return ()
        contact = Contact(
            name=name,
            relationship=self._text(row, "contact_relationship"),
            priority=1,
            phones=(phone,) if phone else (),
            email=email,
        )
        return (contact,)
