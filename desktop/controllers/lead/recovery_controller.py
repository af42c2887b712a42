"""The recovery code of the school: typed back, tried, made anew."""

from PySide6.QtCore import QObject, Signal

from desktop.controllers.lead.desk import Desk
from desktop.controllers.lead.slips import paper_of
from desktop.usecases.lead.rehearse_recovery import (
    RecoveryRehearsal,
    confirm_recovery_code,
    draw_recovery_code,
    rehearse_recovery,
    renew_recovery_code,
)
from storage.keys.recovery_code import group_fits
from storage.records.errors import UserFacingError
from ui.lead_words import counted
from ui.messages import message_for
from ui.views.ways_in_recovery import Purpose, RecoveryCheckView, RenewRecoveryView

_GROUP = "keys.recovery_group"


class RecoveryCheckController(QObject):
    """``finished`` when the code was right, or was left for later."""

    finished = Signal()

    def __init__(self, desk: Desk, *, purpose: Purpose) -> None:
        self.view = RecoveryCheckView(purpose=purpose, group_fits=group_fits)
        super().__init__(self.view)
        self._desk, self._purpose = desk, purpose
        self.view.code_given.connect(self._check)
        self.view.later.connect(self.finished)

    def begin(self) -> None:
        """Put the cursor into the first group."""
        self.view.code.setFocus()

    def _check(self, code: str) -> None:
        casebook, folder = self._desk.casebook, self._desk.context.paths.casebook
        self.view.show_busy()

        def work() -> RecoveryRehearsal | None:
            if self._purpose is Purpose.REHEARSE:
                return rehearse_recovery(casebook, folder=folder, code=code)
            confirm_recovery_code(casebook, folder=folder, code=code)
            return None

        self._desk.jobs.run(work, receiver=self.view, on_done=self._right, on_error=self._wrong)

    def _right(self, done: RecoveryRehearsal | None) -> None:
        self.view.code.clear()
        words = self.tr("The recovery code is right.")
        if done is not None:
            opened = counted(
                done.entries,
                self.tr("It opens the casebook with its 1 entry."),
                self.tr("It opens the casebook with all {n} entries."),
            )
            words = f"{words} {opened}"
        self._desk.shell.toast(words)
        self.finished.emit()

    def _wrong(self, error: UserFacingError) -> None:
        message = message_for(error)
        if error.code == _GROUP:
            self.view.show_group_problem(int(error.facts["group"]), message.text)
        else:
            self.view.show_problem(message.message, message.next_step)


class RenewRecoveryController(QObject):
    """Draws a new code; it counts when it was typed back from the paper."""

    def __init__(self, desk: Desk) -> None:
        self.view = RenewRecoveryView(group_fits=group_fits)
        super().__init__(self.view)
        self._desk = desk
        self._drawn = ""
        self.view.typed_back.connect(self._renew)
        self.view.print_requested.connect(self._print)
        self.view.later.connect(desk.shell.back)

    def begin(self) -> None:
        """Draw a code and show it."""
        self._desk.run(self.view, lambda: draw_recovery_code(self._desk.casebook), self._show)

    def _show(self, code: str) -> None:
        self._drawn = code
        self.view.show_code(code)

    def _print(self) -> None:
        paper_of(self._desk).print_recovery(self.view, self.view, code=self._drawn)

    def _renew(self, typed: str) -> None:
        drawn = self._drawn
        self._desk.run(
            self.view,
            lambda: renew_recovery_code(
                self._desk.casebook,
                folder=self._desk.context.paths.casebook,
                code=drawn,
                typed=typed,
            ),
            lambda _: self._done(),
            refused=self._wrong,
        )

    def _done(self) -> None:
        self._drawn = ""
        self.view.clear_secrets()
        self._desk.shell.toast(self.tr("The new recovery code counts from now on."))
        self._desk.shell.back()

    def _wrong(self, error: UserFacingError) -> None:
        message = message_for(error)
        if error.code == _GROUP:
            self.view.show_group_problem(int(error.facts["group"]), message.text)
        else:
            self.view.show_problem(message.message, message.next_step)
