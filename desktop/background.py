"""Work beside the work: a second worker for checks and unattended backups, which stops when
asked."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.job_runner import JobRunner
from storage.database.faults import InterruptedReadError
from storage.records.errors import UserFacingError

Cancelled = Callable[[], bool]


class _Round:
    """Counts how often everything was asked to stop."""

    def __init__(self) -> None:
        self.number = 0


class Background(QObject):
    """Runs one thing after another on connections of its own, never on the writer's.

    Each work is given ``cancelled`` and raises InterruptedReadError soon after it says True; that
    is no fault and is told to nobody. ``cancel`` asks for the end without waiting for it.
    """

    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = JobRunner(self)
        self._jobs.busy_changed.connect(self.busy_changed)
        self._round = _Round()
        # a thread that still runs when its owner goes would take the whole process with it
        self.destroyed.connect(partial(_end, self._jobs, self._round))

    def run(
        self,
        work: Callable[[Cancelled], Any],
        *,
        receiver: QObject,
        on_done: Callable[[Any], None],
        on_error: Callable[[UserFacingError], None],
        on_stopped: Callable[[], None] = lambda: None,
    ) -> None:
        """Queue ``work``; call back on the window's thread while ``receiver`` still lives."""
        of, mine = self._round, self._round.number

        def cancelled() -> bool:
            return of.number != mine

        def guarded() -> Any:
            try:
                return None if cancelled() else work(cancelled)
            except InterruptedReadError:
                return None

        def finished(result: Any) -> None:
            if cancelled():
                on_stopped()
            else:
                on_done(result)

        self._jobs.run(guarded, receiver=receiver, on_done=finished, on_error=on_error)

    def cancel(self) -> None:
        """Ask everything queued and under way to stop; what is queued later runs."""
        self._round.number += 1

    def end(self) -> None:
        """Ask everything to stop and wait until the thread is gone; from any thread."""
        _end(self._jobs, self._round)


def _end(jobs: JobRunner, of: _Round, _gone: object = None) -> None:
    of.number += 1
    jobs.stop()
