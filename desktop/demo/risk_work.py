"""Plans of the made-up school: a pair after an incident between children, self-harm, a trip."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import resources
from desktop.demo.actors import Actors
from desktop.demo.cast import Child
from desktop.demo.daily_work import Act
from desktop.demo.school_days import SchoolDays, at
from desktop.demo.words import Names
from desktop.usecases.lead import risk_lists
from desktop.usecases.lead.risk import (
    end_risk_assessment,
    save_risk_assessment,
    sign_risk_assessment,
)
from storage.intake import risk_templates
from storage.records.risk_assessment import Considered, Control, Hazard, RiskAssessmentDraft

_ADULT = "Pat Loveday"
_RANK = 8
_TEXTS = (
    *("title", "role", "facts", "allegation", "needs", "supervision", "staff_briefed"),
    *("contingency", "agencies", "child_view", "parent_view"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskWork:
    """Turns the lists of plans into acts in the last weeks of the records."""

    actors: Actors
    days: SchoolDays

    def acts(self) -> list[Act]:
        """Return every version, agreement and end, for children who are here by then."""
        children = {child.number: child for child in self.actors.cast}
        found = []
        for plan in resources.read_toml("demo", "risk_plans.toml")["plans"]:
            child = children.get(plan["child"])
            if child is not None and child.starts < self.days.last.year:
                found += list(self._plan(plan, child))
        return found

    def _plan(self, plan: Mapping[str, Any], child: Child) -> Iterator[Act]:
        saved: dict[str, str] = {}
        for number, version in enumerate(plan["versions"], start=1):
            day = self._day(version["days"])

            def work(number: int = number, version: Mapping[str, Any] = version) -> None:
                draft = self._draft(plan, child, version, saved.get("id", ""))
                saved["id"] = save_risk_assessment(self.actors.casebook, draft=draft)
                if number == len(plan["versions"]):
                    self._agree(plan, child, saved["id"], number)

            yield Act(moment=at(day, 15, 40), rank=_RANK, work=work)
        if "ended" in plan:
            ended = plan["ended"]
            day = self._day(ended["days"])

            def end() -> None:
                end_risk_assessment(
                    self.actors.casebook,
                    risk_id=saved["id"],
                    on=day.isoformat(),
                    reason=ended["reason"],
                    outcome=ended["outcome"],
                )

            yield Act(moment=at(day, 16), rank=_RANK, work=end)

    def _day(self, before_the_end: int) -> date:
        return self.days.on_or_after(self.days.last - timedelta(days=before_the_end)) or (
            self.days.last
        )

    def _agree(self, plan: Mapping[str, Any], child: Child, risk_id: str, version: int) -> None:
        names = Names(child=child, adult=_ADULT)
        day = self.actors.clock().date().isoformat()
        for one in plan["agreed"]:
            sign_risk_assessment(
                self.actors.casebook,
                risk_id=risk_id,
                version=version,
                name=names.fill(one["name"]),
                role=one["role"],
                on=day,
                text=one.get("text", ""),
            )

    def _draft(
        self, plan: Mapping[str, Any], child: Child, version: Mapping[str, Any], former: str
    ) -> RiskAssessmentDraft:
        names = Names(child=child, adult=_ADULT)
        template = risk_templates.find(plan["template"])
        scale = risk_lists.scale(plan["scale"])
        if template is None or scale is None:
            raise RuntimeError("the made-up plans name a template or scale that is not there")
        review = self.days.last + timedelta(days=version["review"] - version["days"])
        likely = version.get("likely")
        texts: dict[str, Any] = {name: names.fill(plan.get(name, "")) for name in _TEXTS}
        return RiskAssessmentDraft(
            pupil_id=self.actors.ids[child.number],
            hazards=tuple(self._hazard(item, names, likely, review) for item in plan["hazards"]),
            review_date=review.isoformat(),
            scale=scale.reference,
            supersedes=former,
            template=template.reference,
            kind=template.kind,
            considered=tuple(Considered(**item) for item in plan["considered"]),
            occasion=version.get("occasion", ""),
            reason=version.get("reason", ""),
            **texts,
        )

    def _hazard(
        self, item: Mapping[str, Any], names: Names, likely: list[int] | None, review: date
    ) -> Hazard:
        """``likely`` is how likely each rating became in this version, before and after."""
        first, *more = (
            Control(
                control=names.fill(each["control"]),
                owner=names.fill(each["owner"]),
                by_when=review.isoformat() if "by" in each else "",
            )
            for each in item["controls"]
        )
        now, then = likely or (item["likelihood"], item["likelihood_after"])
        return Hazard(
            hazard=item["hazard"],
            where=item["where"],
            likelihood=now,
            severity=item["severity"],
            control=first.control,
            owner=first.owner,
            by_when=first.by_when,
            more_controls=tuple(more),
            likelihood_after=then,
            severity_after=item["severity_after"],
            setting=item["setting"],
            times=tuple(item["times"]),
        )
