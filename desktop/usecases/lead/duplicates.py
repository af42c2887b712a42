"""A concern that tells of another a second time becomes part of its case, and is closed."""

from desktop.usecases.lead.case_of_concern import children_of_case
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.cases import join_case
from storage.database.repositories import cases, concerns
from storage.records import permissions
from storage.records.cases import LIVE
from storage.records.casework import ConcernRow
from storage.records.errors import UserFacingError


def may_tell_the_same(casebook: OpenCasebook, *, concern_id: str) -> list[ConcernRow]:
    """Return the concerns that this one may tell a second time: of the same child, decided, and in
    an open case; the newest first.
    """
    connection = casebook.connection
    concern = concerns.concern(connection, concern_id)
    if concern is None:
        return []
    found = [
        other
        for pupil in children_of_case(concern.pupils)
        for other in concerns.ids(connection, pupil=pupil)
        if other != concern_id and _live_case(casebook, other)
    ]
    rows = concerns.rows(connection, list(dict.fromkeys(found)))
    return sorted(rows, key=lambda row: row.written_at, reverse=True)


def mark_duplicate(casebook: OpenCasebook, *, concern_id: str, original: str, reason: str) -> None:
    """Say that a concern tells of ``original`` a second time: it joins that one's case and is
    closed; both stay readable and name each other.

    Raises triage.not_found, triage.duplicate_other_child, triage.duplicate_without_case,
    triage.already_closed, cases.reason_missing, cases.duplicate_of_itself, cases.duplicate_round.
    """
    permissions.require(casebook.person.role, permissions.TRIAGE)
    found = [concerns.concern(casebook.connection, each) for each in (concern_id, original)]
    this, other = found
    if this is None or other is None:
        raise UserFacingError("triage.not_found")
    if this.status == "closed":
        raise UserFacingError("triage.already_closed")
    if not {link.id for link in this.pupils} & set(children_of_case(other.pupils)):
        raise UserFacingError("triage.duplicate_other_child")
    case_id = _live_case(casebook, original)
    if not case_id:
        raise UserFacingError("triage.duplicate_without_case")
    join_case(casebook, case_id=case_id, target=concern_id, reason=reason, duplicate=original)


def _live_case(casebook: OpenCasebook, concern_id: str) -> str:
    case = cases.case(casebook.connection, cases.of_member(casebook.connection, concern_id))
    return case.id if case is not None and case.status in LIVE else ""
