"""Says of every column of a file what it means: a field of ours, kept under its own heading, or
left out; and names a set of headings, so that what a person once said of it can be offered again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from storage.intake.columns import Columns, find_columns, plain
from storage.intake.csv_reader import CsvTable

# A column without a field of ours is KEPT as it stands unless a person says LEFT_OUT.
KEPT, LEFT_OUT = "kept", "left_out"
# These have no box of their own: they stand with the row under their own heading.
_UNDER_HEADING = ("linked", "attachments", "reference")


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedColumn:
    """A column of a file: its heading, the first value in it, and what it means."""

    heading: str
    example: str
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedColumns:
    """The place of each known field, and the columns (place, heading) that are kept as they are."""

    columns: Columns
    kept: tuple[tuple[int, str], ...]
    shown: tuple[MappedColumn, ...]
    key: str
    width: int

    @property
    def places(self) -> Mapping[str, int]:
        """The place of each field in a row."""
        return self.columns.places

    def cell(self, cells: Sequence[str], field: str) -> str:
        """Return the text of a field in a row; empty where the row or the column is missing."""
        return self.columns.cell(cells, field)


def map_columns(
    table: CsvTable, *, synonyms: Mapping[str, Sequence[str]], mapping: Mapping[str, str]
) -> MappedColumns:
    """Return what each column means; what a person said wins over what the heading says.

    Raises UserFacingError as columns.find_columns does.
    """
    heading = table.heading.cells
    said = {plain(name): field for name, field in mapping.items() if field in (KEPT, LEFT_OUT)}
    # a heading that a person set aside is no longer looked at
    looked_at = ["" if plain(text) in said else text for text in heading]
    fields = {name: field for name, field in mapping.items() if field not in (KEPT, LEFT_OUT)}
    columns = find_columns(looked_at, synonyms=synonyms, mapping=fields)
    meaning = {place: field for field, place in columns.places.items()}
    kept, shown = [], []
    for place, text in enumerate(heading):
        field = meaning.get(place) or said.get(plain(text), KEPT)
        if field == KEPT or field in _UNDER_HEADING:
            kept.append((place, text.strip() or f"Column {place + 1}"))
        if text.strip():
            example = next((cell for row in table.rows if (cell := _at(row.cells, place))), "")
            shown.append(MappedColumn(heading=text, example=example[:200], field=field))
    return MappedColumns(
        columns=columns, kept=tuple(kept), shown=tuple(shown), key=_key(heading), width=len(heading)
    )


def _at(cells: Sequence[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""


def _key(heading: Sequence[str]) -> str:
    names = "\x1f".join(sorted(plain(text) for text in heading))
    return sha256(names.encode()).hexdigest()[:32]
