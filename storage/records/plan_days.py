"""Which meetings and reviews follow from a plan and its meetings, and by when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from storage.records.plans import Meeting, Plan
from storage.records.referral_waits import Wait
from storage.records.time_limits import Limits, deadline

_CORE = "core_group"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanKind:
    """``first`` and ``later`` are time limits of the reviews, ``core`` of the first core group;
    ``review`` the kinds of meeting that count as a review.
    """

    code: str
    label: str
    first: str = ""
    later: str = ""
    core: str = ""
    review: tuple[str, ...] = ()
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingKind:
    """``then`` are (time limit, kind of meeting) that follow from it."""

    code: str
    label: str
    then: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRules:
    """The kinds of plan and meeting in force, by code."""

    plans: Mapping[str, PlanKind]
    meetings: Mapping[str, MeetingKind]
    limits: Limits

    def meeting_label(self, code: str) -> str:
        """The words for a kind of meeting, or the code."""
        known = self.meetings.get(code)
        return known.label if known else code


def meeting_wait(meeting: Meeting, *, rules: MeetingRules, now: datetime) -> Wait | None:
    """Return the day of a planned meeting; once that has passed, the question whether it was
    held. ``now`` is in the school's own time, without a zone.
    """
    if meeting.state != "planned" or not meeting.on:
        return None
    label = rules.meeting_label(meeting.kind)
    ended = now.strftime("%Y-%m-%dT%H:%M") if "T" in meeting.on else now.date().isoformat()
    at = meeting.on if "T" in meeting.on else ""
    if meeting.on < ended:
        return Wait(
            kind="held",
            words=f"{label}: was it held?",
            day=meeting.day,
            at=at,
            silent="Note who came and what was decided, or that it did not take place and why.",
        )
    return Wait(kind="meeting", words=label, day=meeting.day, at=at)


def following(
    meetings: Iterable[Meeting], *, rules: MeetingRules, plans: Iterable[Plan] = ()
) -> tuple[Wait, ...]:
    """Return the meetings that should follow from those that were held about the same children, and
    have neither been held since nor planned.

    A review that belongs to one of ``plans`` is left to it; after an end of every plan of this
    kind nothing more is expected.
    """
    known = list(meetings)
    reviewed = _answered_for(plans, known, rules)
    waits: dict[str, Wait] = {}
    for held in sorted((one for one in known if one.held), key=lambda one: one.day):
        kind = rules.meetings.get(held.kind)
        for timer, follow in kind.then if kind else ():
            waits.pop(follow, None)
            if follow in reviewed or _comes(follow, held.day, known):
                continue
            wait = _limited(timer, rules.meeting_label(follow), held.day, rules)
            if wait is not None:
                waits[follow] = wait
    return tuple(sorted(waits.values(), key=lambda wait: wait.day))


def plan_waits(plan: Plan, meetings: Iterable[Meeting], *, rules: MeetingRules) -> tuple[Wait, ...]:
    """Return the next review of a plan that goes on, and a first core group, unless meetings of
    these kinds are planned already.
    """
    kind = rules.plans.get(plan.kind)
    if plan.ended is not None or kind is None:
        return ()
    known = list(meetings)
    waits = []
    review = _review(plan, kind, known, rules)
    if review is not None:
        waits.append(review)
    cored = any(one.kind == _CORE and one.state != "off" for one in known)
    if kind.core and not cored:
        core = _limited(kind.core, rules.meeting_label(_CORE), plan.started, rules)
        if core is not None:
            waits.append(core)
    return tuple(sorted(waits, key=lambda wait: wait.day))


def _review(
    plan: Plan, kind: PlanKind, meetings: list[Meeting], rules: MeetingRules
) -> Wait | None:
    held = [one for one in meetings if one.held is not None and one.kind in kind.review]
    last = max(held, key=lambda one: one.day, default=None)
    since = last.day if last is not None and last.day >= plan.started else plan.started
    if any(one.kind in kind.review and one.state == "planned" for one in meetings):
        return None
    words = f"Review: {plan.title or kind.label}"
    chosen = _chosen_day(plan, last)
    if chosen:
        return Wait(
            kind="review", words=words, day=chosen, silent="Fix the meeting, or a new day and why."
        )
    timer = kind.later if last is not None and last.day >= plan.started else kind.first
    return _limited(timer, words, since, rules)


def _chosen_day(plan: Plan, last: Meeting | None) -> str:
    """The day that was said last for the next review; one that a later review has used up counts
    no more.
    """
    if last is None or last.held is None:
        return plan.review_date
    if plan.review_date > last.day and plan.review_since[:10] >= last.day:
        return plan.review_date
    return last.held.next_date or (plan.review_date if plan.review_date > last.day else "")


def _limited(timer: str, words: str, start: str, rules: MeetingRules) -> Wait | None:
    limit = rules.limits.get(timer)
    if limit is None:
        return None
    over = deadline(limit, start, rules.limits.calendar)
    return Wait(kind="review", words=words, day=over.day, silent=limit.silent, limit=limit)


def _comes(kind: str, since: str, meetings: list[Meeting]) -> bool:
    """Whether a meeting of this kind is planned, or was held after a day."""
    return any(
        one.kind == kind and (one.state == "planned" or (one.state == "held" and one.day > since))
        for one in meetings
    )


def _answered_for(
    plans: Iterable[Plan], meetings: list[Meeting], rules: MeetingRules
) -> frozenset[str]:
    """Kinds of meeting that a plan, going on or ended, answers for: its reviews, and the core
    groups of one that has ended or asks for its first.
    """
    found: set[str] = set()
    cored = any(one.kind == _CORE and one.state != "off" for one in meetings)
    for plan in plans:
        kind = rules.plans.get(plan.kind)
        found.update(kind.review if kind else ())
        if kind and kind.core and (plan.ended is not None or not cored):
            found.add(_CORE)
    return frozenset(found)
