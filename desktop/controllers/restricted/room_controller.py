"""A reader's letters on screen: collected by themselves, read, added to, printed, copied."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.controllers.paper_sheets import print_on
from desktop.controllers.restricted.shown import care_shown, restricted_lists
from desktop.job_runner import JobRunner
from desktop.usecases.restricted import keeping, paper, reading
from desktop.usecases.restricted.letters import Taken, collect
from desktop.usecases.restricted.room import Room, own_code
from storage.keys.durable_file import write_durably
from storage.records.errors import UserFacingError
from storage.records.restricted import WAITING, StoreReport
from ui.dialogs.confirm import Question, confirmed
from ui.main_window import MainWindow
from ui.messages import message_for
from ui.restricted_drafts import AdditionDraft
from ui.views.restricted_care import RestrictedCareView
from ui.views.restricted_letter import RestrictedLetterView
from ui.views.restricted_letters import RestrictedLettersView
from ui.widgets.choose_file import choose_folder, choose_to_save

_ROUND_MS = 60_000


class RoomController(QObject):
    """Lives while the reader is signed in; ``lock_requested`` ends the process."""

    lock_requested = Signal()

    def __init__(
        self,
        *,
        window: MainWindow,
        room: Room,
        context: Context,
        jobs: JobRunner,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._room = room
        self._context = context
        self._jobs = jobs
        self._letter: RestrictedLetterView | None = None
        self._shown = 0
        window.set_close_guard(self._may_leave)
        self._rounds = QTimer(self)
        self._rounds.setInterval(_ROUND_MS)
        self._rounds.timeout.connect(self._collect)

    def begin(self) -> None:
        """Show the letters, and look for new ones now and every minute."""
        self.show_letters()
        self._rounds.start()
        self._collect()
        view = self._window.content()
        if view is not None:
            self._run(view, lambda: keeping.check_store(self._room), self._checked)

    def _checked(self, report: StoreReport) -> None:
        """Say at once, before anything is added, what is missing or changed since last time."""
        view = self._window.content()
        if report.whole or not isinstance(view, RestrictedLettersView):
            return
        number, code = report.faults[0]
        message = message_for(UserFacingError(code, number=number))
        view.show_problem(message.message, message.next_step)

    def end(self) -> None:
        """Look for letters no longer, and let the window close as it likes."""
        self._rounds.stop()
        self._letter = None
        self._window.set_close_guard(None)

    # -- the list ----------------------------------------------------------------------------------

    def show_letters(self) -> None:
        """The list, newest first."""
        self._letter = None
        view = RestrictedLettersView(post=self._room.post, school=self._room.school_name)
        view.opened.connect(self.show_letter)
        view.care_requested.connect(self.show_care)
        view.lock_requested.connect(self.lock_requested)
        self._window.show_screen(view)
        self._fill(view)

    def _fill(self, view: RestrictedLettersView) -> None:
        self._run(view, lambda: reading.letter_rows(self._room), view.show_letters)
        self._run(view, self._standing, lambda said: view.show_standing(said[0], code=said[1]))

    def _standing(self) -> tuple[str, str]:
        standing = self._room.standing()
        return standing, own_code(self._room) if standing == WAITING else ""

    def _collect(self) -> None:
        view = self._window.content()
        if isinstance(view, RestrictedLettersView):
            self._run(view, lambda: collect(self._room), lambda taken: self._taken(view, taken))

    def _taken(self, view: RestrictedLettersView, taken: Taken) -> None:
        if taken.again:
            words = self.tr(
                "Letters that were here before have been fetched again from the letterbox: an older"
                " copy of this store was put back. Your own notes since then are missing."
            )
            view.show_notice(words, severity="danger")
        elif taken.tests:
            words = self.tr("Your test letter was opened. From now on letters come here.")
            view.show_notice(words, severity="success")
        if taken.letters or taken.again:
            self._run(view, lambda: reading.letter_rows(self._room), view.show_letters)

    # -- one letter --------------------------------------------------------------------------------

    def show_letter(self, number: int) -> None:
        """One letter with what was kept beside it."""
        view = RestrictedLetterView(lists=restricted_lists())
        view.back_requested.connect(self._leave_letter)
        view.added.connect(lambda draft: self._add(view, draft))
        view.print_requested.connect(lambda: self._print(view))
        view.save_requested.connect(lambda: self._save(view))
        view.file_requested.connect(lambda place: self._save_file(view, place))
        self._letter, self._shown = view, number
        self._window.show_screen(view)
        self._run(view, lambda: reading.read_letter(self._room, number), view.show_letter)

    def _leave_letter(self) -> None:
        if self._may_leave():
            self.show_letters()

    def _may_leave(self) -> bool:
        """Ask once before words that were not kept are given up."""
        view = self._letter
        if view is None or view is not self._window.content() or not view.add.unsaved():
            return True
        return confirmed(
            self._window,
            Question(
                identifier="restricted_letter.leave",
                text=self.tr("What you have written is not kept yet."),
                detail=self.tr("Choose “Keep it” first, or it is gone."),
                stay=self.tr("Go on writing"),
                go=self.tr("Leave without keeping it"),
            ),
        )

    def _add(self, view: RestrictedLetterView, draft: AdditionDraft) -> None:
        number = self._shown

        def work() -> Any:
            if draft.decision is not None:
                keeping.decide(self._room, letter=number, decision=draft.decision)
            elif draft.kind == "correction":
                keeping.correct(
                    self._room, target=draft.target, text=draft.text, reason=draft.reason
                )
            elif draft.kind == "reply":
                keeping.reply(self._room, letter=number, text=draft.text)
            else:
                keeping.add_note(self._room, letter=number, text=draft.text)
            return reading.read_letter(self._room, number)

        def done(letter: Any) -> None:
            view.show_letter(letter)
            view.show_saved(self.tr("Kept. It cannot be changed any more, only added to."))

        self._run(view, work, done)

    def _print(self, view: RestrictedLetterView) -> None:
        number = self._shown

        def ready(sheet: Any) -> None:
            if print_on(view, view, sheet):
                what = self.tr("Printed")
                self._run(
                    view,
                    lambda: keeping.note_printed(self._room, letter=number, what=what),
                    lambda _: self.show_letter(number),
                )

        self._run(view, lambda: self._sheet(number), ready)

    def _sheet(self, number: int) -> Any:
        return paper.letter_paper(
            self._room, letter=number, program=f"Holdfast {self._context.app_version}"
        )

    def _save(self, view: RestrictedLetterView) -> None:
        number = self._shown
        path = choose_to_save(
            view, self.tr("Save this letter"), f"letter-{number}.pdf", self.tr("PDF (*.pdf)")
        )
        if path:
            self._run(
                view,
                lambda: paper.save_letter(
                    self._room,
                    letter=number,
                    path=Path(path),
                    program=f"Holdfast {self._context.app_version}",
                ),
                lambda _: view.show_saved(
                    self.tr("Saved. The file is not protected: keep it as you would the paper.")
                ),
            )

    def _save_file(self, view: RestrictedLetterView, place: int) -> None:
        number = self._shown
        path = choose_to_save(view, self.tr("Save this file"), f"letter-{number}-file")
        if not path:
            return

        def work() -> None:
            _name, content = reading.file_of(self._room, number, place)
            keeping.note_printed(self._room, letter=number, what="A file of it was saved")
            try:
                write_durably(Path(path), content)
            except OSError as error:
                raise UserFacingError("restricted.folder_fault") from error

        self._run(view, work, lambda _: view.show_saved(self.tr("The file was saved.")))

    # -- adults, check, copy -----------------------------------------------------------------------

    def show_care(self) -> None:
        """Adults over time, the check, a copy."""
        view = RestrictedCareView()
        view.back_requested.connect(self.show_letters)
        view.check_requested.connect(lambda: self._check(view))
        view.copy_requested.connect(lambda: self._copy(view))
        view.go_on_requested.connect(lambda: self._go_on(view))
        self._window.show_screen(view)
        self._run(view, lambda: care_shown(self._room), view.show_care)

    def _check(self, view: RestrictedCareView) -> None:
        def work() -> Any:
            report: StoreReport = keeping.check_store(self._room)
            return care_shown(self._room, report)

        self._run(view, work, view.show_care)

    def _go_on(self, view: RestrictedCareView) -> None:
        def work() -> Any:
            keeping.accept_put_back(self._room)
            return care_shown(self._room, keeping.check_store(self._room))

        self._run(view, work, view.show_care)

    def _copy(self, view: RestrictedCareView) -> None:
        folder = choose_folder(view, self.tr("Where should the copy lie?"))
        if folder:
            words = self.tr("Copied and read back: {n} files.")
            self._run(
                view,
                lambda: keeping.copy_store(self._room, folder=Path(folder)),
                lambda made: view.show_done(words.format(n=made[1])),
            )

    def _run(self, view: QWidget, work: Callable[[], Any], on_done: Callable[[Any], None]) -> None:
        def failed(error: UserFacingError) -> None:
            message = message_for(error)
            say = getattr(view, "show_problem", None)
            if say is not None:
                say(message.message, message.next_step)

        self._jobs.run(work, receiver=view, on_done=on_done, on_error=failed)
