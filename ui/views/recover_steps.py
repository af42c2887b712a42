"""The parts of getting back in: the code from the safe, a new password, new codes on paper."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ui.theme import space
from ui.views.setup_step import SetUpStep
from ui.widgets.buttons import secondary_button
from ui.widgets.check_line import CheckLine
from ui.widgets.field_row import FieldRow
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.password_edit import PasswordEdit, Strength
from ui.widgets.recovery_code_edit import RecoveryCodeEdit
from ui.widgets.section_card import SectionCard
from ui.widgets.text_line import TextLine


class CodeStep(SetUpStep):
    """Who it is, and the nine groups from the paper."""

    def __init__(self, *, group_fits: Callable[[str], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.account = TextLine("recover.account", self.tr("Your account"))
        self.code = RecoveryCodeEdit(
            "recover.recovery", self.tr("Recovery code"), group_fits=group_fits
        )
        self.rows = {
            "account": FieldRow(
                self.tr("Your account"),
                self.account,
                hint=self.tr(
                    "The short name you sign in with. Forgotten? Leave it empty if the code is"
                    " your own."
                ),
            ),
            "recovery": FieldRow(
                self.tr("Recovery code"),
                self.code,
                hint=self.tr("Nine groups of six digits, on the page in the school’s safe."),
            ),
        }
        card = SectionCard()
        card.body.addWidget(
            PlainLabel(
                self.tr(
                    "You choose a new password, print new codes and set up your phone. Nothing in"
                    " the casebook is lost, and nothing is changed before the last screen."
                )
            )
        )
        for row in self.rows.values():
            card.body.addWidget(row)
        self.column.addWidget(card)
        self.column.addStretch(1)
        self.account.returnPressed.connect(self.code.setFocus)
        self.code.entered.connect(self.entered)

    def missing(self) -> dict[str, str]:
        """Every group of the code must be able to be right."""
        problem = self.code.first_problem()
        if not problem:
            return {}
        words = self.tr("Look at group {n}: six digits, as on the paper.").format(n=problem)
        return {"recovery": words}

    def focus_on(self, field: str) -> None:
        """In the code, the first group that is not right."""
        if field == "recovery" and self.code.first_problem():
            self.code.boxes[self.code.first_problem() - 1].setFocus()
        else:
            super().focus_on(field)


class PasswordStep(SetUpStep):
    """A new password, twice."""

    def __init__(self, *, screen: str, strength: Strength, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.password = PasswordEdit(
            f"{screen}.password", self.tr("New password"), strength=strength
        )
        self.again = PasswordEdit(f"{screen}.again", self.tr("The same again"))
        self.rows = {
            "password": FieldRow(self.tr("New password"), self.password),
            "again": FieldRow(self.tr("The same again"), self.again),
        }
        card = SectionCard()
        for row in self.rows.values():
            card.body.addWidget(row)
        self.column.addWidget(card)
        self.column.addStretch(1)
        self.password.line.returnPressed.connect(self.again.setFocus)
        self.again.line.returnPressed.connect(self.entered)

    def missing(self) -> dict[str, str]:
        """Something was typed, twice the same."""
        if not self.password.text():
            return {"password": self.tr("Choose a password.")}
        if self.password.text() != self.again.text():
            return {"again": self.tr("The two are not the same.")}
        return {}

    def clear(self) -> None:
        """Forget both."""
        self.password.clear_secret()
        self.again.clear_secret()


class PaperCodesStep(SetUpStep):
    """Ten one-time codes for days without the phone; they are shown once."""

    print_requested = Signal()

    def __init__(self, *, screen: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._sheet = identify(
            QWidget(), f"{screen}.one_time_codes", self.tr("Printed one-time codes")
        )
        self._sheet.setProperty("kind", "plain")
        self._grid = QGridLayout(self._sheet)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(space(4))
        self.kept = CheckLine(
            f"{screen}.codes_kept", self.tr("They are on paper, and not kept with the laptop")
        )
        printed = secondary_button(f"{screen}.print", self.tr("Print…"), icon="printer")
        printed.clicked.connect(self.print_requested)
        self.rows = {"codes_kept": FieldRow("", self.kept)}
        self.rows["codes_kept"].label.hide()
        card = SectionCard()
        card.body.addWidget(
            PlainLabel(
                self.tr(
                    "For days without your phone. Each works once, together with your password."
                    " Older printed codes no longer work."
                )
            )
        )
        card.body.addWidget(self._sheet)
        line = QHBoxLayout()
        line.addWidget(printed)
        line.addStretch(1)
        card.body.addLayout(line)
        card.body.addWidget(self.rows["codes_kept"])
        self.column.addWidget(card)
        self.column.addStretch(1)

    def show_codes(self, codes: Sequence[str]) -> None:
        """Show the codes in two columns; an empty sequence forgets them."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        half = (len(codes) + 1) // 2
        for place, code in enumerate(codes):
            label = PlainLabel(code, tone="mono", wrap=False, selectable=True)
            label.setAccessibleName(self.tr("Code {n}: {code}").format(n=place + 1, code=code))
            self._grid.addWidget(label, place % half, place // half)
        self._grid.setColumnStretch(2, 1)
        self.kept.setChecked(False)

    def missing(self) -> dict[str, str]:
        """Somebody says that they are on paper."""
        if self.kept.isChecked():
            return {}
        return {"codes_kept": self.tr("Print or copy them first: they are shown only now.")}
