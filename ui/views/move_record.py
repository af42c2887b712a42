"""A record in the wrong child's file, or in no case yet: which children it is about, and why."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.entry_material import OpenCase, RecordToMove
from ui.lead_drafts import MoveDraft
from ui.lead_material import LeadLists
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page
from ui.widgets.pupil_picker import PupilOption, PupilPicker
from ui.widgets.section_card import SectionCard
from ui.widgets.text_area import TextArea

NO_CASE = "none"


class MoveRecordView(Page):
    """The children it is about now stand there to be taken off; Ctrl+Enter moves it."""

    moved = Signal(object)

    def __init__(
        self,
        *,
        lists: LeadLists,
        search: Callable[[str], Sequence[PupilOption]],
        cases: Callable[[Sequence[str]], Sequence[OpenCase]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", identifier="move", max_width=860, parent=parent)
        self.set_title(self.tr("Put it into the right file"))
        self._cases, self._target = cases, ""
        self._offered: list[Choice] = []
        self._record = SectionCard()
        self._words = PlainLabel(selectable=True)
        self._with_it = PlainLabel(tone="muted")
        self._record.body.addWidget(self._words)
        self._record.body.addWidget(self._with_it)
        self.pupils = PupilPicker(
            "move.pupil",
            self.tr("Which children it is about"),
            search=search,
            roles=lists.pupil_roles,
            first_role=lists.pupil_roles[0].value if lists.pupil_roles else "",
            placeholder=self.tr("A few letters of the name"),
        )
        self.case = ChoiceRow("move.case", self.tr("Which case it belongs to"), ())
        self.reason = TextArea("move.reason", self.tr("Why"), lines=2)
        self._lay_out()
        self.pupils.changed.connect(self._children_changed)
        self.pupils.moved_on.connect(self.reason.setFocus)
        self.setFocusProxy(self.pupils)
        self._case_row.hide()

    def _lay_out(self) -> None:
        self._pupil_row = FieldRow(
            self.tr("Which children it is about"),
            self.pupils,
            hint=self.tr("Take the wrong child off, and type a few letters of the right one."),
        )
        self._case_row = FieldRow(self.tr("Which case it belongs to"), self.case)
        self._reason_row = FieldRow(
            self.tr("Why"),
            self.reason,
            hint=self.tr(
                "The file it leaves keeps a line with this reason: name no other child in it."
            ),
        )
        card = SectionCard()
        for row in (self._pupil_row, self._case_row, self._reason_row):
            card.body.addWidget(row)
        self.body.addWidget(self._record)
        self.body.addWidget(card)
        self.body.addStretch(1)
        back = quiet_button("move.cancel", self.tr("Back"), icon="arrow-left")
        back.clicked.connect(self.back_requested)
        save = primary_button("move.save", self.tr("Put it there"), icon="check")
        save.setToolTip(self.tr("Ctrl+Enter"))
        save.clicked.connect(self.save)
        self.add_footer(back, left=True)
        self.add_footer(save)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)

    def show_record(self, record: RecordToMove, *, case: str = "") -> None:
        """Show what would move, whom it is about now and in which case it is."""
        self._target = record.target
        self._record.set_title(record.title)
        self._words.setText(record.words)
        self._with_it.setText(record.with_it)
        self._with_it.setVisible(bool(record.with_it))
        self.pupils.clear()
        for option, role in record.pupils:
            self.pupils.put_back(option, role)
        self._children_changed()
        self.case.set_value(case)

    def unsaved(self) -> bool:
        """Whether a reason would be lost."""
        return bool(self.reason.text().strip())

    def done(self) -> None:
        """Nothing is left to lose."""
        self.reason.set_text("")

    def save(self) -> None:
        """Move it, or say what is missing."""
        checks = (
            (self._pupil_row, bool(self.pupils.links()), self.tr("Choose the child.")),
            (
                self._pupil_row,
                not self.pupils.without_role(),
                self.tr("Say for each child what part they had."),
            ),
            (self._reason_row, bool(self.reason.text().strip()), self.tr("Say why.")),
        )
        for row, _, _ in checks:
            row.clear_error()
        for row, given, words in checks:
            if not given:
                row.set_error(words)
                row.field.setFocus()
                return
        self.moved.emit(
            MoveDraft(
                target=self._target,
                pupils=self.pupils.links(),
                reason=self.reason.text().strip(),
                case="" if self.case.value() == NO_CASE else self.case.value(),
            )
        )

    def _children_changed(self) -> None:
        found = self._cases([pupil for pupil, _role in self.pupils.links()])
        choices = [Choice(value=each.id, text=each.words) for each in found]
        if choices:
            choices.append(Choice(value=NO_CASE, text=self.tr("As it is")))
        if choices == self._offered:
            return
        chosen, self._offered = self.case.value(), choices
        self.case.set_choices(choices)
        self.case.set_value(chosen)
        self._case_row.setVisible(bool(choices))
