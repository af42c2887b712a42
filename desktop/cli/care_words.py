"""The words of the commands that look after the casebook: backup, checks, demonstration."""

import argparse

from desktop.cli.words import leaf


def add_care(commands: argparse._SubParsersAction) -> None:
    """Backup, checks, and what the makers of the program use."""
    backup = leaf(commands, "backup", text="write an encrypted, verified backup")
    backup.add_argument("--folder", default="", metavar="DIR")
    restore = leaf(commands, "restore", text="open the newest backup beside, verify and compare")
    restore.add_argument("path", nargs="?", default="")
    restore.add_argument("--check", action="store_true", required=True)
    replay = leaf(commands, "replay", text="are the read tables equal to the ledger?")
    replay.add_argument("--check", action="store_true", required=True)
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
