"""Adds an entry that did not come as a concern: a call, a meeting, a notice, something good."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop.usecases.lead import cases
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.decide import NewAction
from desktop.usecases.lead.file_checks import file_contents, pupil_must_exist
from storage.database.repositories import concerns
from storage.intake import vocabularies
from storage.intake.vocabularies import Item
from storage.records import permissions
from storage.records.concern import ROLES_IN_FILE, LinkedPupil
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.identifiers import new_id
from storage.records.times import iso_day
from storage.records.when import When

_TEXTS = (
    *("child_words", "source", "action", "decision", "reason", "outcome", "concern"),
    *("case", "summary", "so_what", "how"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """A call, meeting, police notice, visit, document or positive event, without a concern.

    ``kind`` is a code of the vocabulary entry_kinds, ``how`` one of contact_types. ``contact`` says
    with whom; ``boxes`` are (code, words) of the further boxes that the kind has, and stand as
    lines before the text. ``next_action`` is added in the same transaction, ``case`` is the id of
    the case that both go into. ``files`` are (name, content) pairs as chosen.
    """

    kind: str
    pupils: tuple[LinkedPupil, ...]
    happened: When
    text: str
    child_words: str = ""
    source: str = ""
    contact: str = ""
    how: str = ""
    action: str = ""
    decision: str = ""
    reason: str = ""
    outcome: str = ""
    concern: str = ""
    case: str = ""
    significant: bool = False
    summary: str = ""
    so_what: str = ""
    boxes: tuple[tuple[str, str], ...] = ()
    next_action: NewAction | None = None
    files: tuple[tuple[str, bytes], ...] = ()


def add_entry(casebook: OpenCasebook, *, entry: NewEntry) -> str:
    """Add an entry to the file of each linked pupil, with what is to be done next; returns its id.

    Raises file.entry_incomplete, file.unknown_kind, file.unknown_way, triage.action_incomplete,
    triage.action_due, triage.not_found, pupils.not_found, cases.not_found, cases.is_closed,
    cases.is_merged, and what inspecting a file raises.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    kind = _check(casebook, entry)
    files = file_contents(entry.files)
    entry_id = new_id("entry", casebook.random_bytes)
    texts = {name: getattr(entry, name).strip() for name in _TEXTS}
    texts["contact"] = _with_whom(entry)
    fields: dict[str, Any] = {
        "id": entry_id,
        "kind": entry.kind,
        "pupils": [link.to_value() for link in entry.pupils],
        "happened": entry.happened.to_value(),
        "text": _text(entry, kind),
        "significant": entry.significant,
        **{name: text for name, text in texts.items() if text},
    }
    events = [Event(type="entry.added", fields=fields, files=files)]
    if entry.next_action is not None:
        events.append(_action(casebook, entry, entry.next_action))
    casebook.append(*events)
    return entry_id


def boxes_of(kind: Item) -> tuple[Mapping[str, Any], ...]:
    """Return the further boxes of a kind of entry: each a code, a label and, where it has them,
    the answers it offers.
    """
    return tuple(kind.extra.get("boxes", ()))


def _check(casebook: OpenCasebook, entry: NewEntry) -> Item:
    said = entry.text.strip() or any(words.strip() for _, words in entry.boxes)
    if not entry.pupils or not said:
        raise UserFacingError("file.entry_incomplete")
    kinds = vocabularies.load("entry_kinds")
    kind = kinds.item(entry.kind)
    if kind is None:
        known = ", ".join(sorted(item.code for item in kinds.items))
        raise UserFacingError("file.unknown_kind", known=known)
    ways = vocabularies.load("contact_types")
    if entry.how and ways.item(entry.how) is None:
        known = ", ".join(item.code for item in ways.items)
        raise UserFacingError("file.unknown_way", known=known)
    for link in entry.pupils:
        pupil_must_exist(casebook, link.id)
    if entry.concern and concerns.concern(casebook.connection, entry.concern) is None:
        raise UserFacingError("triage.not_found")
    if entry.case:
        cases.live_case(casebook.connection, entry.case)
    if entry.next_action is not None:
        _check_action(entry.next_action)
    return kind


def _check_action(action: NewAction) -> None:
    if not all(text.strip() for text in (action.what, action.owner, action.due)):
        raise UserFacingError("triage.action_incomplete")
    try:
        iso_day(action.due)
    except ValueError:
        raise UserFacingError("triage.action_due") from None


def _with_whom(entry: NewEntry) -> str:
    """How people were in touch, and with whom, in one line."""
    how = vocabularies.load("contact_types").label(entry.how) if entry.how else ""
    return ": ".join(part for part in (how, entry.contact.strip()) if part)


def _text(entry: NewEntry, kind: Item) -> str:
    labels = {str(box["code"]): str(box["label"]) for box in boxes_of(kind)}
    lines = [
        f"{labels.get(code, code)}: {words.strip()}" for code, words in entry.boxes if words.strip()
    ]
    return "\n".join(part for part in (*lines, entry.text.strip()) if part)


def _action(casebook: OpenCasebook, entry: NewEntry, action: NewAction) -> Event:
    in_file = [link.id for link in entry.pupils if link.role in ROLES_IN_FILE]
    fields: dict[str, Any] = {
        "id": new_id("action", casebook.random_bytes),
        "what": action.what.strip(),
        "owner": action.owner,
        "due": action.due,
        "pupils": in_file or [link.id for link in entry.pupils],
    }
    fields |= {name: getattr(entry, name) for name in ("concern", "case") if getattr(entry, name)}
    return Event(type="action.added", fields=fields)
