"""A new phone: scan the picture, type the first six digits, and only then the old one ends."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.people_material import PhoneSecret
from ui.views.setup_codes import PhoneStep
from ui.widgets.buttons import primary_button
from ui.widgets.page import Page

WIDTH = 820


class NewPhoneView(Page):
    """``code_given`` carries what the new phone shows."""

    code_given = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("", identifier="new_phone", max_width=WIDTH, parent=parent)
        self.set_title(self.tr("A new phone"))
        self.set_subtitle(self.tr("The old one keeps working until the new one has shown a code."))
        self.show_back(self.tr("Back to my way in"))
        self.phone = PhoneStep(screen="new_phone")
        self.phone.entered.connect(self._submit)
        self.body.addWidget(self.phone)
        self.body.addStretch(1)
        self.save = primary_button("new_phone.save", self.tr("Use this phone"))
        self.save.clicked.connect(self._submit)
        self.add_footer(self.save)

    def show_secret(self, secret: PhoneSecret) -> None:
        """Show what the new phone is to scan."""
        self.phone.show_secret(otpauth=secret.otpauth, text=secret.text)
        self.phone.begin()

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say why the code was not taken."""
        self.save.setEnabled(True)
        self.phone.show_error("code", f"{text} {next_step}".strip())
        self.phone.code.clear()
        self.phone.focus_on("code")

    def _submit(self) -> None:
        if self.save.isEnabled() and not self.phone.show_missing():
            self.save.setEnabled(False)
            self.code_given.emit(self.phone.code.code())
