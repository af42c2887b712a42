"""What the leads write beside the chronologies: front sheets, families, agencies, statuses."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.demo.actors import Actors
from desktop.demo.cast import Child
from desktop.demo.daily_work import Act
from desktop.demo.school_days import SchoolDays, at
from desktop.usecases.lead.front_sheet import note_boxes
from desktop.usecases.lead.household import RelationDraft, end_relation, family, set_relation
from desktop.usecases.lead.professionals import (
    ProfessionalDraft,
    change_professional,
    note_professional,
)
from desktop.usecases.lead.statuses import end_status, set_status
from storage.database.repositories import pupils
from storage.records.when import When

_FIRST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleWork:
    """One table of ``words`` for each of the children who were here first, in their order."""

    actors: Actors
    days: SchoolDays
    words: Mapping[str, Any]

    def acts(self) -> list[Act]:
        """Return what is written, each on its day."""
        here = [each for each in self.actors.cast if each.starts <= self.days.days[0].year]
        acts: list[Act] = []
        for child, said in zip(here, self.words["children"], strict=False):
            acts.append(self._sheet(child, said))
            acts += [self._status(child, status) for status in said["statuses"]]
        return acts

    def _day(self, number: int) -> date:
        return self.days.days[min(number, len(self.days.days) - 2)]

    def _sheet(self, child: Child, said: Mapping[str, Any]) -> Act:
        def work() -> None:
            casebook, pupil = self.actors.casebook, self.actors.ids[child.number]
            note_boxes(casebook, pupil_id=pupil, boxes=said["boxes"])
            self._parents(pupil)
            for one in said["relations"]:
                self._relation(pupil, one)
            for one in said["professionals"]:
                self._professional(pupil, one)

        return Act(moment=at(self._day(_FIRST), 15, 50), rank=11, work=work)

    def _parents(self, pupil: str) -> None:
        """The parents whom the school's system names, written into the file."""
        casebook = self.actors.casebook
        child = pupils.pupil(casebook.connection, pupil)
        for person in family(casebook.connection, child) if child is not None else ():
            if person.relative.parent:
                set_relation(
                    casebook,
                    draft=RelationDraft(
                        pupils=(pupil,),
                        name=person.name,
                        relationship=person.relative.code,
                        lives_with=person.lives_with,
                        parental_responsibility=person.parental_responsibility,
                    ),
                )

    def _relation(self, pupil: str, said: Mapping[str, Any]) -> None:
        casebook = self.actors.casebook
        child = pupils.pupil(casebook.connection, pupil)
        people = family(casebook.connection, child) if child is not None else ()
        parents = [
            each.relation_id or each.key
            for each in people
            if each.name == said.get("child_of")
            or (each.relative.code == said.get("parent_of") and each.relation_id)
        ]
        relation = set_relation(
            casebook,
            draft=RelationDraft(
                pupils=(pupil,),
                name=said["name"],
                relationship=said["relationship"],
                lives_with=said.get("lives_with"),
                parental_responsibility=said.get("parental_responsibility"),
                telephone=said.get("telephone", ""),
                address=said.get("address", ""),
                parent_of=tuple(parents) if "parent_of" in said else (),
            ),
        )
        for parent in (each for each in people if each.name == said.get("child_of")):
            set_relation(
                casebook,
                draft=RelationDraft(
                    id=parent.relation_id,
                    pupils=(pupil,),
                    name=parent.name,
                    relationship=parent.relative.code,
                    lives_with=parent.lives_with,
                    parental_responsibility=parent.parental_responsibility,
                    address=parent.address,
                    parent_of=(relation,),
                ),
            )
        if "ends" in said:
            until = self._day(said["ends"]).isoformat()
            end_relation(casebook, relation_id=relation, until=until, reason=said["reason"])

    def _professional(self, pupil: str, said: Mapping[str, Any]) -> None:
        texts = {name: said[name] for name in said if name not in ("ends", "reason")}
        since = self._day(_FIRST).isoformat()
        known = note_professional(
            self.actors.casebook, draft=ProfessionalDraft(pupils=(pupil,), since=since, **texts)
        )
        if "ends" in said:
            change_professional(
                self.actors.casebook,
                professional_id=known,
                reason=said["reason"],
                until=self._day(said["ends"]).isoformat(),
            )

    def _status(self, child: Child, said: Mapping[str, Any]) -> Act:
        def work() -> None:
            status = set_status(
                self.actors.casebook,
                pupil_ids=[self.actors.ids[child.number]],
                kind=said["kind"],
                happened=When.on_day(self._day(said["days"])),
                text=said.get("text", ""),
                reason=said.get("why", ""),
                source=said.get("source", ""),
            )
            if "ends" in said:
                end_status(
                    self.actors.casebook,
                    status_id=status,
                    happened=When.on_day(self._day(said["ends"])),
                    reason=said["reason"],
                )

        written = max(said["days"], said.get("ends", 0))
        return Act(moment=at(self._day(written), 15, 55), rank=12, work=work)
