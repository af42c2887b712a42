"""Brings in how many sessions each child could and did not attend, and says so as facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.usecases.lead.casebook import OpenCasebook
from storage.database.connection import Connection
from storage.database.repositories import attendance, pupils
from storage.intake import vocabularies
from storage.intake.attendance_csv import AttendanceFile, CountedSessions, read_attendance
from storage.records import permissions
from storage.records.attendance import Absence, Threshold, reached, together
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.identifiers import new_id
from storage.records.import_plan import Remark
from storage.records.log_matching import ChildFinder
from storage.records.times import short_date


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendancePlan:
    """What taking a file would do: (child, its sessions), those known already, and why lines are
    not taken.
    """

    file: AttendanceFile
    take: tuple[tuple[str, CountedSessions], ...]
    already: tuple[CountedSessions, ...]
    refused: tuple[Remark, ...]


def plan_attendance(
    casebook: OpenCasebook, *, data: bytes, mapping: Mapping[str, str]
) -> AttendancePlan:
    """Read the file and find its children; nothing is changed. Raises what
    attendance_csv.read_attendance raises.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    file = read_attendance(data, mapping=mapping)
    finder = ChildFinder(pupils.all_pupils(casebook.connection))
    take: list[tuple[str, CountedSessions]] = []
    already, refused = [], list(file.refused)
    seen: dict[str, list[CountedSessions]] = {}
    known: dict[str, list[Absence]] = {}
    for counted in file.counted:
        match = finder.find(counted.child)
        if not match.pupil_id:
            refused += [Remark(line=line, code=match.why_not) for line in counted.lines]
            continue
        if match.pupil_id not in known:
            known[match.pupil_id] = attendance.of_pupil(casebook.connection, match.pupil_id)
        there, before = known[match.pupil_id], seen.setdefault(match.pupil_id, [])
        if against := _against(counted, before=before, known=there):
            code, facts = against
            refused += [Remark(line=line, code=code, facts=facts) for line in counted.lines]
            continue
        before.append(counted)
        if _absence(counted) in there:
            already.append(counted)
        else:
            take.append((match.pupil_id, counted))
    return AttendancePlan(
        file=file,
        take=tuple(take),
        already=tuple(already),
        refused=tuple(sorted(refused, key=lambda each: each.line)),
    )


def _against(
    counted: CountedSessions, *, before: Sequence[CountedSessions], known: Sequence[Absence]
) -> tuple[str, tuple[tuple[str, str | int], ...]] | None:
    """Why these days would be counted twice: a code and its facts; the very same days in the
    casebook are only counted anew.
    """
    days = (counted.since, counted.until)
    for other in before:
        if (other.since, other.until) == days:
            return "attendance.twice", (("first_line", other.lines[0]),)
        if _overlap(counted, other):
            return "attendance.overlap_in_file", (("first_line", other.lines[0]),)
    if any((other.since, other.until) == days for other in known):
        return None
    for absence in known:
        if _overlap(counted, absence):
            since, until = (
                short_date(date.fromisoformat(day)) for day in (absence.since, absence.until)
            )
            return "attendance.overlap", (("since", since), ("until", until))
    return None


def _overlap(one: CountedSessions, other: CountedSessions | Absence) -> bool:
    return one.since <= other.until and other.since <= one.until


def _absence(counted: CountedSessions) -> Absence:
    return Absence(
        since=counted.since,
        until=counted.until,
        possible=counted.possible,
        missed=counted.missed,
        unauthorised=counted.unauthorised,
    )


def take_attendance(casebook: OpenCasebook, *, plan: AttendancePlan) -> int:
    """Add everything in one transaction; returns how many stretches of days. Raises
    attendance.nothing.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    if not plan.take:
        raise UserFacingError("attendance.nothing")
    casebook.append(
        *(
            Event(
                type="attendance.taken",
                fields={
                    "id": new_id("attendance", casebook.random_bytes),
                    "pupils": [pupil_id],
                    "since": counted.since,
                    "until": counted.until,
                    "possible": counted.possible,
                    "missed": counted.missed,
                    "source_file": plan.file.sha256,
                    "row": counted.lines[0],
                    **_more(counted),
                },
            )
            for pupil_id, counted in plan.take
        )
    )
    return len(plan.take)


def _more(counted: CountedSessions) -> dict[str, int]:
    more = {"unauthorised": counted.unauthorised, "late": counted.late}
    return {name: number for name, number in more.items() if number is not None}


def attendance_facts(
    connection: Connection, pupil_id: str, *, since: str, until: str = "9999"
) -> tuple[Absence | None, tuple[str, ...]]:
    """Return the sum of a child's sessions in stretches that begin from ``since`` to ``until`` (ISO
    days), and what guidance calls such a share of sessions missed.
    """
    summed = together(attendance.of_pupil(connection, pupil_id, since=since, until=until))
    if summed is None:
        return None, ()
    thresholds = [
        Threshold(
            code=item.code, label=item.label, missed_percent=int(item.extra["missed_percent"])
        )
        for item in vocabularies.load("attendance_thresholds").items
    ]
    return summed, tuple(each.label for each in reached(summed, thresholds))
