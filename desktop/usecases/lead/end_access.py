"""Suspends, resumes and removes people: the entry first, then the key file, then the file's key.

Nobody's entries, actions or concerns change. What a lead has copied while she could open the
casebook stays readable to her; a new key keeps her out of everything written from then on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.key_access import align_key_file
from desktop.usecases.lead.manage_people import cards_state
from desktop.usecases.lead.publish_cards import publish_cards
from desktop.usecases.lead.rotate_key import begin_rotation, note_rotation_due
from storage.database.repositories import actions, people
from storage.keys import key_file_store
from storage.records import permissions
from storage.records.casework import ActionRow
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.people import LEADS, Person, Role
from storage.records.times import SCHOOL_ZONE


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessChanged:
    """Somebody as they are now, the actions that are still theirs to do, whether the casebook gets
    a new key when it is closed, and whether a recovery code on paper ended with them.
    """

    person: Person
    open_actions: tuple[ActionRow, ...]
    rotation_due: bool
    recovery_ended: bool
    notices: tuple[UserFacingError, ...]


def suspend_person(
    casebook: OpenCasebook, *, folder: Path, person_id: str, reason: str
) -> AccessChanged:
    """Take somebody's access away for now; their keys stay and ``resume_person`` gives it back.

    Raises people.not_found, .reason_missing, .not_yourself, .last_lead, .already_suspended,
    .already_ended, .not_permitted.
    """
    person = _person_to_stop(casebook, person_id, reason)
    if person.suspended:
        raise UserFacingError("people.already_suspended")
    return _stop(casebook, folder=folder, person=person, reason=reason.strip(), for_good=False)


def remove_person(
    casebook: OpenCasebook, *, folder: Path, person_id: str, reason: str
) -> AccessChanged:
    """Somebody leaves: their keys end in the ledger, their way in ends in the key file.

    Raises what ``suspend_person`` raises, but a suspended person may be removed.
    """
    person = _person_to_stop(casebook, person_id, reason)
    return _stop(casebook, folder=folder, person=person, reason=reason.strip(), for_good=True)


def resume_person(
    casebook: OpenCasebook, *, folder: Path, person_id: str, reason: str
) -> AccessChanged:
    """Give a suspended person their access back; their password and telephone are as they were.

    Raises people.not_found, .reason_missing, .not_suspended, .not_permitted.
    """
    person = _person(casebook, person_id, reason)
    if not person.suspended:
        raise UserFacingError("people.not_suspended")
    fields = {"id": person.id, "active": True, "reason": reason.strip()}
    casebook.append(Event(type="person.changed", fields=fields))
    notices: list[UserFacingError] = []
    try:
        file = align_key_file(casebook, folder=folder)
        if person.role in LEADS and not any(
            slot.person == person.id and slot.wraps for slot in file.slots
        ):
            notices.append(UserFacingError("people.needs_new_slip"))
    except UserFacingError:
        notices.append(UserFacingError("people.key_file_later"))
    publish_cards(cards_state(casebook))
    return _changed(casebook, person, notices=notices)


def _person_to_stop(casebook: OpenCasebook, person_id: str, reason: str) -> Person:
    person = _person(casebook, person_id, reason)
    if person.id == casebook.person.id:
        raise UserFacingError("people.not_yourself")
    if not person.active and not person.suspended:
        raise UserFacingError("people.already_ended")
    require_another_lead(casebook, person)
    return person


def require_another_lead(casebook: OpenCasebook, person: Person) -> None:
    """Raise people.last_lead when nobody but this person is the school's DSL."""
    others = [
        other
        for other in people.people(casebook.connection, active=True)
        if other.role is Role.LEAD and other.id != person.id
    ]
    if person.active and person.role is Role.LEAD and not others:
        raise UserFacingError("people.last_lead")


def _person(casebook: OpenCasebook, person_id: str, reason: str) -> Person:
    permissions.require(casebook.person.role, permissions.MANAGE_PEOPLE)
    casebook.require_fresh_code()
    if not reason.strip():
        raise UserFacingError("people.reason_missing")
    person = people.person(casebook.connection, person_id)
    if person is None:
        raise UserFacingError("people.not_found")
    return person


def _stop(
    casebook: OpenCasebook, *, folder: Path, person: Person, reason: str, for_good: bool
) -> AccessChanged:
    keys = [key for key in people.keys(casebook.connection) if key.owner == person.id]
    fields: dict[str, Any] = {"id": person.id, "active": False, "reason": reason}
    ended = []
    if for_good:
        ended = [
            Event(type="key.ended", fields={"key_id": key.key_id, "reason": reason}) for key in keys
        ]
    else:
        fields["suspended"] = True
    opens = _opens(person, folder=folder)
    with casebook.work() as work:
        work.append(*ended, Event(type="person.changed", fields=fields))
        if opens:
            note_rotation_due(work.connection, reason=reason, person_id=person.id)
    notices: list[UserFacingError] = []
    if opens:
        notices += _shut_out(casebook, folder=folder)
    publish_cards(cards_state(casebook))
    recovery = any(key.kind == "recovery" for key in keys)
    if recovery:
        notices.append(UserFacingError("people.recovery_ended"))
    return _changed(casebook, person, notices=notices, rotation_due=opens, recovery_ended=recovery)


def _opens(person: Person, *, folder: Path) -> bool:
    """Whether this person knows, or could know, the casebook's key."""
    file = key_file_store.load_key_file(folder).file
    return person.role in LEADS or any(slot.person == person.id for slot in file.slots)


def _shut_out(casebook: OpenCasebook, *, folder: Path) -> list[UserFacingError]:
    """The key file follows the entry; where it cannot be written now, at the next opportunity."""
    told = [UserFacingError("people.copies_stay_readable")]
    try:
        _file, notices = begin_rotation(casebook, folder=folder)
    except UserFacingError:
        return [UserFacingError("people.key_file_later"), *told]
    return [*notices, *told]


def _changed(
    casebook: OpenCasebook,
    person: Person,
    *,
    notices: Sequence[UserFacingError],
    rotation_due: bool = False,
    recovery_ended: bool = False,
) -> AccessChanged:
    now = people.person(casebook.connection, person.id)
    assert now is not None
    still_open: tuple[ActionRow, ...] = ()
    if not now.active:
        today = casebook.clock().astimezone(SCHOOL_ZONE).date().isoformat()
        ids = actions.ids(casebook.connection, owner=person.id)
        still_open = tuple(actions.rows(casebook.connection, ids, today=today))
    if still_open:
        count = len(still_open)
        notices = [*notices, UserFacingError("people.open_actions", count=count)]
    return AccessChanged(
        person=now,
        open_actions=still_open,
        rotation_due=rotation_due,
        recovery_ended=recovery_ended,
        notices=tuple(notices),
    )
