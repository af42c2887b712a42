"""The words of the commands about families."""

import argparse

from desktop.cli.words import leaf


def add_siblings(group: argparse._SubParsersAction) -> None:
    """Brothers and sisters: who they are, linked and taken apart, and who may be."""
    family = leaf(
        group,
        "siblings",
        command="pupils siblings",
        text="brothers and sisters: all families, those of one child, or a change (signs in)",
    )
    family.add_argument("--pupil", default="", metavar="ID", help="whose brothers and sisters")
    what = family.add_mutually_exclusive_group()
    what.add_argument(
        "--link",
        nargs="+",
        action="extend",
        default=[],
        metavar="ID",
        help="these children belong to the family",
    )
    what.add_argument(
        "--unlink",
        nargs="+",
        action="extend",
        default=[],
        metavar="ID",
        help="these children do not belong to it; they stay linked with each other",
    )
    what.add_argument(
        "--offered", action="store_true", help="who may be: one surname, one address or contact"
    )
