"""Numbered concern forms on paper: which numbers were given out, and what became of each.

The numbers go on for ever and stand in the record, so that a form that is missing is noticed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from desktop.usecases.lead.casebook import OpenCasebook
from exports.sheet_words import sheet_words
from storage.database.repositories import noted_settings
from storage.records import permissions
from storage.records.errors import UserFacingError
from storage.records.events import Event

SETTING = "green_forms"
Fate = Literal["entered", "spoilt", "unused", "lost"]
FATES: tuple[Fate, ...] = get_args(Fate)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormState:
    """One form: when its number was given out (UTC text), and what became of it; ``fate`` is ""
    while it is out.
    """

    number: int
    issued_at: str
    fate: str = ""
    note: str = ""


def issue_forms(casebook: OpenCasebook, *, count: int) -> tuple[int, ...]:
    """Give out the next ``count`` numbers and enter that into the record; raises forms.count."""
    permissions.require(casebook.person.role, permissions.RECORD)
    largest = int(sheet_words("green_form")["largest_pad"])
    if not 0 < count <= largest:
        raise UserFacingError("forms.count", largest=largest)
    first = max((form.number for form in forms(casebook)), default=0) + 1
    numbers = tuple(range(first, first + count))
    _note(casebook, {"first": numbers[0], "last": numbers[-1]})
    return numbers


def account_for(casebook: OpenCasebook, *, number: int, fate: Fate, note: str = "") -> None:
    """Say what became of a form: its words were ``entered`` in the casebook (``note``: under which
    reference), it was spoilt or handed back unused, or it is lost. Raises forms.not_issued,
    forms.fate_unknown.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    if fate not in FATES:
        raise UserFacingError("forms.fate_unknown", known=", ".join(FATES))
    if all(form.number != number for form in forms(casebook)):
        raise UserFacingError("forms.not_issued", number=number)
    _note(casebook, {"number": number, "fate": fate, "note": note.strip()})


def forms(casebook: OpenCasebook) -> tuple[FormState, ...]:
    """Every number that was given out, in order, with the last that was said of it."""
    permissions.require(casebook.person.role, permissions.READ_FILES)
    known: dict[int, FormState] = {}
    for entry in noted_settings.settings_named(casebook.connection, SETTING):
        value = entry.values["value"]
        if "first" in value:
            for number in range(value["first"], value["last"] + 1):
                known[number] = FormState(number=number, issued_at=entry.at)
        else:
            known[value["number"]] = FormState(
                number=value["number"],
                issued_at=known[value["number"]].issued_at,
                fate=value["fate"],
                note=value["note"],
            )
    return tuple(known[number] for number in sorted(known))


def still_out(states: Sequence[FormState]) -> tuple[FormState, ...]:
    """Return the forms of which nothing was said yet."""
    return tuple(form for form in states if not form.fate)


def _note(casebook: OpenCasebook, value: dict[str, int | str]) -> None:
    casebook.append(Event(type="settings.changed", fields={"name": SETTING, "value": value}))
