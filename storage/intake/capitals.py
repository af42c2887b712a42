"""Files that write every name in capitals: keep the names as given and put a readable spelling
beside them.

The DfE's own builder does this. A name in capitals has lost what O'Brien, McDonald and Ó Brien
spell differently, so no rule can bring it back for certain. What the file says stays in the legal
name; the preferred name, which screens show, gets a careful guess; and one warning asks people to
look. A spelling already known is never replaced (import_plan.differences).
"""

from collections.abc import Sequence
from dataclasses import replace

from storage.intake.vocabularies import load_words
from storage.records.import_plan import ReadPupil, Remark
from storage.records.names import is_all_capitals, recase
from storage.records.pupil import PupilDetails


def with_spellings(rows: Sequence[ReadPupil]) -> tuple[tuple[ReadPupil, ...], tuple[Remark, ...]]:
    """Return the rows, with guessed preferred names where the whole file is in capitals, and the
    warning for it.
    """
    if not _in_capitals(rows):
        return tuple(rows), ()
    special = load_words("name_spellings")["words"]
    spelled = tuple(replace(row, details=_spelled(row.details, special=special)) for row in rows)
    return spelled, (Remark(line=0, code="pupils.names_in_capitals"),)


def _in_capitals(rows: Sequence[ReadPupil]) -> bool:
    """Whether every name with upper and lower case is in capitals, and there is one at least."""
    names = [
        name
        for row in rows
        for name in (row.details.legal_surname, row.details.legal_forename)
        if name.lower() != name.upper()
    ]
    return any(is_all_capitals(name) for name in names) and all(
        name == name.upper() for name in names
    )


def _spelled(details: PupilDetails, *, special: Sequence[str]) -> PupilDetails:
    return replace(
        details,
        preferred_surname=_guess(details.preferred_surname, details.legal_surname, special),
        preferred_forename=_guess(details.preferred_forename, details.legal_forename, special),
    )


def _guess(preferred: str, legal: str, special: Sequence[str]) -> str:
    name = preferred or legal
    in_capitals = name.lower() != name.upper() and name == name.upper()
    return recase(name, special=special) if in_capitals else preferred
