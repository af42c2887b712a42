"""Plans: a new one, one with its meetings and changes, what is different, its end."""

from PySide6.QtCore import QCoreApplication, QObject

from desktop.controllers.lead import work_shown
from desktop.controllers.lead.desk import Desk
from desktop.controllers.lead.work_page import WorkPageController
from desktop.controllers.lead.work_shown import label, lines, named, written
from desktop.usecases.lead.plans import (
    PlanChangeDraft,
    PlanDraft,
    change_plan,
    end_plan,
    start_plan,
    status_offered,
)
from desktop.usecases.lead.statuses import set_status
from storage.database.repositories import limits, meetings, plans, statuses
from storage.records.plan_days import meeting_wait
from storage.records.plans import Meeting, Plan, PlanChange
from storage.records.when import When
from ui.lead_words import day_for_people
from ui.views.plan_boxes import plan_boxes, plan_change_boxes, plan_end_boxes
from ui.views.referral_form import WorkFormView
from ui.views.referral_work import WorkView
from ui.widgets.form_panel import Answers, text_of, when_of
from ui.work_material import StoryLine, WaitLine, WorkShown


def _words(text: str) -> str:
    return QCoreApplication.translate("plan_controller", text)


class PlanController(WorkPageController):
    """Shows one plan with what is due of it."""

    def __init__(self, desk: Desk, *, plan_id: str) -> None:
        view = WorkView(
            "plan",
            steps={
                "meeting": (self.tr("Plan a meeting"), "calendar"),
                "held": (self.tr("Note a meeting"), "users"),
                "status": (self.tr("Set the child’s status"), "check"),
                "change": (self.tr("Change…"), "pencil"),
                "end": (self.tr("End…"), "circle-check"),
            },
            story=self.tr("Meetings and changes"),
        )
        super().__init__(view, desk, thing=plan_id)

    def refresh(self) -> None:
        """Show what has changed since."""
        plan = plans.plan(self._desk.reader, self._id)
        if plan is not None:
            self.view.show_work(self._shown(plan))

    def _shown(self, plan: Plan) -> WorkShown:
        desk = self._desk
        children = work_shown.children(desk, plan.pupils)
        end = plan.ended
        kind = label("plan_kinds", plan.kind)
        pairs = (
            (self.tr("Kind"), kind if kind != plan.title else ""),
            (self.tr("Since"), plan.happened.for_people()),
            (self.tr("Ended"), end.happened.for_people() if end else ""),
            (self.tr("Lead worker"), plan.lead_worker),
            (self.tr("What it aims at"), plan.aims),
            (self.tr("What it says"), plan.text),
            (self.tr("Review on"), day_for_people(plan.review_date)),
        )
        steps = ["held"] if end else ["meeting", "held", "change", "end"]
        if not end and self._status_to_set(plan):
            steps.append("status")
        state = self.tr("Ended") if end else self.tr("Goes on")
        return WorkShown(
            title=plan.title,
            subtitle=" · ".join((", ".join(name for _id, name in children), state)),
            children=children,
            case=plan.case,
            waits=self._waits(plan),
            facts=tuple((word, value) for word, value in pairs if value),
            story=tuple(self._story(plan)),
            steps=tuple(steps),
        )

    def _waits(self, plan: Plan) -> tuple[WaitLine, ...]:
        """What is due of the plan, and its planned meetings."""
        reader, now = self._desk.reader, self._desk.local_now()
        rules = limits.meeting_rules(reader)
        planned = meetings.load(reader, meetings.ids(reader, plan=plan.id, state="planned"))
        waits = [meeting_wait(meeting, rules=rules, now=now) for meeting in planned]
        found = [wait for wait in (*waits, *plans.waits_of(reader, plan)) if wait is not None]
        found.sort(key=lambda wait: wait.day)
        return tuple(work_shown.wait_line(wait, now=now) for wait in found)

    def _status_to_set(self, plan: Plan) -> str:
        """The status that goes with the plan and that a child of it does not have yet."""
        status = status_offered(self._desk.reading(), kind=plan.kind)
        today = self._desk.today().isoformat()
        for pupil in plan.pupils:
            known = statuses.of_pupil(self._desk.reader, pupil)
            if status and all(one.kind != status or not one.in_force(today) for one in known):
                return status
        return ""

    def _story(self, plan: Plan) -> list[StoryLine]:
        """The newest first; the beginning at the bottom."""
        found = [(change.begun, self._change_line(change)) for change in plan.changes]
        ids = meetings.ids(self._desk.reader, plan=plan.id)
        for meeting in meetings.load(self._desk.reader, ids):
            found.append((meeting.day, meeting_line(meeting)))
        found = sorted(reversed(found), key=lambda pair: pair[0], reverse=True)
        begun = StoryLine(
            id="begun",
            title=self.tr("Began, {when}").format(when=plan.happened.for_people()),
            detail=lines(plan.text, written(plan.author, plan.recorded_at, plan.happened)),
            icon="clipboard-list",
        )
        return [*(line for _begun, line in found), begun]

    def _change_line(self, change: PlanChange) -> StoryLine:
        word = self.tr("Ended") if change.ended else self.tr("Changed")
        return StoryLine(
            id=f"change.{change.seq}",
            title=f"{word}, {change.happened.for_people()}",
            detail=lines(
                change.reason,
                named(self.tr("Lead worker"), change.lead_worker),
                named(self.tr("Review on"), day_for_people(change.review_date)),
                named(self.tr("What it aims at"), change.aims),
                change.text,
                named(self.tr("What was reached"), change.outcome),
                written(change.author, change.recorded_at, change.happened),
            ),
            icon="circle-check" if change.ended else "pencil",
        )

    def _open_line(self, line: str) -> None:
        if line.startswith("m-"):
            self._desk.go.open_meeting(line)

    def _ask(self, step: str) -> None:
        go = self._desk.go
        if step == "meeting":
            go.open_meeting(plan_id=self._id)
        elif step == "held":
            go.open_meeting_notes(plan_id=self._id)
        elif step == "status":
            self._set_status()
        else:
            go.open_plan_change(self._id, ends=step == "end")

    def _set_status(self) -> None:
        plan = plans.plan(self._desk.reader, self._id)
        kind = self._status_to_set(plan) if plan else ""
        if plan is None or not kind:
            return
        begun = plan.happened if plan.happened.dated else When.unknown()
        self._desk.save(
            self.view,
            lambda: set_status(
                self._desk.casebook,
                pupil_ids=plan.pupils,
                kind=kind,
                happened=begun,
                text=plan.title,
                reason=self.tr("With the plan"),
            ),
            lambda _: self._status_set(),
        )

    def _status_set(self) -> None:
        self._desk.shell.toast(self.tr("The status stands on the front sheet now."))
        self.refresh()


def meeting_line(meeting: Meeting) -> StoryLine:
    """Return a meeting as a line of a history."""
    kind = label("meeting_kinds", meeting.kind)
    if meeting.held is not None:
        held = meeting.held
        missing = ", ".join(guest.words for guest in meeting.missing)
        return StoryLine(
            id=meeting.id,
            title=f"{kind}, {held.happened.for_people()}",
            detail=lines(
                held.text,
                named(_words("Decided"), held.decision),
                named(_words("Did not come"), missing),
                written(held.author, held.recorded_at, held.happened),
            ),
            icon="users",
        )
    reason = meeting.moves[-1].reason if meeting.moves else ""
    off = meeting.called_off
    return StoryLine(
        id=meeting.id,
        title=f"{kind}, {day_for_people(meeting.on)}",
        detail=reason or meeting.note,
        trailing=_words("Called off") if off else _words("Planned"),
        icon="calendar",
        tone="warning" if off else "muted",
    )


class NewPlanController(QObject):
    """A plan begins; the child’s status that goes with it is offered on its page."""

    def __init__(self, desk: Desk, *, pupil_id: str = "", case_id: str = "") -> None:
        self.view = WorkFormView(
            "plan_new",
            self.tr("New plan"),
            plan_boxes(kinds=work_shown.choices("plan_kinds")),
            save=self.tr("Save plan"),
            now=desk.local_now,
            more=self.tr("More: review day, name, what it says"),
            search=desk.search_pupils,
        )
        super().__init__(self.view)
        self._desk, self._pupil, self._case = desk, pupil_id, case_id
        self.view.saved.connect(self._save)

    def begin(self) -> None:
        """Take on the child, or the children of the case."""
        work_shown.put_children(self._desk, self.view, self._pupil, self._case)

    def _save(self, answers: Answers) -> None:
        pupils = answers.get("pupils")
        texts = ("kind", "title", "text", "review_date", "lead_worker", "aims")
        draft = PlanDraft(
            pupils=pupils if isinstance(pupils, tuple) else (),
            happened=when_of(answers, "when"),
            case=self._case,
            files=(),
            **{name: text_of(answers, name) for name in texts},
        )
        self._desk.save(
            self.view, lambda: start_plan(self._desk.casebook, draft=draft), self._saved
        )

    def _saved(self, plan_id: str) -> None:
        self.view.settle()
        self._desk.shell.toast(self.tr("The plan is kept; its reviews are counted from now on."))
        self._desk.shell.back()
        self._desk.go.open_plan(plan_id)


class PlanChangeController(QObject):
    """What is different about a plan and why, or its end."""

    def __init__(self, desk: Desk, *, plan_id: str, ends: bool) -> None:
        plan = plans.plan(desk.reader, plan_id)
        changing = plan_change_boxes(
            lead_worker=plan.lead_worker if plan else "",
            aims=plan.aims if plan else "",
            review=plan.review_date if plan else "",
            title=plan.title if plan else "",
        )
        self.view = WorkFormView(
            "plan_end" if ends else "plan_change",
            self.tr("End the plan") if ends else self.tr("Change the plan"),
            plan_end_boxes() if ends else changing,
            save=self.tr("End plan") if ends else self.tr("Save changes"),
            now=desk.local_now,
            more=self.tr("More: name, what else, since when"),
        )
        super().__init__(self.view)
        self._desk, self._id, self._ends = desk, plan_id, ends
        self.view.set_subtitle(plan.title if plan else "")
        self.view.saved.connect(self._save)

    def begin(self) -> None:
        """The cursor is in the first box."""
        self.view.setFocus()

    def _save(self, answers: Answers) -> None:
        casebook, when = self._desk.casebook, when_of(answers, "when")
        texts = ("reason", "title", "review_date", "lead_worker", "aims", "text")

        def work() -> None:
            if self._ends:
                end_plan(
                    casebook,
                    plan_id=self._id,
                    reason=text_of(answers, "reason"),
                    outcome=text_of(answers, "outcome"),
                    happened=when,
                )
                return
            change = PlanChangeDraft(
                plan=self._id, happened=when, **{name: text_of(answers, name) for name in texts}
            )
            change_plan(casebook, change=change)

        self._desk.save(self.view, work, lambda _: self._saved())

    def _saved(self) -> None:
        self.view.settle()
        self._desk.shell.toast(self.tr("Saved; what was set before stays readable."))
        self._desk.shell.back()
