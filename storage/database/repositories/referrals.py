"""Referrals: each with all its news, lists, and what is waited for by a day."""

import json
from collections.abc import Sequence
from datetime import date

from storage.database.connection import Connection
from storage.database.repositories import disagreements, limits, things
from storage.database.work_values import first_steps, step, texts
from storage.records.due import DueItem
from storage.records.referral_waits import (
    Wait,
    is_long,
    referral_day,
    waits,
    weeks_waited,
)
from storage.records.referrals import (
    FINAL,
    Advice,
    Referral,
    ReferralRow,
    Step,
    ToldFacts,
    in_order,
)
from storage.records.time_limits import Limits
from storage.records.when import When

_TEXTS = ("to", "text", "case", "concern", "form", "urgency", "reference", "reason", "child_words")
_DONE = "('" + "', '".join(sorted(FINAL)) + "')"
# What a list shows: all, those that are waited for, refused, over.
WHICH = {
    "all": "1",
    "waiting": f"state NOT IN {_DONE} AND state <> 'refused'",
    "refused": "state = 'refused'",
    "done": f"state IN {_DONE}",
}


def referral(connection: Connection, referral_id: str) -> Referral | None:
    """Return a referral with its steps in the order in which they happened; None when there is
    none of this id.
    """
    found = _load(connection, [referral_id])
    return found[0] if found else None


def ids(
    connection: Connection,
    *,
    which: str = "all",
    pupil: str = "",
    case: str = "",
    limit: int | None = None,
    offset: int = 0,
) -> list[str]:
    """Return ids, the newest first; ``which`` is a key of WHICH, ``case`` any case's id."""
    found = connection.all(
        f"SELECT id FROM referral WHERE {WHICH[which]}"
        f" AND (? = '' OR id IN {things.IN_FILE}) AND (? = '' OR id IN {things.IN_CASE})"
        " ORDER BY recorded_at DESC, id LIMIT ? OFFSET ?",
        (pupil, pupil, case, case, case, -1 if limit is None else limit, offset),
    )
    return [item for (item,) in found]


def counts(connection: Connection) -> dict[str, int]:
    """Return how many referrals each list of WHICH holds."""
    return {
        name: connection.value(f"SELECT count(*) FROM referral WHERE {where}")
        for name, where in WHICH.items()
    }


def rows(connection: Connection, referral_ids: Sequence[str], *, today: str) -> list[ReferralRow]:
    """Return the rows of these referrals in this order; ``today`` is an ISO day."""
    in_force = limits.limits(connection)
    disputed = disagreements.disputed(connection)
    children = things.children_of(connection, referral_ids)
    day = date.fromisoformat(today)
    return [
        _row(
            one,
            things.names(children[one.id]),
            in_force,
            day,
            found=_waits(connection, one, in_force, disputed=one.id in disputed),
        )
        for one in _load(connection, referral_ids)
    ]


def waits_of(connection: Connection, one: Referral) -> tuple[Wait, ...]:
    """Return what a referral waits for, the first due first."""
    return waits(
        one,
        service=limits.service(one.to),
        limits=limits.limits(connection),
        disputed=one.id in disagreements.disputed(connection),
    )


def due(connection: Connection, *, until: str, limit: int = 200) -> list[DueItem]:
    """Return what is due of referrals and disagreements on ``until`` (ISO day) or before, the
    oldest first; of a referral only what is due first.
    """
    in_force = limits.limits(connection)
    disputed = disagreements.disputed(connection)
    open_ones = connection.all(f"SELECT id FROM referral WHERE state NOT IN {_DONE}")
    items = []
    for one in _load(connection, [item for (item,) in open_ones]):
        found = waits(
            one,
            service=limits.service(one.to),
            limits=in_force,
            disputed=one.id in disputed,
        )
        if found and found[0].day <= until:
            items.append((found[0], one))
    items.sort(key=lambda item: (item[0].day, item[1].id))
    children = things.children_of(connection, [one.id for _wait, one in items[:limit]])
    own = [
        DueItem(
            kind="referral",
            id=one.id,
            pupils=things.ids(children[one.id]),
            names=things.names(children[one.id]),
            words=wait.words,
            due=wait.day,
        )
        for wait, one in items[:limit]
    ]
    others = disagreements.due(connection, until=until, limit=limit)
    return sorted([*own, *others], key=lambda item: (item.due, item.id))[:limit]


def _waits(
    connection: Connection, one: Referral, in_force: Limits, *, disputed: bool
) -> Sequence[Wait]:
    """What a referral waits for; where it is disputed and nothing else is due, the next step of the
    open disagreement.
    """
    service = limits.service(one.to)
    found = waits(one, service=service, limits=in_force, disputed=disputed)
    if found or not disputed:
        return found
    still_open = disagreements.ids(connection, open_only=True, referral=one.id)
    wholes = (disagreements.disagreement(connection, item) for item in still_open)
    steps = (disagreements.wait_of(connection, whole) for whole in wholes if whole is not None)
    return [wait for wait in steps if wait is not None]


def _row(
    one: Referral, names: str, in_force: Limits, today: date, *, found: Sequence[Wait]
) -> ReferralRow:
    service = limits.service(one.to)
    first = found[0] if found else None
    return ReferralRow(
        id=one.id,
        names=names,
        to=one.to,
        state=one.state,
        made_on=referral_day(one),
        wait=first.words if first else "",
        due=first.day if first else "",
        weeks=weeks_waited(one, today) if service.waits else -1,
        long_wait=is_long(one, service=service, limits=in_force, today=today),
    )


def _load(connection: Connection, referral_ids: Sequence[str]) -> list[Referral]:
    """The referrals of these ids in this order, read together."""
    wanted = json.dumps(list(referral_ids))
    news: dict[str, list[Step]] = {}
    for row in connection.all(
        "SELECT referral, value, author, recorded_at, seq FROM referral_news"
        " WHERE referral IN (SELECT value FROM json_each(?)) ORDER BY ledger, seq",
        (wanted,),
    ):
        one = step(json.loads(row[1]), author=row[2], at=row[3], seq=row[4])
        news.setdefault(row[0], []).append(one)
    children = things.children_of(connection, referral_ids)
    found = {
        row[0]: _referral(row, news.get(row[0], []), things.ids(children[row[0]]))
        for row in connection.all(
            "SELECT id, value, author, recorded_at, seq FROM referral"
            " WHERE id IN (SELECT value FROM json_each(?))",
            (wanted,),
        )
    }
    return [found[item] for item in referral_ids if item in found]


def _referral(
    row: tuple[str, str, str, str, int], news: list[Step], pupils: tuple[str, ...]
) -> Referral:
    fields = json.loads(row[1])
    facts = fields.get("facts")
    first = first_steps(fields, author=row[2], at=row[3], seq=row[4])
    return Referral(
        **texts(fields, _TEXTS),
        id=row[0],
        pupils=pupils,
        happened=When.from_value(fields["happened"]),
        consent=fields.get("consent") or {},
        parents=fields.get("parents") or {},
        advice=tuple(Advice(**one) for one in fields.get("advice") or ()),
        facts=ToldFacts.from_value(facts) if facts else None,
        author=row[2],
        recorded_at=row[3],
        steps=in_order([*first, *news]),
    )
