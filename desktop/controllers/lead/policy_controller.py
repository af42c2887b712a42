"""What staff sign with at the shared computers, on the page of people and computers."""

from dataclasses import replace

from PySide6.QtCore import QObject

from desktop.controllers.lead.desk import Desk
from desktop.usecases.lead.workstation_policy import set_policy, workstation_policy
from storage.letterbox.team_card import WorkstationPolicy
from storage.records.errors import UserFacingError
from ui.views.people import PeopleView
from ui.views.workstation_policy import PolicyPart


class PolicyController(QObject):
    """Adds its part to the card of the computers."""

    def __init__(self, desk: Desk, *, view: PeopleView) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        self._policy = WorkstationPolicy()
        self.part = PolicyPart()
        self.part.changed.connect(self._change)
        self.part.setEnabled(not desk.casebook.read_only)
        view.computers.add_part(self.part)

    def begin(self) -> None:
        """Show what holds."""
        self._desk.run(self._view, lambda: workstation_policy(self._desk.casebook), self._show)

    def _show(self, policy: WorkstationPolicy) -> None:
        self._policy = policy
        self.part.show_policy(
            sign_with=policy.sign_with,
            lock_seconds=policy.lock_seconds,
            draft_hours=policy.draft_hours,
        )

    def _change(self, sign_with: str) -> None:
        wanted = replace(self._policy, sign_with=sign_with)
        self._desk.run(
            self._view,
            lambda: set_policy(self._desk.casebook, policy=wanted),
            self._show,
            refused=self._refused,
        )

    def _refused(self, error: UserFacingError) -> None:
        """What stands on the screen is what holds."""
        self._show(self._policy)
        self._desk.say(self._view, error)
