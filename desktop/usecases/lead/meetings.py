"""Plans meetings about a child, moves them, calls them off, and keeps what was said in them."""

from dataclasses import dataclass, field
from typing import Any

from desktop.usecases.lead import work_checks
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.file_checks import file_contents
from storage.database.repositories import meetings, plans
from storage.intake import vocabularies
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.identifiers import new_id
from storage.records.plans import Guest, Meeting
from storage.records.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingDraft:
    """A meeting that is to be: ``on`` is an ISO day or minute of the school's own time."""

    kind: str
    on: str
    pupils: tuple[str, ...] = ()
    plan: str = ""
    case: str = ""
    place: str = ""
    invited: tuple[Guest, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingNotes:
    """A meeting that took place. ``meeting`` is the id of the planned one; what that says of
    children, kind, plan, case and place counts where nothing else is said here.
    """

    text: str
    meeting: str = ""
    kind: str = ""
    pupils: tuple[str, ...] = ()
    happened: When | None = None
    plan: str = ""
    case: str = ""
    attended: tuple[Guest, ...] = ()
    apologies: tuple[Guest, ...] = ()
    place: str = ""
    decision: str = ""
    action: str = ""
    reason: str = ""
    outcome: str = ""
    child_words: str = ""
    parents_view: str = ""
    next_date: str = ""
    files: tuple[tuple[str, bytes], ...] = field(default=())


def plan_meeting(casebook: OpenCasebook, *, draft: MeetingDraft) -> str:
    """Keep a meeting that is to be; returns its id. Raises meetings.incomplete, pupils.not_found,
    plans.not_found, work.case_not_found, work.unknown_word, work.not_a_day.
    """
    work_checks.require_record(casebook)
    pupils, case = _of_plan(casebook, draft.plan, draft.pupils, draft.case)
    work_checks.require_boxes(
        "meetings.incomplete", {"child": pupils, "kind": draft.kind, "day": draft.on}
    )
    work_checks.require_children(casebook, pupils)
    work_checks.require_case(casebook, case)
    meeting = new_id("meeting", casebook.random_bytes)
    fields = {
        "id": meeting,
        "pupils": list(pupils),
        "kind": work_checks.require_code("meeting_kinds", draft.kind, "kind"),
        "on": work_checks.iso_moment(draft.on, "day"),
        **work_checks.filled(
            {
                "plan": draft.plan,
                "case": case,
                "place": draft.place,
                "invited": [guest.to_value() for guest in draft.invited if guest.words],
                "note": draft.note,
            }
        ),
    }
    casebook.append(Event(type="meeting.planned", fields=fields))
    return meeting


def drop_meeting(casebook: OpenCasebook, *, meeting_id: str, reason: str, on: str = "") -> None:
    """Call a meeting off, or move it to another day or minute (``on``), with the reason. Raises
    meetings.not_found, meetings.held, meetings.reason_missing, work.not_a_day.
    """
    work_checks.require_record(casebook)
    meeting = found(casebook, meeting_id)
    if meeting.held is not None:
        raise UserFacingError("meetings.held")
    if not reason.strip():
        raise UserFacingError("meetings.reason_missing")
    fields = {"meeting": meeting.id, "reason": reason.strip()}
    if on.strip():
        fields["on"] = work_checks.iso_moment(on, "new day")
    casebook.append(Event(type="meeting.dropped", fields=fields))


def hold_meeting(casebook: OpenCasebook, *, notes: MeetingNotes) -> str:
    """Keep what was said and decided in a meeting; returns the id of the row it makes.

    Raises meetings.incomplete, meetings.not_found, meetings.held, pupils.not_found,
    plans.not_found, work.case_not_found, work.unknown_word, work.not_a_day.
    """
    work_checks.require_record(casebook)
    planned = found(casebook, notes.meeting) if notes.meeting else None
    if planned is not None and planned.held is not None:
        raise UserFacingError("meetings.held")
    kind = notes.kind or (planned.kind if planned else "")
    plan = notes.plan or (planned.plan if planned else "")
    pupils = notes.pupils or (planned.pupils if planned else ())
    case = notes.case or (planned.case if planned else "")
    pupils, case = _of_plan(casebook, plan, pupils, case)
    work_checks.require_boxes(
        "meetings.incomplete", {"child": pupils, "kind": kind, "what was said": notes.text}
    )
    work_checks.require_children(casebook, pupils)
    work_checks.require_case(casebook, case)
    row = new_id("meeting", casebook.random_bytes)
    fields = {
        "id": row,
        "pupils": list(pupils),
        "kind": work_checks.require_code("meeting_kinds", kind, "kind"),
        "happened": (notes.happened or _planned_time(casebook, planned)).to_value(),
        "text": f"{vocabularies.load('meeting_kinds').label(kind)}. {notes.text.strip()}",
        **work_checks.filled(
            {
                **_said(notes),
                "meeting": planned.id if planned else "",
                "plan": plan,
                "case": case,
                "place": notes.place or (planned.place if planned else ""),
            }
        ),
    }
    files = file_contents(notes.files)
    casebook.append(Event(type="meeting.held", fields=fields, files=files))
    return row


def found(casebook: OpenCasebook, meeting_id: str) -> Meeting:
    """Return a meeting; raises meetings.not_found."""
    meeting = meetings.meeting(casebook.connection, meeting_id)
    if meeting is None:
        raise UserFacingError("meetings.not_found")
    return meeting


def _said(notes: MeetingNotes) -> dict[str, Any]:
    names = ("decision", "action", "reason", "outcome", "child_words", "parents_view")
    return {
        **{name: getattr(notes, name) for name in names},
        "attended": [guest.to_value() for guest in notes.attended if guest.words],
        "apologies": [guest.to_value() for guest in notes.apologies if guest.words],
        "next_date": work_checks.iso_day(notes.next_date, "next day"),
    }


def _planned_time(casebook: OpenCasebook, planned: Meeting | None) -> When:
    """When a meeting that was planned is taken to have been held; now, where it lies ahead."""
    now = work_checks.now(casebook)
    if planned is None or not planned.on or planned.on > (now.earliest or ""):
        return now
    precision = "minute" if "T" in planned.on else "day"
    return When(earliest=planned.on, latest=planned.on, precision=precision, as_told="")


def _of_plan(
    casebook: OpenCasebook, plan_id: str, pupils: tuple[str, ...], case: str
) -> tuple[tuple[str, ...], str]:
    if not plan_id:
        return pupils, case
    plan = plans.plan(casebook.connection, plan_id)
    if plan is None:
        raise UserFacingError("plans.not_found")
    return pupils or plan.pupils, case or plan.case
