"""Every name that a pupil or a person of the school ever had in the casebook."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from storage.database import stored_fields
from storage.database.connection import Connection
from storage.records.pupil import PupilDetails

_NAMED = (
    *("legal_surname", "legal_forename", "middle_names"),
    *("preferred_surname", "preferred_forename"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesOfPeople:
    """Names by id, the oldest first: of pupils the names alone, of people the name and account."""

    pupils: dict[str, tuple[PupilDetails, ...]]
    people: dict[str, tuple[str, ...]]


def names_of(connection: Connection, ids: Collection[str]) -> NamesOfPeople:
    """Return the names of these pupils and people; one pass over the headers of all entries."""
    pupils: dict[str, list[PupilDetails]] = {}
    people: dict[str, list[str]] = {}
    for fields in _told(connection):
        first = fields.get("first_person")
        said = first if isinstance(first, dict) else fields
        known = str(said.get("id", ""))
        if known not in ids:
            continue
        if "name" in said or "account" in said:
            listed = people.setdefault(known, [])
            listed.extend(str(said[name]) for name in ("name", "account") if said.get(name))
        elif any(name in said for name in _NAMED):
            before = pupils.setdefault(known, [])
            last = before[-1] if before else PupilDetails()
            changed = {name: str(said[name]) for name in _NAMED if name in said}
            before.append(
                PupilDetails(**{**{name: getattr(last, name) for name in _NAMED}, **changed})
            )
    return NamesOfPeople(
        pupils={known: tuple(names) for known, names in pupils.items()},
        people={known: tuple(dict.fromkeys(names)) for known, names in people.items()},
    )


def _told(connection: Connection) -> list[dict[str, Any]]:
    found = connection.all(
        "SELECT fields FROM entry WHERE fields IS NOT NULL AND ("
        'instr(header, CAST(\'"type":"pupil.\' AS BLOB))'
        ' OR instr(header, CAST(\'"type":"person.\' AS BLOB))'
        ' OR instr(header, CAST(\'"type":"ledger.opened\' AS BLOB))) ORDER BY seq'
    )
    return [stored_fields.values_of_text(text) for (text,) in found]
