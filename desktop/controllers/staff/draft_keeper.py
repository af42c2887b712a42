"""Keeps the form that is being written, sealed to its author, a few seconds after each pause."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop.controllers.staff.draft_form import pack_form
from desktop.job_runner import JobRunner
from desktop.usecases.staff.drafts import (
    delete_draft,
    keep_draft,
    megabytes_kept,
    new_name,
    reader_of,
)
from desktop.usecases.staff.guests import guest_reader, number_problem
from desktop.usecases.staff.station import Station
from storage.keys.person_keys import PublicKeys
from storage.letterbox.draft_age import AgeClock
from storage.records.errors import UserFacingError
from storage.records.times import SCHOOL_ZONE
from ui.drafts import ReportForm, WhoKind
from ui.messages import message_for

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """To whom the draft is sealed, and for which name or number that was found out."""

    whose: tuple[str, str]
    public: PublicKeys | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    reader: _Reader
    whole: bool


class DraftKeeper(QObject):
    """One for one form. ``notice`` carries one quiet sentence for the form's foot: whether it is
    kept; ``lost`` the form that could not be kept when it was put away, and why.
    """

    notice = Signal(str)
    kept = Signal()
    lost = Signal(object, object)

    def __init__(
        self,
        *,
        station: Station,
        jobs: JobRunner,
        ages: AgeClock,
        name: str = "",
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._station = station
        self._jobs = jobs
        self._ages = ages
        self._name = name
        self._on_disk = bool(name)
        self._number = ""
        self._reader: _Reader | None = None
        self._busy = False
        self._next: ReportForm | None = None
        self._ended = False
        self.is_last = False

    @property
    def name(self) -> str:
        """The name of the draft that lies on the disk, or is being put there; "" for none."""
        return self._name

    def is_kept(self) -> bool:
        """Whether this form lies on the disk, sealed to its author."""
        return self._on_disk

    def set_number(self, number: str) -> None:
        """The number for today that a guest has chosen; "" for none."""
        self._number = number

    def can_keep(self, form: ReportForm) -> bool:
        """Whether it is known to whom this form can be sealed."""
        who = form.who
        if who.kind is WhoKind.GUEST:
            return bool(who.name) and number_problem(self._number) is None
        return bool(who.person) and reader_of(self._station, who.person) is not None

    def begin(self) -> None:
        """Say what is needed before anything can be kept."""
        if not self._on_disk:
            self.notice.emit(self._once_named())

    def changed(self, form: ReportForm) -> None:
        """Keep the form as it is now; while one is being kept, the newest waits."""
        if self._ended:
            return
        if not self.can_keep(form):
            self.notice.emit(self._why_not(form))
            return
        if self._busy:
            self._next = form
            return
        self._run(form)

    def put_away(self, form: ReportForm) -> None:
        """Keep it for the last time; ``kept`` or ``lost`` follows."""
        self.is_last = True
        self._next = None
        self._run(form)

    def sent(self) -> None:
        """The concern lies sealed in the outbox: its draft goes."""
        self._end()

    def discard(self) -> None:
        """The person does not want it any more."""
        self._end()

    def _end(self) -> None:
        self._ended = True
        self._next = None
        station, name = self._station, self._name
        if name:
            # after what is still being kept: jobs run in order
            self._jobs.run(
                lambda: delete_draft(station, name),
                receiver=self._jobs,
                on_done=lambda _: None,
                on_error=lambda _: None,
            )

    def _run(self, form: ReportForm) -> None:
        self._busy = True
        whose = self._whose(form)
        reader = self._reader if self._reader and self._reader.whose == whose else None
        former, number = self._name, self._number
        if not former or (reader is None and self._reader is not None):
            # known before it is written, so that a concern sent meanwhile can name it
            self._name = new_name(self._station)
        name = self._name
        self._jobs.run(
            lambda: self._keep(form, whose, reader, name=name, former=former, number=number),
            receiver=self,
            on_done=self._done,
            on_error=lambda error: self._failed(form, error),
        )

    def _whose(self, form: ReportForm) -> tuple[str, str]:
        who = form.who
        if who.kind is WhoKind.GUEST:
            return ("guest", f"{self._number} {who.name}")
        return ("member", who.person)

    def _keep(
        self,
        form: ReportForm,
        whose: tuple[str, str],
        reader: _Reader | None,
        *,
        name: str,
        former: str,
        number: str,
    ) -> _Kept:
        """In the worker: seal and write; somebody else's name makes another draft of it."""
        station = self._station
        if reader is None:
            reader = _Reader(whose=whose, public=self._find_reader(form, name, number))
        if reader.public is None:
            raise UserFacingError("staff.first_time")
        content, whole = pack_form(form, most_bytes=megabytes_kept() * _MEGABYTE)
        keep_draft(station, name=name, content=content, to=reader.public, ages=self._ages)
        if former and former != name:
            delete_draft(station, former)
        return _Kept(reader=reader, whole=whole)

    def _find_reader(self, form: ReportForm, name: str, number: str) -> PublicKeys | None:
        if form.who.kind is WhoKind.GUEST:
            return guest_reader(self._station, draft=name, number=number)
        return reader_of(self._station, form.who.person)

    def _done(self, kept: _Kept) -> None:
        self._busy, self._on_disk = False, True
        self._reader = kept.reader
        if self._ended:
            return
        if kept.whole:
            moment = self._station.now().astimezone(SCHOOL_ZONE)
            words = self.tr("Kept for you, {when}.").format(when=f"{moment:%H:%M}")
        else:
            words = self.tr("Kept for you without the files: over {n} MB.").format(
                n=megabytes_kept()
            )
        self.notice.emit(words)
        self.kept.emit()
        self._go_on()

    def _failed(self, form: ReportForm, error: UserFacingError) -> None:
        self._busy = False
        self.notice.emit(message_for(error).message)
        if self.is_last:
            self.lost.emit(form, error)
            return
        self._go_on()

    def _go_on(self) -> None:
        if self._next is not None and not self._ended:
            form, self._next = self._next, None
            self.changed(form)

    def _why_not(self, form: ReportForm) -> str:
        if form.who.kind is WhoKind.GUEST:
            return self.tr("Not kept if the computer stops: no number for today.")
        if form.who.kind is WhoKind.FIRST_TIME and form.who.person:
            return self.tr("Not kept if the computer stops: no PIN yet.")
        return self._once_named()

    def _once_named(self) -> str:
        return self.tr("Kept if the computer stops, once you choose your name.")
