"""Today: what waits, what is due, what is new; one press to each."""

from PySide6.QtCore import QObject

from desktop.controllers.lead.desk import Desk
from desktop.usecases.lead.actions import complete_action, drop, postpone, reassign
from desktop.usecases.lead.day import todays_list
from storage.database.repositories import actions, cases
from storage.records.due import DueItem
from storage.records.today import News
from ui.case_material import ActionDraft
from ui.views.case_action import DONE, LATER, OTHER, ActionDialog
from ui.views.today import TodayView
from ui.widgets.choice_row import Choice


class TodayController(QObject):
    """Shows Today and passes on what was pressed."""

    def __init__(self, desk: Desk) -> None:
        self.view = TodayView(word=desk.lists.word)
        super().__init__(self.view)
        self._desk = desk
        self.view.concern_opened.connect(desk.go.open_concern)
        self.view.due_opened.connect(self._open_due)
        self.view.news_opened.connect(self._open_news)
        self.view.action_asked.connect(self._ask_what_becomes)
        self.view.new_entry_requested.connect(desk.go.open_new_entry)
        self.view.concerns_requested.connect(desk.go.show_concerns)
        self.view.referrals_requested.connect(desk.go.open_referrals)
        self.view.reminder_acted.connect(desk.go.act_on)
        self.view.reminders_requested.connect(lambda: desk.go.act_on(""))

    def begin(self) -> None:
        """Read and show the lists of the day; Enter opens the first concern that waits."""
        self.refresh()
        self._take_keyboard()

    def refresh(self) -> None:
        """Show the day as it is now."""
        self.view.show_today(todays_list(self._desk.reading()))
        self.view.show_reminders(self._desk.care.reminders())

    def _take_keyboard(self) -> None:
        waiting = self.view.letters.rows
        first = next(iter(waiting.rows()), None)
        if first is not None:
            waiting.set_current(first.id)
            waiting.setFocus()

    def _open_due(self, item: DueItem) -> None:
        go = self._desk.go
        if item.kind == "action":
            self._open_action(item.id)
        elif item.kind == "risk":
            go.open_risk(item.pupils[0] if item.pupils else "", item.id)
        elif item.kind in ("case", "monitoring", "closing"):
            go.open_case(item.id)
        elif item.kind == "referral":
            go.open_referral(item.id)
        elif item.kind == "disagreement":
            go.open_disagreement(item.id)
        elif item.kind == "plan":
            go.open_plan(item.id)
        elif item.kind == "meeting":
            go.open_meeting(item.id)

    def _open_action(self, action_id: str) -> None:
        action = actions.action(self._desk.reader, action_id)
        if action is None:
            return
        case = cases.of_member(self._desk.reader, action_id)
        if case:
            self._desk.go.open_case(case)
        elif action.concern:
            self._desk.go.open_concern(action.concern)
        elif action.pupils:
            self._desk.go.open_pupil(action.pupils[0])

    def _open_news(self, row: News) -> None:
        if row.pupils:
            self._desk.go.open_row(row.id, row.pupils[0])
        else:
            self._desk.go.open_concern(row.id.partition(".")[0])

    def _ask_what_becomes(self, action_id: str) -> None:
        action = actions.action(self._desk.reader, action_id)
        if action is None:
            return
        people = [
            Choice(value=one.id, text=one.name, hint=one.detail) for one in self._desk.people()
        ]
        dialog = ActionDialog(action=action, people=people, parent=self.view)
        dialog.confirmed.connect(self._change)
        dialog.open()

    def _change(self, draft: ActionDraft) -> None:
        casebook = self._desk.casebook

        def work() -> None:
            if draft.how == DONE:
                complete_action(casebook, action_id=draft.action, outcome=draft.words)
            elif draft.how == OTHER:
                reassign(casebook, action_ids=[draft.action], owner=draft.owner, reason=draft.words)
            elif draft.how == LATER:
                postpone(casebook, action_id=draft.action, due=draft.due, reason=draft.words)
            else:
                drop(casebook, action_id=draft.action, reason=draft.words)

        self._desk.run(self.view, work, lambda _: self._after(draft))

    def _after(self, draft: ActionDraft) -> None:
        said = {
            DONE: self.tr("Saved: the action is done."),
            OTHER: self.tr("Saved: the action is somebody else’s now."),
            LATER: self.tr("Saved: the action has another day."),
        }
        self._desk.shell.toast(said.get(draft.how, self.tr("Saved: it is no longer needed.")))
        self.refresh()
