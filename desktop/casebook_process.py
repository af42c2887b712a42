"""The casebook process: waits for a sign-in on its pipe, shows the lead's window, and ends
when it is locked.
"""

import logging
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

import resources
from desktop.auto_lock import AutoLock
from desktop.child_pipe import ChildPipe
from desktop.collector import keep_what_is_loaded
from desktop.context import Context, child_context, reload_context
from desktop.controllers.lead.casebook_controller import CasebookController
from desktop.controllers.lead.mending import Mending
from desktop.controllers.lead.recover_controller import RecoverController
from desktop.controllers.lead.set_up_controller import SetUpController
from desktop.job_runner import JobRunner
from desktop.logs import start_logging
from desktop.qt_setup import change_text_size, set_up_application
from desktop.screen_guard import guard_window
from desktop.usecases.lead.back_up import open_backup_read_only
from desktop.usecases.lead.backup_round import back_up_everywhere
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.close_session import close_session
from desktop.usecases.lead.fresh_code import FreshCode
from desktop.usecases.lead.sign_in import Credentials, SignedIn, sign_in
from storage.keys.self_test import run_self_test
from storage.records.errors import UserFacingError
from ui.main_window import MainWindow
from ui.widgets.lock_warning import LockWarning

_log = logging.getLogger("holdfast.casebook")


class CasebookProcess(QObject):
    """Holds the window, the worker and the opened casebook; nothing of it outlives the process."""

    locking = Signal()
    preparing = Signal(int, int)
    rotating = Signal(int, int)

    def __init__(self, app: QApplication, context: Context, *, made_up: bool) -> None:
        super().__init__()
        self._app = app
        self._context = context
        self._made_up = made_up
        self._jobs = JobRunner(self)
        self._window: MainWindow | None = None
        self._controller: QObject | None = None
        self._casebook: OpenCasebook | None = None
        self._backup_folder: tempfile.TemporaryDirectory[str] | None = None
        self._locking = False
        self._auto_lock: AutoLock | None = None
        self._mending: Mending | None = None
        keep_what_is_loaded()
        self.pipe = ChildPipe(self)
        self.pipe.line.connect(self._take)
        self.pipe.ended.connect(lambda: self.lock("closed"))
        self.preparing.connect(
            lambda done, total: self.pipe.send({"event": "preparing", "done": done, "total": total})
        )
        self.rotating.connect(
            lambda done, total: self.pipe.send({"event": "rotating", "done": done, "total": total})
        )

    def _take(self, message: dict[str, Any]) -> None:
        if message["do"] == "sign_in":
            self._sign_in(message)
        elif message["do"] == "open_backup":
            self._open_backup(message)
        elif message["do"] in ("rescue", "restore"):
            self._mend(message)
        elif message["do"] == "set_up":
            self._begin_without_casebook(self._show_set_up)
        elif message["do"] == "recover":
            self._begin_without_casebook(self._show_recover)
        elif message["do"] == "lock":
            self.lock("asked")

    def _sign_in(self, message: dict[str, Any]) -> None:
        credentials = Credentials(
            account=message["account"], password=message["password"], code=message["code"]
        )
        context = self._context

        def work() -> SignedIn:
            run_self_test()
            return sign_in(
                folder=context.paths.casebook,
                letterbox=context.paths.letterbox,
                credentials=credentials,
                host=context.host,
                user=context.user,
                clock=context.clock,
                random_bytes=context.random_bytes,
                app_version=context.app_version,
                secrets=context.secret_store,
                progress=self._tell_preparing,
            )

        self._jobs.run(work, receiver=self, on_done=self._opened, on_error=self._refused)

    def _tell_preparing(self, done: int, total: int) -> None:
        self.preparing.emit(done, total)  # from the worker's thread

    def _tell_rotating(self, done: int, total: int) -> None:
        self.rotating.emit(done, total)  # from the worker's thread

    def _open_backup(self, message: dict[str, Any]) -> None:
        credentials = Credentials(
            account=message["account"], password=message["password"], code=message["code"]
        )
        context = self._context
        self._backup_folder = tempfile.TemporaryDirectory(prefix="holdfast-backup-")
        into = Path(self._backup_folder.name)

        def work() -> SignedIn:
            run_self_test()
            casebook = open_backup_read_only(
                path=Path(message["path"]),
                into=into,
                credentials=credentials,
                clock=context.clock,
                random_bytes=context.random_bytes,
                app_version=context.app_version,
                secrets=context.secret_store,
                counted_in=context.paths.casebook,
            )
            return SignedIn(casebook=casebook, notices=())

        self._jobs.run(work, receiver=self, on_done=self._opened, on_error=self._refused)

    def _refused(self, error: UserFacingError) -> None:
        self.pipe.send({"event": "refused", "code": error.code, "facts": error.facts})

    def _opened(self, signed_in: SignedIn, *, recovered: bool = False) -> None:
        if self._locking:
            signed_in.casebook.close()
            return
        casebook = self._at_window(signed_in.casebook)
        self._casebook = casebook
        window = self._window or self._make_window()
        controller = CasebookController(
            window=window,
            casebook=casebook,
            context=self._context,
            jobs=self._jobs,
            made_up=False,  # the window's own band says it
            notices=signed_in.notices,
            recovered=recovered,
            parent=self,
        )
        controller.asked.connect(lambda do: self._leave(do, ""))
        self._controller = controller
        self._show(window)
        self._watch()

    def _at_window(self, casebook: OpenCasebook) -> OpenCasebook:
        """The code of the sign-in counts for a few minutes; whoever sits here later shows one."""
        fresh_code = FreshCode(clock=casebook.clock, ticks=time.monotonic)
        fresh_code.shown()
        return replace(casebook, fresh_code=fresh_code)

    def _mend(self, message: dict[str, Any]) -> None:
        """Show the way out of a damaged or lost casebook."""
        window = self._window or self._make_window()
        if self._mending is None:
            self._mending = Mending(
                window=window, context=self._context, jobs=self._jobs, parent=self
            )
            self._mending.ready.connect(lambda: self._show(window))
            self._mending.ready.connect(self._watch)
            self._mending.refused.connect(self._refused)
            self._mending.opened.connect(self._open_to_read)
            self._mending.left.connect(self._leave)
        self._mending.begin(message)

    def _open_to_read(self, casebook: OpenCasebook) -> None:
        self._opened(SignedIn(casebook=casebook, notices=()))

    def _leave(self, do: str, path: str) -> None:
        if do:
            self.pipe.send({"event": "asked", "do": do, "path": path})
        self.lock("asked")

    def _begin_without_casebook(self, show: Callable[[MainWindow], None]) -> None:
        """Test the primitives, then show a window in which a casebook is made or won back."""

        def tested(_: object) -> None:
            if self._window is None and not self._locking:
                show(self._make_window())

        self._jobs.run(run_self_test, receiver=self, on_done=tested, on_error=self._refused)

    def _show_recover(self, window: MainWindow) -> None:
        controller = RecoverController(
            window=window, context=self._context, jobs=self._jobs, parent=self
        )
        controller.recovered.connect(lambda signed_in: self._opened(signed_in, recovered=True))
        self._controller = controller
        self._show(window)
        self._watch()

    def _show_set_up(self, window: MainWindow) -> None:
        controller = SetUpController(
            window=window, context=self._context, jobs=self._jobs, parent=self
        )
        controller.made.connect(self._set_up_made)
        self._controller = controller
        self._show(window)

    def _set_up_made(self) -> None:
        self.pipe.send({"event": "made"})
        self.lock("made")

    def _make_window(self) -> MainWindow:
        self._window = MainWindow()
        self._window.resize(1366, 728)
        self._window.lock_requested.connect(lambda: self.lock("asked"))
        self._window.closing.connect(lambda: self.lock("closed"))
        if self._made_up:
            self._mark_as_practice(self._window)
        file = self._context.paths.settings_file
        self._window.text_size_requested.connect(
            lambda step: change_text_size(self._app, file, step)
        )
        guard_window(
            self._window,
            allow_capture=self._made_up or self._context.settings.allow_capture,
        )
        return self._window

    @staticmethod
    def _mark_as_practice(window: MainWindow) -> None:
        from desktop.practice_steps import practice_steps  # late: only for the made-up school
        from ui.widgets.practice_bar import PracticeBar  # late: the same

        bar = PracticeBar()
        window.show_above(bar)
        bar.show_steps(practice_steps("casebook"))

    def _show(self, window: MainWindow) -> None:
        window.show()
        QTimer.singleShot(0, lambda: self.pipe.send({"event": "opened"}))

    def _watch(self) -> None:
        if self._made_up and self._context.settings.idle_minutes <= 0:
            return
        lock = AutoLock(
            minutes=max(1, self._context.settings.idle_minutes),
            warn_seconds=resources.read_toml("sign_in.toml")["idle_warn_seconds"],
            parent=self,
        )
        self._app.installEventFilter(lock)
        lock.idle.connect(self._idle)
        if self._window is not None:
            warning = LockWarning(
                self._window,
                words=self.tr(
                    "Locks in {n} seconds; what is not saved will be gone. Press any key to go on."
                ),
            )
            lock.warned.connect(warning.show_left)
            lock.woken.connect(warning.end)
        self._auto_lock = lock

    def _idle(self) -> None:
        if self._mending is not None and self._mending.busy():
            self._watch()  # a rescue is not cut short because nobody touches anything meanwhile
            return
        self.lock("idle")

    def lock(self, why: str) -> None:
        """Destroy the window at once, tell the start process, back up, and end this process."""
        if self._locking:
            return
        self._locking = True
        self.locking.emit()
        if self._window is not None:
            self._window.hide()
            self._window.deleteLater()
            self._window = None
        self.pipe.send({"event": "locked", "why": why})
        if self._casebook is None or self._casebook.read_only:
            QTimer.singleShot(0, self._end)
            return
        # after the window is gone: a change of the casebook's key wants the file for itself
        QTimer.singleShot(0, self._begin_closing)

    def _begin_closing(self) -> None:
        if isinstance(self._controller, CasebookController):
            self._controller.let_go()
        self._jobs.run(self._close, receiver=self, on_done=self._closed, on_error=self._closed)

    def _close(self) -> None:
        if self._casebook is None:
            return
        if isinstance(self._controller, CasebookController):
            self._controller.care.finish()
        folder = self._context.paths.casebook
        notices = close_session(
            self._casebook,
            folder=folder,
            before_closing=self._back_up,
            progress=self._tell_rotating,
        )
        for notice in notices:
            _log.warning("at lock: %s", notice.code)

    def _back_up(self, casebook: OpenCasebook) -> None:
        try:
            done = back_up_everywhere(
                casebook,
                folders=reload_context(self._context).backup_folders,
                key_folder=self._context.paths.casebook,
            )
        except (UserFacingError, OSError) as error:
            code = error.code if isinstance(error, UserFacingError) else type(error).__name__
            _log.warning("no backup at lock: %s", code)
            return
        for failed in done.failed:
            _log.warning("no backup at lock: %s", failed.error.code)

    def _closed(self, _result: object) -> None:
        self._end()

    def _end(self) -> None:
        self._jobs.stop()
        if self._casebook is not None and self._casebook.read_only:
            self._casebook.close()
        if self._mending is not None:
            self._mending.close()
        if self._backup_folder is not None:
            self._backup_folder.cleanup()
        self._app.exit(0)


def run_casebook_process(words: Sequence[str]) -> int:
    """Run the child until it is locked; ``words`` are ``--home DIR [--letterbox DIR]
    [--made-up]``.
    """
    context, made_up = child_context(words)
    start_logging(context.paths.log_file)
    app = QApplication(sys.argv[:1])
    clipboard = set_up_application(app, context.settings)
    process = CasebookProcess(app, context, made_up=made_up)
    process.locking.connect(clipboard.forget)
    process.pipe.start()
    status = app.exec()
    return int(status)
