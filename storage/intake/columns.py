"""Finds which column of somebody's file holds which of our fields: by its heading, or as a person
says.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from storage.records.errors import UserFacingError


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The place of each known field in a row, and the headings that nobody asked for."""

    places: Mapping[str, int]
    unknown: tuple[str, ...]

    def cell(self, cells: Sequence[str], field: str) -> str:
        """Return the text of a field in a row, as it stands; empty where the row or the column is
        missing.
        """
        place = self.places.get(field)
        return cells[place] if place is not None and place < len(cells) else ""


def plain(heading: str) -> str:
    """Return a heading for comparing: small letters and digits without accents or spaces."""
    decomposed = unicodedata.normalize("NFKD", heading.casefold())
    return re.sub(r"[\W_]", "", "".join(c for c in decomposed if not unicodedata.combining(c)))


def parse_mapping(pairs: Iterable[str]) -> dict[str, str]:
    """Read ``COLUMN=FIELD`` texts; raises UserFacingError ``intake.bad_mapping`` for any other
    form.
    """
    mapping = {}
    for number, pair in enumerate(pairs, start=1):
        column, equals, field = pair.rpartition("=")
        if not equals or not column.strip() or not field.strip():
            raise UserFacingError("intake.bad_mapping", number=number)
        mapping[column.strip()] = field.strip()
    return mapping


def find_columns(
    heading: Sequence[str],
    *,
    synonyms: Mapping[str, Sequence[str]],
    mapping: Mapping[str, str],
) -> Columns:
    """Return where each field stands; what a person mapped wins over synonyms, the first synonym
    over later ones.

    Raises UserFacingError ``intake.unknown_field`` or ``intake.unknown_column`` for a mapping that
    cannot be used, and ``intake.column_twice`` when a heading that is used stands twice.
    """
    by_heading: dict[str, list[int]] = {}
    for place, text in enumerate(heading):
        if plain(text):
            by_heading.setdefault(plain(text), []).append(place)
    places = _mapped(by_heading, heading, synonyms=synonyms, mapping=mapping)
    used = set(places.values())
    for field, names in synonyms.items():
        if field in places:
            continue
        for name in names:
            found = [place for place in by_heading.get(plain(name), []) if place not in used]
            if len(found) > 1:
                raise UserFacingError("intake.column_twice", column=found[1] + 1)
            if found:
                places[field] = found[0]
                used.add(found[0])
                break
    unknown = (text for place, text in enumerate(heading) if place not in used and text.strip())
    return Columns(places=places, unknown=tuple(unknown))


def _mapped(
    by_heading: Mapping[str, list[int]],
    heading: Sequence[str],
    *,
    synonyms: Mapping[str, Sequence[str]],
    mapping: Mapping[str, str],
) -> dict[str, int]:
    places: dict[str, int] = {}
    for number, (column, field) in enumerate(mapping.items(), start=1):
        if field not in synonyms:
            raise UserFacingError("intake.unknown_field", number=number, fields=", ".join(synonyms))
        exact = [place for place, text in enumerate(heading) if text.strip() == column.strip()]
        found = exact or by_heading.get(plain(column), [])
        if not found:
            raise UserFacingError("intake.unknown_column", number=number)
        places[field] = found[0]
    return places
