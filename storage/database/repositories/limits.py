"""The time limits in force, the services and rules that lean on them: dated data, with what the
school set in the place of the usual times.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

import resources
from storage.database.connection import Connection
from storage.database.repositories import settings
from storage.records.disagreements import Rung
from storage.records.plan_days import MeetingKind, MeetingRules, PlanKind
from storage.records.referral_waits import Service
from storage.records.school_calendar import SchoolCalendar, Term
from storage.records.time_limits import Limits, LocalLimit, TimeLimit, read_local
from storage.records.working_days import WorkCalendar

# the setting that holds what the school set: code -> LocalLimit.to_value()
SETTING = "time_limits"


def limits(connection: Connection) -> Limits:
    """Return every time limit, local ones in the place of the usual."""
    own = local_limits(connection)
    return Limits(
        limits={code: limit.with_local(own.get(code)) for code, limit in usual_limits().items()},
        calendar=work_calendar(),
    )


def local_limits(connection: Connection) -> dict[str, LocalLimit]:
    """Return what the school set, by code; values that are no time limits count as not set."""
    kept = settings.get(connection, SETTING, {})
    pairs = kept.items() if isinstance(kept, dict) else ()
    found = {code: read_local(value) for code, value in pairs}
    return {code: local for code, local in found.items() if local is not None}


@cache
def usual_limits() -> Mapping[str, TimeLimit]:
    """Return the time limits of the edition, without what a school set."""
    return {item["code"]: _limit(item) for item in _read("timers")["items"]}


@cache
def work_calendar() -> WorkCalendar:
    """Return the calendar in which working days and hours are counted."""
    holidays, timers = _read("bank_holidays"), _read("timers")
    terms = _read("school_terms")["terms"]
    return WorkCalendar(
        school=SchoolCalendar(terms=tuple(Term(**term) for term in terms)),
        moved=tuple((one["from"], one["to"]) for one in holidays["moved"]),
        added=tuple(holidays["added"]),
        opens=timers["office_opens"],
        closes=timers["office_closes"],
    )


@cache
def services() -> Mapping[str, Service]:
    """Return where a school refers to, by code."""
    return {
        item["code"]: Service(
            code=item["code"],
            label=item["label"],
            written=item.get("written", ""),
            answer=item.get("answer", ""),
            after=item.get("after", ""),
            waits=bool(item.get("list")),
        )
        for item in _read("referral_recipients")["items"]
    }


def service(code: str) -> Service:
    """Return a service; one that this edition does not have is shown by its code."""
    return services().get(code) or Service(code=code, label=code, answer="service_answer")


@cache
def follows() -> Mapping[str, tuple[str, ...]]:
    """Return for each state of a referral what usually comes before; "" is nothing yet."""
    return {
        item["code"]: tuple(item["follows"])
        for item in _read("referral_states")["items"]
        if "follows" in item
    }


@cache
def rungs() -> tuple[Rung, ...]:
    """Return the ladder of a professional disagreement."""
    return tuple(
        Rung(code=item["code"], label=item["label"], timer=item["timer"])
        for item in _read("escalation_steps")["items"]
    )


def meeting_rules(connection: Connection) -> MeetingRules:
    """Return the kinds of plan and meeting with the time limits in force."""
    return MeetingRules(plans=_plan_kinds(), meetings=_meeting_kinds(), limits=limits(connection))


@cache
def _plan_kinds() -> Mapping[str, PlanKind]:
    return {
        item["code"]: PlanKind(
            code=item["code"],
            label=item["label"],
            first=item.get("first", ""),
            later=item.get("later", ""),
            core=item.get("core", ""),
            review=tuple(item.get("review", ())),
            status=item.get("status", ""),
        )
        for item in _read("plan_kinds")["items"]
    }


@cache
def _meeting_kinds() -> Mapping[str, MeetingKind]:
    return {
        item["code"]: MeetingKind(
            code=item["code"],
            label=item["label"],
            then=tuple((one["timer"], one["kind"]) for one in item.get("then", ())),
        )
        for item in _read("meeting_kinds")["items"]
    }


def _limit(item: Mapping[str, Any]) -> TimeLimit:
    unit = "hours" if "hours" in item else "days"
    counted = item.get("of", "school") if item["working"] else "calendar"
    return TimeLimit(
        code=item["code"],
        label=item["label"],
        definition=item.get("definition", ""),
        amount=item[unit],
        unit=unit,
        counted=counted,
        silent=item.get("silent", ""),
    )


def _read(name: str) -> dict[str, Any]:
    return resources.read_toml("vocabularies", f"{name}.toml")
