"""The lead's sign-in: account, password, code."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.drafts import SignInDraft
from ui.icons import set_icon
from ui.theme import space
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.centred import Centred
from ui.widgets.field_row import FieldRow
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.message_bar import MessageBar
from ui.widgets.password_edit import PasswordEdit
from ui.widgets.section_card import SectionCard
from ui.widgets.text_line import TextLine

WIDTH = 460


class SignInView(QWidget):
    """Wrong answers clear the code, then the password, never the account."""

    submitted = Signal(object)
    back_requested = Signal()
    help_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        identify(self, "signin.page", self.tr("Sign in"))
        self.message = MessageBar(identifier="signin.message")
        self._practice = False
        self.account = TextLine("signin.account", self.tr("Account"))
        self.password = PasswordEdit("signin.password", self.tr("Password"))
        self.code = TextLine("signin.code", self.tr("Code"))
        self.code.setInputMethodHints(Qt.InputMethodHint.ImhNoPredictiveText)
        self._rows = {
            "account": FieldRow(self.tr("Account"), self.account),
            "password": FieldRow(self.tr("Password"), self.password),
            "code": FieldRow(
                self.tr("Code"),
                self.code,
                hint=self.tr("The six digits on your phone, or a printed one-time code."),
            ),
        }
        self.submit = primary_button("signin.submit", self.tr("Sign in"))
        self.submit.clicked.connect(self._submit)
        for line in (self.account, self.password.line, self.code):
            line.returnPressed.connect(self._next)
        self._lay_out()

    def _lay_out(self) -> None:
        back = quiet_button("signin.back", self.tr("Back"), icon="arrow-left")
        back.setProperty("flush", "true")
        back.clicked.connect(self.back_requested)
        picture = QLabel()
        set_icon(picture, "key-round", tone="link", size=28)
        heading = QHBoxLayout()
        heading.setSpacing(space(1.5))
        heading.addWidget(picture)
        heading.addWidget(PlainLabel(self.tr("Sign in"), tone="title"), 1)
        self._school = PlainLabel(tone="subtitle")
        card = SectionCard()
        for row in self._rows.values():
            card.body.addWidget(row)
        card.body.addWidget(self.message)
        card.body.addSpacing(space(0.5))
        card.body.addWidget(self.submit)
        middle = Centred(width=WIDTH)
        column = middle.column
        column.setSpacing(space(1.5))
        column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(heading)
        column.addWidget(self._school)
        column.addWidget(card)
        self.cannot = quiet_button("signin.cannot", self.tr("I cannot sign in"))
        self.cannot.clicked.connect(self.help_requested)
        column.addWidget(self.cannot, 0, Qt.AlignmentFlag.AlignHCenter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(middle)

    def start(self, *, school: str, account: str = "") -> None:
        """Empty the form and put the cursor where typing begins."""
        self._school.setText(school)
        self._school.setVisible(bool(school))
        self.account.setText(account)
        self.clear_secrets()
        (self.password if account else self.account).setFocus()

    def use_printed_code(self) -> None:
        """Say where a printed one-time code goes; what is typed already stays."""
        self._rows["code"].set_hint(self.tr("One of the printed one-time codes. Each works once."))
        self.message.show_message(
            self.tr("Without the phone: type a printed one-time code in the field Code."),
            severity="info",
            next_step=self.tr("Cross it out on the paper afterwards. It does not work again."),
        )
        self._first_empty().setFocus()

    def offer_help(self, offered: bool) -> None:
        """Whether to offer help with signing in; a backup knows only its own ways in."""
        self.cannot.setVisible(offered)

    def show_practice(self, how_to_sign_in: str) -> None:
        """Say how anybody gets into the made-up school; a message that stands there stays."""
        if not self.message.text() or self._practice:
            self._practice = True
            self.message.show_message(how_to_sign_in, severity="info")

    def show_problem(self, text: str, next_step: str = "", *, keep_password: bool = False) -> None:
        """Say why it did not work; the code is used up either way."""
        self.set_busy(False)
        self._practice = False
        self.code.clear()
        if not keep_password:
            self.password.clear_secret()
        self.message.show_message(text, severity="danger", next_step=next_step, assertive=True)
        (self.code if keep_password else self.password).setFocus()

    def set_busy(self, busy: bool) -> None:
        """Show that the password is being worked out; it takes a second or two by design."""
        for widget in (self.account, self.password, self.code, self.submit, self.cannot):
            widget.setEnabled(not busy)
        self.submit.setText(self.tr("Opening…") if busy else self.tr("Sign in"))

    def clear_secrets(self) -> None:
        """Empty password, code and message."""
        self.password.clear_secret()
        self.code.clear()
        self.message.clear()
        for row in self._rows.values():
            row.clear_error()

    def _first_empty(self) -> QLineEdit:
        lines = (self.account, self.password.line, self.code)
        return next((line for line in lines if not line.text().strip()), self.code)

    def _next(self) -> None:
        line = self._first_empty()
        if line.text().strip():
            self._submit()
        else:
            line.setFocus()

    def _submit(self) -> None:
        typed = {
            "account": self.account.text().strip(),
            "password": self.password.text(),
            "code": self.code.text().strip(),
        }
        missing = {
            "account": self.tr("Type your account."),
            "password": self.tr("Type your password."),
            "code": self.tr("Type the code."),
        }
        empty = [name for name, text in typed.items() if not text]
        for name, row in self._rows.items():
            if name in empty:
                row.set_error(missing[name])
            else:
                row.clear_error()
        if empty:
            self._rows[empty[0]].field.setFocus()
            return
        self.message.clear()
        self.submitted.emit(SignInDraft(**typed))
