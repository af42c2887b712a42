"""The third and fourth screen of setting up: the phone, and the recovery code on paper."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.drafts import SetUpSecrets
from ui.theme import scaled, space
from ui.views.setup_step import SetUpStep
from ui.widgets.buttons import secondary_button
from ui.widgets.code_edit import CodeEdit
from ui.widgets.field_row import FieldRow
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.qr_view import QrView
from ui.widgets.section_card import SectionCard

GROUPS, GROUP = 9, 6


class PhoneStep(SetUpStep):
    """The picture for the phone, the same as text, and the first code to prove that it works."""

    def __init__(self, *, screen: str = "setup", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.qr = QrView(f"{screen}.qr", self.tr("Picture to scan with the phone"), module=6)
        self.secret = TextOfSecret(f"{screen}.secret")
        self.code = CodeEdit(f"{screen}.code", self.tr("Code on the phone"), groups=(3, 3))
        self.code.setMaximumWidth(scaled(200))
        self.rows = {
            "code": FieldRow(
                self.tr("3. Type the six digits that the phone shows"),
                self.code,
                hint=self.tr("They change every half minute."),
            )
        }
        words = QVBoxLayout()
        words.setSpacing(space(1.5))
        words.addWidget(
            PlainLabel(self.tr("1. Open an authenticator app on your phone"), tone="strong")
        )
        words.addWidget(
            PlainLabel(
                self.tr("Any will do, e.g. Microsoft or Google Authenticator. It needs no signal."),
                tone="muted",
            )
        )
        words.addWidget(PlainLabel(self.tr("2. Scan this picture with it"), tone="strong"))
        words.addWidget(PlainLabel(self.tr("or type this into the app instead:"), tone="muted"))
        words.addWidget(self.secret)
        words.addSpacing(space(1))
        words.addWidget(self.rows["code"])
        words.addStretch(1)
        card = SectionCard()
        row = QHBoxLayout()
        row.setSpacing(space(3))
        row.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        card.body.addLayout(row)
        self.column.addWidget(card)
        self.column.addStretch(1)
        self.go_on_with(self.code)

    def show_secret(self, *, otpauth: str, text: str) -> None:
        """Show the picture and its text."""
        self.qr.set_text(otpauth)
        self.secret.show_text(text)

    def missing(self) -> dict[str, str]:
        """Six digits are needed."""
        if self.code.is_complete():
            return {}
        return {"code": self.tr("Type all six digits.")}

    def clear(self) -> None:
        """Forget the picture, its text and the code."""
        self.qr.set_text("")
        self.secret.show_text("")
        self.code.clear()


class TextOfSecret(PlainLabel):
    """The secret in groups of four, to be selected or typed."""

    def __init__(self, identifier: str, *, parent: QWidget | None = None) -> None:
        super().__init__(tone="mono", selectable=True, parent=parent)
        identify(self, identifier, self.tr("Secret for the authenticator app"))

    def show_text(self, text: str) -> None:
        """Show it; the copy is without the gaps of the picture."""
        groups = [text[place : place + 4] for place in range(0, len(text), 4)]
        self.setText(" ".join(groups))
        self.setAccessibleDescription(" ".join(groups))


class PaperStep(SetUpStep):
    """The code that opens everything when password or phone are lost: on paper, and typed back."""

    print_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.code_box = ShownCode("setup.recovery_code")
        self._print = secondary_button("setup.print", self.tr("Print the page"), icon="printer")
        self._print.clicked.connect(self.print_requested)
        self.recovery = CodeEdit(
            "setup.recovery", self.tr("Recovery code, typed back"), groups=(GROUP,) * GROUPS
        )
        self.recovery.setMinimumWidth(0)
        self.rows = {
            "recovery": FieldRow(
                self.tr("2. Type the recovery code back from the paper"),
                self.recovery,
                hint=self.tr("So that a misprint is noticed today and not when it is needed."),
            )
        }
        card = SectionCard()
        card.body.addWidget(
            PlainLabel(self.tr("1. Print this page, or copy the code by hand"), tone="strong")
        )
        card.body.addWidget(self.code_box)
        line = QHBoxLayout()
        line.addWidget(self._print)
        line.addStretch(1)
        card.body.addLayout(line)
        card.body.addWidget(
            PlainLabel(
                self.tr(
                    "The page also holds ten one-time codes for days without your phone, and the"
                    " code for letters about adults. Keep it in the school’s safe."
                    " If password and paper are both lost, nobody can open the records."
                ),
                tone="muted",
            )
        )
        card.body.addWidget(self.rows["recovery"])
        self.column.addWidget(card)
        self.column.addStretch(1)
        self.go_on_with(self.recovery)

    def show_codes(self, secrets: SetUpSecrets) -> None:
        """Show the recovery code in its groups."""
        self.code_box.show_code(secrets.recovery_code)
        self.recovery.clear()

    def missing(self) -> dict[str, str]:
        """The whole code is needed."""
        if self.recovery.is_complete():
            return {}
        left = GROUPS * GROUP - len(self.recovery.code())
        words = self.tr("The code has 54 digits; {n} are missing.").format(n=left)
        return {"recovery": words}

    def clear(self) -> None:
        """Forget the code."""
        self.code_box.show_code("")
        self.recovery.clear()


class ShownCode(QWidget):
    """A recovery code in its nine groups, to be printed or copied by hand."""

    def __init__(self, identifier: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        identify(self, identifier, self.tr("Recovery code to print or copy"))
        self.setProperty("kind", "plain")
        self._groups = [PlainLabel(tone="mono", wrap=False, selectable=True) for _ in range(GROUPS)]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space(3))
        for place, label in enumerate(self._groups):
            name = self.tr("Group {n} of the recovery code").format(n=place + 1)
            identify(label, f"{identifier}.group{place + 1}", name)
            grid.addWidget(label, place // 5, place % 5)
        grid.setColumnStretch(5, 1)

    def show_code(self, code: str) -> None:
        """Show a code; empty forgets the one that stood here."""
        digits = "".join(letter for letter in code if letter.isdigit())
        for place, label in enumerate(self._groups):
            group = digits[place * GROUP : (place + 1) * GROUP]
            label.setText(group)
            label.setAccessibleDescription(" ".join(group))
