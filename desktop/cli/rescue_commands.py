"""Commands for damage: ``check`` says in words what is wrong, ``rescue`` brings back what can be
read.
"""

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from desktop.cli.reply import ANSWER_NO, DONE, Reply, SignInRefusedError
from desktop.cli.terminal import ask
from desktop.context import Context
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.check_casebook import check_casebook, plan_check, remember_check
from desktop.usecases.lead.rescue_access import RescueAccess, open_for_rescue
from desktop.usecases.lead.rescue_casebook import (
    BackupComparison,
    Damage,
    Rescued,
    compare_with_newest_backup,
    look_at_damage,
    rescue_casebook,
)
from desktop.usecases.lead.sign_in import Credentials
from desktop.usecases.report import long_day, long_moment
from storage.database.rescue import LostEntry
from storage.intake import vocabularies
from storage.records.errors import UserFacingError
from ui.messages import message_for


def check(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``check [--full]``"""
    del context
    result = check_casebook(plan_check(casebook, full=args.full), progress=_tell)
    remember_check(casebook, result)
    value = {
        "result": "ok" if result.ok else "damaged",
        "full": result.full,
        "entries": result.entries,
        "check_code": result.check_code,
        "pages": result.pages,
        "pages_damaged": result.pages_damaged,
        "lost_earlier": result.lost,
        "problems": [_sentence(error) for error in result.sentences],
    }
    if result.ok:
        what = "All" if result.full else "What is new, and every page, of the"
        but = f", but for {result.lost} that a rescue names as lost (see verify)"
        lines = [
            f"{what} {result.entries} entries are as they were signed{but if result.lost else ''}."
            f" Check code {result.check_code}."
        ]
    else:
        lines = ["The casebook is not whole."]
        lines += [f"  {message_for(error).text}" for error in result.sentences]
        lines.append("`rescue --look` says more; `rescue` brings back what can be read.")
    return Reply(value=value, text="\n".join(lines), status=DONE if result.ok else ANSWER_NO)


def rescue(context: Context, args: Namespace) -> Reply:
    """``rescue [--look] [--backups DIR …]``"""
    folders = [*context.backup_folders, *(Path(folder).absolute() for folder in args.backups)]
    with _access(context) as access:
        damage = look_at_damage(access, progress=_tell)
        if args.look:
            compared = compare_with_newest_backup(access, backup_folders=folders)
            return _looked(damage, compared)
        return _rescued(rescue_casebook(access, backup_folders=folders, progress=_tell), damage)


@contextmanager
def _access(context: Context) -> Iterator[RescueAccess]:
    credentials = Credentials(
        account=ask("Account"),
        password=ask("Password", secret=True),
        code=ask("Code", secret=True).strip(),
    )
    try:
        access = open_for_rescue(
            folder=context.paths.casebook,
            credentials=credentials,
            host=context.host,
            user=context.user,
            clock=context.clock,
            random_bytes=context.random_bytes,
            app_version=context.app_version,
            secrets=context.secret_store,
        )
    except UserFacingError as error:
        raise SignInRefusedError(error) from error
    try:
        yield access
    finally:
        access.close()


def _looked(damage: Damage, compared: BackupComparison | None) -> Reply:
    found = damage.found
    value: dict[str, Any] = {
        "entries": found.entries,
        "entries_lost": found.entries_lost,
        "files_lost": found.files_lost,
        "pages": found.pages,
        "pages_damaged": found.pages_damaged,
        "only_lists": found.only_lists,
        "damage": [_sentence(error) for error in damage.sentences],
        "backup": None,
    }
    lines = [message_for(error).text for error in damage.sentences]
    if compared is None:
        lines.append("No readable backup was found; name its folder with --backups DIR.")
    else:
        value["backup"] = {
            "made_at": compared.made_at,
            "entries": compared.entries,
            "fills": compared.fills,
            "missing": compared.missing,
            "newer_in_casebook": compared.newer_in_casebook,
        }
        lines.append(
            f"The backup of {long_moment(compared.made_at)} has {compared.entries} entries: it"
            f" brings back {compared.fills} of the {compared.missing} that cannot be read here."
            f" {compared.newer_in_casebook} readable entries are newer than it."
        )
    lines.append("Nothing was changed.")
    return Reply(value=value, text="\n".join(lines))


def _rescued(done: Rescued, damage: Damage) -> Reply:
    value = {
        "entries": done.entries,
        "from_file": done.from_file,
        "from_backups": [
            {"made_at": made_at, "entries": count} for made_at, count in done.from_backups.items()
        ],
        "lost": [
            {
                "seq": item.seq,
                "what": item.what,
                "type": item.type or None,
                "after": item.before_at or None,
                "before": item.after_at or None,
            }
            for item in done.lost
        ],
        "files_lost": [{"seq": seq, "file": number} for seq, number in done.files_lost],
        "pages_damaged": done.pages_damaged,
        "settings_incomplete": done.settings_incomplete,
        "keys_introduced_again": done.keys_introduced_again,
        "check_code": done.check_code,
        "kept_as": str(done.kept_as),
        "damage": [_sentence(error) for error in damage.sentences],
    }
    filled = sum(done.from_backups.values())
    lines = [
        f"{done.from_file + filled} of {done.entries} entries are back"
        + (f", {filled} of them from backups." if filled else "."),
        *(f"  lost: {_lost_words(item)}" for item in done.lost),
        *(f"  lost: file {number + 1} of entry {seq}" for seq, number in done.files_lost),
    ]
    if not done.lost and not done.files_lost:
        lines.append("Nothing is missing.")
    if done.settings_incomplete:
        lines.append("Some settings came from a backup: see whether the computers still work.")
    if done.keys_introduced_again:
        lines.append("A colleague's key was introduced again in your name: ask whether it is hers.")
    lines += [
        f"Check code {done.check_code}.",
        f"The damaged file is kept as {done.kept_as.name}. Sign in as usual, with a new code.",
    ]
    return Reply(value=value, text="\n".join(lines))


def _lost_words(item: LostEntry) -> str:
    """``entry 812, written from 3 March 2026 to 4 March 2026``, and what it was where known."""
    kind = f", {vocabularies.load('ledger_types').label(item.type)}" if item.type else ""
    days = [long_day(at) for at in (item.before_at, item.after_at) if at]
    when = f", between {' and '.join(days)}" if len(days) == 2 else ""
    what = "what it says" if item.what == "content" else "all of it"
    return f"entry {item.seq}{kind}{when}: {what}"


def _sentence(error: UserFacingError) -> dict[str, str]:
    message = message_for(error)
    return {"code": message.code, "message": message.message, "next_step": message.next_step}


def _tell(stage: str, done: int, total: int) -> None:
    """Progress for a person at a terminal, on standard error; silent for scripts."""
    if sys.stderr.isatty():
        end = "\n" if done >= total else ""
        sys.stderr.write(f"\r{stage}: {done} of {total}{end}")
        sys.stderr.flush()
