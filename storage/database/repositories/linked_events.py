"""Rows that a lead takes as one event: which they are, and who said so when and why."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from storage.database.connection import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLink:
    """One entry that says of rows that they tell of one event, or (``parted``) that they do not.
    ``recorded_at`` is UTC text, ``seq`` its ledger position.
    """

    event: str
    targets: tuple[str, ...]
    parted: bool
    reason: str
    by: str
    recorded_at: str
    seq: int


def event_of(connection: Connection, row_id: str) -> str:
    """Return the event that a row is taken as, empty where it stands for itself."""
    found: str | None = connection.value(
        "SELECT event FROM event_member WHERE target = ?", (row_id,)
    )
    return found or ""


def members(connection: Connection, event: str) -> tuple[str, ...]:
    """Return the rows taken as an event, by their ids."""
    rows = connection.all(
        "SELECT target FROM event_member WHERE event = ? ORDER BY target", (event,)
    )
    return tuple(target for (target,) in rows)


def groups_of(connection: Connection, pupils: Sequence[str]) -> dict[str, str]:
    """Return by a row's id its event, for the files of these children; an event of which only one
    row stands there is left out.
    """
    rows = connection.all(
        "SELECT DISTINCT target, event FROM event_member JOIN chronology_pupil AS place"
        " ON place.number = (SELECT number FROM chronology WHERE id = target)"
        " WHERE place.pupil IN (SELECT value FROM json_each(?))",
        (json.dumps(list(pupils)),),
    )
    counts: dict[str, int] = {}
    for _target, event in rows:
        counts[event] = counts.get(event, 0) + 1
    return {target: event for target, event in rows if counts[event] > 1}


def links(connection: Connection, event: str) -> tuple[EventLink, ...]:
    """Return every entry about an event, the oldest first."""
    return tuple(
        EventLink(
            event=event,
            targets=tuple(json.loads(targets)),
            parted=bool(parted),
            reason=reason,
            by=author,
            recorded_at=at,
            seq=seq,
        )
        for targets, parted, reason, author, at, seq in connection.all(
            "SELECT targets, parted, reason, author, recorded_at, seq FROM event_link"
            " WHERE event = ? ORDER BY ledger, seq",
            (event,),
        )
    )


def share_a_file(connection: Connection, row_ids: Sequence[str]) -> bool:
    """Whether there is a child in whose file all these rows stand."""
    wanted = set(row_ids)
    found = connection.value(
        "SELECT count(*) FROM (SELECT pupil FROM chronology_pupil JOIN chronology USING (number)"
        " WHERE chronology.id IN (SELECT value FROM json_each(?))"
        " GROUP BY pupil HAVING count(DISTINCT chronology.id) = ?)",
        (json.dumps(sorted(wanted)), len(wanted)),
    )
    return bool(found)
