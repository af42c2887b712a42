"""What the leads enter without a concern, put right later, move, and let a parent disagree with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

from desktop.demo.actors import Actors
from desktop.demo.cast import Child
from desktop.demo.daily_work import Act
from desktop.demo.school_days import SchoolDays, at
from desktop.demo.words import Names
from desktop.usecases.lead.amendments import Statement, amend, state_disagreement
from desktop.usecases.lead.decide import NewAction
from desktop.usecases.lead.entries import NewEntry, add_entry
from desktop.usecases.lead.moves import move_record
from storage.records.concern import LinkedPupil
from storage.records.times import SCHOOL_ZONE
from storage.records.when import When

_CALLED, _ANSWERED, _DATED, _CORRECTED, _FILED, _MOVED = -34, -26, -24, -21, -19, -16


@dataclass(slots=True, kw_only=True)
class EntryWork:
    """Happens in the files of the first two children, in the last weeks of the records."""

    actors: Actors
    days: SchoolDays
    words: Mapping[str, Any]
    made: dict[str, str] = field(default_factory=dict)

    def acts(self) -> list[Act]:
        """Return what is written, each on its day."""
        here = [each for each in self.actors.cast if each.starts <= self.days.days[0].year]
        hero, other = here[:2]
        plan: tuple[tuple[int, Callable[[Child, Child], None]], ...] = (
            (_CALLED, self._call),
            (_ANSWERED, self._disagree),
            (_DATED, self._plan),
            (_CORRECTED, self._redate),
            (_FILED, self._misfile),
            (_MOVED, self._move),
        )
        return [
            Act(
                moment=at(self.days.days[day], 14, 40),
                rank=12,
                work=partial(work, hero, other),
            )
            for day, work in plan
        ]

    def _call(self, child: Child, _other: Child) -> None:
        words, names = self.words["call"], Names(child=child, adult="")
        parent = child.parents[0]
        due = self.days.days[_CALLED + 3].isoformat()
        self.made["call"] = add_entry(
            self.actors.casebook,
            entry=NewEntry(
                kind=words["kind"],
                how=words["how"],
                pupils=self._subject(child),
                happened=When.at_minute(at(self.days.days[_CALLED], 9, 20).astimezone(SCHOOL_ZONE)),
                contact=f"{parent.title} {parent.surname}",
                text=names.fill(words["text"]),
                decision=words["decision"],
                reason=names.fill(words["reason"]),
                outcome=words["outcome"],
                next_action=NewAction(
                    what=names.fill(words["next"]["what"]),
                    owner=self.actors.casebook.person.id,
                    due=due,
                ),
            ),
        )

    def _disagree(self, child: Child, _other: Child) -> None:
        words, names = self.words["statement"], Names(child=child, adult="")
        parent = child.parents[0]
        state_disagreement(
            self.actors.casebook,
            statement=Statement(
                target=self.made["call"],
                stated_by=f"{parent.title} {parent.surname}",
                relationship="parent",
                stated_on=self.days.days[_ANSWERED].isoformat(),
                words=names.fill(words["words"]),
                reason=names.fill(words["reason"]),
            ),
        )

    def _plan(self, child: Child, _other: Child) -> None:
        self.made["date"] = self._short(child, "contact_agency", "date", _DATED)

    def _redate(self, _child: Child, _other: Child) -> None:
        words = self.words["date"]
        day = self.days.days[_DATED] - timedelta(days=words["correction_days"])
        amend(
            self.actors.casebook,
            target=self.made["date"],
            field="happened",
            correction=When.on_day(day).for_people(),
            reason=words["reason"],
            happened=When.on_day(day),
        )

    def _misfile(self, child: Child, _other: Child) -> None:
        self.made["moved"] = self._short(child, "call", "moved", _FILED)

    def _move(self, _child: Child, other: Child) -> None:
        move_record(
            self.actors.casebook,
            target=self.made["moved"],
            pupils=self._subject(other),
            reason=self.words["moved"]["reason"],
        )

    def _short(self, child: Child, kind: str, name: str, day: int) -> str:
        return add_entry(
            self.actors.casebook,
            entry=NewEntry(
                kind=kind,
                pupils=self._subject(child),
                happened=When.on_day(self.days.days[day]),
                text=Names(child=child, adult="").fill(self.words[name]["text"]),
            ),
        )

    def _subject(self, child: Child) -> tuple[LinkedPupil, ...]:
        return (LinkedPupil(id=self.actors.ids[child.number], role="subject"),)
