"""Commands for numbered concern forms on paper."""

from argparse import Namespace
from dataclasses import asdict

from desktop.cli.reply import Reply
from desktop.context import Context
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.green_forms import FormState, account_for, forms, still_out
from desktop.usecases.report import long_day
from exports.sheets_green import form_number


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


def _line(form: FormState) -> str:
    said = ", ".join(part for part in (form.fate or "out", form.note) if part)
    return f"{form_number(form.number)}  given out on {long_day(form.issued_at)}  {said}"
