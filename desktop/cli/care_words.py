"""The words of the commands that look after the casebook: backup, checks, demonstration."""

import argparse

from desktop.cli.words import add_group, leaf


def add_care(commands: argparse._SubParsersAction) -> None:
    """Backup, checks, and what the makers of the program use."""
    backup = leaf(commands, "backup", text="write an encrypted, verified backup")
    backup.add_argument("--folder", default="", metavar="DIR")
    restore = leaf(commands, "restore", text="put a backup in the place of a lost casebook")
    restore.add_argument("path", nargs="?", default="", metavar="FILE-OR-DIR")
    restore.add_argument("--check", action="store_true", help="only open it beside and compare")
    restore.add_argument("--replace", action="store_true", help="even where a casebook is whole")
    restore.add_argument("--reason", default="", help="why, when it is replaced")
    restore.add_argument("--recovery", action="store_true", help="by the recovery code on paper")
    replay = leaf(commands, "replay", text="are the read tables equal to the ledger?")
    replay.add_argument("--check", action="store_true", required=True)
    leaf(commands, "reminders", text="what should be done for the safety of the record")
    access = add_group(commands, "access", "who has seen what")
    seen = leaf(access, "list", command="access list", text="the list, newest first")
    seen.add_argument("--pupil", default="", metavar="ID")
    seen.add_argument("--account", default="", metavar="A")
    seen.add_argument("--since", default="", metavar="DATE")
    seen.add_argument("--until", default="", metavar="DATE")
    seen.add_argument("--group", default="", metavar="G", help="file, document, sign_in or copy")
    demo = leaf(commands, "demo", text="the whole story with a made-up child")
    demo.add_argument("--out", required=True, metavar="DIR")
    demo.add_argument("--all", action="store_true", help="one of every document")
    demo.add_argument("--screens", action="store_true", help="a picture of every screen as well")
    shots = leaf(commands, "shots", text="a picture of every screen")
    shots.add_argument("--out", required=True, metavar="DIR")
    shots.add_argument("--theme", default="light", choices=["light", "dark", "contrast"])
    shots.add_argument("--text", type=int, default=100, choices=[100, 150, 200])
    do = leaf(commands, "do", text="sign in once, then one command per line of FILE")
    do.add_argument("file")
