"""The page on which a letterbox folder is chosen and tried, for both sides."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.context import Context
from desktop.job_runner import JobRunner
from desktop.settings import load_settings, save_settings
from desktop.usecases.letterbox_place import check_place
from storage.letterbox.folder_check import FolderCheck
from storage.records.errors import UserFacingError
from ui.letterbox_ways import PlaceChecked
from ui.messages import message_for
from ui.views.letterbox_way import LetterboxWayView


class LetterboxPlace(QObject):
    """``used`` when a folder that passed the check was taken: its way and its path."""

    used = Signal(str, str)

    def __init__(self, *, context: Context, jobs: JobRunner, lead: bool) -> None:
        self.view = LetterboxWayView(lead=lead)
        super().__init__(self.view)
        self._context, self._jobs, self._lead = context, jobs, lead
        self.view.check_requested.connect(self._check)
        self.view.chosen.connect(self.used)

    def begin(self) -> None:
        """Show what is used now, or the three ways."""
        folder = self._context.paths.letterbox
        stored = load_settings(self._context.paths.settings_file)
        self.view.start(
            way=stored.letterbox_way, folder=str(folder) if folder.exists() else stored.letterbox
        )

    def keep(self, way: str, path: str) -> None:
        """Remember way and folder for the next start."""
        file = self._context.paths.settings_file
        save_settings(file, replace(load_settings(file), letterbox=path, letterbox_way=way))

    def _check(self, way: str, path: str) -> None:
        self._jobs.run(
            lambda: check_place(
                Path(path),
                way=way,
                lead=self._lead,
                home=self._context.paths.home,
                random_bytes=self._context.random_bytes,
            ),
            receiver=self.view,
            on_done=self._show,
            on_error=self._say,
        )

    def _show(self, found: FolderCheck) -> None:
        problem = None
        if found.problem is not None:
            message = message_for(found.problem)
            problem = (message.message, message.next_step)
        notes = tuple(message_for(note).text for note in found.notes)
        self.view.show_checked(PlaceChecked(problem=problem, notes=notes))

    def _say(self, error: UserFacingError) -> None:
        message = message_for(error)
        self.view.show_problem(message.message, message.next_step)
