"""The words of the commands for numbered concern forms on paper."""

import argparse

from desktop.cli.words import add_group, leaf


def add_forms(commands: argparse._SubParsersAction) -> None:
    """Which forms are out, and what became of one; ``sheet make`` prints them."""
    group = add_group(commands, "forms", "numbered concern forms on paper")
    leaf(group, "list", command="forms list", text="every number and what became of it")
    account = leaf(group, "account", command="forms account", text="say what became of a form")
    account.add_argument("--number", required=True, type=int)
    account.add_argument(
        "--fate", required=True, metavar="WHAT", help="entered, spoilt, unused or lost"
    )
    enter = leaf(
        group, "enter", command="forms enter", text="type in a concern that was written on paper"
    )
    enter.add_argument("file", metavar="FILE.json", help="as for concern post, with paper in it")
    enter.add_argument("--again", action="store_true", help="another sheet with the same number")
    account.add_argument("--note", default="", help="the reference it was entered under, or why")
