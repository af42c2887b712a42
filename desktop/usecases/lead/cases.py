"""What belongs together: open a case, put things into it, change who has it, watch it, open it
again, make one of two.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from desktop.usecases.lead.casebook import OpenCasebook
from storage.database.connection import Connection
from storage.database.repositories import cases, chronology, concerns, people, pupils
from storage.intake import vocabularies
from storage.records import permissions
from storage.records.cases import MERGED, Case
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.identifiers import RandomBytes, new_id
from storage.records.times import iso_day


def opening_events(
    *,
    random_bytes: RandomBytes,
    pupils: Sequence[str],
    title: str,
    owner: str,
    level: str = "",
    sought: str = "",
    next_review: str = "",
    began_with: Sequence[str] = (),
    reason: str = "",
    happened: Mapping[str, Any] | None = None,
) -> tuple[str, list[Event]]:
    """Return the new case's id and the entries that open it, for a transaction of the caller's.

    ``pupils`` are ids of the children it is about (never of a witness), ``owner`` a person's id,
    ``began_with`` ids of concerns or entries, ``next_review`` an ISO day. Raises cases.incomplete,
    cases.day_wrong.
    """
    _require(title=title, children=pupils, owner=owner)
    _check_day(next_review)
    case = new_id("case", random_bytes)
    fields: dict[str, Any] = {"id": case, "pupils": list(pupils), "title": title.strip()}
    further = {
        "owner": owner,
        "level": level,
        "sought": sought.strip(),
        "next_review": next_review,
        "reason": reason.strip(),
        "began_with": list(began_with),
        "happened": dict(happened) if happened else None,
    }
    fields |= {name: value for name, value in further.items() if value}
    return case, [Event(type="case.opened", fields=fields)]


def joining_events(
    connection: Connection,
    *,
    case_id: str,
    target: str,
    reason: str,
    duplicate: str = "",
    level: str = "",
    owner: str = "",
    next_review: str = "",
    named: bool = False,
) -> list[Event]:
    """Return the entries that put a concern or entry into a case, for a transaction of the
    caller's.

    ``duplicate`` is the concern that ``target`` tells of a second time: ``target`` is closed as
    part of it. ``level``, ``owner`` and ``next_review`` change the case where they differ from what
    it has. ``named``: an entry of the caller's names the case in its field ``case``
    (triage.decided, entry.added, action.added …), so that no case.joined is needed. Raises
    cases.not_found, cases.is_closed, cases.reason_missing, cases.duplicate_of_itself,
    cases.duplicate_round.
    """
    case = live_case(connection, case_id)
    _check_day(next_review)
    if not reason.strip():
        raise UserFacingError("cases.reason_missing")
    events = []
    if duplicate or not named:
        events.append(_joined(connection, case, target=target, reason=reason, other=duplicate))
    wanted = {"level": level, "owner": owner, "next_review": next_review}
    changed = {
        name: value for name, value in wanted.items() if value and value != getattr(case, name)
    }
    if changed:
        fields = {"case": case.id, "reason": reason.strip(), **changed}
        events.append(Event(type="case.changed", fields=fields))
    if duplicate:
        closed = vocabularies.load("outcomes").label(MERGED)
        fields = {"concern": target, "outcome": closed, "reason": reason.strip()}
        events.append(Event(type="concern.closed", fields=fields))
    return events


def open_case(
    casebook: OpenCasebook,
    *,
    pupils: Sequence[str],
    title: str,
    owner: str = "",
    level: str = "",
    sought: str = "",
    next_review: str = "",
    began_with: Sequence[str] = (),
    reason: str = "",
) -> str:
    """Open a case, the lead's own unless ``owner`` says whose; return its id.

    Raises cases.incomplete, cases.day_wrong, cases.unknown_level, cases.not_found.
    """
    permissions.require(casebook.person.role, permissions.TRIAGE)
    owner = owner or casebook.person.id
    _check_people(casebook.connection, owner=owner, children=pupils)
    _check_level(level)
    for target in began_with:
        _check_target(casebook.connection, target)
    case, events = opening_events(
        random_bytes=casebook.random_bytes,
        pupils=pupils,
        title=title,
        owner=owner,
        level=level,
        sought=sought,
        next_review=next_review,
        began_with=began_with,
        reason=reason,
    )
    casebook.append(*events)
    return case


def join_case(
    casebook: OpenCasebook, *, case_id: str, target: str, reason: str, duplicate: str = ""
) -> None:
    """Put a concern or entry into a case; it leaves the case it was in. Raises as joining_events,
    cases.belongs_already.
    """
    permissions.require(casebook.person.role, permissions.TRIAGE)
    connection = casebook.connection
    _check_target(connection, target)
    if duplicate:
        _check_target(connection, duplicate)
    elif cases.of_member(connection, target) == live_case(connection, case_id).id:
        raise UserFacingError("cases.belongs_already")
    casebook.append(
        *joining_events(
            connection, case_id=case_id, target=target, reason=reason, duplicate=duplicate
        )
    )


def change_case(casebook: OpenCasebook, *, case_id: str, reason: str, **changes: Any) -> None:
    """Change title, owner, sought, level, next_review (an empty day takes it away) or pupils, with
    the reason. Of a closed case only next_review may change.

    Raises cases.nothing_changed, cases.reason_missing, cases.is_closed, cases.is_merged.
    """
    permissions.require(casebook.person.role, permissions.TRIAGE)
    case = whole_case(casebook.connection, case_id)
    if case.status == "merged":
        raise UserFacingError("cases.is_merged")
    if case.status == "closed" and set(changes) != {"next_review"}:
        raise UserFacingError("cases.is_closed")
    changed = {
        name: value if name == "pupils" else str(value).strip()
        for name, value in changes.items()
        if value is not None
    }
    changed = {
        name: list(value) if name == "pupils" else value
        for name, value in changed.items()
        if value != getattr(case, name)
    }
    if not changed:
        raise UserFacingError("cases.nothing_changed")
    after = {
        "title": case.title,
        "owner": case.owner or casebook.person.id,
        "pupils": case.pupils,
    } | changed
    _require(title=after["title"], children=after["pupils"], owner=after["owner"])
    _check_reason(reason)
    _check_people(casebook.connection, owner=changed.get("owner", ""), children=after["pupils"])
    _check_level(changed.get("level", ""))
    _check_day(changed.get("next_review", ""))
    why = " ".join((reason.strip(), *_new_words(changed)))
    _append(casebook, "case.changed", case=case.id, reason=why, **changed)


def _new_words(changed: Mapping[str, Any]) -> list[str]:
    """What the row of a change says of another title or aim: it is read, and printed, long after
    the next one took its place.
    """
    new = (("title", "The case is called"), ("sought", "What is sought"))
    return [
        f"{words} from now on: {changed[name] or 'nothing'}."
        for name, words in new
        if name in changed
    ]


def monitor_case(casebook: OpenCasebook, *, case_id: str, until: str, reason: str) -> None:
    """Only watch from now on, until a day (ISO) on which it comes up again; or watch longer."""
    permissions.require(casebook.person.role, permissions.TRIAGE)
    case = live_case(casebook.connection, case_id)
    _check_reason(reason)
    if not until.strip():
        raise UserFacingError("cases.until_missing")
    _check_day(until)
    _append(casebook, "case.monitored", case=case.id, until=until, reason=reason.strip())


def reopen_case(
    casebook: OpenCasebook, *, case_id: str, reason: str, next_review: str = ""
) -> None:
    """Work again on a case that was closed or only watched, with the reason."""
    permissions.require(casebook.person.role, permissions.TRIAGE)
    case = whole_case(casebook.connection, case_id)
    if case.status == "merged":
        raise UserFacingError("cases.is_merged")
    if case.status == "open":
        raise UserFacingError("cases.is_open")
    _check_reason(reason)
    _check_day(next_review)
    fields = {"case": case.id, "reason": reason.strip()}
    if next_review:
        fields["next_review"] = next_review
    _append(casebook, "case.reopened", **fields)


def merge_cases(casebook: OpenCasebook, *, case_id: str, into: str, reason: str) -> None:
    """Make ``case_id`` part of ``into``, which takes everything that belongs to it; both stay
    readable.

    Raises cases.merge_itself, cases.is_merged, cases.is_closed, cases.other_children,
    cases.reason_missing.
    """
    permissions.require(casebook.person.role, permissions.TRIAGE)
    if case_id == into:
        raise UserFacingError("cases.merge_itself")
    case, other = (live_case(casebook.connection, item) for item in (case_id, into))
    if not set(case.pupils) & set(other.pupils):
        raise UserFacingError("cases.other_children")
    _check_reason(reason)
    events = [
        Event(
            type="case.merged",
            fields={"case": case.id, "into": other.id, "reason": reason.strip()},
        )
    ]
    further = [pupil for pupil in case.pupils if pupil not in other.pupils]
    if further:
        fields = {
            "case": other.id,
            "reason": reason.strip(),
            "pupils": [*other.pupils, *further],
        }
        events.append(Event(type="case.changed", fields=fields))
    casebook.append(*events)


def whole_case(connection: Connection, case_id: str) -> Case:
    """Return a case; raises cases.not_found."""
    found = cases.case(connection, case_id)
    if found is None:
        raise UserFacingError("cases.not_found")
    return found


def live_case(connection: Connection, case_id: str) -> Case:
    """Return a case that is open or monitored; raises cases.not_found, cases.is_merged,
    cases.is_closed.
    """
    found = whole_case(connection, case_id)
    if found.status == "merged":
        raise UserFacingError("cases.is_merged")
    if found.status == "closed":
        raise UserFacingError("cases.is_closed")
    return found


def _joined(connection: Connection, case: Case, *, target: str, reason: str, other: str) -> Event:
    fields = {"case": case.id, "target": target, "reason": reason.strip()}
    left = cases.of_member(connection, target)
    if left and left != case.id:
        fields["left"] = left
    if other:
        _check_duplicate(connection, target, other)
        fields["duplicate"] = other
    return Event(type="case.joined", fields=fields)


def _check_duplicate(connection: Connection, target: str, other: str) -> None:
    """A concern may tell of another a second time, but not in a round."""
    if target == other:
        raise UserFacingError("cases.duplicate_of_itself")
    if cases.duplicates(connection, target):
        raise UserFacingError("cases.duplicate_round")


def _append(casebook: OpenCasebook, type_: str, **fields: Any) -> None:
    casebook.append(Event(type=type_, fields=fields))


def _require(*, title: str, children: Sequence[str], owner: str) -> None:
    boxes = {"title": title.strip(), "children": children, "owner": owner.strip()}
    missing = [name for name, value in boxes.items() if not value]
    if missing:
        raise UserFacingError("cases.incomplete", boxes=", ".join(missing))


def _check_people(connection: Connection, *, owner: str, children: Sequence[str]) -> None:
    if owner and people.person(connection, owner) is None:
        raise UserFacingError("people.not_found")
    for pupil in children:
        if pupils.pupil(connection, pupil) is None:
            raise UserFacingError("pupils.not_found")


def _check_target(connection: Connection, target: str) -> None:
    if (
        concerns.concern(connection, target) is None
        and chronology.entry(connection, target) is None
    ):
        raise UserFacingError("cases.target_not_found")


def _check_level(level: str) -> None:
    if level and vocabularies.load("case_levels").item(level) is None:
        raise UserFacingError("cases.unknown_level")


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise UserFacingError("cases.reason_missing")


def _check_day(day: str) -> None:
    if day:
        try:
            iso_day(day)
        except ValueError:
            raise UserFacingError("cases.day_wrong") from None
