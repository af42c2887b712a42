"""One meeting on its page: when it is to be, or who came and what was said."""

from desktop.controllers.lead import work_shown
from desktop.controllers.lead.desk import Desk
from desktop.controllers.lead.work_page import WorkPageController
from desktop.controllers.lead.work_shown import lines, written
from storage.database.repositories import limits, meetings
from storage.records.plan_days import meeting_wait
from storage.records.plans import HeldMeeting, Meeting
from storage.records.when import When
from ui.lead_words import day_for_people
from ui.views.referral_work import WorkView
from ui.work_material import StoryLine, WorkShown


class MeetingController(WorkPageController):
    """Shows one meeting; of one whose day has passed the first step is to say whether it was
    held.
    """

    def __init__(self, desk: Desk, *, meeting_id: str) -> None:
        view = WorkView(
            "meeting",
            steps={
                "hold": (self.tr("It was held"), "users"),
                "move": (self.tr("Moved or called off…"), "calendar-clock"),
                "plan": (self.tr("The plan"), "clipboard-list"),
                "next": (self.tr("Plan the next one"), "calendar"),
            },
            story=self.tr("What became of it"),
        )
        super().__init__(view, desk, thing=meeting_id)

    def refresh(self) -> None:
        """Show what has changed since."""
        meeting = meetings.meeting(self._desk.reader, self._id)
        if meeting is not None:
            self.view.show_work(self._shown(meeting))

    def _shown(self, meeting: Meeting) -> WorkShown:
        desk = self._desk
        children = work_shown.children(desk, meeting.pupils)
        rules = limits.meeting_rules(desk.reader)
        wait = meeting_wait(meeting, rules=rules, now=desk.local_now())
        steps = ["next"] if meeting.held else ["hold", "move"]
        if meeting.plan:
            steps.append("plan")
        day = meeting.held.happened.for_people() if meeting.held else planned_words(meeting)
        return WorkShown(
            title=rules.meeting_label(meeting.kind),
            subtitle=" · ".join((", ".join(name for _id, name in children), day)),
            children=children,
            case=meeting.case,
            waits=(work_shown.wait_line(wait, now=desk.local_now()),) if wait else (),
            facts=self._facts(meeting),
            story=tuple(self._story(meeting)),
            steps=tuple(steps),
        )

    def _facts(self, meeting: Meeting) -> tuple[tuple[str, str], ...]:
        held = meeting.held
        pairs = [
            (self.tr("Where"), held.place if held else meeting.place),
            (self.tr("What it is about"), meeting.note),
            (self.tr("Asked"), ", ".join(guest.words for guest in meeting.invited)),
        ]
        if held is not None:
            chair = [guest.words for guest in held.attended if guest.chaired]
            pairs += [
                (self.tr("Came"), ", ".join(guest.words for guest in held.attended)),
                (self.tr("Chaired by"), ", ".join(chair)),
                (self.tr("Apologies"), ", ".join(guest.words for guest in held.apologies)),
                (self.tr("Did not come"), ", ".join(guest.words for guest in meeting.missing)),
                (self.tr("Next meeting on"), day_for_people(held.next_date)),
            ]
        return tuple((word, value) for word, value in pairs if value)

    def _story(self, meeting: Meeting) -> list[StoryLine]:
        found = self._held(meeting.held) if meeting.held else []
        for place, move in reversed(list(enumerate(meeting.moves))):
            words = (
                self.tr("Moved to {day}").format(day=moment_words(move.on))
                if move.on
                else self.tr("Called off")
            )
            found.append(
                StoryLine(
                    id=f"move.{place}",
                    title=words,
                    detail=lines(
                        move.reason, written(move.author, move.recorded_at, When.unknown())
                    ),
                    icon="calendar-clock",
                    tone="muted" if move.on else "warning",
                )
            )
        if meeting.on:
            found.append(
                StoryLine(
                    id="planned",
                    title=self.tr("Planned"),
                    detail=lines(
                        meeting.note,
                        written(meeting.author, meeting.recorded_at, When.unknown()),
                    ),
                    icon="calendar",
                )
            )
        return found

    def _held(self, held: HeldMeeting) -> list[StoryLine]:
        parts = (
            (self.tr("What was said"), held.text, "users"),
            (self.tr("What was decided"), held.decision, "check"),
            (self.tr("Why"), held.reason, "message-square"),
            (self.tr("Who does what by when"), held.action, "list-checks"),
            (self.tr("The child’s view"), held.child_words, "message-square"),
            (self.tr("The parents’ view"), held.parents_view, "message-square"),
            (self.tr("What was reached so far"), held.outcome, "circle-check"),
        )
        by = written(held.author, held.recorded_at, held.happened)
        return [
            StoryLine(
                id=f"held.{place}",
                title=title,
                detail=lines(text, by if place == 0 else ""),
                icon=icon,
            )
            for place, (title, text, icon) in enumerate(parts)
            if text
        ]

    def _ask(self, step: str) -> None:
        meeting = meetings.meeting(self._desk.reader, self._id)
        if meeting is None:
            return
        go = self._desk.go
        if step == "hold":
            go.open_meeting_notes(self._id)
        elif step == "move":
            go.open_meeting_move(self._id)
        elif step == "plan":
            go.open_plan(meeting.plan)
        else:
            pupil = meeting.pupils[0] if meeting.pupils else ""
            go.open_meeting(plan_id=meeting.plan, pupil_id=pupil, case_id=meeting.case)


def planned_words(meeting: Meeting) -> str:
    """When a meeting is to be, as people read it."""
    return moment_words(meeting.on)


def moment_words(on: str) -> str:
    """An ISO day or minute as people read it."""
    day = day_for_people(on)
    return f"{day}, {on[11:16]}" if "T" in on else day
