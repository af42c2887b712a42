"""Links children as brothers and sisters, and takes one out of a family again."""

from collections.abc import Iterable, Sequence

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.chronology_families import linked_family
from desktop.usecases.lead.manage_people import cards_state
from desktop.usecases.lead.publish_cards import publish_cards
from storage.database.repositories import pupils
from storage.records import permissions
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.pupil import Pupil

BY_HAND = {"kind": "hand"}


def link_siblings(casebook: OpenCasebook, pupil_ids: Sequence[str]) -> tuple[str, ...]:
    """Make these children, and everybody already linked with one of them, one family; return its
    ids, the first given child first, then the eldest.

    Each file then names all the others. Where that is so already nothing is recorded. The staff's
    computers learn it with the next card. Raises siblings.two_needed, pupils.not_found.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    asked = tuple(dict.fromkeys(pupil_ids))
    if len(asked) < 2:
        raise UserFacingError("siblings.two_needed")
    family: dict[str, Pupil] = {}
    for pupil_id in asked:
        family |= {each.id: each for each in _family(casebook, pupil_id)}
    _record(casebook, _as_one(tuple(family.values())))
    return tuple(each.id for each in _family(casebook, asked[0]))


def unlink_sibling(
    casebook: OpenCasebook, pupil_id: str, from_ids: Sequence[str]
) -> tuple[str, ...]:
    """Part ``from_ids`` from the family of ``pupil_id``; return the ids that are left of it, the
    child first.

    Those parted stay brothers and sisters of each other, and of nobody else. Raises
    pupils.not_found, siblings.two_needed (nobody else is named), siblings.not_linked.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    family = _family(casebook, pupil_id)
    leaving = set(from_ids) - {pupil_id}
    if not leaving:
        raise UserFacingError("siblings.two_needed")
    if not leaving <= {each.id for each in family}:
        raise UserFacingError("siblings.not_linked")
    staying = tuple(each for each in family if each.id not in leaving)
    parted = tuple(each for each in family if each.id in leaving)
    _record(casebook, [*_as_one(staying), *_as_one(parted)])
    return tuple(each.id for each in staying)


def _family(casebook: OpenCasebook, pupil_id: str) -> tuple[Pupil, ...]:
    pupil = pupils.pupil(casebook.connection, pupil_id)
    if pupil is None:
        raise UserFacingError("pupils.not_found")
    return linked_family(casebook.connection, pupil)


def _as_one(children: Sequence[Pupil]) -> list[tuple[Pupil, tuple[str, ...]]]:
    """Each of the children with the ids of the others."""
    return [
        (each, tuple(other.id for other in children if other.id != each.id)) for each in children
    ]


def _record(casebook: OpenCasebook, wanted: Iterable[tuple[Pupil, tuple[str, ...]]]) -> None:
    """Write down the families that change, in one unit of work, and make the cards anew."""
    events = [
        Event(
            type="pupil.changed",
            fields={"id": child.id, "source": BY_HAND, "siblings": list(others)},
        )
        for child, others in wanted
        if set(child.siblings) != set(others)
    ]
    if not events:
        return
    casebook.append(*events)
    publish_cards(cards_state(casebook))
