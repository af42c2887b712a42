"""Reads the people of the school with where each of them stands."""

from desktop.usecases.lead.own_password import must_change
from storage.database.connection import Connection
from storage.database.repositories import actions, people
from storage.records.people import LEADS, Person
from storage.records.times import SCHOOL_ZONE, from_text
from ui.lead_words import day_for_people
from ui.people_material import PersonShown, SchoolPeople, Standing


def school_people(
    reader: Connection, *, you: str, can_open: int, key_changes_at_lock: bool
) -> SchoolPeople:
    """Return everybody who ever belonged to the school's team, and its computers."""
    return SchoolPeople(
        people=tuple(person_shown(reader, person) for person in people.people(reader)),
        workstations=tuple(station for station in people.workstations(reader) if station.active),
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
