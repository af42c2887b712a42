"""Sessions that children missed: counted from counts or codes, said as facts."""

import pytest

from desktop.usecases.lead.child_timeline import child_timeline
from desktop.usecases.lead.import_attendance import (
    AttendancePlan,
    attendance_facts,
    plan_attendance,
    take_attendance,
)
from storage.database import replay
from storage.database.repositories import attendance, pupils
from storage.records.attendance import Absence
from storage.records.errors import UserFacingError
from storage.records.timeline import ABSENCE
from tests.fakes.small_school import SmallSchool
from ui.messages import message_for


def test_counts_are_taken_once_and_stand_on_the_axis(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        amy = pupils.all_pupils(casebook.connection)[0]
        name = amy.display_name
        text = (
            "Name,From,To,Possible,Absent,Unauthorised\n"
            f"{name},01/09/2026,23/10/2026,60,12,3\n"
            f"{name},02/11/2026,06/11/2026,10,11,0\n"
            f"{name},spring,,10,1,0\n"
            f"{name},09/11/2026,,ten,1,0\n"
            "Nobody,01/09/2026,,10,1,0\n"
        )
        plan = plan_attendance(casebook, data=text.encode(), mapping={})
        assert [(each.line, each.code) for each in plan.refused] == [
            (3, "attendance.counts_differ"),
            (4, "attendance.day_unreadable"),
            (5, "attendance.count_unreadable"),
            (6, "log.child_unknown"),
        ]
        assert take_attendance(casebook, plan=plan) == 1
        (found,) = attendance.of_pupil(casebook.connection, amy.id)
        assert found.words == "missed 12 of 60 sessions, 3 without leave"
        (item,) = child_timeline(casebook.connection, amy.id)
        assert (item.lane, item.missed, item.possible) == (ABSENCE, 12, 60)
        again = plan_attendance(casebook, data=text.encode(), mapping={})
        assert (len(again.take), len(again.already)) == (0, 1)
        with pytest.raises(UserFacingError, match=r"attendance\.nothing"):
            take_attendance(casebook, plan=again)
        later = text.replace(",60,12,3", ",60,13,4").encode()
        take_attendance(casebook, plan=plan_attendance(casebook, data=later, mapping={}))
        summed, called = attendance_facts(casebook.connection, amy.id, since="2026-09-01")
        assert summed == Absence(
            since="2026-09-01", until="2026-10-23", possible=60, missed=13, unauthorised=4
        )
        assert called == ("Persistently absent (10% of sessions or more)",)
        assert replay.check_replay(casebook.connection) == ()


def test_codes_are_classed_and_summed_by_week(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        amy = pupils.all_pupils(casebook.connection)[0]
        days = [("16", "/", "\\"), ("17", "I", "I"), ("18", "O", "L"), ("19", "Y4", "#")]
        lines = [f"{amy.display_name};{day}/11/2026;{am};{pm}" for day, am, pm in days]
        lines.append(f"{amy.display_name};20/11/2026;H;/")
        data = "\n".join(("Pupil;Date;AM;PM", *lines)).encode("utf-8-sig")
        plan = plan_attendance(casebook, data=data, mapping={})
        assert [each.code for each in plan.refused] == ["attendance.code_unknown"]
        take_attendance(casebook, plan=plan)
        assert attendance.of_pupil(casebook.connection, amy.id) == [
            Absence(since="2026-11-16", until="2026-11-20", possible=6, missed=3, unauthorised=1)
        ]


def test_days_that_are_counted_already_are_not_counted_twice(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        amy = pupils.all_pupils(casebook.connection)[0]

        def taken(*rows: str) -> AttendancePlan:
            lines = [f"{amy.display_name},{row}" for row in rows]
            data = "\n".join(("Name,From,To,Possible,Absent", *lines)).encode()
            return plan_attendance(casebook, data=data, mapping={})

        term = "01/09/2026,23/10/2026,60,12"
        take_attendance(casebook, plan=taken(term))
        plan = taken(
            "07/09/2026,11/09/2026,10,2",  # within what is taken
            "19/10/2026,30/10/2026,10,2",  # begins within it
            "01/06/2026,01/09/2026,10,2",  # ends on its first day
            "24/10/2026,30/10/2026,10,2",  # the day after: new
            "26/10/2026,06/11/2026,10,3",  # overlaps the line before
            term,  # the very same days: known
        )
        assert [(each.line, each.code, dict(each.facts)) for each in plan.refused] == [
            *(
                (line, "attendance.overlap", {"since": "1 Sep 2026", "until": "23 Oct 2026"})
                for line in (2, 3, 4)
            ),
            (6, "attendance.overlap_in_file", {"first_line": 5}),
        ]
        assert (len(plan.take), len(plan.already)) == (1, 1)
        said = message_for(plan.refused[0].as_error()).message
        assert "2" in said
        assert "1 Sep 2026 to 23 Oct 2026" in said
        take_attendance(casebook, plan=plan)
        summed, _called = attendance_facts(casebook.connection, amy.id, since="2026-06-01")
        assert summed is not None
        assert (summed.possible, summed.missed) == (70, 14)
        corrected = taken(term.replace(",12", ",13"))
        assert (len(corrected.take), corrected.refused) == (1, ())
