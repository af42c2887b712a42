"""The process in which the head or the chair reads letters about adults: it alone holds their keys,
and ends when it is locked.
"""

import sys
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from desktop.auto_lock import AutoLock
from desktop.child_pipe import ChildPipe
from desktop.context import Context, child_context
from desktop.controllers.restricted.enter_controller import EnterController
from desktop.controllers.restricted.room_controller import RoomController
from desktop.job_runner import JobRunner
from desktop.logs import start_logging
from desktop.qt_setup import change_text_size, set_up_application
from desktop.screen_guard import guard_window
from desktop.usecases.restricted.room import Room
from ui.main_window import MainWindow


class RestrictedProcess(QObject):
    """Holds the window, the worker and the reader's keys; nothing of it outlives the process."""

    locking = Signal()

    def __init__(self, app: QApplication, context: Context, *, made_up: bool = False) -> None:
        super().__init__()
        self._app = app
        self._context = context
        self._made_up = made_up
        self._jobs = JobRunner(self)
        self._window: MainWindow | None = None
        self._controller: QObject | None = None
        self._auto_lock: AutoLock | None = None
        self.pipe = ChildPipe(self)
        self.pipe.ended.connect(lambda: self.lock("closed"))

    def begin(self) -> None:
        """Show the window and ask who it is."""
        window = MainWindow()
        self._window = window
        window.resize(1366, 728)
        if self._made_up:
            from ui.widgets.practice_bar import PracticeBar  # late: only for the made-up school

            window.show_above(PracticeBar())
        window.lock_requested.connect(lambda: self.lock("asked"))
        window.closing.connect(lambda: self.lock("closed"))
        file = self._context.paths.settings_file
        window.text_size_requested.connect(lambda step: change_text_size(self._app, file, step))
        guard_window(window, allow_capture=self._made_up or self._context.settings.allow_capture)
        enter = EnterController(window=window, context=self._context, jobs=self._jobs, parent=self)
        enter.opened.connect(self._opened)
        enter.left.connect(lambda: self.lock("asked"))
        self._controller = enter
        enter.begin()
        window.show()
        self._watch()
        QTimer.singleShot(0, lambda: self.pipe.send({"event": "opened"}))

    def _opened(self, room: Room) -> None:
        if self._window is None:
            return
        if self._controller is not None:
            self._controller.deleteLater()
        controller = RoomController(
            window=self._window,
            room=room,
            context=self._context,
            jobs=self._jobs,
            parent=self,
        )
        controller.lock_requested.connect(lambda: self.lock("asked"))
        self._controller = controller
        controller.begin()

    def _watch(self) -> None:
        self._auto_lock = AutoLock(minutes=max(1, self._context.settings.idle_minutes), parent=self)
        self._app.installEventFilter(self._auto_lock)
        self._auto_lock.idle.connect(lambda: self.lock("idle"))

    def lock(self, why: str) -> None:
        """Destroy the window at once, tell the start process, end: the keys go with it."""
        if self._window is None:
            return
        self.locking.emit()
        self._window.hide()
        self._window.deleteLater()
        self._window = None
        self.pipe.send({"event": "locked", "why": why})
        QTimer.singleShot(0, self._end)

    def _end(self) -> None:
        self._jobs.stop()
        self._app.exit(0)


def run_restricted_process(words: Sequence[str]) -> int:
    """Run the child until it is locked; ``words`` are ``--home DIR [--letterbox DIR]
    [--made-up yes]``.
    """
    context, made_up = child_context(words)
    start_logging(context.paths.log_file)
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    clipboard = set_up_application(app, context.settings)
    process = RestrictedProcess(app, context, made_up=made_up)
    process.locking.connect(clipboard.forget)
    process.pipe.start()
    process.begin()
    return int(app.exec())
