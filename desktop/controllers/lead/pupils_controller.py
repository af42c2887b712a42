"""The list of children, found by a few letters."""

from PySide6.QtCore import QObject

from desktop.controllers.lead.desk import Desk
from storage.database.repositories import pupils
from ui.views.pupils import PupilsView

_ALL = 1_000_000


class PupilsController(QObject):
    """Pages the list from SQL and opens files."""

    def __init__(self, desk: Desk) -> None:
        self.view = PupilsView(fetch=lambda ids: pupils.rows(desk.reader, list(ids)))
        super().__init__(self.view)
        self._desk = desk
        self._words = ""
        self.view.searched.connect(self._show)
        self.view.opened.connect(desk.go.open_pupil)
        self.view.import_requested.connect(desk.go.open_pupil_import)
        self.view.log_import_requested.connect(desk.go.open_log_import)
        self.view.attendance_import_requested.connect(desk.go.open_attendance_import)
        self.view.chronology_import_requested.connect(desk.go.open_history_import)

    def begin(self) -> None:
        """Show everybody on the roll."""
        self._show("")

    def refresh(self) -> None:
        """Show who is on the roll now, by the letters that were typed."""
        self._show(self._words)

    def _show(self, text: str) -> None:
        self._words = text
        everyone = pupils.ids(self._desk.reader, on_roll=True, limit=_ALL)
        found = (
            pupils.ids(self._desk.reader, search=text, on_roll=True, limit=_ALL)
            if text.strip()
            else everyone
        )
        self.view.show_ids(found, total=len(everyone))
