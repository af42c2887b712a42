"""Into which case a decision puts its concern: the one that was chosen, its own, or a new one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.cases import joining_events, opening_events
from storage.database.repositories import cases
from storage.intake import vocabularies
from storage.records.cases import LIVE
from storage.records.concern import ROLES_IN_FILE, LinkedPupil
from storage.records.events import Event
from storage.records.times import SCHOOL_ZONE

# Whose case it is; a child who is said to have done it has a file, but the case is not theirs
# unless nobody else is named.
_WHOSE = ("subject", "other_child")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStep:
    """The id of the case ("" for none) and the entries that open it or change it."""

    case: str = ""
    events: tuple[Event, ...] = ()
    opened: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a decision says of the case. ``chosen`` is the id of an open case, or empty; ``owner``
    a person's id, ``next_review`` an ISO day.
    """

    concern: str
    links: Sequence[LinkedPupil]
    category: str
    level: str
    reason: str
    owner: str
    next_review: str
    chosen: str = ""


def children_of_case(links: Sequence[LinkedPupil]) -> tuple[str, ...]:
    """Return the children a case about these would be about; never a witness."""
    own = [link.id for link in links if link.role in _WHOSE]
    found = own or [link.id for link in links if link.role in ROLES_IN_FILE]
    return tuple(dict.fromkeys(found))


def case_step(casebook: OpenCasebook, wanted: Wanted) -> CaseStep:
    """Return the entries for the caller's transaction. A concern that belongs to an open case
    stays there; without a child of the school no case is opened.

    Raises cases.not_found, cases.is_closed or cases.is_merged for a chosen case.
    """
    connection = casebook.connection
    case_id = wanted.chosen or _own_case(casebook, wanted.concern)
    if case_id:
        events = joining_events(
            connection,
            case_id=case_id,
            target=wanted.concern,
            reason=wanted.reason,
            level=wanted.level,
            next_review=_sooner(casebook, case_id, wanted.next_review),
            named=True,
        )
        return CaseStep(case=case_id, events=tuple(events))
    children = children_of_case(wanted.links)
    if not children:
        return CaseStep()
    new_id, opening = opening_events(
        random_bytes=casebook.random_bytes,
        pupils=children,
        title=vocabularies.load("categories").label(wanted.category),
        owner=wanted.owner,
        level=wanted.level,
        next_review=wanted.next_review,
        began_with=(wanted.concern,),
    )
    return CaseStep(case=new_id, events=tuple(opening), opened=True)


def _own_case(casebook: OpenCasebook, concern_id: str) -> str:
    case_id = cases.of_member(casebook.connection, concern_id)
    case = cases.case(casebook.connection, case_id) if case_id else None
    return case.id if case is not None and case.status in LIVE else ""


def _sooner(casebook: OpenCasebook, case_id: str, day: str) -> str:
    """The case comes up again on the earlier of both days, a day that is over does not count."""
    case = cases.case(casebook.connection, case_id)
    today = casebook.clock().astimezone(SCHOOL_ZONE).date().isoformat()
    set_already = case.next_review if case is not None else ""
    if not day or (set_already and today <= set_already <= day):
        return ""
    return date.fromisoformat(day).isoformat()
