"""An entry that did not come as a concern: a call, a meeting, a notice, a visit, something good."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.lead_drafts import NewEntryDraft
from ui.lead_material import LeadLists
from ui.theme import scaled
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.check_line import CheckLine
from ui.widgets.chooser import compact_row
from ui.widgets.combo import Combo
from ui.widgets.field_row import FieldRow
from ui.widgets.file_list import FileList
from ui.widgets.page import Page
from ui.widgets.pupil_picker import PupilOption, PupilPicker
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_area import TextArea
from ui.widgets.text_line import TextLine
from ui.widgets.when_edit import WhenEdit


class NewEntryView(Page):
    """Kind, child, when, words; everything else is optional. Ctrl+Enter saves."""

    saved = Signal(object)

    def __init__(
        self,
        *,
        lists: LeadLists,
        search: Callable[[str], Sequence[PupilOption]],
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", identifier="entry", max_width=1180, parent=parent)
        self.set_title(self.tr("New entry"))
        self._build_needed(lists, search, now)
        self._build_optional(lists)
        left, right = SectionCard(), SectionCard(self.tr("If there is more to say"))
        for row in (self._kind_row, self._pupil_row, self._when_row, self._text_row):
            left.body.addWidget(row, 1 if row is self._text_row else 0)
        for field in self._optional:
            right.body.addWidget(field)
        right.body.addStretch(1)
        for card in (left, right):
            card.setMinimumWidth(scaled(340))
        self.body.addWidget(SideBySide(left, right, weights=(5, 3), gap=2))
        self.body.addStretch(1)
        self._add_buttons()
        self.setFocusProxy(self.kind)

    def _build_needed(
        self,
        lists: LeadLists,
        search: Callable[[str], Sequence[PupilOption]],
        now: Callable[[], datetime],
    ) -> None:
        self.kind = compact_row("entry.kind", self.tr("What kind"), lists.entry_kinds)
        first_role = lists.pupil_roles[0].value if lists.pupil_roles else ""
        self.pupils = PupilPicker(
            "entry.pupil",
            self.tr("Which child"),
            search=search,
            roles=lists.pupil_roles,
            first_role=first_role,
            placeholder=self.tr("A few letters of the name"),
        )
        self.when = WhenEdit("entry.happened", self.tr("When"), now=now)
        self.text = TextArea("entry.text", self.tr("What happened or was said"), lines=3)
        self._kind_row = FieldRow(self.tr("What kind"), self.kind)
        self._pupil_row = FieldRow(self.tr("Which child"), self.pupils)
        self._when_row = FieldRow(self.tr("When"), self.when)
        self._text_row = FieldRow(
            self.tr("What happened or was said"),
            self.text,
            hint=self.tr("Full names, what you know and from whom."),
        )

    def _build_optional(self, lists: LeadLists) -> None:
        self.contact = TextLine(
            "entry.contact",
            self.tr("With whom"),
            placeholder=self.tr("Name, role, organisation, number"),
        )
        self.source = Combo("entry.source", self.tr("How it is known"), lists.sources)
        self.words = TextArea("entry.child_words", self.tr("The child’s own words"), lines=2)
        self.action = TextLine("entry.action", self.tr("What was done"))
        self.decision = TextLine("entry.decision", self.tr("Decision"))
        self.reason = TextLine("entry.reason", self.tr("Reason"))
        self.outcome = TextLine("entry.outcome", self.tr("What came of it"))
        self.significant = CheckLine(
            "entry.significant", self.tr("Significant – belongs in the short chronology")
        )
        self.files = FileList("entry.files", self.tr("Add files"))
        self._optional: tuple[QWidget, ...] = (
            FieldRow(self.tr("With whom"), self.contact),
            FieldRow(self.tr("The child’s own words"), self.words),
            FieldRow(self.tr("What was done"), self.action),
            SideBySide(
                FieldRow(self.tr("Decision"), self.decision),
                FieldRow(self.tr("Reason"), self.reason),
            ),
            SideBySide(
                FieldRow(self.tr("What came of it"), self.outcome),
                FieldRow(self.tr("How it is known"), self.source),
            ),
            self.significant,
            self.files,
        )

    def _add_buttons(self) -> None:
        back = quiet_button("entry.cancel", self.tr("Back"), icon="arrow-left")
        back.clicked.connect(self.back_requested)
        save = primary_button("entry.save", self.tr("Save entry"), icon="check")
        save.setToolTip(self.tr("Ctrl+Enter"))
        save.clicked.connect(self.save)
        self.add_footer(back, left=True)
        self.add_footer(save)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)

    def start(self, *, kind: str = "", pupil: PupilOption | None = None) -> None:
        """Empty the form, with a kind or a child where these are known already."""
        self.pupils.clear()
        self.kind.set_value(kind)
        if pupil is not None:
            self.pupils.add(pupil)
        self.when.set_now()
        for area in (self.text, self.words):
            area.set_text("")
        for line in (self.contact, self.action, self.decision, self.reason, self.outcome):
            line.clear()
        self.source.set_value("")
        self.significant.setChecked(False)
        self.files.clear()
        for row in (self._kind_row, self._pupil_row, self._when_row, self._text_row):
            row.clear_error()
        self.message.clear()

    def unsaved(self) -> bool:
        """Whether words would be lost."""
        texts = (self.text, self.words, self.contact, self.action, self.decision, self.reason)
        return any(item.text().strip() for item in texts) or bool(self.files.paths())

    def show_saved(self, text: str) -> None:
        """Empty the form and say that the entry is kept."""
        self.start()
        self.message.show_message(text, severity="success")

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say what went wrong; everything typed stays."""
        self.message.show_message(text, severity="danger", next_step=next_step, assertive=True)

    def save(self) -> None:
        """Send the entry, or say beside each box what it still needs."""
        problem = self.when.problem()
        checks = (
            (self._kind_row, bool(self.kind.value()), self.tr("Choose what kind it is.")),
            (self._pupil_row, bool(self.pupils.links()), self.tr("Choose the child.")),
            (
                self._pupil_row,
                not self.pupils.without_role(),
                self.tr("Say for each child what part they had."),
            ),
            (self._when_row, not problem, problem),
            (self._text_row, bool(self.text.text().strip()), self.tr("Write what happened.")),
        )
        failed = [(row, words) for row, fine, words in checks if not fine]
        for row, _, _ in checks:
            row.clear_error()
        for row, words in failed:
            if not row.has_error():
                row.set_error(words)
        if failed:
            failed[0][0].field.setFocus()
            return
        self.saved.emit(self._draft())

    def _draft(self) -> NewEntryDraft:
        return NewEntryDraft(
            kind=self.kind.value(),
            pupils=self.pupils.links(),
            happened=self.when.value(),
            text=self.text.text().strip(),
            child_words=self.words.text().strip(),
            source=self.source.value(),
            contact=self.contact.text().strip(),
            action=self.action.text().strip(),
            decision=self.decision.text().strip(),
            reason=self.reason.text().strip(),
            outcome=self.outcome.text().strip(),
            significant=self.significant.isChecked(),
            files=self.files.paths(),
        )
