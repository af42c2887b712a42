"""Risk assessments: the version in force, the versions before it, and what is due for review."""

import json

from storage.database.connection import Connection, Row
from storage.records.risk_assessment import Hazard, RiskAssessment, RiskAssessmentDraft

_RISK = "SELECT id, version, author, recorded_at, value FROM risk"


def latest(connection: Connection, pupil_id: str) -> list[RiskAssessment]:
    """Return a child's risk assessments in force, the newest first."""
    found = connection.all(
        f"{_RISK} WHERE pupil = ? AND NOT superseded ORDER BY recorded_at DESC, id", (pupil_id,)
    )
    return [_risk(item) for item in found]


def versions(connection: Connection, risk_id: str) -> list[RiskAssessment]:
    """Return all versions of one assessment, the newest first."""
    found = connection.all(f"{_RISK} WHERE id = ? ORDER BY version DESC", (risk_id,))
    return [_risk(item) for item in found]


def due_reviews(
    connection: Connection, today_iso: str, *, limit: int = 200
) -> tuple[tuple[str, str, str, str], ...]:
    """Return (assessment id, pupil's name, title, review date) of what is due by ``today_iso``."""
    found = connection.all(
        "SELECT risk.id, coalesce(pupil.name, ''), title, review_date FROM risk"
        " LEFT JOIN pupil ON pupil.id = risk.pupil WHERE NOT superseded AND review_date <> ''"
        " AND review_date <= ? ORDER BY review_date, risk.id LIMIT ?",
        (today_iso, limit),
    )
    return tuple((item[0], item[1], item[2], item[3]) for item in found)


def _risk(item: Row) -> RiskAssessment:
    fields = json.loads(item[4])
    return RiskAssessment(
        id=item[0],
        version=item[1],
        draft=RiskAssessmentDraft(
            pupil_id=fields["pupil_id"],
            title=fields["title"],
            hazards=tuple(Hazard.from_value(value) for value in fields["hazards"]),
            review_date=fields["review_date"],
            scale=fields["scale"],
            child_view=fields.get("child_view") or "",
            parent_view=fields.get("parent_view") or "",
            supersedes=fields.get("supersedes") or "",
        ),
        author=item[2],
        recorded_at=item[3],
    )
