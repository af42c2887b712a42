"""What a child is from a day to a day, and the levels at which the work with them stood."""

import json
from dataclasses import replace

from storage.database.connection import Connection, Row
from storage.records.around_child import LevelEntry, Status
from storage.records.when import When

_STATUS = (
    "SELECT status.id, status.kind, since, status.text, until, status.reason, status.source,"
    " status.author, status.recorded_at, ended, ended_reason, ended_by FROM status"
)

# from one index; the rows of the file alone are gone through (unary +), not those of the school
WITH_LEVEL = (
    "place.role = 'subject' AND +place.number IN (SELECT number FROM chronology"
    " WHERE level <> '' AND NOT transcribed AND kind <> 'concern')"
)


def of_pupil(connection: Connection, pupil_id: str) -> list[Status]:
    """Return every status a child has or had, the oldest first."""
    found = connection.all(
        f"{_STATUS} JOIN chronology_pupil AS place ON place.id = status.id WHERE place.pupil = ?"
        " ORDER BY place.first, place.last, place.ledger, place.seq",
        (pupil_id,),
    )
    return [_status(item) for item in found]


def status(connection: Connection, status_id: str) -> Status | None:
    """Return one status."""
    found = connection.one(f"{_STATUS} WHERE status.id = ?", (status_id,))
    return None if found is None else _status(found)


def status_events(connection: Connection, pupil_id: str) -> list[tuple[str, str, str, str, str]]:
    """Return (from, to, kind, words, id) of a child's statuses, the oldest first; the days are ISO
    text, empty where the beginning is not known or there is no end.
    """
    return [
        (
            (each.since.earliest or "")[:10],
            ((each.ended.latest or "")[:10] if each.ended else each.until),
            *(each.kind, each.text, each.id),
        )
        for each in of_pupil(connection, pupil_id)
    ]


def level_now(connection: Connection, pupil_id: str) -> str:
    """Return the level at which the work with a child stands; empty where none was set."""
    found: str | None = connection.value(
        "SELECT (SELECT level FROM chronology WHERE number = place.number)"
        f" FROM chronology_pupil AS place WHERE place.pupil = ? AND {WITH_LEVEL}"
        " ORDER BY place.recorded_at DESC, place.ledger DESC, place.seq DESC LIMIT 1",
        (pupil_id,),
    )
    return found or ""


def levels(connection: Connection, pupil_id: str) -> list[LevelEntry]:
    """Return the levels at which the work with a child stood, the oldest first, each where it was
    set anew.
    """
    found = connection.all(
        "SELECT chronology.level, chronology.recorded_at, reason, text, author, chronology.id, kind"
        " FROM chronology_pupil AS place JOIN chronology USING (number)"
        f" WHERE place.pupil = ? AND {WITH_LEVEL}"
        " ORDER BY chronology.recorded_at, place.ledger, place.seq",
        (pupil_id,),
    )
    result: list[LevelEntry] = []
    for level, at, reason, text, author, row, kind in found:
        why = reason or (text if kind == "case_changed" else "")
        entry = LevelEntry(level=level, since=at, reason=why, by=author, row=row, kind=kind)
        if not result or result[-1].level != level:
            result.append(entry)
        elif not result[-1].reason:  # a case opened in the moment of the decision that says why
            result[-1] = replace(entry, since=result[-1].since)
    return result


def _status(item: Row) -> Status:
    ended = json.loads(item[9]) if item[9] else None
    return Status(
        id=item[0],
        kind=item[1],
        since=When.from_value(json.loads(item[2])),
        text=item[3],
        until=item[4],
        reason=item[5],
        source=item[6],
        by=item[7],
        at=item[8],
        ended=When.from_value(ended) if ended else None,
        ended_reason=item[10],
        ended_by=item[11],
    )
