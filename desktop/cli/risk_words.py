"""The words of the commands about risk assessments."""

import argparse

from desktop.cli.words import add_group, leaf


def add_risk(commands: argparse._SubParsersAction) -> None:
    """Save, list, show, compare, agree, end."""
    group = add_group(commands, "risk", "risk assessments")
    save = leaf(group, "save", command="risk save", text="save a risk assessment")
    save.add_argument("file")
    listing = leaf(group, "list", command="risk list", text="a child's risk assessments")
    listing.add_argument("--pupil", required=True, metavar="ID")
    due = leaf(group, "due", command="risk due", text="what is to be looked at again")
    due.add_argument("--until", default="", metavar="DATE", help="today unless said")
    show = leaf(group, "show", command="risk show", text="all versions of one")
    show.add_argument("id")
    both = leaf(group, "compare", command="risk compare", text="two versions side by side")
    both.add_argument("id")
    both.add_argument("--earlier", type=int, required=True, metavar="N")
    both.add_argument("--later", type=int, required=True, metavar="N")
    sign = leaf(group, "sign", command="risk sign", text="somebody agreed to a version")
    sign.add_argument("id")
    sign.add_argument("--version", type=int, required=True, metavar="N")
    sign.add_argument("--name", required=True)
    sign.add_argument("--role", required=True, help="dsl, head, parent, agency or child")
    sign.add_argument("--on", required=True, metavar="DATE")
    sign.add_argument("--text", default="")
    end = leaf(group, "end", command="risk end", text="it is no longer needed")
    end.add_argument("id")
    end.add_argument("--on", required=True, metavar="DATE")
    end.add_argument("--reason", required=True)
    end.add_argument("--outcome", default="")
    leaf(group, "templates", command="risk templates", text="what plans can begin with")
