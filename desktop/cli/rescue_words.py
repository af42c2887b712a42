"""The words of the commands for damage: the full check, and the rescue."""

import argparse

from desktop.cli.words import leaf


def add_rescue(commands: argparse._SubParsersAction) -> None:
    """Checking and rescuing the casebook."""
    check = leaf(
        commands, "check", text="check pages, entries, signatures, files and check codes (signs in)"
    )
    check.add_argument(
        "--full", action="store_true", help="every entry, not only what is new since the last time"
    )
    rescue = leaf(
        commands,
        "rescue",
        text="bring everything readable of a damaged casebook into a new one;"
        " asks for account, password and code",
    )
    rescue.add_argument(
        "--look", action="store_true", help="only say what is damaged; change nothing"
    )
    rescue.add_argument(
        "--backups",
        action="append",
        default=[],
        metavar="DIR",
        help="a further folder with backups that may hold what is missing",
    )
