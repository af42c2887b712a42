"""Plans the concerns of the made-up school: when, by whom, about whom, in what words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from desktop.demo.cast import Child
from desktop.demo.marks import read_mark
from desktop.demo.school_days import SchoolDays, at, autumn_of
from desktop.demo.seeded import Dice
from desktop.demo.words import Names
from storage.records.body_map import BodyMap
from storage.records.concern import ConcernDraft, LinkedPupil
from storage.records.times import SCHOOL_ZONE
from storage.records.when import When

# Few children make most of the concerns, as in any school.
_FOCUS_CHILDREN = 22
_FOCUS_PERCENT = 60
_WORRYING_WAIT_DAYS = 2
# So many concerns apart, one with a body map goes to the child whose file has everything.
_MARKED_EVERY = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedConcern:
    """``actions`` are places in the kind's list: what the lead will ask for.

    ``happened`` and ``written`` are UTC; ``reporter`` is an account, or a guest's name.
    """

    kind: Mapping[str, Any]
    names: Names
    reporter: str
    guest: bool
    happened: datetime
    written: datetime
    vague: str
    role: str
    text: str
    words: str
    opinion: str
    place: str
    marks: tuple[Mapping[str, Any], ...]
    sibling: Child | None
    told: bool
    actions: tuple[int, ...]

    def draft(self, ids: Mapping[int, str]) -> ConcernDraft:
        """Return what the reporting form holds; ``ids`` are the children's ids by their number."""
        pupils = [LinkedPupil(id=ids[self.names.child.number], role="subject")]
        if self.names.other is not None and self.role:
            pupils.append(LinkedPupil(id=ids[self.names.other.number], role=self.role))
        if self.sibling is not None:
            pupils.append(LinkedPupil(id=ids[self.sibling.number], role="sibling"))
        return ConcernDraft(
            pupils=tuple(pupils),
            what_happened=self.text,
            happened=self._when(),
            told_dsl="yes" if self.told else "no",
            child_words=self.words,
            opinion=self.opinion,
            place=self.place,
            place_kind=str(self.kind["place_kind"]),
            source=str(self.kind["source"]),
            who_else=self.names.adult if not self.guest else "",
            told_whom="Ruth Okonedo" if self.told else "",
            body_maps=self._body_maps(),
        )

    def _when(self) -> When:
        local = self.happened.astimezone(SCHOOL_ZONE)
        if self.vague == "about":
            return When.about(local, minutes=20)
        if self.vague == "day":
            return When.on_day(local.date())
        if self.vague == "range":
            first = local.date() - timedelta(days=4)
            return When.between(first, local.date(), as_told="some time this week")
        return When.at_minute(local)

    def _body_maps(self) -> tuple[BodyMap, ...]:
        if not self.marks:
            return ()
        marks = tuple(
            read_mark(words, number=number) for number, words in enumerate(self.marks, start=1)
        )
        seen = "Seen by chance while sleeves were rolled up; nothing was moved by an adult."
        return (BodyMap(marks=marks, seen=seen, who_present=self.names.adult),)


def first_here(cast: Sequence[Child], days: SchoolDays) -> Child:
    """Return the first child of the list who was here from the beginning: their file has all."""
    return next(child for child in cast if child.starts <= days.days[0].year)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planner:
    """Draws concerns by dice; the same dice, children and words give the same plan."""

    dice: Dice
    days: SchoolDays
    cast: Sequence[Child]
    staff: Sequence[Mapping[str, Any]]
    classes: Mapping[str, str]
    words: Mapping[str, Any]
    marks: Mapping[str, Any]

    def plan(self, count: int) -> tuple[PlannedConcern, ...]:
        """Return ``count`` concerns in the order in which they are written."""
        days = [self.dice.pick(self.days.days) for _ in range(count - count // 40)]
        days += [self.dice.pick(self.days.days[-_WORRYING_WAIT_DAYS:]) for _ in range(count // 40)]
        planned = [self._one(day, marked=n % _MARKED_EVERY == 0) for n, day in enumerate(days)]
        return tuple(sorted(planned, key=lambda one: one.written))

    def _one(self, day: date, *, marked: bool) -> PlannedConcern:
        dice = self.dice
        kinds = [kind for kind in self.words["kind"] for _ in range(kind["weight"])]
        kind = dice.pick(kinds)
        child = self._child(day)
        if marked:
            kind = next(kind for kind in kinds if kind.get("marks"))
            child = first_here(self.cast, self.days)
        other = self._other(child, day)
        reporter, guest = self._reporter(child)
        adult = dice.pick([one["name"] for one in self.staff if one["account"] != reporter])
        names = Names(child=child, adult=adult, other=other)
        place = dice.below(len(kind["texts"]))
        role = kind.get("roles", [""] * len(kind["texts"]))[place]
        happened = at(day, 8, 40 + dice.between(0, 390))
        minutes = dice.between(8, 45) if dice.chance(85) else dice.between(60, 200)
        written = min(happened + timedelta(minutes=minutes), at(day, 15, 50))
        siblings = [
            one
            for one in self._here(day)
            if one.family == child.family and one.number != child.number
        ]
        return PlannedConcern(
            kind=kind,
            names=names,
            reporter=reporter,
            guest=guest,
            happened=min(happened, written),
            written=written,
            vague=dice.pick(("", "", "", "about", "about", "day", "range")),
            role=role,
            text=names.fill(f"{kind['texts'][place]} {dice.pick(self.words['endings'])}".strip()),
            words=names.fill(dice.pick(kind["words"][place].split(" | ")).strip()),
            opinion=names.fill(dice.pick(self.words["opinions"])),
            place=dice.pick(kind["place"]),
            marks=tuple(self._marks()) if kind.get("marks") else (),
            sibling=dice.pick(siblings) if siblings and dice.chance(12) else None,
            told=dice.chance(70),
            actions=tuple(dice.some(range(len(kind["actions"])), dice.between(0, 2))),
        )

    def _here(self, day: date) -> list[Child]:
        return [child for child in self.cast if child.starts <= autumn_of(day)]

    def _child(self, day: date) -> Child:
        here = self._here(day)
        focus = [child for child in here if child.number <= _FOCUS_CHILDREN]
        if focus and self.dice.chance(_FOCUS_PERCENT):
            # two dice, the lower counts: the first children have most to their names
            return focus[min(self.dice.below(len(focus)), self.dice.below(len(focus)))]
        return self.dice.pick(here)

    def _other(self, child: Child, day: date) -> Child | None:
        near = [
            one
            for one in self._here(day)
            if one.family != child.family and abs(one.year - child.year) <= 1
        ]
        return self.dice.pick(near) if near else None

    def _reporter(self, child: Child) -> tuple[str, bool]:
        if self.dice.chance(4):
            return self.dice.pick(("Supply teacher, Mr Greaves", "Football coach, Jo")), True
        year = "R" if child.year == 0 else str(child.year)
        own = [one for one in self.staff if one.get("class_name") == self.classes[year]]
        others = [one for one in self.staff if not one.get("class_name")]
        chosen = own if own and self.dice.chance(60) else others or self.staff
        return str(self.dice.pick(list(chosen))["account"]), False

    def _marks(self) -> list[dict[str, Any]]:
        return [
            {
                **self.dice.pick(self.marks["places"]),
                **self.dice.pick(self.marks["looks"]),
                "broken_skin": self.dice.pick(("no", "no", "yes", "not seen")),
                "swelling": self.dice.pick(("no", "not seen")),
                "pain": self.dice.pick(("yes", "no", "not seen")),
            }
            for _ in range(self.dice.between(1, 3))
        ]
