"""Puts a concern or an entry into the right children's files, with its reason and a trace."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.cases import joining_events
from desktop.usecases.lead.file_checks import pupil_must_exist
from storage.database.connection import Connection
from storage.database.repositories import actions, cases, chronology, concerns
from storage.records import permissions
from storage.records.chronology import ChronologyEntry
from storage.records.concern import ROLES_IN_FILE, LinkedPupil
from storage.records.errors import UserFacingError
from storage.records.events import Event

# These move as they are; a row that hangs on a concern, an action or a case moves that.
_MOVABLE = ("concern", "entry", "transcribed", "volume", "action", "case_opened")
_OF_CONCERN = ("decision", "reply", "closure")
_OF_CASE = "case_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Movable:
    """What would move: a whole record with all that hangs on it, and whom it is about now."""

    record: ChronologyEntry
    pupils: tuple[LinkedPupil, ...]


def movable(connection: Connection, row_id: str) -> Movable | None:
    """Return the record that moves when this row is in the wrong file; None where it is one that
    is put right in a place of its own (a plan, a referral, a risk assessment), or there is none.
    """
    row = chronology.entry(connection, row_id)
    record = None if row is None else chronology.entry(connection, _record_of(connection, row))
    if record is None or record.kind not in _MOVABLE:
        return None
    return Movable(record=record, pupils=_links(connection, record))


def move_record(
    casebook: OpenCasebook,
    *,
    target: str,
    pupils: Sequence[LinkedPupil],
    reason: str,
    case: str = "",
) -> None:
    """Let a record stand with these children and no others; decisions, actions, replies and body
    maps go with it, and so does the case that was opened for it alone; the files it leaves keep a
    trace that names no other child.

    ``target`` may be any row of it; ``case`` is the id of the case it joins, in the same
    transaction. Raises file.row_not_found, file.not_movable, file.move_no_child,
    file.move_no_reason, file.move_nothing_new, pupils.not_found, and what cases.joining_events
    raises.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    if chronology.entry(casebook.connection, target) is None:
        raise UserFacingError("file.row_not_found")
    found = movable(casebook.connection, target)
    if found is None:
        raise UserFacingError("file.not_movable")
    for link in pupils:
        pupil_must_exist(casebook, link.id)
    if not any(link.role in ROLES_IN_FILE for link in pupils):
        raise UserFacingError("file.move_no_child")
    if not reason.strip():
        raise UserFacingError("file.move_no_reason")
    moved = _moved(found, pupils, reason)
    if moved and not case:
        moved += own_case_moved(
            casebook.connection, record=found.record.id, pupils=pupils, reason=reason
        )
    events = [*moved, *_joined(casebook, found, case, reason)]
    if not events:
        raise UserFacingError("file.move_nothing_new")
    casebook.append(*events)


def _moved(found: Movable, pupils: Sequence[LinkedPupil], reason: str) -> list[Event]:
    if {(link.id, link.role) for link in pupils} == {(one.id, one.role) for one in found.pupils}:
        return []
    fields = {
        "target": found.record.id,
        "pupils": [link.to_value() for link in pupils],
        "reason": reason.strip(),
    }
    return [Event(type="record.moved", fields=fields)]


def own_case_moved(
    connection: Connection, *, record: str, pupils: Sequence[LinkedPupil], reason: str
) -> list[Event]:
    """Return what brings the case along that was opened for a record alone, and that is about the
    same children: left behind it would go on saying of the wrong child what the worry was.
    """
    case = cases.case(connection, cases.of_member(connection, record))
    own = {record, *(action.id for action in actions.of_concern(connection, record))}
    if case is None or set(case.members) - own:
        return []
    found, of_case = movable(connection, record), movable(connection, case.id)
    if found is None or of_case is None or _files(found.pupils) != _files(of_case.pupils):
        return []
    return _moved(of_case, [link for link in pupils if link.role in ROLES_IN_FILE], reason)


def _files(links: Sequence[LinkedPupil]) -> set[str]:
    return {link.id for link in links if link.role in ROLES_IN_FILE}


def _joined(casebook: OpenCasebook, found: Movable, case: str, reason: str) -> list[Event]:
    connection, target = casebook.connection, found.record.id
    if not case or case == cases.of_member(connection, target):
        return []
    return joining_events(connection, case_id=case, target=target, reason=reason)


def _record_of(connection: Connection, row: ChronologyEntry) -> str:
    record = row.id.partition(".")[0]
    if row.kind in _OF_CONCERN or row.kind.startswith(_OF_CASE):
        return record
    if row.kind in ("action", "outcome", "action_changed"):
        action = actions.action(connection, record)
        return action.concern if action is not None and action.concern else record
    return row.id


def _links(connection: Connection, record: ChronologyEntry) -> tuple[LinkedPupil, ...]:
    concern = concerns.concern(connection, record.id) if record.kind == "concern" else None
    if concern is not None:
        return concern.pupils
    return tuple(
        LinkedPupil(id=pupil, role=role)
        for pupil, role in chronology.parts_of(connection, record.id)
    )
