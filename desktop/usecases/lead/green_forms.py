"""Numbered concern forms on paper: which numbers were given out, and what became of each.

The numbers go on for ever and stand in the record, so that a form that is missing is noticed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from desktop.usecases.lead.casebook import OpenCasebook
from exports.sheet_words import sheet_words
from storage.database.connection import Connection
from storage.database.repositories import noted_settings
from storage.records import permissions
from storage.records.errors import UserFacingError
from storage.records.events import Event

SETTING = "green_forms"
Fate = Literal["entered", "spoilt", "unused", "lost"]
FATES: tuple[Fate, ...] = get_args(Fate)
# What is said of a concern whose form's number does not fit; codes of record_words.
NOT_GIVEN_OUT, ENTERED_BEFORE = "form_not_given_out", "form_entered_before"
_NUMBER = re.compile(r"[^0-9]{0,8}([0-9]{1,9})")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormState:
    """One form: when its number was given out (UTC text; "" when this casebook never gave it out),
    and what became of it; ``fate`` is "" while it is out. ``concerns`` are the ids of those that
    were entered from it, ``said_at`` when its fate was said last.
    """

    number: int
    issued_at: str
    fate: str = ""
    note: str = ""
    concerns: tuple[str, ...] = ()
    said_at: str = ""


def issue_forms(casebook: OpenCasebook, *, count: int) -> tuple[int, ...]:
    """Give out the next ``count`` numbers and enter that into the record; raises forms.count."""
    permissions.require(casebook.person.role, permissions.RECORD)
    largest = int(sheet_words("green_form")["largest_pad"])
    if not 0 < count <= largest:
        raise UserFacingError("forms.count", largest=largest)
    first = max((form.number for form in forms(casebook) if form.issued_at), default=0) + 1
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
    """Every number that was given out or entered, in order, with the last that was said of it."""
    permissions.require(casebook.person.role, permissions.READ_FILES)
    return states(casebook.connection)


def still_out(found: Sequence[FormState]) -> tuple[FormState, ...]:
    """Return the forms that were given out and of which nothing was said yet."""
    return tuple(form for form in found if form.issued_at and not form.fate)


def states(connection: Connection) -> tuple[FormState, ...]:
    """The forms as the entries of the casebook tell of them, in order."""
    known: dict[int, FormState] = {}
    for entry in noted_settings.settings_named(connection, SETTING):
        value = entry.values["value"]
        if "first" in value:
            for number in range(value["first"], value["last"] + 1):
                # a number that was typed before it was printed was another sheet's
                before = known.get(number, FormState(number=number, issued_at=""))
                known[number] = replace(before, issued_at=entry.at, fate="", note="", said_at="")
        else:
            before = known.get(value["number"], FormState(number=value["number"], issued_at=""))
            known[value["number"]] = _told(before, value, at=entry.at)
    return tuple(known[number] for number in sorted(known))


def form_of(text: str) -> int | None:
    """Return the number that somebody typed from the top of a form ("0041", "No. 41"), None for
    anything else.
    """
    found = _NUMBER.fullmatch(text.strip())
    return int(found[1]) or None if found else None


def form_doubts(connection: Connection, text: str) -> list[str]:
    """What does not agree when a concern says that it stands on this form, in codes; the concern
    is taken all the same.
    """
    number = form_of(text)
    if number is None:
        return []
    return list(_doubts({form.number: form for form in states(connection)}.get(number)))


def entered_event(text: str, *, concern: str) -> tuple[Event, ...]:
    """The fact that accounts for a form, for the transaction that takes its concern; none for a
    sheet without a number.
    """
    number = form_of(text)
    if number is None:
        return ()
    return (_said({"number": number, "fate": "entered", "note": "", "concern": concern}),)


def _doubts(form: FormState | None) -> Iterator[str]:
    if form is None or not form.issued_at:
        yield NOT_GIVEN_OUT
    if form is not None and (form.concerns or form.fate == "entered"):
        yield ENTERED_BEFORE


def _told(before: FormState, value: Mapping[str, Any], *, at: str) -> FormState:
    concern = (value["concern"],) if value.get("concern") else ()
    return replace(
        before,
        fate=value["fate"],
        note=value["note"],
        concerns=(*before.concerns, *concern),
        said_at=at,
    )


def _note(casebook: OpenCasebook, value: Mapping[str, int | str]) -> None:
    casebook.append(_said(value))


def _said(value: Mapping[str, int | str]) -> Event:
    return Event(type="settings.changed", fields={"name": SETTING, "value": value})
