"""Tying one's password to this computer, or loosening it: what it means, and the password."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.field_row import FieldRow
from ui.widgets.fitted_dialog import FittedDialog
from ui.widgets.labels import PlainLabel
from ui.widgets.password_edit import PasswordEdit


class DeviceDialog(FittedDialog):
    """``confirmed`` carries the password, which proves that it is the lead herself."""

    confirmed = Signal(str)

    def __init__(self, *, turn_on: bool, parent: QWidget | None = None) -> None:
        title = (
            _tr("Let my password work on this computer only?")
            if turn_on
            else _tr("Let my password work anywhere again?")
        )
        super().__init__("device", title, parent=parent)
        self.password = PasswordEdit("device.password", self.tr("Your password"))
        self._row = FieldRow(self.tr("Your password"), self.password)
        for line in self._on() if turn_on else self._off():
            self.column.addWidget(PlainLabel(line))
        self.column.addWidget(self._row)
        go = primary_button("device.go", self.tr("Turn on") if turn_on else self.tr("Turn off"))
        go.clicked.connect(self._send)
        self.password.line.returnPressed.connect(self._send)
        leave = quiet_button("device.stay", self.tr("Cancel"))
        leave.clicked.connect(self.reject)
        self.buttons.addStretch(1)
        self.buttons.addWidget(leave)
        self.buttons.addWidget(go)
        self.password.setFocus()

    def _on(self) -> tuple[str, ...]:
        return (
            self.tr(
                "Backups made from now on open with your password on this computer alone, unless"
                " somebody also has an older backup: the key in that one is not tied."
            ),
            self.tr(
                "If this computer breaks or is set up anew, you need the recovery code from the"
                " safe, or another DSL."
            ),
            self.tr("It does not protect against somebody who uses your account on this computer."),
        )

    def _off(self) -> tuple[str, ...]:
        return (
            self.tr(
                "Whoever copies the casebook can then try passwords on another computer."
                " A long password still holds."
            ),
        )

    def _send(self) -> None:
        if not self.password.text():
            self._row.set_error(self.tr("Type your password."))
            self.fit()
            self.password.setFocus()
            return
        self.confirmed.emit(self.password.text())
        self.password.clear_secret()
        self.accept()


def _tr(text: str) -> str:
    return QCoreApplication.translate("ways_in_device", text)
