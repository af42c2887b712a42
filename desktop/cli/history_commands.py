"""Commands that bring in what other systems and old paper files hold."""

from argparse import Namespace
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop.cli.lead_commands import remark_value
from desktop.cli.reply import Reply
from desktop.context import Context, read_file
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.import_attendance import (
    attendance_facts,
    plan_attendance,
    take_attendance,
)
from desktop.usecases.lead.import_log import (
    ChildDecision,
    LogPlan,
    UnknownChild,
    plan_log,
    remembered_columns,
    take_log,
)
from desktop.usecases.lead.json_boxes import read_json, wrong
from storage.intake.columns import parse_mapping
from storage.records import permissions
from storage.records.errors import UserFacingError
from ui.messages import message_for


def log_import(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``log import FILE``"""
    del context
    data = read_file(args.file)
    mapping = parse_mapping(args.map)
    before = remembered_columns(casebook, data=data, mapping=mapping)[1]
    system = args.system or before

    def planned(decisions: Mapping[str, ChildDecision]) -> LogPlan:
        return plan_log(casebook, data=data, mapping=mapping, system=system, decisions=decisions)

    decisions = _decisions(Path(args.children)) if args.children else {}
    plan = planned(decisions)
    if args.leave_out_rest and plan.waiting:
        left = ChildDecision(reason=args.leave_out_rest)
        rest = {each.key: left for each in plan.unknown if _is_open(each)}
        plan = planned({**decisions, **rest})
    taken = "" if args.dry_run else take_log(casebook, plan=plan, keep_file=_kept_name(args))
    return Reply(value=_value(plan, taken), text="\n".join(_lines(plan, taken)))


def _kept_name(args: Namespace) -> str:
    return Path(args.file).name if args.keep_file else ""


def _is_open(child: UnknownChild) -> bool:
    return child.decided is None


def _decisions(path: Path) -> dict[str, ChildDecision]:
    """``{key: {"pupil": ID} or {"left_out": REASON}}``"""
    decided = {}
    for key, value in read_json(path).items():
        if not isinstance(value, dict):
            raise wrong(path, key)
        pupil, reason = value.get("pupil", ""), value.get("left_out", "")
        if not isinstance(pupil, str) or not isinstance(reason, str) or not (pupil or reason):
            raise wrong(path, key)
        decided[key] = ChildDecision(pupil=pupil, reason=reason)
    return decided


def _value(plan: LogPlan, taken: str) -> dict[str, Any]:
    return {
        "id": taken or None,
        "rows": plan.file.total,
        "taken": len(plan.take) if taken else 0,
        "would_take": len(plan.take),
        "children": len(plan.children),
        "undated": plan.undated,
        "already": [row.line for row in plan.already],
        "left_out": [row.line for row in plan.left_out],
        "waiting": [row.line for row in plan.waiting],
        "refused": [remark_value(remark) for remark in plan.refused],
        "unknown_children": [
            {
                "key": each.key,
                "said": each.words,
                "lines": list(each.lines),
                "reason": _why(each),
                "perhaps": list(each.perhaps),
                "pupil": each.decided.pupil or None if each.decided else None,
            }
            for each in plan.unknown
        ],
        "columns": {column.heading: column.field for column in plan.file.columns},
        "system": plan.system,
        "taken_before": [each.at for each in plan.taken_before],
    }


def _why(child: UnknownChild) -> str:
    return message_for(UserFacingError(child.why_not)).message


def _lines(plan: LogPlan, taken: str) -> list[str]:
    head = "Taken" if taken else "Would be taken"
    return [
        f"{head}: {len(plan.take)} of {plan.file.total} rows, for {len(plan.children)} children,"
        f" {plan.undated} undated; each is marked as migrated, not original.",
        f"Known already: {len(plan.already)}. Left out: {len(plan.left_out)}."
        f" Refused: {len(plan.refused)}. Not decided: {len(plan.waiting)}.",
        *(
            f"  line {item['line']} refused: {item['reason']}"
            for item in map(remark_value, plan.refused)
        ),
        *(
            f"  {each.key}  {each.words} ({len(each.lines)} rows, first line {each.lines[0]}):"
            f" {_why(each)}"
            for each in plan.unknown
            if _is_open(each)
        ),
    ]


def attendance_import(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``attendance import FILE``"""
    del context
    plan = plan_attendance(casebook, data=read_file(args.file), mapping=parse_mapping(args.map))
    taken = 0 if args.dry_run else take_attendance(casebook, plan=plan)
    refused = [remark_value(remark) for remark in plan.refused]
    return Reply(
        value={
            "taken": taken,
            "would_take": len(plan.take),
            "already": len(plan.already),
            "refused": refused,
        },
        text="\n".join(
            (
                f"{taken} of {len(plan.take)} stretches of days taken, {len(plan.already)} known"
                f" already, {len(refused)} lines refused.",
                *(f"  line {item['line']} refused: {item['reason']}" for item in refused),
            )
        ),
    )


def attendance_show(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``attendance show --pupil ID``"""
    del context
    permissions.require(casebook.person.role, permissions.READ_FILES)
    facts, called = attendance_facts(
        casebook.connection, args.pupil, since=args.since, until=args.until
    )
    if facts is None:
        return Reply(value=None, text="No attendance is known.")
    text = "\n".join((facts.words.capitalize(), *called))
    return Reply(value={**asdict(facts), "words": facts.words, "called": list(called)}, text=text)
