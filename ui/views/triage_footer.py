"""The bar at the bottom of triage: save, next, close, open again; only what can be done now."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui.lead_material import ShownConcern
from ui.triage_material import TriageOffers
from ui.widgets.buttons import primary_button, quiet_button, secondary_button
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page


class TriageButtons(QObject):
    """Puts its buttons into the page's bar."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        back = quiet_button("triage.leave", self.tr("Back"), icon="arrow-left")
        back.clicked.connect(page.back_requested)
        self.place = PlainLabel(tone="muted", wrap=False)
        page.add_footer(self.place, left=True)
        page.add_footer(back, left=True)
        self.outcome = PlainLabel(tone="muted")
        # what room the buttons leave is its own: at large text it takes a second line
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHorizontalStretch(9)
        self.outcome.setSizePolicy(policy)
        self.outcome.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        page.add_footer(self.outcome)
        self.twice = quiet_button("triage.twice", self.tr("Written down twice…"))
        self.close = secondary_button("triage.close", self.tr("Close this concern…"))
        self.reopen = secondary_button("triage.reopen", self.tr("Open again…"))
        self.save = primary_button("triage.save", self.tr("Save decision"), icon="check")
        self.save.setToolTip(self.tr("Ctrl+Enter"))
        self.next = primary_button("triage.next", self.tr("Next concern"), icon="arrow-right")
        page.add_action(self.twice)
        for button in (self.close, self.reopen, self.save, self.next):
            page.add_footer(button)
        self.next.hide()

    def all(self) -> tuple[QPushButton, ...]:
        """The buttons in the order in which Tab comes to them: what is done next comes first."""
        return (self.save, self.next, self.close, self.reopen, self.twice)

    def offer(self, shown: ShownConcern, offers: TriageOffers, *, deciding: bool) -> None:
        """Offer what fits a concern: while it is being decided, or when it was."""
        closed, decided = shown.concern.status == "closed", bool(shown.concern.triage)
        self.twice.setVisible(bool(offers.told_already) and not closed)
        self.close.setVisible(decided and not closed)
        self.reopen.setVisible(closed)
        self.save.setVisible(deciding)
        self.say("")
        self.next.setVisible(not deciding and self._others_wait(shown))
        self.place.setText(self._place(shown))

    def say(self, words: str) -> None:
        """Say beside the button what saving will do."""
        self.outcome.setText(words)
        self.outcome.setVisible(bool(words) and not self.save.isHidden())

    def rest(self, *, more_waiting: bool) -> None:
        """After saving: nothing has to be done here; the next concern is one press away."""
        self.save.hide()
        self.say("")
        self.next.setVisible(more_waiting)

    def _others_wait(self, shown: ShownConcern) -> bool:
        return shown.waiting - bool(shown.place_in_queue) > 0

    def _place(self, shown: ShownConcern) -> str:
        if not shown.place_in_queue or shown.concern.status != "waiting":
            return ""
        return self.tr("Concern {place} of {all} waiting").format(
            place=shown.place_in_queue, all=shown.waiting
        )
