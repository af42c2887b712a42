"""The first screen and what it leads to: reporting here, or the casebook in a process of
its own.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from desktop.context import Context, reload_context
from desktop.job_runner import JobRunner
from desktop.processes import CasebookLink
from storage.records.errors import UserFacingError
from ui.drafts import SignInDraft
from ui.main_window import MainWindow
from ui.messages import message_for
from ui.views.sign_in import SignInView
from ui.views.start import StartView
from ui.widgets.choose_file import choose_to_open

if TYPE_CHECKING:
    from desktop.controllers.staff.workstation_controller import WorkstationController
    from desktop.usecases.staff.receipts import Delivery
    from desktop.usecases.staff.station import Station

# Whatever seals or signs is loaded after the first screen is shown: it costs as much as the window.
_ROUND_MS = 60_000
_PRACTICE_MS = 5_000
_KEEP_PASSWORD = frozenset(
    {
        *("keys.code_wrong", "keys.printed_code_wrong", "keys.code_used"),
        *("keys.clock_off", "keys.wait"),
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
        self._context = context
        self._made_up = made_up
        self._jobs = JobRunner(self)
        self._link: CasebookLink | None = None
        self._ending: list[CasebookLink] = []
        self._sign_in_view: SignInView | None = None
        self._backup = ""
        self._children: list[QObject] = []
        self._problem_shown = False
        self._rounds = QTimer(self)
        self._rounds.setInterval(_ROUND_MS)
        self._rounds.timeout.connect(self._round)

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
        self._rounds.start()
        self._round()

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
        self._rounds.stop()
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
        view.open_backup_requested.connect(self._choose_backup)
        view.report_requested.connect(self._report)
        view.workstation_requested.connect(self._pair)
        view.sent_requested.connect(self._sent)
        view.enrol_requested.connect(self._enrol)
        self._window.show_screen(view)
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

        return read_school_name(letterbox=self._context.paths.letterbox, station=self._station())

    def _show(self, screen: QWidget) -> None:
        self._window.show_screen(screen)

    # -- the casebook, in a process of its own ---------------------------------------------------

    def _new_link(self) -> CasebookLink:
        words = ["--home", str(self._context.paths.home)]
        words += ["--letterbox", str(self._context.paths.letterbox)]
        words += ["--made-up", "yes" if self._made_up else "no"]
        link = CasebookLink(words, parent=self)
        link.opened.connect(self._opened)
        link.refused.connect(self._refused)
        link.locked.connect(self._locked)
        link.ended.connect(lambda: self._ended(link))
        link.start()
        return link

    def _show_sign_in(self) -> None:
        self._backup = ""
        self._ask_sign_in(school=self._school_name())

    def _ask_sign_in(self, *, school: str) -> None:
        if self._link is None:
            self._link = self._new_link()
        view = SignInView()
        view.submitted.connect(self._submit)
        view.back_requested.connect(self._leave_sign_in)
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

    def _choose_backup(self) -> None:
        path = choose_to_open(
            self._window,
            self.tr("Choose a backup"),
            str(self._context.backup_folder),
            self.tr("Holdfast backups (*.cbk)"),
        )
        if path:
            self._backup = path
            self._ask_sign_in(school=self.tr("A backup, opened to read"))

    def _submit(self, draft: SignInDraft) -> None:
        view, link = self._sign_in_view, self._link
        if view is None or link is None:
            return
        view.set_busy(True)
        message = {
            "do": "open_backup" if self._backup else "sign_in",
            "account": draft.account,
            "password": draft.password,
            "code": draft.code,
            "path": self._backup,
        }
        running = [old for old in self._ending if old.is_running()]
        if (
            running
        ):  # the last session is still writing its backup; it holds the casebook until it is done
            running[0].ended.connect(lambda: link.send(message))
        else:
            link.send(message)

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
        if self._sign_in_view is None:
            self.show_start(error)
            return
        message = message_for(error)
        self._sign_in_view.show_problem(
            message.message, message.next_step, keep_password=error.code in _KEEP_PASSWORD
        )

    def _locked(self, why: str) -> None:
        if self._link is not None:
            self._ending.append(self._link)
            self._link = None
        self.show_start()
        content = self._window.content()
        if why == "idle" and isinstance(content, StartView):
            content.show_locked()
            self._problem_shown = True
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def _ended(self, link: CasebookLink) -> None:
        if link in self._ending:
            self._ending.remove(link)
        elif link is self._link:
            self._link = None
            self.show_start(UserFacingError("desktop.casebook_ended"))
            self._window.show()
        link.deleteLater()

    # -- the staff side --------------------------------------------------------------------------

    def _station(self) -> "Station | None":
        if not self._context.paths.is_workstation:
            return None
        from desktop.usecases.staff.station import open_station  # late: see above

        try:
            return open_station(
                folder=self._context.paths.workstation,
                letterbox=self._context.paths.letterbox,
                clock=self._context.clock,
                random_bytes=self._context.random_bytes,
            )
        except UserFacingError:
            return None

    def _report(self, follow_up_to: str = "") -> None:
        station = self._station()
        if station is None:
            self.show_start(UserFacingError("staff.workstation_damaged"))
            return
        from desktop.controllers.staff.report_controller import ReportController  # late: see above

        controller = ReportController(
            window=self._window,
            station=station,
            jobs=self._jobs,
            follow_up_to=follow_up_to,
            parent=self,
        )
        controller.finished.connect(self.show_start)
        self._children.append(controller)
        controller.begin()

    def _workstation(self) -> "WorkstationController":
        from desktop.controllers.staff.workstation_controller import (  # late: see above
            WorkstationController,
        )

        controller = WorkstationController(
            window=self._window, context=self._context, jobs=self._jobs, parent=self
        )
        controller.finished.connect(self.show_start)
        controller.follow_up.connect(lambda number: self._report(str(number)))
        self._children.append(controller)
        return controller

    def _pair(self) -> None:
        self._workstation().show_pairing()

    def _sent(self) -> None:
        station = self._station()
        if station is not None:
            self._workstation().show_sent(station)

    def _enrol(self) -> None:
        station = self._station()
        if station is not None:
            self._workstation().show_enrol(station)

    def _round(self) -> None:
        """Carry what waits, take receipts, and remind of what nobody has been told about
        in person.
        """
        station = self._station()
        if station is None:
            return
        from desktop.usecases.staff.receipts import deliver  # late: see above

        self._jobs.run(
            lambda: deliver(station),
            receiver=self,
            on_done=self._after_round,
            on_error=lambda _error: None,
        )

    def _after_round(self, done: "Delivery") -> None:
        content = self._window.content()
        if isinstance(content, StartView) and (done.remind or not self._problem_shown):
            content.show_waiting(len(done.remind))
