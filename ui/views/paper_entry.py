"""Typing in a sheet of paper, word for word, in the order in which it is read."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from storage.records.concern import ConcernDraft, LinkedPupil, PaperOriginal
from storage.records.when import When
from ui.drafts import WhenTyped
from ui.lead_material import LeadLists
from ui.paper_material import PaperDraft
from ui.theme import scaled
from ui.widgets.attachment_list import AttachmentList
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.check_line import CheckLine
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.combo import Combo
from ui.widgets.field_row import FieldRow
from ui.widgets.page import Page
from ui.widgets.person_picker import PersonOption, PersonPicker
from ui.widgets.pupil_picker import PupilOption, PupilPicker
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_area import TextArea
from ui.widgets.text_line import TextLine
from ui.widgets.when_edit import WhenEdit

_DAY = WhenTyped(kind="day")


class PaperEntryView(Page):
    """What stands on the sheet, and what is known of the sheet itself. Ctrl+Enter saves."""

    saved = Signal(object)
    file_chosen = Signal(str)

    def __init__(
        self,
        *,
        lists: LeadLists,
        places: Sequence[Choice],
        search: Callable[[str], Sequence[PupilOption]],
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", identifier="paper", max_width=1180, parent=parent)
        self.set_title(self.tr("Type in a sheet of paper"))
        self.set_subtitle(
            self.tr(
                "Word for word; nothing is put right. A sheet about an adult who works here is not"
                " typed in: it goes, closed, to the head teacher."
            )
        )
        self.show_back(self.tr("Paper forms"))
        self._entered = False
        self._build_sheet(now)
        self._build_facts(lists, places, search, now)
        self._build_words()
        for card in (self._sheet, self._facts, self._words):
            card.setMinimumWidth(scaled(330))
        self.body.addWidget(SideBySide(self._sheet, self._facts, weights=(1, 1), gap=2))
        self.body.addWidget(SideBySide(self._words, gap=2))
        self.body.addStretch(1)
        self._add_buttons()
        self.setFocusProxy(self.number)

    def _build_sheet(self, now: Callable[[], datetime]) -> None:
        self.number = TextLine(
            "paper.number", self.tr("Number on the sheet"), placeholder=self.tr("if it has one")
        )
        self.again = CheckLine("paper.again", self.tr("This is another sheet with that number"))
        self.again.hide()
        self.writer = PersonPicker(
            "paper.writer",
            self.tr("Who wrote it"),
            placeholder=self.tr("A few letters, or the name as it stands on the sheet"),
        )
        self.written = WhenEdit("paper.written", self.tr("When it was written"), now=now)
        self.kept = TextLine(
            "paper.kept",
            self.tr("Where the sheet lies"),
            placeholder=self.tr("e.g. locked drawer, volume 2"),
        )
        self.files = AttachmentList("paper.files")
        self.files.add_button.setText(self.tr("Add a scan…"))
        self.files.add_button.setAccessibleName(self.tr("Add a scan of the sheet"))
        self.files.chosen.connect(self.file_chosen)
        self.number_row = FieldRow(self.tr("Number on the sheet"), self.number)
        self.writer_row = FieldRow(self.tr("Who wrote it?"), self.writer)
        self.written_row = FieldRow(self.tr("When was it written?"), self.written)
        self.kept_row = FieldRow(
            self.tr("Where does the sheet lie now?"),
            self.kept,
            hint=self.tr("Keep the sheet: it is the original."),
        )
        self._sheet = SectionCard(self.tr("The sheet"))
        for row in (
            *(self.number_row, self.again, self.writer_row, self.written_row, self.kept_row),
            *(self.files.add_button, self.files),
        ):
            self._sheet.body.addWidget(row)
        self._sheet.body.addStretch(1)

    def _build_facts(
        self,
        lists: LeadLists,
        places: Sequence[Choice],
        search: Callable[[str], Sequence[PupilOption]],
        now: Callable[[], datetime],
    ) -> None:
        self.pupils = PupilPicker(
            "paper.pupil",
            self.tr("Which child"),
            search=search,
            roles=lists.pupil_roles,
            first_role=lists.pupil_roles[0].value if lists.pupil_roles else "",
            placeholder=self.tr("A few letters; add every child who was part of it"),
        )
        self.happened = WhenEdit("paper.happened", self.tr("When did it happen"), now=now)
        self.place_kind = Combo("paper.place_kind", self.tr("Kind of place"), places)
        self.place = TextLine("paper.place", self.tr("Where exactly"))
        self.source = Combo("paper.source", self.tr("How the writer knows"), lists.sources)
        self.told_by = TextLine("paper.told_by", self.tr("Who told it"))
        self.who_else = TextLine("paper.who_else", self.tr("Who else was there"))
        self.told = ChoiceRow(
            "paper.told_dsl",
            self.tr("Was a DSL told in person"),
            (Choice(value="yes", text=self.tr("Yes")), Choice(value="no", text=self.tr("No"))),
        )
        self.told_whom = TextLine("paper.told_whom", self.tr("Whom"))
        self.pupil_row = FieldRow(self.tr("Which child?"), self.pupils)
        self.happened_row = FieldRow(self.tr("When did it happen?"), self.happened)
        self.told_row = FieldRow(self.tr("Was a DSL told in person?"), self.told)
        self._facts = SectionCard(self.tr("Who, when, where"))
        for row in (
            self.pupil_row,
            self.happened_row,
            FieldRow(self.tr("Where?"), SideBySide(self.place_kind, self.place), optional=True),
            SideBySide(
                FieldRow(self.tr("How the writer knows"), self.source, optional=True),
                FieldRow(self.tr("Who told it?"), self.told_by, optional=True),
            ),
            FieldRow(self.tr("Who else was there?"), self.who_else, optional=True),
            SideBySide(self.told_row, FieldRow(self.tr("Whom?"), self.told_whom, optional=True)),
        ):
            self._facts.body.addWidget(row)
        self._facts.body.addStretch(1)

    def _build_words(self) -> None:
        self.what = TextArea("paper.what_happened", self.tr("What happened"), lines=4)
        self.child_words = TextArea("paper.child_words", self.tr("The child’s own words"), lines=2)
        self.questions = TextArea("paper.questions", self.tr("Questions asked"), lines=2)
        self.did = TextArea("paper.did_at_once", self.tr("What was done at once"), lines=2)
        self.opinion = TextArea("paper.opinion", self.tr("Opinion of the writer"), lines=2)
        self.what_row = FieldRow(
            self.tr("What happened, as it stands on the sheet"),
            self.what,
            hint=self.tr("What cannot be read: write [not readable]."),
        )
        self._words = SectionCard(self.tr("The words"))
        self._words.body.addWidget(self.what_row)
        pairs = (
            (
                FieldRow(self.tr("The child’s own words"), self.child_words, optional=True),
                FieldRow(self.tr("Questions the writer asked"), self.questions, optional=True),
            ),
            (
                FieldRow(self.tr("What was done at once"), self.did, optional=True),
                FieldRow(self.tr("Opinion of the writer"), self.opinion, optional=True),
            ),
        )
        for left, right in pairs:
            self._words.body.addWidget(SideBySide(left, right, gap=2))

    def _add_buttons(self) -> None:
        back = quiet_button("paper.cancel", self.tr("Back"), icon="arrow-left")
        back.clicked.connect(self.back_requested)
        save = primary_button("paper.save", self.tr("Enter it in the casebook"), icon="check")
        save.setToolTip(self.tr("Ctrl+Enter"))
        save.clicked.connect(self.save)
        self.add_footer(back, left=True)
        self.add_footer(save)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)

    def start(self, *, number: str, people: Sequence[PersonOption]) -> None:
        """Show an empty form for the sheet of this number ("" for one without)."""
        self.writer.set_people(people)
        self.number.setText(number)
        for when in (self.written, self.happened):
            when.set_typed(_DAY)
        self.message.clear()
        (self.writer if number else self.number).setFocus()

    def unsaved(self) -> bool:
        """Whether words would be lost."""
        if self._entered:
            return False
        areas = (self.what, self.child_words, self.questions, self.did, self.opinion)
        lines = (self.kept, self.place, self.who_else, self.told_by, self.told_whom)
        return any(box.text().strip() for box in (*areas, *lines)) or bool(self.pupils.links())

    def show_entered(self) -> None:
        """The casebook has it: nothing is lost when the page is left."""
        self._entered = True

    def ask_again(self, text: str, next_step: str) -> None:
        """The number was entered before: say so, and let the person say that it is meant."""
        self.again.show()
        self.number_row.set_error(text)
        self.show_problem(text, next_step)
        self.number.setFocus()

    def save(self) -> None:
        """Send the sheet, or say beside each box what it still needs."""
        checks = (
            (self.writer_row, bool(self.writer.text().strip()), self.tr("Say who wrote it.")),
            (self.written_row, not self.written.problem(), self.written.problem()),
            (self.kept_row, bool(self.kept.text().strip()), self.tr("Say where the sheet lies.")),
            (
                self.pupil_row,
                bool(self.pupils.links() or self.pupils.line.text().strip()),
                self.tr("Choose the child, or write the name as it stands on the sheet."),
            ),
            (
                self.pupil_row,
                not self.pupils.without_role(),
                self.tr("Say for each child what part they had."),
            ),
            (self.happened_row, not self.happened.problem(), self.happened.problem()),
            (self.told_row, bool(self.told.value()), self.tr("Say yes or no.")),
            (self.what_row, bool(self.what.text().strip()), self.tr("Type in what happened.")),
        )
        for row, _, _ in checks:
            row.clear_error()
        self.number_row.clear_error()
        failed = [(row, words) for row, fine, words in checks if not fine]
        for row, words in failed:
            if not row.has_error():
                row.set_error(words)
        if failed:
            failed[0][0].field.setFocus()
        elif self.files.waiting():
            self.show_problem(self.tr("The scan is still being read. Try again in a moment."))
        else:
            self.message.clear()
            self.saved.emit(self.draft())

    def draft(self) -> PaperDraft:
        """What was typed in."""
        person = self.writer.person()
        return PaperDraft(
            concern=ConcernDraft(
                pupils=tuple(
                    LinkedPupil(id=key, role=role or "subject") for key, role in self.pupils.links()
                ),
                unlisted_pupil=self.pupils.line.text().strip(),
                what_happened=self.what.text().strip(),
                child_words=self.child_words.text().strip(),
                questions=self.questions.text().strip(),
                opinion=self.opinion.text().strip(),
                did_at_once=self.did.text().strip(),
                happened=_when(self.happened),
                place=self.place.text().strip(),
                place_kind=self.place_kind.value(),
                source=self.source.value(),
                told_by=self.told_by.text().strip(),
                who_else=self.who_else.text().strip(),
                told_dsl=self.told.value(),
                told_whom=self.told_whom.text().strip(),
                attachments=self.files.attachments(),
                paper=PaperOriginal(
                    form=self.number.text().strip(),
                    written=_when(self.written),
                    kept=self.kept.text().strip(),
                ),
            ),
            reporter=person.id if person is not None else self.writer.text().strip(),
            again=self.again.isVisible() and self.again.isChecked(),
        )


def _when(edit: WhenEdit) -> When:
    return When.unknown(as_told=edit.as_typed()) if edit.problem() else edit.value()
