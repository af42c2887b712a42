"""A child's family and household: who belongs to it, with whom the child lives, and the tree."""

from dataclasses import dataclass

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.chronology_families import linked_family
from desktop.usecases.lead.front_sheet import a_day, known_child, known_children, reason_given
from storage.database.connection import Connection
from storage.database.repositories import household
from storage.intake import vocabularies
from storage.records import permissions
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.family import FamilyPerson, Relative, family_of, person_name, relative_of
from storage.records.family_tree import FamilyTree, family_tree
from storage.records.identifiers import new_id
from storage.records.names import fold
from storage.records.pupil import Pupil


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationDraft:
    """A person of a family as a form or a file gives them. ``relationship`` is a code of the list
    relatives or words; days are ISO text; ``id`` is set when a known one is said anew.
    """

    pupils: tuple[str, ...]
    name: str
    relationship: str
    other_pupil: str = ""
    lives_with: bool | None = None
    parental_responsibility: bool | None = None
    date_of_birth: str = ""
    telephone: str = ""
    address: str = ""
    since: str = ""
    parent_of: tuple[str, ...] = ()
    note: str = ""
    id: str = ""


def set_relation(casebook: OpenCasebook, *, draft: RelationDraft) -> str:
    """Write down a person of the family or household, or say a known one anew; return the id.

    Nothing about another child's file is copied: ``other_pupil`` only leads there. Raises
    child.relation_incomplete, child.relation_not_found, child.relation_ended, child.nobody_named,
    pupils.not_found, child.day.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    if not draft.name.strip() or not draft.relationship.strip():
        raise UserFacingError("child.relation_incomplete")
    children = known_children(casebook, draft.pupils)
    if draft.other_pupil:
        known_child(casebook, draft.other_pupil)
    if draft.id:
        _require_current(casebook, draft.id)
    relation_id = draft.id or new_id("relation", casebook.random_bytes)
    fields: dict[str, object] = {
        "id": relation_id,
        "pupils": children,
        "name": draft.name.strip(),
        "relationship": draft.relationship.strip(),
    }
    for name in ("date_of_birth", "since"):
        a_day(getattr(draft, name))
    texts = ("other_pupil", "date_of_birth", "telephone", "address", "since", "note")
    more = {name: getattr(draft, name).strip() for name in texts}
    fields |= {name: value for name, value in more.items() if value}
    told = ("lives_with", "parental_responsibility")
    fields |= {name: getattr(draft, name) for name in told if getattr(draft, name) is not None}
    if draft.parent_of:
        fields["parent_of"] = list(draft.parent_of)
    casebook.append(Event(type="relation.set", fields=fields))
    return relation_id


def end_relation(casebook: OpenCasebook, *, relation_id: str, until: str, reason: str) -> None:
    """Say that somebody no longer belongs to the family or household; they stay readable, struck.

    ``until`` is an ISO day. Raises child.relation_not_found, child.relation_ended,
    child.reason_needed, child.day.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    _require_current(casebook, relation_id)
    if not a_day(until):
        raise UserFacingError("child.day")
    fields = {"relation": relation_id, "until": until.strip(), "reason": reason_given(reason)}
    casebook.append(Event(type="relation.ended", fields=fields))


def family(connection: Connection, pupil: Pupil) -> tuple[FamilyPerson, ...]:
    """Return everybody around a child, from the file, the school's system and the links."""
    return family_of(
        pupil,
        relations=household.relations(connection, pupil.id, current=False),
        siblings=linked_family(connection, pupil)[1:],
        relatives=relatives(),
    )


def tree(connection: Connection, pupil: Pupil, people: tuple[FamilyPerson, ...]) -> FamilyTree:
    """Return the family tree of a child, with ``people`` as ``family`` gave them."""
    known = relatives()
    named = {
        other.id: frozenset(
            person_name(contact.name)
            for contact in other.details.contacts
            if relative_of(contact.relationship, known).parent
        )
        for other in linked_family(connection, pupil)[1:]
    }
    return family_tree(child=pupil.id, name=pupil.display_name, people=people, parents_named=named)


def relatives() -> dict[str, Relative]:
    """Return what people can be to a child, by code and by every folded word for it."""
    found: dict[str, Relative] = {}
    for item in vocabularies.load("relatives").items:
        relative = Relative(
            code=item.code,
            label=item.label,
            row=int(item.extra["row"]),
            parent=bool(item.extra.get("is_parent")),
        )
        words = (item.label, *item.extra.get("also", ()))
        found |= {item.code: relative, **{fold(word): relative for word in words}}
    return found


def _require_current(casebook: OpenCasebook, relation_id: str) -> None:
    known = household.relation(casebook.connection, relation_id)
    if known is None:
        raise UserFacingError("child.relation_not_found")
    if known.until:
        raise UserFacingError("child.relation_ended")
