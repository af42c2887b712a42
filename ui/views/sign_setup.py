"""What the school newly asks of a member of staff: a password instead of the PIN, or codes."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.views.setup_codes import PhoneStep
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.field_row import FieldRow
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page
from ui.widgets.password_edit import PasswordEdit
from ui.widgets.section_card import SectionCard


class SignSetupView(Page):
    """``password_chosen`` carries the password, ``code_typed`` the first code; ``later`` puts it
    off until the next visit.
    """

    password_chosen = Signal(str)
    code_typed = Signal(str)
    later = Signal()
    done = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("", identifier="sign_setup", max_width=820, parent=parent)
        self.password = PasswordEdit("sign_setup.password", self.tr("New password"))
        self._password_row = FieldRow(
            self.tr("New password"),
            self.password,
            hint=self.tr("Ten characters or more: three words are easy to remember."),
        )
        self._password_card = SectionCard()
        self._password_card.body.addWidget(self._password_row)
        self.phone = PhoneStep(screen="sign_setup")
        self.printed = identify(
            PlainLabel(tone="mono", selectable=True),
            "sign_setup.printed",
            self.tr("Ten printed codes"),
        )
        self._printed_card = SectionCard()
        for label in (
            PlainLabel(self.tr("No phone at school? Ten codes for paper"), tone="strong"),
            PlainLabel(
                self.tr("Write them down now: each works once, and they are not shown again."),
                tone="muted",
            ),
            self.printed,
        ):
            self._printed_card.body.addWidget(label)
        self._ready = EmptyState(
            "circle-check", self.tr("That is set"), self.tr("Use it from your next visit on.")
        )
        for part in (self._password_card, self.phone, self._printed_card, self._ready):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._later = quiet_button("sign_setup.later", self.tr("Later"))
        self._later.clicked.connect(self.later)
        self._save = primary_button("sign_setup.save", self.tr("Save"))
        self._save.clicked.connect(self._take)
        self._finished = primary_button("sign_setup.done", self.tr("Done"))
        self._finished.clicked.connect(self.done)
        self.password.line.returnPressed.connect(self._take)
        self.add_footer(self._later, left=True)
        self.add_footer(self._save)
        self.add_footer(self._finished)

    def ask_password(self) -> None:
        """Ask for a password instead of the PIN."""
        self.set_title(self.tr("Choose a password"))
        self.set_subtitle(
            self.tr("Your school now asks for a password instead of a PIN. It takes a minute.")
        )
        self._show(self._password_card)
        self.password.setFocus()

    def ask_code(self, *, otpauth: str, secret_text: str, printed: Sequence[str]) -> None:
        """Show what the phone and the paper need, once, and ask for the first code."""
        self.set_title(self.tr("Set up your one-time codes"))
        self.set_subtitle(
            self.tr("Your school asks for a code beside the PIN, from a phone or from paper.")
        )
        self.phone.show_secret(otpauth=otpauth, text=secret_text)
        self.printed.setText("   ".join(printed))
        self.printed.setAccessibleDescription(", ".join(printed))
        self._show(self.phone, self._printed_card)
        self.phone.code.setFocus()

    def show_done(self) -> None:
        """Say that it works from now on; nothing of it stays on the screen."""
        self._forget()
        self._show(self._ready)
        self._finished.setFocus()

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say what is wrong with the password or the code."""
        row = self._password_row
        if self._password_card.isVisibleTo(self):
            self.password.clear_secret()
        else:
            row = self.phone.rows["code"]
            self.phone.code.clear()
        row.set_error(f"{text} {next_step}".strip())
        row.field.setFocus()

    def _show(self, *cards: QWidget) -> None:
        self.message.clear()
        for part in (self._password_card, self.phone, self._printed_card, self._ready):
            part.setVisible(part in cards)
        asking = self._ready not in cards
        self._later.setVisible(asking)
        self._save.setVisible(asking)
        self._finished.setVisible(not asking)

    def _forget(self) -> None:
        self.password.clear_secret()
        self.phone.clear()
        self.printed.clear()
        self.printed.setAccessibleDescription("")

    def _take(self) -> None:
        self._password_row.clear_error()
        if self._password_card.isVisibleTo(self):
            self.password_chosen.emit(self.password.text())
            return
        missing = self.phone.missing()
        if missing:
            self.phone.rows["code"].set_error(missing["code"])
            self.phone.code.setFocus()
            return
        self.code_typed.emit(self.phone.code.code())
