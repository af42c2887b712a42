"""How the shared computers are used, from the command line."""

from argparse import Namespace
from dataclasses import replace

from desktop.cli.reply import Reply
from desktop.context import Context
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.workstation_policy import set_policy, workstation_policy

_WORDS = {"pin": "a PIN", "password": "a password", "pin_and_code": "a PIN and a one-time code"}


def policy(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``workstation policy [--sign-with …] [--lock-seconds N] [--draft-hours N]``"""
    del context
    found = workstation_policy(casebook)
    changes = {
        name: value
        for name in ("sign_with", "lock_seconds", "draft_hours")
        if (value := getattr(args, name)) is not None
    }
    if changes:
        found = set_policy(casebook, policy=replace(found, **changes))
    text = (
        f"Staff sign with {_WORDS[found.sign_with]}. A form is put away after"
        f" {found.lock_seconds} seconds without a touch and kept for {found.draft_hours} hours."
    )
    return Reply(value=found.to_value(), text=text)
