"""Commands for numbered concern forms on paper."""

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from desktop.cli.reply import Reply
from desktop.context import Context
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.green_forms import FormState, account_for, forms, still_out
from desktop.usecases.lead.paper_concern import type_in, writer_of
from desktop.usecases.report import long_day
from desktop.usecases.staff.concern_file import read_concern_file
from exports.sheets_green import form_number
from storage.intake import vocabularies


def list_forms(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``forms list``"""
    del context, args
    found = forms(casebook)
    out = still_out(found)
    lines = [_line(form) for form in found]
    lines.append(f"{len(out)} of {len(found)} are out." if found else "No form was given out yet.")
    value = {"forms": [asdict(form) for form in found], "out": [form.number for form in out]}
    return Reply(value=value, text="\n".join(lines))


def account(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``forms account``"""
    del context
    account_for(casebook, number=args.number, fate=args.fate, note=args.note)
    form = next(form for form in forms(casebook) if form.number == args.number)
    return Reply(value=asdict(form), text=_line(form))


def enter(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``forms enter FILE.json``: its "account" or "guest" is who wrote the sheet"""
    typed = read_concern_file(Path(args.file), clock=context.clock)
    reporter = writer_of(casebook, account=typed.account) if typed.account else typed.guest
    taken = type_in(casebook, draft=typed.draft, reporter=reporter, again=args.again)
    words = vocabularies.load("record_words")
    lines = [f"Entered as {taken.concern}; it waits for a decision."]
    lines += [words.label(code) for code in taken.doubts]
    return Reply(
        value={"concern": taken.concern, "doubts": list(taken.doubts)}, text="\n".join(lines)
    )


def _line(form: FormState) -> str:
    said = ", ".join(part for part in (form.fate or "out", *form.concerns, form.note) if part)
    given = f"given out on {long_day(form.issued_at)}" if form.issued_at else "never given out here"
    return f"{form_number(form.number)}  {given}  {said}"
