"""Corrects by adding, and lets those who disagree say so: the original stays readable beside it."""

from dataclasses import dataclass
from typing import Any

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.file_checks import file_contents, row_must_exist
from storage.intake import vocabularies
from storage.intake.vocabularies import load_calendar
from storage.records import permissions
from storage.records.chronology import DISAGREEMENT
from storage.records.dates_as_told import DateReader
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.times import iso_day
from storage.records.when import When

_DATE = "happened"
_AT_THEIR_WISH = "It stands beside the entry at their wish; the entry is unchanged."


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Somebody, mostly a parent, disagrees with an entry, in their own words.

    ``relationship`` says what they are to the child, ``stated_on`` when they said it (ISO day);
    ``reason`` how it reached the school and what it answered. ``files`` are (name, content) pairs.
    """

    target: str
    stated_by: str
    relationship: str
    stated_on: str
    words: str
    reason: str = ""
    files: tuple[tuple[str, bytes], ...] = ()


def amend(
    casebook: OpenCasebook,
    *,
    target: str,
    field: str,
    correction: str,
    reason: str,
    happened: When | None = None,
) -> None:
    """Correct a row of a chronology; ``field`` is a code of the vocabulary amendment_fields.

    A corrected time (field "happened") is read from ``correction`` where it is not given; the row
    then stands where it puts it. Raises file.row_not_found, file.amendment_incomplete,
    file.unknown_box.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    row_must_exist(casebook, target)
    known = [item.code for item in vocabularies.load("amendment_fields").items]
    if field not in known or field == DISAGREEMENT:
        known.remove(DISAGREEMENT)
        raise UserFacingError("file.unknown_box", known=", ".join(known))
    if not correction.strip() or not reason.strip():
        raise UserFacingError("file.amendment_incomplete")
    fields: dict[str, Any] = {
        "target": target,
        "field": field,
        "correction": correction.strip(),
        "reason": reason.strip(),
    }
    if field == _DATE:
        when = happened or DateReader(load_calendar()).read(correction).when
        fields[_DATE] = when.to_value()
    casebook.append(Event(type="amendment.added", fields=fields))


def state_disagreement(casebook: OpenCasebook, *, statement: Statement) -> None:
    """Put a statement beside an entry, word for word; it then goes wherever the entry goes.

    Raises file.row_not_found, file.statement_incomplete, file.statement_day, and what inspecting a
    file raises.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    row_must_exist(casebook, statement.target)
    needed = ("stated_by", "relationship", "stated_on", "words")
    if not all(getattr(statement, name).strip() for name in needed):
        raise UserFacingError("file.statement_incomplete")
    try:
        iso_day(statement.stated_on)
    except ValueError:
        raise UserFacingError("file.statement_day") from None
    fields = {
        "target": statement.target,
        "field": DISAGREEMENT,
        "correction": statement.words.strip(),
        "reason": statement.reason.strip() or _AT_THEIR_WISH,
        "stated_by": statement.stated_by.strip(),
        "relationship": statement.relationship.strip(),
        "stated_on": statement.stated_on,
    }
    files = file_contents(statement.files)
    casebook.append(Event(type="amendment.added", fields=fields, files=files))
