"""Who has seen a child's file, or anything in the school: read page by page as it comes into
sight."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from desktop.controllers.lead.desk import Desk
from desktop.usecases.lead import access_ledger
from desktop.usecases.lead.access_ledger import AccessPage
from storage.database.repositories import pupils
from storage.records.errors import UserFacingError
from ui.care_material import AccessLine
from ui.views.access import AccessView
from ui.widgets.choice_row import Choice


class AccessController(QObject):
    """One child's list where ``pupil_id`` is given, else the whole school's."""

    def __init__(self, desk: Desk, *, pupil_id: str = "") -> None:
        self._desk = desk
        self._pupil = pupil_id
        self._group = ""
        pupil = pupils.row(desk.reader, pupil_id) if pupil_id else None
        kinds = () if pupil else tuple(
            Choice(value=code, text=words) for code, words in access_ledger.groups()
        )  # fmt: skip
        self.view = AccessView(fetch=self._fetch, child=pupil.name if pupil else "", kinds=kinds)
        super().__init__(self.view)
        self.view.kind_chosen.connect(self._choose)

    def begin(self) -> None:
        """Show the list, newest first."""
        self.refresh()

    def refresh(self) -> None:
        """Count anew: opening the file a moment ago is a line of its own."""
        try:
            self.view.show_total(self._page(limit=1, offset=0).total)
        except UserFacingError as error:
            self._desk.say(self.view, error)

    def _choose(self, group: str) -> None:
        self._group = group
        self.refresh()

    def _fetch(self, places: Sequence[int]) -> Sequence[AccessLine]:
        page = self._page(limit=len(places), offset=places[0])
        lines = [
            AccessLine(
                id=str(line.entry),
                person=line.person,
                at=line.at,
                what=line.what,
                child=", ".join(line.children),
                detail=line.detail,
            )
            for line in page.lines
        ]
        # entries that came in since the list was counted push others off the last page
        missing = len(places) - len(lines)
        return lines + [AccessLine(id="", person="", at="", what="")] * missing

    def _page(self, *, limit: int, offset: int) -> AccessPage:
        reading = self._desk.reading()
        if self._pupil:
            return access_ledger.who_has_seen(
                reading, pupil_id=self._pupil, limit=limit, offset=offset
            )
        return access_ledger.all_access(reading, group=self._group, limit=limit, offset=offset)
