"""Cases as they stand, the rows of their list, what belongs to each, and what of them is due."""

import json
from collections.abc import Sequence

from storage.database.connection import Connection, Row
from storage.database.repositories import case_steps
from storage.database.repositories.paging import in_order_of
from storage.records.cases import ANYONE, Case, CaseClosing, CaseMember, CaseRow
from storage.records.due import DueItem

_NAMES = (
    "coalesce((SELECT group_concat(name, ', ') FROM (SELECT pupil.name FROM case_pupil"
    " JOIN pupil ON pupil.id = case_pupil.pupil WHERE case_id = case_state.id ORDER BY n)), '')"
)
_OWNER = "coalesce((SELECT name FROM person WHERE person.id = case_state.owner), case_state.owner)"
# Of several closings only the last can wait; a case that was opened again has none that counts.
_WAITS = (
    "status = 'closed' AND EXISTS (SELECT 1 FROM case_closing WHERE case_id = case_state.id AND"
    " second <> '' AND signed_at = '' AND NOT EXISTS (SELECT 1 FROM case_closing AS later"
    " WHERE later.case_id = case_state.id AND later.at > case_closing.at))"
)
_ROW = (
    f"SELECT id, title, {_NAMES}, status, {_OWNER}, level, opened_at, {case_steps.NEXT_DUE},"
    f" {case_steps.OPEN_ACTIONS}, (SELECT count(*) FROM case_member WHERE case_id = case_state.id"
    f" AND kind = 'concern'), {_WAITS} FROM case_state"
)
_CASE = (
    "SELECT id, title, status, owner, sought, level, next_review, opened_at, opened_by, until,"
    " merged_into FROM case_state WHERE id = ?"
)


def case(connection: Connection, case_id: str) -> Case | None:
    """Return a case by id."""
    found = connection.one(_CASE, (case_id,))
    if found is None:
        return None
    pupils = connection.all("SELECT pupil FROM case_pupil WHERE case_id = ? ORDER BY n", (case_id,))
    merged = connection.all(
        "SELECT id FROM case_state WHERE merged_into = ? ORDER BY opened_at, id", (case_id,)
    )
    return Case(
        id=found[0],
        title=found[1],
        pupils=tuple(pupil for (pupil,) in pupils),
        status=found[2],
        owner=found[3],
        sought=found[4],
        level=found[5],
        next_review=found[6],
        opened_at=found[7],
        opened_by=found[8],
        until=found[9],
        merged_into=found[10],
        members=tuple(member.id for member in members(connection, case_id)),
        closings=closings(connection, case_id),
        merged=tuple(item for (item,) in merged),
    )


def members(connection: Connection, case_id: str) -> list[CaseMember]:
    """Return what belongs to a case in the order in which it joined; what came with a merged case
    belongs to both.
    """
    found = connection.all(
        "SELECT target, kind FROM case_member WHERE case_id = ? OR within = ?"
        " ORDER BY ledger, seq, target",
        (case_id, case_id),
    )
    return [CaseMember(id=target, kind=kind) for target, kind in found]


def of_member(connection: Connection, target: str) -> str:
    """Return the id of the case that a concern, entry, action … belongs to; empty for none."""
    found = connection.value("SELECT case_id FROM case_member WHERE target = ?", (target,))
    return str(found or "")


def ids(
    connection: Connection,
    *,
    status: str = "",
    owner: str = "",
    pupil: str = "",
    without_step: bool = False,
    second_for: str = "",
    oldest_first: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> list[str]:
    """Return ids by when they were opened, newest first unless said otherwise.

    ``status`` is one of storage.records.cases.STATES; ``owner`` and ``second_for`` are people's
    ids: whose case it is, and whose second signature it waits for. ``without_step`` gives open ones
    of which nothing is due on any day.
    """
    order = "opened_at, id" if oldest_first else "opened_at DESC, id DESC"
    wanted: list[str] = []
    values: list[object] = []
    for words, value in (
        ("status = ?", status),
        ("owner = ?", owner),
        ("id IN (SELECT case_id FROM case_pupil WHERE pupil = ?)", pupil),
    ):
        if value:
            wanted.append(words)
            values.append(value)
    if without_step:
        wanted.append(case_steps.WITHOUT_STEP)
    if second_for:
        wanted.append(
            f"{_WAITS} AND id IN (SELECT case_id FROM case_closing WHERE second IN (?, ?)"
            " AND signed_at = '' AND author_id <> ?)"
        )
        values += [second_for, ANYONE, second_for]
    where = " AND ".join(wanted) or "1"
    found = connection.all(
        f"SELECT id FROM case_state WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?",
        (*values, -1 if limit is None else limit, offset),
    )
    return [item for (item,) in found]


def rows(connection: Connection, case_ids: Sequence[str]) -> list[CaseRow]:
    """Return the rows of these cases, in this order."""
    found = connection.all(
        f"{_ROW} WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(case_ids)),)
    )
    read = (
        CaseRow(
            id=item[0],
            title=item[1],
            names=item[2],
            status=item[3],
            owner=item[4],
            level=item[5],
            opened_at=item[6],
            next_due="" if item[7] == case_steps.SOME_DAY else item[7],
            has_step=bool(item[7]),
            open_actions=item[8],
            concerns=item[9],
            waits_for_second=bool(item[10]),
        )
        for item in found
    )
    return in_order_of(case_ids, {row.id: row for row in read})


def counts(connection: Connection) -> dict[str, int]:
    """Return how many cases stand at each status."""
    found = connection.all("SELECT status, count(*) FROM case_state GROUP BY status")
    return {"open": 0, "monitoring": 0, "closed": 0, "merged": 0} | dict(found)


def open_of_pupils(connection: Connection, pupil_ids: Sequence[str]) -> list[CaseRow]:
    """Return the open and monitored cases of any of these children, the newest first."""
    found = connection.all(
        "SELECT id FROM case_state WHERE status IN ('open', 'monitoring') AND id IN (SELECT case_id"
        " FROM case_pupil WHERE pupil IN (SELECT value FROM json_each(?)))"
        " ORDER BY opened_at DESC, id DESC",
        (json.dumps(list(pupil_ids)),),
    )
    return rows(connection, [item for (item,) in found])


def duplicates(connection: Connection, concern_id: str) -> list[tuple[str, str, str, str]]:
    """Return (the other concern's id, reason, by, UTC text) of what this concern was found to tell
    a second time, or what tells this one a second time.
    """
    found = connection.all(
        "SELECT CASE concern WHEN ? THEN other ELSE concern END, reason, author, at FROM duplicate"
        " WHERE concern = ? OR other = ? ORDER BY at, concern",
        (concern_id,) * 3,
    )
    return [(item[0], item[1], item[2], item[3]) for item in found]


def due(connection: Connection, *, until: str, limit: int = 200) -> list[DueItem]:
    """Return the cases whose review, or whose monitoring's end, is on ``until`` (ISO day) or
    before, the oldest first.
    """
    found = connection.all(
        f"SELECT kind, id, {_NAMES}, title, day, {_OWNER} FROM ("
        " SELECT 'case' AS kind, *, next_review AS day FROM case_state WHERE next_review <> ''"
        " AND status <> 'merged' UNION ALL"
        " SELECT 'monitoring', *, until FROM case_state WHERE status = 'monitoring'"
        ") AS case_state WHERE day <= ? ORDER BY day, id LIMIT ?",
        (until, limit),
    )
    return _due_items(connection, found)


def without_next_step(
    connection: Connection, *, until: str = "", limit: int = 200
) -> list[DueItem]:
    """Return the open cases of which nothing is due on any day (``due`` is empty), the oldest
    first; ``until`` changes nothing.
    """
    wanted = ids(connection, without_step=True, oldest_first=True, limit=limit)
    return _items_without_day(connection, wanted, kind="case")


def unsigned_closings(
    connection: Connection, *, until: str = "", limit: int = 200
) -> list[DueItem]:
    """Return the closed cases that wait for the second signature that was asked for, the oldest
    first; ``until`` changes nothing.
    """
    found = connection.all(
        f"SELECT id FROM case_state WHERE {_WAITS} ORDER BY opened_at, id LIMIT ?", (limit,)
    )
    return _items_without_day(connection, [item for (item,) in found], kind="closing")


def _items_without_day(connection: Connection, wanted: list[str], *, kind: str) -> list[DueItem]:
    found = connection.all(
        f"SELECT ?, id, {_NAMES}, title, '', {_OWNER} FROM case_state"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (kind, json.dumps(wanted)),
    )
    return in_order_of(wanted, {item.id: item for item in _due_items(connection, found)})


def _due_items(connection: Connection, found: list[Row]) -> list[DueItem]:
    return [
        DueItem(
            kind=item[0],
            id=item[1],
            pupils=_pupils(connection, item[1]),
            names=item[2],
            words=item[3],
            due=item[4],
            owner=item[5],
        )
        for item in found
    ]


def closings(connection: Connection, case_id: str) -> tuple[CaseClosing, ...]:
    """Return how a case was closed, each time, in order."""
    found = connection.all(
        "SELECT value, author, author_id, at, second, signed_by, signed_at, signed_text"
        " FROM case_closing WHERE case_id = ? ORDER BY ledger, seq",
        (case_id,),
    )
    return tuple(
        CaseClosing(
            **json.loads(item[0]),
            by=item[1],
            by_id=item[2],
            at=item[3],
            second=item[4],
            countersigned=(item[5], item[6], item[7]) if item[6] else (),
        )
        for item in found
    )


def _pupils(connection: Connection, case_id: str) -> tuple[str, ...]:
    found = connection.all("SELECT pupil FROM case_pupil WHERE case_id = ? ORDER BY n", (case_id,))
    return tuple(pupil for (pupil,) in found)
