"""A password of one's own: asked for at the first sign-in with a slip of paper, and changed
whenever its owner likes."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import primary_button
from ui.widgets.field_row import FieldRow
from ui.widgets.page import Page
from ui.widgets.password_edit import PasswordEdit
from ui.widgets.section_card import SectionCard

WIDTH = 560


class OwnPasswordView(Page):
    """``chosen`` carries the new password once both fields hold the same one.

    ``from_paper`` is the first sign-in with a slip: there is no way back from it.
    """

    chosen = Signal(str)

    def __init__(
        self,
        *,
        strength: Callable[[str], tuple[int, str]],
        from_paper: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", identifier="own_password", max_width=WIDTH, parent=parent)
        if from_paper:
            self.set_title(self.tr("Choose your own password"))
            self.set_subtitle(self.tr("The one on the slip of paper was for this once."))
        else:
            self.set_title(self.tr("Change my password"))
            self.set_subtitle(self.tr("Phone and printed codes stay as they are."))
            self.show_back(self.tr("Back to my way in"))
        self.first = PasswordEdit("own_password.first", self.tr("New password"), strength=strength)
        self.again = PasswordEdit("own_password.again", self.tr("The same again"))
        self._rows = (
            FieldRow(
                self.tr("New password"),
                self.first,
                hint=self.tr("Several words that belong together only for you are good."),
            ),
            FieldRow(self.tr("The same again"), self.again),
        )
        card = SectionCard()
        for row in self._rows:
            card.body.addWidget(row)
        self.body.addWidget(card)
        self.body.addStretch(1)
        self.save = primary_button("own_password.save", self.tr("Use this password"))
        self.save.clicked.connect(self._submit)
        self.first.line.returnPressed.connect(self.again.setFocus)
        self.again.line.returnPressed.connect(self._submit)
        self.add_footer(self.save)
        self.first.setFocus()

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say why it was not taken; both fields stay."""
        self.save.setEnabled(True)
        self.message.show_message(text, severity="danger", next_step=next_step, assertive=True)

    def _submit(self) -> None:
        self.message.clear()
        self._rows[1].clear_error()
        if self.first.text() != self.again.text():
            self._rows[1].set_error(self.tr("The two are not the same."))
            self.again.setFocus()
            return
        if self.save.isEnabled():
            self.save.setEnabled(False)
            self.chosen.emit(self.first.text())
