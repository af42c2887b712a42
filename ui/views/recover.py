"""Getting back in with the recovery code: code, new password, new codes on paper, new phone."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.people_material import PhoneSecret, RecoverDraft
from ui.views.recover_steps import CodeStep, PaperCodesStep, PasswordStep
from ui.views.setup_codes import PhoneStep
from ui.views.setup_step import SetUpStep
from ui.widgets.buttons import primary_button, secondary_button
from ui.widgets.page import Page
from ui.widgets.password_edit import Strength

WIDTH = 820


class RecoverView(Page):
    """The phone comes last: its six digits hold for half a minute. Nothing changes before them."""

    code_given = Signal(object)
    password_given = Signal(str)
    finish_requested = Signal(str)
    print_requested = Signal()
    cancelled = Signal()

    def __init__(
        self,
        *,
        strength: Strength,
        group_fits: Callable[[str], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", identifier="recover", max_width=WIDTH, parent=parent)
        self.code = CodeStep(group_fits=group_fits)
        self.password = PasswordStep(screen="recover", strength=strength)
        self.paper = PaperCodesStep(screen="recover")
        self.phone = PhoneStep(screen="recover")
        self._steps: tuple[SetUpStep, ...] = (self.code, self.password, self.paper, self.phone)
        self._titles = (
            self.tr("The recovery code from the safe"),
            self.tr("A new password"),
            self.tr("New one-time codes on paper"),
            self.tr("Your phone"),
        )
        self._account = ""
        self._codes: tuple[str, ...] = ()
        self._at = 0
        self._busy = False
        self._pages = QStackedWidget()
        for step in self._steps:
            self._pages.addWidget(step)
            step.entered.connect(self._go_on)
        self.paper.print_requested.connect(self.print_requested)
        self.body.addWidget(self._pages, 1)
        self._previous = secondary_button("recover.previous", self.tr("Back"))
        self._previous.clicked.connect(self._go_back)
        self.next = primary_button("recover.next", self.tr("Next"))
        self.next.clicked.connect(self._go_on)
        self.add_footer(self._previous, left=True)
        self.add_footer(self.next)
        self._show(0)

    def step(self) -> int:
        """The number of the screen being shown, from 0."""
        return self._at

    def show_new_secrets(self, *, account: str, phone: PhoneSecret, codes: Sequence[str]) -> None:
        """The recovery code was right, and ``account`` gets a new way in: go on to the password;
        the new codes have been drawn."""
        self._account, self._codes = account, tuple(codes)
        self.paper.show_codes(self._codes)
        self.phone.show_secret(otpauth=phone.otpauth, text=phone.text)
        self.set_busy(False)
        self._show(1)

    def accept_password(self) -> None:
        """The new password can be used."""
        self._show(2)

    def show_problem(self, text: str, next_step: str = "", *, field: str = "") -> None:
        """Say what must be put right; ``field`` ("recovery", "password", "code") brings up its
        screen."""
        self.set_busy(False)
        for number, step in enumerate(self._steps):
            if field and step.show_error(field, f"{text} {next_step}".strip()):
                self._show(number, keep_errors=True)
                step.focus_on(field)
                return
        self.message.show_message(text, severity="danger", next_step=next_step, assertive=True)

    def show_group_problem(self, group: int, text: str) -> None:
        """Say which group of the code cannot be right."""
        self.show_problem(text, field="recovery")
        self.code.code.show_group_error(group)

    def set_busy(self, busy: bool) -> None:
        """Show that something is being worked out; it takes a few seconds by design."""
        self._busy = busy
        self._previous.setEnabled(not busy)
        self.next.setEnabled(not busy)
        if busy:
            self.next.setText(self.tr("One moment…"))
        else:
            self._name_next()

    def clear_secrets(self) -> None:
        """Forget every code and password."""
        self._codes = ()
        self.code.code.clear()
        self.password.clear()
        self.paper.show_codes(())
        self.phone.clear()

    def _go_on(self) -> None:
        if self._busy:
            return
        self.message.clear()
        step = self._steps[self._at]
        if step.show_missing():
            return
        if step is self.code:
            self.set_busy(True)
            draft = RecoverDraft(
                account=self.code.account.text().strip(), code=self.code.code.code()
            )
            self.code_given.emit(draft)
        elif step is self.password:
            self.password_given.emit(self.password.password.text())
        elif step is self.paper:
            self._show(3)
        else:
            self.set_busy(True)
            self.finish_requested.emit(self.phone.code.code())

    def _go_back(self) -> None:
        if self._at == 0:
            self.clear_secrets()
            self.cancelled.emit()
        else:
            self._show(self._at - 1)

    def _name_next(self) -> None:
        last = self._at == len(self._steps) - 1
        self.next.setText(self.tr("Open the casebook") if last else self.tr("Next"))
        self.next.setAccessibleName(self.next.text())

    def _show(self, number: int, *, keep_errors: bool = False) -> None:
        self._at = number
        self.message.clear()
        self.set_title(self._titles[number])
        count = self.tr("Screen {n} of {all}").format(n=number + 1, all=len(self._steps))
        whose = self.tr("for the account {account}").format(account=self._account)
        self.set_subtitle(f"{count} · {whose}" if number and self._account else count)
        self._name_next()
        self._previous.setText(self.tr("Back") if number else self.tr("Cancel"))
        self._previous.setAccessibleName(self._previous.text())
        step = self._steps[number]
        if not keep_errors:
            step.clear_errors()
        self._pages.setCurrentWidget(step)
        step.begin()
        self.scroll_area.verticalScrollBar().setValue(0)
