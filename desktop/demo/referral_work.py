"""What the leads refer, disagree about, plan and meet for, in the order in which it happened."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import resources
from desktop.demo.actors import Actors
from desktop.demo.cast import Child
from desktop.demo.daily_work import Act
from desktop.demo.school_days import SchoolDays, at
from desktop.demo.words import Names
from desktop.usecases.lead.disagreements import (
    DisagreementDraft,
    DisagreementNews,
    note_disagreement,
    raise_disagreement,
)
from desktop.usecases.lead.meetings import (
    MeetingDraft,
    MeetingNotes,
    hold_meeting,
    plan_meeting,
)
from desktop.usecases.lead.plans import PlanDraft, start_plan
from desktop.usecases.lead.referral_forms import FormBlock, save_own_form
from desktop.usecases.lead.referral_places import BOXES, Place, set_places
from desktop.usecases.lead.referrals import (
    ReferralDraft,
    ReferralNews,
    make_referral,
    note_referral,
)
from desktop.usecases.lead.time_limits import set_limit
from storage.records.plans import Guest
from storage.records.referrals import Advice
from storage.records.times import SCHOOL_ZONE
from storage.records.when import When

_RANK = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralWork:
    """Turns the tables of ``words`` into acts on the files of the children who were here first."""

    actors: Actors
    days: SchoolDays
    words: Mapping[str, Any]

    def acts(self) -> list[Act]:
        """Return what is done, each on its day; a child whom the school does not have is left
        out.
        """
        acts = [Act(moment=at(self.days.days[3], 16), rank=_RANK, work=self._set_up)]
        for said in self._of_known_children("referrals"):
            acts += self._referral(said)
        for said in self._of_known_children("plans"):
            acts += self._plan(said)
        return acts

    def _of_known_children(self, table: str) -> list[Mapping[str, Any]]:
        return [said for said in self.words[table] if said["child"] < len(self._here())]

    def _here(self) -> list[Child]:
        return [one for one in self.actors.cast if one.starts <= self.days.days[0].year]

    def _names(self, said: Mapping[str, Any]) -> Names:
        return Names(child=self._here()[said["child"]], adult="")

    def _pupil(self, said: Mapping[str, Any]) -> str:
        return self.actors.ids[self._here()[said["child"]].number]

    def _day(self, ago: int) -> date:
        # the last evening belongs to the backup
        return self.days.days[max(4, len(self.days.days) - 1 - ago)]

    def _act(self, day: date, minutes: int, work: Callable[[], object]) -> Act:
        return Act(moment=at(day, 8, 10 + minutes), rank=_RANK, work=lambda: _done(work()))

    def _set_up(self) -> None:
        casebook = self.actors.casebook
        changed = {
            one["code"]: Place(**{name: one.get(name, "") for name in BOXES})
            for one in self.words["places"]
        }
        set_places(
            casebook, council=self.words["council"], changed=changed, reason="As the council says"
        )
        for one in self.words["limits"]:
            set_limit(casebook, **one)
        council = resources.read_toml("demo", self.words["form"])
        blocks = [FormBlock(**block) for block in council["blocks"]]
        save_own_form(
            casebook, title=council["title"], blocks=blocks, reason="The order of the portal"
        )

    def _referral(self, said: Mapping[str, Any]) -> list[Act]:
        made: dict[str, str] = {}
        day, names = self._day(said["ago"]), self._names(said)
        moment = _local(at(day, said["hour"]))
        when = When.at_minute(moment)

        def make() -> None:
            made["id"] = make_referral(
                self.actors.casebook,
                draft=ReferralDraft(
                    pupils=(self._pupil(said),),
                    to=said["to"],
                    text=names.fill(said["text"]),
                    reason=said["reason"],
                    urgency=said.get("urgency", ""),
                    child_words=said.get("child_words", ""),
                    parents={
                        "told": said["told"],
                        "account": said.get("told_by", ""),
                        "why_not": said.get("told_why", ""),
                    },
                    consent={
                        "given": said["given"],
                        "why_not": names.fill(said.get("given_why", "")),
                    },
                    advice=(Advice(**said["advice"]),) if "advice" in said else (),
                    phoned=when if said.get("phoned") else None,
                    written=None if said.get("phoned") else when,
                ),
            )

        acts = [self._act(day, 60 * (said["hour"] - 7), make)]
        for place, one in enumerate(said.get("news", ())):
            acts.append(self._news(made, one, 420 + 2 * place))
        if "disagreement" in said:
            acts += self._disagreement(made, said["disagreement"])
        return acts

    def _news(self, made: Mapping[str, str], one: Mapping[str, Any], minutes: int) -> Act:
        day = self._day(one["ago"])
        when = When.at_minute(_local(at(day, 8, minutes)))

        def work() -> object:
            further = {name: text for name, text in one.items() if name != "ago"}
            news = ReferralNews(referral=made["id"], happened=when, **further)
            return note_referral(self.actors.casebook, news=news)

        return self._act(day, minutes, work)

    def _disagreement(self, made: dict[str, str], said: Mapping[str, Any]) -> list[Act]:
        def begin() -> None:
            made["disagreement"] = raise_disagreement(
                self.actors.casebook,
                draft=DisagreementDraft(
                    referral=made["id"],
                    text=said["text"],
                    with_whom=said["with_whom"],
                    sought=said["sought"],
                ),
            )

        def go_on(one: Mapping[str, Any]) -> Callable[[], object]:
            further = {name: text for name, text in one.items() if name != "ago"}
            return lambda: note_disagreement(
                self.actors.casebook,
                news=DisagreementNews(disagreement=made["disagreement"], **further),
            )

        acts = [self._act(self._day(said["ago"]), 430, begin)]
        acts += [self._act(self._day(one["ago"]), 430, go_on(one)) for one in said["steps"]]
        return acts

    def _plan(self, said: Mapping[str, Any]) -> list[Act]:
        made: dict[str, str] = {}
        day = self._day(said["ago"])

        def start() -> None:
            made["id"] = start_plan(
                self.actors.casebook,
                draft=PlanDraft(
                    pupils=(self._pupil(said),),
                    kind=said["kind"],
                    happened=When.on_day(day),
                    lead_worker=said["lead_worker"],
                    aims=self._names(said).fill(said["aims"]),
                ),
            )

        acts = [self._act(day, 440, start)]
        for one in said["meetings"]:
            acts.append(self._planned(made, one) if "planned" in one else self._held(made, one))
        return acts

    def _planned(self, made: Mapping[str, str], one: Mapping[str, Any]) -> Act:
        on = (
            self.days.last + timedelta(days=one["ahead"])
            if "ahead" in one
            else self._day(one["ago"])
        )

        def work() -> object:
            draft = MeetingDraft(
                kind=one["kind"],
                on=f"{on.isoformat()}T14:00",
                plan=made["id"],
                place=one["place"],
                invited=_guests(one["planned"]),
            )
            return plan_meeting(self.actors.casebook, draft=draft)

        return self._act(self._day(one.get("ago", 0) + 10), 445, work)

    def _held(self, made: Mapping[str, str], one: Mapping[str, Any]) -> Act:
        day = self._day(one["ago"])

        def work() -> object:
            chair = one["chair"]
            came = _guests(one["came"], chair=chair)
            if not any(guest.chaired for guest in came):
                came = (*came, Guest(name=chair, chaired=True))
            notes = MeetingNotes(
                kind=one["kind"],
                plan=made["id"],
                happened=When.at_minute(_local(at(day, 14))),
                text=one["text"],
                decision=one["decision"],
                attended=came,
                apologies=_guests(one.get("apologies", ())),
                child_words=one.get("child_words", ""),
            )
            return hold_meeting(self.actors.casebook, notes=notes)

        return self._act(day, 450, work)


def _guests(words: Iterable[str], *, chair: str = "") -> tuple[Guest, ...]:
    """``Kim Vale (social care)``, one each."""
    found = []
    for one in words:
        name, _, agency = one.rstrip(")").partition(" (")
        found.append(Guest(name=name, agency=agency, chaired=name == chair))
    return tuple(found)


def _local(moment: datetime) -> datetime:
    return moment.astimezone(SCHOOL_ZONE).replace(tzinfo=None)


def _done(_result: object) -> None:
    """An act has no answer."""
