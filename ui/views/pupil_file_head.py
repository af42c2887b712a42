"""The head of a child's file, whatever section is shown: what must be known first, and the last
decision with its reason.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from storage.records.file_contents import LastDecision
from storage.records.when import When
from ui.icons import set_icon
from ui.lead_words import day_for_people, first_words
from ui.theme import space
from ui.widgets.buttons import quiet_button
from ui.widgets.cut_label import CutLabel
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.message_bar import MessageBar
from ui.widgets.side_by_side import SideBySide

_LIMIT = 200
_LINE, _LEAST = 135, 24  # letters that a line has room for, and that a warning needs
_DECIDED = 70  # so many letters of the decision leave room for the reason in the same line


class FileHead(QWidget):
    """``row_opened`` carries the row that says the decision.

    Whole on the front sheet; folded above the other sections: one line for what must be known
    first (which opens), one for the decision and its reason.
    """

    row_opened = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._row, self._folded, self._opened = "", False, False
        self._warnings: tuple[str, ...] = ()
        self._known = False
        self.warning = MessageBar(identifier="file.warning")
        self.warning_line = CutLabel("file.warning_line", tone="strong")
        self.decision = identify(PlainLabel(tone="strong", selectable=True), "file.decision", "")
        self.reason = identify(PlainLabel(selectable=True), "file.decision_reason", "")
        self.decision_line = CutLabel("file.decision_line")
        self.more = quiet_button("file.warning_more", "")
        self.more.clicked.connect(self._turn)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(0.75))
        self._short = self._short_warning()
        self._whole = self._whole_decision()
        self._said = self._short_decision()
        for part in (self._short, self.warning, self._whole, self._said):
            column.addWidget(part)

    def _short_warning(self) -> QFrame:
        frame, row = _bar("danger")
        icon = QLabel()
        set_icon(icon, "circle-alert", tone="danger", size=20)
        row.addWidget(icon)
        row.addWidget(self.warning_line, 1)
        row.addWidget(self.more)
        return frame

    def _short_decision(self) -> QFrame:
        frame, row = _bar("info")
        row.addWidget(self.decision_line, 1)
        row.addWidget(self._way_to_it("file.decision_go"))
        return frame

    def _whole_decision(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("kind", "bar")
        frame.setProperty("severity", "info")
        words = QWidget()
        words.setProperty("kind", "plain")
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        lines.addWidget(self.decision)
        lines.addWidget(self.reason)
        words.setMinimumWidth(space(40))
        around = QVBoxLayout(frame)
        around.setContentsMargins(space(1.5), space(0.75), space(1.5), space(0.75))
        way = self._way_to_it("file.decision_open")
        around.addWidget(SideBySide(words, way, weights=(1, 0), gap=1.5))
        return frame

    def _way_to_it(self, identifier: str) -> QWidget:
        button = quiet_button(
            identifier, self.tr("Show it"), name=self.tr("Show the last decision")
        )
        button.clicked.connect(lambda _=False: self.row_opened.emit(self._row))
        return button

    def fold(self, folded: bool) -> None:
        """Say it in one line each, or whole."""
        self._folded, self._opened = folded, False
        self._show_parts()

    def show_head(self, warnings: Sequence[str], decision: LastDecision | None) -> None:
        """Show these warnings and this decision; nothing where there is none."""
        self._show_warnings(tuple(first_words(each, limit=_LIMIT) for each in warnings))
        self._known = decision is not None
        if decision is not None:
            self._row = decision.row
            self._show_decision(decision)
        self._show_parts()

    def _show_warnings(self, warnings: tuple[str, ...]) -> None:
        self._warnings = warnings
        if not warnings:
            self.warning.clear()
            return
        first, *others = warnings
        self.warning.show_message(first, severity="danger", next_step="\n".join(others))

    def _say_short(self) -> None:
        """Each warning begins within the line; once it is open, the line is their heading."""
        if self._opened:
            self.warning_line.show_words(self.tr("To know first"))
            return
        share = max(_LEAST, _LINE // max(1, len(self._warnings)))
        self.warning_line.show_words(
            " · ".join(first_words(each, limit=share).rstrip(".") for each in self._warnings),
            whole=" ".join(self._warnings),
        )

    def _show_decision(self, decision: LastDecision) -> None:
        day = day_of(decision.happened)
        said = self.tr("Last decision, {day}: {words}")
        what = said.format(day=day, words=first_words(decision.decision, limit=_LIMIT))
        why = first_words(decision.reason, limit=_LIMIT)
        because = self.tr("Why: {reason}").format(reason=why) if why else self.tr("No reason given")
        closed = ""
        if decision.closed_on:
            closed = self.tr("Closed {day}: {reason}").format(
                day=day_for_people(decision.closed_on),
                reason=first_words(decision.closed, limit=_LIMIT // 2),
            )
        reason = " · ".join(part for part in (because, decision.by, closed) if part)
        for label, text in ((self.decision, what), (self.reason, reason)):
            label.setText(text)
            label.setAccessibleName(text)
        short = said.format(day=day, words=first_words(decision.decision, limit=_DECIDED))
        self.decision_line.show_words(f"{short} · {reason}")

    def _turn(self) -> None:
        self._opened = not self._opened
        self._show_parts()

    def _show_parts(self) -> None:
        self._say_short()
        warned = bool(self._warnings)
        self.warning.setVisible(warned and (not self._folded or self._opened))
        self._short.setVisible(warned and self._folded)
        words = self.tr("All {n}").format(n=len(self._warnings))
        if self._opened:
            words = self.tr("Fold")
        elif len(self._warnings) == 1:
            words = self.tr("Whole")
        self.more.setText(words)
        self.more.setAccessibleName(
            self.tr("Fold what must be known first")
            if self._opened
            else self.tr("Show all that must be known first")
        )
        self._whole.setVisible(self._known and not self._folded)
        self._said.setVisible(self._known and self._folded)


def _bar(severity: str) -> tuple[QFrame, QHBoxLayout]:
    """A flat line in the colours of a message."""
    frame = QFrame()
    frame.setProperty("kind", "bar")
    frame.setProperty("severity", severity)
    row = QHBoxLayout(frame)
    row.setContentsMargins(space(1.5), 0, space(0.5), 0)
    row.setSpacing(space(1))
    return frame, row


def day_of(when: When) -> str:
    """Return when something happened as a short day, or as it was told."""
    return day_for_people(when.as_told or when.earliest or "")
