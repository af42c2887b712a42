"""The words of the commands for destroying files whose time is over, and for holding them back."""

import argparse

from desktop.cli.words import add_group, leaf


def add_disposal(commands: argparse._SubParsersAction) -> None:
    """Disposals and holds; nothing is ever destroyed by itself."""
    group = add_group(commands, "disposal", "files whose time is over")
    plan = leaf(group, "plan", command="disposal plan", text="what would be destroyed; nothing is")
    make = leaf(group, "make", command="disposal make", text="destroy it; a second lead agrees")
    for parser in (plan, make):
        parser.add_argument("--pupil", required=True, metavar="ID")
        parser.add_argument("--rule", required=True, metavar="CODE")
        parser.add_argument("--authority", required=True, help="the policy and who decided")
        parser.add_argument("--counted-from", default="", metavar="DATE")
    make.add_argument("--second", required=True, metavar="ACCOUNT", help="who agrees")
    make.add_argument("--entries", required=True, type=int, help="the number that the plan showed")
    leaf(group, "list", command="disposal list", text="what was destroyed, and what is on hold")
    for word, text in (("hold", "keep a file, whatever its age"), ("release", "lift a hold")):
        parser = leaf(group, word, command=f"disposal {word}", text=text)
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--pupil", default="", metavar="ID")
        which.add_argument("--all", action="store_true", help="every file")
        parser.add_argument("--reason", required=True)
        parser.add_argument("--authority", required=True, help="who asked for it")
        if word == "hold":
            parser.add_argument("--review", default="", metavar="DATE", help="look at it again")
