"""The words of the commands for letters about adults."""

import argparse

from desktop.cli.words import add_group, leaf

_POSTS = ("head", "chair")
_READERS = (*_POSTS, "spare")


def add_restricted(commands: argparse._SubParsersAction) -> None:
    """What the head or the chair does with a key of their own, and what a lead does for them."""
    group = add_group(commands, "restricted", "letters about adults")
    letter = leaf(
        group,
        "open",
        command="restricted open",
        text="head or chair reads a letter sealed to them",
    )
    letter.add_argument("file")
    enrol = leaf(
        group,
        "enrol",
        command="restricted enrol",
        text="make a key for head or chair: reads the slip's code and a new password",
    )
    enrol.add_argument("--post", required=True, choices=_POSTS)
    enrol.add_argument("--printed", action="store_true", help="a printed code, no password")
    _reading(group)
    _keeping(group)
    _leading(group)


def _reader(group: argparse._SubParsersAction, name: str, text: str) -> argparse.ArgumentParser:
    words = leaf(group, name, command=f"restricted {name}", text=text)
    words.add_argument("--post", default="", choices=("", *_READERS))
    return words


def _reading(group: argparse._SubParsersAction) -> None:
    _reader(group, "collect", "take the letters for you out of the letterbox")
    _reader(group, "list", "your letters, newest first")
    _reader(group, "show", "one letter with all that was kept").add_argument("letter", type=int)
    _reader(group, "adults", "what was kept about each adult, by date")
    _reader(group, "verify", "is anything missing or changed in your store?")
    out = _reader(group, "print", "one letter as a PDF, not protected")
    out.add_argument("letter", type=int)
    out.add_argument("--out", required=True, metavar="FILE")
    copy = _reader(group, "copy", "copy your store, as it lies, into a folder")
    copy.add_argument("--to", required=True, metavar="DIR")


def _keeping(group: argparse._SubParsersAction) -> None:
    note = _reader(group, "note", "keep a note, or a decision with --kind")
    note.add_argument("letter", type=int)
    note.add_argument("--text", required=True, help="the note, or the reason of a decision")
    note.add_argument("--kind", default="", help="low_level, allegation …: makes it a decision")
    note.add_argument("--threshold", action="append", default=[])
    for name in ("adult", "lado-called", "lado-name", "lado-advice", "outcome", "action"):
        note.add_argument(f"--{name}", default="")
    note.add_argument("--corrects", type=int, default=0, metavar="ENTRY")
    answer = _reader(group, "reply", "answer the writer")
    answer.add_argument("letter", type=int)
    answer.add_argument("--text", required=True)


def _leading(group: argparse._SubParsersAction) -> None:
    leaf(
        group, "readers", command="restricted readers", text="how far head and chair are (signs in)"
    )
    for name, text in (
        ("slip", "the one-time slip for head or chair (signs in)"),
        ("test", "send a test letter (signs in)"),
        ("forget", "forget a key whose code differed (signs in)"),
    ):
        words = leaf(group, name, command=f"restricted {name}", text=text)
        words.add_argument("--post", required=True, choices=_POSTS)
    lado = leaf(
        group, "lado", command="restricted lado", text="whom the form says to ring (signs in)"
    )
    lado.add_argument("--name", default="")
    lado.add_argument("--telephone", default="")
    post = leaf(group, "post", command="restricted post", text="say who it is (signs in)")
    post.add_argument("--post", required=True, choices=_POSTS)
    post.add_argument("--account", required=True)
    confirm = leaf(
        group, "confirm", command="restricted confirm", text="the codes are the same (signs in)"
    )
    confirm.add_argument("--post", required=True, choices=_POSTS)
    confirm.add_argument("code")
