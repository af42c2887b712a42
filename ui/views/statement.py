"""Somebody, mostly a parent, disagrees with an entry: their words stand beside it, as they said
them.
"""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from storage.records.chronology import ChronologyEntry
from ui.drafts import FileShown
from ui.lead_drafts import StatementDraft
from ui.lead_words import first_words
from ui.widgets.attachment_list import AttachmentList
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.chip_row import ChipRow
from ui.widgets.date_edit import DateEdit
from ui.widgets.field_row import FieldRow
from ui.widgets.fitted_dialog import FittedDialog
from ui.widgets.labels import PlainLabel
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_area import TextArea
from ui.widgets.text_line import TextLine


class StatementDialog(FittedDialog):
    """Who, what they are to the child, when, and their words; ``people`` are (name, relationship)
    of the contacts, taken by one press. ``file_chosen`` carries a path that is to be read.
    """

    confirmed = Signal(object)
    file_chosen = Signal(str)

    def __init__(
        self,
        *,
        entry: ChronologyEntry,
        people: Sequence[tuple[str, str]],
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("statement", self.tr("Somebody disagrees"), width=600, parent=parent)
        self._target = entry.id
        self._people = {f"{name}, {what}" if what else name: (name, what) for name, what in people}
        self.who = TextLine("statement.who", self.tr("Who disagrees"))
        self.relationship = TextLine(
            "statement.relationship", self.tr("What they are to the child")
        )
        self.on = DateEdit("statement.on", self.tr("When they said it"))
        self.on.set_value(today.isoformat())
        self.words = TextArea("statement.words", self.tr("Their words, as they said them"), lines=4)
        self.reason = TextLine(
            "statement.reason",
            self.tr("How it reached the school"),
            placeholder=self.tr("A letter, a meeting; what the school answered"),
        )
        self.files = AttachmentList("statement.files")
        self.files.chosen.connect(self.file_chosen)
        self._rows = self._build_rows()
        before = f"{entry.happened.for_people()} · {first_words(entry.text)}"
        self.column.addWidget(PlainLabel(before, tone="muted"))
        self.column.addWidget(
            PlainLabel(
                self.tr(
                    "The entry stays as it is. The statement stands beside it on the screen and in"
                    " every document that shows the entry."
                )
            )
        )
        chips = ChipRow("statement.person", keys_of=self)
        chips.set_chips([(words, "") for words in self._people])
        chips.chosen.connect(self._take)
        self.column.addWidget(chips)
        who, what, on, words = self._rows
        self.column.addWidget(SideBySide(who, what))
        for row in (on, words, FieldRow(self.tr("How it reached the school"), self.reason)):
            self.column.addWidget(row)
        self.column.addWidget(self.files.add_button)
        self.column.addWidget(self.files)
        self._add_buttons()
        self.who.setFocus()

    def _build_rows(self) -> tuple[FieldRow, FieldRow, FieldRow, FieldRow]:
        return (
            FieldRow(self.tr("Who disagrees"), self.who),
            FieldRow(self.tr("What they are to the child"), self.relationship),
            FieldRow(self.tr("When they said it"), self.on),
            FieldRow(self.tr("Their words, as they said them"), self.words),
        )

    def _add_buttons(self) -> None:
        leave = quiet_button("statement.cancel", self.tr("Cancel"))
        leave.clicked.connect(self.reject)
        save = primary_button("statement.save", self.tr("Add statement"))
        save.clicked.connect(self._send)
        self.buttons.addStretch(1)
        self.buttons.addWidget(leave)
        self.buttons.addWidget(save)

    def show_file(self, shown: FileShown) -> None:
        """Show what a chosen file turned out to be."""
        self.files.show_file(shown)
        self.fit()

    def _take(self, words: str) -> None:
        name, relationship = self._people[words]
        self.who.setText(name)
        self.relationship.setText(relationship)
        self.words.setFocus()

    def _send(self) -> None:
        who, what, on, words = self._rows
        day = self.on.problem() or ("" if self.on.value() else self.tr("Say which day."))
        checks = (
            (who, bool(self.who.text().strip()), self.tr("Say who it is.")),
            (what, bool(self.relationship.text().strip()), self.tr("Mother, father, carer …")),
            (on, not day, day),
            (words, bool(self.words.text().strip()), self.tr("Write what they said.")),
        )
        for row, given, sentence in checks:
            row.clear_error()
            if not given:
                row.set_error(sentence)
                row.field.setFocus()
                return
        if self.files.waiting():
            return
        self.confirmed.emit(
            StatementDraft(
                target=self._target,
                stated_by=self.who.text().strip(),
                relationship=self.relationship.text().strip(),
                stated_on=self.on.value(),
                words=self.words.text().strip(),
                reason=self.reason.text().strip(),
                files=self.files.attachments(),
            )
        )
        self.accept()
