"""Correcting an entry by adding to it: the original stays, the correction stands beside it."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from storage.records.chronology import ChronologyEntry
from storage.records.when import When
from ui.lead_drafts import AmendmentDraft
from ui.lead_material import LeadLists
from ui.lead_words import first_words
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.compact_row import compact_row
from ui.widgets.field_row import FieldRow
from ui.widgets.fitted_dialog import FittedDialog
from ui.widgets.labels import PlainLabel
from ui.widgets.text_area import TextArea
from ui.widgets.when_edit import WhenEdit

DATE = "happened"


class AmendDialog(FittedDialog):
    """What is corrected, how it should read, and why; a corrected date is said as a time."""

    confirmed = Signal(object)

    def __init__(
        self,
        *,
        entry: ChronologyEntry,
        lists: LeadLists,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("amend", self.tr("Correct this entry"), width=600, parent=parent)
        self._target = entry.id
        self.what = compact_row("amend.field", self.tr("What is wrong"), lists.amendment_fields)
        self.correction = TextArea("amend.correction", self.tr("How it should read"), lines=3)
        self.when = WhenEdit("amend.happened", self.tr("When it happened"), now=now)
        self.reason = TextArea("amend.reason", self.tr("Why it is corrected"), lines=2)
        self._what_row = FieldRow(self.tr("What is wrong"), self.what)
        self._correction_row = FieldRow(self.tr("How it should read"), self.correction)
        self._when_row = FieldRow(
            self.tr("When it happened"),
            self.when,
            hint=self.tr("The entry then stands where this puts it, and says where it stood."),
        )
        self._reason_row = FieldRow(self.tr("Why it is corrected"), self.reason)
        before = f"{entry.happened.for_people()} · {first_words(entry.text)}"
        self.column.addWidget(PlainLabel(before, tone="muted"))
        kept = self.tr("The original stays as it is. Your correction stands beside it.")
        self.column.addWidget(PlainLabel(kept))
        for row in (self._what_row, self._correction_row, self._when_row, self._reason_row):
            self.column.addWidget(row)
        self.when.set_when(entry.happened)
        self._add_buttons()
        self.what.changed.connect(self._show_field)
        self._show_field("")

    def _add_buttons(self) -> None:
        leave = quiet_button("amend.cancel", self.tr("Cancel"))
        leave.clicked.connect(self.reject)
        save = primary_button("amend.save", self.tr("Add correction"))
        save.clicked.connect(self._send)
        self.buttons.addStretch(1)
        self.buttons.addWidget(leave)
        self.buttons.addWidget(save)

    def _show_field(self, field: str) -> None:
        self._when_row.setVisible(field == DATE)
        self._correction_row.setVisible(field != DATE)
        if self.isVisible():
            self.fit()

    def _send(self) -> None:
        field = self.what.value()
        dated = field == DATE
        problem = self.when.problem() if dated else ""
        checks = (
            (self._what_row, bool(field), self.tr("Choose what is wrong.")),
            (
                self._correction_row,
                dated or bool(self.correction.text().strip()),
                self.tr("Write how it should read."),
            ),
            (self._when_row, not problem, problem),
            (self._reason_row, bool(self.reason.text().strip()), self.tr("Say why.")),
        )
        for row, given, words in checks:
            row.clear_error()
            if not given:
                row.set_error(words)
                row.field.setFocus()
                return
        when: When | None = self.when.value() if dated else None
        words = when.for_people() if when else self.correction.text().strip()
        self.confirmed.emit(
            AmendmentDraft(
                target=self._target,
                field=field,
                correction=words,
                reason=self.reason.text().strip(),
                happened=when,
            )
        )
        self.accept()
