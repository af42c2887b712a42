"""What the leads add to the files beside concerns: entries, paper, risks, corrections."""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import resources
from desktop.demo.actors import Actors
from desktop.demo.cast import Child
from desktop.demo.daily_work import Act
from desktop.demo.school_days import SchoolDays, at, autumn_of
from desktop.demo.seeded import Dice
from desktop.demo.words import Names
from desktop.usecases.lead.amendments import amend
from desktop.usecases.lead.entries import NewEntry, add_entry
from desktop.usecases.lead.import_history import preview_history, take_history
from desktop.usecases.lead.opened_file import note_file_opened
from desktop.usecases.lead.risk import save_risk_assessment
from desktop.usecases.lead.significance import set_significant
from desktop.usecases.lead.volumes import attach_volume
from storage.database.repositories import chronology
from storage.intake import vocabularies
from storage.records.concern import LinkedPupil
from storage.records.risk_assessment import Hazard, RiskAssessmentDraft
from storage.records.times import SCHOOL_ZONE
from storage.records.when import When

_MOST_FOCUS = 22
_WITH_PAPER = 4
_WITH_RISKS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class FileWork:
    """Turns lists of words into acts on the files of the children with most to their names."""

    actors: Actors
    dice: Dice
    days: SchoolDays
    words: Mapping[str, Any]

    def acts(self, entries: int) -> list[Act]:
        """Return ``entries`` new entries and what else the files hold."""
        acts = [self._entry() for _ in range(entries)]
        # the paper files of children who were here when the casebook was begun
        old = [child for child in self._focus() if child.starts <= self.days.days[0].year]
        acts += [self._history(child, place) for place, child in enumerate(old[:_WITH_PAPER])]
        acts += [self._volume(child, place) for place, child in enumerate(old[:2])]
        for place, child in enumerate(old[:_WITH_RISKS]):
            acts += self._risk(child, place)
        acts += [self._correct(child, place) for place, child in enumerate(old[:_WITH_PAPER])]
        return acts

    def _focus(self) -> list[Child]:
        return [child for child in self.actors.cast if child.number <= _MOST_FOCUS]

    def _names(self, child: Child) -> Names:
        return Names(child=child, adult=self.dice.pick(["Pat Loveday", "Aled Parry-Wynne"]))

    def _entry(self) -> Act:
        dice = self.dice
        day = dice.pick(self.days.days)
        here = [child for child in self.actors.cast if child.starts <= autumn_of(day)]
        focus = [child for child in here if child.number <= _MOST_FOCUS]
        child = dice.pick(focus) if focus and dice.chance(70) else dice.pick(here)
        names = self._names(child)
        words = dice.pick(self.words["entries"])
        moment = at(day, 9, dice.between(0, 380))
        texts: dict[str, Any] = {
            name: names.fill(words[name])
            for name in (
                *("text", "contact", "action", "decision"),
                *("reason", "outcome", "child_words"),
            )
            if name in words
        }
        local = (moment - timedelta(minutes=dice.between(5, 50))).astimezone(SCHOOL_ZONE)
        happened = When.at_minute(local) if dice.chance(70) else When.about(local, minutes=30)

        def work() -> None:
            add_entry(
                self.actors.casebook,
                entry=NewEntry(
                    kind=words["kind"],
                    pupils=(LinkedPupil(id=self.actors.ids[child.number], role="subject"),),
                    happened=happened,
                    source=words["source"],
                    significant=words.get("significant", False),
                    **texts,
                ),
            )

        return Act(moment=moment, rank=5, work=work)

    def _history(self, child: Child, place: int) -> Act:
        names = self._names(child)
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow(("Date", "Event", "Source", "Action taken", "Reference"))
        for number, row in enumerate(self.words["history"], start=1):
            writer.writerow(
                (
                    row["date"],
                    names.fill(row["text"]),
                    row["source"],
                    names.fill(row["action"]),
                    f"binder page {number + place}",
                )
            )
        data = out.getvalue().encode("utf-8")

        def work() -> None:
            take_history(
                self.actors.casebook,
                preview=preview_history(data, mapping={}),
                pupil_id=self.actors.ids[child.number],
            )

        return Act(moment=at(self.days.days[5 + place], 14), rank=6, work=work)

    def _volume(self, child: Child, place: int) -> Act:
        def work() -> None:
            attach_volume(
                self.actors.casebook,
                pupil_id=self.actors.ids[child.number],
                title="Paper file from nursery",
                volume=1,
                original_lies="Locked cabinet in the head's office, second drawer",
                name="paper volume 1.pdf",
                content=resources.read_bytes("demo", "paper_volume.pdf"),
            )

        return Act(moment=at(self.days.days[6 + place], 15), rank=7, work=work)

    def _risk(self, child: Child, place: int) -> list[Act]:
        words = self.words["risks"][place % len(self.words["risks"])]
        # the last reviews fall due from some days before the end of the records to two weeks after
        review = self.days.last + timedelta(days=(-4, 3, 0, 11, 6, 14)[place])
        second = self.days.on_or_after(review - timedelta(days=words["days"])) or self.days.last
        first = self.days.on_or_after(second - timedelta(days=words["days"])) or second
        return [
            Act(moment=at(first, 15, 20), rank=8, work=self._save(child, words, second)),
            Act(moment=at(second, 15, 20), rank=8, work=self._save(child, words, review)),
        ]

    def _save(self, child: Child, words: Mapping[str, Any], review: date) -> Callable[[], None]:
        names = self._names(child)
        hazards = tuple(Hazard(**{**hazard, "owner": names.adult}) for hazard in words["hazards"])

        def work() -> None:
            actors = self.actors
            actors.risks[child.number] = save_risk_assessment(
                actors.casebook,
                draft=RiskAssessmentDraft(
                    pupil_id=actors.ids[child.number],
                    title=words["title"],
                    hazards=hazards,
                    review_date=review.isoformat(),
                    scale=vocabularies.load("risk_scale").reference,
                    child_view=words["child_view"],
                    parent_view=names.fill(words["parent_view"]),
                    supersedes=actors.risks.get(child.number, ""),
                ),
            )

        return work

    def _correct(self, child: Child, place: int) -> Act:
        amendment = self.words["amendments"][place % len(self.words["amendments"])]
        summaries = self.words["summaries"]

        def work() -> None:
            actors = self.actors
            pupil = actors.ids[child.number]
            note_file_opened(actors.casebook, pupil_id=pupil)
            rows = [
                row
                for row in chronology.of_pupil(actors.casebook.connection, pupil)
                if row.kind in ("concern", "entry", "transcribed")
            ]
            if not rows:
                return
            amend(actors.casebook, target=rows[len(rows) // 2].id, **amendment)
            for number, row in enumerate(rows[1 :: max(1, len(rows) // 3)]):
                set_significant(
                    actors.casebook,
                    target=row.id,
                    significant=True,
                    summary=summaries[number % len(summaries)],
                )

        return Act(moment=at(self.days.days[-12 - place], 14, 30), rank=9, work=work)
