"""What the leads make of a file: accounts of one event, one line for it, and so what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from desktop.demo.actors import Actors
from desktop.demo.cast import Child
from desktop.demo.daily_work import Act
from desktop.demo.school_days import SchoolDays, at
from desktop.demo.words import Names
from desktop.usecases.lead.chronology_links import link_events
from desktop.usecases.lead.entries import NewEntry, add_entry
from desktop.usecases.lead.significance import set_significant
from storage.records.concern import LinkedPupil
from storage.records.when import When

_LINKED = -36


@dataclass(frozen=True, slots=True, kw_only=True)
class ChronologyWork:
    """Happens in the files of the first two children: in each one event is told twice and taken as
    one, another is told twice and only offered.
    """

    actors: Actors
    days: SchoolDays
    words: Mapping[str, Any]

    def acts(self) -> list[Act]:
        """Return what is written, each on its day."""
        here = [each for each in self.actors.cast if each.starts <= self.days.days[0].year]
        acts: list[Act] = []
        for child in here[:2]:
            made: list[str] = []
            acts += [self._account(child, said, made) for said in self.words["linked"]["accounts"]]
            acts += [self._account(child, said, []) for said in self.words["offered"]["accounts"]]
            acts.append(self._link(made))
        return acts

    def _account(self, child: Child, said: Mapping[str, Any], made: list[str]) -> Act:
        day: date = self.days.days[said["day"]]

        def work() -> None:
            entry = NewEntry(
                kind=said["kind"],
                pupils=(LinkedPupil(id=self.actors.ids[child.number], role="subject"),),
                happened=When.on_day(day - timedelta(days=said["told"])),
                text=Names(child=child, adult="").fill(said["text"]),
                source=said["source"],
            )
            made.append(add_entry(self.actors.casebook, entry=entry))

        return Act(moment=at(day, 15, 5), rank=13, work=work)

    def _link(self, made: list[str]) -> Act:
        words = self.words["linked"]

        def work() -> None:
            casebook = self.actors.casebook
            link_events(casebook, targets=made, reason=words["reason"])
            set_significant(
                casebook,
                target=made[0],
                significant=True,
                summary=words["summary"],
                so_what=words["so_what"],
            )

        return Act(moment=at(self.days.days[_LINKED], 15, 30), rank=13, work=work)
