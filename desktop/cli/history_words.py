"""The words of the commands that bring in what other systems and old paper files hold."""

import argparse

from desktop.cli.words import add_group, leaf


def add_history(commands: argparse._SubParsersAction) -> None:
    """A log of all children, attendance, the index of a paper file."""
    group = add_group(commands, "log", "a log of all children out of another system")
    bring = leaf(group, "import", command="log import", text="take in a log of all children (CSV)")
    bring.add_argument("file")
    bring.add_argument("--system", default="", metavar="NAME", help="where the log comes from")
    bring.add_argument("--map", action="append", default=[], metavar="COLUMN=FIELD")
    bring.add_argument("--dry-run", action="store_true")
    bring.add_argument(
        "--children",
        default="",
        metavar="FILE.json",
        help='who the children are that are not found: {KEY: {"pupil": ID} or {"left_out": WHY}}',
    )
    bring.add_argument(
        "--leave-out-rest",
        default="",
        metavar="REASON",
        help="leave out the rows of every other child that is not found",
    )
    bring.add_argument(
        "--keep-file", action="store_true", help="keep the file itself in the casebook as well"
    )
    group = add_group(commands, "attendance", "sessions that children missed")
    bring = leaf(group, "import", command="attendance import", text="take in attendance (CSV)")
    bring.add_argument("file")
    bring.add_argument("--map", action="append", default=[], metavar="COLUMN=FIELD")
    bring.add_argument("--dry-run", action="store_true")
    show = leaf(group, "show", command="attendance show", text="what a child missed, as facts")
    show.add_argument("--pupil", required=True, metavar="ID")
    show.add_argument("--since", default="", metavar="YYYY-MM-DD")
    show.add_argument("--until", default="9999", metavar="YYYY-MM-DD")
    group = add_group(commands, "paper", "old paper files")
    index = leaf(
        group,
        "index",
        command="paper index",
        text="what a paper file holds: title, original_lies, volume, items [{section, what, …}]",
    )
    index.add_argument("file")
    index.add_argument("--pupil", required=True, metavar="ID")
    listing = leaf(group, "list", command="paper list", text="the indexes of a child's paper files")
    listing.add_argument("--pupil", required=True, metavar="ID")
