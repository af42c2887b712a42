"""Brings together the contacts that are known and those that a file names, losing none."""

import re
from collections.abc import Sequence
from dataclasses import replace

from storage.records.names import fold
from storage.records.pupil import Contact

_TITLE = re.compile(r"^(?:mr|mrs|ms|miss|mx|dr|rev|prof)\.?\s+", re.IGNORECASE)


def merge_contacts(known: Sequence[Contact], read: Sequence[Contact]) -> tuple[Contact, ...]:
    """Return the contacts of the file, each filled up with what is known, then the known ones that
    it does not name.

    A list of pupils often names one parent only; the others must not vanish from the front sheet
    for it. Whoever is no longer a contact is taken off by a person.
    """
    by_name = {_key(contact): contact for contact in known}
    merged = [_filled(contact, by_name.get(_key(contact))) for contact in read]
    named = {_key(contact) for contact in read}
    return (*merged, *(contact for contact in known if _key(contact) not in named))


def _key(contact: Contact) -> str:
    return fold(_TITLE.sub("", contact.name.strip()))


def _filled(read: Contact, known: Contact | None) -> Contact:
    if known is None:
        return read
    numbers = {re.sub(r"\D", "", phone) for phone in read.phones}
    others = (phone for phone in known.phones if re.sub(r"\D", "", phone) not in numbers)
    responsible = read.parental_responsibility
    return replace(
        read,
        name=max(known.name, read.name, key=len),
        relationship=read.relationship or known.relationship,
        priority=known.priority if read.priority is None else read.priority,
        parental_responsibility=known.parental_responsibility
        if responsible is None
        else responsible,
        phones=(*read.phones, *others),
        email=read.email or known.email,
        address=read.address or known.address,
    )
