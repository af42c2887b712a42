"""The words of the commands for people who come, change and go, and for the casebook's own key."""

import argparse

from desktop.cli.words import add_group, leaf
from storage.records.people import LEADS

_STOPPING = (
    ("suspend", "take somebody's access away for now (signs in)"),
    ("resume", "give a suspended person their access back (signs in)"),
    ("remove", "end somebody's access for good (signs in)"),
)


def add_standing(group: argparse._SubParsersAction, *, word: str) -> None:
    """The words after ``staff`` or ``lead`` that change somebody's standing."""
    for name, text in _STOPPING:
        parser = leaf(group, name, command=f"{word} {name}", text=text)
        parser.add_argument("--account", required=True)
        parser.add_argument("--reason", required=True)
    change = leaf(
        group, "change", command=f"{word} change", text="name, job title, telephone (signs in)"
    )
    change.add_argument("--account", required=True)
    for option in ("--name", "--job-title", "--telephone"):
        change.add_argument(option, default=None)
    change.add_argument("--reason", default="")
    if word == "lead":
        role = leaf(group, "role", command="lead role", text="DSL or deputy (signs in)")
        role.add_argument("--account", required=True)
        role.add_argument("--to", required=True, choices=sorted(LEADS))
        role.add_argument("--reason", required=True)
        leaf(group, "list", command="lead list", text="who can open the casebook (signs in)")
    else:
        slip = leaf(group, "slip", command="staff slip", text="a further slip of paper (signs in)")
        slip.add_argument("--account", required=True)


def add_team(commands: argparse._SubParsersAction) -> None:
    """The change of DSL, and the casebook's own key."""
    give = leaf(commands, "handover", text="hand the casebook over to another DSL (signs in)")
    give.add_argument("--to", metavar="ACCOUNT", default="", help="without it: earlier hand-overs")
    give.add_argument(
        "--from", dest="giver", metavar="ACCOUNT", default="", help="usually whoever signs in"
    )
    give.add_argument("--note", default="")
    give.add_argument(
        "--done", action="append", default=[], metavar="ITEM", help="handed over, e.g. laptop"
    )
    give.add_argument(
        "--open", action="append", default=[], metavar="ITEM=WHY", help="not handed over, and why"
    )
    give.add_argument(
        "--end-access", action="store_true", help="the one who hands over can no longer sign in"
    )
    group = add_group(commands, "key", "the casebook's own key (signs in)")
    rotate = leaf(group, "rotate", command="key rotate", text="give the casebook a new key")
    rotate.add_argument("--reason", required=True)
