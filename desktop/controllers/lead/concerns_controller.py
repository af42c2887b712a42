"""The list of concerns, by status and by words."""

from PySide6.QtCore import QObject

from desktop.controllers.lead.desk import Desk
from desktop.usecases.lead.search_casebook import Finder
from storage.database.repositories import concerns
from ui.views.concerns import ConcernsView


class ConcernsController(QObject):
    """SQL chooses and orders; the view reads rows page by page."""

    def __init__(self, desk: Desk) -> None:
        self.view = ConcernsView(
            fetch=lambda ids: concerns.rows(desk.reader, list(ids)), lists=desk.lists
        )
        super().__init__(self.view)
        self._desk = desk
        self._finder = Finder(desk.reading())
        self._status = ""
        self._words = ""
        self.view.opened.connect(desk.go.open_concern)
        self.view.status_chosen.connect(self._choose)
        self.view.searched.connect(self._search)

    def begin(self) -> None:
        """Show the list."""
        self.refresh()

    def refresh(self) -> None:
        """Show the list as it is now, with the status and the words that were chosen."""
        found = concerns.ids(self._desk.reader, status=self._status)
        if self._words:
            of_status = set(found)
            found = [item for item in self._finder.concerns(self._words) if item in of_status]
        self.view.show_ids(found, concerns.counts(self._desk.reader))

    def _choose(self, status: str) -> None:
        self._status = status
        self.refresh()

    def _search(self, text: str) -> None:
        self._words = text.strip()
        self.refresh()
