"""An entry that did not come as a concern: a call, a meeting, a notice, a visit, something good."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.drafts import FileShown
from ui.entry_material import EntryOffers
from ui.lead_drafts import NewEntryDraft
from ui.lead_material import LeadLists
from ui.theme import scaled
from ui.views.new_entry_boxes import KindBoxes
from ui.views.new_entry_contact import ContactBox
from ui.views.new_entry_more import EntryMore
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.compact_row import compact_row
from ui.widgets.field_row import FieldRow
from ui.widgets.letter_keys import LetterKeys
from ui.widgets.page import Page
from ui.widgets.pupil_picker import PupilOption, PupilPicker
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_area import TextArea
from ui.widgets.when_edit import WhenEdit

NO_CASE = "none"
_RELATIVE = "other_child"


class NewEntryView(Page):
    """Kind, child, when, words; everything else is optional. Ctrl+Enter saves."""

    saved = Signal(object)
    file_chosen = Signal(str)

    def __init__(
        self, *, lists: LeadLists, offers: EntryOffers, parent: QWidget | None = None
    ) -> None:
        super().__init__("", identifier="entry", max_width=1180, parent=parent)
        self.set_title(self.tr("New entry"))
        self._offers = offers
        self._cases: list[Choice] = []
        self._build(lists)
        left, right = SectionCard(), SectionCard(self.tr("If there is more to say"))
        for row in self._asked:
            left.body.addWidget(row, 1 if row is self._text_row else 0)
        right.body.addWidget(self.more)
        right.body.addStretch(1)
        for card in (left, right):
            card.setMinimumWidth(scaled(340))
        self.body.addWidget(SideBySide(left, right, weights=(2, 1), gap=2))
        self.body.addStretch(1)
        self._add_buttons()
        self._connect()
        self.setFocusProxy(self.kind)
        self._case_row.hide()
        self._show_kind("")

    def _build(self, lists: LeadLists) -> None:
        self.kind = compact_row("entry.kind", self.tr("What kind"), lists.entry_kinds)
        self._letters = LetterKeys(self.kind, lists.entry_kinds)
        first_role = lists.pupil_roles[0].value if lists.pupil_roles else ""
        self.pupils = PupilPicker(
            "entry.pupil",
            self.tr("Which child"),
            search=self._offers.search,
            roles=lists.pupil_roles,
            first_role=first_role,
            placeholder=self.tr("A few letters of the name"),
            relatives=self._offers.relatives,
            relative_role=_RELATIVE,
        )
        self.case = ChoiceRow("entry.case", self.tr("Add it to an open case"), ())
        self.text = TextArea("entry.text", self.tr("What happened or was said"), lines=3)
        self.contact = ContactBox(keys_of=self)
        self.boxes = KindBoxes()
        self.words = TextArea("entry.child_words", self.tr("The child’s own words"), lines=2)
        self.when = WhenEdit("entry.happened", self.tr("When"), now=self._offers.now)
        self.more = EntryMore(lists=lists, offers=self._offers)
        self._build_rows()

    def _build_rows(self) -> None:
        self._kind_row = FieldRow(self.tr("What kind"), self.kind)
        self.kind.setToolTip(self.tr("The first letter chooses, too."))
        self._pupil_row = FieldRow(self.tr("Which child"), self.pupils)
        self._case_row = FieldRow(self.tr("There is an open case already: add to it?"), self.case)
        self._when_row = FieldRow(self.tr("When"), self.when)
        self._contact_row = FieldRow(self.tr("With whom"), self.contact)
        self._text_row = FieldRow(
            self.tr("What happened or was said"),
            self.text,
            hint=self.tr("Full names, what you know and from whom."),
        )
        self._words_row = FieldRow(self.tr("The child’s own words"), self.words)
        self._asked: tuple[QWidget, ...] = (
            *(self._kind_row, self._pupil_row, self._case_row, self._text_row),
            *(self._contact_row, self.boxes, self._words_row, self._when_row),
        )

    def _connect(self) -> None:
        self.kind.changed.connect(self._show_kind)
        self._letters.moved_on.connect(self._after_kind)
        self.pupils.changed.connect(self._children_changed)
        self.pupils.moved_on.connect(self._after_child)
        self.contact.picked.connect(self.text.setFocus)
        self.more.files.chosen.connect(self.file_chosen)

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

    def start(self, *, kind: str = "", pupils: Sequence[PupilOption] = (), case: str = "") -> None:
        """Empty the form, with a kind, children or a case where these are known already."""
        self.pupils.clear()
        self.kind.set_value(kind)
        for number, pupil in enumerate(pupils):
            self.pupils.add(pupil, "" if not number else _RELATIVE)
        self.case.set_value(case)
        self.when.set_now()
        for area in (self.text, self.words):
            area.set_text("")
        self.contact.clear()
        self.boxes.clear()
        self.more.clear()
        for row in (self._kind_row, self._pupil_row, self._when_row, self._text_row):
            row.clear_error()
        self.message.clear()
        self._show_kind(kind)

    def unsaved(self) -> bool:
        """Whether words would be lost."""
        texts = (self.text, self.words, self.contact.line)
        written = any(item.text().strip() for item in texts) or bool(self.boxes.values())
        return written or self.more.unsaved()

    def show_file(self, shown: FileShown) -> None:
        """Show what a chosen file turned out to be."""
        self.more.files.show_file(shown)

    def save(self) -> None:
        """Send the entry, or say beside each box what it still needs."""
        failed = [(row, words) for row, fine, words in self._checks() if not fine]
        for row, _, _ in self._checks():
            row.clear_error()
        for row, words in failed:
            if not row.has_error():
                row.set_error(words)
        if failed:
            failed[0][0].field.setFocus()
        elif self.more.next.problem():
            self.show_problem(self.more.next.problem())
            self.more.show_written()
            self.more.next.setFocus()
        elif self.more.files.waiting():
            self.show_problem(self.tr("A file is still being read."))
        else:
            self.saved.emit(self._draft())

    def _checks(self) -> tuple[tuple[FieldRow, bool, str], ...]:
        problem = self.when.problem()
        said = bool(self.text.text().strip() or self.boxes.values())
        roles = not self.pupils.without_role()
        return (
            (self._kind_row, bool(self.kind.value()), self.tr("Choose what kind it is.")),
            (self._pupil_row, bool(self.pupils.links()), self.tr("Choose the child.")),
            (self._pupil_row, roles, self.tr("Say for each child what part they had.")),
            (self._when_row, not problem, problem),
            (self._text_row, said, self.tr("Write what happened.")),
        )

    def _show_kind(self, code: str) -> None:
        kind = self._offers.kind(code)
        self.contact.show_kind(kind)
        self._contact_row.setVisible(kind.contact)
        self.boxes.show_boxes(kind.boxes, after=self.contact.how)
        if kind.source and not self.more.source.value():
            self.more.source.set_value(kind.source)

    def _children_changed(self) -> None:
        children = [pupil for pupil, _role in self.pupils.links()]
        self.contact.show_people(self._offers.contacts(children))
        cases = self._offers.cases(children)
        choices = [Choice(value=each.id, text=each.words) for each in cases]
        if choices:
            choices.append(Choice(value=NO_CASE, text=self.tr("To no case")))
        if choices == self._cases:
            return
        chosen, self._cases = self.case.value(), choices
        self.case.set_choices(choices)
        self.case.set_value(chosen)
        self._case_row.setVisible(bool(choices))

    def _after_kind(self) -> None:
        if not self.kind.value():
            return
        if self.pupils.links():
            self._after_child()
        else:
            self.pupils.setFocus()

    def _after_child(self) -> None:
        if self.pupils.links():
            self.text.setFocus()

    def _draft(self) -> NewEntryDraft:
        said = self.more.texts()
        contact = not self._contact_row.isHidden()
        return NewEntryDraft(
            kind=self.kind.value(),
            pupils=self.pupils.links(),
            happened=self.when.value(),
            text=self.text.text().strip(),
            child_words=self.words.text().strip(),
            source=self.more.source.value(),
            contact=self.contact.line.text().strip() if contact else "",
            how=self.contact.how.value() if contact else "",
            action=said["action"],
            decision=said["decision"],
            reason=said["reason"],
            outcome=said["outcome"],
            case="" if self.case.value() == NO_CASE else self.case.value(),
            significant=self.more.significant.isChecked(),
            summary=said.get("summary", ""),
            so_what=said.get("so_what", ""),
            boxes=self.boxes.values(),
            next_action=self.more.next_action(),
            files=self.more.files.attachments(),
        )
