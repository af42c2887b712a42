"""The words of the commands about entries without a concern."""

import argparse

from desktop.cli.words import add_group, leaf


def add_entries(commands: argparse._SubParsersAction) -> None:
    """Add, correct, disagree, move."""
    group = add_group(commands, "entry", "entries of a child's file")
    add = leaf(group, "add", command="entry add", text="a call, meeting, notice, visit, document …")
    add.add_argument("file")
    correct = leaf(group, "correct", command="entry correct", text="correct an entry by adding")
    correct.add_argument("id")
    correct.add_argument("--box", required=True, help="see “vocabulary amendment_fields”")
    correct.add_argument("--to", required=True, metavar="WORDS", help="how it should read")
    correct.add_argument("--reason", required=True)
    disagree = leaf(
        group, "disagree", command="entry disagree", text="a parent's statement beside an entry"
    )
    disagree.add_argument("file")
    move = leaf(group, "move", command="entry move", text="into the right children's files")
    move.add_argument("file")
