"""A lead's own password: asked for before anything else after a slip of paper, and changed
whenever she likes.
"""

from PySide6.QtCore import QObject, Signal

from desktop.controllers.lead.desk import Desk
from desktop.controllers.password_strength import strength
from desktop.usecases.lead.own_password import change_password
from storage.keys.passwords import calibrate
from ui.main_window import MainWindow
from ui.views.own_password import OwnPasswordView


class OwnPasswordController(QObject):
    """``changed`` when the new password opens the casebook; until then nothing else is shown."""

    changed = Signal()

    def __init__(self, desk: Desk, *, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.view = OwnPasswordView(strength=strength)
        self.view.chosen.connect(self._change)
        window.show_screen(self.view)

    def _change(self, password: str) -> None:
        self._desk.run(
            self.view,
            lambda: save_password(self._desk, password),
            lambda _: self.changed.emit(),
        )


class ChangePasswordController(QObject):
    """The same on top of "My way in"."""

    def __init__(self, desk: Desk) -> None:
        self.view = OwnPasswordView(strength=strength, from_paper=False)
        super().__init__(self.view)
        self._desk = desk
        self.view.chosen.connect(self._change)

    def begin(self) -> None:
        """Nothing is to be read first."""

    def _change(self, password: str) -> None:
        self._desk.run(
            self.view, lambda: save_password(self._desk, password), lambda _: self._done()
        )

    def _done(self) -> None:
        self._desk.shell.toast(self.tr("Your new password works from now on."))
        self._desk.shell.back()


def save_password(desk: Desk, password: str) -> None:
    """Wrap the signed-in lead's key with a new password, on the worker's thread."""
    context = desk.context
    change_password(
        desk.casebook,
        folder=context.paths.casebook,
        password=password,
        kdf=calibrate(random_bytes=context.random_bytes),
        secrets=context.secret_store,
    )
