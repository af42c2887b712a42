"""Takes several rows of a chronology as one event, told more than once; nothing is merged or
hidden, and only a further entry parts them again.
"""

from collections.abc import Sequence

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.file_checks import row_must_exist
from storage.database.repositories import linked_events
from storage.records import permissions
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.identifiers import new_id


def link_events(casebook: OpenCasebook, *, targets: Sequence[str], reason: str) -> str:
    """Take rows of one child's file as one event, told more than once; returns the event's id.

    Rows that share an event with one of them belong to it as well. Raises linked.too_few,
    linked.no_reason, linked.no_common_file, file.row_not_found.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    if not reason.strip():
        raise UserFacingError("linked.no_reason")
    for target in targets:
        row_must_exist(casebook, target)
    connection = casebook.connection
    events = [linked_events.event_of(connection, target) for target in targets]
    known = [event for event in dict.fromkeys(events) if event]
    rows = dict.fromkeys(targets)
    for event in known:
        rows |= dict.fromkeys(linked_events.members(connection, event))
    if len(rows) < 2:
        raise UserFacingError("linked.too_few")
    if not linked_events.share_a_file(connection, list(rows)):
        raise UserFacingError("linked.no_common_file")
    event = known[0] if known else new_id("link", casebook.random_bytes)
    fields = {"id": event, "targets": list(rows), "reason": reason.strip()}
    casebook.append(Event(type="events.linked", fields=fields))
    return event


def part_events(
    casebook: OpenCasebook, *, event: str, reason: str, targets: Sequence[str] = ()
) -> None:
    """Say that rows are not the same event after all: these, or all of it. What was said before
    stays readable. Raises linked.no_reason, linked.not_one.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    if not reason.strip():
        raise UserFacingError("linked.no_reason")
    there = linked_events.members(casebook.connection, event)
    parted = [target for target in there if target in targets] if targets else list(there)
    if not parted:
        raise UserFacingError("linked.not_one")
    if len(there) - len(parted) == 1:  # one row alone is no event told more than once
        parted = list(there)
    fields = {"id": event, "targets": parted, "reason": reason.strip(), "parted": True}
    casebook.append(Event(type="events.linked", fields=fields))
