"""Every concern, newest first: waiting, open, closed."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from storage.records.casework import ConcernRow
from ui.lead_material import LeadLists
from ui.models.lead_rows import ConcernModel
from ui.theme import scaled
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.empty_state import EmptyState
from ui.widgets.page import Page
from ui.widgets.record_table import RecordTable
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import SearchLine

EVERY = "all"


class ConcernsView(Page):
    """The order and the filter are the controller's; this shows the identifiers it was given."""

    opened = Signal(str)
    status_chosen = Signal(str)
    searched = Signal(str)

    def __init__(
        self,
        *,
        fetch: Callable[[Sequence[str]], Sequence[ConcernRow]],
        lists: LeadLists,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", identifier="concerns", scroll=False, parent=parent)
        self.set_title(self.tr("Concerns"))
        states = [
            Choice(value=EVERY, text=self.tr("All")),
            *(Choice(value=code, text=lists.word(code)) for code in ("waiting", "open", "closed")),
        ]
        self.search = SearchLine(
            "concerns.search",
            self.tr("Search concerns"),
            placeholder=self.tr("Child or words"),
        )
        self.search.setMinimumWidth(scaled(220))
        self.status = ChoiceRow("concerns.status", self.tr("State"), states)
        self.status.set_value(EVERY)
        self.model = ConcernModel(fetch=fetch, word=lists.word, parent=self)
        self.table = RecordTable("concerns.list", self.tr("Concerns"), lines=2)
        self.table.set_model(self.model)
        self.table.set_empty(
            EmptyState(
                "mail-open",
                self.tr("No concern here"),
                self.tr("Nothing fits this state and these words."),
            )
        )
        self.body.addWidget(SideBySide(self.search, self.status, weights=(1, 0), gap=2))
        self.body.addWidget(self.table, 1)
        self.search.searched.connect(self.searched)
        self.status.changed.connect(self._choose)
        self.table.opened.connect(self.opened.emit)

    def show_ids(self, identifiers: Sequence[str], counts: Mapping[str, int] | None = None) -> None:
        """Show these concerns in this order; ``counts`` says how many there are of each state."""
        self.model.set_ids(identifiers)
        parts = [
            self.tr("{n} waiting").format(n=(counts or {}).get("waiting", 0)),
            self.tr("{n} open").format(n=(counts or {}).get("open", 0)),
            self.tr("{n} closed").format(n=(counts or {}).get("closed", 0)),
        ]
        self.set_subtitle(" · ".join(parts) if counts else "")

    def _choose(self, status: str) -> None:
        self.status_chosen.emit("" if status == EVERY else status)
