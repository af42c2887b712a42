"""Professional disagreements: each with its steps, and by when somebody is to answer."""

import json

from storage.database.connection import Connection
from storage.database.repositories import limits, things
from storage.database.work_values import disagreement_steps, texts
from storage.records.disagreements import Disagreement, disagreement_wait
from storage.records.due import DueItem
from storage.records.referral_waits import Wait

_TEXTS = ("sought", "case", "referral", "reason")


def disagreement(connection: Connection, disagreement_id: str) -> Disagreement | None:
    """Return a disagreement with its steps in order; None when there is none of this id."""
    row = connection.one(
        "SELECT value, author, recorded_at FROM disagreement WHERE id = ?", (disagreement_id,)
    )
    if row is None:
        return None
    children = things.children_of(connection, [disagreement_id])
    return Disagreement(
        **texts(json.loads(row[0]), _TEXTS),
        id=disagreement_id,
        pupils=things.ids(children[disagreement_id]),
        author=row[1],
        recorded_at=row[2],
        steps=disagreement_steps(connection, disagreement_id),
    )


def ids(
    connection: Connection,
    *,
    open_only: bool = False,
    pupil: str = "",
    case: str = "",
    referral: str = "",
) -> list[str]:
    """Return ids, the newest first; of a child, a case or a referral where one is named."""
    found = connection.all(
        "SELECT id FROM disagreement WHERE (NOT ? OR ended = '') AND (? = '' OR referral = ?)"
        f" AND (? = '' OR id IN {things.IN_FILE}) AND (? = '' OR id IN {things.IN_CASE})"
        " ORDER BY recorded_at DESC, id",
        (open_only, referral, referral, pupil, pupil, case, case, case),
    )
    return [item for (item,) in found]


def disputed(connection: Connection) -> frozenset[str]:
    """Return the ids of referrals whose answer the school has disagreed with."""
    found = connection.all("SELECT DISTINCT referral FROM disagreement WHERE referral <> ''")
    return frozenset(item for (item,) in found)


def wait_of(connection: Connection, one: Disagreement) -> Wait | None:
    """Return what is waited for; None when it has ended."""
    return disagreement_wait(one, rungs=limits.rungs(), limits=limits.limits(connection))


def due(connection: Connection, *, until: str, limit: int = 200) -> list[DueItem]:
    """Return the open disagreements whose next step is due on ``until`` (ISO day) or before, the
    oldest first.
    """
    in_force = limits.limits(connection)
    found = []
    for item in ids(connection, open_only=True):
        one = disagreement(connection, item)
        wait = one and disagreement_wait(one, rungs=limits.rungs(), limits=in_force)
        if wait and wait.day <= until:
            found.append((wait, item))
    found.sort(key=lambda pair: (pair[0].day, pair[1]))
    children = things.children_of(connection, [item for _wait, item in found[:limit]])
    return [
        DueItem(
            kind="disagreement",
            id=item,
            pupils=things.ids(children[item]),
            names=things.names(children[item]),
            words=wait.words,
            due=wait.day,
        )
        for wait, item in found[:limit]
    ]
