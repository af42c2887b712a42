"""The one worker thread: jobs run there in order, and their results come back on the window's
thread.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from storage.records.errors import UserFacingError

_log = logging.getLogger("holdfast.jobs")


@dataclass(frozen=True, slots=True)
class _Job:
    work: Callable[[], Any]
    receiver: QObject
    on_done: Callable[[Any], None]
    on_error: Callable[[UserFacingError], None]


class _Worker(QObject):
    """Lives in the worker thread; holds nothing between jobs."""

    done = Signal(object, object)
    failed = Signal(object, object)

    @Slot(object)
    def work(self, job: _Job) -> None:
        try:
            result = job.work()
        except UserFacingError as error:
            self.failed.emit(job, error)
        except Exception as error:  # noqa: BLE001 - border: a bug in a job is told, never swallowed
            _log.error("a job failed", exc_info=error)
            self.failed.emit(job, UserFacingError("desktop.bug", kind=type(error).__name__))
        else:
            self.done.emit(job, result)


class JobRunner(QObject):
    """Runs jobs one after another off the window's thread; results for a closed screen are dropped.

    ``busy_changed`` tells whether anything is under way. ``stop()`` lets the running job end, then
    ends the thread.
    """

    busy_changed = Signal(bool)
    _submitted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting = 0
        self._alive: set[int] = set()
        self._stopped = False
        self._thread = QThread()
        self._worker = _Worker()
        self._worker.moveToThread(self._thread)
        self._submitted.connect(self._worker.work, Qt.ConnectionType.QueuedConnection)
        self._worker.done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._worker.failed.connect(self._deliver_error, Qt.ConnectionType.QueuedConnection)
        self._thread.start()

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
        self._waiting += 1
        if self._waiting == 1:
            self.busy_changed.emit(True)
        self._submitted.emit(_Job(work, receiver, on_done, on_error))

    def stop(self) -> None:
        """End the worker thread after the job under way; a second time does nothing.

        At the end of a program the thread may be deleted before whoever asks again.
        """
        if self._stopped:
            return
        self._stopped = True
        self._alive.clear()
        self._thread.quit()
        self._thread.wait()

    @Slot(object, object)
    def _deliver(self, job: _Job, result: Any) -> None:
        self._one_less()
        if id(job.receiver) in self._alive:
            job.on_done(result)

    @Slot(object, object)
    def _deliver_error(self, job: _Job, error: UserFacingError) -> None:
        self._one_less()
        if id(job.receiver) in self._alive:
            job.on_error(error)

    def _one_less(self) -> None:
        self._waiting -= 1
        if self._waiting == 0:
            self.busy_changed.emit(False)
