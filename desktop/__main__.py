"""``python -m desktop`` and ``holdfast``: a command runs in the terminal, no command opens the
window.
"""

import sys
from collections.abc import Sequence

from desktop.hardening import harden_process


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    harden_process()
    if words[:1] == ["casebook-process"]:
        from desktop.casebook_process import run_casebook_process  # late: only the child needs it

        return run_casebook_process(words[1:])
    if _opens_the_window(words):
        from desktop.app import run_window  # late: Qt is loaded only for the window

        return run_window(words)
    from desktop.cli.main import interrupted, run  # late: the window does not need the command line

    try:
        return run(words)
    except KeyboardInterrupt:
        return interrupted()


def _opens_the_window(words: Sequence[str]) -> bool:
    """True when only options that belong to the window are given."""
    with_value = ("--home", "--letterbox")
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if word in with_value:
            if not rest:
                return False
            rest.pop(0)
        elif word not in ("--temp-home", "--demo") and not word.startswith(
            tuple(f"{option}=" for option in with_value)
        ):
            return False
    return True


if __name__ == "__main__":
    sys.exit(main())
