"""Everybody around a child in one list: what the lead wrote down, the contacts of the school's
system and the linked brothers and sisters, each person once with who says what.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from storage.records.around_child import Relation
from storage.records.names import fold
from storage.records.pupil import Contact, Pupil

_TITLE = re.compile(r"^(?:mr|mrs|ms|miss|mx|dr|rev|prof)\.?\s+", re.IGNORECASE)
# who says that the person is there
FILE, SCHOOL, LINK = "file", "school", "link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """What somebody can be to a child. ``row`` is their row in a family tree: 2 grandparents, 1
    parents, 0 the child's own, -1 below; ``parent`` says that they are a parent of the child.
    """

    code: str
    label: str
    row: int
    parent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyPerson:
    """A person around a child.

    ``key`` is the id of the relation, of the linked child, or "contact:n" of a contact of the
    school's system. ``said_by`` holds "file" (the lead), "school" (the school's system) and "link"
    (linked as brother or sister). Where the lead and the school's system differ, the lead's words
    stand in the fields and the system's in ``school_says`` (name of the field, value).
    """

    key: str
    name: str
    relative: Relative
    said_by: tuple[str, ...]
    lives_with: bool | None = None
    parental_responsibility: bool | None = None
    date_of_birth: str = ""
    telephones: tuple[str, ...] = ()
    email: str = ""
    address: str = ""
    since: str = ""
    until: str = ""
    note: str = ""
    reason: str = ""
    priority: int | None = None
    pupil_id: str = ""
    relation_id: str = ""
    parent_of: tuple[str, ...] = ()
    school_says: tuple[tuple[str, str], ...] = ()
    by: str = ""
    at: str = ""

    @property
    def ended(self) -> bool:
        """Whether it is over."""
        return bool(self.until)


def family_of(
    pupil: Pupil,
    *,
    relations: Sequence[Relation],
    siblings: Sequence[Pupil],
    relatives: Mapping[str, Relative],
) -> tuple[FamilyPerson, ...]:
    """Return everybody around a child: those with whom the child lives first, then by the row of
    the family tree, those where it is over last.

    ``relatives`` are what people can be, by code and by every folded word for it.
    """
    people = {each.id: _of_relation(each, relatives) for each in relations}
    for number, contact in enumerate(pupil.details.contacts):
        found = _same(people.values(), contact)
        if found is None:
            person = _of_contact(contact, number, relatives, home=pupil.details.address)
            people[person.key] = person
        else:
            people[found.key] = _with_contact(found, contact)
    for other in siblings:
        linked = next((each for each in people.values() if each.pupil_id == other.id), None)
        if linked is None:
            people[other.id] = _of_sibling(other, relatives, home=pupil.details.address)
        else:
            people[linked.key] = replace(linked, said_by=(*linked.said_by, LINK))
    return tuple(sorted(people.values(), key=_order))


def relative_of(words: str, relatives: Mapping[str, Relative]) -> Relative:
    """Return what ``words`` (a code, or words of any system) say somebody is to a child; unknown
    words stand in the parents' row as they are.
    """
    known = relatives.get(words) or relatives.get(fold(words))
    return known or Relative(code="", label=words, row=1)


def person_name(name: str) -> str:
    """Return the form in which two spellings of a person's name are equal, without a title."""
    return fold(_TITLE.sub("", name.strip()))


def same_place(one: str, other: str) -> bool:
    """Whether two addresses are one; commas, capitals and spaces do not matter, no address is
    nowhere.
    """
    first, second = _letters(one), _letters(other)
    return bool(first) and first == second


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _of_relation(relation: Relation, relatives: Mapping[str, Relative]) -> FamilyPerson:
    return FamilyPerson(
        key=relation.id,
        name=relation.name,
        relative=relative_of(relation.relationship, relatives),
        said_by=(FILE,),
        lives_with=relation.lives_with,
        parental_responsibility=relation.parental_responsibility,
        date_of_birth=relation.date_of_birth,
        telephones=(relation.telephone,) if relation.telephone else (),
        address=relation.address,
        since=relation.since,
        until=relation.until,
        note=relation.note,
        reason=relation.reason,
        pupil_id=relation.other_pupil,
        relation_id=relation.id,
        parent_of=relation.parent_of,
        by=relation.by,
        at=relation.at,
    )


def _of_contact(
    contact: Contact, number: int, relatives: Mapping[str, Relative], *, home: str
) -> FamilyPerson:
    return FamilyPerson(
        key=f"contact:{number}",
        name=contact.name,
        relative=relative_of(contact.relationship, relatives),
        said_by=(SCHOOL,),
        lives_with=same_place(contact.address, home) if contact.address and home else None,
        parental_responsibility=contact.parental_responsibility,
        telephones=contact.phones,
        email=contact.email,
        address=contact.address,
        priority=contact.priority,
    )


def _with_contact(person: FamilyPerson, contact: Contact) -> FamilyPerson:
    """The lead's words about a person, with what the school's system has besides."""
    differs: list[tuple[str, str]] = []
    both = person.parental_responsibility, contact.parental_responsibility
    if None not in both and both[0] != both[1]:
        differs.append(("parental_responsibility", "yes" if both[1] else "no"))
    if person.address and contact.address and not same_place(person.address, contact.address):
        differs.append(("address", contact.address))
    known = {_letters(number) for number in person.telephones}
    more = tuple(number for number in contact.phones if _letters(number) not in known)
    return replace(
        person,
        said_by=(*person.said_by, SCHOOL),
        parental_responsibility=both[1] if both[0] is None else both[0],
        telephones=(*person.telephones, *more),
        email=person.email or contact.email,
        address=person.address or contact.address,
        priority=contact.priority,
        school_says=tuple(differs),
    )


def _of_sibling(other: Pupil, relatives: Mapping[str, Relative], *, home: str) -> FamilyPerson:
    address = other.details.address
    return FamilyPerson(
        key=other.id,
        name=other.display_name,
        relative=relatives.get("sibling") or Relative(code="", label="", row=0),
        said_by=(LINK,),
        lives_with=same_place(address, home) if address and home else None,
        date_of_birth=other.details.date_of_birth,
        pupil_id=other.id,
    )


def _same(people: Iterable[FamilyPerson], contact: Contact) -> FamilyPerson | None:
    name = person_name(contact.name)
    return next((each for each in people if person_name(each.name) == name), None)


def _order(person: FamilyPerson) -> tuple[bool, bool, int, int]:
    return (
        *(person.ended, person.lives_with is not True, -person.relative.row),
        99 if person.priority is None else person.priority,
    )
