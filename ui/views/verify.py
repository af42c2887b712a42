"""One check that can be run: what it proves, how far it is, how it ended."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from ui.lead_material import CheckOutcome
from ui.theme import space
from ui.widgets.buttons import quiet_button, secondary_button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify
from ui.widgets.key_values import KeyValueGrid
from ui.widgets.labels import PlainLabel
from ui.widgets.message_bar import MessageBar
from ui.widgets.section_card import SectionCard


class CheckCard(SectionCard):
    """The button, a progress line with its number while it runs, the outcome as a sentence.

    ``stoppable`` offers to stop it; it goes on from where it was the next time.
    """

    requested = Signal()
    stop_requested = Signal()
    mend_requested = Signal()

    def __init__(
        self,
        *,
        check: str,
        title: str,
        text: str,
        button: str,
        icon: str = "",
        stoppable: bool = False,
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
        self._how_far = PlainLabel(tone="small")
        self._how_far.hide()
        self.button = secondary_button(f"backup.{check}", button, icon=icon)
        self.button.clicked.connect(self.requested)
        self._stop = quiet_button(f"backup.{check}.stop", self.tr("Stop"))
        self._stop.clicked.connect(self.stop_requested)
        self._stop.hide()
        self._stoppable = stoppable
        self.row = FlowLayout()
        self.row.addWidget(self.button)
        self.row.addWidget(self._stop)
        self.mend = secondary_button(
            f"backup.{check}.mend", self.tr("Lock and see what can be rescued"), icon="lock"
        )
        self.mend.clicked.connect(self.mend_requested)
        self.mend.hide()
        self.row.addWidget(self.mend)
        for part in (self._outcome, self._facts, self._progress, self._how_far):
            self.body.addWidget(part)
        self.body.addLayout(self.row)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is; ``total`` 0 shows that it works without a number."""
        self._outcome.clear()
        self._facts.hide()
        self._progress.show()
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        words = self.tr("{done} of {total}").format(done=f"{done:,}", total=f"{total:,}")
        self._how_far.setText(words)
        self._how_far.setVisible(bool(total))
        self.button.setEnabled(False)
        self._stop.setVisible(self._stoppable)

    def show_state(self, sentence: str, *, severity: str) -> None:
        """Show how the last run ended; an empty sentence shows nothing."""
        self._rest()
        self._facts.hide()
        if sentence:
            self._outcome.show_message(sentence, severity=severity)
        else:
            self._outcome.clear()

    def show_outcome(self, outcome: CheckOutcome) -> None:
        """Show how it ended."""
        self._rest()
        self._outcome.show_message(
            outcome.sentence,
            severity="success" if outcome.ok else "danger",
            next_step=outcome.next_step,
            assertive=not outcome.ok,
        )
        self._facts.set_rows(outcome.facts)
        self._facts.setVisible(bool(outcome.facts))
        self.mend.setVisible(outcome.mendable)

    def _rest(self) -> None:
        self._progress.hide()
        self._how_far.hide()
        self._stop.hide()
        self.mend.hide()
        self.button.setEnabled(True)
