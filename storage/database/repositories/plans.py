"""Plans with their changes, what is due of them and of the meetings, and the days of the
timeline.
"""

import json
from collections.abc import Sequence
from datetime import datetime

from storage.database.connection import Connection
from storage.database.repositories import limits, meetings, things
from storage.database.work_values import texts
from storage.records.due import DueItem
from storage.records.plan_days import MeetingRules, following, meeting_wait, plan_waits
from storage.records.plans import Meeting, Plan, PlanChange, PlanRow
from storage.records.referral_waits import Wait
from storage.records.when import When

_TEXTS = ("kind", "title", "text", "case", "lead_worker", "aims", "review_date")
_CHANGES = ("reason", "title", "review_date", "lead_worker", "aims", "text", "outcome")
_KEPT = ("title", "review_date", "lead_worker", "aims")

meeting = meetings.meeting
meeting_ids = meetings.ids


def plan(connection: Connection, plan_id: str) -> Plan | None:
    """Return a plan as it stands; None when there is none of this id."""
    row = connection.one("SELECT value, author, recorded_at FROM plan WHERE id = ?", (plan_id,))
    if row is None:
        return None
    fields = json.loads(row[0])
    changes = _changes(connection, plan_id)
    said = texts(fields, _TEXTS)
    happened = When.from_value(fields["happened"])
    since = happened.earliest or row[2]
    for change in changes:
        said |= {name: getattr(change, name) for name in _KEPT if getattr(change, name)}
        if change.review_date:
            since = change.begun
    children = things.children_of(connection, [plan_id])
    return Plan(
        **said,
        id=plan_id,
        pupils=things.ids(children[plan_id]),
        happened=happened,
        review_since=since,
        author=row[1],
        recorded_at=row[2],
        changes=changes,
    )


def ids(
    connection: Connection, *, open_only: bool = False, pupil: str = "", case: str = ""
) -> list[str]:
    """Return ids, the newest first; of a child or a case where one is named."""
    found = connection.all(
        "SELECT id FROM plan WHERE (NOT ? OR NOT ended)"
        f" AND (? = '' OR id IN {things.IN_FILE}) AND (? = '' OR id IN {things.IN_CASE})"
        " ORDER BY recorded_at DESC, id",
        (open_only, pupil, pupil, case, case, case),
    )
    return [item for (item,) in found]


def rows(connection: Connection, plan_ids: Sequence[str]) -> list[PlanRow]:
    """Return the rows of these plans in this order."""
    rules = limits.meeting_rules(connection)
    children = things.children_of(connection, plan_ids)
    found = (plan(connection, item) for item in plan_ids)
    return [
        _row(connection, one, things.names(children[one.id]), rules)
        for one in found
        if one is not None
    ]


def waits_of(connection: Connection, one: Plan) -> tuple[Wait, ...]:
    """Return what is due of a plan: the next review, a core group; the first first."""
    return plan_waits(one, _around(connection, one), rules=limits.meeting_rules(connection))


def due(connection: Connection, *, until: str, now: str = "", limit: int = 200) -> list[DueItem]:
    """Return what is due of plans and meetings on ``until`` (ISO day) or before, the oldest first.

    ``now`` is a minute of the school's own time (``until``'s end when it is empty): a meeting that
    was planned for an earlier one asks whether it was held.
    """
    rules = limits.meeting_rules(connection)
    moment = datetime.fromisoformat(now or f"{until}T23:59")
    found: list[tuple[str, str, Wait, bool]] = []
    for item in ids(connection, open_only=True):
        one = plan(connection, item)
        if one is not None:
            waits = plan_waits(one, _around(connection, one), rules=rules)
            found += [("plan", item, wait, False) for wait in waits]
    for one_meeting in meetings.load(connection, meetings.ids(connection, state="planned")):
        wait = meeting_wait(one_meeting, rules=rules, now=moment)
        if wait is not None:
            found.append(("meeting", one_meeting.id, wait, True))
    found += [("meeting", item, wait, True) for item, wait in _follow(connection, rules)]
    chosen = sorted((one for one in found if one[2].day <= until), key=lambda one: one[2].day)
    return _items(connection, chosen[:limit])


def spans(connection: Connection, pupil_id: str) -> list[tuple[str, str, str, str, str]]:
    """Return (first ISO day, last or empty, kind, title, plan id) of a child's plans."""
    found = (plan(connection, item) for item in ids(connection, pupil=pupil_id))
    spans = []
    for one in found:
        if one is not None:
            end = one.ended
            spans.append((one.started, end.begun[:10] if end else "", one.kind, one.title, one.id))
    return sorted(spans)


def meeting_days(connection: Connection, pupil_id: str) -> list[tuple[str, str, str]]:
    """Return (ISO day, kind of meeting, meeting id) of a child's meetings, those called off left
    out.
    """
    found = meetings.load(connection, meetings.ids(connection, pupil=pupil_id))
    return sorted((one.day, one.kind, one.id) for one in found if one.state != "off" and one.day)


def _follow(connection: Connection, rules: MeetingRules) -> list[tuple[str, Wait]]:
    """What should follow from a meeting and has not been planned, child by child; with the id of
    the meeting it follows from.
    """
    starting = {code for code, kind in rules.meetings.items() if kind.then}
    held = meetings.load(connection, meetings.ids(connection, state="held"))
    pupils = dict.fromkeys(pupil for one in held if one.kind in starting for pupil in one.pupils)
    found: dict[tuple[str, str], tuple[str, Wait]] = {}
    for pupil in pupils:
        known = meetings.load(connection, meetings.ids(connection, pupil=pupil))
        plans = [plan(connection, item) for item in ids(connection, pupil=pupil)]
        waits = following(known, rules=rules, plans=[one for one in plans if one is not None])
        for wait in waits:
            cause = _cause(known, wait, rules)
            found.setdefault((cause, wait.words), (cause, wait))
    return list(found.values())


def _cause(known: Sequence[Meeting], wait: Wait, rules: MeetingRules) -> str:
    """The last meeting from which this follows."""
    code = wait.limit.code if wait.limit else ""
    causes = [
        one
        for one in known
        if one.held
        and one.kind in rules.meetings
        and any(timer == code for timer, _kind in rules.meetings[one.kind].then)
    ]
    return max(causes, key=lambda one: one.day).id if causes else ""


def _items(connection: Connection, chosen: Sequence[tuple[str, str, Wait, bool]]) -> list[DueItem]:
    of_plans = things.children_of(
        connection, [item for kind, item, _, _ in chosen if kind == "plan"]
    )
    of_meetings = meetings.children_of(
        connection, [item for kind, item, _, _ in chosen if kind == "meeting"]
    )
    return [
        DueItem(
            kind=kind,
            id=item,
            pupils=things.ids(children),
            names=things.names(children),
            words=wait.words,
            due=wait.day,
        )
        for kind, item, wait, of_meeting in chosen
        for children in ((of_meetings if of_meeting else of_plans)[item],)
    ]


def _around(connection: Connection, one: Plan) -> list[Meeting]:
    """The meetings of a plan: its own, and those of its children since it began that name no
    other plan.
    """
    known = dict.fromkeys(meetings.ids(connection, plan=one.id))
    for pupil in one.pupils:
        known |= dict.fromkeys(meetings.ids(connection, pupil=pupil))
    return [
        found
        for found in meetings.load(connection, list(known))
        if found.plan in ("", one.id) and (found.plan == one.id or found.day >= one.started)
    ]


def _changes(connection: Connection, plan_id: str) -> tuple[PlanChange, ...]:
    found = connection.all(
        "SELECT value, ends, author, recorded_at, seq FROM plan_news WHERE plan = ?"
        " ORDER BY ledger, seq",
        (plan_id,),
    )
    changes = [
        PlanChange(
            **texts(fields, _CHANGES),
            happened=When.from_value(fields["happened"]),
            ended=bool(row[1]),
            author=row[2],
            recorded_at=row[3],
            seq=row[4],
        )
        for row in found
        for fields in (json.loads(row[0]),)
    ]
    return tuple(sorted(changes, key=lambda one: (one.begun, one.recorded_at, one.seq)))


def _row(connection: Connection, one: Plan, names: str, rules: MeetingRules) -> PlanRow:
    waits = plan_waits(one, _around(connection, one), rules=rules)
    end = one.ended
    return PlanRow(
        id=one.id,
        names=names,
        kind=one.kind,
        title=one.title,
        lead_worker=one.lead_worker,
        started=one.started,
        ended=end.begun[:10] if end else "",
        next_due=waits[0].day if waits else "",
        next_words=waits[0].words if waits else "",
    )
