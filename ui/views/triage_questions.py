"""Two questions: why a closed concern is opened again, and which one tells of the same."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.lead_drafts import DuplicateDraft, ReopenDraft
from ui.views.triage_close import Question
from ui.widgets.choice_row import Choice
from ui.widgets.combo import Combo
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import PlainLabel
from ui.widgets.text_area import TextArea


class ReopenDialog(Question):
    """Asks why a closed concern is worked on again."""

    confirmed = Signal(object)

    def __init__(self, *, concern_id: str, parent: QWidget | None = None) -> None:
        super().__init__(identifier="reopen", title=self.tr("Open it again"), parent=parent)
        self._concern_id = concern_id
        self.reason = TextArea("reopen.reason", self.tr("Why"), lines=3)
        self._reason_row = FieldRow(self.tr("Why it is opened again"), self.reason)
        self.add(self._reason_row)
        self.finish(identifier="reopen", text=self.tr("Open again"))

    def send(self) -> None:
        """Send the reason, or ask for it."""
        if self.ask(self._reason_row, self.reason, self.tr("Say why it is opened again.")):
            reason = self.reason.text().strip()
            self.confirmed.emit(ReopenDraft(concern_id=self._concern_id, reason=reason))
            self.accept()


class DuplicateDialog(Question):
    """Asks which concern tells of the same, and how that is known."""

    confirmed = Signal(object)

    def __init__(
        self, *, concern_id: str, others: Sequence[Choice], parent: QWidget | None = None
    ) -> None:
        super().__init__(identifier="twice", title=self.tr("Written down twice"), parent=parent)
        self._concern_id = concern_id
        self.add(
            PlainLabel(
                self.tr(
                    "Both concerns stay as they were written. This one joins the other’s case"
                    " and is closed."
                )
            )
        )
        self.original = Combo("twice.original", self.tr("It tells of the same as"), others)
        if len(others) == 1:
            self.original.set_value(others[0].value)
        self.reason = TextArea("twice.reason", self.tr("How that is known"), lines=2)
        self._original_row = FieldRow(self.tr("It tells of the same as"), self.original)
        self._reason_row = FieldRow(self.tr("How that is known"), self.reason)
        self.add(self._original_row)
        self.add(self._reason_row)
        self.finish(identifier="twice", text=self.tr("Join them"))

    def send(self) -> None:
        """Send the answer, or ask for what is missing."""
        reason = self.ask(self._reason_row, self.reason, self.tr("Say how that is known."))
        if not self.original.value():
            self._original_row.set_error(self.tr("Choose the other concern."))
            self.original.setFocus()
            return
        self._original_row.clear_error()
        if reason:
            self.confirmed.emit(
                DuplicateDraft(
                    concern_id=self._concern_id,
                    original=self.original.value(),
                    reason=self.reason.text().strip(),
                )
            )
            self.accept()
