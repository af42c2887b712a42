"""Triage on one screen: the concern as written, what is known of the child, and the decision."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from storage.records.times import for_people
from ui.lead_drafts import CloseDraft
from ui.lead_material import ChildHistory, LeadLists, ShownConcern
from ui.theme import scaled, space
from ui.views.triage_close import CloseDialog
from ui.views.triage_decision import DecisionPanel
from ui.views.triage_history import HistoryPanel
from ui.views.triage_paper import ConcernPaper
from ui.widgets.buttons import primary_button, quiet_button, secondary_button
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page
from ui.widgets.person_picker import PersonOption

HISTORY_SHARE = 0.27
# Narrower than this (at 100 % text) the decision goes below the concern.
SIDE_BY_SIDE = 820


class TriageView(Page):
    """Stays on this child until the lead moves on; Ctrl+Enter saves."""

    saved = Signal(object)
    close_requested = Signal(object)
    body_map_requested = Signal(str, int)
    file_requested = Signal(object)
    pupil_opened = Signal(str)
    entry_opened = Signal(str)
    next_requested = Signal()

    def __init__(
        self,
        *,
        lists: LeadLists,
        people: Sequence[PersonOption],
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", identifier="triage", parent=parent)
        self._concern_id = ""
        self._lists = lists
        self.paper = ConcernPaper(identifier="triage.letter", lists=lists)
        self.history = HistoryPanel(lists=lists)
        self.decision = DecisionPanel(lists=lists, people=people, today=today)
        self._earlier = PlainLabel(tone="muted")
        self._earlier.hide()
        left = QVBoxLayout()
        left.setSpacing(space(1.5))
        left.addWidget(self.paper, 1)
        left.addWidget(self.history, 0)
        right = QVBoxLayout()
        right.setSpacing(space(1))
        right.addWidget(self._earlier)
        right.addWidget(self.decision, 1)
        self._panels = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._panels.setSpacing(space(2))
        self._panels.addLayout(left, 6)
        self._panels.addLayout(right, 8)
        self.body.addLayout(self._panels, 1)
        self._add_buttons()
        self.paper.body_map_requested.connect(self._ask_for_map)
        self.paper.file_requested.connect(self.file_requested)
        self.paper.concern_requested.connect(self.entry_opened)
        self.history.pupil_opened.connect(self.pupil_opened)
        self.history.entry_opened.connect(self.entry_opened)

    def _add_buttons(self) -> None:
        back = quiet_button("triage.leave", self.tr("Back"), icon="arrow-left")
        back.clicked.connect(self.back_requested)
        self._place = PlainLabel(tone="muted", wrap=False)
        self.add_footer(self._place, left=True)
        self.add_footer(back, left=True)
        self._close = secondary_button("triage.close", self.tr("Close this concern…"))
        self._close.clicked.connect(self._ask_to_close)
        self._save = primary_button("triage.save", self.tr("Save decision"), icon="check")
        self._save.setToolTip(self.tr("Ctrl+Enter"))
        self._save.clicked.connect(self.save)
        self._next = primary_button("triage.next", self.tr("Next concern"), icon="arrow-right")
        self._next.clicked.connect(self.next_requested)
        for button in (self._close, self._save, self._next):
            self.add_footer(button)
        self._next.hide()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)

    def show_concern(self, shown: ShownConcern) -> None:
        """Show this concern and an empty decision."""
        concern = shown.concern
        self._concern_id = concern.id
        names = ", ".join(name for _, name in shown.pupils) or concern.unlisted_pupil
        self.set_title(names or self.tr("Concern"))
        self._place.setText(self._queue(shown))
        self.paper.show_concern(shown)
        self.decision.start()
        self._show_earlier(shown)
        self._close.setVisible(bool(concern.triage) and concern.status != "closed")
        self._offer_saving(True)
        self.message.clear()
        self._arrange()
        self.paper.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep most of the height for the concern itself, whatever the size of the text."""
        super().resizeEvent(event)
        self.history.setMaximumHeight(round(self.height() * HISTORY_SHARE))
        self._arrange()

    def _arrange(self) -> None:
        """One screen without scrolling where there is room; at large text one below the other."""
        wide = self.width() >= scaled(SIDE_BY_SIDE)
        direction, policy = QBoxLayout.Direction, QSizePolicy.Policy
        self._panels.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        room = self.width() - space(10)
        for card, most in ((self.paper, round(self.height() * 0.6)), (self.decision, 9999)):
            card.setSizePolicy(policy.Preferred, policy.Ignored if wide else policy.Preferred)
            card.setMinimumHeight(0 if wide else min(most, card.content_height(room)))

    def show_history(self, children: Sequence[ChildHistory]) -> None:
        """Show what is known of the children of this concern."""
        self.history.show_history(children, besides=self._concern_id)

    def show_saved(self, text: str, *, more_waiting: bool = False) -> None:
        """Say that the decision is kept; the screen stays until the lead moves on."""
        self.decision.start()
        self.decision.setEnabled(False)
        self.message.show_message(text, severity="success")
        self._offer_saving(False)
        self._next.setVisible(more_waiting)
        if more_waiting:
            self._next.setFocus()

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say what went wrong; everything typed stays."""
        self.message.show_message(text, severity="danger", next_step=next_step, assertive=True)

    def unsaved(self) -> bool:
        """Whether leaving would lose something."""
        return self.decision.isEnabled() and self.decision.unsaved()

    def save(self) -> None:
        """Send the decision, or say which answer is still needed and go there."""
        if not self._save.isVisibleTo(self):
            return
        missing = self.decision.missing()
        if missing is not None:
            label, control = missing
            text = self.tr("Still needed: {label}.").format(label=label)
            self.message.show_message(text, severity="warning", assertive=True)
            control.setFocus()
            self.decision.area.ensureWidgetVisible(control)
            return
        self.message.clear()
        self.saved.emit(self.decision.draft(self._concern_id))

    def _offer_saving(self, offered: bool) -> None:
        self.decision.setEnabled(offered)
        self._save.setVisible(offered)
        self._next.hide()

    def _queue(self, shown: ShownConcern) -> str:
        if not shown.waiting or not shown.place_in_queue:
            return ""
        return self.tr("Concern {place} of {all} waiting").format(
            place=shown.place_in_queue, all=shown.waiting
        )

    def _show_earlier(self, shown: ShownConcern) -> None:
        decided = shown.concern.triage
        self._earlier.setVisible(bool(decided))
        if decided:
            last = decided[-1]
            words = self.tr("Decided {when} by {who}: {decision} – {reason}")
            self._earlier.setText(
                words.format(
                    when=for_people(last.recorded_at), who=last.author,
                    decision=last.decision, reason=last.reason,
                )
            )  # fmt: skip

    def _ask_for_map(self, index: int) -> None:
        self.body_map_requested.emit(self._concern_id, index)

    def _ask_to_close(self) -> None:
        dialog = CloseDialog(concern_id=self._concern_id, parent=self)
        dialog.confirmed.connect(self._closed)
        dialog.open()

    def _closed(self, draft: CloseDraft) -> None:
        self.close_requested.emit(draft)
