"""The words of the commands about a child's chronology."""

import argparse
from datetime import date

from desktop.cli.documents_words import add_export
from desktop.cli.words import add_group, leaf


def add_chronology(commands: argparse._SubParsersAction) -> None:
    """Taken in, shown, marked, linked, let out."""
    group = add_group(commands, "chronology", "a child's chronology")
    bring = leaf(group, "import", command="chronology import", text="the rows of a paper file")
    bring.add_argument("file")
    bring.add_argument("--pupil", required=True, metavar="ID")
    bring.add_argument("--map", action="append", default=[], metavar="COLUMN=FIELD")
    bring.add_argument("--dry-run", action="store_true")
    _add_show(leaf(group, "show", command="chronology show", text="what the screen shows"))
    mark = leaf(
        group, "significant", command="chronology significant", text="mark a row, or no longer"
    )
    mark.add_argument("row")
    mark.add_argument("--no-longer", action="store_true")
    mark.add_argument("--summary", metavar="LINE", help="stands for it in a one-page chronology")
    mark.add_argument("--so-what", metavar="LINE", help="what you make of it, kept as analysis")
    link = leaf(group, "link", command="chronology link", text="rows that tell of one event")
    link.add_argument("rows", nargs="+")
    link.add_argument("--reason", required=True)
    part = leaf(group, "part", command="chronology part", text="they are not one event after all")
    part.add_argument("event")
    part.add_argument("--row", action="append", default=[], metavar="ROW", help="none: all of it")
    part.add_argument("--reason", required=True)
    add_export(group)


def _add_show(show: argparse.ArgumentParser) -> None:
    show.add_argument("--pupil", required=True, metavar="ID")
    show.add_argument("--family", action="store_true", help="with linked brothers and sisters")
    show.add_argument("--significant-only", action="store_true")
    show.add_argument("--undated", action="store_true")
    show.add_argument("--linked", action="store_true", help="told more than once")
    for name in ("kind", "category", "author"):
        show.add_argument(f"--{name}", action="append", default=[], metavar=name.upper())
    for name in ("since", "until"):
        show.add_argument(f"--{name}", type=day, metavar="YYYY-MM-DD")
    show.add_argument("--words", default="")


def day(text: str) -> str:
    """Read an ISO day; raises ValueError."""
    return date.fromisoformat(text).isoformat()
