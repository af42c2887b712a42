"""Opens an unfinished concern for its writer, and nobody else."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal

from desktop.controllers.staff.draft_form import unpack_form
from desktop.controllers.staff.form_desk import FormDesk, HeldForm
from desktop.controllers.staff.shown import people_options
from desktop.controllers.staff.until_words import until_words
from desktop.job_runner import JobRunner
from desktop.usecases.staff.drafts import (
    OpenedDraft,
    delete_draft,
    drafts_of,
    take_warnings,
)
from desktop.usecases.staff.guests import drafts_of_guest
from desktop.usecases.staff.say_who import Author, author_with_pin
from desktop.usecases.staff.sign_policy import limits, policy_of
from desktop.usecases.staff.station import Station, known_team_card
from storage.letterbox.draft_age import AgeClock
from storage.records.errors import UserFacingError
from storage.records.times import for_people, to_text
from ui.dialogs.confirm import Question, confirmed
from ui.drafts import ReportForm, WhoDraft, WhoKind
from ui.main_window import MainWindow
from ui.messages import message_for
from ui.views.unfinished import UnfinishedRow, UnfinishedView
from ui.widgets.fold import fold
from ui.widgets.person_picker import PersonOption

_HELD = "held"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormToOpen:
    """What the desk needs to go on: the form, under which name it lies, and whose it is."""

    form: ReportForm
    name: str
    author: PersonOption | None
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    author: Author | None
    drafts: tuple[OpenedDraft, ...] = ()
    warnings: tuple[datetime, ...] = ()


class UnfinishedController(QObject):
    """``opened`` carries a FormToOpen; ``told`` the Author once a PIN was right."""

    opened = Signal(object)
    finished = Signal()

    def __init__(
        self,
        *,
        window: MainWindow,
        station: Station,
        jobs: JobRunner,
        ages: AgeClock,
        desk: FormDesk,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._station = station
        self._jobs = jobs
        self._ages = ages
        self._desk = desk
        self._who = WhoDraft(kind=WhoKind.MEMBER)
        self._forms: dict[str, ReportForm] = {}
        self._held: dict[str, HeldForm] = {}
        self._ages_by_id: dict[str, int] = {}
        self.view = UnfinishedView()
        self.view.asked.connect(self._ask)
        self.view.chosen.connect(self._open)
        self.view.thrown_away.connect(self._throw_away)
        self.view.back_requested.connect(self.finished)

    def begin(self) -> None:
        """Ask who it is."""
        card = known_team_card(self._station)[0]
        self.view.start(people_options(card))
        self.view.who.set_policy(policy_of(card).sign_with)
        self._window.show_screen(self.view)
        self.view.who.setFocus()

    def _ask(self, who: WhoDraft) -> None:
        self._who = who
        station = self._station
        held = bool(self._desk.held_of(who))

        def work() -> _Found:
            if who.kind is WhoKind.GUEST:
                return _Found(author=None, drafts=_of_guest(station, who, or_held=held))
            author = author_with_pin(station, account=who.person, pin=who.pin, code=who.code)
            return _Found(
                author=author,
                drafts=drafts_of(station, keys=author.keys),
                warnings=take_warnings(station, keys=author.keys),
            )

        self._jobs.run(work, receiver=self.view, on_done=self._show, on_error=self._refused)

    def _show(self, found: _Found) -> None:
        now = self._ages.seconds()
        self._forms, self._held, self._ages_by_id = {}, {}, {}
        for number, held in enumerate(self._desk.held_of(self._who)):
            self._held[f"{_HELD}{number}"] = held
            self._ages_by_id[f"{_HELD}{number}"] = held.since
        for draft in found.drafts:
            try:
                self._forms[draft.name] = unpack_form(draft.content)
            except UserFacingError:
                continue
            self._ages_by_id[draft.name] = draft.age
        newest = sorted(self._ages_by_id, key=lambda one: self._ages_by_id[one], reverse=True)
        if len(newest) == 1 and not found.warnings:
            self._open(newest[0])
            return
        self.view.show_found([self._row(one, now=now) for one in newest])
        self.view.show_warnings([for_people(to_text(begun)) for begun in found.warnings])

    def _row(self, one: str, *, now: int) -> UnfinishedRow:
        hours = policy_of(known_team_card(self._station)[0]).draft_hours
        kept = self._station.now() - timedelta(seconds=now - self._ages_by_id[one])
        until = until_words(kept + timedelta(hours=hours), now=self._station.now())
        return UnfinishedRow(id=one, kept_at=for_people(to_text(kept)), until=until)

    def _open(self, one: str) -> None:
        who = self._who
        held = self._held.get(one)
        if held is not None:
            form, name = self._desk.take_held(held, who=who), ""
        else:
            form, name = self._forms[one], one
        author = None
        if who.kind is WhoKind.MEMBER:
            author = PersonOption(id=who.person, name=who.name)
        opening = FormToOpen(form=form, name=name, author=author, number=who.number)
        self.opened.emit(opening)

    def _throw_away(self, one: str) -> None:
        question = Question(
            identifier="unfinished.sure",
            text=self.tr("Throw this unfinished concern away?"),
            detail=self.tr("Nobody has received it, and it cannot be brought back."),
            stay=self.tr("Keep it"),
            go=self.tr("Throw it away"),
        )
        if not confirmed(self._window, question):
            return
        held = self._held.pop(one, None)
        if held is not None:
            self._desk.throw_away(held)
        self._ages_by_id.pop(one, None)
        gone = self._forms.pop(one, None)
        station = self._station
        if gone is None:
            self.finished.emit()
            return
        self._jobs.run(
            lambda: delete_draft(station, one),
            receiver=self.view,
            on_done=lambda _gone: self.finished.emit(),
            on_error=self._refused,
        )

    def _refused(self, error: UserFacingError) -> None:
        message = message_for(error)
        self.view.show_refusal(error.code, message.message, message.next_step)


def _of_guest(station: Station, who: WhoDraft, *, or_held: bool) -> tuple[OpenedDraft, ...]:
    """Of all that open with this number, those that this guest wrote."""
    if not who.number:
        if or_held:
            return ()
        raise UserFacingError("staff.guest_number", digits=limits()["guest_number_digits"])
    try:
        found = drafts_of_guest(station, number=who.number)
    except UserFacingError as error:
        if error.code == "keys.wrong_pin" and or_held:
            return ()
        raise UserFacingError("staff.draft_not_yours") from error
    return tuple(draft for draft in found if fold(_guest_of(draft)) == fold(who.name))


def _guest_of(draft: OpenedDraft) -> str:
    try:
        return unpack_form(draft.content).who.name
    except UserFacingError:
        return ""
