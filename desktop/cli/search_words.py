"""The words of the commands that look for something, and that say what the day holds."""

import argparse

from desktop.cli.words import leaf


def add_search(commands: argparse._SubParsersAction) -> None:
    """Search, and what waits today."""
    search = leaf(commands, "search", text="people, documents and rows of the record, by words")
    search.add_argument("words", nargs="?", default="", help='words, "a phrase", a name')
    search.add_argument("--pupil", default="", metavar="ID")
    search.add_argument("--since", default="", metavar="DATE")
    search.add_argument("--until", default="", metavar="DATE")
    search.add_argument("--category", default="", metavar="CODE")
    search.add_argument("--author", default="", metavar="NAME")
    search.add_argument("--kind", default="", metavar="KIND", help="concerns, actions …")
    search.add_argument("--limit", type=int, default=50, metavar="N")
    leaf(commands, "today", text="what waits, what is due, and what is new")
