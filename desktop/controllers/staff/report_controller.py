"""The reporting form: who writes, what happened, sealed and sent; then the receipt and
nothing else.
"""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from desktop.controllers.read_files import read_file
from desktop.controllers.staff.draft_keeper import DraftKeeper
from desktop.controllers.staff.receipt_paper import print_receipt
from desktop.controllers.staff.shown import (
    adult_options,
    contact_lines,
    known_people,
    named_people,
    people_options,
    pupil_option,
    receipt_shown,
    route_shown,
)
from desktop.job_runner import JobRunner
from desktop.usecases.staff.adult_reader import route_for
from desktop.usecases.staff.log_concern import SentConcern, find_now, log_concern
from desktop.usecases.staff.say_who import Author, author_of
from desktop.usecases.staff.station import Station, known_school_card, known_team_card
from storage.intake import vocabularies
from storage.intake.coach_rules import load_coach_rules
from storage.letterbox.school_card import SchoolCard
from storage.letterbox.team_card import CardPupil, TeamCard
from storage.records.body_map import BodyMap
from storage.records.errors import UserFacingError
from storage.records.times import SCHOOL_ZONE
from ui.dialogs.confirm import Question, confirmed
from ui.drafts import FindNow, ReportForm, RouteShown
from ui.main_window import MainWindow
from ui.messages import message_for
from ui.spelling import Spelling
from ui.views.body_map_page import BodyMapPage
from ui.views.receipt import ReceiptView
from ui.views.report import ReportView
from ui.widgets.choice_row import Choice
from ui.widgets.fold import NameIndex
from ui.widgets.person_picker import PersonOption
from ui.widgets.pupil_picker import PupilOption

_MOST_FOUND = 12


class ReportController(QObject):
    """Lives from the first question to the receipt; ``finished`` when the person is done.

    ``sent``: the form is gone and the receipt stands. ``author`` is afterwards who sent it.
    """

    finished = Signal()
    sent = Signal()

    def __init__(
        self,
        *,
        window: MainWindow,
        station: Station,
        jobs: JobRunner,
        follow_up_to: str = "",
        known_author: PersonOption | None = None,
        keeper: DraftKeeper | None = None,
        form: ReportForm | None = None,
        spelling: Spelling | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._station = station
        self._jobs = jobs
        self._follow_up_to = follow_up_to
        self._known_author = known_author
        self._keeper = keeper
        self._form = form
        self._spelling = spelling
        self._card: TeamCard | None = None
        self._school: SchoolCard | None = None
        self._index = NameIndex[CardPupil]((), name=_name)
        self._sent_it = False
        self.author: Author | None = None
        self.view = self._make_view()

    def begin(self) -> None:
        """Read the team card and show the form, empty or as it was kept; without a card it works
        all the same.
        """
        self._read_cards()
        self._start(self.view)
        self._window.show_screen(self.view)
        if self._form is not None:
            options = [pupil_option(child) for child in self._children()]
            self.view.show_draft(self._form, pupils=options)
            self._form = None
        if self._keeper is not None:
            self._keeper.begin()

    def _read_cards(self) -> None:
        self._card, refusal = known_team_card(self._station)
        if refusal is not None:
            message = message_for(refusal)
            self.view.show_problem(message.message, message.next_step)
        try:
            self._school, _ = known_school_card(self._station)
        except UserFacingError:
            self._school = None
        self._index = NameIndex(self._children(), name=_name)

    def _make_view(self) -> ReportView:
        view = ReportView(
            search=self._search,
            roles=_choices("pupil_roles"),
            places=_choices("location_types"),
            sources=_choices("sources"),
            now=self._local_now,
            relatives=self._relatives,
            known=self._known,
            picture_advice=vocabularies.load("attachment_advice").label("picture"),
        )
        view.submitted.connect(self._send)
        view.file_chosen.connect(self._read_file)
        view.body_map_requested.connect(self._new_body_map)
        view.body_map_opened.connect(self._open_body_map)
        view.cancelled.connect(self._leave)
        if self._keeper is not None:
            view.draft_changed.connect(self._keeper.changed)
            self._keeper.notice.connect(view.set_notice)
        self._window.set_close_guard(self._may_close)
        self.finished.connect(lambda: self._window.set_close_guard(None))
        return view

    def _leave(self) -> None:
        if self._sent_it or self.view.untouched() or self._confirmed():
            if self._keeper is not None:
                self._keeper.discard()
            self.finished.emit()

    def _may_close(self) -> bool:
        """A form that is kept may go with the window; any other is asked about once."""
        kept = self._keeper is not None and self._keeper.is_kept()
        return self._sent_it or kept or self.view.untouched() or self._confirmed()

    def _confirmed(self) -> bool:
        kept = self._keeper is not None and self._keeper.is_kept()
        detail = self.tr("What you have written is kept nowhere else and would be gone.")
        if kept:
            detail = self.tr(
                "What you have written, and the copy that is kept of it, would be gone. To go on"
                " later, choose “Put away” instead."
            )
        return confirmed(
            self._window,
            Question(
                identifier="report.leave",
                text=self.tr("This concern has not been sent."),
                detail=detail,
                stay=self.tr("Go on writing"),
                go=self.tr("Leave without sending"),
            ),
        )

    def _start(self, view: ReportView) -> None:
        readers = {reader.role for reader in self._school.restricted} if self._school else set()
        view.start(
            people=people_options(self._card),
            contacts=FindNow(
                leads=contact_lines(find_now(self._card)),
                about_adult=contact_lines(find_now(self._card, about_adult=True)),
                about_head=contact_lines(find_now(self._card, about_adult=True, about_head=True)),
            ),
            head_reads="head" in readers,
            chair_reads="chair" in readers,
            follow_up_to=self._follow_up_to,
            adults=adult_options(self._card),
            author=self._known_author,
            route=self._route if self._school is not None else None,
        )
        view.set_named(named_people(self._card), spelling=self._spelling)
        view.coach.set_rules(load_coach_rules(), known_people(self._card))

    def _local_now(self) -> datetime:
        return self._station.now().astimezone(SCHOOL_ZONE).replace(tzinfo=None)

    # -- who is known here -------------------------------------------------------------------------

    def _children(self) -> tuple[CardPupil, ...]:
        return self._card.pupils if self._card is not None else ()

    def _search(self, text: str) -> Sequence[PupilOption]:
        return [pupil_option(child) for child in self._index.find(text, limit=_MOST_FOUND)]

    def _known(self, identifier: str) -> PupilOption | None:
        found = (pupil_option(child) for child in self._children() if child.id == identifier)
        return next(found, None)

    def _relatives(self, identifier: str) -> Sequence[PupilOption]:
        family = {child.family for child in self._children() if child.id == identifier} - {""}
        return [
            pupil_option(child)
            for child in self._children()
            if child.family in family and child.id != identifier
        ]

    def _route(self, post: str, identifier: str, name: str) -> RouteShown:
        assert self._school is not None, "asked for only with a card"
        route = route_for(
            self._school, self._card, about_post=post, about_id=identifier, about_whom=name
        )
        return route_shown(route)

    # -- files are read beside the form, body maps drawn on a page of their own --------------------

    def _read_file(self, path: str) -> None:
        self._jobs.run(
            lambda: read_file(path),
            receiver=self.view,
            on_done=self.view.show_file,
            on_error=self._refused,
        )

    def _new_body_map(self) -> None:
        self._open_body_map(-1)

    def _open_body_map(self, place: int) -> None:
        """Open the map at ``place``; -1 begins a new one."""
        maps = self.view.body_maps()
        chosen = [key for key, _ in self.view.facts.pupils.links()]
        options = [option for option in map(self._known, chosen) if option is not None]
        page = BodyMapPage(
            now=self._local_now(),
            children=[Choice(value=option.id, text=option.words()) for option in options],
        )
        if 0 <= place < len(maps):
            page.editor.set_body_map(maps[place])
        page.editor.done.connect(lambda body_map: self._body_map_done(place, body_map))
        page.editor.cancelled.connect(lambda: self._window.back_to(self.view))
        self._window.show_over(page)

    def _body_map_done(self, place: int, body_map: BodyMap) -> None:
        maps = self.view.body_maps()
        before, after = (maps[:place], maps[place + 1 :]) if place >= 0 else (maps, ())
        drawn = (body_map,) if body_map.marks or body_map.seen else ()
        self.view.show_body_maps((*before, *drawn, *after))
        self._window.back_to(self.view)
        self.view.account.told.setFocus()

    # -- sending -----------------------------------------------------------------------------------

    def _send(self, form: ReportForm) -> None:
        self.view.set_busy(True)
        kept_as = self._keeper.name if self._keeper is not None else ""
        self._jobs.run(
            lambda: self._seal(form, kept_as),
            receiver=self.view,
            on_done=self._sent,
            on_error=self._refused,
        )

    def _seal(self, form: ReportForm, kept_as: str) -> tuple[SentConcern, Author]:
        who = form.who
        author = author_of(
            self._station,
            account=who.person,
            name=who.name,
            pin=who.pin,
            slip=who.slip,
            code=who.code,
        )
        sent = log_concern(self._station, draft=form.concern, author=author, kept_as=kept_as)
        return sent, author

    def _refused(self, error: UserFacingError) -> None:
        message = message_for(error)
        self.view.set_busy(False)
        if not self.view.who.show_refusal(error.code, message.text):
            self.view.show_problem(message.message, message.next_step)

    def _sent(self, result: tuple[SentConcern, Author]) -> None:
        sent, self.author = result
        self._sent_it = True
        if self._keeper is not None:
            self._keeper.sent()
        self.view.clear()
        receipt = ReceiptView()
        receipt.show_receipt(receipt_shown(sent))
        receipt.print_requested.connect(
            lambda: print_receipt(receipt, receipt, station=self._station, sent=sent)
        )
        receipt.done.connect(self.finished)
        self._window.show_screen(receipt)
        self.sent.emit()


def _name(child: CardPupil) -> str:
    return child.name


def _choices(name: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(value=item.code, text=item.label, hint=item.definition)
        for item in vocabularies.load(name).items
        if not item.parent
    )
