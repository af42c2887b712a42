"""Commands for ways in: recovery code, telephone, printed codes, a colleague's slip, the tie to
this laptop.

What must be typed back from paper or from a telephone is shown on standard error before it is
asked for, so that standard output stays the one answer.
"""

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from desktop.cli.people_commands import slip_reply
from desktop.cli.reply import Reply, SignInRefusedError, say_error
from desktop.cli.terminal import ask
from desktop.context import Context
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.close_session import close_session
from desktop.usecases.lead.recover_access import NewWayIn, prepare_recovery, recover_access
from desktop.usecases.lead.rehearse_recovery import (
    confirm_recovery_code,
    draw_recovery_code,
    rehearse_recovery,
    renew_recovery_code,
)
from desktop.usecases.lead.tie_device import tie_device, untie_device
from desktop.usecases.lead.ways_in import (
    new_one_time_codes,
    new_telephone_secret,
    replace_phone,
    reset_way_in,
    ways_in,
)
from storage.database.repositories import people
from storage.keys.passwords import calibrate
from storage.records.errors import UserFacingError

_FIRST_CODE = "Code that the telephone shows now"
_RECOVERY_WORDS = {
    "confirmed": "Recovery code: typed back and right.",
    "unconfirmed": "Recovery code: never typed back. Take the paper and run: recovery confirm",
    "missing": "Recovery code: there is none. Run: recovery renew",
}


def recover(context: Context, args: Namespace) -> Reply:
    """``recover [--account A]``: reads the recovery code, a new password, the first code."""
    code = ask("Recovery code", secret=True)
    with _refusing():
        preparation = prepare_recovery(
            folder=context.paths.casebook,
            code=code,
            account=args.account,
            clock=context.clock,
            random_bytes=context.random_bytes,
        )
    otpauth = preparation.otpauth()
    password = ask("New password", secret=True)
    _show(f"For the phone or password manager: {otpauth}")
    way_in = NewWayIn(
        password=password,
        totp_secret=preparation.totp_secret,
        first_code=ask(_FIRST_CODE).strip(),
        one_time_codes=preparation.one_time_codes,
    )
    with _refusing():
        done = recover_access(
            folder=context.paths.casebook,
            letterbox=context.paths.letterbox,
            code=code,
            account=args.account,
            way_in=way_in,
            kdf=calibrate(random_bytes=context.random_bytes),
            host=context.host,
            user=context.user,
            clock=context.clock,
            random_bytes=context.random_bytes,
            app_version=context.app_version,
        )
    account = done.casebook.person.account
    notices = (*done.notices, *close_session(done.casebook, folder=context.paths.casebook))
    for notice in notices:
        say_error(notice, as_json=False)
    return Reply(
        value={
            "account": account,
            "otpauth": otpauth,
            "one_time_codes": list(preparation.one_time_codes),
        },
        text="\n".join(
            (
                f"{account} signs in with the new password and the new telephone from now on.",
                "One-time codes for days without a phone: " + "  ".join(preparation.one_time_codes),
                "The recovery code was used: make a new one (recovery renew).",
            )
        ),
    )


def lead_ways(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``lead ways``: how the signed-in lead gets in."""
    del args
    found = ways_in(casebook, folder=context.paths.casebook)
    lines = [
        f"Printed codes left: {found.one_time_codes_left}"
        + (" (few: make new ones with lead codes)" if found.few_left else ""),
        "Tied to a laptop: " + ("yes" if found.tied_to_device else "no"),
        _RECOVERY_WORDS[found.recovery],
    ]
    return Reply(
        value={
            "account": casebook.person.account,
            "has_telephone": found.has_telephone,
            "one_time_codes_left": found.one_time_codes_left,
            "few_left": found.few_left,
            "tied_to_device": found.tied_to_device,
            "recovery": found.recovery,
        },
        text="\n".join(lines),
    )


def lead_phone(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``lead phone``: shows a new secret, reads its first code."""
    del args
    drawn = new_telephone_secret(casebook)
    _show(f"For the new phone or password manager: {drawn.otpauth}")
    replace_phone(
        casebook,
        folder=context.paths.casebook,
        secret=drawn.secret,
        first_code=ask(_FIRST_CODE).strip(),
    )
    return Reply(
        value={"account": casebook.person.account, "otpauth": drawn.otpauth},
        text="The new telephone counts from now on; the old one's codes no longer work.",
    )


def lead_codes(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``lead codes``: ten new printed codes."""
    del args
    codes = new_one_time_codes(casebook, folder=context.paths.casebook)
    return Reply(
        value={"account": casebook.person.account, "one_time_codes": list(codes)},
        text="New one-time codes, shown this once; older ones no longer work: " + "  ".join(codes),
    )


def lead_reset(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``lead reset --account B --reason R``"""
    person = people.by_account(casebook.connection, args.account)
    if person is None:
        raise UserFacingError("people.not_found")
    return slip_reply(
        reset_way_in(
            casebook,
            folder=context.paths.casebook,
            person_id=person.id,
            reason=args.reason,
            kdf=calibrate(random_bytes=context.random_bytes),
        )
    )


def recovery_renew(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``recovery renew``: shows a new code, reads it back."""
    code = draw_recovery_code(casebook)
    _show(f"New recovery code (print it, keep it in the safe): {code}")
    renew_recovery_code(
        casebook,
        folder=context.paths.casebook,
        code=code,
        typed=ask("Type the new recovery code back", secret=True),
        reason=args.reason,
    )
    return Reply(
        value={"account": casebook.person.account, "recovery_code": code},
        text="The new recovery code counts; destroy the old paper.",
    )


def recovery_confirm(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``recovery confirm``: reads the code back from its paper."""
    del args
    code = ask("Recovery code", secret=True)
    confirm_recovery_code(casebook, folder=context.paths.casebook, code=code)
    return Reply(value={"confirmed": True}, text="The recovery code on the paper is right.")


def recovery_check(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``recovery check``: the yearly rehearsal."""
    del args
    done = rehearse_recovery(
        casebook, folder=context.paths.casebook, code=ask("Recovery code", secret=True)
    )
    return Reply(
        value={"opened": True, "entries": done.entries, "at": done.at},
        text=f"The recovery code opens the casebook: {done.entries} entries were in reach.",
    )


def device_tie(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``device tie``: reads the password."""
    del args
    tie_device(
        casebook,
        folder=context.paths.casebook,
        secrets=context.secret_store,
        password=ask("Your password", secret=True),
        kdf=calibrate(random_bytes=context.random_bytes),
    )
    return Reply(
        value={"account": casebook.person.account, "tied": True},
        text="Your password works only on this laptop and under this account of it from now on."
        " Backups made before today still open with the password alone. Keep the recovery code.",
    )


def device_untie(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``device untie``: reads the password."""
    del args
    untie_device(
        casebook,
        folder=context.paths.casebook,
        secrets=context.secret_store,
        password=ask("Your password", secret=True),
        kdf=calibrate(random_bytes=context.random_bytes),
    )
    return Reply(
        value={"account": casebook.person.account, "tied": False},
        text="Your password works on any computer again.",
    )


@contextmanager
def _refusing() -> Iterator[None]:
    """A refusal here means: not signed in."""
    try:
        yield
    except UserFacingError as error:
        raise SignInRefusedError(error) from error


def _show(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
