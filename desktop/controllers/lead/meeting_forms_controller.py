"""The forms of a meeting: planning one, who came and what was said, moving or calling it off."""

from PySide6.QtCore import QObject

from desktop.controllers.lead import work_shown
from desktop.controllers.lead.desk import Desk
from desktop.controllers.lead.meeting_controller import planned_words
from desktop.controllers.lead.work_shown import label
from desktop.usecases.lead.meetings import (
    MeetingDraft,
    MeetingNotes,
    drop_meeting,
    hold_meeting,
    plan_meeting,
)
from storage.database.repositories import limits, meetings, plans
from storage.records.errors import UserFacingError
from storage.records.when import When
from ui.views.meeting_attendance import Attendance, guests_of
from ui.views.plan_boxes import held_boxes, meeting_boxes, meeting_move_boxes
from ui.views.referral_form import WorkFormView
from ui.widgets.form_panel import Answers, text_of, when_of
from ui.widgets.when_edit import WhenEdit, read_time


class NewMeetingController(QObject):
    """A meeting is to be."""

    def __init__(
        self, desk: Desk, *, pupil_id: str = "", case_id: str = "", plan_id: str = ""
    ) -> None:
        plan = plans.plan(desk.reader, plan_id) if plan_id else None
        rules = limits.meeting_rules(desk.reader)
        kind = rules.plans.get(plan.kind) if plan else None
        first = kind.review[0] if kind and kind.review else ""
        self.view = WorkFormView(
            "meeting_new",
            self.tr("Plan a meeting"),
            meeting_boxes(kinds=work_shown.choices("meeting_kinds"), first=first),
            save=self.tr("Save meeting"),
            now=desk.local_now,
            more=self.tr("More: what it is about"),
            search=None if plan else desk.search_pupils,
        )
        super().__init__(self.view)
        self._desk, self._plan = desk, plan_id
        self._pupil, self._case = pupil_id, case_id
        self.view.set_subtitle(plan.title if plan else "")
        self.view.saved.connect(self._save)

    def begin(self) -> None:
        """Take on the child, or the children of the case."""
        work_shown.put_children(self._desk, self.view, self._pupil, self._case)

    def _save(self, answers: Answers) -> None:
        pupils = answers.get("pupils")

        def work() -> str:
            draft = MeetingDraft(
                kind=text_of(answers, "kind"),
                on=_on(answers),
                pupils=pupils if isinstance(pupils, tuple) else (),
                plan=self._plan,
                case=self._case,
                place=text_of(answers, "place"),
                invited=guests_of(text_of(answers, "invited")),
                note=text_of(answers, "note"),
            )
            return plan_meeting(self._desk.casebook, draft=draft)

        self._desk.save(self.view, work, self._saved)

    def _saved(self, meeting_id: str) -> None:
        self.view.settle()
        self._desk.shell.toast(self.tr("The meeting is kept; its day comes up by itself."))
        self._desk.shell.back()
        self._desk.go.open_meeting(meeting_id)


class MeetingNotesController(QObject):
    """A meeting took place: who came, what was said and decided."""

    def __init__(
        self,
        desk: Desk,
        *,
        meeting_id: str = "",
        plan_id: str = "",
        pupil_id: str = "",
        case_id: str = "",
    ) -> None:
        planned = meetings.meeting(desk.reader, meeting_id) if meeting_id else None
        plan = plans.plan(desk.reader, plan_id) if plan_id else None
        kind = limits.meeting_rules(desk.reader).plans.get(plan.kind) if plan else None
        usual = kind.review[0] if kind and kind.review else ""
        self._attendance = Attendance(planned.invited if planned else ())
        self.view = WorkFormView(
            "meeting_held",
            self.tr("Note a meeting"),
            held_boxes(
                kinds=work_shown.choices("meeting_kinds"),
                first=planned.kind if planned else usual,
            ),
            save=self.tr("Save meeting"),
            now=desk.local_now,
            more=self.tr("More: who does what, why, what was reached, where"),
            between=self._attendance,
            search=None if planned or plan else desk.search_pupils,
        )
        super().__init__(self.view)
        self._desk, self._planned, self._plan = desk, planned, plan_id
        self._pupil, self._case = pupil_id, case_id
        self._attendance.changed.connect(self.view.form.changed)
        self.view.set_subtitle(planned_words(planned) if planned else plan.title if plan else "")
        self.view.saved.connect(self._save)

    def begin(self) -> None:
        """When it was planned is taken to be when it was held, until somebody says otherwise."""
        when = self.view.form.field("when")
        planned = self._planned
        now = self._desk.local_now().strftime("%Y-%m-%dT%H:%M")
        if planned and planned.on and planned.on <= now and isinstance(when, WhenEdit):
            precision = "minute" if "T" in planned.on else "day"
            moment = When(earliest=planned.on, latest=planned.on, precision=precision, as_told="")
            when.set_when(moment)
        work_shown.put_children(self._desk, self.view, self._pupil, self._case)

    def _save(self, answers: Answers) -> None:
        pupils = answers.get("pupils")
        texts = (
            *("kind", "text", "decision", "child_words", "parents_view", "next_date"),
            *("action", "reason", "outcome", "place"),
        )
        notes = MeetingNotes(
            meeting=self._planned.id if self._planned else "",
            pupils=pupils if isinstance(pupils, tuple) else (),
            happened=when_of(answers, "when"),
            plan=self._plan,
            case=self._case,
            attended=self._attendance.attended(),
            apologies=self._attendance.apologies(),
            files=(),
            **{name: text_of(answers, name) for name in texts},
        )
        self._desk.save(
            self.view, lambda: hold_meeting(self._desk.casebook, notes=notes), self._saved
        )

    def _saved(self, row: str) -> None:
        self.view.settle()
        self._desk.shell.toast(self.tr("The meeting stands in the file."))
        self._desk.shell.back()
        if self._planned is None:
            self._desk.go.open_meeting(row)


class MeetingMoveController(QObject):
    """A meeting is moved to another day, or called off, with the reason."""

    def __init__(self, desk: Desk, *, meeting_id: str) -> None:
        self.view = WorkFormView(
            "meeting_move",
            self.tr("Moved or called off"),
            meeting_move_boxes(),
            save=self.tr("Save"),
            now=desk.local_now,
        )
        super().__init__(self.view)
        self._desk, self._id = desk, meeting_id
        self.view.saved.connect(self._save)

    def begin(self) -> None:
        """Say which meeting it is."""
        meeting = meetings.meeting(self._desk.reader, self._id)
        if meeting is not None:
            self.view.set_subtitle(
                f"{label('meeting_kinds', meeting.kind)}, {planned_words(meeting)}"
            )
        self.view.setFocus()

    def _save(self, answers: Answers) -> None:
        moved = text_of(answers, "how") == "moved"
        self._desk.save(
            self.view,
            lambda: drop_meeting(
                self._desk.casebook,
                meeting_id=self._id,
                reason=text_of(answers, "reason"),
                on=_on(answers) if moved else "",
            ),
            lambda _: self._saved(),
        )

    def _saved(self) -> None:
        self.view.settle()
        self._desk.shell.toast(self.tr("Saved with the reason."))
        self._desk.shell.back()


def _on(answers: Answers) -> str:
    """The day, with its minute where a time was typed."""
    day, typed = text_of(answers, "day"), text_of(answers, "time")
    clock = read_time(typed) if typed else None
    if typed and clock is None:
        raise UserFacingError("work.not_a_day", box="Time")
    return f"{day}T{clock:%H:%M}" if clock else day
