"""The question before a concern is closed: what came of it, and why nothing more is needed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.lead_drafts import CloseDraft
from ui.theme import space
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.field_row import FieldRow
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.text_area import TextArea

WIDTH = 560


class Question(QDialog):
    """A small form with one primary button; Esc leaves it."""

    def __init__(self, *, identifier: str, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        identify(self, identifier, title)
        self.setWindowTitle(self.tr("Holdfast"))
        self.setMinimumWidth(WIDTH)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(space(3), space(3), space(3), space(2))
        self._column.setSpacing(space(2))
        self._column.addWidget(PlainLabel(title, tone="title"))

    def add(self, widget: QWidget) -> None:
        """Put one more part below the others."""
        self._column.addWidget(widget)

    def finish(self, *, identifier: str, text: str) -> None:
        """End the form with its two buttons."""
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        leave = quiet_button(f"{identifier}.cancel", self.tr("Cancel"))
        leave.clicked.connect(self.reject)
        confirm = primary_button(f"{identifier}.confirm", text)
        confirm.clicked.connect(self.send)
        buttons.addWidget(leave)
        buttons.addWidget(confirm)
        self._column.addStretch(1)
        self._column.addLayout(buttons)

    def send(self) -> None:
        """Send what was said; each question does it in its own way."""
        raise AssertionError("each question says what it sends")

    def ask(self, field: FieldRow, area: TextArea, problem: str) -> bool:
        """Say whether the box is filled in; else mark it and go there."""
        if area.text().strip():
            field.clear_error()
            return True
        field.set_error(problem)
        area.setFocus()
        return False


class CloseDialog(Question):
    """Asks for the outcome and the reason."""

    confirmed = Signal(object)

    def __init__(self, *, concern_id: str, parent: QWidget | None = None) -> None:
        super().__init__(identifier="close", title=self.tr("Close this concern"), parent=parent)
        self._concern_id = concern_id
        self.outcome = TextArea("close.outcome", self.tr("What came of it"), lines=3)
        self.reason = TextArea("close.reason", self.tr("Why nothing more is needed"), lines=3)
        self._outcome_row = FieldRow(self.tr("What came of it"), self.outcome)
        self._reason_row = FieldRow(self.tr("Why nothing more is needed"), self.reason)
        self.add(self._outcome_row)
        self.add(self._reason_row)
        self.finish(identifier="close", text=self.tr("Close concern"))

    def send(self) -> None:
        """Send outcome and reason, or ask for what is missing."""
        outcome = self.ask(self._outcome_row, self.outcome, self.tr("Say what came of it."))
        reason = self.ask(self._reason_row, self.reason, self.tr("Say why it can be closed."))
        if outcome and reason:
            self.confirmed.emit(
                CloseDraft(
                    concern_id=self._concern_id,
                    outcome=self.outcome.text().strip(),
                    reason=self.reason.text().strip(),
                )
            )
            self.accept()
