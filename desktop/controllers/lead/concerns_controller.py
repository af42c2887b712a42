"""The list of concerns, by status and by words."""

from PySide6.QtCore import QObject

from desktop.controllers.lead.desk import Desk
from storage.database.repositories import chronology, concerns
from ui.views.concerns import ConcernsView

_ALL = 1_000_000


class ConcernsController(QObject):
    """Pages the list from SQL; nothing is sorted in the window."""

    def __init__(self, desk: Desk) -> None:
        self.view = ConcernsView(
            fetch=lambda ids: concerns.rows(desk.reader, list(ids)), lists=desk.lists
        )
        super().__init__(self.view)
        self._desk = desk
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
        if self._words:
            self._find()
            return
        self.view.show_ids(
            concerns.ids(self._desk.reader, status=self._status, limit=_ALL),
            concerns.counts(self._desk.reader),
        )

    def _choose(self, status: str) -> None:
        self._status = status
        self._words = ""
        self.refresh()

    def _search(self, text: str) -> None:
        self._words = text.strip()
        self.refresh()

    def _find(self) -> None:
        found = [
            hit.id
            for hit in chronology.search(self._desk.reader, self._words, limit=500)
            if hit.kind == "concern"
        ]
        self.view.show_ids(list(dict.fromkeys(found)), concerns.counts(self._desk.reader))
