"""Triage on one screen: the concern as written, what is known of the child, and the decision."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QDialog, QSizePolicy, QVBoxLayout, QWidget

from storage.records.times import for_people
from ui.lead_material import ChildHistory, LeadLists, ShownConcern
from ui.theme import scaled, space
from ui.triage_material import DecidedShown, TriageOffers
from ui.views.triage_close import CloseDialog
from ui.views.triage_decided import DecidedPanel
from ui.views.triage_decision import DecisionPanel
from ui.views.triage_footer import TriageButtons
from ui.views.triage_history import HistoryPanel
from ui.views.triage_paper import ConcernPaper
from ui.views.triage_questions import DuplicateDialog, ReopenDialog
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page
from ui.widgets.person_picker import PersonOption
from ui.widgets.pupil_picker import PupilOption
from ui.widgets.tab_order import one_after_another

HISTORY_SHARE = 0.3
# Narrower than this (at 100 % text) the decision goes below the concern.
SIDE_BY_SIDE = 820


class TriageView(Page):
    """Stays on this child until the lead moves on; Ctrl+Enter saves."""

    saved = Signal(object)
    close_requested = Signal(object)
    reopen_requested = Signal(object)
    duplicate_requested = Signal(object)
    body_map_requested = Signal(str, int)
    file_requested = Signal(object)
    pupil_opened = Signal(str)
    child_added = Signal(str)
    entry_opened = Signal(str)
    case_opened = Signal(str)
    next_requested = Signal()

    def __init__(
        self,
        *,
        lists: LeadLists,
        people: Sequence[PersonOption],
        today: Callable[[], date],
        search: Callable[[str], Sequence[PupilOption]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", identifier="triage", parent=parent)
        self._shown: ShownConcern | None = None
        self._offers = TriageOffers()
        self._children: tuple[ChildHistory, ...] = ()
        self._linked: dict[str, str] = {}
        self.paper = ConcernPaper(identifier="triage.letter", lists=lists)
        self.history = HistoryPanel(lists=lists, search=search)
        self.decision = DecisionPanel(lists=lists, people=people, today=today)
        self.decided = DecidedPanel()
        self.buttons = TriageButtons(self)
        self._earlier = PlainLabel(tone="muted")
        self._earlier.hide()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(space(1.5))
        left.addWidget(self.paper, 1)
        left.addWidget(self.history, 0)
        right = QVBoxLayout()
        right.setSpacing(space(1))
        right.addWidget(self._earlier)
        right.addWidget(self.decision, 1)
        right.addWidget(self.decided, 1)
        self._panels = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._panels.setSpacing(space(2))
        self._panels.addLayout(left, 6)
        self._panels.addLayout(right, 8)
        self.body.addLayout(self._panels, 1)

    def _connect(self) -> None:
        self.buttons.save.clicked.connect(self.save)
        self.buttons.next.clicked.connect(self.next_requested)
        self.buttons.close.clicked.connect(self._ask_to_close)
        self.buttons.reopen.clicked.connect(self._ask_to_reopen)
        self.buttons.twice.clicked.connect(self._ask_for_twin)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)
        self.paper.body_map_requested.connect(self._ask_for_map)
        self.paper.file_requested.connect(self.file_requested)
        self.paper.concern_requested.connect(self.entry_opened)
        self.history.pupil_opened.connect(self.pupil_opened)
        self.history.entry_opened.connect(self.entry_opened)
        self.history.child_added.connect(self.child_added)
        self.decision.outcome_changed.connect(self.buttons.say)
        self.decided.again_requested.connect(self.decide_again)
        self.decided.case_opened.connect(self.case_opened)
        self.decided.concern_opened.connect(self.entry_opened)

    def show_concern(
        self,
        shown: ShownConcern,
        *,
        offers: TriageOffers | None = None,
        decided: DecidedShown | None = None,
    ) -> None:
        """Show this concern with what was decided, or with an empty decision."""
        concern = shown.concern
        self._shown, self._offers = shown, offers or TriageOffers()
        self._linked = {link.id: link.role for link in concern.pupils}
        names = ", ".join(name for _, name in shown.pupils) or concern.unlisted_pupil
        self.set_title(names or self.tr("Concern"))
        self.paper.show_concern(shown)
        self._show_earlier(shown)
        self.message.clear()
        self._start(deciding=decided is None)
        if decided is not None:
            self.decided.show_decided(decided)
        self._order()
        self.paper.setFocus()

    def decide_again(self) -> None:
        """Offer an empty decision; the earlier ones stay as they are."""
        self._start(deciding=True)
        self._show_children()
        self.decision.level.setFocus()

    def _start(self, *, deciding: bool) -> None:
        shown = self._shown
        assert shown is not None
        self.decision.start(self._offers, has_child=bool(self._linked))
        self.decision.setVisible(deciding)
        self.decided.setVisible(not deciding)
        self._earlier.setVisible(deciding and bool(shown.concern.triage))
        self.buttons.offer(shown, self._offers, deciding=deciding)
        self._arrange()

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
        for card, most in (
            (self.paper, round(self.height() * 0.6)),
            (self.decision, 9999),
            (self.decided, 9999),
        ):
            card.setSizePolicy(policy.Preferred, policy.Ignored if wide else policy.Preferred)
            card.setMinimumHeight(0 if wide else min(most, card.content_height(room)))

    def show_history(self, children: Sequence[ChildHistory]) -> None:
        """Show what is known of the children of this concern."""
        self._children = tuple(children)
        self._show_children()

    def add_child(self, child: ChildHistory) -> None:
        """Take one more child into the decision; the part they have is asked for."""
        self._linked = {**self._linked, **dict(self.history.links())}
        self._linked[child.pupil_id] = "" if self._linked else "subject"
        self._children = (*self._children, child)
        self._show_children()
        self.decision.set_child(has_child=True)
        control = self.history.first_without_part()
        if control is not None:
            control.setFocus()

    def _show_children(self) -> None:
        shown = self._shown
        concern_id = shown.concern.id if shown is not None else ""
        deciding = not self.decision.isHidden()
        roles = self._linked if deciding else None
        self.history.show_history(self._children, besides=concern_id, roles=roles)
        self._order()

    def _order(self) -> None:
        """Tab goes from the words to the decision, then to what is known of the children."""
        one_after_another(
            self.paper, self.decision, self.decided, *self.buttons.all(), self.history
        )

    def show_saved(self, text: str, *, more_waiting: bool = False) -> None:
        """Say that the decision is kept; the screen stays until the lead moves on."""
        self.message.show_message(text, severity="success")
        self.buttons.rest(more_waiting=more_waiting)
        self.decision.start()
        self.decision.hide()
        self.decided.show()
        if more_waiting:
            self.buttons.next.setFocus()

    def unsaved(self) -> bool:
        """Whether leaving would lose something."""
        if self.decision.isHidden():
            return False
        return self.decision.unsaved() or self._parts_changed()

    def save(self) -> None:
        """Send the decision, or say which answer is still needed and go there."""
        if self._shown is None or not self.buttons.save.isVisibleTo(self):
            return
        missing = self.decision.missing()
        part = self.history.first_without_part()
        if missing is None and part is not None:
            missing = (part.accessibleName(), part)
        if missing is not None:
            label, control = missing
            text = self.tr("Still needed: {label}.").format(label=label)
            self.message.show_message(text, severity="warning", assertive=True)
            control.setFocus()
            self.decision.area.ensureWidgetVisible(control)
            return
        self.message.clear()
        pupils = self.history.links() if self._parts_changed() else ()
        self.saved.emit(self.decision.draft(self._shown.concern.id, pupils=pupils))

    def _parts_changed(self) -> bool:
        links = self.history.links()
        shown = self._shown
        before = tuple((link.id, link.role) for link in shown.concern.pupils) if shown else ()
        return bool(links) and links != before

    def _show_earlier(self, shown: ShownConcern) -> None:
        decided = shown.concern.triage
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
        if self._shown is not None:
            self.body_map_requested.emit(self._shown.concern.id, index)

    def _ask_to_close(self) -> None:
        if self._shown is not None:
            dialog = CloseDialog(concern_id=self._shown.concern.id, parent=self)
            self._open(dialog, dialog.confirmed, self.close_requested)

    def _ask_to_reopen(self) -> None:
        if self._shown is not None:
            dialog = ReopenDialog(concern_id=self._shown.concern.id, parent=self)
            self._open(dialog, dialog.confirmed, self.reopen_requested)

    def _ask_for_twin(self) -> None:
        if self._shown is not None:
            dialog = DuplicateDialog(
                concern_id=self._shown.concern.id, others=self._offers.told_already, parent=self
            )
            self._open(dialog, dialog.confirmed, self.duplicate_requested)

    def _open(self, dialog: QDialog, confirmed: SignalInstance, wanted: SignalInstance) -> None:
        confirmed.connect(wanted)
        dialog.open()
