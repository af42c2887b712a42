"""Writes on a child's front sheet, and says what must be known before anybody is told anything."""

from collections.abc import Mapping, Sequence
from datetime import date

from desktop.usecases.lead.casebook import OpenCasebook
from storage.database.connection import Connection
from storage.database.repositories import household, pupils, statuses
from storage.intake import vocabularies
from storage.records import permissions
from storage.records.around_child import Status
from storage.records.errors import UserFacingError
from storage.records.events import Event

BOXES = "front_sheet_boxes"


def note_boxes(
    casebook: OpenCasebook, *, pupil_id: str, boxes: Mapping[str, str], reason: str = ""
) -> tuple[str, ...]:
    """Write into boxes of a child's front sheet; an empty text empties a box. Return the codes of
    those that changed; where none did nothing is recorded.

    What stood there before stays readable. The school's own system never writes here. Raises
    pupils.not_found, child.unknown_box.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    known_child(casebook, pupil_id)
    known = {item.code for item in vocabularies.load(BOXES).items}
    if not boxes.keys() <= known:
        raise UserFacingError("child.unknown_box", known=", ".join(sorted(known)))
    before = household.boxes(casebook.connection, pupil_id)
    changed = {
        box: value.strip() for box, value in boxes.items() if value.strip() != before.get(box, "")
    }
    if not changed:
        return ()
    fields: dict[str, object] = {"pupil": pupil_id, "boxes": changed}
    if reason.strip():
        fields["reason"] = reason.strip()
    casebook.append(Event(type="front_sheet.noted", fields=fields))
    return tuple(changed)


def refuse_sibling(casebook: OpenCasebook, *, pupil_id: str, other_id: str, reason: str) -> None:
    """Say that two children are no brothers or sisters: they are not offered to each other again.

    Raises pupils.not_found, child.reason_needed.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    known_child(casebook, pupil_id)
    known_child(casebook, other_id)
    why = reason_given(reason)
    fields = {"pupil": pupil_id, "boxes": {}, "not_siblings": [other_id], "reason": why}
    casebook.append(Event(type="front_sheet.noted", fields=fields))


def orders_in_force(connection: Connection, pupil_id: str, *, today: str) -> list[Status]:
    """Return the court orders that hold on an ISO day, the oldest first."""
    group = {
        item.code: item.extra.get("group") for item in vocabularies.load("pupil_statuses").items
    }
    return [
        each
        for each in statuses.of_pupil(connection, pupil_id)
        if group.get(each.kind) == "court" and each.in_force(today)
    ]


def warnings(connection: Connection, pupil_id: str, *, today: str) -> tuple[str, ...]:
    """Return what must be known before anybody is told anything of a child, a sentence each: from
    whom the address is withheld, who must not collect, and the court orders in force.
    """
    boxes = household.boxes(connection, pupil_id)
    written = [
        f"{item.label}: {boxes[item.code]}"
        for item in vocabularies.load(BOXES).items
        if item.extra.get("warns") and item.code in boxes
    ]
    orders = [each.text for each in orders_in_force(connection, pupil_id, today=today)]
    return (*written, *orders)


def known_child(casebook: OpenCasebook, *pupil_ids: str) -> None:
    """Raise pupils.not_found unless every one of these children is known."""
    for pupil_id in pupil_ids:
        if pupils.pupil(casebook.connection, pupil_id) is None:
            raise UserFacingError("pupils.not_found")


def known_children(casebook: OpenCasebook, pupil_ids: Sequence[str]) -> list[str]:
    """Return each child once; raises child.nobody_named or pupils.not_found."""
    asked = list(dict.fromkeys(pupil_ids))
    if not asked:
        raise UserFacingError("child.nobody_named")
    known_child(casebook, *asked)
    return asked


def reason_given(reason: str) -> str:
    """Return the reason; raises child.reason_needed where there is none."""
    if not reason.strip():
        raise UserFacingError("child.reason_needed")
    return reason.strip()


def a_day(text: str) -> str:
    """Return an ISO day or empty text as given; raises child.day for anything else."""
    from_words = text.strip()
    if from_words:
        try:
            date.fromisoformat(from_words)
        except ValueError:
            raise UserFacingError("child.day") from None
    return from_words
