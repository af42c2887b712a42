"""Reads the people of the school with where each of them stands."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from desktop.usecases.lead.letter_gaps import Gap
from desktop.usecases.lead.own_password import must_change
from desktop.usecases.lead.workstation_states import LeftInFolder, WorkstationState
from storage.database.connection import Connection
from storage.database.repositories import actions, people
from storage.records.people import LEADS, Person
from storage.records.times import SCHOOL_ZONE, for_people, from_text
from ui.lead_words import counted, day_for_people
from ui.people_material import ComputerShown, PersonShown, SchoolPeople, Standing


def school_people(
    reader: Connection,
    *,
    you: str,
    can_open: int,
    key_changes_at_lock: bool,
    computers: Sequence[WorkstationState] = (),
    unpaired: Sequence[Gap] = (),
    left: LeftInFolder | None = None,
) -> SchoolPeople:
    """Return everybody who ever belonged to the school's team, and its computers."""
    return SchoolPeople(
        people=tuple(person_shown(reader, person) for person in people.people(reader)),
        computers=tuple(computer_shown(state) for state in computers),
        missing=(*(gap_words(gap) for gap in unpaired), *left_words(left or LeftInFolder())),
        you=you,
        can_open=can_open,
        key_changes_at_lock=key_changes_at_lock,
    )


def person_shown(reader: Connection, person: Person) -> PersonShown:
    """Return somebody with where they stand and what they still have to do."""
    return PersonShown(
        person=person,
        standing=_standing(reader, person),
        telephone=people.telephone(reader, person.id),
        since=local_day(person.since) if not person.active else "",
        reason=person.reason if not person.active else "",
        open_actions=len(actions.ids(reader, owner=person.id)),
    )


def computer_shown(state: WorkstationState) -> ComputerShown:
    """Return a staff computer with its last concern and what is missing from it."""
    return ComputerShown(
        station=state.station,
        last_number=state.last_number,
        last_at=for_people(state.last_received_at) if state.last_received_at else "",
        card=state.card,
        missing=tuple(gap_words(gap) for gap in state.gaps),
    )


def gap_words(gap: Gap) -> str:
    """Say which numbers have not arrived and when they were written."""
    numbers = _tr("Number {first}") if gap.count == 1 else _tr("Numbers {first} to {last}")
    name = _tr("“{name}”").format(name=gap.name) if gap.name else _tr("a computer never let in")
    verb = _tr("has not arrived") if gap.count == 1 else _tr("have not arrived")
    start = numbers.format(first=gap.first, last=gap.last)
    before = for_people(gap.before) if gap.before else ""
    when = _tr("written before {before}").format(before=before)
    if gap.after:
        when = _tr("written between {after} and {before}").format(
            after=for_people(gap.after), before=before
        )
    return f"{start} {_tr('from')} {name} {verb}; {when}."


def left_words(left: LeftInFolder) -> tuple[str, ...]:
    """Say what lies in the letterbox folder and cannot be taken."""
    names = _tr(
        "“{name}” in the letterbox folder is not whole. It is taken as soon as it is; if it stays"
        " so, its computer sends the concern again."
    )
    found = [names.format(name=name) for name in left.unfinished]
    if left.kept:
        one, many = (
            _tr("1 file could not be opened and is kept in the letterbox folder, under “kept”."),
            _tr("{n} files could not be opened and are kept in the letterbox folder, in “kept”."),
        )
        found.append(counted(left.kept, one, many))
    return tuple(found)


def _tr(text: str) -> str:
    return QCoreApplication.translate("people_shown", text)


def local_day(at: str) -> str:
    """The school's day of a moment in UTC text, as people read it; empty stays empty."""
    if not at:
        return ""
    return day_for_people(from_text(at).astimezone(SCHOOL_ZONE).date().isoformat())


def _standing(reader: Connection, person: Person) -> Standing:
    if person.suspended:
        return Standing.SUSPENDED
    if not person.active:
        return Standing.ENDED
    if person.role in LEADS:
        waiting = must_change(reader, person_id=person.id)
        return Standing.WAITING if waiting else Standing.OPENS
    return Standing.REPORTS if person.key_id else Standing.WAITING
