"""The workstation's own pages: pairing with the school, a first PIN, what I have sent."""

import platform
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

import resources
from desktop.context import Context
from desktop.controllers.letterbox_place import LetterboxPlace
from desktop.controllers.staff.shown import people_options
from desktop.job_runner import JobRunner
from desktop.settings import load_settings, save_settings
from desktop.usecases.staff.drafts import take_warnings
from desktop.usecases.staff.pair import (
    Pairing,
    forget_school,
    pair_workstation,
    pairing_of,
    withdraw,
)
from desktop.usecases.staff.receipts import SentRow, deliver, my_receipts
from desktop.usecases.staff.say_who import Author, author_with_pin, set_first_pin
from desktop.usecases.staff.station import Station, known_team_card, open_station
from storage.letterbox.team_card import TeamCard
from storage.records.errors import UserFacingError
from storage.records.times import for_people, to_text
from ui.drafts import PairingDraft, PairingShown, SentShown, WhoDraft
from ui.main_window import MainWindow
from ui.messages import message_for
from ui.views.enrol import EnrolView
from ui.views.pairing import PairingView
from ui.views.receipt_list import ReceiptListView

_LOOK_AGAIN_MS = 3000


class WorkstationController(QObject):
    """One of the pages at a time; ``finished`` leads back to the first screen; ``signed_in``
    carries the Author whose PIN was right, or has just been set.
    """

    finished = Signal()
    signed_in = Signal(object)
    follow_up = Signal(int)

    def __init__(
        self, *, window: MainWindow, context: Context, jobs: JobRunner, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._context = context
        self._jobs = jobs
        self._asked: PairingDraft | None = None

    # -- pairing -----------------------------------------------------------------------------------

    def show_pairing(self, *, draft: PairingDraft | None = None) -> None:
        """Ask for the letterbox folder and show the code to compare."""
        view = PairingView()
        again = QTimer(view)  # the DSL confirms on her own screen; this one notices by itself
        again.setInterval(_LOOK_AGAIN_MS)
        again.timeout.connect(lambda: self._pair(view, self._asked))
        minutes = int(resources.read_toml("letterbox.toml")["pairing_minutes"])
        limit = QTimer(view)
        limit.setSingleShot(True)
        limit.setInterval(minutes * 60_000)
        limit.timeout.connect(lambda: self._too_late(view, again))

        def ask(asked: PairingDraft | None) -> None:
            again.start()
            limit.start()
            self._pair(view, asked, ask_again=True)

        view.asked.connect(ask)
        view.looked_again.connect(lambda: ask(self._asked))
        view.differs.connect(lambda: self._differs(view, again))
        view.guide_requested.connect(lambda: self._guide(view.label.text()))
        view.done.connect(self.finished)
        view.back_requested.connect(self.finished)
        self._window.show_screen(view)
        view.start(
            letterbox=draft.letterbox if draft else self._usual_letterbox(),
            label=draft.label if draft else platform.node(),
        )

    def _guide(self, label: str) -> None:
        place = LetterboxPlace(context=self._context, jobs=self._jobs, lead=False)

        def use(way: str, path: str) -> None:
            place.keep(way, path)
            self.show_pairing(draft=PairingDraft(letterbox=path, label=label))

        place.used.connect(use)
        place.view.back_requested.connect(self.show_pairing)
        self._window.show_screen(place.view)
        place.begin()

    def _too_late(self, view: PairingView, again: QTimer) -> None:
        station = self._station()
        if station is None or pairing_of(station).confirmed:
            return
        again.stop()
        with suppress(UserFacingError):
            withdraw(station)
        view.show_too_late()

    def _differs(self, view: PairingView, again: QTimer) -> None:
        again.stop()
        station = self._station()
        if station is None:
            return
        self._asked = None
        self._jobs.run(
            lambda: forget_school(station),
            receiver=view,
            on_done=lambda gone: view.show_different(gone=gone),
            on_error=lambda error: _say(view, error),
        )

    def _station(self) -> Station | None:
        context = self._context
        try:
            return open_station(
                folder=context.paths.workstation,
                letterbox=Path(self._asked.letterbox) if self._asked else context.paths.letterbox,
                clock=context.clock,
                random_bytes=context.random_bytes,
                secrets=context.secret_store,
            )
        except UserFacingError:
            return None

    def _usual_letterbox(self) -> str:
        folder = self._context.paths.letterbox
        return str(folder) if folder.exists() else ""

    def _pair(
        self, view: PairingView, draft: PairingDraft | None, *, ask_again: bool = False
    ) -> None:
        if draft is None:
            return
        self._asked = draft
        context = self._context
        letterbox = Path(draft.letterbox)

        def work() -> Pairing:
            pairing = pair_workstation(
                folder=context.paths.workstation,
                letterbox=letterbox,
                label=draft.label,
                clock=context.clock,
                random_bytes=context.random_bytes,
                secrets=context.secret_store,
                ask_again=ask_again,
            )
            file = context.paths.settings_file
            usual = letterbox == context.paths.home / "letterbox"
            save_settings(
                file,
                replace(
                    load_settings(file),
                    letterbox="" if usual else str(letterbox),
                    school_name=pairing.school_name,
                ),
            )
            return pairing

        self._jobs.run(
            work,
            receiver=view,
            on_done=lambda pairing: view.show_pairing(
                PairingShown(
                    school=pairing.school_name, code=pairing.code, confirmed=pairing.confirmed
                )
            ),
            on_error=lambda error: _say(view, error),
        )

    # -- a first PIN -------------------------------------------------------------------------------

    def show_enrol(self, station: Station) -> None:
        """Ask for name, slip of paper and a PIN."""
        view = EnrolView()
        view.submitted.connect(lambda who: self._set_pin(view, station, who))
        view.done.connect(self.finished)
        view.back_requested.connect(self.finished)
        self._window.show_screen(view)
        view.start(people_options(_card(station)))

    def _set_pin(self, view: EnrolView, station: Station, who: WhoDraft) -> None:
        self._jobs.run(
            lambda: set_first_pin(station, account=who.person, code=who.slip, pin=who.pin),
            receiver=view,
            on_done=lambda author: self._pin_set(view, author),
            on_error=lambda error: _say(view, error),
        )

    def _pin_set(self, view: EnrolView, author: Author) -> None:
        self.signed_in.emit(author)
        view.show_done()

    # -- what I have sent --------------------------------------------------------------------------

    def show_sent(self, station: Station) -> None:
        """Ask who it is, then show the numbers of their own concerns and the replies."""
        view = ReceiptListView()
        view.asked.connect(lambda who: self._show_receipts(view, station, who))
        view.follow_up_requested.connect(self.follow_up)
        view.back_requested.connect(self.finished)
        self._window.show_screen(view)
        view.start(people_options(_card(station)))

    def _show_receipts(self, view: ReceiptListView, station: Station, who: WhoDraft) -> None:
        def work() -> _Mine:
            author = author_with_pin(station, account=who.person, pin=who.pin, code=who.code)
            return _Mine(
                refused=deliver(station).refused,
                author=author,
                rows=my_receipts(station, author=author),
                deleted=take_warnings(station, keys=author.keys),
            )

        self._jobs.run(
            work,
            receiver=view,
            on_done=lambda mine: self._show_mine(view, mine),
            on_error=lambda error: _say(view, error),
        )

    def _show_mine(self, view: ReceiptListView, mine: "_Mine") -> None:
        self.signed_in.emit(mine.author)
        view.show_sent([_shown(row) for row in mine.rows])
        if mine.refused:
            error = UserFacingError("letterbox.receipt_not_ours")
            view.message.show_message(
                message_for(error).message,
                severity="warning",
                next_step=message_for(error).next_step,
            )
        if mine.deleted:
            when = "; ".join(for_people(to_text(begun)) for begun in mine.deleted)
            view.message.show_message(
                self.tr(
                    "An unfinished concern of yours was deleted after its time: {when}."
                ).format(when=when),
                severity="warning",
                next_step=self.tr("Nobody received it. If it was not sent since, write it again."),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mine:
    """What one person is shown of their own; ``deleted`` when unfinished concerns were begun that
    were deleted unsent; ``refused`` receipts in the folder that are not right.
    """

    refused: int
    author: Author
    rows: tuple[SentRow, ...]
    deleted: tuple[datetime, ...]


def _shown(row: SentRow) -> SentShown:
    return SentShown(
        number=row.number,
        sent_at=for_people(row.sent_at),
        received_at=for_people(row.received_at) if row.received_at else "",
        reply=row.reply,
        here=row.here,
    )


def _card(station: Station) -> TeamCard | None:
    """The newest list of names that was right; the one in the folder may be exchanged."""
    return known_team_card(station)[0]


def _say(view: PairingView | EnrolView | ReceiptListView, error: UserFacingError) -> None:
    message = message_for(error)
    beside = f"{message.message} {message.next_step}".strip()
    if isinstance(view, PairingView) or not view.who.show_refusal(error.code, beside):
        view.show_problem(message.message, message.next_step)
