"""The files of brothers and sisters put together: each entry once, with whose it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from storage.database.connection import Connection
from storage.database.repositories import chronology, pupils
from storage.records.chronology import ChronologyEntry, in_order
from storage.records.pupil import Pupil


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedFiles:
    """The entries of several children in order, and by an entry's id the ids of the children in
    whose files it stands, in the order of the children, each with the part the child had in it.
    """

    entries: tuple[ChronologyEntry, ...]
    whose: dict[str, dict[str, str]]


def linked_family(connection: Connection, pupil: Pupil) -> tuple[Pupil, ...]:
    """Return the child and all children linked as brothers and sisters, over any number of links
    and whichever of the two files names the other; the child first, then the eldest.
    """
    reached = _reached(pupil.id, _links(pupils.sibling_links(connection).items()))
    found = (pupils.pupil(connection, each) for each in reached - {pupil.id})
    others = [each for each in found if each is not None]
    others.sort(key=lambda one: (one.details.date_of_birth or "9999", one.display_name, one.id))
    return (pupil, *others)


def families_on_roll(connection: Connection) -> tuple[tuple[str, ...], ...]:
    """Return the ids of every two or more children on roll who are brothers and sisters, by
    surname; a child who has left still joins those who stay.
    """
    links = _links(pupils.sibling_links(connection).items())
    staying = pupils.ids(connection, on_roll=True)
    found: list[tuple[str, ...]] = []
    placed: set[str] = set()
    for each in staying:
        if each not in placed and each in links:
            family = _reached(each, links)
            placed |= family
            found.append(tuple(child for child in staying if child in family))
    return tuple(family for family in found if len(family) > 1)


def _links(named: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, set[str]]:
    links: dict[str, set[str]] = {}
    for child, others in named:
        for other in others:
            links.setdefault(child, set()).add(other)
            links.setdefault(other, set()).add(child)
    return links


def _reached(start: str, links: Mapping[str, set[str]]) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        more = links.get(waiting.pop(), set()) - found
        found |= more
        waiting += more
    return found


def joined_files(connection: Connection, children: Sequence[Pupil]) -> JoinedFiles:
    """Put the chronologies together; an entry about two of the children stands there once."""
    entries: dict[str, ChronologyEntry] = {}
    whose: dict[str, dict[str, str]] = {}
    for child in children:
        for entry in chronology.of_pupil(connection, child.id):
            entries.setdefault(entry.id, entry)
            whose.setdefault(entry.id, {})[child.id] = entry.pupil_role
    return JoinedFiles(entries=in_order(entries.values()), whose=whose)
