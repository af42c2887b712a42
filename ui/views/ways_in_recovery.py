"""The recovery code from the paper: typed back once, tried every year, or made anew."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.views.setup_codes import ShownCode
from ui.widgets.buttons import primary_button, secondary_button
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page
from ui.widgets.recovery_code_edit import RecoveryCodeEdit
from ui.widgets.section_card import SectionCard

WIDTH = 820


class Purpose(StrEnum):
    """Why the code is typed: for the first time, or to see that it still works."""

    CONFIRM = "confirm"
    REHEARSE = "rehearse"


class RecoveryCheckView(Page):
    """``code_given`` carries the code; ``later`` leaves it for another day."""

    code_given = Signal(str)
    later = Signal()

    def __init__(
        self,
        *,
        purpose: Purpose,
        group_fits: Callable[[str], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", identifier="recovery", max_width=WIDTH, parent=parent)
        first = purpose is Purpose.CONFIRM
        self.set_title(
            self.tr("Is the recovery code on paper?") if first else self.tr("Try the recovery code")
        )
        self.set_subtitle(
            self.tr("It was shown when the school was made. Type it back once.")
            if first
            else self.tr("Fetch the paper from the safe and type what stands there.")
        )
        self.code = RecoveryCodeEdit(
            "recovery.code", self.tr("Recovery code"), group_fits=group_fits
        )
        self._row = FieldRow(
            self.tr("Recovery code"), self.code, hint=self.tr("Nine groups of six digits")
        )
        card = SectionCard()
        card.body.addWidget(PlainLabel(self._why(first=first)))
        card.body.addWidget(self._row)
        self.body.addWidget(card)
        self.body.addStretch(1)
        leave = secondary_button("recovery.later", self.tr("Later"))
        leave.clicked.connect(self.later)
        self.check = primary_button("recovery.check", self.tr("Check the code"))
        self.check.clicked.connect(self._submit)
        self.code.entered.connect(self._submit)
        self.add_footer(leave, left=True)
        self.add_footer(self.check)
        self.code.setFocus()

    def _why(self, *, first: bool) -> str:
        if first:
            return self.tr(
                "If password and phone are lost, this code is the only way to the children’s"
                " files. A misprint should be noticed today and not on that day."
            )
        return self.tr(
            "The code really opens the casebook, beside the one you are working in. Nothing is"
            " changed, and the paper stays as it is."
        )

    def show_busy(self) -> None:
        """Say that the code is being tried; it takes a few seconds by design."""
        self.check.setEnabled(False)
        self.message.show_message(self.tr("Trying the code…"), severity="info")

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say why the code is not right."""
        self.check.setEnabled(True)
        self.message.clear()
        self._row.set_error(f"{text} {next_step}".strip())
        self.code.setFocus()

    def show_group_problem(self, group: int, text: str) -> None:
        """Say which group cannot be right."""
        self.show_problem(text)
        self.code.show_group_error(group)

    def _submit(self) -> None:
        self._row.clear_error()
        problem = self.code.first_problem()
        if problem:
            words = self.tr("Look at group {n}: six digits, as on the paper.")
            self._row.set_error(words.format(n=problem))
            self.code.boxes[problem - 1].setFocus()
            return
        if self.check.isEnabled():
            self.code_given.emit(self.code.code())


class RenewRecoveryView(Page):
    """A new code counts only when it was typed back from the paper; until then the old one does."""

    typed_back = Signal(str)
    print_requested = Signal()
    later = Signal()

    def __init__(self, *, group_fits: Callable[[str], bool], parent: QWidget | None = None) -> None:
        super().__init__("", identifier="renew", max_width=WIDTH, parent=parent)
        self.set_title(self.tr("A new recovery code"))
        self.set_subtitle(self.tr("The old one works until this one has been typed back."))
        self._shown = ""
        self.code_box = ShownCode("renew.recovery_code")
        self.typed = RecoveryCodeEdit(
            "renew.typed", self.tr("Recovery code, typed back"), group_fits=group_fits
        )
        self._row = FieldRow(
            self.tr("2. Type it back from the paper"),
            self.typed,
            hint=self.tr("So that a misprint is noticed today and not when it is needed."),
        )
        printed = secondary_button("renew.print", self.tr("Print the page"), icon="printer")
        printed.clicked.connect(self.print_requested)
        card = SectionCard()
        card.body.addWidget(
            PlainLabel(self.tr("1. Print this page, or copy the code by hand"), tone="strong")
        )
        card.body.addWidget(self.code_box)
        line = QHBoxLayout()
        line.addWidget(printed)
        line.addStretch(1)
        card.body.addLayout(line)
        card.body.addWidget(self._row)
        card.body.addWidget(
            PlainLabel(
                self.tr(
                    "3. Put the page into the school’s safe and tear up the old one."
                    " Backups made before today still open with the old code."
                ),
                tone="strong",
            )
        )
        self.body.addWidget(card)
        self.body.addStretch(1)
        leave = secondary_button("renew.later", self.tr("Later"))
        leave.clicked.connect(self._leave)
        self.save = primary_button("renew.save", self.tr("Use this code"))
        self.save.clicked.connect(self._submit)
        self.typed.entered.connect(self._submit)
        self.add_footer(leave, left=True)
        self.add_footer(self.save)

    def show_code(self, code: str) -> None:
        """Show the code that was drawn."""
        self._shown = code
        self.code_box.show_code(code)
        self.typed.clear()
        self.typed.setFocus()

    def clear_secrets(self) -> None:
        """Forget the code."""
        self._shown = ""
        self.code_box.show_code("")
        self.typed.clear()

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say why it was not taken; the old code goes on working."""
        self.save.setEnabled(True)
        self._row.set_error(f"{text} {next_step}".strip())
        self.typed.setFocus()

    def show_group_problem(self, group: int, text: str) -> None:
        """Say which group cannot be right."""
        self.show_problem(text)
        self.typed.show_group_error(group)

    def _leave(self) -> None:
        self.clear_secrets()
        self.later.emit()

    def _submit(self) -> None:
        self._row.clear_error()
        problem = self.typed.first_problem()
        if problem:
            words = self.tr("Look at group {n}: six digits, as on the paper.")
            self._row.set_error(words.format(n=problem))
            self.typed.boxes[problem - 1].setFocus()
            return
        if self.save.isEnabled():
            self.save.setEnabled(False)
            self.typed_back.emit(self.typed.code())
