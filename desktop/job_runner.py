"""The one worker thread: jobs run there in order, and their results come back on the window's
thread.
"""

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from queue import SimpleQueue
from typing import Any

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from storage.records.errors import UserFacingError

_log = logging.getLogger("holdfast.jobs")


@dataclass(slots=True)
class _Job:
    work: Callable[[], Any]
    receiver: QObject
    on_done: Callable[[Any], None]
    on_error: Callable[[UserFacingError], None]
    result: Any = None
    error: UserFacingError | None = None

    def do(self) -> None:
        try:
            self.result = self.work()
        except UserFacingError as error:
            # its frames hold this job, and what it was given, until somebody looks for such rings
            self.error = error.with_traceback(None)
        except Exception as error:  # noqa: BLE001 - border: a bug in a job is told, never swallowed
            _log.error("a job failed", exc_info=error)
            self.error = UserFacingError("desktop.bug", kind=type(error).__name__)


class _Worker(QThread):
    """Does what is queued, in order, until it finds None; holds nothing between jobs.

    The window's thread keeps each job until it is told of its end, and lets go of it last: what a
    job holds of the window must not be deleted here.
    """

    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.queue: SimpleQueue[_Job | None] = SimpleQueue()

    def run(self) -> None:
        while self._do_next():
            self.ended.emit()

    def _do_next(self) -> bool:
        job = self.queue.get()
        if job is not None:
            job.do()
        return job is not None

    def finish(self, _owner: object = None) -> None:
        """End after what is queued, and wait for it."""
        self.queue.put(None)
        self.wait()


class JobRunner(QObject):
    """Runs jobs one after another off the window's thread; results for a closed screen are dropped.

    ``busy_changed`` tells whether anything is under way. ``stop()`` lets what is queued end,
    then ends the thread.
    """

    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._under_way: deque[_Job] = deque()
        self._alive: set[int] = set()
        self._worker = _Worker(self)
        self._worker.ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        # a thread that still runs when its owner goes would take the whole process with it
        self.destroyed.connect(partial(_Worker.finish, self._worker))
        self._worker.start()

    def run(
        self,
        work: Callable[[], Any],
        *,
        receiver: QObject,
        on_done: Callable[[Any], None],
        on_error: Callable[[UserFacingError], None],
    ) -> None:
        """Queue ``work``; call ``on_done(result)`` or ``on_error(error)`` while ``receiver`` still
        lives.
        """
        key = id(receiver)
        if key not in self._alive:
            self._alive.add(key)
            receiver.destroyed.connect(lambda _=None, key=key: self._alive.discard(key))
        job = _Job(work, receiver, on_done, on_error)
        self._under_way.append(job)
        if len(self._under_way) == 1:
            self.busy_changed.emit(True)
        self._worker.queue.put(job)

    def stop(self) -> None:
        """End the worker thread after the job under way."""
        self._alive.clear()
        self._worker.finish()

    @Slot()
    def _deliver(self) -> None:
        job = self._under_way.popleft()
        if not self._under_way:
            self.busy_changed.emit(False)
        if id(job.receiver) not in self._alive:
            return
        if job.error is not None:
            job.on_error(job.error)
        else:
            job.on_done(job.result)
