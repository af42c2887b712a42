"""One check that can be run: what it proves, how far it is, how it ended."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from ui.lead_material import CheckOutcome
from ui.theme import space
from ui.widgets.buttons import secondary_button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify
from ui.widgets.key_values import KeyValueGrid
from ui.widgets.labels import PlainLabel
from ui.widgets.message_bar import MessageBar
from ui.widgets.section_card import SectionCard


class CheckCard(SectionCard):
    """The button, a progress line while it runs, the outcome as a sentence."""

    requested = Signal()

    def __init__(
        self,
        *,
        check: str,
        title: str,
        text: str,
        button: str,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent=parent)
        self.check = check
        self.body.setSpacing(space(1))
        self.body.addWidget(PlainLabel(text, tone="muted"))
        self._outcome = MessageBar(identifier=f"backup.{check}.message")
        self._facts = KeyValueGrid()
        self._facts.hide()
        self._progress = identify(
            QProgressBar(),
            f"backup.{check}.progress",
            self.tr("Progress: {what}").format(what=title),
        )
        self._progress.setTextVisible(False)
        self._progress.hide()
        self.button = secondary_button(f"backup.{check}", button, icon=icon)
        self.button.clicked.connect(self.requested)
        row = FlowLayout()
        row.addWidget(self.button)
        for part in (self._outcome, self._facts, self._progress):
            self.body.addWidget(part)
        self.body.addLayout(row)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is; ``total`` 0 shows that it works without a number."""
        self._outcome.clear()
        self._facts.hide()
        self._progress.show()
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self.button.setEnabled(False)

    def show_outcome(self, outcome: CheckOutcome) -> None:
        """Show how it ended."""
        self._progress.hide()
        self.button.setEnabled(True)
        self._outcome.show_message(
            outcome.sentence,
            severity="success" if outcome.ok else "danger",
            next_step=outcome.next_step,
            assertive=not outcome.ok,
        )
        self._facts.set_rows(outcome.facts)
        self._facts.setVisible(bool(outcome.facts))
