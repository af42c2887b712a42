"""The list of cases: which are shown, a new one, and what somebody who left has left behind."""

from typing import Any

from PySide6.QtCore import QObject

from desktop.controllers.lead.case_choices import level_choices, person_choices
from desktop.controllers.lead.desk import Desk
from desktop.usecases.lead.actions import reassign
from desktop.usecases.lead.cases import open_case
from storage.database.repositories import actions, cases
from ui.views.case_action import HandOverActionsDialog
from ui.views.case_dialogs import NewCaseDialog
from ui.views.case_list import CLOSED, MINE, MONITORING, NO_STEP, OPEN, SECOND, CasesView


class CaseListController(QObject):
    """SQL chooses and orders; the view reads rows page by page."""

    def __init__(self, desk: Desk) -> None:
        self.view = CasesView(
            fetch=lambda ids: cases.rows(desk.reader, list(ids)),
            lists=desk.lists,
            today=lambda: desk.today().isoformat(),
        )
        super().__init__(self.view)
        self._desk = desk
        self.view.opened.connect(desk.go.open_case)
        self.view.shown.connect(lambda _: self.refresh())
        self.view.new_requested.connect(self._ask_new)
        self.view.hand_over_requested.connect(self._ask_to_whom)
        self.view.referrals_requested.connect(desk.go.open_referrals)

    def begin(self) -> None:
        """Show the open cases."""
        self.refresh()
        self.view.table.setFocus()

    def refresh(self) -> None:
        """Show the list as it is now, with the filter that was chosen."""
        reader, me = self._desk.reader, self._desk.casebook.person.id
        wanted: dict[str, dict[str, Any]] = {
            OPEN: {"status": "open"},
            NO_STEP: {"without_step": True, "oldest_first": True},
            MINE: {"status": "open", "owner": me},
            MONITORING: {"status": "monitoring"},
            SECOND: {"second_for": me, "oldest_first": True},
            CLOSED: {"status": "closed"},
        }
        found = cases.ids(reader, **wanted[self.view.filter.value()])
        self.view.show_ids(found, cases.counts(reader))
        self.view.show_left_behind(len(actions.of_nobody(reader)))

    def _ask_new(self) -> None:
        dialog = NewCaseDialog(
            search=self._desk.search_pupils,
            people=person_choices(self._desk),
            levels=level_choices(self._desk),
            owner=self._desk.casebook.person.id,
            parent=self.view,
        )
        dialog.confirmed.connect(self._open_new)
        dialog.open()

    def _open_new(self, fields: dict[str, Any]) -> None:
        self._desk.run(
            self.view,
            lambda: open_case(self._desk.casebook, **fields),
            self._desk.go.open_case,
        )

    def _ask_to_whom(self) -> None:
        reader = self._desk.reader
        left = actions.rows(reader, actions.of_nobody(reader), today="")
        dialog = HandOverActionsDialog(
            actions=[(row.what, row.owner) for row in left],
            people=person_choices(self._desk),
            parent=self.view,
        )
        dialog.confirmed.connect(
            lambda owner, reason: self._hand_over([row.id for row in left], owner, reason)
        )
        dialog.open()

    def _hand_over(self, action_ids: list[str], owner: str, reason: str) -> None:
        self._desk.run(
            self.view,
            lambda: reassign(
                self._desk.casebook, action_ids=action_ids, owner=owner, reason=reason
            ),
            lambda _: self._handed_over(),
        )

    def _handed_over(self) -> None:
        self._desk.shell.toast(self.tr("Handed over."))
        self.refresh()
