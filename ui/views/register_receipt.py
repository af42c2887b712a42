"""The receipt for a child's file came back: who signed it there, and when."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.document_drafts import ReceiptDraft
from ui.theme import scaled, space
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.date_edit import DateEdit
from ui.widgets.field_row import FieldRow
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.text_line import TextLine


class ReceiptDialog(QDialog):
    """Stays open until the casebook has it: what was typed is not lost to a refusal."""

    confirmed = Signal(object)

    def __init__(self, *, export_id: str, recipient: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        identify(self, "receipt_note", self.tr("The receipt has come"))
        self.setWindowTitle(self.tr("Holdfast"))
        self.setMinimumWidth(scaled(520))
        self._export_id = export_id
        self.by = TextLine("receipt_note.by", self.tr("Who signed it"))
        self.on = DateEdit("receipt_note.on", self.tr("Received on"))
        self.note = TextLine("receipt_note.note", self.tr("Anything to note"))
        self._by_row = FieldRow(
            self.tr("Who signed it"), self.by, hint=self.tr("Name and role, as on the slip.")
        )
        self._on_row = FieldRow(
            self.tr("Received on"), self.on, hint=self.tr("The day that stands on the slip.")
        )
        self.problem = PlainLabel(tone="danger")
        self.problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(space(3), space(3), space(3), space(2))
        column.setSpacing(space(2))
        column.addWidget(PlainLabel(self.tr("The receipt has come"), tone="title"))
        column.addWidget(
            PlainLabel(
                self.tr("For the file that went to {who}. Keep the slip with your records.").format(
                    who=recipient
                ),
                tone="muted",
            )
        )
        column.addWidget(self._by_row)
        column.addWidget(self._on_row)
        column.addWidget(
            FieldRow(
                self.tr("Anything to note"),
                self.note,
                hint=self.tr("e.g. what was missing"),
                optional=True,
            )
        )
        column.addWidget(self.problem)
        leave = quiet_button("receipt_note.cancel", self.tr("Cancel"))
        leave.clicked.connect(self.reject)
        save = primary_button("receipt_note.save", self.tr("Note the receipt"))
        save.clicked.connect(self._send)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(save)
        column.addStretch(1)
        column.addLayout(row)
        self.by.setFocus()

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say what the casebook refused; what was typed stays."""
        self.problem.setText(f"{text} {next_step}".strip())
        self.problem.show()

    def _send(self) -> None:
        self.problem.hide()
        for row in (self._by_row, self._on_row):
            row.clear_error()
        if not self.by.text().strip():
            self._by_row.set_error(self.tr("Say who signed the slip."))
            self.by.setFocus()
            return
        if not self.on.value():
            words = self.on.problem() or self.tr("Say on which day it was received.")
            self._on_row.set_error(words)
            self.on.setFocus()
            return
        self.confirmed.emit(
            ReceiptDraft(
                export_id=self._export_id,
                by=self.by.text().strip(),
                on=self.on.value(),
                note=self.note.text().strip(),
            )
        )
