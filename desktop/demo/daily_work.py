"""What happens to each planned concern: posted, collected, decided, acted on, closed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from desktop.demo.actors import Actors
from desktop.demo.concern_plan import PlannedConcern
from desktop.demo.school_days import SchoolDays, at
from desktop.demo.seeded import Dice
from desktop.usecases.lead.actions import complete_action
from desktop.usecases.lead.case_closing import NewClosing, close_case, concerns_at
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.decide import (
    Decision,
    NewAction,
    close_concern,
    decide,
    open_concern,
)
from desktop.usecases.staff.log_concern import log_concern
from desktop.usecases.staff.receipts import deliver
from desktop.usecases.staff.say_who import guest_author
from storage.database.repositories import actions, cases, concerns
from storage.intake import vocabularies
from storage.records.times import SCHOOL_ZONE

# Receipts are taken by the workstation once for so many concerns: it is a matter of speed alone.
_RECEIPTS_EVERY = 20
_RECENT_DAYS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something that is done at ``moment``; ``rank`` orders acts of one moment."""

    moment: datetime
    rank: int
    work: Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyWork:
    """Turns a plan into acts; all of them go through the use-cases that the screens use."""

    actors: Actors
    dice: Dice
    days: SchoolDays
    words: Mapping[str, Any]
    waiting: int

    def acts(self, plan: Sequence[PlannedConcern]) -> list[Act]:
        """Return the acts of every concern of the plan; the last ``waiting`` are only posted."""
        acts: list[Act] = []
        for number, planned in enumerate(plan):
            acts.append(Act(moment=planned.written, rank=0, work=self._post(number, planned)))
            if number < len(plan) - self.waiting:
                acts.extend(self._follow(number, planned))
        collected = {planned.written.astimezone(SCHOOL_ZONE).date() for planned in plan}
        acts.extend(
            Act(moment=at(day, 16, 5), rank=1, work=self._collect) for day in sorted(collected)
        )
        return acts

    def _post(self, number: int, planned: PlannedConcern) -> Callable[[], None]:
        def work() -> None:
            actors = self.actors
            station = actors.station()
            author = (
                guest_author(station, name=planned.reporter)
                if planned.guest
                else actors.authors[planned.reporter]
            )
            log_concern(station, draft=planned.draft(actors.ids), author=author)
            actors.sent.append(number)
            if number % _RECEIPTS_EVERY == _RECEIPTS_EVERY - 1:
                deliver(station)

        return work

    def _collect(self) -> None:
        actors = self.actors
        done = collect_letterbox(actors.casebook)
        for number, concern_id in zip(actors.sent, done.concerns, strict=True):
            actors.concerns[number] = concern_id
        actors.sent.clear()

    def _follow(self, number: int, planned: PlannedConcern) -> list[Act]:
        dice = self.dice
        day = planned.written.astimezone(SCHOOL_ZONE).date()
        decided_on = self._school_day(day + timedelta(days=dice.pick((0, 0, 0, 0, 1))))
        if decided_on is None:
            return []
        minute = 10 + dice.below(90)
        moment = at(decided_on, 16, minute)
        acts = [Act(moment=moment, rank=2, work=self._decide(number, planned, decided_on))]
        acts.extend(self._finish(number, planned, decided_on, minute))
        return acts

    def _decide(self, number: int, planned: PlannedConcern, decided_on: date) -> Callable[[], None]:
        dice, kind, names = self.dice, planned.kind, planned.names
        drawn = dice.below(len(kind["level"]))
        response = kind["response"][min(drawn, len(kind["response"]) - 1)]
        chosen = drawn * len(kind["decision"]) // len(kind["level"])
        dues = [decided_on + timedelta(days=dice.between(1, 14)) for _ in planned.actions]
        owners = [dice.pick(("ruth", "daniel", "aled", "pat")) for _ in planned.actions]
        reply = names.fill(dice.pick(self.words["replies"])) if dice.chance(70) else ""
        parents = dice.pick(("yes", "yes", "yes", "not_yet", "no"))

        def work() -> None:
            actors = self.actors
            concern_id = actors.concerns[number]
            open_concern(actors.casebook, concern_id=concern_id)
            actors.clock.advance(minutes=3)
            open_cases = cases.open_of_pupils(
                actors.casebook.connection, [actors.ids[names.child.number]]
            )
            done = decide(
                actors.casebook,
                decision=Decision(
                    concern=concern_id,
                    category=kind["category"],
                    level=kind["level"][drawn],
                    response=response,
                    decision=names.fill(kind["decision"][chosen]),
                    reason=names.fill(kind["reason"][chosen]),
                    actions=tuple(
                        NewAction(
                            what=names.fill(kind["actions"][what]),
                            owner=actors.person(owner),
                            due=due.isoformat(),
                        )
                        for what, owner, due in zip(planned.actions, owners, dues, strict=True)
                    ),
                    parents_informed=parents,
                    reply=reply if not planned.guest else "",
                    case=open_cases[0].id if open_cases else "",
                ),
            )
            actors.actions[number] = done.actions

        return work

    def _finish(
        self,
        number: int,
        planned: PlannedConcern,
        decided_on: date,
        minute: int,
    ) -> list[Act]:
        dice = self.dice
        recent = (self.days.last - decided_on).days < _RECENT_DAYS
        left_undone, left_open = recent and dice.chance(50), dice.chance(4)
        done_on = self._school_day(decided_on + timedelta(days=dice.between(1, 9)))
        if left_undone or done_on is None:
            return []
        # quarter to nine and on: before the first concern of that day is written
        acts = [
            Act(
                moment=at(done_on, 8, minute % 35),
                rank=3,
                work=self._complete(number, planned),
            )
        ]
        closed_on = self._school_day(done_on + timedelta(days=dice.between(5, 28)))
        if closed_on is not None and not left_open:
            acts.append(
                Act(moment=at(closed_on, 16, minute), rank=4, work=self._close(number, planned))
            )
        return acts

    def _complete(self, number: int, planned: PlannedConcern) -> Callable[[], None]:
        outcomes = [
            planned.names.fill(planned.kind["outcomes"][place]) for place in planned.actions
        ]

        def work() -> None:
            for action, outcome in zip(self.actors.actions[number], outcomes, strict=True):
                complete_action(self.actors.casebook, action_id=action, outcome=outcome)

        return work

    def _close(self, number: int, planned: PlannedConcern) -> Callable[[], None]:
        code = self.dice.pick(self.words["closing_outcomes"])
        outcome = vocabularies.load("outcomes").label(code)
        reason = planned.names.fill(self.dice.pick(self.words["closing"]))

        def work() -> None:
            casebook, concern_id = self.actors.casebook, self.actors.concerns[number]
            known = concerns.concern(casebook.connection, concern_id)
            if known is None or known.status == "closed":
                return  # a decision that nothing more is done has closed it
            close_concern(casebook, concern_id=concern_id, outcome=outcome, reason=reason)
            self._close_case(concern_id, reason=reason)

        return work

    def _close_case(self, concern_id: str, *, reason: str) -> None:
        """The last concern of a case takes the case along, when nothing of it is left to do."""
        casebook = self.actors.casebook
        connection = casebook.connection
        case = cases.case(connection, cases.of_member(connection, concern_id))
        if case is None or case.status != "open" or concerns_at(connection, case, "open"):
            return
        if not actions.of_case(connection, case.id, open_only=True):
            closing = NewClosing(case=case.id, outcome="resolved", reason=reason)
            close_case(casebook, closing=closing)

    def _school_day(self, day: date) -> date | None:
        return self.days.on_or_after(day)
