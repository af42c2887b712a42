"""The change of DSL: who handed the casebook to whom, what exactly, and what is still to be given.

What lies in the casebook goes over by itself and is counted; paper, sticks and keys are ticked by
the person at the screen, or noted with the reason why not. The list stays in the record and can be
printed from its entry at any time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import resources
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.end_access import AccessChanged, remove_person
from desktop.usecases.lead.manage_people import cards_state
from desktop.usecases.lead.publish_cards import publish_cards
from storage.database.connection import Connection
from storage.database.repositories import actions, concerns, handovers, people, risks, settings
from storage.records import permissions
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.people import LEADS, Person, Role
from storage.records.times import SCHOOL_ZONE, from_text, long_date, to_text

HANDED = "handed"
STILL_OPEN = "open"
_END_ACCESS = "end_access"
_DUE = "handover_ends_access"
_REVIEW_DAYS = 30
_ALL = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverItem:
    """One thing of the list: ``state`` is "handed" or "open"; an open one needs a ``note``.

    ``count`` is set for what lies in the casebook: how many there were at that moment.
    """

    code: str
    text: str
    state: str = STILL_OPEN
    count: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """What the person at the screen says; ``from_person`` is whoever signed in unless given."""

    to_person: str
    items: tuple[HandOverItem, ...]
    from_person: str = ""
    note: str = ""
    end_access: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverRecord:
    """A hand-over as it stands in the record; ``at`` is UTC text, ``seq`` the entry's position."""

    seq: int
    at: str
    from_name: str
    to_name: str
    items: tuple[HandOverItem, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """What was recorded, the old lead's ended access where it ended at once, and what to tell."""

    record: HandOverRecord
    access: AccessChanged | None
    notices: tuple[UserFacingError, ...]


def prepare_hand_over(
    casebook: OpenCasebook, *, to_person: str, from_person: str = ""
) -> tuple[HandOverItem, ...]:
    """Return the list to go through together: counts filled in, paper not yet ticked.

    Raises people.not_found, people.handover_to_lead, people.handover_to_oneself, .not_permitted.
    """
    giver, _taker = _pair(casebook, to_person=to_person, from_person=from_person)
    counts = _counts(casebook, giver)
    return tuple(
        HandOverItem(
            code=item["code"],
            text=item["text"],
            state=HANDED if item["in_casebook"] else STILL_OPEN,
            count=counts[item["code"]] if item["in_casebook"] else None,
        )
        for item in resources.read_toml("handover.toml")["item"]
    )


def hand_over(casebook: OpenCasebook, *, folder: Path, handover: HandOver) -> HandedOver:
    """Record a hand-over; the one who takes over becomes DSL, the one who gives becomes deputy.

    With ``end_access`` the access of the one who gives ends: at once when somebody else is signed
    in, else when the new DSL next signs in, so that somebody who can open it always does the last
    step. Raises people.handover_incomplete (boxes) and what ``prepare_hand_over`` raises.
    """
    giver, taker = _pair(casebook, to_person=handover.to_person, from_person=handover.from_person)
    casebook.require_fresh_code()
    items = _checked(casebook, giver, handover)
    later = handover.end_access and giver.id == casebook.person.id
    if handover.end_access:
        items = (*items, _end_access_item(later=later))
    fields = {
        "from_person": giver.id,
        "to_person": taker.id,
        "at": to_text(casebook.clock()),
        "items": [_value(item) for item in items],
        "note": handover.note.strip(),
    }
    with casebook.work() as work:
        work.append(Event(type="handover.made", fields=fields), *_roles(giver, taker))
        if later:
            settings.put(work.connection, _DUE, {"ends": giver.id, "by": taker.id})
    publish_cards(cards_state(casebook))
    notices = [UserFacingError("people.renew_recovery")]
    access = None
    if later:
        notices.append(UserFacingError("people.access_ends_later"))
    elif handover.end_access:
        access = remove_person(
            casebook, folder=folder, person_id=giver.id, reason="handed over the casebook"
        )
        notices.extend(access.notices)
    return HandedOver(record=hand_overs(casebook)[0], access=access, notices=tuple(notices))


def end_access_handed_over(casebook: OpenCasebook, *, folder: Path) -> tuple[UserFacingError, ...]:
    """At the new DSL's sign-in: end the access of the one who handed over, if that was agreed."""
    due = settings.get(casebook.connection, _DUE)
    if not due or due["by"] != casebook.person.id:
        return ()
    person = people.person(casebook.connection, due["ends"])
    notices: tuple[UserFacingError, ...] = ()
    if person is not None and (person.active or person.suspended):
        ended = remove_person(
            casebook, folder=folder, person_id=person.id, reason="handed over the casebook"
        )
        notices = (UserFacingError("people.access_ended"), *ended.notices)
    settings.put(casebook.connection, _DUE, None)
    return notices


def hand_overs(casebook: OpenCasebook) -> tuple[HandOverRecord, ...]:
    """Every hand-over of this casebook, the newest first."""
    permissions.require(casebook.person.role, permissions.READ_FILES)
    names = {person.id: person.name for person in people.people(casebook.connection)}
    return tuple(
        HandOverRecord(
            seq=row.seq,
            at=row.at,
            from_name=names.get(row.from_person, row.from_person),
            to_name=names.get(row.to_person, row.to_person),
            items=tuple(HandOverItem(**item) for item in row.items),
            note=row.note,
        )
        for row in handovers.handovers(casebook.connection)
    )


def hand_over_text(record: HandOverRecord) -> str:
    """The hand-over as lines to read and to print."""
    when = from_text(record.at).astimezone(SCHOOL_ZONE)
    lines = [
        f"Hand-over of the casebook on {long_date(when)} at {when:%H.%M}",
        f"From {record.from_name} to {record.to_name}",
        f"Entry {record.seq} of the record",
        "",
    ]
    for item in record.items:
        mark = "[x]" if item.state == HANDED else "[ ]"
        count = "" if item.count is None else f": {item.count}"
        note = f" – {item.note}" if item.note else ""
        lines.append(f"{mark} {item.text}{count}{note}")
    if record.note:
        lines += ["", record.note]
    return "\n".join(lines)


def _pair(casebook: OpenCasebook, *, to_person: str, from_person: str) -> tuple[Person, Person]:
    permissions.require(casebook.person.role, permissions.MANAGE_PEOPLE)
    giver = people.person(casebook.connection, from_person or casebook.person.id)
    taker = people.person(casebook.connection, to_person)
    if giver is None or taker is None:
        raise UserFacingError("people.not_found")
    if giver.id == taker.id:
        raise UserFacingError("people.handover_to_oneself")
    if not taker.active or taker.role not in LEADS or giver.role not in LEADS:
        raise UserFacingError("people.handover_to_lead")
    if not giver.active and not giver.suspended:
        raise UserFacingError("people.already_ended")
    return giver, taker


def _counts(casebook: OpenCasebook, giver: Person) -> dict[str, int]:
    connection: Connection = casebook.connection
    by_status = concerns.counts(connection)
    day = casebook.clock().astimezone(SCHOOL_ZONE).date() + timedelta(days=_REVIEW_DAYS)
    return {
        "waiting_concerns": by_status.get("waiting", 0),
        "open_concerns": by_status.get("open", 0),
        "open_actions": len(actions.ids(connection)),
        "own_actions": len(actions.ids(connection, owner=giver.id)),
        "reviews_due": len(risks.due_reviews(connection, day.isoformat(), limit=_ALL)),
    }


def _checked(casebook: OpenCasebook, giver: Person, handover: HandOver) -> tuple[HandOverItem, ...]:
    """Every thing of the list, ticked or with a note; counts are taken anew."""
    counts = _counts(casebook, giver)
    said = {item.code: item for item in handover.items}
    items, missing = [], []
    for known in resources.read_toml("handover.toml")["item"]:
        code = known["code"]
        item = said.get(code, HandOverItem(code=code, text=known["text"]))
        if known["in_casebook"]:
            item = replace(item, state=HANDED, count=counts[code])
        elif item.state != HANDED and not item.note.strip():
            missing.append(known["text"])
        items.append(replace(item, text=known["text"], note=item.note.strip()))
    if missing:
        raise UserFacingError("people.handover_incomplete", boxes="; ".join(missing))
    return tuple(items)


def _end_access_item(*, later: bool) -> HandOverItem:
    return HandOverItem(
        code=_END_ACCESS,
        text="Access of the one who hands over",
        state=STILL_OPEN if later else HANDED,
        note="ends when the new DSL next signs in" if later else "ended",
    )


def _roles(giver: Person, taker: Person) -> Sequence[Event]:
    changes = []
    if taker.role is not Role.LEAD:
        changes.append((taker, Role.LEAD))
    if giver.role is not Role.DEPUTY:
        changes.append((giver, Role.DEPUTY))
    return [
        Event(
            type="person.changed",
            fields={"id": person.id, "role": str(role), "reason": "hand-over"},
        )
        for person, role in changes
    ]


def _value(item: HandOverItem) -> dict[str, Any]:
    value: dict[str, Any] = {"code": item.code, "text": item.text, "state": item.state}
    if item.count is not None:
        value["count"] = item.count
    if item.note:
        value["note"] = item.note
    return value
