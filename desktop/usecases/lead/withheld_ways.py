"""How somebody could be found whose name is withheld: telephone, e-mail, address, pupil number."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from storage.database.connection import Connection
from storage.database.repositories import people, pupils
from storage.records.name_forms import NameWords, key
from storage.records.pupil import Contact, Pupil
from storage.records.redaction import NameForm, Redactor, Withheld

_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}\b", re.IGNORECASE)
_LABEL = re.compile(r"\[[^\]]*\]")
_SHORTEST_NUMBER = 6


def with_ways(
    connection: Connection, person: Withheld, *, own: Sequence[Pupil], words: NameWords
) -> Withheld:
    """Return the same, by which what leads to them is exchanged as their name is: numbers, e-mail
    and address of a contact of the document's children (``own``), of another child, or of a person
    of the school.

    A label beside the telephone number of a foster home hides nothing.
    """
    ways = dict.fromkeys(_ways(connection, person, own, words))
    known = {form.text for form in person.forms}
    more = tuple(NameForm(text=way) for way in ways if way not in known)
    return replace(person, forms=(*person.forms, *more)) if more else person


def _ways(
    connection: Connection, person: Withheld, own: Sequence[Pupil], words: NameWords
) -> Iterator[str]:
    redactor = Redactor((person,))
    for pupil in own:
        for contact in pupil.details.contacts:
            if _is_of(person, contact, redactor, words):
                yield from _of_contact(contact)
    if person.id.startswith("u-"):
        yield from _number(people.telephone(connection, person.id))
    other = pupils.pupil(connection, person.id) if person.id.startswith("p-") else None
    if other is not None:
        yield from (way for way in (other.details.upn,) if way)
        # brothers and sisters live where the document's own child lives
        if key(other.details.address) not in {key(pupil.details.address) for pupil in own}:
            yield from _address(other.details.address)


def _is_of(person: Withheld, contact: Contact, redactor: Redactor, words: NameWords) -> bool:
    """Whether a contact is this person. An adult may have been typed by title and surname alone;
    of another child who has the surname of a contact all of the name must be theirs.
    """
    printed = redactor.apply(contact.name)
    if printed == contact.name:
        return False
    if not person.label.startswith("[Child"):
        return True
    left = _LABEL.sub(" ", printed).split()
    return all(key(word) in words.titles for word in left if key(word))


def _of_contact(contact: Contact) -> Iterator[str]:
    for phone in contact.phones:
        yield from _number(phone)
    if "@" in contact.email:
        yield contact.email.strip()
    yield from _address(contact.address)


def _number(phone: str) -> Iterator[str]:
    """A number as it is written, and behind the country's code without its nought."""
    digits = "".join(each for each in phone if each.isdigit())
    if len(digits) < _SHORTEST_NUMBER:
        return
    yield " ".join(phone.split())
    yield digits
    if digits.startswith("0"):
        yield digits[1:]
        yield " ".join(phone.split()).lstrip("(0")


def _address(address: str) -> Iterator[str]:
    """An address as it stands, its first line and its postcode."""
    whole = " ".join(address.split())
    if not whole:
        return
    yield whole
    first = re.split(r"[,\n]", address.strip())[0].strip()
    if len(first.split()) > 1:
        yield " ".join(first.split())
    for found in _POSTCODE.findall(whole):
        yield found
        yield found.replace(" ", "")
