"""Meetings: planned, moved, called off, held."""

import json
from collections.abc import Sequence

from storage.database.connection import Connection
from storage.database.repositories import things
from storage.database.work_values import guests, held_meeting, texts
from storage.records.plans import HeldMeeting, Meeting, MeetingMove

_TEXTS = ("kind", "on", "plan", "case", "place", "note")


def meeting(connection: Connection, meeting_id: str) -> Meeting | None:
    """Return a meeting; also by the id of the row it made when it was held. None when there is
    none.
    """
    found = load(connection, [meeting_id])
    if found:
        return found[0]
    held = connection.value("SELECT id FROM meeting WHERE held_row = ?", (meeting_id,))
    return next(iter(load(connection, [held])), None) if held and meeting_id else None


def ids(
    connection: Connection, *, state: str = "", pupil: str = "", case: str = "", plan: str = ""
) -> list[str]:
    """Return ids in the order in which they were entered; ``state`` is planned, held or off."""
    found = connection.all(
        "SELECT id FROM meeting WHERE (? = '' OR state = ?) AND (? = '' OR plan = ?)"
        f" AND (? = '' OR held_row IN {things.IN_FILE} OR"
        f" (held_row = '' AND id IN {things.BESIDE_FILE}))"
        f" AND (? = '' OR id IN {things.IN_CASE} OR held_row IN {things.IN_CASE})"
        " ORDER BY recorded_at, id",
        (*(state, state, plan, plan, pupil, pupil, pupil), *([case] * 5)),
    )
    return [item for (item,) in found]


def load(connection: Connection, meeting_ids: Sequence[str]) -> list[Meeting]:
    """Return the meetings of these ids in this order, read together; unknown ids are left out."""
    wanted = json.dumps(list(meeting_ids))
    moves: dict[str, list[MeetingMove]] = {}
    held: dict[str, HeldMeeting] = {}
    for row in connection.all(
        "SELECT meeting, type, value, author, recorded_at FROM meeting_news"
        " WHERE meeting IN (SELECT value FROM json_each(?)) ORDER BY ledger, seq",
        (wanted,),
    ):
        fields = json.loads(row[2])
        if row[1] == "meeting.held":
            held[row[0]] = held_meeting(fields, author=row[3], at=row[4])
        else:
            move = MeetingMove(**texts(fields, ("reason", "on")), author=row[3], recorded_at=row[4])
            moves.setdefault(row[0], []).append(move)
    children = children_of(connection, meeting_ids)
    found = {
        row[0]: _meeting(row, moves.get(row[0], []), held.get(row[0]), things.ids(children[row[0]]))
        for row in connection.all(
            "SELECT id, value, author, recorded_at FROM meeting"
            " WHERE id IN (SELECT value FROM json_each(?))",
            (wanted,),
        )
    }
    return [found[item] for item in meeting_ids if item in found]


def children_of(connection: Connection, meeting_ids: Sequence[str]) -> things.Children:
    """Return (pupil id, name) of each meeting: of those whose files its row stands in, or, before
    it was held, of those it is to be about.
    """
    rows: dict[str, str] = dict(
        connection.all(
            "SELECT id, held_row FROM meeting WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(meeting_ids)),),
        )
    )
    by_row = things.children_of(connection, [row for row in rows.values() if row])
    beside = things.children_of(connection, list(meeting_ids), beside=True)
    return {item: by_row[rows[item]] if rows.get(item) else beside[item] for item in meeting_ids}


def _meeting(
    row: tuple[str, str, str, str],
    moves: list[MeetingMove],
    held: HeldMeeting | None,
    pupils: tuple[str, ...],
) -> Meeting:
    fields = json.loads(row[1])
    said = texts(fields, _TEXTS)
    moved = [move.on for move in moves if move.on]
    if moved:
        said["on"] = moved[-1]
    return Meeting(
        **said,
        id=row[0],
        pupils=pupils,
        invited=guests(fields.get("invited")),
        author=row[2],
        recorded_at=row[3],
        moves=tuple(moves),
        held=held,
    )
