"""The words of the commands about cases and actions."""

import argparse

from desktop.cli.words import add_group, leaf


def add_cases(commands: argparse._SubParsersAction) -> None:
    """Open, change, join, monitor, close, sign, open again, merge."""
    group = add_group(commands, "case", "what belongs together")
    listing = leaf(group, "list", command="case list", text="the cases, newest first")
    listing.add_argument(
        "--show",
        default="open",
        choices=["open", "mine", "no_step", "monitoring", "second", "closed", "all"],
    )
    show = leaf(group, "show", command="case show", text="a case and what belongs to it")
    show.add_argument("id")
    for name, text in (
        ("open", "open a case: pupils, title, owner, level, sought, next_review, concerns"),
        ("change", "change a case, with the reason"),
        ("close", "close a case: outcome, reason, what becomes of open actions"),
    ):
        leaf(group, name, command=f"case {name}", text=text).add_argument("file")
    join = leaf(group, "join", command="case join", text="put a concern or entry into a case")
    join.add_argument("id")
    join.add_argument("target")
    join.add_argument("--duplicate", default="", metavar="ID", help="the concern it tells again")
    monitor = leaf(group, "monitor", command="case monitor", text="only watch, until a day")
    monitor.add_argument("id")
    monitor.add_argument("--until", required=True, metavar="DATE")
    again = leaf(group, "reopen", command="case reopen", text="work on it again")
    again.add_argument("id")
    again.add_argument("--next", default="", metavar="DATE")
    merge = leaf(group, "merge", command="case merge", text="go on as part of another case")
    merge.add_argument("id")
    merge.add_argument("--into", required=True, metavar="ID")
    for parser in (join, monitor, again, merge):
        parser.add_argument("--reason", required=True)
    sign = leaf(group, "sign", command="case sign", text="sign a closing as the second person")
    sign.add_argument("id")
    sign.add_argument("--text", default="")


def add_actions(commands: argparse._SubParsersAction) -> None:
    """Add, finish, hand over, put off, drop."""
    group = add_group(commands, "action", "what is to be done")
    add = leaf(group, "add", command="action add", text="something to be done for a case")
    add.add_argument("--case", required=True, metavar="ID")
    add.add_argument("--what", required=True)
    add.add_argument("--owner", required=True, metavar="A")
    add.add_argument("--due", required=True, metavar="DATE")
    listing = leaf(group, "list", command="action list", text="open actions by day")
    listing.add_argument("--left", action="store_true", help="of people who have left")
    done = leaf(group, "done", command="action done", text="an action was done")
    done.add_argument("id")
    done.add_argument("--outcome", required=True)
    give = leaf(group, "give", command="action give", text="give actions to somebody else")
    give.add_argument("ids", nargs="+", metavar="ID")
    give.add_argument("--to", required=True, metavar="A")
    later = leaf(group, "postpone", command="action postpone", text="set another day")
    later.add_argument("id")
    later.add_argument("--due", required=True, metavar="DATE")
    drop = leaf(group, "drop", command="action drop", text="no longer needed")
    drop.add_argument("id")
    for parser in (give, later, drop):
        parser.add_argument("--reason", required=True)
