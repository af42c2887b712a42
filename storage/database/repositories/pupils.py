"""Pupils, as records and as rows of lists; found by name without regard to case or accents."""

import json
from collections.abc import Sequence

from storage.database.connection import Connection, Row
from storage.database.projections.pupils import match_name
from storage.database.repositories.paging import in_order_of
from storage.records.casework import PupilRow
from storage.records.names import fold
from storage.records.pupil import Pupil, PupilDetails

_ROW = (
    "SELECT id, name, year_group, class_name, date_of_birth, (SELECT count(*) FROM concern_pupil"
    " JOIN concern ON concern.id = concern_pupil.concern WHERE concern_pupil.pupil = pupil.id"
    " AND in_file AND status <> 'closed'), (SELECT at FROM pupil_last WHERE pupil = pupil.id)"
    " FROM pupil"
)
_PUPIL = "SELECT id, details, on_roll, siblings FROM pupil"


def row(connection: Connection, pupil_id: str) -> PupilRow | None:
    """Return a pupil as a list shows them."""
    found = connection.one(f"{_ROW} WHERE id = ?", (pupil_id,))
    return None if found is None else _row(found)


def rows(connection: Connection, pupil_ids: Sequence[str]) -> list[PupilRow]:
    """Return the rows of these pupils, in this order."""
    found = connection.all(
        f"{_ROW} WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(pupil_ids)),)
    )
    return in_order_of(pupil_ids, {item[0]: _row(item) for item in found})


def ids(
    connection: Connection,
    *,
    search: str = "",
    on_roll: bool | None = True,
    limit: int | None = None,
    offset: int = 0,
) -> list[str]:
    """Return ids by surname, of pupils on roll (True), off roll (False) or both (None).

    Each word of ``search`` must begin some part of a name, class or UPN.
    """
    words = [fold(word) for word in search.split()]
    found = "".join(
        " AND (instr(words, ?) OR instr(lower(class_name), ?) = 1 OR instr(lower(upn), ?) = 1)"
        for _ in words
    )
    parameters: list[object] = [on_roll, on_roll]
    for word in words:
        parameters += [f" {word}", word, word]
    sql = (
        f"SELECT id FROM pupil WHERE (? IS NULL OR on_roll = ?){found}"
        " ORDER BY sort_name, id LIMIT ? OFFSET ?"
    )
    parameters += [-1 if limit is None else limit, offset]
    return [item for (item,) in connection.all(sql, parameters)]


def pupil(connection: Connection, pupil_id: str) -> Pupil | None:
    """Return a pupil with all details."""
    found = connection.one(f"{_PUPIL} WHERE id = ?", (pupil_id,))
    return None if found is None else _pupil(connection, found)


def all_pupils(connection: Connection, *, on_roll: bool | None = None) -> list[Pupil]:
    """Return all pupils by surname, or only those on (or off) roll."""
    found = connection.all(
        f"{_PUPIL} WHERE ? IS NULL OR on_roll = ? ORDER BY sort_name, id", (on_roll, on_roll)
    )
    return [_pupil(connection, item) for item in found]


def sibling_links(connection: Connection) -> dict[str, tuple[str, ...]]:
    """Return by child the brothers and sisters whom their own file names; only those with any."""
    found = connection.all("SELECT id, siblings FROM pupil WHERE siblings <> '[]' ORDER BY id")
    return {item[0]: tuple(json.loads(item[1])) for item in found}


def find_by_upn(connection: Connection, upn: str) -> list[Pupil]:
    """Return the pupils with this UPN; nobody for an empty one."""
    if not upn:
        return []
    found = connection.all(f"{_PUPIL} WHERE upn = ? ORDER BY id", (upn,))
    return [_pupil(connection, item) for item in found]


def find_by_name(
    connection: Connection, surname: str, forename: str, date_of_birth: str
) -> list[Pupil]:
    """Return the pupils of this legal name and date of birth (ISO)."""
    found = connection.all(
        f"{_PUPIL} WHERE match_name = ? AND date_of_birth = ? ORDER BY id",
        (match_name(surname, forename), date_of_birth),
    )
    return [_pupil(connection, item) for item in found]


def names(connection: Connection, pupil_ids: Sequence[str]) -> dict[str, str]:
    """Return the names people use, by id."""
    found = connection.all(
        "SELECT id, name FROM pupil WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(pupil_ids)),),
    )
    return dict((item[0], item[1]) for item in found)


def _row(found: Row) -> PupilRow:
    return PupilRow(
        id=found[0],
        name=found[1],
        year_group=found[2],
        class_name=found[3],
        date_of_birth=found[4],
        open_concerns=found[5],
        last_entry=found[6],
    )


def _pupil(connection: Connection, found: Row) -> Pupil:
    contacts = connection.all(
        "SELECT value FROM pupil_contact WHERE pupil = ? ORDER BY n", (found[0],)
    )
    details = json.loads(found[1])
    details["contacts"] = [json.loads(value) for (value,) in contacts]
    return Pupil(
        id=found[0],
        details=PupilDetails.from_fields(details),
        on_roll=bool(found[2]),
        siblings=tuple(json.loads(found[3])),
    )
