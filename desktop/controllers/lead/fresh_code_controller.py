"""Asks for a fresh code where a use-case wants one, and then does what was asked for."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.job_runner import JobRunner
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.step_up import show_fresh_code
from ui.dialogs.fresh_code import FreshCodeDialog
from ui.messages import message_for

FRESH_CODE_NEEDED = "keys.fresh_code_needed"


def ask_for_fresh_code(
    page: QWidget,
    *,
    casebook: OpenCasebook,
    folder: Path,
    jobs: JobRunner,
    again: Callable[[], None],
    given_up: Callable[[], None],
) -> None:
    """Ask over ``page``; call ``again`` once a code was accepted, ``given_up`` where none was."""
    dialog = FreshCodeDialog(parent=page)

    def check(code: str) -> None:
        jobs.run(
            lambda: show_fresh_code(casebook, folder=folder, code=code),
            receiver=dialog,
            on_done=lambda _: dialog.accept(),
            on_error=lambda error: dialog.show_problem(message_for(error).text),
        )

    dialog.given.connect(check)
    dialog.accepted.connect(again)
    dialog.rejected.connect(given_up)
    dialog.open()
