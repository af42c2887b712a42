"""What is already known of each child of a concern, beside it: level, latest entries, siblings."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storage.records.chronology import ChronologyEntry
from ui.lead_material import ChildHistory, LeadLists
from ui.theme import TARGET, scaled, space
from ui.widgets.buttons import quiet_button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import PlainLabel
from ui.widgets.line_button import LineButton
from ui.widgets.scroll_card import ScrollCard
from ui.widgets.side_by_side import SideBySide

SHOWN = 5


class HistoryPanel(ScrollCard):
    """One block for each child; a press opens the entry or the file."""

    pupil_opened = Signal(str)
    entry_opened = Signal(str)

    def __init__(self, *, lists: LeadLists, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._lists = lists
        self.hide()

    def show_history(self, children: Sequence[ChildHistory], *, besides: str = "") -> None:
        """Show these children instead of the ones before; the entry ``besides`` is not repeated."""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(space(2), space(1), space(2), space(1))
        column.setSpacing(space(0.25))
        for child in children:
            self._add_child(column, child, besides)
        column.addStretch(1)
        self.set_content(content)
        self.setVisible(bool(children))

    def _add_child(self, column: QVBoxLayout, child: ChildHistory, besides: str) -> None:
        opened = quiet_button(
            f"triage.pupil.{child.pupil_id}", child.name.replace("&", "&&"), icon="folder-open",
            name=self.tr("Open the file of {name}").format(name=child.name),
        )  # fmt: skip
        opened.clicked.connect(lambda _=False, key=child.pupil_id: self.pupil_opened.emit(key))
        summary = PlainLabel(child.summary, tone="small")
        summary.setMinimumSize(scaled(120), TARGET)
        column.addWidget(SideBySide(opened, summary, weights=(0, 1)))
        entries = [entry for entry in child.entries if entry.id != besides]
        if not entries:
            column.addWidget(PlainLabel(self.tr("Nothing earlier in the file."), tone="muted"))
        for entry in entries[:SHOWN]:
            self._add_entry(column, child.pupil_id, entry)
        self._add_siblings(column, child)

    def _add_entry(self, column: QVBoxLayout, pupil_id: str, entry: ChronologyEntry) -> None:
        mark = "★ " if entry.significant else ""
        words = " ".join((entry.summary or entry.text).split())
        text = f"{mark}{entry.happened.for_people()} · {words}"
        button = LineButton(f"triage.history.{pupil_id}.{entry.id}", text)
        button.clicked.connect(lambda _=False, key=entry.id: self.entry_opened.emit(key))
        column.addWidget(button)

    def _add_siblings(self, column: QVBoxLayout, child: ChildHistory) -> None:
        if not child.siblings:
            return
        row = FlowLayout(spacing=space(0.5))
        label = PlainLabel(self.tr("Siblings"), tone="small", wrap=False)
        label.setMinimumHeight(TARGET)
        row.addWidget(label)
        for sibling in child.siblings:
            words = self.tr("{name}, Year {year}").format(
                name=sibling.name, year=sibling.year_group
            )
            if sibling.open_concerns:
                words = self.tr("{name} – open concern").format(name=words)
            button = quiet_button(
                f"triage.sibling.{child.pupil_id}.{sibling.id}", words.replace("&", "&&")
            )
            button.clicked.connect(lambda _=False, key=sibling.id: self.pupil_opened.emit(key))
            row.addWidget(button)
        column.addLayout(row)
