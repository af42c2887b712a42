"""What can be added but is never asked: questions, how you know, who was there, what you did,
opinion, the sheet of paper.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.views.report_paper import PaperBox
from ui.widgets.choice_row import Choice
from ui.widgets.combo import Combo
from ui.widgets.field_row import FieldRow
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine
from ui.widgets.writing_area import WritingArea

# How it is known, where somebody told it: then it is asked who.
_TOLD = ("child", "parent", "other", "police", "heard")


class MoreBox(SectionCard):
    """Hidden until asked for; opinion has its own box so that it never mixes with the account."""

    changed = Signal()

    def __init__(self, *, sources: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("More details"), parent=parent)
        self.questions = WritingArea("report.questions", self.tr("Questions you asked"), lines=2)
        self.source = Combo("report.source", self.tr("How do you know"), sources)
        self.told_by = TextLine(
            "report.told_by",
            self.tr("Who told you"),
            placeholder=self.tr("Full name, and who they are to the child"),
        )
        self.who_else = TextLine(
            "report.who_else", self.tr("Who else was there"), placeholder=self.tr("Full names")
        )
        self.did = WritingArea("report.did_at_once", self.tr("What you did at once"), lines=2)
        self.opinion = WritingArea("report.opinion", self.tr("Your own opinion"), lines=2)
        self.paper = PaperBox()
        self._lay_out()
        self.source.changed.connect(self._source_changed)
        self.who_else.textChanged.connect(self._say)
        self.told_by.textChanged.connect(self._say)
        for area in self.areas():
            area.changed.connect(self.changed)
        self.paper.changed.connect(self.changed)
        self.hide()

    def _lay_out(self) -> None:
        self._told_row = FieldRow(self.tr("Who told you?"), self.told_by, optional=True)
        known = SideBySide(
            FieldRow(self.tr("How do you know?"), self.source, optional=True), self._told_row
        )
        who_else = FieldRow(self.tr("Who else was there?"), self.who_else, optional=True)
        questions = FieldRow(
            self.tr("Questions you asked"),
            self.questions,
            hint=self.tr(
                "Word for word. Only “Tell me…”, “Explain…”, “Describe…” are safe to ask."
            ),
            optional=True,
        )
        did = FieldRow(
            self.tr("What did you do at once?"),
            self.did,
            hint=self.tr("First aid, where the child is now, whom you called."),
            optional=True,
        )
        opinion = FieldRow(
            self.tr("Your own opinion"),
            self.opinion,
            hint=self.tr(
                "Kept apart from what happened. What do you think, and what makes you think so?"
            ),
            optional=True,
        )
        for left, right in ((questions, did), (known, who_else)):
            self.body.addWidget(SideBySide(left, right, gap=2))
        self.body.addWidget(opinion)
        self.body.addWidget(self.paper)
        self._told_row.hide()

    def areas(self) -> tuple[WritingArea, ...]:
        """The boxes that are written in, in their order."""
        return self.questions, self.did, self.opinion

    def clear(self) -> None:
        """Empty and hide."""
        self.source.set_value("")
        self.who_else.clear()
        self.told_by.clear()
        for area in self.areas():
            area.clear()
        self.paper.set_paper(None)
        self._told_row.hide()
        self.hide()

    def is_empty(self) -> bool:
        """Whether nothing was said here."""
        lines = (self.who_else.text(), self.told_by.text(), self.source.value())
        written = any(area.text() for area in self.areas())
        return not any(lines) and not written and self.paper.paper() is None

    def _source_changed(self, source: str) -> None:
        self._told_row.setVisible(source in _TOLD or bool(self.told_by.text()))
        self.changed.emit()

    def _say(self, _text: str) -> None:
        if self.told_by.text():
            self._told_row.show()
        self.changed.emit()
