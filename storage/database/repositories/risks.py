"""Risk assessments: the version in force, the versions before it, who agreed, and what is due."""

import json
from collections.abc import Sequence
from typing import Any

from storage.database.connection import Connection, Row
from storage.records.due import DueItem
from storage.records.risk_assessment import (
    RiskAssessment,
    RiskAssessmentDraft,
    RiskEnded,
    RiskSigned,
)

_RISK = "SELECT id, version, author, recorded_at, value FROM risk"
_OPEN = "NOT superseded AND review_date <> '' AND risk.id NOT IN (SELECT risk FROM risk_ended)"


def latest(connection: Connection, pupil_id: str) -> list[RiskAssessment]:
    """Return the newest version of each of a child's assessments, the newest first; those that
    have ended say so.
    """
    found = connection.all(
        f"{_RISK} WHERE pupil = ? AND NOT superseded ORDER BY recorded_at DESC, id", (pupil_id,)
    )
    return _risks(connection, found)


def versions(connection: Connection, risk_id: str) -> list[RiskAssessment]:
    """Return all versions of one assessment, the newest first."""
    found = connection.all(f"{_RISK} WHERE id = ? ORDER BY version DESC", (risk_id,))
    return _risks(connection, found)


def due_reviews(
    connection: Connection, today_iso: str, *, limit: int = 200
) -> tuple[tuple[str, str, str, str], ...]:
    """Return (assessment id, pupil's name, title, review date) of what is due by ``today_iso``."""
    found = connection.all(
        "SELECT risk.id, coalesce(pupil.name, ''), title, review_date FROM risk"
        f" LEFT JOIN pupil ON pupil.id = risk.pupil WHERE {_OPEN}"
        " AND review_date <= ? ORDER BY review_date, risk.id LIMIT ?",
        (today_iso, limit),
    )
    return tuple((item[0], item[1], item[2], item[3]) for item in found)


def due(connection: Connection, *, until: str, limit: int = 200) -> list[DueItem]:
    """Return the assessments in force that are to be looked at by the ISO day ``until``, oldest
    first.
    """
    found = connection.all(
        "SELECT risk.id, risk.pupil, coalesce(pupil.name, ''), title, review_date, author FROM risk"
        f" LEFT JOIN pupil ON pupil.id = risk.pupil WHERE {_OPEN}"
        " AND review_date <= ? ORDER BY review_date, risk.id LIMIT ?",
        (until, limit),
    )
    return [
        DueItem(
            kind="risk",
            id=risk,
            pupils=(pupil,),
            names=name,
            words=title,
            due=day,
            owner=author,
        )
        for risk, pupil, name, title, day, author in found
    ]


def _risks(connection: Connection, found: Sequence[Row]) -> list[RiskAssessment]:
    ids = tuple(dict.fromkeys(item[0] for item in found))
    signed, ended = _signed(connection, ids), _ended(connection, ids)
    return [
        RiskAssessment(
            id=item[0],
            version=item[1],
            draft=RiskAssessmentDraft.from_fields(json.loads(item[4])),
            author=item[2],
            recorded_at=item[3],
            signed=tuple(each for each in signed.get(item[0], ()) if each.version == item[1]),
            ended=ended.get(item[0]),
        )
        for item in found
    ]


def _signed(connection: Connection, ids: tuple[str, ...]) -> dict[str, list[RiskSigned]]:
    result: dict[str, list[RiskSigned]] = {}
    for risk, *rest in _of(
        connection,
        "SELECT risk, version, name, role, on_day, text, author, recorded_at, seq"
        " FROM risk_signed WHERE risk IN ({}) ORDER BY on_day, seq",
        ids,
    ):
        version, name, role, on, text, author, recorded_at, seq = rest
        result.setdefault(risk, []).append(
            RiskSigned(
                version=version,
                name=name,
                role=role,
                on=on,
                text=text,
                author=author,
                recorded_at=recorded_at,
                seq=seq,
            )
        )
    return result


def _ended(connection: Connection, ids: tuple[str, ...]) -> dict[str, RiskEnded]:
    found = _of(
        connection,
        "SELECT risk, on_day, reason, outcome, author, recorded_at, seq FROM risk_ended"
        " WHERE risk IN ({})",
        ids,
    )
    return {
        risk: RiskEnded(
            on=on, reason=reason, outcome=outcome, author=author, recorded_at=at, seq=seq
        )
        for risk, on, reason, outcome, author, at, seq in found
    }


def _of(connection: Connection, sql: str, ids: tuple[str, ...]) -> Sequence[Any]:
    return connection.all(sql.format(", ".join("?" * len(ids))), ids) if ids else ()
