"""Tying one's password to this computer, or loosening it: what it means, and the password."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import scaled, space
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.field_row import FieldRow
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.password_edit import PasswordEdit


class DeviceDialog(QDialog):
    """``confirmed`` carries the password, which proves that it is the lead herself."""

    confirmed = Signal(str)

    def __init__(self, *, turn_on: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = (
            self.tr("Let my password work on this computer only?")
            if turn_on
            else self.tr("Let my password work anywhere again?")
        )
        identify(self, "device", title)
        self.setWindowTitle(self.tr("Holdfast"))
        self.setMinimumWidth(scaled(560))
        self.password = PasswordEdit("device.password", self.tr("Your password"))
        self._row = FieldRow(self.tr("Your password"), self.password)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(3), space(3), space(3), space(2))
        column.setSpacing(space(1.5))
        column.addWidget(PlainLabel(title, tone="title"))
        for line in self._on() if turn_on else self._off():
            column.addWidget(PlainLabel(line))
        column.addWidget(self._row)
        column.addStretch(1)
        go = primary_button("device.go", self.tr("Turn on") if turn_on else self.tr("Turn off"))
        go.clicked.connect(self._send)
        self.password.line.returnPressed.connect(self._send)
        leave = quiet_button("device.stay", self.tr("Cancel"))
        leave.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(go)
        column.addLayout(buttons)
        self.password.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the words need at this width."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    def _on(self) -> tuple[str, ...]:
        return (
            self.tr("Backups made from now on open with your password on this computer alone."),
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
            self.password.setFocus()
            return
        self.confirmed.emit(self.password.text())
        self.password.clear_secret()
        self.accept()
