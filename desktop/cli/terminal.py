"""Asks on the terminal, or reads one line for each answer when standard input is not a terminal."""

import getpass
import sys

from storage.records.errors import UserFacingError


def is_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def ask(prompt: str, *, secret: bool = False) -> str:
    """Return one line; a secret is not shown while typed. Raises cli.no_answer when there
    is none.
    """
    if sys.stdin is None:
        raise UserFacingError("cli.no_answer", wanted=prompt)
    if is_terminal():
        if secret:
            return getpass.getpass(f"{prompt}: ")
        sys.stderr.write(f"{prompt}: ")
        sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise UserFacingError("cli.no_answer", wanted=prompt)
    return line.rstrip("\r\n")
