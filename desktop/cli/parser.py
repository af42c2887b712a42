"""The words of the command line; nothing is opened or imported for a command before it is
chosen.
"""

import argparse
import re
from typing import NoReturn

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
    _people(commands)
    _workstation(commands)
    _records(commands)
    _documents(commands)
    _care(commands)
    return parser


def _leaf(
    group: argparse._SubParsersAction, name: str, *, command: str = "", text: str
) -> argparse.ArgumentParser:
    parser = group.add_parser(name, help=text, description=text, allow_abbrev=False)
    parser.set_defaults(command=command or name)
    return parser


def _group(
    commands: argparse._SubParsersAction, name: str, text: str
) -> argparse._SubParsersAction:
    parser = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
    return parser.add_subparsers(title=name, metavar="COMMAND", required=True)


def _school(commands: argparse._SubParsersAction) -> None:
    group = _group(commands, "school", "set up a school")
    create = _leaf(
        group, "create", command="school create", text="make a school and its first lead"
    )
    create.add_argument("--name", required=True)
    create.add_argument("--urn", required=True)
    create.add_argument("--lead", required=True)
    create.add_argument("--account", required=True)
    create.add_argument("--telephone", default="")


def _people(commands: argparse._SubParsersAction) -> None:
    for word, text in (("staff", "people who report"), ("lead", "people who decide")):
        group = _group(commands, word, text)
        add = _leaf(
            group, "add", command=f"{word} add", text="enrol a person; prints the slip of paper"
        )
        add.add_argument("--name", required=True)
        add.add_argument("--account", required=True)
        add.add_argument("--job-title", default="")
        add.add_argument("--telephone", default="")
        if word == "lead":
            add.add_argument("--deputy", action="store_true", help="a deputy lead")
            _leaf(
                group,
                "password",
                command="lead password",
                text="change your own password (signs in)",
            )
        else:
            _leaf(group, "list", command="staff list", text="everybody of the school (signs in)")


def _workstation(commands: argparse._SubParsersAction) -> None:
    group = _group(commands, "workstation", "shared computers that send concerns")
    pair = _leaf(
        group,
        "pair",
        command="workstation pair",
        text="make this home a workstation of the school in the letterbox folder",
    )
    pair.add_argument("--name", default="", help="what the computer is called, e.g. Staff room")
    pair.add_argument(
        "--letterbox", dest="pair_letterbox", metavar="DIR", help="the letterbox folder"
    )
    approve = _leaf(
        group,
        "approve",
        command="workstation approve",
        text="confirm a computer whose code you compared (signs in)",
    )
    approve.add_argument("code", nargs="?", default="")
    enrol = _leaf(
        group,
        "enrol",
        command="workstation enrol",
        text="set a first PIN: reads the slip's code and the PIN from the terminal",
    )
    enrol.add_argument("--account", required=True)
    _leaf(
        group,
        "list",
        command="workstation list",
        text="paired computers and those that ask (signs in)",
    )


def _records(commands: argparse._SubParsersAction) -> None:
    group = _group(commands, "pupils", "the children")
    bring = _leaf(
        group, "import", command="pupils import", text="bring in pupils from a CTF or CSV file"
    )
    bring.add_argument("file")
    bring.add_argument("--dry-run", action="store_true")
    bring.add_argument("--map", action="append", default=[], metavar="COLUMN=FIELD")
    _leaf(group, "list", command="pupils list", text="the children on the roll")
    group = _group(commands, "concern", "one concern")
    post = _leaf(
        group, "post", command="concern post", text="what the staff screen does: seal and send"
    )
    post.add_argument("file")
    show = _leaf(
        group, "show", command="concern show", text="a concern as it was written (signs in)"
    )
    show.add_argument("id")
    group = _group(commands, "concerns", "all concerns")
    listing = _leaf(group, "list", command="concerns list", text="the concerns, waiting ones first")
    listing.add_argument("--status", default="", choices=["", "waiting", "open", "closed"])
    triage = _leaf(commands, "triage", text="category, level, response, decision, reason, actions")
    triage.add_argument("file")
    group = _group(commands, "action", "actions")
    done = _leaf(group, "done", command="action done", text="an action was done")
    done.add_argument("id")
    done.add_argument("--outcome", required=True)
    group = _group(commands, "entry", "entries without a concern")
    add = _leaf(
        group, "add", command="entry add", text="a call, meeting, notice, visit, document …"
    )
    add.add_argument("file")
    group = _group(commands, "risk", "risk assessments")
    save = _leaf(group, "save", command="risk save", text="save a risk assessment")
    save.add_argument("file")
    group = _group(commands, "volume", "scanned paper files")
    attach = _leaf(group, "attach", command="volume attach", text="attach a scanned paper volume")
    attach.add_argument("file")
    attach.add_argument("--pupil", required=True)
    attach.add_argument("--original", required=True, help="where the paper original lies")
    attach.add_argument("--title", default="")
    attach.add_argument("--volume", type=int, default=1)
    group = _group(commands, "letterbox", "what staff have sent")
    _leaf(group, "collect", command="letterbox collect", text="open what waits into the casebook")
    words = _leaf(commands, "vocabulary", text="the words of a list, e.g. categories")
    words.add_argument("name", nargs="?", default="categories")


def _documents(commands: argparse._SubParsersAction) -> None:
    group = _group(commands, "chronology", "a child's chronology")
    bring = _leaf(group, "import", command="chronology import", text="the rows of a paper file")
    bring.add_argument("file")
    bring.add_argument("--pupil", required=True, metavar="ID")
    bring.add_argument("--map", action="append", default=[], metavar="COLUMN=FIELD")
    bring.add_argument("--dry-run", action="store_true")
    show = _leaf(group, "show", command="chronology show", text="what the screen shows")
    show.add_argument("--pupil", required=True, metavar="ID")
    show.add_argument("--significant-only", action="store_true")
    export = _leaf(group, "export", command="chronology export", text="the evidential document")
    export.add_argument("--pupil", required=True, metavar="ID")
    export.add_argument("--profile", required=True, choices=["court", "referral", "working"])
    export.add_argument("--purpose", required=True)
    export.add_argument("--recipient", required=True)
    export.add_argument("--out", required=True, metavar="FILE")
    export.add_argument("--significant-only", action="store_true")
    export.add_argument("--redact", action="append", default=[], metavar="NAME-OR-ID")
    group = _group(commands, "disclosures", "what left the school")
    _leaf(group, "list", command="disclosures list", text="the register")
    verify = _leaf(
        commands, "verify", text="says what is proved, what is not, and where it first breaks"
    )
    verify.add_argument("path", nargs="?", default="")
    verify.add_argument("--expect-key", default="", metavar="ID")
    verify.add_argument("--page", default="", metavar="CODE")
    verify.add_argument("--out", default="", metavar="FILE", help="where the page's picture goes")
    restricted = _group(commands, "restricted", "letters about adults")
    letter = _leaf(
        restricted,
        "open",
        command="restricted open",
        text="head or chair reads a letter sealed to them",
    )
    letter.add_argument("file")


def _care(commands: argparse._SubParsersAction) -> None:
    backup = _leaf(commands, "backup", text="write an encrypted, verified backup")
    backup.add_argument("--folder", default="", metavar="DIR")
    restore = _leaf(commands, "restore", text="open the newest backup beside, verify and compare")
    restore.add_argument("path", nargs="?", default="")
    restore.add_argument("--check", action="store_true", required=True)
    replay = _leaf(commands, "replay", text="are the read tables equal to the ledger?")
    replay.add_argument("--check", action="store_true", required=True)
    demo = _leaf(commands, "demo", text="the whole story with a made-up child")
    demo.add_argument("--out", required=True, metavar="DIR")
    demo.add_argument("--all", action="store_true", help="one of every document")
    demo.add_argument("--screens", action="store_true", help="a picture of every screen as well")
    shots = _leaf(commands, "shots", text="a picture of every screen")
    shots.add_argument("--out", required=True, metavar="DIR")
    shots.add_argument("--theme", default="light", choices=["light", "dark", "contrast"])
    shots.add_argument("--text", type=int, default=100, choices=[100, 150, 200])
    do = _leaf(commands, "do", text="sign in once, then one command per line of FILE")
    do.add_argument("file")
