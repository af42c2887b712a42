"""Saves a child's risk assessment, version by version."""

from datetime import date

from desktop.usecases.lead.casebook import OpenCasebook
from storage.database.repositories import pupils, risks
from storage.records import permissions
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.identifiers import new_id
from storage.records.risk_assessment import RiskAssessment, RiskAssessmentDraft


def save_risk_assessment(casebook: OpenCasebook, *, draft: RiskAssessmentDraft) -> str:
    """Save a new assessment, or the next version of the one it supersedes; returns its id."""
    permissions.require(casebook.person.role, permissions.RECORD)
    if pupils.pupil(casebook.connection, draft.pupil_id) is None:
        raise UserFacingError("pupils.not_found")
    if not draft.title.strip() or not draft.hazards:
        raise UserFacingError("risk.incomplete")
    try:
        date.fromisoformat(draft.review_date)
    except ValueError:
        raise UserFacingError("risk.review_date") from None
    earlier: list[RiskAssessment] = (
        risks.versions(casebook.connection, draft.supersedes) if draft.supersedes else []
    )
    same_child = all(known.draft.pupil_id == draft.pupil_id for known in earlier)
    if draft.supersedes and not (earlier and same_child):
        raise UserFacingError("risk.not_found")
    version = max((assessment.version for assessment in earlier), default=0) + 1
    risk_id = draft.supersedes or new_id("risk_assessment", casebook.random_bytes)
    casebook.append(
        Event(type="risk.saved", fields={"id": risk_id, "version": version, **draft.to_fields()})
    )
    return risk_id
