"""Asks a lead who signs in with a slip of paper for a password of her own before anything else."""

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
        context = self._desk.context

        def work() -> None:
            change_password(
                self._desk.casebook,
                folder=context.paths.casebook,
                password=password,
                kdf=calibrate(random_bytes=context.random_bytes),
                secrets=context.secret_store,
            )

        self._desk.run(self.view, work, lambda _: self.changed.emit())
