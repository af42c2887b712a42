"""The words of the commands about a file that goes to, or came from, another school."""

import argparse

from desktop.cli.words import add_group, leaf


def add_packs(commands: argparse._SubParsersAction) -> None:
    """Transfer packs: made, opened, taken into a casebook, answered for."""
    group = add_group(commands, "pack", "a child's whole file, for or from another school")
    create = leaf(group, "create", command="pack create", text="seal a file for the next school")
    create.add_argument("--pupil", required=True, metavar="ID")
    create.add_argument("--recipient", required=True, help="the school, and who there")
    create.add_argument("--out", required=True, metavar="FILE")
    create.add_argument(
        "--method",
        required=True,
        metavar="HOW",
        help="secure_email, portal, hand or special_delivery",
    )
    create.add_argument("--purpose", default="")
    create.add_argument("--sent-on", default="", metavar="DAY", help="today unless said")
    create.add_argument(
        "--pdf", action="store_true", help="a locked document with the stored files inside"
    )
    create.add_argument("--receipt", default="", metavar="FILE", help="the slip to send with it")
    opened = leaf(group, "open", command="pack open", text="what another school sent")
    opened.add_argument("file")
    where = opened.add_mutually_exclusive_group(required=True)
    where.add_argument("--out", default="", metavar="DIR", help="lay it out as files; no sign-in")
    where.add_argument("--pupil", default="", metavar="ID", help="take it into this child's file")
    where.add_argument("--as-new", action="store_true", help="take it for a child new to us")
    opened.add_argument("--dry-run", action="store_true", help="only say what would be taken")
    opened.add_argument("--although-different", action="store_true", help="it is the same child")
    opened.add_argument("--expect-key", default="", metavar="ID", help="told in another way")
    answer = leaf(group, "acknowledged", command="pack acknowledged", text="the receipt came")
    answer.add_argument("--export", required=True, metavar="ID")
    answer.add_argument("--by", required=True, help="who has the file, and their role")
    answer.add_argument("--on", required=True, metavar="DAY")
    answer.add_argument("--note", default="")
    leaf(group, "due", command="pack due", text="files whose receipt is overdue")
