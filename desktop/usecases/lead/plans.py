"""Starts a plan for a child, changes it with the reason, and ends it."""

from dataclasses import dataclass, field
from typing import Any

from desktop.usecases.lead import work_checks
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.file_checks import file_contents
from storage.database.repositories import limits, plans
from storage.intake import vocabularies
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.identifiers import new_id
from storage.records.plans import Plan
from storage.records.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDraft:
    """A plan as it begins: ``kind`` is a code of plan_kinds, ``review_date`` an ISO day or empty
    (then the time limit of its kind counts); an empty title becomes the name of the kind.
    """

    pupils: tuple[str, ...]
    kind: str
    happened: When | None = None
    title: str = ""
    text: str = ""
    case: str = ""
    review_date: str = ""
    lead_worker: str = ""
    aims: str = ""
    files: tuple[tuple[str, bytes], ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChangeDraft:
    """What is different now, and why; empty boxes stay as they are."""

    plan: str
    reason: str
    happened: When | None = None
    title: str = ""
    review_date: str = ""
    lead_worker: str = ""
    aims: str = ""
    text: str = ""


def start_plan(casebook: OpenCasebook, *, draft: PlanDraft) -> str:
    """Keep a plan; returns its id. Raises plans.incomplete, pupils.not_found, work.case_not_found,
    work.unknown_word, work.not_a_day.
    """
    work_checks.require_record(casebook)
    work_checks.require_boxes("plans.incomplete", {"child": draft.pupils, "kind": draft.kind})
    work_checks.require_children(casebook, draft.pupils)
    work_checks.require_case(casebook, draft.case)
    kinds = vocabularies.load("plan_kinds")
    kind = work_checks.require_code("plan_kinds", draft.kind, "kind")
    plan = new_id("plan", casebook.random_bytes)
    fields = {
        "id": plan,
        "pupils": list(draft.pupils),
        "kind": kind,
        "happened": (draft.happened or work_checks.now(casebook)).to_value(),
        "title": draft.title.strip() or kinds.label(kind),
        "vocabulary": kinds.reference,
        **work_checks.filled(
            {
                "text": draft.text,
                "case": draft.case,
                "review_date": work_checks.iso_day(draft.review_date, "review"),
                "lead_worker": draft.lead_worker,
                "aims": draft.aims,
            }
        ),
    }
    files = file_contents(draft.files)
    casebook.append(Event(type="plan.started", fields=fields, files=files))
    return plan


def change_plan(casebook: OpenCasebook, *, change: PlanChangeDraft) -> None:
    """Keep a change of a plan; what was set before stays readable. Raises plans.not_found,
    plans.reason_missing, plans.nothing_changed, work.not_a_day.
    """
    work_checks.require_record(casebook)
    plan = found(casebook, change.plan)
    said = {
        "title": change.title,
        "review_date": work_checks.iso_day(change.review_date, "review"),
        "lead_worker": change.lead_worker,
        "aims": change.aims,
    }
    new = {
        name: value
        for name, value in work_checks.filled(said).items()
        if value != getattr(plan, name)
    }
    if change.text.strip():
        new["text"] = change.text.strip()
    if not change.reason.strip():
        raise UserFacingError("plans.reason_missing")
    if not new:
        raise UserFacingError("plans.nothing_changed")
    _note(casebook, "plan.changed", plan, change.happened, change.reason, **new)


def end_plan(
    casebook: OpenCasebook,
    *,
    plan_id: str,
    reason: str,
    outcome: str = "",
    happened: When | None = None,
) -> None:
    """End a plan, with the reason and what was reached. Raises plans.not_found, plans.ended,
    plans.reason_missing.
    """
    work_checks.require_record(casebook)
    plan = found(casebook, plan_id)
    if plan.ended is not None:
        raise UserFacingError("plans.ended")
    if not reason.strip():
        raise UserFacingError("plans.reason_missing")
    further = work_checks.filled({"outcome": outcome})
    _note(casebook, "plan.ended", plan, happened, reason, **further)


def status_offered(casebook: OpenCasebook, *, kind: str) -> str:
    """Return the child's status (a code) that goes with a kind of plan; empty where none does."""
    known = limits.meeting_rules(casebook.connection).plans.get(kind)
    return known.status if known else ""


def found(casebook: OpenCasebook, plan_id: str) -> Plan:
    """Return a plan; raises plans.not_found."""
    plan = plans.plan(casebook.connection, plan_id)
    if plan is None:
        raise UserFacingError("plans.not_found")
    return plan


def _note(
    casebook: OpenCasebook,
    type_: str,
    plan: Plan,
    happened: When | None,
    reason: str,
    **further: Any,
) -> None:
    fields = {
        "plan": plan.id,
        "happened": (happened or work_checks.now(casebook)).to_value(),
        "reason": reason.strip(),
        **further,
    }
    casebook.append(Event(type=type_, fields=fields))
