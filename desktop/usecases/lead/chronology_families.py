"""The files of brothers and sisters put together: each entry once, with whose it is."""

from collections.abc import Sequence
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
    known = {each.id: each for each in pupils.all_pupils(connection)}
    links: dict[str, set[str]] = {}
    for each in known.values():
        for other in each.siblings:
            links.setdefault(each.id, set()).add(other)
            links.setdefault(other, set()).add(each.id)
    found, waiting = {pupil.id}, [pupil.id]
    while waiting:
        more = links.get(waiting.pop(), set()) - found
        found |= more
        waiting += more
    others = [known[each] for each in found - {pupil.id} if each in known]
    others.sort(key=lambda one: (one.details.date_of_birth or "9999", one.display_name, one.id))
    return (pupil, *others)


def joined_files(connection: Connection, children: Sequence[Pupil]) -> JoinedFiles:
    """Put the chronologies together; an entry about two of the children stands there once."""
    entries: dict[str, ChronologyEntry] = {}
    whose: dict[str, dict[str, str]] = {}
    for child in children:
        for entry in chronology.of_pupil(connection, child.id):
            entries.setdefault(entry.id, entry)
            whose.setdefault(entry.id, {})[child.id] = entry.pupil_role
    return JoinedFiles(entries=in_order(entries.values()), whose=whose)
