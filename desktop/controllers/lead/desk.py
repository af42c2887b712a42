"""What every controller of the lead's window shares: the casebook, its reader, the worker,
the shell.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.controllers.lead.care import Care
from desktop.controllers.lead.fresh_code_controller import FRESH_CODE_NEEDED, ask_for_fresh_code
from desktop.job_runner import JobRunner
from desktop.usecases.lead.casebook import OpenCasebook
from storage.database.connection import Connection
from storage.database.repositories import people, pupils
from storage.records.errors import UserFacingError
from storage.records.times import SCHOOL_ZONE
from ui.lead_material import LeadLists
from ui.messages import message_for
from ui.views.casebook_window import CasebookView
from ui.widgets.person_picker import PersonOption
from ui.widgets.pupil_picker import PupilOption

_SAVING = "saving"  # a property of the page, so that it goes with the page


@runtime_checkable
class Page(Protocol):
    """Every page can say what is wrong in its own place."""

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Show a problem; what was typed stays."""


class PageController(Protocol):
    """A page and what fills it."""

    @property
    def view(self) -> QWidget:
        """The page itself."""

    def begin(self) -> None:
        """Fill the page; it is on the screen already."""


@runtime_checkable
class Refreshing(Protocol):
    """A controller whose page shows what other pages may change."""

    def refresh(self) -> None:
        """Read and show it anew; what was typed, chosen or searched for stays."""


@runtime_checkable
class StartsEntries(Protocol):
    """A controller whose page is about a child or a case: a new entry begins with them."""

    def entry_start(self) -> tuple[str, str]:
        """Return (pupil id, case id); either may be empty."""


class Navigation(Protocol):
    """Where a controller can send the person next."""

    def open_concern(self, concern_id: str) -> None: ...
    def open_pupil(self, pupil_id: str, section: str = "") -> None: ...
    def open_search(self, text: str = "") -> None: ...
    def open_row(self, row_id: str, pupil_id: str) -> None: ...
    def open_new_entry(self, pupil_id: str = "", case_id: str = "") -> None: ...
    def open_move(self, row_id: str, pupil_id: str = "") -> None: ...
    def open_export(self, pupil_id: str, *, exports: Sequence[str] = ()) -> None: ...
    def open_register(self, pupil_id: str = "") -> None: ...
    def open_sheets(self) -> None: ...
    def open_paper_forms(self) -> None: ...
    def open_paper_entry(self, number: str = "") -> None: ...
    def open_next_school(self, pupil_id: str) -> None: ...
    def open_risk(self, pupil_id: str, risk_id: str = "", *, like: str = "") -> None: ...
    def open_risk_kept(self, risk_id: str) -> None: ...
    def open_referral(
        self, referral_id: str = "", *, pupil_id: str = "", case_id: str = ""
    ) -> None: ...
    def open_referrals(
        self, pupil_id: str = "", *, case_id: str = "", which: str = "waiting"
    ) -> None: ...
    def open_referral_news(self, referral_id: str) -> None: ...
    def open_referral_facts(self, referral_id: str) -> None: ...
    def open_disagreement(
        self,
        disagreement_id: str = "",
        *,
        pupil_id: str = "",
        case_id: str = "",
        referral_id: str = "",
    ) -> None: ...
    def open_disagreement_news(self, disagreement_id: str) -> None: ...
    def open_plan(self, plan_id: str = "", *, pupil_id: str = "", case_id: str = "") -> None: ...
    def open_plan_change(self, plan_id: str, *, ends: bool = False) -> None: ...
    def open_meeting(
        self, meeting_id: str = "", *, pupil_id: str = "", case_id: str = "", plan_id: str = ""
    ) -> None: ...
    def open_meeting_notes(
        self, meeting_id: str = "", *, plan_id: str = "", pupil_id: str = "", case_id: str = ""
    ) -> None: ...
    def open_meeting_move(self, meeting_id: str) -> None: ...
    def open_form_order(self) -> None: ...
    def open_time_limits(self) -> None: ...
    def open_pupil_import(self) -> None: ...
    def open_log_import(self) -> None: ...
    def open_attendance_import(self) -> None: ...
    def open_history_import(self, pupil_id: str = "") -> None: ...
    def open_way_in(self) -> None: ...
    def open_hand_over(self) -> None: ...
    def open_letterbox(self) -> None: ...
    def open_guide(self) -> None: ...
    def show_concerns(self) -> None: ...
    def open_case(self, case_id: str) -> None: ...
    def open_cases(self) -> None: ...
    def open_case_close(self, case_id: str) -> None: ...
    def open_access(self, pupil_id: str = "") -> None: ...
    def open_codes(self) -> None: ...
    def open_compare(self) -> None: ...
    def open_certificate(self) -> None: ...
    def act_on(self, action: str) -> None: ...
    def mend(self) -> None: ...
    def show_today(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Passed to every controller. ``reader`` belongs to the window's thread, ``casebook``
    to the worker.
    """

    casebook: OpenCasebook
    reader: Connection
    jobs: JobRunner
    shell: CasebookView
    context: Context
    lists: LeadLists
    go: Navigation
    care: Care

    def run(
        self,
        page: QWidget,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        *,
        refused: Callable[[UserFacingError], None] | None = None,
    ) -> None:
        """Run ``work`` off the window's thread; say a refusal on ``page``, or as ``refused`` does.

        Where a fresh code is needed it is asked for, and ``work``, which has changed nothing then,
        runs once more.
        """
        say = refused or (lambda error: self.say(page, error))

        def on_error(error: UserFacingError) -> None:
            if error.code != FRESH_CODE_NEEDED:
                say(error)
                return
            ask_for_fresh_code(
                page,
                casebook=self.casebook,
                folder=self.context.paths.casebook,
                jobs=self.jobs,
                again=lambda: self.run(page, work, done, refused=refused),
                given_up=lambda: say(error),
            )

        self.jobs.run(work, receiver=page, on_done=done, on_error=on_error)

    def save(
        self,
        page: QWidget,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        *,
        refused: Callable[[UserFacingError], None] | None = None,
    ) -> None:
        """As ``run``, for what a page of boxes saves: until it is kept or refused a further press,
        or a key that is held, saves nothing.
        """
        if page.property(_SAVING):
            return
        page.setProperty(_SAVING, True)

        def over(then: Callable[[Any], None]) -> Callable[[Any], None]:
            def end(result: Any) -> None:
                page.setProperty(_SAVING, False)
                then(result)

            return end

        say = refused or (lambda error: self.say(page, error))
        self.run(page, work, over(done), refused=over(say))

    def say(self, page: QObject, error: UserFacingError) -> None:
        """Say a refusal on ``page``, in a sentence with what to do next."""
        message = message_for(error)
        if isinstance(page, Page):
            page.show_problem(message.message, message.next_step)

    def reading(self) -> OpenCasebook:
        """The casebook over the window's own connection: for reading, never for writing."""
        return replace(self.casebook, connection=self.reader)

    def local_now(self) -> datetime:
        """The moment in the school's own time, without a zone, as the fields for times show it."""
        return self.context.clock().astimezone(SCHOOL_ZONE).replace(tzinfo=None)

    def today(self) -> date:
        """The school's day."""
        return self.local_now().date()

    def search_pupils(self, text: str) -> Sequence[PupilOption]:
        """Children by a few letters, accents folded."""
        rows = pupils.rows(
            self.reader, pupils.ids(self.reader, search=text, on_roll=True, limit=12)
        )
        return [
            PupilOption(id=row.id, display=row.name, year=row.year_group, klass=row.class_name)
            for row in rows
        ]

    def pupil_option(self, pupil_id: str) -> PupilOption | None:
        """One child as the pickers show them."""
        row = pupils.row(self.reader, pupil_id)
        if row is None:
            return None
        return PupilOption(id=row.id, display=row.name, year=row.year_group, klass=row.class_name)

    def people(self) -> Sequence[PersonOption]:
        """Who can be given something to do."""
        return [
            PersonOption(
                id=person.id,
                name=person.name,
                detail=person.job_title or self.lists.word(str(person.role)),
            )
            for person in people.people(self.reader, active=True)
        ]

    def person_name(self, person_id: str) -> str:
        """The name behind an id, or the words themselves (a guest's name)."""
        person = people.person(self.reader, person_id)
        return person.name if person is not None else person_id
