"""What is to be done, by whom and when."""

import json
from collections.abc import Sequence

from storage.database.connection import Connection, Row
from storage.database.repositories.paging import in_order_of
from storage.records.casework import Action, ActionRow
from storage.records.due import DueItem

_ACTION = (
    "SELECT id, what, owner, due, concern, author, recorded_at, done_at, outcome,"
    " coalesce(owner_id, ''), kind, dropped FROM action"
)
_ROW = (
    "SELECT id, what, owner, due, coalesce((SELECT group_concat(name, ', ') FROM (SELECT"
    " pupil.name FROM action_pupil JOIN pupil ON pupil.id = action_pupil.pupil"
    " WHERE action = action.id ORDER BY n)), ''), concern, done_at FROM action"
)
_OF_CASE = (
    "(SELECT target FROM case_member WHERE case_id = ? OR within = ? UNION SELECT action.id FROM"
    " case_member CROSS JOIN action ON concern = target WHERE case_id = ? OR within = ?)"
)


def action(connection: Connection, action_id: str) -> Action | None:
    """Return an action by id."""
    found = connection.one(f"{_ACTION} WHERE id = ?", (action_id,))
    return None if found is None else _action(connection, found)


def of_concern(connection: Connection, concern_id: str) -> list[Action]:
    """Return the actions that came of a concern, in the order in which they were set."""
    found = connection.all(f"{_ACTION} WHERE concern = ? ORDER BY recorded_at, id", (concern_id,))
    return [_action(connection, item) for item in found]


def of_pupil(connection: Connection, pupil_id: str, *, open_only: bool = False) -> list[Action]:
    """Return a child's actions by due day."""
    found = ids(connection, open_only=open_only, pupil=pupil_id)
    wholes = (action(connection, item) for item in found)
    return [whole for whole in wholes if whole is not None]


def of_case(connection: Connection, case_id: str, *, open_only: bool = False) -> list[Action]:
    """Return the actions of a case and of its concerns, in the order in which they were set."""
    found = connection.all(
        f"{_ACTION} WHERE id IN {_OF_CASE} AND (NOT ? OR done_at IS NULL) ORDER BY recorded_at, id",
        (*(case_id,) * 4, open_only),
    )
    return [_action(connection, item) for item in found]


def of_nobody(connection: Connection, *, limit: int = 200) -> list[str]:
    """Return the ids of open actions whose owner has left, or cannot sign in any more, by day."""
    found = connection.all(
        "SELECT action.id FROM action JOIN person ON person.id = owner_id WHERE done_at IS NULL"
        " AND NOT active ORDER BY due = '', due, recorded_at, action.id LIMIT ?",
        (limit,),
    )
    return [item for (item,) in found]


def due(connection: Connection, *, until: str, limit: int = 200) -> list[DueItem]:
    """Return the open actions due on ``until`` (ISO day) or before, the oldest first."""
    found = connection.all(
        f"{_ROW} WHERE done_at IS NULL AND due <> '' AND due <= ? ORDER BY due, recorded_at, id"
        " LIMIT ?",
        (until, limit),
    )
    return [
        DueItem(
            kind="action",
            id=item[0],
            pupils=_pupils(connection, item[0]),
            names=item[4],
            words=item[1],
            due=item[3],
            owner=item[2],
        )
        for item in found
    ]


def ids(
    connection: Connection,
    *,
    open_only: bool = True,
    pupil: str = "",
    owner: str = "",
    limit: int | None = None,
    offset: int = 0,
) -> list[str]:
    """Return ids by due day, those without one last; ``owner`` is a person id."""
    found = connection.all(
        "SELECT id FROM action WHERE (NOT ? OR done_at IS NULL) AND (? = '' OR owner_id = ?)"
        " AND (? = '' OR id IN (SELECT action FROM action_pupil WHERE pupil = ?))"
        " ORDER BY due = '', due, recorded_at, id LIMIT ? OFFSET ?",
        (open_only, owner, owner, pupil, pupil, -1 if limit is None else limit, offset),
    )
    return [item for (item,) in found]


def rows(connection: Connection, action_ids: Sequence[str], *, today: str) -> list[ActionRow]:
    """Return the rows of these actions in this order; ``today`` (ISO) decides what is overdue."""
    found = connection.all(
        f"{_ROW} WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(action_ids)),),
    )
    return in_order_of(action_ids, {item[0]: _row(item, today) for item in found})


def _action(connection: Connection, found: Row) -> Action:
    return Action(
        id=found[0],
        what=found[1],
        owner=found[2],
        due=found[3],
        pupils=_pupils(connection, found[0]),
        concern=found[4],
        author=found[5],
        recorded_at=found[6],
        done_at=found[7],
        outcome=found[8],
        owner_id=found[9],
        kind=found[10],
        dropped=bool(found[11]),
    )


def _pupils(connection: Connection, action_id: str) -> tuple[str, ...]:
    found = connection.all(
        "SELECT pupil FROM action_pupil WHERE action = ? ORDER BY n", (action_id,)
    )
    return tuple(pupil for (pupil,) in found)


def _row(found: Row, today: str) -> ActionRow:
    return ActionRow(
        id=found[0],
        what=found[1],
        owner=found[2],
        due=found[3],
        pupils=found[4],
        concern=found[5],
        overdue=found[6] is None and bool(found[3]) and found[3] < today,
    )
