"""Work beside the work: a second worker for checks and unattended backups, which stops when
asked."""

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from desktop.job_runner import JobRunner
from storage.database.faults import InterruptedReadError
from storage.records.errors import UserFacingError

Cancelled = Callable[[], bool]


class Background(QObject):
    """Runs one thing after another on connections of its own, never on the writer's.

    Each work is given ``cancelled`` and raises InterruptedReadError soon after it says True; that
    is no fault and is told to nobody. ``cancel`` asks for the end without waiting for it.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = JobRunner(self)
        self._stop = threading.Event()
        self._ended = False
        self.busy_changed = self._jobs.busy_changed

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
        stop = self._stop

        def guarded() -> tuple[bool, Any]:
            try:
                return True, None if stop.is_set() else work(stop.is_set)
            except InterruptedReadError:
                return False, None

        def finished(answer: tuple[bool, Any]) -> None:
            whole, result = answer
            if whole and not stop.is_set():
                on_done(result)
            else:
                on_stopped()

        if not self._ended:
            self._jobs.run(guarded, receiver=receiver, on_done=finished, on_error=on_error)

    def cancel(self) -> None:
        """Ask everything queued and under way to stop; what is queued later runs."""
        self._stop.set()
        self._stop = threading.Event()

    def end(self) -> None:
        """Ask everything to stop and wait until the thread is gone; from any thread."""
        self._ended = True
        self._stop.set()
        self._jobs.stop()
