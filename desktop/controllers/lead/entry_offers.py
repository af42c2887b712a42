"""What the page for a new entry offers: kinds with their boxes, people to choose, open cases."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from desktop.controllers.lead.desk import Desk
from desktop.usecases.lead.chronology_families import linked_family
from storage.database.repositories import cases, professionals, pupils
from storage.intake import vocabularies
from storage.intake.vocabularies import Item, Vocabulary
from storage.records.pupil import Contact
from ui.entry_material import ContactChip, EntryBox, EntryKind, EntryOffers, OpenCase
from ui.widgets.choice_row import Choice
from ui.widgets.pupil_picker import PupilOption

_NUMBERS = 2  # so many of a person's telephone numbers are offered
_CHIPS = 9


def entry_offers(desk: Desk) -> EntryOffers:
    """Return what is offered; people and cases are read when children are chosen."""
    return EntryOffers(
        kinds=_kinds(),
        people=tuple(desk.people()),
        search=desk.search_pupils,
        relatives=lambda pupil_id: _relatives(desk, pupil_id),
        contacts=lambda pupil_ids: contacts_of(desk, pupil_ids),
        cases=lambda pupil_ids: open_cases(desk, pupil_ids),
        now=desk.local_now,
        picture_advice=vocabularies.load("attachment_advice").label("picture"),
    )


def contacts_of(desk: Desk, pupil_ids: Sequence[str]) -> list[ContactChip]:
    """Return who can be chosen in one press: the contacts of the children, then professionals."""
    found: dict[str, ContactChip] = {}
    for pupil_id in pupil_ids:
        child = pupils.pupil(desk.reader, pupil_id)
        for contact in child.details.contacts if child is not None else ():
            for chip in _contact_chips(contact):
                found.setdefault(chip.text, chip)
    for pupil_id in pupil_ids:
        for each in professionals.of_pupil(desk.reader, pupil_id):
            label = _joined(each.name, each.role)
            text = _joined(label, each.organisation, each.telephone)
            found.setdefault(text, ContactChip(text=text, label=label))
    return list(found.values())[:_CHIPS]


def _contact_chips(contact: Contact) -> list[ContactChip]:
    """One for each number; only the first goes without it on its button."""
    relationship = vocabularies.load("relationships").label(contact.relationship)
    who = _joined(contact.name, relationship[:1].lower() + relationship[1:])
    numbers = contact.phones[:_NUMBERS] or ("",)
    return [
        ContactChip(text=_joined(who, number), label=_joined(who, number) if place else who)
        for place, number in enumerate(numbers)
    ]


def _relatives(desk: Desk, pupil_id: str) -> list[PupilOption]:
    child = pupils.pupil(desk.reader, pupil_id)
    if child is None:
        return []
    options = (desk.pupil_option(each.id) for each in linked_family(desk.reader, child)[1:])
    return [option for option in options if option is not None]


def open_cases(desk: Desk, pupil_ids: Sequence[str]) -> list[OpenCase]:
    """Return the cases of these children that are open, the newest first."""
    found = cases.open_of_pupils(desk.reader, list(pupil_ids)) if pupil_ids else []
    return [OpenCase(id=row.id, words=row.title) for row in found]


def _kinds() -> tuple[EntryKind, ...]:
    ways = vocabularies.load("contact_types")
    return tuple(_kind(item, ways) for item in vocabularies.load("entry_kinds").items)


def _kind(item: Item, ways: Vocabulary) -> EntryKind:
    known = (ways.item(code) for code in item.extra.get("ways", ()))
    return EntryKind(
        value=item.code,
        contact=bool(item.extra.get("contact")),
        ways=tuple(
            Choice(value=way.code, text=way.label, hint=way.definition)
            for way in known
            if way is not None
        ),
        source=str(item.extra.get("source", "")),
        boxes=tuple(_box(box) for box in item.extra.get("boxes", ())),
    )


def _box(value: dict[str, Any]) -> EntryBox:
    return EntryBox(
        code=value["code"],
        label=value["label"],
        hint=value.get("hint", ""),
        answers=tuple(value.get("answers", ())),
    )


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("entry_offers", text)
