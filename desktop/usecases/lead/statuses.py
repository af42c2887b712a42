"""Says what a child is from a day on (on a plan, looked after, under a court order), and since when
no longer.
"""

from collections.abc import Sequence

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.front_sheet import a_day, known_children, reason_given
from storage.database.repositories import statuses
from storage.intake import vocabularies
from storage.records import permissions
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.identifiers import new_id
from storage.records.when import When

STATUSES = "pupil_statuses"


def set_status(
    casebook: OpenCasebook,
    *,
    pupil_ids: Sequence[str],
    kind: str,
    happened: When,
    text: str = "",
    until: str = "",
    reason: str = "",
    source: str = "",
) -> str:
    """Record that children are something from ``happened`` on; return the id of the status.

    ``kind`` is a code of the list pupil_statuses; ``text`` says more of it (the category of a plan,
    what an order says); ``until`` is the ISO day on which it is to end by itself. The row reads
    "Child protection plan: neglect", so that it can be read without the list. Raises
    child.unknown_status, child.nobody_named, pupils.not_found, child.day.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    vocabulary = vocabularies.load(STATUSES)
    if vocabulary.item(kind) is None:
        known = ", ".join(sorted(item.code for item in vocabulary.items))
        raise UserFacingError("child.unknown_status", known=known)
    children = known_children(casebook, pupil_ids)
    status_id = new_id("status", casebook.random_bytes)
    label = vocabulary.label(kind)
    fields: dict[str, object] = {
        "id": status_id,
        "pupils": children,
        "kind": kind,
        "happened": happened.to_value(),
        "text": f"{label}: {text.strip()}" if text.strip() else label,
        "vocabulary": vocabulary.reference,
    }
    more = {"until": a_day(until), "reason": reason.strip(), "source": source.strip()}
    fields |= {name: value for name, value in more.items() if value}
    casebook.append(Event(type="status.set", fields=fields))
    return status_id


def end_status(casebook: OpenCasebook, *, status_id: str, happened: When, reason: str) -> None:
    """Record since when a status no longer holds, and why. Raises child.status_not_found,
    child.status_ended, child.reason_needed.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    known = statuses.status(casebook.connection, status_id)
    if known is None:
        raise UserFacingError("child.status_not_found")
    if known.ended is not None:
        raise UserFacingError("child.status_ended")
    why = reason_given(reason)
    label = vocabularies.load(STATUSES).label(known.kind)
    fields = {
        "status": status_id,
        "happened": happened.to_value(),
        "reason": f"{label} ended: {why}",
    }
    casebook.append(Event(type="status.ended", fields=fields))
