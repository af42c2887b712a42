"""Brings in the sessions that children missed: choose, say what is what, look, take."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject

from desktop.controllers.lead.desk import Desk
from desktop.controllers.read_files import read_bounded
from desktop.usecases.lead.import_attendance import (
    AttendancePlan,
    plan_attendance,
    take_attendance,
)
from storage.database.repositories import pupils
from storage.intake.attendance_csv import CountedSessions, attendance_columns
from storage.intake.log_csv import SIZE_LIMIT
from storage.intake.vocabularies import load_words
from storage.records.attendance import Absence
from storage.records.errors import UserFacingError
from storage.records.times import short_date
from ui.lead_drafts import ImportChoice
from ui.lead_material import UnknownColumns
from ui.log_material import AttendancePreview, LogLine
from ui.messages import message_for
from ui.views.import_attendance import ImportAttendanceView
from ui.widgets.choice_row import Choice

_SHOWN = 300
_COLUMNS_ASKED = ("log.no_child_column", "attendance.no_counts", "intake.column_twice")


class AttendanceImportController(QObject):
    """Previews a file of attendance and takes all that can be counted in one step."""

    def __init__(self, desk: Desk) -> None:
        self.view = ImportAttendanceView(fields=_fields())
        super().__init__(self.view)
        self._desk = desk
        self._plan: AttendancePlan | None = None
        self.view.file_chosen.connect(self._look)
        self.view.columns_wanted.connect(self._ask_columns)
        self.view.take_requested.connect(self._take)

    def begin(self) -> None:
        """Wait for a file."""

    def _look(self, choice: ImportChoice) -> None:
        self._plan = None
        casebook = self._desk.casebook
        self._desk.jobs.run(
            lambda: plan_attendance(
                casebook, data=_read(choice.path), mapping=dict(choice.columns)
            ),
            receiver=self.view,
            on_done=lambda plan: self._show(choice, plan),
            on_error=lambda error: self._refused(choice, error),
        )

    def _show(self, choice: ImportChoice, plan: AttendancePlan) -> None:
        self._plan = plan
        self.view.show_preview(self._preview(plan, file_name=Path(choice.path).name))

    def _refused(self, choice: ImportChoice, error: UserFacingError) -> None:
        self._desk.say(self.view, error)
        if error.code in _COLUMNS_ASKED:
            self._ask_columns(choice)

    def _ask_columns(self, choice: ImportChoice) -> None:
        self._desk.jobs.run(
            lambda: attendance_columns(_read(choice.path), mapping=dict(choice.columns)),
            receiver=self.view,
            on_done=lambda columns: self.view.show_columns(
                UnknownColumns(file_name=Path(choice.path).name, columns=columns)
            ),
            on_error=lambda error: self._desk.say(self.view, error),
        )

    def _preview(self, plan: AttendancePlan, *, file_name: str) -> AttendancePreview:
        first = plan.take[:_SHOWN]
        names = pupils.names(self._desk.reader, sorted({pupil for pupil, _ in first}))
        lines = {line for counted in plan.file.counted for line in counted.lines}
        lines |= {remark.line for remark in plan.file.refused}
        return AttendancePreview(
            file_name=file_name,
            total=len(lines),
            take=len(plan.take),
            pupils=len({pupil for pupil, _ in plan.take}),
            period=_period([counted for _, counted in plan.take]),
            rows=tuple(_line(counted, names.get(pupil, "")) for pupil, counted in first),
            refused=tuple((each.line, message_for(each.as_error()).text) for each in plan.refused),
            already=tuple(_line(each, each.child.words) for each in plan.already[:_SHOWN]),
            already_count=len(plan.already),
        )

    def _take(self) -> None:
        plan = self._plan
        if plan is None:
            return
        self._desk.run(
            self.view, lambda: take_attendance(self._desk.casebook, plan=plan), self._taken
        )

    def _taken(self, count: int) -> None:
        self._plan = None
        self.view.start_again()
        self._desk.shell.toast(
            self.tr("Attendance is taken ({n}); it stands on each child’s timeline.").format(
                n=count
            )
        )


def _fields() -> tuple[Choice, ...]:
    """What a column may mean, in words."""
    words = load_words("attendance_columns")["fields"]
    return tuple(Choice(value=code, text=text) for code, text in words.items())


def _period(counted: Sequence[CountedSessions]) -> str:
    if not counted:
        return ""
    return _days(min(each.since for each in counted), max(each.until for each in counted))


def _days(since: str, until: str) -> str:
    first, last = (short_date(date.fromisoformat(day)) for day in (since, until))
    return f"{first} – {last}"


def _line(counted: CountedSessions, child: str) -> LogLine:
    absence = Absence(
        since=counted.since,
        until=counted.until,
        possible=counted.possible,
        missed=counted.missed,
        unauthorised=counted.unauthorised,
    )
    return LogLine(
        line=counted.lines[0],
        child=child,
        when=_days(counted.since, counted.until),
        text=absence.words.capitalize(),
    )


def _read(path: str) -> bytes:
    return read_bounded(Path(path), limit=SIZE_LIMIT)
