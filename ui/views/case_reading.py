"""The chosen record of a case, read in full below the list."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from storage.records.chronology import ChronologyEntry
from ui.lead_material import LeadLists
from ui.widgets.buttons import quiet_button
from ui.widgets.key_values import KeyValueGrid
from ui.widgets.section_card import SectionCard


class CaseReading(SectionCard):
    """``opened`` carries the row that is to be shown where it stands."""

    opened = Signal(str)

    def __init__(self, *, lists: LeadLists, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._lists, self._row = lists, ""
        self._open = quiet_button("case.open_row", self.tr("Open"), icon="arrow-up-right")
        self._open.clicked.connect(lambda: self.opened.emit(self._row))
        self.add_header_action(self._open)
        self._facts = KeyValueGrid()
        self.body.addWidget(self._facts)
        self.hide()

    def show_row(self, entry: ChronologyEntry) -> None:
        """Show one record: everything it says, and nothing it does not."""
        self._row = entry.id
        kind = self._lists.word(entry.category if entry.kind == "entry" else entry.kind)
        self.set_title(f"{kind} · {entry.happened.for_people()}")
        said = [
            (self.tr("What"), entry.text),
            (self.tr("Child’s words"), entry.child_words),
            (self.tr("Decision"), entry.decision if entry.decision != entry.text else ""),
            (self.tr("Done"), entry.action if entry.action != entry.text else ""),
            (self.tr("Why"), entry.reason if entry.reason != entry.text else ""),
            (self.tr("Outcome"), entry.outcome if entry.outcome != entry.text else ""),
            (self.tr("By"), entry.author),
        ]
        self._facts.set_rows([(label, words) for label, words in said if words])
        self.show()
