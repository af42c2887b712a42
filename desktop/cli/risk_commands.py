"""Commands of risk assessments: save, list, show, compare, agree, end, days, templates."""

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop.cli.reply import Reply
from desktop.context import Context
from desktop.usecases.lead import risk_lists
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.risk import (
    current,
    end_risk_assessment,
    save_risk_assessment,
    sign_risk_assessment,
)
from desktop.usecases.lead.risk_json import read_risk_assessment
from storage.database.repositories import risks
from storage.intake import risk_templates
from storage.records.errors import UserFacingError
from storage.records.risk_assessment import RiskAssessment
from storage.records.risk_compare import compare
from storage.records.times import SCHOOL_ZONE


def save(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``risk save FILE.json``"""
    del context
    read = read_risk_assessment(Path(args.file))
    risk_id = save_risk_assessment(casebook, draft=read.draft, actions=read.actions)
    return Reply(value={"id": risk_id}, text=f"Saved: {risk_id}")


def listing(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``risk list --pupil ID``"""
    del context
    found = risks.latest(casebook.connection, args.pupil)
    return Reply(
        value=[_short(each) for each in found],
        text="\n".join(_line(each) for each in found) or "There is no risk assessment.",
    )


def due(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``risk due [--until DAY]``"""
    until = args.until or context.clock().astimezone(SCHOOL_ZONE).date().isoformat()
    found = risks.due(casebook.connection, until=until)
    lines = [f"{item.due}  {item.id}  {item.names}: {item.words}" for item in found]
    return Reply(
        value=[asdict(item) for item in found],
        text="\n".join(lines) or "Nothing is to be looked at again.",
    )


def show(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``risk show ID``: every version, the newest first."""
    del context
    current(casebook, args.id)
    found = risks.versions(casebook.connection, args.id)
    return Reply(
        value=[asdict(each) for each in found], text="\n".join(_line(each) for each in found)
    )


def compare_versions(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``risk compare ID --earlier N --later N``"""
    del context
    known = {each.version: each for each in risks.versions(casebook.connection, args.id)}
    if args.earlier not in known or args.later not in known:
        raise UserFacingError("risk.not_found")
    found = compare(known[args.earlier].draft, known[args.later].draft)
    lines = []
    for pair in found.hazards:
        hazard = pair.after or pair.before
        words = hazard.hazard if hazard is not None else ""
        lines.append(f"{pair.state}: {words} {', '.join(pair.changed)}".rstrip())
    lines += [f"{pair.state}: {pair.name}" for pair in found.texts]
    return Reply(value=asdict(found), text="\n".join(lines))


def sign(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``risk sign ID --version N --name N --role R --on DAY``"""
    del context
    sign_risk_assessment(
        casebook,
        risk_id=args.id,
        version=args.version,
        name=args.name,
        role=args.role,
        on=args.on,
        text=args.text,
    )
    return Reply(value={"id": args.id, "version": args.version}, text="Kept with this version.")


def end(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``risk end ID --on DAY --reason R``"""
    del context
    end_risk_assessment(
        casebook, risk_id=args.id, on=args.on, reason=args.reason, outcome=args.outcome
    )
    return Reply(value={"id": args.id}, text="Ended. Every version stays readable.")


def templates(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``risk templates``: every template and scale as the program has them."""
    del context, casebook, args
    found = risk_templates.load_all()
    value: dict[str, Any] = {
        "templates": [{**asdict(each), "reference": each.reference} for each in found],
        "scales": [each.reference for each in risk_lists.scales()],
    }
    return Reply(value=value, text="\n".join(f"{each.code}: {each.title}" for each in found))


def _short(item: RiskAssessment) -> dict[str, Any]:
    return {
        "id": item.id,
        "version": item.version,
        "title": item.draft.title,
        "review_date": item.draft.review_date,
        "scale": item.draft.scale,
        "template": item.draft.template,
        "author": item.author,
        "recorded_at": item.recorded_at,
        "signed": [asdict(each) for each in item.signed],
        "ended": asdict(item.ended) if item.ended is not None else None,
    }


def _line(item: RiskAssessment) -> str:
    state = f"ended {item.ended.on}" if item.ended else f"review {item.draft.review_date}"
    return f"{item.id}  version {item.version}  {item.draft.title}  ({state})"
