"""What can be added but is never asked: how you know, who was there, what you did, opinion."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.choice_row import Choice
from ui.widgets.combo import Combo
from ui.widgets.field_row import FieldRow
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_area import TextArea
from ui.widgets.text_line import TextLine


class MoreBox(SectionCard):
    """Hidden until asked for; opinion has its own box so that it never mixes with the account."""

    changed = Signal()

    def __init__(self, *, sources: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("More details"), parent=parent)
        self.source = Combo("report.source", self.tr("How do you know"), sources)
        self.who_else = TextLine("report.who_else", self.tr("Who else was there"))
        self.did = TextArea("report.did_at_once", self.tr("What you did at once"), lines=2)
        self.opinion = TextArea("report.opinion", self.tr("Your own opinion"), lines=2)
        self.body.addWidget(
            SideBySide(
                FieldRow(self.tr("How do you know?"), self.source, optional=True),
                FieldRow(self.tr("Who else was there?"), self.who_else, optional=True),
                gap=2,
            )
        )
        self.body.addWidget(
            SideBySide(
                FieldRow(self.tr("What did you do at once?"), self.did, optional=True),
                FieldRow(self.tr("Your own opinion"), self.opinion, optional=True),
                gap=2,
            )
        )
        self.source.changed.connect(self._say)
        self.who_else.textChanged.connect(self._say)
        self.did.textChanged.connect(self.changed)
        self.opinion.textChanged.connect(self.changed)
        self.hide()

    def clear(self) -> None:
        """Empty and hide."""
        self.source.set_value("")
        self.who_else.clear()
        self.did.clear()
        self.opinion.clear()
        self.hide()

    def _say(self, _text: str) -> None:
        self.changed.emit()
