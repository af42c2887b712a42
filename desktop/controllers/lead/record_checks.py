"""The check of the record beside the work: begun after the sign-in, told in one line, remembered
when it ended well."""

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from desktop.background import Background, Cancelled
from desktop.job_runner import JobRunner
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.check_casebook import (
    CheckPlan,
    CheckResult,
    LastCheck,
    check_casebook,
    plan_check,
    remember_check,
)
from storage.records.errors import UserFacingError
from storage.records.times import SCHOOL_ZONE, for_people, from_text
from ui.care_material import CheckLine
from ui.messages import Message, message_for

_TOLD_EVERY = 100


class RecordChecks(QObject):
    """``changed`` carries the line at the foot, ``progressed`` the numbers, ``ended`` whether all
    is well; one check runs at a time, and locking does not wait for it.
    """

    changed = Signal(object)
    progressed = Signal(int, int)
    ended = Signal(bool)
    _moved = Signal(str, int, int)

    def __init__(
        self,
        *,
        casebook: OpenCasebook,
        jobs: JobRunner,
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._casebook = casebook
        self._jobs = jobs
        self._background = background
        self._running = False
        self._line = CheckLine(text="")
        self.faults: tuple[Message, ...] = ()
        self._moved.connect(self._show_progress)

    def begin(self, last: LastCheck | None) -> None:
        """Say how the last check ended, and start the next one."""
        if last is not None:
            self._say(CheckLine(text=self.good_words(last.entries, last.at), severity="success"))
        self.start()

    def start(self, *, full: bool = False) -> None:
        """Check what was written since the last check, or everything."""
        if self._running or self._casebook.read_only:
            return
        self._running = True
        self.faults = ()
        self._say(CheckLine(text=self.tr("Checking the record. You can go on working.")))
        self._jobs.run(
            lambda: plan_check(self._casebook, full=full),
            receiver=self,
            on_done=self._check,
            on_error=self._fail,
        )

    def stop(self) -> None:
        """Stop the check under way; the next one begins where the last good one ended."""
        self._background.cancel()

    def line(self) -> CheckLine:
        """The line as it stands."""
        return self._line

    def running(self) -> bool:
        """Whether a check is under way."""
        return self._running

    def _check(self, plan: CheckPlan) -> None:
        self._background.run(
            lambda cancelled: self._work(plan, cancelled),
            receiver=self,
            on_done=self._remember,
            on_error=self._fail,
            on_stopped=self._stopped,
        )

    def _work(self, plan: CheckPlan, cancelled: Cancelled) -> CheckResult:
        def tell(stage: str, done: int, total: int) -> None:
            if done % _TOLD_EVERY == 0 or done == total:
                self._moved.emit(stage, done, total)

        return check_casebook(plan, progress=tell, cancelled=cancelled)

    def _remember(self, result: CheckResult) -> None:
        self._jobs.run(
            lambda: remember_check(self._casebook, result),
            receiver=self,
            on_done=lambda _: self._end(result),
            on_error=self._fail,
        )

    def _end(self, result: CheckResult) -> None:
        self._running = False
        self.faults = tuple(message_for(error) for error in result.sentences)
        if result.ok:
            self._say(
                CheckLine(
                    text=self.good_words(result.entries, result.at, lost=result.lost),
                    severity="success",
                )
            )
        else:
            first = self.faults[0].message if self.faults else self.tr("The record is damaged.")
            self._say(CheckLine(text=first, severity="danger", action=self.tr("What to do")))
        self.ended.emit(result.ok)

    def _fail(self, error: UserFacingError) -> None:
        self._running = False
        self.faults = (message_for(error),)
        text = self.tr("The record could not be checked: {why}").format(why=self.faults[0].message)
        self._say(CheckLine(text=text, severity="warning", action=self.tr("What to do")))
        self.ended.emit(False)

    def _stopped(self) -> None:
        self._running = False
        self._say(CheckLine(text=self.tr("The check was stopped. It begins again next time.")))
        self.ended.emit(False)

    def _show_progress(self, stage: str, done: int, total: int) -> None:
        words = self.tr("Checking the record: {done} of {total}. You can go on working.")
        text = words.format(done=f"{done:,}", total=f"{total:,}")
        if stage != "entries":
            text = self.tr("Checking that the file can be read whole. You can go on working.")
        self._say(CheckLine(text=text, done=done, total=total))
        self.progressed.emit(done, total)

    def good_words(self, entries: int, at: str, *, lost: int = 0) -> str:
        """The sentence about a check that ended well; ``lost`` entries an earlier rescue named."""
        words = self.tr("All {entries} entries checked {when}.")
        text = words.format(entries=f"{entries:,}", when=self._when(at))
        if not lost:
            return text
        named = self.tr("{n} of them were lost before a rescue, which names them.")
        return f"{text} {named.format(n=f'{lost:,}')}"

    def _when(self, at: str) -> str:
        moment: datetime = from_text(at).astimezone(SCHOOL_ZONE)
        if moment.date() == self._casebook.clock().astimezone(SCHOOL_ZONE).date():
            return self.tr("today at {time}").format(time=f"{moment:%H:%M}")
        return self.tr("on {when}").format(when=for_people(at))

    def _say(self, line: CheckLine) -> None:
        self._line = line
        self.changed.emit(line)
