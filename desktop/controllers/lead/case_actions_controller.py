"""The actions of a case: what becomes of one, and a new one."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.controllers.lead.case_choices import person_choices
from desktop.controllers.lead.desk import Desk
from desktop.usecases.lead.actions import (
    NewTask,
    add_action,
    complete_action,
    drop,
    postpone,
    reassign,
)
from storage.database.repositories import actions
from ui.case_material import ActionDraft
from ui.views.case_action import DONE, DROPPED, LATER, ActionDialog, NewActionDialog


class CaseActions(QObject):
    """Asks on ``page``; ``changed`` is called after each change. Also without a case."""

    def __init__(
        self, desk: Desk, *, page: QWidget, changed: Callable[[], None], case_id: str = ""
    ) -> None:
        super().__init__(page)
        self._desk, self._page, self._changed = desk, page, changed
        self._case_id = case_id

    def ask_what_becomes(self, action_id: str) -> None:
        """Ask what becomes of an open action; of one that is over nothing is asked."""
        action = actions.action(self._desk.reader, action_id)
        if action is None or action.done_at is not None:
            return
        dialog = ActionDialog(action=action, people=person_choices(self._desk), parent=self._page)
        dialog.confirmed.connect(self._settle)
        dialog.open()

    def ask_new(self) -> None:
        """Ask for a new action."""
        dialog = NewActionDialog(
            people=person_choices(self._desk),
            owner=self._desk.casebook.person.id,
            parent=self._page,
        )
        dialog.confirmed.connect(self._add)
        dialog.open()

    def _settle(self, draft: ActionDraft) -> None:
        self._desk.run(self._page, lambda: self._work(draft), lambda _: self._said())

    def _work(self, draft: ActionDraft) -> None:
        book, action = self._desk.casebook, draft.action
        if draft.how == DONE:
            complete_action(book, action_id=action, outcome=draft.words)
        elif draft.how == DROPPED:
            drop(book, action_id=action, reason=draft.words)
        elif draft.how == LATER:
            postpone(book, action_id=action, due=draft.due, reason=draft.words)
        else:
            reassign(book, action_ids=[action], owner=draft.owner, reason=draft.words)

    def _add(self, what: str, owner: str, due: str) -> None:
        task = NewTask(case=self._case_id, what=what, owner=owner, due=due)
        self._desk.run(
            self._page,
            lambda: add_action(self._desk.casebook, task=task),
            lambda _: self._said(),
        )

    def _said(self) -> None:
        self._desk.shell.toast(self.tr("Saved, with the reason."))
        self._changed()
