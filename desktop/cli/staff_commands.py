"""The staff side on the command line: pair, set a first PIN, post a concern. No key here opens a
casebook.
"""

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from desktop.cli.reply import Reply
from desktop.cli.terminal import ask
from desktop.context import Context
from desktop.settings import save_settings
from desktop.usecases.staff.concern_file import ConcernFile, read_concern_file
from desktop.usecases.staff.log_concern import SentConcern, log_concern
from desktop.usecases.staff.pair import Pairing, pair_workstation
from desktop.usecases.staff.say_who import (
    Author,
    author_with_pin,
    guest_author,
    set_first_pin,
)
from desktop.usecases.staff.station import Station, open_station
from storage.letterbox.enrolment import normalise_enrolment_code
from storage.records.errors import UserFacingError
from ui.messages import message_for

_NO_PIN_TO_ASK = (
    "staff.first_time",
    "staff.unknown_account",
    "staff.code_missing",
    "keys.pin_store_away",
    "keys.pin_secret_gone",
)


def pair(context: Context, args: Namespace) -> Reply:
    """``workstation pair``"""
    letterbox = context.paths.letterbox
    if args.pair_letterbox:
        letterbox = Path(args.pair_letterbox).absolute()
        save_settings(
            context.paths.settings_file, replace(context.settings, letterbox=str(letterbox))
        )
    pairing = pair_workstation(
        folder=context.paths.workstation,
        letterbox=letterbox,
        label=args.name or context.host,
        clock=context.clock,
        random_bytes=context.random_bytes,
        secrets=context.secret_store,
    )
    return pairing_reply(pairing)


def pairing_reply(pairing: Pairing) -> Reply:
    """What is shown after pairing: the code to compare."""
    lines = [
        f"This computer now sends concerns to {pairing.school_name}.",
        f"Code: {pairing.code}",
    ]
    if not pairing.confirmed:
        lines.append(
            "On the DSL's laptop, compare this code and confirm it there (“workstation approve”)."
            " Until then names of pupils and staff are not shown here;"
            " concerns can be sent all the same."
        )
    return Reply(
        value={
            "workstation": pairing.workstation_id,
            "school": pairing.school_name,
            "code": pairing.code,
            "confirmed": pairing.confirmed,
        },
        text="\n".join(lines),
    )


def enrol(context: Context, args: Namespace) -> Reply:
    """``workstation enrol``"""
    station = _station(context)
    code = ask("Code on the slip of paper", secret=True)
    pin = ask("New PIN", secret=True)
    author = set_first_pin(station, account=args.account, code=code, pin=pin)
    return Reply(
        value={"account": author.account, "key_id": author.keys.key_id},
        text="Your PIN is set at this computer. Destroy the slip of paper.",
    )


def post(context: Context, args: Namespace) -> Reply:
    """``concern post FILE.json``"""
    if context.signed_in:
        raise UserFacingError("staff.refused_in_do")
    station = _station(context)
    file = read_concern_file(Path(args.file), clock=context.clock)
    author, notice = _author(station, file)
    sent = log_concern(station, draft=file.draft, author=author)
    return _receipt(sent, author=author, notice=notice)


def _station(context: Context) -> Station:
    return open_station(
        folder=context.paths.workstation,
        letterbox=context.paths.letterbox,
        clock=context.clock,
        random_bytes=context.random_bytes,
        secrets=context.secret_store,
    )


def _author(station: Station, file: ConcernFile) -> tuple[Author, str]:
    """Who signs. A name that no PIN can be asked for is taken as typed: a concern is never refused
    for that.
    """
    if file.guest or not file.account:
        return guest_author(station, name=file.guest or "Name not given"), "not checked by a PIN"
    code = file.slip_code or (file.pin if _is_slip_code(file.pin) else "")
    try:
        if code and not file.slip_code:
            return _known_or_first(station, file, code=code), ""
        if code:
            return set_first_pin(station, account=file.account, code=code, pin=file.pin), ""
        return author_with_pin(station, account=file.account, pin=file.pin, code=file.code), ""
    except UserFacingError as error:
        if error.code not in _NO_PIN_TO_ASK:
            raise
    return guest_author(station, name=file.account), "not checked by a PIN"


def _known_or_first(station: Station, file: ConcernFile, *, code: str) -> Author:
    """The slip's own code given as the PIN: it becomes the PIN the first time, and is the
    PIN ever after.
    """
    try:
        return author_with_pin(station, account=file.account, pin=file.pin, code=file.code)
    except UserFacingError as error:
        if error.code != "staff.first_time":
            raise
    return set_first_pin(station, account=file.account, code=code, pin=file.pin)


def _is_slip_code(text: str) -> bool:
    try:
        normalise_enrolment_code(text)
    except UserFacingError:
        return False
    return True


def _receipt(sent: SentConcern, *, author: Author, notice: str) -> Reply:
    people = [
        {"name": contact.name, "role": contact.role, "telephone": contact.telephone}
        for contact in sent.find_now
    ]
    lines = [f"Concern number {sent.number} is on its way."]
    if not sent.told_dsl:
        names = " or ".join(person["name"] for person in people) or "a DSL"
        calls = ", ".join(person["telephone"] for person in people if person["telephone"])
        lines.append(
            f"Nobody has read this yet. Find {names} now."
            + (f" If nobody is there, call {calls}." if calls else "")
            + " If a child is in danger, call 999."
        )
    if not sent.carried:
        lines.append(
            "The letterbox folder cannot be reached; it waits here, closed, and is sent by itself."
        )
    problem = message_for(UserFacingError(sent.problem)) if sent.problem else None
    if problem is not None and sent.carried:
        lines.append(problem.text)
    if notice:
        lines.append(f"The name was {notice}.")
    return Reply(
        value={
            "receipt": sent.number,
            "number": sent.number,
            "workstation": sent.workstation_id,
            "sent_at": sent.sent_at,
            "check": sent.digest,
            "carried": sent.carried,
            "told_dsl": sent.told_dsl,
            "find_now": people,
            "name_checked": author.checked,
            "sealed_to_spare_key": sent.spare_key,
            "problem": problem.message if problem else None,
        },
        text="\n".join(lines),
    )
