"""A child's family as a tree: who stands in which row, whose parents are whose, who lives together.

Only what was said is drawn: a line stands for a parent that somebody named.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from storage.records.family import FamilyPerson, person_name, same_place

_FULL = ("brother", "sister")


@dataclass(frozen=True, slots=True, kw_only=True)
class TreePerson:
    """Somebody in the tree. ``row`` counts from the top, ``household`` is the number of the frame
    they stand in (0 is the child's own), None for nobody's; ``pupil_id`` is set for a child of the
    school.
    """

    key: str
    name: str
    words: str
    row: int
    household: int | None
    pupil_id: str = ""
    child: bool = False
    ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeLine:
    """From a parent to a child, by their keys; ``ended`` when the relation is over."""

    parent: str
    child: str
    ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyTree:
    """People by row from the top and within it in order; ``households`` is how many frames."""

    people: tuple[TreePerson, ...]
    lines: tuple[TreeLine, ...]
    households: int

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return max((person.row for person in self.people), default=-1) + 1


def family_tree(
    *,
    child: str,
    name: str,
    people: Sequence[FamilyPerson],
    parents_named: Mapping[str, frozenset[str]] | None = None,
) -> FamilyTree:
    """Return the tree around the child of id ``child``.

    ``parents_named`` says for linked children by id whom their own file names as parents (names
    without titles, folded), so that half-brothers and half-sisters hang from the right parent.
    """
    households = _households(people)
    top = max([1, *(person.relative.row for person in people)])
    used = sorted({0, *(person.relative.row for person in people)}, reverse=True)
    place = {row: number for number, row in enumerate(used)}
    shown = [
        TreePerson(
            key=person.key,
            name=person.name,
            words=person.relative.label,
            row=place[person.relative.row],
            household=households.get(person.key),
            pupil_id=person.pupil_id,
            ended=person.ended,
        )
        for person in people
    ]
    shown.append(TreePerson(key=child, name=name, words="", row=place[0], household=0, child=True))
    last = len(people) + top
    shown.sort(key=lambda one: (one.row, last if one.household is None else one.household))
    return FamilyTree(
        people=tuple(shown),
        lines=tuple(_lines(child, people, parents_named or {})),
        households=max(households.values(), default=0) + 1,
    )


def _households(people: Sequence[FamilyPerson]) -> dict[str, int]:
    """Number the households: 0 is the child's, the others are people of one address elsewhere."""
    found = {each.key: 0 for each in people if each.lives_with and not each.ended}
    elsewhere = [each for each in people if not each.lives_with and not each.ended and each.address]
    number = 0
    for each in elsewhere:
        if each.key in found:
            continue
        together = [one for one in elsewhere if same_place(one.address, each.address)]
        if len(together) > 1:
            number += 1
            found |= {one.key: number for one in together}
    return found


def _lines(
    child: str, people: Sequence[FamilyPerson], parents_named: Mapping[str, frozenset[str]]
) -> list[TreeLine]:
    by_id = {child: child}
    for person in people:
        by_id |= {known: person.key for known in (person.key, person.pupil_id) if known}
    lines = [
        TreeLine(parent=person.key, child=by_id[other], ended=person.ended)
        for person in people
        for other in person.parent_of
        if other in by_id and by_id[other] != person.key
    ]
    parents = [person for person in people if person.relative.parent]
    lines += [TreeLine(parent=one.key, child=child, ended=one.ended) for one in parents]
    said = {line.child for line in lines}
    for person in people:
        if person.relative.row == -1:
            lines.append(TreeLine(parent=child, child=person.key, ended=person.ended))
        elif person.relative.row == 0 and person.key not in said:
            named = parents_named.get(person.pupil_id, frozenset())
            full = person.relative.code in _FULL
            lines += [
                TreeLine(parent=one.key, child=person.key, ended=one.ended)
                for one in parents
                if full or person_name(one.name) in named
            ]
    return list(dict.fromkeys(lines))
