"""What the lead does with a concern: open, decide with the reason, act, answer, close; the original
never changes.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.usecases.lead.access_ledger import is_new_reading
from desktop.usecases.lead.answer_letters import note_reply_due, send_due_replies
from desktop.usecases.lead.casebook import OpenCasebook
from storage.database.repositories import actions, concerns, pupils
from storage.intake import vocabularies
from storage.records import permissions
from storage.records.casework import Concern
from storage.records.concern import LinkedPupil
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.identifiers import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAction:
    """What is to be done, by whom (a person's id or a name), by which day (ISO)."""

    what: str
    owner: str
    due: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided about one concern, and why. Codes are those of the vocabularies."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The concern and the ids of the actions that were added."""

    concern: str
    actions: tuple[str, ...]


def open_concern(casebook: OpenCasebook, *, concern_id: str) -> Concern:
    """Read a concern; each person's reading is an entry, once in a while of working on it."""
    permissions.require(casebook.person.role, permissions.TRIAGE)
    concern = _concern(casebook, concern_id)
    if not casebook.read_only and is_new_reading(casebook, concern_id=concern_id):
        casebook.append(Event(type="concern.opened", fields={"concern": concern_id}))
        concern = _concern(casebook, concern_id)
    return concern


def decide(casebook: OpenCasebook, *, decision: Decision) -> Decided:
    """Record category, level, response, decision and reason, the actions and the reply, in one
    transaction.

    Raises triage.incomplete (which boxes), triage.unknown_word, triage.not_found.
    """
    permissions.require(casebook.person.role, permissions.TRIAGE)
    concern = _concern(casebook, decision.concern)
    _check(decision)
    for link in decision.pupils:
        if pupils.pupil(casebook.connection, link.id) is None:
            raise UserFacingError("pupils.not_found")
    linked = decision.pupils or concern.pupils
    events = [Event(type="triage.decided", fields=_triage_fields(decision))]
    action_ids = []
    for action in decision.actions:
        action_ids.append(new_id("action", casebook.random_bytes))
        events.append(
            Event(
                type="action.added",
                fields={
                    "id": action_ids[-1],
                    "what": action.what.strip(),
                    "owner": action.owner,
                    "due": action.due,
                    "pupils": [
                        pupil.id for pupil in linked if pupil.role in ("subject", "other_child")
                    ]
                    or [pupil.id for pupil in linked],
                    "concern": concern.id,
                },
            )
        )
    if decision.reply.strip():
        events.append(
            Event(type="reply.sent", fields={"concern": concern.id, "text": decision.reply})
        )
    with casebook.work() as work:
        work.append(*events)
        if decision.reply.strip():
            note_reply_due(work.connection, concern.id)
    send_due_replies(casebook)
    return Decided(concern=concern.id, actions=tuple(action_ids))


def complete_action(casebook: OpenCasebook, *, action_id: str, outcome: str) -> None:
    """An action was done; what came of it is kept with it."""
    permissions.require(casebook.person.role, permissions.RECORD)
    action = actions.action(casebook.connection, action_id)
    if action is None:
        raise UserFacingError("triage.action_not_found")
    if action.done_at is not None:
        raise UserFacingError("triage.action_done_already")
    if not outcome.strip():
        raise UserFacingError("triage.outcome_missing")
    casebook.append(
        Event(type="action.done", fields={"action": action_id, "outcome": outcome.strip()})
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
    still_open = [
        action
        for action in actions.of_concern(casebook.connection, concern_id)
        if action.done_at is None
    ]
    if still_open:
        raise UserFacingError("triage.open_actions", count=len(still_open))
    casebook.append(
        Event(
            type="concern.closed",
            fields={"concern": concern_id, "outcome": outcome, "reason": reason},
        )
    )


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


def _check(decision: Decision) -> None:
    missing = [
        words
        for name, words in (
            ("category", "category"),
            ("level", "level"),
            ("response", "response"),
            ("decision", "decision"),
            ("reason", "reason"),
        )
        if not getattr(decision, name).strip()
    ]
    if missing:
        raise UserFacingError("triage.incomplete", boxes=", ".join(missing))
    for name, vocabulary in (
        ("category", "categories"),
        ("level", "case_levels"),
        ("response", "responses"),
    ):
        known = {item.code for item in vocabularies.load(vocabulary).items}
        if getattr(decision, name) not in known:
            raise UserFacingError("triage.unknown_word", box=name, known=", ".join(sorted(known)))
    for action in decision.actions:
        if not action.what.strip() or not action.owner.strip() or not action.due.strip():
            raise UserFacingError("triage.action_incomplete")
        _check_due(action.due)


def _check_due(due: str) -> None:
    try:
        date.fromisoformat(due)
    except ValueError:
        raise UserFacingError("triage.action_due") from None


def _triage_fields(decision: Decision) -> dict[str, Any]:
    fields: dict[str, Any] = {
        name: getattr(decision, name)
        for name in (
            "concern",
            "category",
            "level",
            "response",
            "decision",
            "reason",
            "parents_informed",
            "outcome",
            "summary",
        )
    }
    fields["vocabulary"] = vocabularies.load("categories").reference
    if decision.significant is not None:
        fields["significant"] = decision.significant
    if decision.pupils:
        fields["pupils"] = [pupil.to_value() for pupil in decision.pupils]
    return fields
