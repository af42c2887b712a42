"""Today: what waits, what is due, what is to be reviewed; one press to each."""

from PySide6.QtCore import QObject

from desktop.controllers.lead.desk import Desk
from desktop.usecases.lead.actions import complete_action
from storage.database.repositories import actions
from storage.database.repositories.today import today
from ui.lead_drafts import ActionDoneDraft
from ui.views.today import TodayView


class TodayController(QObject):
    """Shows Today and passes on what was pressed."""

    def __init__(self, desk: Desk) -> None:
        self.view = TodayView()
        super().__init__(self.view)
        self._desk = desk
        self.view.concern_opened.connect(desk.go.open_concern)
        self.view.action_opened.connect(self._open_action)
        self.view.action_done.connect(self._done)
        self.view.review_opened.connect(self._open_review)
        self.view.new_entry_requested.connect(desk.go.open_new_entry)
        self.view.concerns_requested.connect(desk.go.show_concerns)
        self.view.reminder_acted.connect(desk.go.act_on)
        self.view.reminders_requested.connect(lambda: desk.go.act_on(""))

    def begin(self) -> None:
        """Read and show the lists of the day; Enter opens the first concern that waits."""
        self.refresh()
        self._take_keyboard()

    def refresh(self) -> None:
        """Show the day as it is now."""
        self.view.show_today(today(self._desk.reader, self._desk.today().isoformat()))
        self.view.show_reminders(self._desk.care.reminders())

    def _take_keyboard(self) -> None:
        waiting = self.view.letters.rows
        first = next(iter(waiting.rows()), None)
        if first is not None:
            waiting.set_current(first.id)
            waiting.setFocus()

    def _open_action(self, action_id: str) -> None:
        action = actions.action(self._desk.reader, action_id)
        if action is None:
            return
        if action.concern:
            self._desk.go.open_concern(action.concern)
        elif action.pupils:
            self._desk.go.open_pupil(action.pupils[0])

    def _done(self, draft: ActionDoneDraft) -> None:
        self._desk.run(
            self.view,
            lambda: complete_action(
                self._desk.casebook, action_id=draft.action_id, outcome=draft.outcome
            ),
            lambda _: self._after_done(),
        )

    def _after_done(self) -> None:
        self._desk.shell.toast(self.tr("Saved: the action is done."))
        self.refresh()

    def _open_review(self, risk_id: str) -> None:
        found = today(self._desk.reader, self._desk.today().isoformat()).reviews
        for identifier, *_ in found:
            if identifier == risk_id:
                self._desk.go.open_risk("", risk_id)
                return
