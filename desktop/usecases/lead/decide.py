"""What the lead does with a concern: open, decide with the reason, act, answer, close; the original
never changes.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from desktop.usecases.lead.access_ledger import is_new_reading
from desktop.usecases.lead.answer_letters import note_reply_due, send_due_replies
from desktop.usecases.lead.case_of_concern import CaseStep, Wanted, case_step, children_of_case
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.moves import own_case_moved
from desktop.usecases.lead.triage_checks import (
    check_codes,
    check_day,
    check_parents,
    parents_line,
    references,
    without_action,
)
from storage.database.repositories import actions, concerns, people, pupils
from storage.records import permissions
from storage.records.casework import Concern, ParentsTold
from storage.records.concern import LinkedPupil
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.identifiers import new_id
from storage.records.times import SCHOOL_ZONE

_NEEDED = ("category", "level", "response", "decision", "reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAction:
    """What is to be done, by whom (a person's id or a name), by which day (ISO)."""

    what: str
    owner: str
    due: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided about one concern, and why. Codes are those of the vocabularies.

    ``owner`` is a person's id: whose case it is, else the first action's owner or the lead's own.
    ``next_review`` is an ISO day for the case beside the days of the actions. ``case`` is an open
    case that the concern is added to; without one it stays in its case, or a new one is opened.
    ``pupils`` are the children and their parts as the lead sets them; empty leaves them.
    """

    concern: str
    category: str
    level: str
    response: str
    decision: str
    reason: str
    actions: tuple[NewAction, ...] = ()
    parents_informed: str = ""
    reply: str = ""
    significant: bool | None = None
    summary: str = ""
    outcome: str = ""
    pupils: tuple[LinkedPupil, ...] = ()
    parents: ParentsTold = field(default_factory=ParentsTold)
    owner: str = ""
    next_review: str = ""
    case: str = ""
    so_what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The concern, the ids of the actions that were added, the case it is in now ("" for none), and
    whether the decision closed the concern.
    """

    concern: str
    actions: tuple[str, ...]
    case: str = ""
    closed: bool = False


def open_concern(casebook: OpenCasebook, *, concern_id: str) -> Concern:
    """Read a concern; each person's reading is an entry, once in a while of working on it."""
    permissions.require(casebook.person.role, permissions.TRIAGE)
    concern = _concern(casebook, concern_id)
    if not casebook.read_only and is_new_reading(casebook, concern_id=concern_id):
        casebook.append(Event(type="concern.opened", fields={"concern": concern_id}))
        concern = _concern(casebook, concern_id)
    return concern


def decide(casebook: OpenCasebook, *, decision: Decision) -> Decided:
    """Record category, level, response, decision and reason, the actions, the reply and the case
    it belongs to, in one transaction. A response that nothing more is done closes the concern with
    the decision's reason, unless one of its actions is still open.

    Raises triage.incomplete (which boxes), triage.unknown_word, triage.ended_word,
    triage.action_incomplete, triage.action_due, triage.day_wrong, triage.parents_why,
    triage.not_found, people.not_found, pupils.not_found, cases.not_found, cases.is_closed or
    cases.is_merged.
    """
    permissions.require(casebook.person.role, permissions.TRIAGE)
    concern = _concern(casebook, decision.concern)
    today = casebook.clock().astimezone(SCHOOL_ZONE).date()
    _check(casebook, decision, today=today)
    linked = decision.pupils or concern.pupils
    nothing_more = without_action(decision.response)
    step = CaseStep() if nothing_more else case_step(casebook, _wanted(casebook, decision, linked))
    decided = Event(type="triage.decided", fields=_triage_fields(decision, case=step.case))
    added = [_action_event(casebook, action, linked, concern, step) for action in decision.actions]
    events = [*step.events, *_case_goes_along(casebook, decision, concern), decided, *added]
    if decision.reply.strip():
        events.append(
            Event(type="reply.sent", fields={"concern": concern.id, "text": decision.reply})
        )
    closes = nothing_more and not added and _can_close(casebook, concern)
    if closes:
        events.append(_closed(concern.id, outcome=decision.decision, reason=decision.reason))
    with casebook.work() as work:
        work.append(*events)
        if decision.reply.strip():
            note_reply_due(work.connection, concern.id)
    send_due_replies(casebook)
    return Decided(
        concern=concern.id,
        actions=tuple(event.fields["id"] for event in added),
        case=step.case,
        closed=closes,
    )


def close_concern(casebook: OpenCasebook, *, concern_id: str, outcome: str, reason: str) -> None:
    """Close a concern; it is refused while actions are open, and it can be opened again."""
    permissions.require(casebook.person.role, permissions.TRIAGE)
    concern = _concern(casebook, concern_id)
    if concern.status == "closed":
        raise UserFacingError("triage.already_closed")
    if not outcome.strip() or not reason.strip():
        raise UserFacingError("triage.outcome_missing")
    if not concern.triage:
        raise UserFacingError("triage.not_decided")
    still_open = _open_actions(casebook, concern_id)
    if still_open:
        raise UserFacingError("triage.open_actions", count=still_open)
    casebook.append(_closed(concern_id, outcome=outcome, reason=reason))


def reopen_concern(casebook: OpenCasebook, *, concern_id: str, reason: str) -> None:
    """Open a closed concern again, with the reason."""
    permissions.require(casebook.person.role, permissions.TRIAGE)
    if _concern(casebook, concern_id).status != "closed":
        raise UserFacingError("triage.not_closed")
    if not reason.strip():
        raise UserFacingError("triage.reason_missing")
    casebook.append(
        Event(type="concern.reopened", fields={"concern": concern_id, "reason": reason.strip()})
    )


def _concern(casebook: OpenCasebook, concern_id: str) -> Concern:
    concern = concerns.concern(casebook.connection, concern_id)
    if concern is None:
        raise UserFacingError("triage.not_found")
    return concern


def _check(casebook: OpenCasebook, decision: Decision, *, today: date) -> None:
    missing = [name for name in _NEEDED if not getattr(decision, name).strip()]
    if missing:
        raise UserFacingError("triage.incomplete", boxes=", ".join(missing))
    codes = {
        "category": decision.category,
        "level": decision.level,
        "response": decision.response,
    }
    check_codes(codes, today=today)
    for action in decision.actions:
        if not action.what.strip() or not action.owner.strip() or not action.due.strip():
            raise UserFacingError("triage.action_incomplete")
        check_day(action.due, "triage.action_due")
    check_day(decision.next_review, "triage.day_wrong")
    check_parents(decision.parents)
    if decision.owner and people.person(casebook.connection, decision.owner) is None:
        raise UserFacingError("people.not_found")
    if any(pupils.pupil(casebook.connection, link.id) is None for link in decision.pupils):
        raise UserFacingError("pupils.not_found")


def _open_actions(casebook: OpenCasebook, concern_id: str) -> int:
    found = actions.of_concern(casebook.connection, concern_id)
    return sum(action.done_at is None for action in found)


def _case_goes_along(casebook: OpenCasebook, decision: Decision, concern: Concern) -> list[Event]:
    """A decision may say anew whom a concern is about; its reason would tell of one child in the
    trace that the other's file keeps.
    """
    if not decision.pupils or decision.case:
        return []
    return own_case_moved(
        casebook.connection,
        record=concern.id,
        pupils=decision.pupils,
        reason="The concern it was opened for is about another child.",
    )


def _can_close(casebook: OpenCasebook, concern: Concern) -> bool:
    return concern.status != "closed" and not _open_actions(casebook, concern.id)


def _closed(concern_id: str, *, outcome: str, reason: str) -> Event:
    fields = {"concern": concern_id, "outcome": outcome, "reason": reason}
    return Event(type="concern.closed", fields=fields)


def _wanted(casebook: OpenCasebook, decision: Decision, linked: tuple[LinkedPupil, ...]) -> Wanted:
    """Whose case it would be: as decided, else the person of the first action, else the lead's."""
    given = [decision.owner, *(action.owner for action in decision.actions)]
    known = [who for who in given if people.person(casebook.connection, who) is not None]
    return Wanted(
        concern=decision.concern,
        links=linked,
        category=decision.category,
        level=decision.level,
        reason=decision.reason,
        owner=known[0] if known else casebook.person.id,
        next_review=decision.next_review,
        chosen=decision.case,
    )


def _action_event(
    casebook: OpenCasebook,
    action: NewAction,
    linked: tuple[LinkedPupil, ...],
    concern: Concern,
    step: CaseStep,
) -> Event:
    children = children_of_case(linked) or tuple(pupil.id for pupil in linked)
    fields = {
        "id": new_id("action", casebook.random_bytes),
        "what": action.what.strip(),
        "owner": action.owner,
        "due": action.due,
        "pupils": list(children),
        "concern": concern.id,
    }
    return Event(type="action.added", fields=fields | ({"case": step.case} if step.case else {}))


def _triage_fields(decision: Decision, *, case: str) -> dict[str, Any]:
    names = ("concern", "category", "level", "response", "decision", "reason")
    fields: dict[str, Any] = {name: getattr(decision, name) for name in names}
    fields["vocabulary"] = references()
    parents = decision.parents.to_value()
    further: dict[str, Any] = {
        "parents_informed": decision.parents_informed or parents_line(decision.parents),
        **{
            name: getattr(decision, name).strip()
            for name in ("outcome", "summary", "so_what", "owner", "next_review")
        },
        "parents": parents,
        "case": case,
        "pupils": [pupil.to_value() for pupil in decision.pupils],
    }
    fields |= {name: value for name, value in further.items() if value}
    if decision.significant is not None:
        fields["significant"] = decision.significant
    return fields
