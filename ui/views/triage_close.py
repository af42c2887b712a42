"""The question before a concern is closed: what came of it, and why nothing more is needed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.lead_drafts import ActionDoneDraft, CloseDraft
from ui.theme import space
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.field_row import FieldRow
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.text_area import TextArea

WIDTH = 560


class _Question(QDialog):
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

    def _finish(self, *, identifier: str, text: str) -> None:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        leave = quiet_button(f"{identifier}.cancel", self.tr("Cancel"))
        leave.clicked.connect(self.reject)
        confirm = primary_button(f"{identifier}.confirm", text)
        confirm.clicked.connect(self._send)
        buttons.addWidget(leave)
        buttons.addWidget(confirm)
        self._column.addStretch(1)
        self._column.addLayout(buttons)

    def _send(self) -> None:
        raise AssertionError("each question says what it sends")

    def _ask(self, field: FieldRow, area: TextArea, problem: str) -> bool:
        if area.text().strip():
            field.clear_error()
            return True
        field.set_error(problem)
        area.setFocus()
        return False


class CloseDialog(_Question):
    """Asks for the outcome and the reason."""

    confirmed = Signal(object)

    def __init__(self, *, concern_id: str, parent: QWidget | None = None) -> None:
        super().__init__(identifier="close", title=self.tr("Close this concern"), parent=parent)
        self._concern_id = concern_id
        self.outcome = TextArea("close.outcome", self.tr("What came of it"), lines=3)
        self.reason = TextArea("close.reason", self.tr("Why nothing more is needed"), lines=3)
        self._outcome_row = FieldRow(self.tr("What came of it"), self.outcome)
        self._reason_row = FieldRow(self.tr("Why nothing more is needed"), self.reason)
        self._column.addWidget(self._outcome_row)
        self._column.addWidget(self._reason_row)
        self._finish(identifier="close", text=self.tr("Close concern"))

    def _send(self) -> None:
        outcome = self._ask(self._outcome_row, self.outcome, self.tr("Say what came of it."))
        reason = self._ask(self._reason_row, self.reason, self.tr("Say why it can be closed."))
        if outcome and reason:
            self.confirmed.emit(
                CloseDraft(
                    concern_id=self._concern_id,
                    outcome=self.outcome.text().strip(),
                    reason=self.reason.text().strip(),
                )
            )
            self.accept()


class DoneDialog(_Question):
    """Asks what came of an action."""

    confirmed = Signal(object)

    def __init__(self, *, action_id: str, what: str, parent: QWidget | None = None) -> None:
        super().__init__(identifier="done", title=self.tr("Mark as done"), parent=parent)
        self._action_id = action_id
        self._column.addWidget(PlainLabel(what))
        self.outcome = TextArea("done.outcome", self.tr("What came of it"), lines=3)
        self._outcome_row = FieldRow(self.tr("What came of it"), self.outcome)
        self._column.addWidget(self._outcome_row)
        self._finish(identifier="done", text=self.tr("Done"))

    def _send(self) -> None:
        if self._ask(self._outcome_row, self.outcome, self.tr("Say what came of it.")):
            outcome = self.outcome.text().strip()
            self.confirmed.emit(ActionDoneDraft(action_id=self._action_id, outcome=outcome))
            self.accept()
