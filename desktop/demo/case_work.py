"""What the leads do with the cases of the made-up school: name, watch, close, put off."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from desktop.demo.actors import Actors
from desktop.demo.daily_work import Act
from desktop.demo.school_days import SchoolDays, at
from desktop.usecases.lead.actions import NewTask, add_action, postpone
from desktop.usecases.lead.case_closing import NewClosing, close_case, concerns_at
from desktop.usecases.lead.cases import change_case, monitor_case, whole_case
from storage.database.repositories import actions, cases
from storage.records.cases import ANYONE


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWork:
    """Everything happens on the last afternoon, to the open cases that are there by then."""

    actors: Actors
    days: SchoolDays
    words: Mapping[str, Any]

    def acts(self) -> list[Act]:
        """Return the acts of that afternoon."""
        return [Act(moment=at(self.days.last, 17, 10), rank=0, work=self._afternoon)]

    def _afternoon(self) -> None:
        connection = self.actors.casebook.connection
        found = cases.ids(connection, status="open")
        changed = self.words["changed"]
        for case, said in zip(found, changed, strict=False):
            self._change(case, said)
        left = [case for case in found[len(changed) :] if self._is_quiet(case)]
        if left:
            self._watch(left[0])
        if left[1:]:
            self._close(left[1])

    def _is_quiet(self, case_id: str) -> bool:
        """Nothing of it is to be done or decided."""
        connection = self.actors.casebook.connection
        case = whole_case(connection, case_id)
        waiting = concerns_at(connection, case, "waiting")
        return not waiting and not actions.of_case(connection, case_id, open_only=True)

    def _change(self, case: str, said: Mapping[str, Any]) -> None:
        casebook, task = self.actors.casebook, self.words["task"]
        change_case(
            casebook,
            case_id=case,
            reason=said["reason"],
            title=said["title"],
            sought=said["sought"],
            next_review=self._day(said["days"]),
        )
        new = NewTask(
            case=case, what=task["what"], owner=casebook.person.id, due=self._day(task["days"])
        )
        action = add_action(casebook, task=new)
        postpone(casebook, action_id=action, due=self._day(task["later"]), reason=task["reason"])

    def _watch(self, case: str) -> None:
        said = self.words["monitored"]
        monitor_case(
            self.actors.casebook, case_id=case, until=self._day(said["days"]), reason=said["reason"]
        )

    def _close(self, case: str) -> None:
        closing = NewClosing(case=case, second=ANYONE, **self.words["closed"])
        close_case(self.actors.casebook, closing=closing)

    def _day(self, days: int) -> str:
        return (self.days.last + timedelta(days=days)).isoformat()
