"""A case on one screen, and every press on it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QObject

from desktop.controllers.lead.case_actions_controller import CaseActions
from desktop.controllers.lead.case_choices import level_choices, person_choices
from desktop.controllers.lead.desk import Desk
from desktop.usecases.lead.case_closing import countersign
from desktop.usecases.lead.case_offers import open_things
from desktop.usecases.lead.cases import (
    change_case,
    join_case,
    merge_cases,
    monitor_case,
    reopen_case,
)
from storage.database.repositories import (
    actions,
    case_contents,
    cases,
    chronology,
    concerns,
    limits,
)
from storage.database.repositories import pupils as pupil_rows
from storage.records.cases import Case
from storage.records.errors import UserFacingError
from storage.records.time_limits import deadline
from ui.case_material import ChangeDraft, ShownCase
from ui.lead_words import day_for_people, first_words
from ui.views import case_page
from ui.views.case_dialogs import ChangeCaseDialog, DayDialog, PickDialog
from ui.views.case_page import CaseView
from ui.widgets.row_list import RowItem

_OFFERED = ("case_watch_first", "case_watch_later")  # time limits


class CaseController(QObject):
    """Shows a case as it is now and passes on what was pressed."""

    def __init__(self, desk: Desk, *, case_id: str) -> None:
        self.view = CaseView(
            lists=desk.lists,
            fetch=lambda ids: chronology.rows(desk.reader, "", list(ids)),
            today=lambda: desk.today().isoformat(),
        )
        super().__init__(self.view)
        self._desk = desk
        self._case_id = case_id
        self._case: Case | None = None
        self._tasks = CaseActions(desk, page=self.view, case_id=case_id, changed=self.refresh)
        self.view.asked.connect(self._do)
        self.view.action_opened.connect(self._tasks.ask_what_becomes)
        self.view.row_opened.connect(self._open_row)
        self.view.pupil_opened.connect(desk.go.open_pupil)
        self.view.case_opened.connect(desk.go.open_case)
        self.view.thing_opened.connect(self._open_thing)

    def begin(self) -> None:
        """Show the case."""
        self.refresh()

    def entry_start(self) -> tuple[str, str]:
        """A new entry from here is about the case's first child, in this case."""
        pupils = self._case.pupils if self._case is not None else ()
        return (pupils[0] if pupils else "", self._case_id)

    def refresh(self) -> None:
        """Show the case as it is now."""
        reader = self._desk.reader
        found = cases.case(reader, self._case_id)
        if found is None:
            self._desk.say(self.view, UserFacingError("cases.not_found"))
            return
        self._case = found
        (row,) = cases.rows(reader, [found.id])
        names = pupil_rows.names(reader, found.pupils)
        today = self._desk.today().isoformat()
        self.view.show_case(
            ShownCase(
                case=found,
                children=tuple((pupil, names.get(pupil, pupil)) for pupil in found.pupils),
                owner=row.owner,
                level=self._desk.lists.word(found.level) if found.level else "",
                actions=tuple(actions.of_case(reader, found.id)),
                going_on=tuple(open_things(reader, found, today=today)),
                related=tuple(self._related(found)),
                has_step=row.has_step,
                may_sign=self._may_sign(found),
            ),
            case_contents.row_ids(reader, found.id),
        )

    def _related(self, found: Case) -> list[tuple[str, str]]:
        into = [found.merged_into] if found.merged_into else []
        rows = cases.rows(self._desk.reader, [*into, *found.merged])
        part, whole = self.tr("Came from: {title}"), self.tr("Goes on in: {title}")
        return [
            (row.id, (whole if row.id in into else part).format(title=row.title)) for row in rows
        ]

    def _may_sign(self, found: Case) -> bool:
        if found.status != "closed" or self._desk.casebook.read_only:
            return False
        closing = found.closings[-1]
        return not closing.countersigned and closing.by_id != self._desk.casebook.person.id

    def _do(self, what: str) -> None:
        """One press, one thing."""
        if self._case is None:
            return
        go, case = self._desk.go, self._case
        pupil = case.pupils[0]
        steps: dict[str, Callable[[], None]] = {
            case_page.ENTRY: lambda: go.open_new_entry(pupil, case.id),
            case_page.ACTION: self._tasks.ask_new,
            case_page.REFERRAL: lambda: go.open_referral(pupil_id=pupil, case_id=case.id),
            case_page.MEETING: lambda: go.open_meeting(pupil_id=pupil, case_id=case.id),
            case_page.PLAN: lambda: go.open_plan(pupil_id=pupil, case_id=case.id),
            case_page.DISAGREEMENT: lambda: go.open_disagreement(pupil_id=pupil, case_id=case.id),
            case_page.CLOSE: lambda: go.open_case_close(case.id),
            case_page.CHANGE: self._ask_change,
            case_page.MONITOR: self._ask_until,
            case_page.REOPEN: self._ask_reopen,
            case_page.MERGE: self._ask_merge,
            case_page.JOIN: self._ask_join,
            case_page.SIGN: self._sign,
        }
        steps[what]()

    def _ask_change(self) -> None:
        assert self._case is not None
        dialog = ChangeCaseDialog(
            case=self._case,
            levels=level_choices(self._desk),
            people=person_choices(self._desk),
            parent=self.view,
        )
        dialog.confirmed.connect(self._change)
        dialog.open()

    def _change(self, draft: ChangeDraft) -> None:
        self._run(
            lambda: change_case(
                self._desk.casebook,
                case_id=self._case_id,
                reason=draft.reason,
                **dict(draft.changes),
            ),
            self.tr("Saved, with the reason."),
        )

    def _ask_until(self) -> None:
        known, today = limits.limits(self._desk.reader), self._desk.today()
        quick = []
        for code in _OFFERED:
            day = deadline(known.limits[code], today.isoformat(), known.calendar).day
            weeks = (date.fromisoformat(day) - today).days // 7
            words = self.tr("In {n} weeks: {day}").format(n=weeks, day=day_for_people(day))
            quick.append((words, day))
        dialog = DayDialog(
            "case_monitor",
            self.tr("Only watch this case"),
            day=self.tr("Until"),
            confirm=self.tr("Watch it"),
            needed=True,
            quick=quick,
            parent=self.view,
        )
        dialog.confirmed.connect(self._monitor)
        dialog.open()

    def _monitor(self, until: str, reason: str) -> None:
        self._run(
            lambda: monitor_case(
                self._desk.casebook, case_id=self._case_id, until=until, reason=reason
            ),
            self.tr("It comes up again on {day}.").format(day=day_for_people(until)),
        )

    def _ask_reopen(self) -> None:
        dialog = DayDialog(
            "case_reopen",
            self.tr("Open this case again"),
            day=self.tr("Next date"),
            confirm=self.tr("Open again"),
            needed=False,
            parent=self.view,
        )
        dialog.confirmed.connect(self._reopen)
        dialog.open()

    def _reopen(self, day: str, reason: str) -> None:
        self._run(
            lambda: reopen_case(
                self._desk.casebook, case_id=self._case_id, reason=reason, next_review=day
            ),
            self.tr("The case is open again."),
        )

    def _ask_merge(self) -> None:
        assert self._case is not None
        reader = self._desk.reader
        others = [
            row
            for row in cases.open_of_pupils(reader, self._case.pupils)
            if row.id != self._case_id
        ]
        dialog = PickDialog(
            "case_merge",
            self.tr("Which case does this one go on in?"),
            rows=[
                RowItem(id=row.id, title=row.title, detail=f"{row.names} · {row.owner}")
                for row in others
            ],
            empty=self.tr("There is no other open case about this child."),
            confirm=self.tr("Make one case of both"),
            parent=self.view,
        )
        dialog.confirmed.connect(self._merge)
        dialog.open()

    def _merge(self, into: str, reason: str) -> None:
        self._run(
            lambda: merge_cases(
                self._desk.casebook, case_id=self._case_id, into=into, reason=reason
            ),
            self.tr("One case now; both stay readable."),
        )

    def _ask_join(self) -> None:
        reader = self._desk.reader
        found = chronology.rows(
            reader, "", case_contents.could_join(reader, self._case_id, limit=100)
        )
        rows = [
            RowItem(
                id=row.id,
                title=f"{row.happened.for_people()} · {self._word(row.category, row.kind)}",
                detail=first_words(row.summary or row.text),
            )
            for row in found
        ]
        dialog = PickDialog(
            "case_join",
            self.tr("What belongs to this case?"),
            rows=rows,
            empty=self.tr("Everything in the child’s file belongs to this case already."),
            confirm=self.tr("Add to the case"),
            parent=self.view,
        )
        dialog.confirmed.connect(self._join)
        dialog.open()

    def _join(self, target: str, reason: str) -> None:
        self._run(
            lambda: join_case(
                self._desk.casebook, case_id=self._case_id, target=target, reason=reason
            ),
            self.tr("Added to the case."),
        )

    def _sign(self) -> None:
        self._run(
            lambda: countersign(self._desk.casebook, case_id=self._case_id),
            self.tr("Signed as the second person."),
        )

    def _word(self, category: str, kind: str) -> str:
        return self._desk.lists.word(category if kind == "entry" else kind)

    def _open_row(self, row_id: str) -> None:
        """A concern opens for triage; anything else is shown where it stands in the file."""
        reader = self._desk.reader
        whose = row_id.partition(".")[0]
        if concerns.concern(reader, whose) is not None:
            self._desk.go.open_concern(whose)
            return
        found = chronology.pupils_of(reader, row_id)
        if found:
            self._desk.go.open_pupil(found[0], "chronology")

    def _open_thing(self, kind: str, thing: str) -> None:
        open_thing(self._desk, kind, thing)

    def _run(self, work: Callable[[], Any], words: str) -> None:
        self._desk.run(self.view, work, lambda _: self._done(words))

    def _done(self, words: str) -> None:
        self._desk.shell.toast(words)
        self.refresh()


def open_thing(desk: Desk, kind: str, thing: str) -> None:
    """Open a referral, disagreement, plan or meeting."""
    pages: dict[str, Callable[[str], None]] = {
        "referral": desk.go.open_referral,
        "disagreement": desk.go.open_disagreement,
        "plan": desk.go.open_plan,
        "meeting": desk.go.open_meeting,
    }
    pages[kind](thing)
