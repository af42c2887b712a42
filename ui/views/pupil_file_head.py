"""The head of a child's file, whatever section is shown: what must be known first, and the last
decision with its reason.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from storage.records.file_contents import LastDecision
from storage.records.when import When
from ui.lead_words import day_for_people, first_words
from ui.theme import space
from ui.widgets.buttons import quiet_button
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.message_bar import MessageBar
from ui.widgets.side_by_side import SideBySide

_LIMIT = 200


class FileHead(QWidget):
    """``row_opened`` carries the row that says the decision."""

    row_opened = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._row = ""
        self.warning = MessageBar(identifier="file.warning")
        self._line = QFrame()
        self._line.setProperty("kind", "bar")
        self._line.setProperty("severity", "info")
        self.decision = identify(PlainLabel(tone="strong", selectable=True), "file.decision", "")
        self.reason = identify(PlainLabel(selectable=True), "file.decision_reason", "")
        words = QWidget()
        words.setProperty("kind", "plain")
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        lines.addWidget(self.decision)
        lines.addWidget(self.reason)
        words.setMinimumWidth(space(40))
        self._open = quiet_button(
            "file.decision_open", self.tr("Show it"), name=self.tr("Show the last decision")
        )
        self._open.clicked.connect(lambda _=False: self.row_opened.emit(self._row))
        around = QVBoxLayout(self._line)
        around.setContentsMargins(space(1.5), space(0.75), space(1.5), space(0.75))
        around.addWidget(SideBySide(words, self._open, weights=(1, 0), gap=1.5))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        column.addWidget(self.warning)
        column.addWidget(self._line)

    def show_head(self, warnings: Sequence[str], decision: LastDecision | None) -> None:
        """Show these warnings and this decision; nothing where there is none."""
        if warnings:
            first, *others = warnings
            short = [first_words(each, limit=_LIMIT) for each in others]
            first = first_words(first, limit=_LIMIT)
            self.warning.show_message(first, severity="danger", next_step="\n".join(short))
        else:
            self.warning.clear()
        self._line.setVisible(decision is not None)
        if decision is None:
            return
        self._row = decision.row
        what = self.tr("Last decision, {day}: {words}").format(
            day=day_of(decision.happened), words=first_words(decision.decision, limit=_LIMIT)
        )
        why = first_words(decision.reason, limit=_LIMIT)
        because = self.tr("Why: {reason}").format(reason=why) if why else self.tr("No reason given")
        closed = ""
        if decision.closed_on:
            closed = self.tr("Closed {day}: {reason}").format(
                day=day_for_people(decision.closed_on),
                reason=first_words(decision.closed, limit=_LIMIT // 2),
            )
        said = " · ".join(part for part in (because, decision.by, closed) if part)
        for label, text in ((self.decision, what), (self.reason, said)):
            label.setText(text)
            label.setAccessibleName(text)


def day_of(when: When) -> str:
    """Return when something happened as a short day, or as it was told."""
    return day_for_people(when.as_told or when.earliest or "")
