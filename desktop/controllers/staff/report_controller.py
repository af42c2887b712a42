"""The reporting form: who writes, what happened, sealed and sent; then the receipt and
nothing else.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.controllers.staff.receipt_paper import print_receipt
from desktop.controllers.staff.shown import contact_lines, people_options, receipt_shown
from desktop.job_runner import JobRunner
from desktop.usecases.staff.log_concern import SentConcern, find_now, log_concern
from desktop.usecases.staff.say_who import (
    Author,
    author_with_pin,
    guest_author,
    set_first_pin,
)
from desktop.usecases.staff.station import Station, known_school_card, known_team_card
from storage.intake import vocabularies
from storage.intake.attachments import inspect
from storage.letterbox.team_card import TeamCard
from storage.records.body_map import BodyMap
from storage.records.concern import Attachment
from storage.records.errors import UserFacingError
from storage.records.times import SCHOOL_ZONE
from ui.dialogs.confirm import Question, confirmed
from ui.drafts import FindNow, ReportForm, WhoDraft, WhoKind
from ui.main_window import MainWindow
from ui.messages import message_for
from ui.views.body_map_page import BodyMapPage
from ui.views.receipt import ReceiptView
from ui.views.report import ReportView
from ui.widgets.choice_row import Choice
from ui.widgets.fold import matches
from ui.widgets.pupil_picker import PupilOption

_MOST_FOUND = 12
_PIN_CODES = ("keys.wrong_pin", "keys.wait", "staff.first_time", "keys.pin", "letterbox.enrolment")


class ReportController(QObject):
    """Lives from the first question to the receipt; ``finished`` when the person is done."""

    finished = Signal()

    def __init__(
        self,
        *,
        window: MainWindow,
        station: Station,
        jobs: JobRunner,
        follow_up_to: str = "",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._station = station
        self._jobs = jobs
        self._follow_up_to = follow_up_to
        self._card: TeamCard | None = None
        self._sent_it = False
        self.view = self._make_view()

    def begin(self) -> None:
        """Read the team card and show the empty form; without a card it works all the same."""
        self._read_card()
        self._start(self.view)
        self._window.show_screen(self.view)

    def _read_card(self) -> None:
        self._card, refusal = known_team_card(self._station)
        if refusal is not None:
            message = message_for(refusal)
            self.view.show_problem(message.message, message.next_step)

    def _make_view(self) -> ReportView:
        view = ReportView(
            search=self._search,
            roles=_choices("pupil_roles"),
            places=_choices("location_types"),
            sources=_choices("sources"),
            now=self._local_now,
        )
        view.submitted.connect(self._send)
        view.body_map_requested.connect(self._open_body_map)
        view.cancelled.connect(self._leave)
        self._window.set_close_guard(self._may_leave)
        self.finished.connect(lambda: self._window.set_close_guard(None))
        return view

    def _leave(self) -> None:
        if self._may_leave():
            self.finished.emit()

    def _may_leave(self) -> bool:
        """Ask once before words that nobody has received are given up."""
        if self._sent_it or self.view.untouched():
            return True
        return confirmed(
            self._window,
            Question(
                identifier="report.leave",
                text=self.tr("This concern has not been sent."),
                detail=self.tr("What you have written is kept nowhere else and would be gone."),
                stay=self.tr("Go on writing"),
                go=self.tr("Leave without sending"),
            ),
        )

    def _start(self, view: ReportView) -> None:
        try:
            card, _ = known_school_card(self._station)
            readers = {reader.role for reader in card.restricted}
        except UserFacingError:
            readers = set()
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
        )

    def _local_now(self) -> datetime:
        return self._station.now().astimezone(SCHOOL_ZONE).replace(tzinfo=None)

    def _search(self, text: str) -> Sequence[PupilOption]:
        if self._card is None:
            return ()
        found = [pupil for pupil in self._card.pupils if matches(text, pupil.name)]
        return [
            PupilOption(id=pupil.id, display=pupil.name, year=pupil.year, klass=pupil.class_name)
            for pupil in found[:_MOST_FOUND]
        ]

    # -- the body map stands on a page of its own; the form waits behind it ------------------------

    def _open_body_map(self) -> None:
        page = BodyMapPage()
        maps = self.view.body_maps()
        page.editor.set_body_map(maps[0] if maps else None)
        page.editor.done.connect(self._body_map_done)
        page.editor.cancelled.connect(lambda: self._window.back_to(self.view))
        self._window.show_over(page)

    def _body_map_done(self, body_map: BodyMap) -> None:
        self.view.show_body_maps((body_map,))
        self._window.back_to(self.view)
        self.view.account.told.setFocus()

    # -- sending -----------------------------------------------------------------------------------

    def _send(self, form: ReportForm) -> None:
        self.view.set_busy(True)
        self._jobs.run(
            lambda: self._seal(form),
            receiver=self.view,
            on_done=self._sent,
            on_error=self._refused,
        )

    def _seal(self, form: ReportForm) -> SentConcern:
        author = self._author(form.who)
        files = tuple(_read(Path(path)) for path in form.files)
        return log_concern(
            self._station, draft=replace(form.concern, attachments=files), author=author
        )

    def _author(self, who: WhoDraft) -> Author:
        if who.kind is WhoKind.GUEST:
            return guest_author(self._station, name=who.name)
        if who.kind is WhoKind.FIRST_TIME:
            return set_first_pin(self._station, account=who.person, code=who.slip, pin=who.pin)
        return author_with_pin(self._station, account=who.person, pin=who.pin)

    def _refused(self, error: UserFacingError) -> None:
        message = message_for(error)
        self.view.set_busy(False)
        if error.code.startswith(_PIN_CODES):
            self.view.show_pin_problem(message.text)
        else:
            self.view.show_problem(message.message, message.next_step)

    def _sent(self, sent: SentConcern) -> None:
        self._sent_it = True
        self.view.clear()
        receipt = ReceiptView()
        receipt.show_receipt(receipt_shown(sent))
        receipt.print_requested.connect(
            lambda: print_receipt(receipt, receipt, station=self._station, sent=sent)
        )
        receipt.done.connect(self.finished)
        self._window.show_screen(receipt)


def _read(path: Path) -> Attachment:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UserFacingError("cli.file_missing", file=path.name) from error
    return inspect(path.name, content).attachment


def _choices(name: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(value=item.code, text=item.label, hint=item.definition)
        for item in vocabularies.load(name).items
        if not item.parent
    )
