"""What can be done with the entry that is read: one row of quiet buttons, made once."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from storage.records.chronology import ChronologyEntry
from ui.lead_words import counted
from ui.theme import space
from ui.widgets.buttons import quiet_button
from ui.widgets.flow_layout import FlowLayout


class EntryWays(QWidget):
    """Each signal carries the entry, or its id."""

    significance_requested = Signal(object)
    same_event_requested = Signal(object)
    amend_requested = Signal(object)
    statement_requested = Signal(object)
    move_requested = Signal(str)
    concern_opened = Signal(str)
    body_map_opened = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._entry: ChronologyEntry | None = None
        self._significant = quiet_button("file.significant", self.tr("★ Significant"))
        self._significant.setToolTip(self.tr("Space in the list"))
        same = quiet_button("file.same_event", self.tr("Same event as…"))
        same.setToolTip(self.tr("E in the list"))
        amend = quiet_button("file.amend", self.tr("Correct…"), icon="pencil")
        state = quiet_button("file.statement", self.tr("Somebody disagrees…"))
        move = quiet_button("file.move", self.tr("Wrong child…"))
        self._concern = quiet_button("file.open_concern", self.tr("Open concern"), icon="mail-open")
        self._maps = quiet_button("file.open_body_map", "", icon="person-standing")
        row = FlowLayout(self, spacing=space(0.5))
        for button in (self._significant, same, amend, state, move, self._concern, self._maps):
            row.addWidget(button)
        for button, tell in (
            (self._significant, self.significance_requested.emit),
            (same, self.same_event_requested.emit),
            (amend, self.amend_requested.emit),
            (state, self.statement_requested.emit),
            (move, lambda entry: self.move_requested.emit(entry.id)),
            (self._concern, lambda entry: self.concern_opened.emit(entry.id)),
            (self._maps, lambda entry: self.body_map_opened.emit(entry.id)),
        ):
            button.clicked.connect(lambda _=False, tell=tell: self._tell(tell))

    def show_entry(self, entry: ChronologyEntry) -> None:
        """Offer what can be done with this entry."""
        self._entry = entry
        star = self.tr("Not significant") if entry.significant else self.tr("★ Significant")
        self._significant.setText(star)
        self._significant.setAccessibleName(star)
        self._concern.setVisible(entry.kind == "concern")
        words = counted(entry.body_maps, self.tr("Body map"), self.tr("{n} body maps"))
        self._maps.setText(words)
        self._maps.setAccessibleName(words)
        self._maps.setVisible(bool(entry.body_maps))

    def _tell(self, tell: Callable[[ChronologyEntry], None]) -> None:
        if self._entry is not None:
            tell(self._entry)
