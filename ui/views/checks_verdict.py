"""The answer of a check: one sentence, then what is proved, what is not, and the facts."""

from PySide6.QtWidgets import QWidget

from ui.care_material import Verdict
from ui.theme import space
from ui.widgets.key_values import KeyValueGrid
from ui.widgets.labels import PlainLabel
from ui.widgets.message_bar import MessageBar
from ui.widgets.section_card import SectionCard
from ui.widgets.sentence_list import SentenceList


class VerdictCard(SectionCard):
    """Empty until there is an answer; proved and not proved always stand apart."""

    def __init__(self, screen: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Answer"))
        self.body.setSpacing(space(1.5))
        self._waiting = PlainLabel(
            self.tr("Choose a file and press Check. The answer stands here."), tone="muted"
        )
        self._message = MessageBar(identifier=f"{screen}.result")
        self._steps = SentenceList()
        self._proved_title = PlainLabel(self.tr("Proved"), tone="strong")
        self._proved = SentenceList()
        self._open_title = PlainLabel(self.tr("Not proved by this"), tone="strong")
        self._open = SentenceList()
        self._facts = KeyValueGrid()
        for part in (
            self._waiting,
            self._message,
            self._steps,
            self._proved_title,
            self._proved,
            self._open_title,
            self._open,
            self._facts,
        ):
            self.body.addWidget(part)
        self.body.addStretch(1)
        for part in (self._proved_title, self._open_title, self._facts):
            part.hide()

    def show_verdict(self, verdict: Verdict) -> None:
        """Show this answer and say it."""
        self._waiting.hide()
        self._message.show_message(
            verdict.sentence,
            severity=verdict.severity,
            next_step=verdict.next_step,
            assertive=verdict.severity == "danger",
        )
        self._steps.set_sentences(verdict.steps)
        self._proved.set_sentences([("success", line) for line in verdict.proved])
        self._open.set_sentences([("open", line) for line in verdict.not_proved])
        self._facts.set_rows(verdict.facts)
        self._proved_title.setVisible(bool(verdict.proved))
        self._open_title.setVisible(bool(verdict.not_proved))
        self._facts.setVisible(bool(verdict.facts))

    def text(self) -> str:
        """The sentence being shown, empty when there is none."""
        return self._message.text()
