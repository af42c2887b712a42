"""The words of the command line; nothing is opened or imported for a command before it is
chosen.
"""

import argparse
import re
from typing import NoReturn

from desktop.cli.care_words import add_care
from desktop.cli.case_words import add_actions, add_cases
from desktop.cli.child_words import add_child
from desktop.cli.chronology_words import add_chronology
from desktop.cli.disposal_words import add_disposal
from desktop.cli.documents_words import add_documents
from desktop.cli.entry_words import add_entries
from desktop.cli.forms_words import add_forms
from desktop.cli.guide_words import add_guide
from desktop.cli.history_words import add_history
from desktop.cli.pack_words import add_packs
from desktop.cli.people_words import add_people, add_workstations
from desktop.cli.pupil_words import add_siblings
from desktop.cli.referral_words import add_plans, add_referrals
from desktop.cli.rescue_words import add_rescue
from desktop.cli.restricted_words import add_restricted
from desktop.cli.risk_words import add_risk
from desktop.cli.search_words import add_search
from desktop.cli.team_words import add_team
from desktop.cli.verify_words import add_verify
from desktop.cli.ways_in_words import add_ways_in
from desktop.cli.words import add_group, leaf
from storage.records.errors import UserFacingError


class _Parser(argparse.ArgumentParser):
    """Says a usage error as one of our sentences instead of ending the program by itself."""

    def error(self, message: str) -> NoReturn:
        raise UserFacingError("cli.usage", problem=_without_typed_words(message))


def _without_typed_words(message: str) -> str:
    """The problem without what was typed: that may be a name."""
    if message.startswith("unrecognized arguments"):
        return "there is more on the line than the command takes"
    return re.sub(r"(invalid [a-z ]*(?:choice|value)): '.*?'(?= \(choose|$)", r"\1", message)


def build_parser() -> argparse.ArgumentParser:
    """Return the parser; ``args.command`` is the command's words joined by a space, or empty for
    the window.
    """
    parser = _Parser(
        prog="holdfast",
        description="Keeps the safeguarding records of a small school."
        " Without a command it opens the window.",
        allow_abbrev=False,
    )
    parser.set_defaults(command="")
    parser.add_argument(
        "--home", metavar="DIR", help="where casebook/, letterbox/ and workstation/ lie"
    )
    parser.add_argument(
        "--temp-home", action="store_true", help="a home that is thrown away at the end"
    )
    parser.add_argument(
        "--letterbox", metavar="DIR", help="the letterbox folder, where it is not in the home"
    )
    parser.add_argument(
        "--backup",
        default="",
        metavar="FILE",
        help="read this backup instead of the casebook",
    )
    parser.add_argument("--demo", action="store_true", help="open a made-up school")
    parser.add_argument("--json", action="store_true", help="print one JSON value instead of text")
    parser.add_argument("--version", action="store_true", help="print the version")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _school(commands)
    add_people(commands)
    add_workstations(commands)
    add_ways_in(commands)
    add_team(commands)
    _records(commands)
    _documents(commands)
    add_care(commands)
    add_rescue(commands)
    add_disposal(commands)
    add_forms(commands)
    add_guide(commands)
    add_search(commands)
    add_verify(commands)
    add_packs(commands)
    add_referrals(commands)
    add_plans(commands)
    add_history(commands)
    add_restricted(commands)
    return parser


def _school(commands: argparse._SubParsersAction) -> None:
    group = add_group(commands, "school", "set up a school")
    create = leaf(group, "create", command="school create", text="make a school and its first lead")
    create.add_argument("--name", required=True)
    create.add_argument("--urn", required=True)
    create.add_argument("--lead", required=True)
    create.add_argument("--account", required=True)
    create.add_argument("--telephone", default="")


def _records(commands: argparse._SubParsersAction) -> None:
    group = add_group(commands, "pupils", "the children")
    bring = leaf(
        group, "import", command="pupils import", text="bring in pupils from a CTF or CSV file"
    )
    bring.add_argument("file")
    bring.add_argument("--dry-run", action="store_true")
    bring.add_argument("--map", action="append", default=[], metavar="COLUMN=FIELD")
    leaf(group, "list", command="pupils list", text="the children on the roll")
    add_siblings(group)
    group = add_group(commands, "concern", "one concern")
    post = leaf(
        group, "post", command="concern post", text="what the staff screen does: seal and send"
    )
    post.add_argument("file")
    show = leaf(
        group, "show", command="concern show", text="a concern as it was written (signs in)"
    )
    show.add_argument("id")
    group = add_group(commands, "concerns", "all concerns")
    listing = leaf(group, "list", command="concerns list", text="the concerns, waiting ones first")
    listing.add_argument("--status", default="", choices=["", "waiting", "open", "closed"])
    triage = leaf(commands, "triage", text="category, level, response, decision, reason, actions")
    triage.add_argument("file")
    add_cases(commands)
    add_child(commands)
    add_actions(commands)
    add_entries(commands)
    add_risk(commands)
    group = add_group(commands, "volume", "scanned paper files")
    attach = leaf(group, "attach", command="volume attach", text="attach a scanned paper volume")
    attach.add_argument("file")
    attach.add_argument("--pupil", required=True)
    attach.add_argument("--original", required=True, help="where the paper original lies")
    attach.add_argument("--title", default="")
    attach.add_argument("--volume", type=int, default=1)
    group = add_group(commands, "letterbox", "what staff have sent")
    leaf(group, "collect", command="letterbox collect", text="open what waits into the casebook")
    words = leaf(commands, "vocabulary", text="the words of a list, e.g. categories")
    words.add_argument("name", nargs="?", default="categories")


def _documents(commands: argparse._SubParsersAction) -> None:
    add_chronology(commands)
    add_documents(commands)
