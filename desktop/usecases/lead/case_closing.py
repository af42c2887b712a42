"""Closing a case: what becomes of what is open, the closing itself, and the second
signature.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desktop.usecases.lead.actions import changed_event, done_event
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.cases import live_case, whole_case
from storage.database.connection import Connection
from storage.database.repositories import actions, concerns, people
from storage.intake import vocabularies
from storage.records import permissions
from storage.records.cases import ANYONE, REACHED, Case
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.times import iso_day

_SETTLED = ("done", "dropped", "stays")
_AGREED = "I have read the closing of this case and agree with it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What becomes of an open action: ``how`` is "done" or "dropped" (``words`` say what came of
    it, or why), or "stays": it goes on after the closing, by somebody else where ``owner`` (a
    person's id) is given.
    """

    action: str
    how: str
    words: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClosing:
    """How a case is closed: ``outcome`` is a code of the list, ``reached`` one of REACHED (asked
    when an outcome was sought), ``second`` a person's id, ANYONE or nobody, ``next_review`` an ISO
    day or empty. ``going_on`` are words for referrals and disagreements that go on after it.
    """

    case: str
    outcome: str
    reason: str
    done: str = ""
    decided: str = ""
    reached: str = ""
    reached_why: str = ""
    child_words: str = ""
    second: str = ""
    next_review: str = ""
    settled: tuple[Settled, ...] = ()
    going_on: tuple[str, ...] = ()


def close_case(casebook: OpenCasebook, *, closing: NewClosing) -> None:
    """Close a case with its outcome, settle its open actions and close its open concerns, in one
    transaction.

    Raises cases.actions_open (how many nothing was said about), cases.concern_waiting,
    cases.outcome_missing, cases.reason_missing, cases.reached_missing, cases.second_is_closer, and
    as live_case does.
    """
    permissions.require(casebook.person.role, permissions.TRIAGE)
    connection = casebook.connection
    case = live_case(connection, closing.case)
    _check(casebook, case, closing)
    events = _settling(connection, case, closing)
    outcome = vocabularies.load("outcomes").label(closing.outcome)
    events += [
        Event(
            type="concern.closed",
            fields={"concern": concern, "outcome": outcome, "reason": closing.reason.strip()},
        )
        for concern in concerns_at(connection, case, "open")
    ]
    events.append(Event(type="case.closed", fields=_fields(case, closing, outcome)))
    casebook.append(*events)


def countersign(casebook: OpenCasebook, *, case_id: str, text: str = "") -> None:
    """Agree with the last closing of a case, as a second person with a key of their own.

    Raises cases.not_closed, cases.countersigned_already, cases.second_is_closer.
    """
    permissions.require(casebook.person.role, permissions.TRIAGE)
    case = whole_case(casebook.connection, case_id)
    if case.status != "closed":
        raise UserFacingError("cases.not_closed")
    closing = case.closings[-1]
    if closing.countersigned:
        raise UserFacingError("cases.countersigned_already")
    if closing.by_id == casebook.person.id:
        raise UserFacingError("cases.second_is_closer")
    fields = {"case": case.id, "text": text.strip() or _AGREED}
    casebook.append(Event(type="case.countersigned", fields=fields))


def concerns_at(connection: Connection, case: Case, status: str) -> list[str]:
    """Return the ids of a case's concerns that stand at ``status``, in order."""
    mine = [target for target in case.members if target.startswith("c-")]
    return [row.id for row in concerns.rows(connection, mine) if row.status == status]


def closing_text(case: Case, closing: NewClosing) -> str:
    """The sentence that the closing prints: which case, what was sought, and whether it came."""
    parts = [f"The case “{case.title}” is closed."]
    if case.sought:
        parts.append(f"What was sought: {_sentence(case.sought)}")
    if closing.reached:
        parts.append(f"Reached: {closing.reached}.")
    if closing.reached_why.strip():
        parts.append(_sentence(closing.reached_why))
    if closing.going_on:
        parts.append(f"Goes on after the closing: {'; '.join(closing.going_on)}.")
    return " ".join(parts)


def _settling(connection: Connection, case: Case, closing: NewClosing) -> list[Event]:
    """One entry for each open action; nothing is left unsaid."""
    by_action = {each.action: each for each in closing.settled}
    still_open = actions.of_case(connection, case.id, open_only=True)
    if set(by_action) - {action.id for action in still_open}:
        raise UserFacingError("triage.action_not_found")
    unsaid = [action for action in still_open if action.id not in by_action]
    if unsaid:
        raise UserFacingError("cases.actions_open", count=len(unsaid))
    return [_settled_event(connection, each) for each in closing.settled]


def _settled_event(connection: Connection, each: Settled) -> Event:
    if each.how == "done":
        return done_event(connection, action_id=each.action, outcome=each.words)
    if each.how == "dropped":
        return changed_event(connection, each.action, each.words, dropped=True)
    if each.how != "stays":
        raise ValueError(f"not one of {_SETTLED}")
    changes: dict[str, Any] = {}
    if each.owner:
        person = people.person(connection, each.owner)
        if person is None or not person.active:
            raise UserFacingError("actions.owner_left")
        changes["owner"] = each.owner
    words = each.words.strip() or "Goes on after the case is closed."
    return changed_event(connection, each.action, words, **changes)


def _check(casebook: OpenCasebook, case: Case, closing: NewClosing) -> None:
    waiting = concerns_at(casebook.connection, case, "waiting")
    if waiting:
        raise UserFacingError("cases.concern_waiting", count=len(waiting))
    if vocabularies.load("outcomes").item(closing.outcome) is None:
        raise UserFacingError("cases.outcome_missing")
    if not closing.reason.strip():
        raise UserFacingError("cases.reason_missing")
    if (case.sought or closing.reached) and closing.reached not in REACHED:
        raise UserFacingError("cases.reached_missing")
    if closing.next_review:
        try:
            iso_day(closing.next_review)
        except ValueError:
            raise UserFacingError("cases.day_wrong") from None
    if closing.second and closing.second != ANYONE:
        if closing.second == casebook.person.id:
            raise UserFacingError("cases.second_is_closer")
        if closing.second not in {person.id for person in other_leads(casebook)}:
            raise UserFacingError("people.not_found")


def other_leads(casebook: OpenCasebook) -> Sequence[Any]:
    """The people who may sign a closing of this lead's: everybody else who decides on concerns."""
    return [
        person
        for person in people.people(casebook.connection, active=True)
        if permissions.may(person.role, permissions.TRIAGE) and person.id != casebook.person.id
    ]


def _fields(case: Case, closing: NewClosing, outcome: str) -> dict[str, Any]:
    further = {
        "action": closing.done.strip(),
        "decision": closing.decided.strip(),
        "reached": closing.reached,
        "child_words": closing.child_words.strip(),
        "next_review": closing.next_review,
        "second": closing.second,
    }
    return {
        "case": case.id,
        "outcome": outcome,
        "code": closing.outcome,
        "vocabulary": vocabularies.load("outcomes").reference,
        "reason": closing.reason.strip(),
        "text": closing_text(case, closing),
        **{name: value for name, value in further.items() if value},
    }


def _sentence(text: str) -> str:
    words = text.strip()
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."
