"""The words of the commands for the recording guide, and for practising."""

import argparse

from desktop.cli.words import add_group, leaf


def add_guide(commands: argparse._SubParsersAction) -> None:
    """``guide …``; ``practice`` is read before the parser and stands here for the help alone."""
    group = add_group(commands, "guide", "the recording guide that staff read and sign")
    leaf(group, "show", command="guide show", text="the text that holds now")
    change = leaf(group, "set", command="guide set", text="the school's own text in its place")
    change.add_argument("file", nargs="?", default="", help="left out: the program's own again")
    sign = leaf(group, "sign", command="guide sign", text="read and sign it at a workstation")
    sign.add_argument("--account", required=True)
    leaf(group, "list", command="guide list", text="who has read it, and who not yet")
    commands.add_parser("practice", help="open a made-up school that is thrown away at the end")
