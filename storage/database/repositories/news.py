"""What others added since a person was last signed in."""

import json
from dataclasses import dataclass

from storage.database.connection import Connection
from storage.records.today import News

_FIRST_WORDS = 160
# What the person wrote is no news to them; a concern that still waits stands among those waiting.
_NEW = (
    " FROM chronology WHERE ledger = ? AND seq > ? AND author <> ? AND substr(author, 1, ?) <> ?"
    " AND NOT (kind = 'concern' AND EXISTS (SELECT 1 FROM concern WHERE concern.id = chronology.id"
    " AND status = 'waiting'))"
)
_CHILDREN = (
    "SELECT place.number, pupil.id, pupil.name FROM chronology_pupil AS place JOIN pupil"
    " ON pupil.id = place.pupil WHERE place.number IN (SELECT value FROM json_each(?))"
    " ORDER BY pupil.sort_name, pupil.id"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceLastTime:
    """The newest rows, how many there are in all, and since when (UTC text; empty the first
    time).
    """

    rows: tuple[News, ...] = ()
    total: int = 0
    since: str = ""


def since_last_time(connection: Connection, *, person: str, limit: int = 20) -> SinceLastTime:
    """Return what others added after the sign-in before the present one of this person (id)."""
    sign_ins = connection.all(
        "SELECT ledger, seq, at FROM access WHERE person = ? AND kind = 'session.opened'"
        " ORDER BY at DESC, seq DESC LIMIT 2",
        (person,),
    )
    if len(sign_ins) < 2:
        return SinceLastTime()
    ledger, seq, since = sign_ins[1]
    name = str(connection.value("SELECT name FROM person WHERE id = ?", (person,)) or "")
    values = (ledger, seq, name, len(name) + 2, f"{name} (")
    total: int = connection.value(f"SELECT count(*){_NEW}", values)
    rows = connection.all(
        "SELECT number, id, kind, substr(CASE summary WHEN '' THEN text ELSE summary END, 1, ?),"
        f" author, recorded_at{_NEW} ORDER BY number DESC LIMIT ?",
        (_FIRST_WORDS, *values, limit),
    )
    children: dict[int, list[tuple[str, str]]] = {}
    for number, pupil, called in connection.all(_CHILDREN, (json.dumps([row[0] for row in rows]),)):
        children.setdefault(number, []).append((pupil, called))
    return SinceLastTime(
        rows=tuple(
            News(
                id=row[1],
                kind=row[2],
                pupils=tuple(pupil for pupil, _name in children.get(row[0], ())),
                names=", ".join(called for _pupil, called in children.get(row[0], ())),
                words=row[3],
                by=row[4],
                at=row[5],
            )
            for row in rows
        ),
        total=total,
        since=since,
    )
