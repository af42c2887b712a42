"""Changes what is known of a person: name, what they do, telephone, DSL or deputy."""

from dataclasses import dataclass
from typing import Any

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.end_access import require_another_lead
from desktop.usecases.lead.manage_people import cards_state, keep_telephone
from desktop.usecases.lead.publish_cards import publish_cards
from storage.database.repositories import people
from storage.records import permissions
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.people import LEADS, Person, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChanges:
    """What is to be changed; None leaves it as it is."""

    name: str | None = None
    job_title: str | None = None
    telephone: str | None = None
    role: Role | None = None


def change_person(
    casebook: OpenCasebook, *, person_id: str, changes: PersonChanges, reason: str = ""
) -> Person:
    """Record the changes and return the person as they are now; without any, nothing is recorded.

    A DSL may become deputy and a deputy DSL; other work needs other keys. Raises people.not_found,
    .name_missing, .role_fixed, .last_lead, .already_ended, .not_permitted.
    """
    permissions.require(casebook.person.role, permissions.MANAGE_PEOPLE)
    casebook.require_fresh_code()
    person = people.person(casebook.connection, person_id)
    if person is None:
        raise UserFacingError("people.not_found")
    if not person.active and not person.suspended:
        raise UserFacingError("people.already_ended")
    fields = _fields(casebook, person, changes)
    if not fields:
        return person
    if reason.strip():
        fields["reason"] = reason.strip()
    with casebook.work() as work:
        work.append(Event(type="person.changed", fields={"id": person.id, **fields}))
        if "telephone" in fields:
            keep_telephone(casebook, person.id, fields["telephone"])
    publish_cards(cards_state(casebook))
    now = people.person(casebook.connection, person.id)
    assert now is not None
    return now


def _fields(casebook: OpenCasebook, person: Person, changes: PersonChanges) -> dict[str, Any]:
    present = {
        "name": person.name,
        "job_title": person.job_title,
        "telephone": people.telephone(casebook.connection, person.id),
        "role": str(person.role),
    }
    wanted = {
        name: str(value).strip()
        for name in present
        if (value := getattr(changes, name)) is not None
    }
    if wanted.get("name") == "":
        raise UserFacingError("people.name_missing")
    fields = {name: value for name, value in wanted.items() if value != present[name]}
    if "role" in fields:
        if {person.role, Role(fields["role"])} - LEADS:
            raise UserFacingError("people.role_fixed")
        if fields["role"] != Role.LEAD:
            require_another_lead(casebook, person)
    return fields
