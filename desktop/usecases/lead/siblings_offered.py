"""Finds children who may be brothers and sisters; a person decides, nothing is linked by itself."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.chronology_families import families_on_roll, linked_family
from storage.database.connection import Connection
from storage.database.repositories import household, pupils
from storage.records import permissions
from storage.records.errors import UserFacingError
from storage.records.names import fold
from storage.records.pupil import Contact, Pupil

ADDRESS, CONTACT = "address", "contact"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedSibling:
    """Two children who may be brothers or sisters, and ``why``: they have the same "address", the
    same first "contact", or both.
    """

    pupil_id: str
    other_id: str
    why: tuple[str, ...]


def offered_for(casebook: OpenCasebook, pupil_id: str) -> tuple[OfferedSibling, ...]:
    """Return the children on roll who may be brothers or sisters of this one and are not linked
    yet, by surname, without those of whom the lead has said that they are none; nobody for a child
    who has left. Raises pupils.not_found.
    """
    permissions.require(casebook.person.role, permissions.READ_FILES)
    connection = casebook.connection
    child = pupils.pupil(connection, pupil_id)
    if child is None:
        raise UserFacingError("pupils.not_found")
    surname = child.details.legal_surname
    if not child.on_roll or not surname:
        return ()
    linked = {each.id for each in linked_family(connection, child)}
    alike = pupils.ids(connection, search=surname, on_roll=True)
    out = linked | household.refused_siblings(connection, child.id).keys()
    others = _known(connection, (each for each in alike if each not in out))
    return tuple(
        OfferedSibling(pupil_id=child.id, other_id=other.id, why=why)
        for other in others
        if (why := alike_in(child, other))
    )


def offered_siblings(casebook: OpenCasebook) -> tuple[OfferedSibling, ...]:
    """Return every two children on roll who may be brothers or sisters and are not linked yet, by
    surname.
    """
    permissions.require(casebook.person.role, permissions.READ_FILES)
    connection = casebook.connection
    by_surname: dict[str, list[Pupil]] = {}
    for child in pupils.all_pupils(connection, on_roll=True):
        by_surname.setdefault(fold(child.details.legal_surname), []).append(child)
    families = {
        child: number
        for number, children in enumerate(families_on_roll(connection))
        for child in children
    }
    refused = household.refused_pairs(connection)
    return tuple(
        OfferedSibling(pupil_id=one.id, other_id=other.id, why=why)
        for children in by_surname.values()
        for one, other in combinations(children, 2)
        if (why := alike_in(one, other))
        and frozenset((one.id, other.id)) not in refused
        and (one.id not in families or families[one.id] != families.get(other.id))
    )


def alike_in(one: Pupil, other: Pupil) -> tuple[str, ...]:
    """Return what two children of one legal surname share, "address" before "contact"; nothing
    where their surnames differ. Case, accents and punctuation do not matter.
    """
    surname = fold(one.details.legal_surname)
    if not surname or surname != fold(other.details.legal_surname):
        return ()
    home = _address(one.details.address)
    same_home = bool(home) and home == _address(other.details.address)
    first, second = one.details.contacts[:1], other.details.contacts[:1]
    same_contact = bool(first and second) and _same_contact(first[0], second[0])
    return tuple(word for word, same in ((ADDRESS, same_home), (CONTACT, same_contact)) if same)


def _known(connection: Connection, pupil_ids: Iterable[str]) -> list[Pupil]:
    found = (pupils.pupil(connection, each) for each in pupil_ids)
    return [each for each in found if each is not None]


def _address(text: str) -> str:
    """The letters and digits of an address, for comparing; empty where it has no number and no
    postcode: "no fixed address" and a village are the home of many families.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    kept = "".join(character for character in plain if character.isalnum())
    return kept if any(character.isdigit() for character in kept) else ""


def _same_contact(one: Contact, other: Contact) -> bool:
    """Whether two contacts are one person: the same name, and a telephone number or e-mail in
    common where both have any, because many mothers are called Sarah Jones.
    """
    name = fold(one.name)
    if not name or name != fold(other.name):
        return False
    ours, theirs = _ways(one), _ways(other)
    return not ours or not theirs or bool(ours & theirs)


def _ways(contact: Contact) -> set[str]:
    numbers = {
        "".join(character for character in phone if character.isdigit()) for phone in contact.phones
    }
    return {way for way in (*numbers, contact.email.strip().casefold()) if way}
