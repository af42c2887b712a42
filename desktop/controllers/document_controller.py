"""Checks a document, or several beside each other, on any computer and without a sign-in."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.controllers.verdict_words import verdict_of
from desktop.job_runner import JobRunner
from desktop.usecases.compare_documents import CANNOT_BE_SAID, compare_files
from desktop.usecases.report import Report
from desktop.usecases.verify_file import verify_file
from storage.records.errors import UserFacingError
from ui.care_drafts import CompareDraft
from ui.main_window import MainWindow
from ui.messages import message_for
from ui.views.checks_compare import CompareView


class DocumentController(QObject):
    """Shows the page in the start window; ``finished`` when the person leaves it."""

    finished = Signal()

    def __init__(self, *, window: MainWindow, jobs: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._jobs = jobs
        self.view = CompareView(signed_in=False)
        self.view.check_requested.connect(self._check)
        self.view.back_requested.connect(self.finished)

    def begin(self) -> None:
        """Show the page."""
        self._window.show_screen(self.view)
        self.view.setFocus()

    def _check(self, draft: CompareDraft) -> None:
        self.view.show_progress(0, 0)
        paths = [Path(path) for path in draft.paths]
        self._jobs.run(
            lambda: _answer(paths, draft.expect_key),
            receiver=self.view,
            on_done=self._show,
            on_error=self._say,
        )

    def _show(self, report: Report) -> None:
        verdict = report.details.get("verdict")
        if verdict is None:
            good = self.tr("This file is as the school made it.")
            bad = self.tr("This file is not as the school made it.")
        elif verdict == CANNOT_BE_SAID:
            good = self.tr("Each file is unchanged. Whether they fit together cannot be said.")
            bad = self.tr("One of these files is not as the school made it.")
        else:
            good = self.tr("Each file is unchanged, and they come from one record that only grew.")
            bad = self.tr("These files contradict each other: one record cannot have made both.")
        unreadable = self.tr("This file cannot be read as one of the school’s documents.")
        self.view.show_verdict(verdict_of(report, good=good, bad=bad, unreadable=unreadable))

    def _say(self, error: UserFacingError) -> None:
        message = message_for(error)
        self.view.show_problem(message.message, message.next_step)


def _answer(paths: list[Path], expect_key: str) -> Report:
    if len(paths) == 1:
        return verify_file(paths[0], expect_key=expect_key)
    return compare_files(paths, expect_key=expect_key)
