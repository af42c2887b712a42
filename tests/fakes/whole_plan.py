"""A plan whose every box holds a word of its own, in two versions, agreed to and ended."""

import json
from dataclasses import dataclass

from desktop.usecases.lead import risk_lists
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.risk import (
    end_risk_assessment,
    save_risk_assessment,
    sign_risk_assessment,
)
from storage.database.repositories import ledger_rows
from storage.records.risk_assessment import Considered, Control, Hazard, RiskAssessmentDraft

# Only these may reach the class team.
TO_STAFF = ("Wherearoo", "Controllia", "Ownerby", "Secondable", "Furtherly")
TEXTS = (
    *("Titlewood", "Hazardine", *TO_STAFF, "Factory", "Allegro", "Considerine", "Needleton"),
    *("Supervale", "Briefford", "Familiston", "Contingen", "Agencia", "Childview", "Parentview"),
    *("Signatory", "Signwords", "Endreason", "Endoutcome"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WholePlan:
    """Its id, and whose it is."""

    id: str
    pupil: str


def whole_draft(pupil_id: str, **changes) -> RiskAssessmentDraft:
    """Every box filled."""
    first = Hazard(
        hazard="Hazardine meets", where="Wherearoo shed", likelihood=3, severity=2,
        control="Controllia walks along", owner="Ownerby", by_when="2026-11-27",
        more_controls=(Control(control="Secondable door", owner="Furtherly"),),
        likelihood_after=1, severity_after=2, setting="toilets", times=("break", "lunchtime"),
    )  # fmt: skip
    usual = {
        "pupil_id": pupil_id, "title": "Titlewood", "hazards": (first,),
        "review_date": "2026-12-04", "scale": risk_lists.scale("risk_scale_3").reference,
        "template": "child_on_child_sexual 2026-11", "kind": "safety_plan", "role": "subject",
        "considered": (Considered(code="victim", text="Considerine"),),
        "facts": "Factory", "allegation": "Allegro", "needs": "Needleton",
        "supervision": "Supervale", "staff_briefed": "Briefford", "families": "Familiston",
        "contingency": "Contingen", "agencies": "Agencia", "child_view": "Childview",
        "parent_view": "Parentview",
    }  # fmt: skip
    return RiskAssessmentDraft(**{**usual, **changes})


def whole_plan(casebook: OpenCasebook, pupil_id: str, *, ended: bool = True) -> WholePlan:
    """Save it twice, agree to the second version, and end it."""
    saved = save_risk_assessment(casebook, draft=whole_draft(pupil_id))
    later = whole_draft(
        pupil_id, supersedes=saved, occasion="incident", reason="Reasonable", needs="Needleton too"
    )
    save_risk_assessment(casebook, draft=later)
    sign_risk_assessment(
        casebook, risk_id=saved, version=2, name="Signatory", role="head", on="2026-11-20",
        text="Signwords",
    )  # fmt: skip
    if ended:
        end_risk_assessment(
            casebook, risk_id=saved, on="2026-11-20", reason="Endreason", outcome="Endoutcome"
        )
    return WholePlan(id=saved, pupil=pupil_id)


def words_in_ledger(casebook: OpenCasebook) -> str:
    """All values of the ledger, for a control: what is looked for stands there."""
    found = []
    for seq in range(casebook.head().size):
        row = ledger_rows.row(casebook.connection, casebook.ledger, seq)
        if row is not None and row.fields is not None:
            found.append(json.dumps({k: v[0] for k, v in row.fields.items()}, default=str))
    return "\n".join(found)
