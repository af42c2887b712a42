"""What a decision must and may say before it is kept, and the words made of it."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from storage.database.connection import Connection
from storage.database.repositories import people, pupils
from storage.intake import vocabularies
from storage.records.casework import ParentsTold
from storage.records.concern import LinkedPupil
from storage.records.errors import UserFacingError
from storage.records.times import long_date

if TYPE_CHECKING:
    from desktop.usecases.lead.decide import Decision

# Which list the code in a box comes from; a decision names the edition of each.
LISTS = (("category", "categories"), ("level", "case_levels"), ("response", "responses"))
_NEEDED = ("category", "level", "response", "decision", "reason")


def check_decision(connection: Connection, decision: "Decision", *, today: date) -> None:
    """Raise triage.incomplete (which boxes), triage.unknown_word, triage.ended_word,
    triage.action_incomplete, triage.action_due, triage.day_wrong, triage.parents_why,
    people.not_found or pupils.not_found.
    """
    missing = [name for name in _NEEDED if not getattr(decision, name).strip()]
    if missing:
        raise UserFacingError("triage.incomplete", boxes=", ".join(missing))
    for name, vocabulary in LISTS:
        _check_code(getattr(decision, name), box=name, vocabulary=vocabulary, today=today)
    for action in decision.actions:
        if not action.what.strip() or not action.owner.strip() or not action.due.strip():
            raise UserFacingError("triage.action_incomplete")
        _check_day(action.due, "triage.action_due")
    _check_day(decision.next_review, "triage.day_wrong")
    _check_parents(decision.parents)
    if decision.owner and people.person(connection, decision.owner) is None:
        raise UserFacingError("people.not_found")
    _check_children(connection, decision.pupils)


def references() -> str:
    """Return the editions of all lists that a decision is made under."""
    return "; ".join(vocabularies.load(name).reference for _box, name in LISTS)


def without_action(response: str) -> bool:
    """Whether this response says that nothing more is done."""
    item = vocabularies.load("responses").item(response)
    return item is not None and bool(item.extra.get("without_action"))


def parents_line(parents: ParentsTold) -> str:
    """Return what a document says of it: "Yes; on 20 November 2026; by Ruth Okafor; they said: …";
    the bare code where nothing else is said, empty where nothing is.
    """
    further = [
        f"on {long_date(date.fromisoformat(parents.when))}" if parents.when else "",
        f"by {parents.by.strip()}" if parents.by.strip() else "",
        f"they said: {parents.account.strip()}" if parents.account.strip() else "",
        parents.why_not.strip(),
    ]
    said = [part for part in further if part]
    label = vocabularies.load("parents_informed").label(parents.told)
    return "; ".join([label, *said]) if said else parents.told


def _check_code(code: str, *, box: str, vocabulary: str, today: date) -> None:
    known = vocabularies.load(vocabulary)
    item = known.item(code)
    if item is None:
        offered = sorted(each.code for each in known.offered(today.isoformat()))
        raise UserFacingError("triage.unknown_word", box=box, known=", ".join(offered))
    if item.has_ended(today.isoformat()):
        now = (each.code for each in known.now(code, on=today.isoformat()))
        raise UserFacingError("triage.ended_word", box=box, now=", ".join(now))


def _check_day(day: str, code: str) -> None:
    if day:
        try:
            date.fromisoformat(day)
        except ValueError:
            raise UserFacingError(code) from None


def _check_parents(parents: ParentsTold) -> None:
    known = vocabularies.load("parents_informed")
    if parents.to_value() and known.item(parents.told) is None:
        codes = ", ".join(sorted(item.code for item in known.items))
        raise UserFacingError("triage.unknown_word", box="parents", known=codes)
    if parents.told == "no" and not parents.why_not.strip():
        raise UserFacingError("triage.parents_why")
    _check_day(parents.when, "triage.day_wrong")


def _check_children(connection: Connection, links: Iterable[LinkedPupil]) -> None:
    for link in links:
        if pupils.pupil(connection, link.id) is None:
            raise UserFacingError("pupils.not_found")
