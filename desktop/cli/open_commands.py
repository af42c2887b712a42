"""Commands that need no sign-in: make a school, check a document, read a restricted letter."""

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop.cli.reply import ANSWER_NO, DONE, UNUSABLE, Reply
from desktop.cli.terminal import ask
from desktop.context import Context, read_file
from desktop.usecases.lead.create_school import FirstLead, create_school, new_school_secrets
from desktop.usecases.restricted_letter import open_restricted_letter
from desktop.usecases.verify_document import Report, verify_pdf
from storage.intake import vocabularies
from storage.keys.passwords import calibrate
from storage.records.errors import UserFacingError
from ui.messages import has_sentence, message_for


def school_create(context: Context, args: Namespace) -> Reply:
    """``school create``"""
    password = ask("Password of the first lead", secret=True)
    secrets = new_school_secrets(context.random_bytes)
    create_school(
        casebook=context.paths.casebook,
        letterbox=context.paths.letterbox,
        name=args.name,
        urn=args.urn,
        lead=FirstLead(
            name=args.lead, account=args.account, password=password, telephone=args.telephone
        ),
        secrets=secrets,
        kdf=calibrate(random_bytes=context.random_bytes),
        clock=context.clock,
        random_bytes=context.random_bytes,
        app_version=context.app_version,
    )
    otpauth = secrets.otpauth(account=args.account, school=args.name)
    value = {
        "home": str(context.paths.home),
        "account": args.account,
        "otpauth": otpauth,
        "recovery_code": secrets.recovery_code,
        "one_time_codes": list(secrets.one_time_codes),
        "spare_code": secrets.spare_code,
    }
    text = "\n".join(
        (
            f"The school was made in {context.paths.home}.",
            f"For the phone or password manager: {otpauth}",
            f"Recovery code (print it, keep it in the safe): {secrets.recovery_code}",
            f"Code for letters about adults (for the head or the chair): {secrets.spare_code}",
            "One-time codes for days without a phone: " + "  ".join(secrets.one_time_codes),
            "These are shown this once.",
        )
    )
    return Reply(value=value, text=text)


def verify_file(context: Context, args: Namespace) -> Reply:
    """``verify FILE.pdf``: no sign-in."""
    del context
    report = verify_pdf(read_file(args.path), expect_key=args.expect_key)
    return report_reply(report, name=Path(args.path).name)


def report_reply(report: Report, *, name: str) -> Reply:
    """A report as text: what was proved, what was not, where it first breaks."""
    words = {
        "ok": f"{name}: unchanged since it was signed.",
        "changed": f"{name}: CHANGED or not as exported.",
        "unreadable": f"{name}: cannot be read as one of our documents.",
    }
    lines = [words[report.result]]
    if report.first_fault is not None:
        lines.append(f"First fault: {_fault_words(report.first_fault)}")
    lines += [f"  proved: {line}" for line in report.proved]
    lines += [f"  not proved: {line}" for line in report.not_proved]
    statuses = {"ok": DONE, "changed": ANSWER_NO, "unreadable": UNUSABLE}
    return Reply(value=report.to_value(), text="\n".join(lines), status=statuses[report.result])


def _fault_words(fault: Mapping[str, Any]) -> str:
    """The fault in a sentence; one that has none yet is named by its code and facts."""
    facts = {name: value for name, value in fault.items() if name != "code"}
    if has_sentence(fault["code"]):
        return message_for(UserFacingError(fault["code"], **facts)).text
    return ", ".join(f"{name}: {value}" for name, value in fault.items())


def vocabulary(context: Context, args: Namespace) -> Reply:
    """``vocabulary NAME``: the words of a list with their codes."""
    del context
    if not args.name.isidentifier():
        raise UserFacingError("cli.unknown_vocabulary")
    try:
        found = vocabularies.load(args.name)
    except (FileNotFoundError, KeyError):  # no file of this name, or a table of another kind
        raise UserFacingError("cli.unknown_vocabulary") from None
    return Reply(
        value={
            "name": found.name,
            "edition": found.edition,
            "in_force": found.in_force,
            "items": [
                {
                    "code": item.code,
                    "label": item.label,
                    "definition": item.definition,
                    "parent": item.parent,
                }
                for item in found.items
            ],
        },
        text="\n".join(f"{item.code}  {item.label}" for item in found.items),
    )


def restricted_open(context: Context, args: Namespace) -> Reply:
    """``restricted open FILE``: with the printed spare code, or the head's or chair's own."""
    letter = open_restricted_letter(
        read_file(args.file),
        code=ask("Printed code", secret=True),
        letterbox=context.paths.letterbox,
    )
    lines = [
        f"Written {letter.written_at} by {letter.reporter}",
        f"Happened: {letter.happened}",
        "",
        letter.what_happened,
    ]
    if not letter.signature_ok:
        lines.insert(1, "The signature does not fit these words.")
    lines.insert(1, "The name stands in the letter; that this person wrote it is not proved.")
    if letter.child_words:
        lines += ["", f"The child's words: {letter.child_words}"]
    return Reply(value=letter.to_value(), text="\n".join(lines))
