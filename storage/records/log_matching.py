"""Finds the child a row of another system's log is about: by UPN, then name and date of birth, then
a name that only one child bears.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from storage.records.log_rows import ToldChild
from storage.records.names import fold
from storage.records.pupil import Pupil


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The child, or the code of why nobody is certain and the children it might be."""

    pupil_id: str = ""
    why_not: str = ""
    perhaps: tuple[str, ...] = ()


class ChildFinder:
    """Looks among all children, also those who have left."""

    def __init__(self, pupils: Iterable[Pupil]) -> None:
        self._by_upn: dict[str, list[Pupil]] = {}
        self._by_name: dict[str, dict[str, Pupil]] = {}
        self._found: dict[ToldChild, Match] = {}
        for pupil in pupils:
            if pupil.details.upn:
                self._by_upn.setdefault(pupil.details.upn, []).append(pupil)
            for name in _names(pupil):
                self._by_name.setdefault(name, {})[pupil.id] = pupil

    def find(self, child: ToldChild) -> Match:
        """Return who it is, or why that is not certain."""
        if child not in self._found:
            self._found[child] = self._look(child)
        return self._found[child]

    def find_name(self, name: str) -> str:
        """Return the only child of this name, or nothing."""
        found = self._named(ToldChild(name=name))
        return found[0].id if len(found) == 1 else ""

    def _look(self, child: ToldChild) -> Match:
        named = self._named(child)
        perhaps = tuple(pupil.id for pupil in named)
        by_upn = self._by_upn.get(child.upn, []) if child.upn else []
        if len(by_upn) == 1:
            return self._by_number(child, by_upn[0], named)
        if by_upn:
            return Match(why_not="log.upn_twice", perhaps=tuple(pupil.id for pupil in by_upn))
        if child.born_as_told and not child.date_of_birth:
            return Match(why_not="log.dob_unreadable", perhaps=perhaps)
        born = child.date_of_birth
        if born:
            same = [pupil for pupil in named if pupil.details.date_of_birth == born]
            named = same or [pupil for pupil in named if not pupil.details.date_of_birth]
        # a number or a day of birth that says somebody else is no sign of the same child
        named = [pupil for pupil in named if not (child.upn and _other_upn(pupil, child.upn))]
        if len(named) == 1:
            return Match(pupil_id=named[0].id)
        if len(named) > 1:
            return Match(why_not="log.several_children", perhaps=perhaps)
        why_not = "log.child_differs" if perhaps else "log.child_unknown"
        return Match(why_not=why_not, perhaps=perhaps)

    def _by_number(self, child: ToldChild, pupil: Pupil, named: list[Pupil]) -> Match:
        """A number typed for the wrong child must not bring a row into the wrong file."""
        strange = child.full_name and pupil not in named and not _shares_a_name(child, pupil)
        if strange:
            perhaps = (pupil.id, *(each.id for each in named))
            return Match(why_not="log.upn_of_another", perhaps=perhaps)
        return Match(pupil_id=pupil.id)

    def _named(self, child: ToldChild) -> list[Pupil]:
        found: dict[str, Pupil] = {}
        for name in _told(child):
            found |= self._by_name.get(name, {})
        return list(found.values())


def _names(pupil: Pupil) -> set[str]:
    details = pupil.details
    surnames = {details.legal_surname, details.preferred_surname} - {""} or {""}
    forenames = {details.legal_forename, details.preferred_forename} - {""} or {""}
    if details.middle_names:
        forenames |= {f"{details.legal_forename} {details.middle_names}"}
    both = {(fold(first), fold(last)) for first in forenames for last in surnames}
    return {f"{first}{last}" for first, last in both} | {f"{last}{first}" for first, last in both}


def _told(child: ToldChild) -> list[str]:
    """The ways in which the name may be meant; brackets after it are no part of it."""
    if child.forename and child.surname:
        return [fold(f"{child.forename}{child.surname}")]
    name = child.full_name.partition("(")[0].strip()
    last, comma, first = name.partition(",")
    if comma:
        return [fold(f"{first}{last}"), fold(f"{first.split()[0] if first.split() else ''}{last}")]
    return [fold(name)] if name else []


def _shares_a_name(child: ToldChild, pupil: Pupil) -> bool:
    details = pupil.details
    told = {fold(word) for word in child.full_name.replace(",", " ").split()}
    known = (
        *(details.legal_surname, details.preferred_surname),
        *(details.legal_forename, details.preferred_forename),
    )
    return bool(told & {fold(word) for name in known for word in name.split()})


def _other_upn(pupil: Pupil, upn: str) -> bool:
    return bool(pupil.details.upn) and pupil.details.upn != upn
