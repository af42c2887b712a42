"""The first question: is it about an adult who works here? It decides who can read."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.drafts import FindNow
from ui.theme import space
from ui.views.report_find import FindNowBox
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.labels import PlainLabel
from ui.widgets.section_card import SectionCard


class AdultBox(SectionCard):
    """Nothing is chosen beforehand: a letter must never go to the one it is about."""

    changed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        answers = (
            Choice(value="no", text=self.tr("No")),
            Choice(value="yes", text=self.tr("Yes, about an adult")),
        )
        question = self.tr("Is this about an adult who works or volunteers here?")
        self.about_adult = ChoiceRow("report.about_adult", question, answers)
        head = self.tr("Is that adult the head teacher?")
        heads = (
            Choice(value="no", text=self.tr("No, somebody else")),
            Choice(value="yes", text=self.tr("Yes, the head teacher")),
        )
        self.about_head = ChoiceRow("report.about_head", head, heads)
        self._second = _question(head, self.about_head, tone="strong")
        self._reader = PlainLabel(tone="body")
        self._error = PlainLabel(tone="danger")
        self._find = FindNowBox()
        self._contacts = FindNow()
        self._has_reader = {"head": True, "chair": True}
        lines = QVBoxLayout()
        lines.setSpacing(space(1))
        first = _question(question, self.about_adult, tone="section")
        for part in (first, self._second, self._reader, self._find, self._error):
            lines.addWidget(part)
        self.body.addLayout(lines)
        self.about_adult.changed.connect(self._choose)
        self.about_head.changed.connect(self._choose)
        self._show()

    def set_contacts(self, contacts: FindNow, *, head_reads: bool, chair_reads: bool) -> None:
        """Set whom to find; ``head_reads``: the head has opened a test letter; the chair too."""
        self._contacts = contacts
        self._has_reader = {"head": head_reads, "chair": chair_reads}
        self._show()

    def is_about_adult(self) -> bool:
        """Whether the answer is yes."""
        return self.about_adult.value() == "yes"

    def is_about_head(self) -> bool:
        """Whether it is about the head teacher."""
        return self.is_about_adult() and self.about_head.value() == "yes"

    def answered(self) -> bool:
        """Whether every question shown has its answer."""
        if not self.is_about_adult():
            return self.about_adult.value() == "no"
        return bool(self.about_head.value())

    def show_missing(self) -> None:
        """Ask for the answer, and put the cursor there."""
        self._error.setText(self.tr("Please answer this first. It decides who can read it."))
        self._error.show()
        (self.about_head if self.is_about_adult() else self.about_adult).setFocus()

    def clear(self) -> None:
        """Take the answers back."""
        self.about_adult.set_value("")
        self.about_head.set_value("")
        self._show()

    def _choose(self, _value: str) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        adult = self.is_about_adult()
        self._error.hide()
        self._second.setVisible(adult)
        self._reader.setVisible(adult and self.answered())
        self._find.hide()
        if not adult or not self.answered():
            return
        head = self.is_about_head()
        self._reader.setText(
            self.tr("Only the chair of governors can open it. No DSL and not the head can.")
            if head
            else self.tr("Only the head teacher can open it. No DSL can.")
        )
        if not self._has_reader["chair" if head else "head"]:
            people = self._contacts.about_head if head else self._contacts.about_adult
            heading = self.tr("This way has not been tried out yet, so also telephone.")
            self._find.show_people(people, heading=heading)


def _question(text: str, answers: ChoiceRow, *, tone: str) -> QWidget:
    box = QWidget()
    box.setProperty("kind", "plain")
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(space(2))
    row.addWidget(PlainLabel(text, tone=tone), 1)
    row.addWidget(answers, 1)
    return box
