"""The page of a form about one or more children: a referral, its news, a plan, a meeting."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.choice_row import Choice
from ui.widgets.field_row import FieldRow
from ui.widgets.form_panel import Box, FormPanel
from ui.widgets.page import Page
from ui.widgets.pupil_picker import PupilOption, PupilPicker
from ui.widgets.section_card import SectionCard

Search = Callable[[str], Sequence[PupilOption]]


class WorkFormView(Page):
    """``saved`` carries the answers by name, with ``pupils`` where children are asked for. Boxes
    are those of FormPanel; ``between`` is a further part that stands below the first boxes.
    """

    saved = Signal(object)

    def __init__(
        self,
        identifier: str,
        title: str,
        boxes: Sequence[Box],
        *,
        save: str,
        now: Callable[[], datetime],
        more: str = "",
        search: Search | None = None,
        between: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, identifier=identifier, max_width=980, parent=parent)
        self._changed = False
        self.show_back(self.tr("Back"))
        self.pupils: PupilPicker | None = None
        if search is not None:
            self._ask_for_children(identifier, search)
        self.form = FormPanel(identifier, boxes, now=now, more=more)
        self.form.changed.connect(self._touch)
        self.body.addWidget(self.form)
        if between is not None:
            self.body.addWidget(between)
        self.body.addStretch(1)
        leave = quiet_button(f"{identifier}.cancel", self.tr("Cancel"))
        leave.clicked.connect(self.back_requested)
        self.save_button = primary_button(f"{identifier}.save", save, icon="check")
        self.save_button.clicked.connect(self.save)
        self.add_footer(leave, left=True)
        self.add_footer(self.save_button)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)
        self.setFocusProxy(self.pupils or self.form)

    def _ask_for_children(self, identifier: str, search: Search) -> None:
        self.pupils = PupilPicker(
            f"{identifier}.pupil",
            self.tr("Children it is about"),
            search=search,
            roles=(Choice(value="subject", text=self.tr("About this child")),),
            first_role="subject",
            placeholder=self.tr("A few letters of a name"),
        )
        self.pupils.changed.connect(self._touch)
        card = SectionCard()
        self._pupils_row = FieldRow(self.tr("Children it is about"), self.pupils)
        card.body.addWidget(self._pupils_row)
        self.body.addWidget(card)

    def add_child(self, option: PupilOption) -> None:
        """Take a child on who is known already; the cursor goes to the first box."""
        if self.pupils is not None:
            self.pupils.add(option, "subject")
            self._changed = False
            self.setFocusProxy(self.form)

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say what went wrong; everything typed stays."""
        self.message.show_message(text, severity="danger", next_step=next_step, assertive=True)
        self.scroll_area.ensureVisible(0, 0)

    def settle(self) -> None:
        """What is shown now counts as saved."""
        self._changed = False

    def unsaved(self) -> bool:
        """Whether something was typed that has not been saved."""
        return self._changed

    def save(self) -> None:
        """Send the answers, or say beside each box what it still needs."""
        self.message.clear()
        wrong = self.form.check()
        if self.pupils is not None:
            self._pupils_row.clear_error()
            if not self.pupils.links():
                self._pupils_row.set_error(self.tr("Choose at least one child."))
                wrong = self.pupils
        if wrong is not None:
            wrong.setFocus()
            return
        answers = self.form.answers()
        if self.pupils is not None:
            answers["pupils"] = tuple(pupil for pupil, _role in self.pupils.links())
        self.saved.emit(answers)

    def _touch(self) -> None:
        self._changed = True
