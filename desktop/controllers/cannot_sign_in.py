"""Beside the sign-in form: what to do without the phone, without the password, without either."""

from PySide6.QtCore import QObject, Signal

from ui.main_window import MainWindow
from ui.views.recover_choices import RecoverChoicesView


class CannotSignIn(QObject):
    """Shows the choices; the recovery code itself is asked for in the casebook's own process."""

    printed_code = Signal()
    recovery = Signal()
    left = Signal()

    def __init__(self, *, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window

    def begin(self) -> None:
        """Show the choices with the keyboard on the first."""
        view = RecoverChoicesView()
        view.printed_code_chosen.connect(self.printed_code)
        view.recovery_chosen.connect(view.show_opening)
        view.recovery_chosen.connect(self.recovery)
        view.back_requested.connect(self.left)
        self._window.show_screen(view)
        view.take_keyboard()
