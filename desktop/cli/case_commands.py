"""Commands about cases: what the screens of cases do, for scripts."""

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop.cli.reply import Reply
from desktop.context import Context
from desktop.usecases.lead.case_closing import close_case, countersign
from desktop.usecases.lead.case_json import read_case_change, read_closing, read_new_case
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.cases import (
    change_case,
    join_case,
    merge_cases,
    monitor_case,
    open_case,
    reopen_case,
    whole_case,
)
from storage.database.repositories import case_contents, cases
from storage.records import permissions


def list_cases(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``case list [--show open|mine|no_step|monitoring|second|closed|all]``"""
    del context
    permissions.require(casebook.person.role, permissions.READ_FILES)
    me = casebook.person.id
    chosen: dict[str, dict[str, Any]] = {
        "all": {},
        "mine": {"status": "open", "owner": me},
        "no_step": {"without_step": True},
        "second": {"second_for": me},
    }
    wanted = chosen.get(args.show, {"status": args.show})
    found = cases.rows(casebook.connection, cases.ids(casebook.connection, **wanted))
    return Reply(
        value=[asdict(row) for row in found],
        text="\n".join(
            f"{row.id}  {row.status:10}  {row.next_due or '–':10}  {row.names}: {row.title}"
            for row in found
        )
        or "No case.",
    )


def show(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``case show ID``"""
    del context
    permissions.require(casebook.person.role, permissions.READ_FILES)
    case = whole_case(casebook.connection, args.id)
    rows = case_contents.row_ids(casebook.connection, case.id)
    return Reply(
        value={**asdict(case), "rows": rows},
        text=f"{case.id}  {case.status}  {case.title}\n{len(rows)} records belong to it.",
    )


def open_(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``case open FILE.json``"""
    del context
    case = open_case(casebook, **read_new_case(casebook, Path(args.file)))
    return Reply(value={"case": case}, text=f"Opened: {case}")


def change(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``case change FILE.json``"""
    del context
    fields = read_case_change(casebook, Path(args.file))
    change_case(casebook, **fields)
    return _done(fields["case_id"], "Changed, with the reason.")


def join(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``case join ID TARGET --reason WHY [--duplicate ID]``"""
    del context
    join_case(
        casebook,
        case_id=args.id,
        target=args.target,
        reason=args.reason,
        duplicate=args.duplicate,
    )
    return _done(args.id, "Added to the case.")


def monitor(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``case monitor ID --until DATE --reason WHY``"""
    del context
    monitor_case(casebook, case_id=args.id, until=args.until, reason=args.reason)
    return _done(args.id, "Only watched from now on; it comes up again on that day.")


def close(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``case close FILE.json``"""
    del context
    closing = read_closing(casebook, Path(args.file))
    close_case(casebook, closing=closing)
    return _done(closing.case, "Closed, with its outcome.")


def sign(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``case sign ID [--text WORDS]``"""
    del context
    countersign(casebook, case_id=args.id, text=args.text)
    return _done(args.id, "Signed as the second person.")


def reopen(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``case reopen ID --reason WHY [--next DATE]``"""
    del context
    reopen_case(casebook, case_id=args.id, reason=args.reason, next_review=args.next)
    return _done(args.id, "Open again.")


def merge(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``case merge ID --into ID --reason WHY``"""
    del context
    merge_cases(casebook, case_id=args.id, into=args.into, reason=args.reason)
    return _done(args.into, "One case now; both stay readable.")


def _done(case: str, words: str) -> Reply:
    return Reply(value={"case": case}, text=words)
