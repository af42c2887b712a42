"""What is to be done: add it, say what came of it, hand it over, put it off, drop it, each
with the reason; nothing ever disappears.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desktop.usecases.lead.casebook import OpenCasebook
from storage.database.connection import Connection
from storage.database.repositories import actions, cases, people
from storage.records import permissions
from storage.records.cases import LIVE
from storage.records.casework import Action
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.identifiers import new_id
from storage.records.times import iso_day


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTask:
    """What is to be done for a case, by whom (a person's id or a name), by which day (ISO)."""

    case: str
    what: str
    owner: str
    due: str


def add_action(casebook: OpenCasebook, *, task: NewTask) -> str:
    """Add something to be done to a case; return its id.

    Raises triage.action_incomplete, triage.action_due, cases.not_found, cases.is_closed.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    case = cases.case(casebook.connection, task.case)
    if case is None:
        raise UserFacingError("cases.not_found")
    if case.status not in LIVE:
        raise UserFacingError("cases.is_closed")
    if not all(value.strip() for value in (task.what, task.owner, task.due)):
        raise UserFacingError("triage.action_incomplete")
    _check_day(task.due)
    action = new_id("action", casebook.random_bytes)
    fields = {
        "id": action,
        "what": task.what.strip(),
        "owner": task.owner,
        "due": task.due,
        "pupils": list(case.pupils),
        "case": case.id,
    }
    casebook.append(Event(type="action.added", fields=fields))
    return action


def complete_action(casebook: OpenCasebook, *, action_id: str, outcome: str) -> None:
    """An action was done; what came of it is kept with it."""
    permissions.require(casebook.person.role, permissions.RECORD)
    casebook.append(done_event(casebook.connection, action_id=action_id, outcome=outcome))


def reassign(
    casebook: OpenCasebook, *, action_ids: Sequence[str], owner: str, reason: str, due: str = ""
) -> None:
    """Give open actions to somebody else (a person's id), all or none.

    Raises actions.owner_left for somebody who can no longer sign in, actions.same_owner,
    people.not_found, cases.reason_missing.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    person = people.person(casebook.connection, owner)
    if person is None:
        raise UserFacingError("people.not_found")
    if not person.active:
        raise UserFacingError("actions.owner_left")
    given = [_open(casebook.connection, item) for item in dict.fromkeys(action_ids)]
    if any(action.owner_id == owner for action in given):
        raise UserFacingError("actions.same_owner")
    changes = {"owner": owner, **({"due": due} if due else {})}
    casebook.append(
        *(changed_event(casebook.connection, action.id, reason, **changes) for action in given)
    )


def postpone(casebook: OpenCasebook, *, action_id: str, due: str, reason: str) -> None:
    """Set another day (ISO). Raises actions.same_day, triage.action_due, cases.reason_missing."""
    permissions.require(casebook.person.role, permissions.RECORD)
    if _open(casebook.connection, action_id).due == due:
        raise UserFacingError("actions.same_day")
    casebook.append(changed_event(casebook.connection, action_id, reason, due=due))


def drop(casebook: OpenCasebook, *, action_id: str, reason: str) -> None:
    """It is no longer needed; it stays in the record with the reason."""
    permissions.require(casebook.person.role, permissions.RECORD)
    casebook.append(changed_event(casebook.connection, action_id, reason, dropped=True))


def done_event(connection: Connection, *, action_id: str, outcome: str) -> Event:
    """Return the entry that an open action was done, for a transaction of the caller's."""
    _open(connection, action_id)
    if not outcome.strip():
        raise UserFacingError("triage.outcome_missing")
    return Event(type="action.done", fields={"action": action_id, "outcome": outcome.strip()})


def changed_event(connection: Connection, action_id: str, reason: str, **changes: Any) -> Event:
    """Return the entry that an open action was changed (owner, due, what, dropped)."""
    _open(connection, action_id)
    if not reason.strip():
        raise UserFacingError("cases.reason_missing")
    if "due" in changes:
        _check_day(changes["due"])
    fields = {"action": action_id, "reason": reason.strip(), **changes}
    return Event(type="action.changed", fields=fields)


def _open(connection: Connection, action_id: str) -> Action:
    action = actions.action(connection, action_id)
    if action is None:
        raise UserFacingError("triage.action_not_found")
    if action.done_at is not None:
        raise UserFacingError("triage.action_done_already")
    return action


def _check_day(day: str) -> None:
    try:
        iso_day(day)
    except ValueError:
        raise UserFacingError("triage.action_due") from None
