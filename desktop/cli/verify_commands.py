"""Commands that prove: files without a sign-in; the casebook, its anchors and pages with one."""

from argparse import Namespace
from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from desktop.cli.reply import ANSWER_NO, DONE, UNUSABLE, Reply
from desktop.cli.terminal import ask, is_terminal
from desktop.context import Context
from desktop.usecases.compare_documents import CANNOT_BE_SAID, CONSISTENT, compare_files
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.compare_anchors import compare_with_files, find_check_code
from desktop.usecases.lead.given_out import list_anchors
from desktop.usecases.lead.ledger_certificate import make_certificate
from desktop.usecases.lead.verify_backup import verify_backup
from desktop.usecases.lead.verify_casebook import show_page, verify_ledger
from desktop.usecases.report import Report, entries, long_day
from desktop.usecases.staff.pinned_key import pinned_key
from desktop.usecases.verify_file import LOCKED, verify_file
from exports.file_writer import write_atomically
from storage.records.errors import UserFacingError
from ui.messages import has_sentence, message_for

_BACKUP = ".cbk"


def verify_files(context: Context, args: Namespace) -> Reply:
    """``verify FILE [FILE …]``: no sign-in; a locked file asks for its password."""
    if args.more:
        paths = [Path(args.path), *map(Path, args.more)]
        return _comparison_reply(compare_files(paths, expect_key=args.expect_key))
    path, school_key = Path(args.path), pinned_key(context.paths.workstation)
    password = ask(f"Password of {path.name}", secret=True) if args.password_stdin else None
    try:
        report = verify_file(
            path, expect_key=args.expect_key, password=password, school_key=school_key
        )
    except UserFacingError as error:
        if password is not None or error.code not in LOCKED or not is_terminal():
            raise
        password = ask(f"Password of {path.name}", secret=True)
        report = verify_file(
            path, expect_key=args.expect_key, password=password, school_key=school_key
        )
    return report_reply(report, name=path.name)


def verify_signed_in(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``verify`` of the casebook, against files, by a code on paper, or of a page or a backup."""
    del context
    if args.page:
        return _page(casebook, args)
    if args.check_code:
        found = find_check_code(casebook, args.check_code)
        status = DONE if found.found else ANSWER_NO
        return Reply(value=asdict(found), text=found.sentence, status=status)
    if args.against:
        paths = [Path(name) for name in (*args.against, *args.more)]
        return report_reply(compare_with_files(casebook, paths), name="casebook")
    if Path(args.path).suffix == _BACKUP and not casebook.read_only:
        path = Path(args.path)
        return report_reply(verify_backup(casebook, path=path), name=path.name)
    return report_reply(verify_ledger(casebook), name="casebook")


def anchors_list(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``anchors list``"""
    del context, args
    rows = list_anchors(casebook)
    lines = [
        f"{long_day(row.at)}  {entries(row.size)}  {row.check_code}\n    {row.where}"
        for row in rows
    ]
    text = "\n".join(lines) or "No check code was given out yet."
    return Reply(value=[asdict(row) for row in rows], text=text)


def certificate(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``certificate --out FILE --recipient WHO``"""
    del context
    path = Path(args.out).absolute()
    made = make_certificate(casebook, path=path, recipient=args.recipient, kept_where=args.kept)
    told = {each.name: getattr(made, each.name) for each in fields(made) if each.name != "document"}
    return Reply(
        value=told,
        text=f"The certificate is in {made.path}: {entries(made.size)}, check code"
        f" {made.check_code}. Print it; {args.recipient} signs it and keeps it away from this"
        " computer.",
    )


def report_reply(report: Report, *, name: str) -> Reply:
    """A report as text: what was proved, what was not, where it first breaks."""
    words = {
        "ok": f"{name}: {_good_words(report)}",
        "changed": f"{name}: CHANGED or not as exported.",
        "unreadable": f"{name}: cannot be read as one of our documents.",
    }
    return _lines_reply(report, words[report.result])


def _good_words(report: Report) -> str:
    """No more than was proved: of a backup the file alone, of a casebook what is in it."""
    details = report.details
    if details.get("document") == "backup" and "lost" not in details:
        return "the file is whole. What is in it was not opened."
    if "lost" not in details:
        return "unchanged since it was signed."
    gone = [
        f"{len(details[how])} {'is' if len(details[how]) == 1 else 'are'} {how}"
        for how in ("lost", "destroyed")
        if details[how]
    ]
    but = f" But {' and '.join(gone)}; see below." if gone else ""
    return f"every entry in it is as it was signed.{but}"


def _comparison_reply(report: Report) -> Reply:
    verdict = report.details["verdict"]
    words = {
        CONSISTENT: "CONSISTENT: these files come from one record that only grew.",
        CANNOT_BE_SAID: "CANNOT BE SAID of all of them; see below what to ask the school for.",
    }
    reply = _lines_reply(
        report,
        words.get(verdict, "CONTRADICTORY: they cannot come from one record that only grew."),
    )
    status = ANSWER_NO if verdict == CANNOT_BE_SAID and reply.status == DONE else reply.status
    return Reply(value=reply.value, text=reply.text, status=status)


def _lines_reply(report: Report, headline: str) -> Reply:
    lines = [headline]
    if report.first_fault is not None:
        lines.append(f"First fault: {_fault_words(report.first_fault)}")
    lines += [f"  proved: {line}" for line in report.proved]
    lines += [f"  not proved: {line}" for line in report.not_proved]
    statuses = {"ok": DONE, "changed": ANSWER_NO, "unreadable": UNUSABLE}
    return Reply(value=report.to_value(), text="\n".join(lines), status=statuses[report.result])


def _fault_words(fault: Mapping[str, Any]) -> str:
    """The fault in a sentence, with the entry where it is; one that has none yet is named by its
    code and facts.
    """
    facts = {name: value for name, value in fault.items() if name != "code"}
    if not has_sentence(fault["code"]):
        return ", ".join(f"{name}: {value}" for name, value in fault.items())
    where = f" ({fault['entry']})" if fault.get("entry") else ""
    return message_for(UserFacingError(fault["code"], **facts)).text + where


def _page(casebook: OpenCasebook, args: Namespace) -> Reply:
    page = show_page(casebook, code=args.page)
    value: dict[str, Any] = {
        "export_id": page.export_id,
        "page": page.page,
        "pages": page.pages,
        "recipient": page.recipient,
        "purpose": page.purpose,
        "file_matches": page.file_matches,
        "path": None,
    }
    text = f"Page {page.page} of {page.pages} of {page.export_id}, made for {page.recipient}."
    if args.out:
        write_atomically(Path(args.out).absolute(), page.png)
        value["path"] = str(Path(args.out).absolute())
        text += f" Its picture is in {args.out}: compare it with the paper by eye."
    return Reply(value=value, text=text)
