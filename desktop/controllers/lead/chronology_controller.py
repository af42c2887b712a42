"""The chronology in a child's file: reads it in the window's thread, records in the worker."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.controllers.lead.desk import Desk
from desktop.usecases.lead.amendments import amend
from desktop.usecases.lead.significance import set_significant
from storage.database.repositories import chronology
from ui.lead_drafts import AmendmentDraft, SignificanceDraft
from ui.views.chronology import ChronologyPanel


class ChronologyController(QObject):
    """Fills the panel on a child's page; what is refused is said on ``page``."""

    def __init__(self, desk: Desk, *, pupil_id: str, panel: ChronologyPanel, page: QWidget) -> None:
        super().__init__(panel)
        self._desk, self._pupil_id = desk, pupil_id
        self._panel, self._page = panel, page
        self._filter = "all"
        panel.entry_selected.connect(self._select)
        panel.filter_chosen.connect(self._choose_filter)
        panel.significance_set.connect(self._set_significant)
        panel.amended.connect(self._amend)

    def show(self) -> None:
        """Show the chronology as it is now; the filter stays."""
        entries = chronology.of_pupil(self._desk.reader, self._pupil_id)
        shown = [
            entry.id
            for entry in entries
            if self._filter == "all"
            or (self._filter == "significant" and entry.significant)
            or (self._filter == "undated" and not entry.happened.dated)
        ]
        self._panel.show_ids(
            shown,
            total=len(entries),
            significant=sum(1 for entry in entries if entry.significant),
            undated=sum(1 for entry in entries if not entry.happened.dated),
        )

    def _select(self, entry_id: str) -> None:
        rows = chronology.rows(self._desk.reader, self._pupil_id, [entry_id])
        if rows:
            self._panel.show_entry(rows[0])

    def _choose_filter(self, name: str) -> None:
        self._filter = name
        self.show()

    def _set_significant(self, draft: SignificanceDraft) -> None:
        self._desk.run(
            self._page,
            lambda: set_significant(
                self._desk.casebook,
                target=draft.target,
                significant=draft.significant,
                summary=draft.summary,
            ),
            lambda _: self._changed(draft.target),
        )

    def _amend(self, draft: AmendmentDraft) -> None:
        self._desk.run(
            self._page,
            lambda: amend(
                self._desk.casebook,
                target=draft.target,
                field=draft.field,
                correction=draft.correction,
                reason=draft.reason,
                happened=draft.happened,
            ),
            lambda _: self._changed(draft.target),
        )

    def _changed(self, target: str) -> None:
        self.show()
        self._panel.entry_changed(target)
        self._select(target)
