"""Signing in to letters about adults, and a first time with the slip of paper."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop.context import Context, reload_context
from desktop.controllers.password_strength import strength
from desktop.job_runner import JobRunner
from desktop.settings import load_settings, save_settings
from desktop.usecases.restricted.room import Enrolled, Room, enrol_reader, open_room, readers_here
from storage.keys.passwords import calibrate
from storage.keys.self_test import run_self_test
from storage.records.errors import UserFacingError
from ui.main_window import MainWindow
from ui.messages import message_for
from ui.restricted_drafts import EnrolReaderDraft, EnterDraft
from ui.views.restricted_enrol import RestrictedEnrolView
from ui.views.restricted_enter import RestrictedEnterView
from ui.widgets.choose_file import choose_folder


class EnterController(QObject):
    """``opened`` carries the Room; ``left`` when nobody wants to sign in."""

    opened = Signal(object)
    left = Signal()

    def __init__(
        self, *, window: MainWindow, context: Context, jobs: JobRunner, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._context = context
        self._jobs = jobs

    def begin(self) -> None:
        """Ask who it is."""
        view = RestrictedEnterView()
        view.submitted.connect(lambda draft: self._enter(view, draft))
        view.first_time_requested.connect(self.show_enrol)
        view.back_requested.connect(self.left)
        self._window.show_screen(view)
        here = [each.post for each in readers_here(self._context.paths.restricted)]
        view.start(school=self._context.settings.school_name, here=here)

    def show_enrol(self) -> None:
        """The slip of paper becomes a key; a computer that knows no letterbox yet is told where."""
        if not (self._context.paths.letterbox / "school.card").exists():
            folder = choose_folder(self._window, self.tr("Where is the school’s letterbox folder?"))
            if not folder:
                return
            file = self._context.paths.settings_file
            save_settings(file, replace(load_settings(file), letterbox=folder))
            self._context = reload_context(self._context)
        view = RestrictedEnrolView(strength=strength)
        view.submitted.connect(lambda draft: self._enrol(view, draft))
        view.done.connect(self.begin)
        view.back_requested.connect(self.begin)
        self._window.show_screen(view)
        view.post.setFocus()

    def _enter(self, view: RestrictedEnterView, draft: EnterDraft) -> None:
        view.set_busy(True)
        context = self._context

        def work() -> Room:
            run_self_test()
            return open_room(
                folder=context.paths.restricted,
                letterbox=context.paths.letterbox,
                post=draft.post,
                secret=draft.secret,
                clock=context.clock,
                random_bytes=context.random_bytes,
            )

        self._jobs.run(
            work,
            receiver=view,
            on_done=self.opened.emit,
            on_error=lambda error: self._say(view, error),
        )

    def _enrol(self, view: RestrictedEnrolView, draft: EnrolReaderDraft) -> None:
        context = self._context

        def work() -> Enrolled:
            run_self_test()
            return enrol_reader(
                folder=context.paths.restricted,
                letterbox=context.paths.letterbox,
                post=draft.post,
                code=draft.slip,
                password=draft.password,
                kdf=calibrate(random_bytes=context.random_bytes),
                clock=context.clock,
                random_bytes=context.random_bytes,
            )

        self._jobs.run(
            work,
            receiver=view,
            on_done=lambda made: view.show_code(made.code, printed_code=made.printed_code),
            on_error=lambda error: self._say(view, error),
        )

    def _say(self, view: RestrictedEnterView | RestrictedEnrolView, error: UserFacingError) -> None:
        message = message_for(error)
        view.show_problem(message.message, message.next_step)
