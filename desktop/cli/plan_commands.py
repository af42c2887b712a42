"""Commands about plans, meetings and time limits."""

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from desktop.cli.reply import Reply
from desktop.context import Context
from desktop.usecases.lead import time_limits
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.meetings import drop_meeting, hold_meeting, plan_meeting
from desktop.usecases.lead.plan_json import (
    read_meeting,
    read_meeting_notes,
    read_plan,
    read_plan_change,
)
from desktop.usecases.lead.plans import change_plan, end_plan, start_plan, status_offered
from storage.database.repositories import limits, meetings, plans, referrals
from storage.records.errors import UserFacingError
from storage.records.times import SCHOOL_ZONE


def start(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``plan start FILE``"""
    plan = start_plan(casebook, draft=read_plan(Path(args.file), clock=context.clock))
    made = plans.plan(casebook.connection, plan)
    waits = plans.waits_of(casebook.connection, made) if made else ()
    offered = status_offered(casebook, kind=made.kind) if made else ""
    value = {
        "plan": plan,
        "due": [{"words": wait.words, "day": wait.day} for wait in waits],
        "status_offered": offered or None,
    }
    lines = [f"Plan {plan}.", *(f"{wait.words}: by {wait.day}." for wait in waits)]
    if offered:
        lines.append(f"The child’s status “{offered}” goes with it; it has not been set.")
    return Reply(value=value, text="\n".join(lines))


def change(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``plan change FILE``"""
    changed = read_plan_change(Path(args.file), clock=context.clock)
    change_plan(casebook, change=changed)
    return Reply(value={"plan": changed.plan}, text="Changed; what was set before stays readable.")


def end(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``plan end ID``"""
    del context
    end_plan(casebook, plan_id=args.id, reason=args.reason, outcome=args.outcome)
    return Reply(value={"plan": args.id}, text="The plan has ended.")


def list_plans(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``plan list``"""
    del context
    ids = plans.ids(casebook.connection, open_only=args.open, pupil=args.pupil, case=args.case)
    rows = plans.rows(casebook.connection, ids)
    lines = [
        f"{row.id}  {row.started}{f' to {row.ended}' if row.ended else ''}  {row.names}"
        f"  {row.title}  {row.next_due} {row.next_words}".rstrip()
        for row in rows
    ]
    return Reply(value=[asdict(row) for row in rows], text="\n".join(lines) or "No plans.")


def plan_one(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``meeting plan FILE``"""
    del context
    meeting = plan_meeting(casebook, draft=read_meeting(Path(args.file)))
    return Reply(value={"meeting": meeting}, text=f"Meeting {meeting}.")


def hold(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``meeting hold FILE``"""
    notes = read_meeting_notes(Path(args.file), clock=context.clock)
    row = hold_meeting(casebook, notes=notes)
    held = meetings.meeting(casebook.connection, row)
    missing = [guest.words for guest in held.missing] if held else []
    text = f"Kept as {row}."
    if missing:
        text += f" Asked, and neither came nor sent apologies: {', '.join(missing)}."
    meeting = held.id if held else row
    return Reply(value={"meeting": meeting, "row": row, "missing": missing}, text=text)


def drop(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``meeting drop ID``"""
    del context
    drop_meeting(casebook, meeting_id=args.id, reason=args.reason, on=args.on)
    return Reply(value={"meeting": args.id}, text="Moved." if args.on else "Called off.")


def list_meetings(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``meeting list``"""
    del context
    connection = casebook.connection
    ids = meetings.ids(connection, state=args.state, pupil=args.pupil, case=args.case)
    found = meetings.load(connection, ids)
    rules = limits.meeting_rules(connection)
    value = [
        {
            **asdict(one),
            "state": one.state,
            "day": one.day,
            "missing": [guest.words for guest in one.missing],
        }
        for one in found
    ]
    lines = [f"{one.id}  {one.day}  {one.state}  {rules.meeting_label(one.kind)}" for one in found]
    return Reply(value=value, text="\n".join(lines) or "No meetings.")


def list_limits(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``limits list``"""
    del context, args
    found = time_limits.in_force(casebook)
    lines = []
    for limit in found:
        local = limit.local
        note = f"  (local time limit, set by {local.by} on {local.on})" if local else ""
        lines.append(f"{limit.code:24} {time_limits.words_of(limit):20} {limit.label}{note}")
    return Reply(value=[asdict(limit) for limit in found], text="\n".join(lines))


def set_limit(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``limits set CODE``"""
    del context
    if args.usual:
        time_limits.unset_limit(casebook, code=args.code, reason=args.reason)
        return Reply(value={"code": args.code, "local": False}, text="The usual time counts again.")
    if bool(args.hours) == bool(args.days):
        raise UserFacingError("cli.usage", problem="limits set needs --hours or --days")
    time_limits.set_limit(
        casebook,
        code=args.code,
        amount=args.hours or args.days,
        unit="hours" if args.hours else "days",
        counted=args.counted,
        reason=args.reason,
    )
    return Reply(
        value={"code": args.code, "local": True}, text="This is the school’s own time now."
    )


def due(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``limits due``: until today unless another day is named"""
    now = context.clock().astimezone(SCHOOL_ZONE)
    until = args.until or now.date().isoformat()
    minute = now.strftime("%Y-%m-%dT%H:%M")
    items = [
        *referrals.due(casebook.connection, until=until),
        *plans.due(casebook.connection, until=until, now=minute),
    ]
    items.sort(key=lambda item: (item.due, item.id))
    lines = [f"{item.due}  {item.kind:12} {item.id}  {item.names}  {item.words}" for item in items]
    return Reply(value=[asdict(item) for item in items], text="\n".join(lines) or "Nothing is due.")
