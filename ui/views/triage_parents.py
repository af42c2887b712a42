"""Whether the parents or carers know: when they were told, by whom, what they said; or why not."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storage.records.casework import ParentsTold
from ui.theme import space
from ui.widgets.choice_row import Choice
from ui.widgets.compact_row import compact_row
from ui.widgets.date_edit import DateEdit
from ui.widgets.digit_keys import DigitKeys
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine

TOLD = "yes"


class ParentsRow(QWidget):
    """The answer in a row; what belongs to it appears below once it is given, and today is offered
    as the day.
    """

    changed = Signal()

    def __init__(
        self,
        choices: Sequence[Choice],
        *,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._today = today
        self.told = compact_row("triage.parents", self.tr("Parents told"), choices)
        DigitKeys(self.told)
        self.when = DateEdit("triage.parents_when", self.tr("When the parents were told"))
        self.by = TextLine(
            "triage.parents_by", self.tr("By whom the parents were told"),
            placeholder=self.tr("By whom"),
        )  # fmt: skip
        self.account = TextLine(
            "triage.parents_account", self.tr("What the parents said"),
            placeholder=self.tr("What they said, in their words"),
        )  # fmt: skip
        self.why_not = TextLine(
            "triage.parents_note", self.tr("Why the parents were not told"),
            placeholder=self.tr("Why not, or when they will be"),
        )  # fmt: skip
        self._moment = SideBySide(self.when, self.by)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(0.75))
        for widget in (self.told, self._moment, self.account, self.why_not):
            column.addWidget(widget)
        self.setFocusProxy(self.told)
        self.told.changed.connect(self._show)
        self._show("")

    def value(self) -> ParentsTold:
        """Return what was said; what belongs to another answer is left out."""
        told = self.told.value()
        if told == TOLD:
            return ParentsTold(
                told=told,
                when=self.when.value(),
                by=self.by.text().strip(),
                account=self.account.text().strip(),
            )
        return ParentsTold(told=told, why_not=self.why_not.text().strip() if told else "")

    def set_value(self, told: str) -> None:
        """Give the answer itself; empty takes it away with everything that was written."""
        self.told.set_value(told)
        if not told:
            self.when.set_value("")
            for line in (self.by, self.account, self.why_not):
                line.clear()
            self._show("")

    def missing(self) -> QWidget | None:
        """The control that still needs an answer: why they were not told, or a day nobody can
        read.
        """
        if self.told.value() == "no" and not self.why_not.text().strip():
            return self.why_not
        if self.told.value() == TOLD and self.when.problem():
            return self.when.line
        return None

    def started(self) -> bool:
        """Whether anything was said."""
        return bool(self.told.value())

    def _show(self, told: str) -> None:
        if told == TOLD and not self.when.line.text().strip():
            self.when.set_value(self._today().isoformat())
        self._moment.setVisible(told == TOLD)
        self.account.setVisible(told == TOLD)
        self.why_not.setVisible(bool(told) and told != TOLD)
        self.updateGeometry()
        self.changed.emit()
