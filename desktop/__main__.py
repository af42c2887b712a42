"""``python -m desktop`` and ``holdfast``: a command runs in the terminal, no command opens the
window.
"""

import sys
from collections.abc import Sequence

from desktop.hardening import harden_process
from desktop.quiet_failures import install_quiet_failures
from desktop.window_options import window_options


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    harden_process()
    install_quiet_failures()
    if words[:1] == ["casebook-process"]:
        from desktop.casebook_process import run_casebook_process  # late: only the child needs it

        return run_casebook_process(words[1:])
    if words[:1] == ["restricted-process"]:
        from desktop.restricted_process import run_restricted_process  # late: the same

        return run_restricted_process(words[1:])
    if words == ["signature-worker"]:
        from desktop.signature_workers import run_signature_worker  # late: only this child needs it

        return run_signature_worker()
    if words[:1] == ["demo-school"]:
        from desktop.demo.build import run_build  # late: only for the made-up school

        return run_build(words[1:])
    options = window_options(words)
    if options is not None:
        from desktop.app import run_window  # late: Qt is loaded only for the window

        return run_window(options)
    from desktop.cli.main import interrupted, run  # late: the window does not need the command line

    try:
        return run(words)
    except KeyboardInterrupt:
        return interrupted()


if __name__ == "__main__":
    sys.exit(main())
