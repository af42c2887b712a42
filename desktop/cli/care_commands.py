"""Commands that look after the casebook: backup, restore, replay, who has seen what, reminders."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from desktop.cli.reply import ANSWER_NO, DONE, Reply, SignInRefusedError
from desktop.cli.terminal import ask
from desktop.context import Context
from desktop.usecases.lead.access_ledger import AccessLine, all_access
from desktop.usecases.lead.back_up import newest_backup, rehearse
from desktop.usecases.lead.backup_round import BackupRound, back_up_everywhere
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.reminders import reminders
from desktop.usecases.lead.restore_backup import (
    PreparedRestore,
    Restored,
    complete_restore,
    prepare_restore,
)
from desktop.usecases.lead.restore_plan import RestorePlan
from desktop.usecases.lead.sign_in import Credentials
from desktop.usecases.lead.verify_casebook import replay_differences
from storage.records.errors import UserFacingError
from storage.records.times import SCHOOL_ZONE, for_people, to_text
from ui.messages import message_for

_EVERY_LINE = 100_000


def backup(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``backup``: into the folder named, else into every folder of the settings"""
    folders = (Path(args.folder).absolute(),) if args.folder else context.backup_folders
    done = back_up_everywhere(casebook, folders=folders, key_folder=context.paths.casebook)
    if not done.made:
        raise done.failed[0].error
    first = done.made[0]
    value: dict[str, Any] = {
        "path": str(first.path),
        "pupils": first.pupils,
        "entries": first.entries,
        "bytes": first.size_bytes,
        "check_code": first.check_code,
        "more": [str(one.path) for one in done.made[1:]],
        "failed": [
            {"folder": one.folder, "reason": message_for(one.error).message} for one in done.failed
        ],
    }
    status = ANSWER_NO if done.failed else DONE
    return Reply(value=value, text=_backup_text(done), status=status)


def _backup_text(done: BackupRound) -> str:
    lines = [
        f"Backup written and verified: {one.path} ({one.pupils} pupils, {one.entries} entries)."
        for one in done.made
    ]
    lines += [f"No backup in {one.folder}: {message_for(one.error).text}" for one in done.failed]
    return "\n".join(lines)


def restore_check(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``restore --check``: the rehearsal"""
    path = _path(context, args)
    seen = rehearse(casebook, path=path)
    value = {**asdict(seen), "path": str(seen.path)}
    text = (
        f"{path.name}: {seen.pupils} pupils, {seen.entries} entries, the last of"
        f" {for_people(seen.last_at) if seen.last_at else 'no date'};"
        f" {'verified' if seen.verified else 'DOES NOT VERIFY'};"
        f" beside the casebook: {seen.relation}."
    )
    good = seen.verified and seen.relation in ("same", "older")
    return Reply(value=value, text=text, status=DONE if good else ANSWER_NO)


def restore(context: Context, args: Namespace) -> Reply:
    """``restore PATH [--replace --reason R]``: account, password and code of the backup"""
    if not args.path:  # what takes a casebook's place is named, never guessed
        raise UserFacingError("cli.usage", problem="restore needs the backup, or --check")
    with _prepared(context, args) as prepared:
        done = complete_restore(prepared, replace=args.replace, reason=args.reason)
    return Reply(value=_restore_value(done), text=_restore_text(done))


@contextmanager
def _prepared(context: Context, args: Namespace) -> Iterator[PreparedRestore]:
    path = _path(context, args)
    recovery = ask("Recovery code", secret=True) if args.recovery else ""
    typed = (
        ("", "", "")
        if recovery
        else (
            ask("Account"),
            ask("Password", secret=True),
            ask("Code", secret=True).strip(),
        )
    )
    try:
        prepared = prepare_restore(
            path=path,
            folder=context.paths.casebook,
            letterbox=context.paths.letterbox,
            credentials=Credentials(account=typed[0], password=typed[1], code=typed[2]),
            recovery_code=recovery,
            secrets=context.secret_store,
            host=context.host,
            user=context.user,
            clock=context.clock,
            random_bytes=context.random_bytes,
            app_version=context.app_version,
        )
    except UserFacingError as error:
        if error.code.startswith(("keys.", "people.")):
            raise SignInRefusedError(error) from error
        raise
    try:
        yield prepared
    finally:
        prepared.close()


def _path(context: Context, args: Namespace) -> Path:
    """The backup that is named; a folder's newest one; else the newest of the usual folders."""
    named = Path(args.path).absolute() if args.path else context.backup_folder
    return (
        named
        if named.is_file() or (args.path and not named.is_dir())
        else newest_backup(named, now=context.clock())
    )


def _restore_value(done: Restored) -> dict[str, Any]:
    plan = done.plan
    return {
        "made_at": plan.made_at,
        "pupils": plan.pupils,
        "entries": done.entries,
        "last_at": plan.last_at,
        "check_code": done.check_code,
        "live": plan.live.relation,
        "missing": plan.live.missing,
        "replaced": str(done.replaced) if done.replaced else None,
        "receipts": [{**one.to_value(), "comes_again": one.comes_again} for one in plan.receipts],
        "sentences": [message_for(one).text for one in plan.sentences],
    }


def _restore_text(done: Restored) -> str:
    lines = [_plan_line(done.plan)]
    if done.replaced is not None:
        lines.append(f"The casebook that was here is kept in {done.replaced}.")
    lines += [message_for(one).text for one in done.plan.sentences]
    lines.append("Sign in as usual, with a new code.")
    return "\n".join(lines)


def _plan_line(plan: RestorePlan) -> str:
    last = f", the last of {for_people(plan.last_at)}" if plan.last_at else ""
    return (
        f"Restored the backup of {for_people(plan.made_at)}: {plan.pupils} pupils,"
        f" {plan.entries} entries{last}. Check code {plan.check_code}."
    )


def replay_check(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``replay --check``"""
    del context, args
    differences = replay_differences(casebook)
    value = {
        "equal": not differences,
        "differences": [
            {"table": item.table, "key": item.key, "problem": item.problem} for item in differences
        ],
    }
    text = (
        "The read tables equal the ledger."
        if not differences
        else f"{len(differences)} rows differ from the ledger."
    )
    return Reply(value=value, text=text, status=ANSWER_NO if differences else DONE)


def access_list(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``access list``: who has seen what, newest first"""
    del context
    found = all_access(
        casebook,
        account=args.account,
        pupil_id=args.pupil,
        since=_midnight(args.since),
        until=_midnight(args.until, days=1),
        group=args.group,
        limit=_EVERY_LINE,
    )
    text = "\n".join(_access_line(line) for line in found.lines)
    return Reply(
        value=[asdict(line) for line in found.lines],
        text=text or "Nobody has seen anything of this kind.",
    )


def _access_line(line: AccessLine) -> str:
    children = ", ".join(line.children)
    parts = (f"{for_people(line.at)}  {line.person:24}", line.what, children, line.detail)
    return "  ".join(part for part in parts if part)


def _midnight(day: str, *, days: int = 0) -> str:
    """The start of a day at school as UTC text; raises cli.usage."""
    if not day:
        return ""
    try:
        wanted = date.fromisoformat(day) + timedelta(days=days)
    except (ValueError, OverflowError):
        raise UserFacingError("cli.usage", problem="a date is written 2026-11-22") from None
    return to_text(datetime.combine(wanted, time(), tzinfo=SCHOOL_ZONE))


def reminders_list(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``reminders``: what should be done for the safety of the record"""
    del args
    found = reminders(casebook, folder=context.paths.casebook)
    value = [
        {
            "code": one.error.code,
            "severity": one.severity,
            "action": one.action,
            "message": message_for(one.error).message,
            "next_step": message_for(one.error).next_step,
        }
        for one in found
    ]
    text = "\n".join(message_for(one.error).text for one in found)
    return Reply(value=value, text=text or "Nothing is due.")
