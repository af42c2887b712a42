"""What the pages of a referral, a disagreement, a plan and a meeting have in common."""

from PySide6.QtCore import QObject

from desktop.controllers.lead.desk import Desk
from ui.views.referral_work import WorkView


class WorkPageController(QObject):
    """Shows one thing anew whenever it may have changed, and leads to its children and its case.

    A page says what is shown (``refresh``), and what follows a press or a line (``_ask``,
    ``_open_line``).
    """

    def __init__(self, view: WorkView, desk: Desk, *, thing: str) -> None:
        super().__init__(view)
        self.view = view
        self._desk, self._id = desk, thing
        view.asked.connect(self._ask)
        view.pupil_opened.connect(desk.go.open_pupil)
        view.case_opened.connect(desk.go.open_case)
        view.story_opened.connect(self._open_line)

    def begin(self) -> None:
        """Show it."""
        self.refresh()

    def refresh(self) -> None:
        """Show what has changed since."""

    def _ask(self, step: str) -> None:
        """One of the page's steps was pressed."""

    def _open_line(self, line: str) -> None:
        """A line of the history was pressed; most lead nowhere."""
