"""The first screen and what it leads to: reporting here, or the casebook in a process of
its own.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop.context import Context, reload_context
from desktop.controllers.cannot_sign_in import CannotSignIn
from desktop.controllers.routes import (
    DAMAGED,
    OPEN_BACKUP,
    RESCUE,
    RESTORE,
    SIGN_IN,
    Route,
)
from desktop.controllers.staff_side import StaffSide
from desktop.controllers.start_links import StartLinks
from desktop.controllers.start_waiting import StartWaiting
from desktop.job_runner import JobRunner
from desktop.processes import RESTRICTED, CasebookLink
from storage.records.errors import UserFacingError
from ui.drafts import SignInDraft
from ui.main_window import MainWindow
from ui.messages import message_for
from ui.views.checks_lists import PreparingView
from ui.views.sign_in import SignInView
from ui.views.start import StartView
from ui.widgets.choose_file import choose_to_open
from ui.widgets.waiting_notice import WaitingShown

# Whatever seals or signs is loaded after the first screen is shown: it costs as much as the window.
_PRACTICE_MS = 5_000
_KEEP_PASSWORD = frozenset(
    {
        *("keys.code_wrong", "keys.printed_code_wrong", "keys.code_used"),
        *("keys.clock_ahead", "keys.clock_behind", "keys.wait", "desktop.casebook_damaged"),
    }
)


def run_primitives_test() -> None:
    """The known-answer test of every primitive; raises keys.self_test_failed."""
    from storage.keys.self_test import run_self_test  # late: see above

    run_self_test()


class StartController(QObject):
    """Holds no key. The child process is started when the sign-in is shown, so that it is
    ready when it is needed.
    """

    def __init__(self, *, window: MainWindow, context: Context, made_up: bool) -> None:
        super().__init__()
        self._window = window
        self._context = replace(context, uses_key_store=not made_up)
        self._made_up = made_up
        self._jobs = JobRunner(self)
        self._link: CasebookLink | None = None
        self._ending: list[CasebookLink] = []
        self._sign_in_view: SignInView | None = None
        self._route = Route()
        self._next: Route | None = None
        self._children: list[QObject] = []
        self._problem_shown = False
        self._staff = StaffSide(
            window=window, context=lambda: self._context, jobs=self._jobs, parent=self
        )
        self._staff.finished.connect(self.show_start)
        self._staff.refused.connect(self.show_start)
        self._staff.reminded.connect(self._show_waiting)
        self._unfinished = StartWaiting(
            window=window, staff=self._staff, context=lambda: self._context, parent=self
        )
        self._links = StartLinks(
            window=window,
            staff=self._staff,
            jobs=self._jobs,
            context=lambda: self._context,
            made_up=made_up,
            parent=self,
        )
        self._help = CannotSignIn(window=window, parent=self)
        self._help.printed_code.connect(self._use_printed_code)
        self._help.recovery.connect(self._recover)
        self._help.left.connect(self._show_sign_in)

    def begin(self) -> None:
        """Show the first screen and start the rounds of the letterbox."""
        self.show_start()
        self._jobs.run(
            run_primitives_test,
            receiver=self,
            on_done=lambda _: self._begin_rounds(),
            on_error=self._stop,
        )

    def _begin_rounds(self) -> None:
        self._staff.begin_rounds()
        self._links.clean()

    def _stop(self, error: UserFacingError) -> None:
        """Nothing is written or opened with a library that answers wrongly."""
        message = message_for(error)
        if not isinstance(self._window.content(), StartView):
            self.show_start()
        content = self._window.content()
        if isinstance(content, StartView):
            content.show_stopped(message.message, message.next_step)

    def finish(self) -> None:
        """The window closes: let the child lock and back up, then end."""
        self._staff.stop()
        self._jobs.stop()
        for link in (*self._ending, *([self._link] if self._link else [])):
            link.finish()

    # -- the first screen ------------------------------------------------------------------------

    def show_start(self, problem: UserFacingError | None = None) -> None:
        """Show what this computer can do."""
        self._context = reload_context(self._context)
        for child in self._children:
            child.deleteLater()
        self._children.clear()
        self._staff.leave()
        self._sign_in_view = None
        view = StartView()
        paths = self._context.paths
        if paths.is_school:
            view.show_casebook(school=self._school_name(), workstation=paths.is_workstation)
        elif paths.is_workstation:
            view.show_workstation(school=self._school_name())
        else:
            view.show_empty()
        view.sign_in_requested.connect(self._show_sign_in)
        view.set_up_requested.connect(self._set_up)
        view.open_backup_requested.connect(lambda: self._choose_backup(OPEN_BACKUP))
        view.restore_requested.connect(lambda: self._choose_backup(RESTORE))
        view.document_requested.connect(self._check_document)
        view.report_requested.connect(self._staff.report)
        view.workstation_requested.connect(self._staff.pair)
        view.sent_requested.connect(self._staff.sent)
        view.unfinished_requested.connect(self._staff.unfinished)
        view.enrol_requested.connect(self._staff.enrol)
        view.restricted_requested.connect(self._show_restricted)
        self._links.attach(view)
        self._window.show_screen(view)
        self._unfinished.show()
        view.take_keyboard()
        if self._made_up:
            self._show_practice()
        if problem is not None:
            message = message_for(problem)
            view.show_problem(message.message, message.next_step)
        self._problem_shown = problem is not None

    def _show_practice(self) -> None:
        """The made-up school tells everybody how to get in; the code is the one of this moment."""
        from desktop.practice_school import sign_in_lines  # late: only for the made-up school

        content = self._window.content()
        if isinstance(content, StartView | SignInView):
            lines = sign_in_lines(self._context.clock())
            content.show_practice(" · ".join(lines[: 4 if isinstance(content, StartView) else 3]))
            QTimer.singleShot(_PRACTICE_MS, self._show_practice)

    def _school_name(self) -> str:
        if self._context.settings.school_name:
            return self._context.settings.school_name
        from desktop.usecases.staff.school_name import read_school_name  # late: see above

        return read_school_name(
            letterbox=self._context.paths.letterbox, station=self._staff.station()
        )

    def _show(self, screen: QWidget) -> None:
        self._window.show_screen(screen)

    # -- the casebook, in a process of its own ---------------------------------------------------

    def _new_link(self) -> CasebookLink:
        words = ["--home", str(self._context.paths.home)]
        words += ["--letterbox", str(self._context.paths.letterbox)]
        words += ["--made-up", "yes" if self._made_up else "no"]
        link = CasebookLink(words, parent=self)

        def present(called: Callable[..., None]) -> Callable[..., None]:
            """What a process that was left behind still says must not disturb the next one."""
            return lambda *words: called(*words) if link is self._link else None

        link.opened.connect(present(self._opened))
        link.refused.connect(present(self._refused))
        link.locked.connect(present(self._locked))
        link.asked.connect(present(self._ask_next))
        link.preparing.connect(present(self._show_preparing))
        link.rotating.connect(self._show_rotating)
        link.ended.connect(lambda: self._ended(link))
        link.start()
        return link

    def _show_restricted(self) -> None:
        """Letters about adults are read in a process of their own, which asks by itself."""
        content = self._window.content()
        if isinstance(content, StartView):
            content.show_opening()
        words = ["--home", str(self._context.paths.home)]
        words += ["--letterbox", str(self._context.paths.letterbox)]
        words += ["--made-up", "yes" if self._made_up else "no"]
        link = CasebookLink(words, kind=RESTRICTED, parent=self)
        self._ending.append(link)
        link.opened.connect(self._opened)
        link.locked.connect(self._show_again)
        link.ended.connect(lambda: self._restricted_ended(link))
        link.start()

    def _restricted_ended(self, link: CasebookLink) -> None:
        if not self._window.isVisible():
            self._show_again("")
        self._ended(link)

    def _show_sign_in(self) -> None:
        self._begin_route(Route())

    def _begin_route(self, route: Route) -> None:
        self._route = route
        titles = {
            OPEN_BACKUP: self.tr("A backup, opened to read"),
            RESTORE: self.tr("A backup, to be restored"),
            RESCUE: self.tr("A damaged casebook: sign in to see what can be read"),
        }
        self._ask_sign_in(school=titles.get(route.do) or self._school_name())

    def _ask_sign_in(self, *, school: str) -> None:
        if self._link is None:
            self._link = self._new_link()
        view = SignInView()
        view.submitted.connect(self._submit)
        view.back_requested.connect(self._leave_sign_in)
        view.help_requested.connect(self._cannot_sign_in)
        view.offer_help(self._route.do == SIGN_IN)
        self._sign_in_view = view
        self._show(view)
        view.start(school=school)
        if self._made_up:
            self._show_practice()

    def _leave_sign_in(self) -> None:
        if self._link is not None:
            link, self._link = self._link, None
            self._ending.append(link)
            link.finish(milliseconds=0)
        self.show_start()

    def _cannot_sign_in(self) -> None:
        self._sign_in_view = None
        self._help.begin()

    def _use_printed_code(self) -> None:
        self._show_sign_in()
        if self._sign_in_view is not None:
            self._sign_in_view.use_printed_code()

    def _choose_backup(self, do: str) -> None:
        path = choose_to_open(
            self._window,
            self.tr("Choose a backup"),
            str(self._context.backup_folder),
            self.tr("Holdfast backups (*.cbk)"),
        )
        if path:
            self._begin_route(Route(do, path))

    def _submit(self, draft: SignInDraft) -> None:
        view, link = self._sign_in_view, self._link
        if view is None or link is None:
            return
        view.set_busy(True)
        message = {
            "do": self._route.do,
            "account": draft.account,
            "password": draft.password,
            "code": draft.code,
            "path": self._route.path,
        }
        self._send_when_free(link, message)

    def _send_when_free(self, link: CasebookLink, message: dict[str, Any]) -> None:
        """The last session may still write its backup; it holds the casebook until it is done."""
        running = [old for old in self._ending if old.is_running()]
        if running:
            running[0].ended.connect(lambda: link.send(message))
        else:
            link.send(message)

    def _recover(self) -> None:
        self._link = self._link or self._new_link()
        self._send_when_free(self._link, {"do": "recover"})

    def _set_up(self) -> None:
        content = self._window.content()
        if isinstance(content, StartView):
            content.show_opening()
        self._link = self._link or self._new_link()
        self._link.send({"do": "set_up"})

    def _opened(self) -> None:
        self.show_start()
        self._window.hide()

    def _refused(self, error: UserFacingError) -> None:
        if isinstance(self._window.content(), PreparingView):
            self._begin_route(self._route)
        if self._sign_in_view is None:
            self.show_start(error)
            return
        if self._route.do == SIGN_IN and error.code in DAMAGED:
            self._route = Route(RESCUE)
            error = UserFacingError("desktop.casebook_damaged")
        message = message_for(error)
        self._sign_in_view.show_problem(
            message.message, message.next_step, keep_password=error.code in _KEEP_PASSWORD
        )

    def _show_preparing(self, done: int, total: int) -> None:
        content = self._window.content()
        if not isinstance(content, PreparingView):
            self._sign_in_view = None
            content = PreparingView()
            self._show(content)
        content.show_progress(done, total)

    def _show_rotating(self, done: int, total: int) -> None:
        content = self._window.content()
        if isinstance(content, StartView):
            content.show_rotating(done, total)

    def _ask_next(self, do: str, path: str) -> None:
        """The casebook process ends and says what the person wants to sign in for next."""
        self._next = Route(do, path)

    def _locked(self, why: str) -> None:
        if self._link is not None:
            self._ending.append(self._link)
            self._link = None
        self._show_again(why)

    def _show_again(self, why: str) -> None:
        self.show_start()
        content = self._window.content()
        if why == "idle" and isinstance(content, StartView):
            content.show_locked()
            self._problem_shown = True
        if self._next is not None:
            route, self._next = self._next, None
            self._begin_route(route)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def _ended(self, link: CasebookLink) -> None:
        content = self._window.content()
        if isinstance(content, StartView):
            content.show_rotated()
        if link in self._ending:
            self._ending.remove(link)
        elif link is self._link:
            self._link = None
            self.show_start(UserFacingError("desktop.casebook_ended"))
            self._window.show()
        link.deleteLater()

    # -- beside the casebook -------------------------------------------------------------------

    def _check_document(self) -> None:
        from desktop.controllers.document_controller import DocumentController  # late: see above

        controller = DocumentController(window=self._window, jobs=self._jobs, parent=self)
        controller.finished.connect(self.show_start)
        self._children.append(controller)
        controller.begin()

    def _show_waiting(self, waiting: WaitingShown) -> None:
        content = self._window.content()
        if isinstance(content, StartView) and content.show_waiting(waiting) and waiting.urgent:
            QApplication.alert(self._window)
