"""How commands and groups of commands are added to the command line."""

import argparse


def leaf(
    words: argparse._SubParsersAction, name: str, *, command: str = "", text: str
) -> argparse.ArgumentParser:
    """Add one command; ``command`` is all its words where they differ from ``name``."""
    parser = words.add_parser(name, help=text, description=text, allow_abbrev=False)
    parser.set_defaults(command=command or name)
    return parser


def add_group(
    commands: argparse._SubParsersAction, name: str, text: str
) -> argparse._SubParsersAction:
    """Add a word that other words follow."""
    parser = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
    return parser.add_subparsers(title=name, metavar="COMMAND", required=True)
