"""Commands that destroy a file whose time is over, and that hold files back."""

from argparse import Namespace
from dataclasses import asdict
from typing import Any

from desktop.cli.reply import Reply
from desktop.cli.terminal import ask
from desktop.context import Context
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.dispose import (
    DisposalPlan,
    DisposalRequest,
    disposals_made,
    dispose,
    plan_disposal,
)
from desktop.usecases.lead.legal_hold import Hold, holds, lift_hold, set_hold
from desktop.usecases.lead.sign_in import Credentials
from desktop.usecases.report import entries, long_day
from ui.messages import message_for


def plan(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``disposal plan``"""
    del context
    found = plan_disposal(casebook, request=_request(args))
    return Reply(value=_plan_value(found), text="\n".join(_plan_lines(found)))


def make(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``disposal make``: the second lead types password and code after the first has signed in."""
    second = Credentials(
        account=args.second,
        password=ask("Password of the second lead", secret=True),
        code=ask("Code of the second lead", secret=True).strip(),
    )
    done = dispose(
        casebook,
        folder=context.paths.casebook,
        request=_request(args),
        entries=args.entries,
        second=second,
        secrets=context.secret_store,
    )
    value = {**asdict(done), "notices": [message_for(notice).message for notice in done.notices]}
    lines = [
        f"Destroyed: {entries(done.entries)}. Entry {done.seq} of the record says so.",
        f"Make the certificate now: document make --kind disposal_certificate --record {done.id}",
        "Backups made before still hold the words.",
        *(message_for(notice).text for notice in done.notices),
    ]
    return Reply(value=value, text="\n".join(lines))


def list_disposals(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``disposal list``"""
    del context, args
    made, held = disposals_made(casebook), holds(casebook)
    lines = [
        f"{long_day(row.at)}  entry {row.seq}  {entries(len(row.values['targets']))}"
        f"  {row.values['rule']}"
        for row in made
    ]
    lines += [
        f"On hold since {long_day(row.at)}: {row.pupil or 'every file'}  {row.reason}"
        f"  ({row.authority})"
        for row in held
    ]
    value: dict[str, Any] = {
        "disposals": [{"seq": row.seq, "at": row.at, **row.values} for row in made],
        "holds": [asdict(row) for row in held],
    }
    return Reply(value=value, text="\n".join(lines) or "Nothing was destroyed, nothing is on hold.")


def hold(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``disposal hold``"""
    del context
    set_hold(casebook, hold=_hold(args, review=args.review))
    return Reply(value={"held": args.pupil or "all"}, text="The hold is in force.")


def release(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``disposal release``"""
    del context
    lift_hold(casebook, hold=_hold(args))
    return Reply(value={"released": args.pupil or "all"}, text="The hold is lifted.")


def _request(args: Namespace) -> DisposalRequest:
    return DisposalRequest(
        pupil_id=args.pupil,
        rule=args.rule,
        authority=args.authority,
        counted_from=args.counted_from,
    )


def _hold(args: Namespace, *, review: str = "") -> Hold:
    return Hold(pupil_id=args.pupil, reason=args.reason, authority=args.authority, review=review)


def _plan_value(found: DisposalPlan) -> dict[str, Any]:
    return {
        "pupil": found.pupil_id,
        "rule": found.rule.code,
        "counted_from": found.counted_from,
        "due": found.due,
        "entries": len(found.entries),
        "kept": len(found.kept),
        "files": found.files,
        "documents": found.documents,
    }


def _plan_lines(found: DisposalPlan) -> list[str]:
    return [
        f"{entries(len(found.entries))} would be destroyed, with {found.files} stored files"
        f" and {found.documents} copies of documents that had left.",
        f"Recorded between {long_day(found.first)} and {long_day(found.last)}.",
        f"{found.rule.words}. Over since {found.due}.",
        f"{entries(len(found.kept))} stay: they stand in another child's file as well.",
        f"Nothing was destroyed. To destroy it: disposal make … --entries {len(found.entries)}",
    ]
