"""What a lead does for those who read letters about adults; each is handed the signed-in
casebook.
"""

from argparse import Namespace

from desktop.cli.reply import Reply
from desktop.context import Context
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.lado import lado, set_lado
from desktop.usecases.lead.restricted_readers import (
    ReaderState,
    confirm_reader,
    issue_reader_slip,
    reader_states,
    refuse_reader,
    send_test_letter,
    set_post,
)
from storage.database.repositories import people
from storage.records.errors import UserFacingError


def readers(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``restricted readers``"""
    del context, args
    states = reader_states(casebook)
    return Reply(
        value=[_value(state) for state in states],
        text="\n".join(f"{state.post:6} {state.stage:8} {state.name}" for state in states),
    )


def post(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``restricted post``"""
    person = people.by_account(casebook.connection, args.account.strip())
    if person is None:
        raise UserFacingError("people.not_found")
    set_post(casebook, post=args.post, person_id=person.id)
    return readers(context, casebook, args)


def slip(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``restricted slip``"""
    del context
    paper = issue_reader_slip(casebook, post=args.post)
    return Reply(
        value={"post": args.post, "name": paper.name, "slip": paper.code},
        text=f"One-time slip for {paper.name} ({args.post}): {paper.code}\n"
        "On their own computer, or here: “restricted enrol”. Hand it over on paper.",
    )


def confirm(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``restricted confirm``"""
    confirm_reader(casebook, post=args.post, code=args.code)
    return readers(context, casebook, args)


def test(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``restricted test``"""
    send_test_letter(casebook, post=args.post)
    return readers(context, casebook, args)


def forget(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``restricted forget``"""
    refuse_reader(casebook, post=args.post)
    return readers(context, casebook, args)


def lado_number(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``restricted lado``: without a number it says who it is."""
    del context
    if args.telephone:
        set_lado(casebook, name=args.name, telephone=args.telephone)
    name, telephone = lado(casebook)
    return Reply(
        value={"name": name, "telephone": telephone},
        text=f"{name}  {telephone}" if telephone else "No LADO's number is known yet.",
    )


def _value(state: ReaderState) -> dict[str, str]:
    names = ("post", "name", "stage", "code", "test_sent", "test_opened")
    return {name: getattr(state, name) for name in names}
