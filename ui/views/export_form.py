"""What belongs to a document besides its kind: which records, what for, for whom, what stays out,
where the file goes."""

from pathlib import PurePath

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.document_drafts import DocumentDraft
from ui.document_material import DocumentKind, DocumentSubject
from ui.lead_words import counted
from ui.plain_tip import plain_tip
from ui.theme import scaled
from ui.views.export_contents import Choices, ExportContents
from ui.views.export_leave_out import LeaveOut
from ui.views.export_questions import QuestionList
from ui.views.export_recipients import RecipientChips
from ui.widgets.buttons import quiet_button
from ui.widgets.check_line import CheckLine
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.combo import Combo
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import PlainLabel
from ui.widgets.path_line import PathLine
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine
from ui.widgets.tick_list import TickItem, TickList

EVERY, SIGNIFICANT = "all", "significant"
_DATA_REQUEST = "sar"
_SUFFIX = {"working": ".docx"}


class ExportForm(QWidget):
    """Two cards beside each other; nothing is chosen beforehand but the usual kind of copy."""

    changed = Signal()

    def __init__(self, *, purposes: tuple[Choice, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._subject: DocumentSubject | None = None
        self._kind: DocumentKind | None = None
        self._copies = 1
        self._start: QWidget = self
        self._what = PlainLabel(tone="section")
        self._help = PlainLabel(tone="muted")
        self.extent = ChoiceRow("export.extent", self.tr("Which entries"), ())
        self.records = TickList("export.records", self.tr("Which records"))
        self._all = quiet_button("export.records_all", self.tr("Tick all"))
        self._all.clicked.connect(self.records.tick_all)
        self.questions = QuestionList("export")
        self.family = CheckLine("export.family", self.tr("Together with brothers and sisters"))
        self.leave_out = LeaveOut()
        self.purpose = TextLine(
            "export.purpose",
            self.tr("What for"),
            placeholder=self.tr("e.g. child protection conference on 3 December"),
        )
        self.usual = Combo(
            "export.usual_purpose",
            self.tr("Usual purposes"),
            purposes,
            placeholder=self.tr("Usual purposes…"),
        )
        self.usual.setVisible(bool(purposes))
        self.usual.changed.connect(self._take_purpose)
        self.recipient = TextLine(
            "export.recipient", self.tr("For whom"), placeholder=self.tr("Name and organisation")
        )
        self.recipients = RecipientChips()
        self.recipients.chosen.connect(self._take_recipient)
        self.product = ChoiceRow("export.product", self.tr("Which copy"), ())
        self.path = PathLine("export.path", self.tr("Where to put it"), mode="save")
        self.contents = ExportContents()
        self._add_rows()
        self._lay_out()
        for chosen in (self.extent.changed, self.records.changed, self.leave_out.changed):
            chosen.connect(self.say)
        self.product.changed.connect(self._name_file)
        self.leave_out.own_data.toggled.connect(lambda _: self.say())
        self.family.toggled.connect(lambda _: self.say())

    def _add_rows(self) -> None:
        self._extent_row = FieldRow(self.tr("Which entries"), self.extent)
        self._records_row = FieldRow(self.tr("Which records"), self.records)
        self._purpose_row = FieldRow(
            self.tr("What for"), self.purpose, hint=self.tr("This is printed on the document.")
        )
        self._recipient_row = FieldRow(self.tr("For whom"), self.recipient)
        self._product_row = FieldRow(self.tr("Which copy"), self.product)
        self._path_row = FieldRow(self.tr("Where to put it"), self.path)

    def _lay_out(self) -> None:
        left, right = SectionCard(), SectionCard()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._what)
        words.addWidget(self._help)
        left.body.addLayout(words)
        left.body.addWidget(self._extent_row)
        left.body.addWidget(self._records_row)
        left.body.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        more: tuple[QWidget, ...] = (self.family, self.questions, self.leave_out)
        for part in more:
            left.body.addWidget(part)
        left.body.addStretch(1)
        about: tuple[QWidget, ...] = (
            *(self._purpose_row, self.usual),
            *(self._recipient_row, self.recipients),
        )
        for part in (*about, self._product_row, self._path_row, self.contents):
            right.body.addWidget(part)
        right.body.addStretch(1)
        for card in (left, right):
            card.setMinimumWidth(scaled(340))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(SideBySide(left, right, weights=(1, 1), gap=2))
        column.addStretch(1)

    def show_subject(self, subject: DocumentSubject) -> None:
        """Show whose document is to be made; every field is empty."""
        self._subject, self._kind = subject, None
        for line in (self.purpose, self.recipient):
            line.clear()
        self.path.line.clear()
        self.usual.set_value("")
        self.recipients.show_recipients(subject.recipients)
        self.leave_out.show_options(subject.names, subject.reasons)
        for row in (self._purpose_row, self._recipient_row, self._path_row):
            row.clear_error()

    def show_kind(self, kind: DocumentKind) -> None:
        """Show what this kind of document asks for; what was typed before stays."""
        self._kind = kind
        self._what.setText(kind.text)
        self._help.setText(kind.hint)
        self.extent.set_choices(kind.lengths)
        self._extent_row.clear_error()
        self._extent_row.setVisible(bool(kind.lengths))
        word = kind.records_word or self.tr("Which records")
        self._records_row.label.setText(word)
        self.records.setAccessibleName(word)
        self.records.set_items(
            [TickItem(id=one.id, text=one.text, detail=one.detail) for one in kind.records],
            most=kind.most,
        )
        if kind.ticked or (len(kind.records) == 1 and kind.least):
            self.records.tick_all()
        self._records_row.clear_error()
        chooses = bool(kind.records) or bool(kind.least)
        self._records_row.setVisible(chooses)
        self._records_row.set_hint("" if kind.records else self.tr("There is none of this child."))
        self._all.setVisible(chooses and kind.most != 1 and len(kind.records) > 1)
        siblings = self._subject.siblings if self._subject else 0
        self.family.setVisible(kind.family and siblings > 0)
        self.family.setChecked(False)
        self.family.set_words(
            counted(
                siblings,
                self.tr("Together with 1 brother or sister"),
                self.tr("Together with {n} brothers and sisters"),
            )
        )
        self.questions.show_questions(kind.questions)
        self._show_products(kind)
        self._start = self._first()
        self.say()

    def _show_products(self, kind: DocumentKind) -> None:
        words = {
            "locked": self.tr("Locked copy (for sending)"),
            "signed": self.tr("Signed copy"),
            "working": self.tr("Working copy"),
        }
        self.product.set_choices(
            [Choice(value=value, text=words[value]) for value in kind.products]
        )
        self.product.set_value(kind.products[0])
        self._product_row.setVisible(len(kind.products) > 1)
        self._name_file()

    def _first(self) -> QWidget:
        kind = self._kind
        if kind is not None and kind.lengths:
            return self.extent
        if kind is not None and kind.records:
            return self.records
        return self.purpose

    def missing(self) -> QWidget | None:
        """The first thing that is still needed; what it is stands beside each field."""
        kind = self._kind
        if kind is None:
            return self
        chosen = len(self.records.values())
        checks = (
            (
                self._extent_row,
                not kind.lengths or bool(self.extent.value()),
                self.tr("Choose the entries."),
            ),
            (self._records_row, chosen >= kind.least, self.tr("Choose the records.")),
            (self._purpose_row, bool(self.purpose.text().strip()), self.tr("Say what it is for.")),
            (
                self._recipient_row,
                bool(self.recipient.text().strip()),
                self.tr("Say who receives it."),
            ),
            (self._path_row, bool(self.path.path()), self.tr("Say where to put it.")),
        )
        needed: list[QWidget] = []
        for row, given, words in checks:
            row.clear_error()
            if not given:
                row.set_error(words)
                needed.append(row.field)
        needed += [field for field in (self.questions.missing(), self.leave_out.missing()) if field]
        return needed[0] if needed else None

    def draft(self, *, requested_by: str) -> DocumentDraft:
        """What is asked for."""
        assert self._subject is not None
        assert self._kind is not None
        return DocumentDraft(
            pupil_id=self._subject.pupil_id,
            kind=self._kind.value,
            purpose=self.purpose.text().strip(),
            recipient=self.recipient.text().strip(),
            product=self.product.value(),
            path=self.path.path(),
            length=self.extent.value(),
            records=self.records.values(),
            family=self.family.isVisibleTo(self) and self.family.isChecked(),
            subject_access=self.leave_out.subject_access(),
            requested_by=requested_by,
            answers=self.questions.answers(),
            leave_out=self.leave_out.draft(),
        )

    def another_copy(self) -> None:
        """Keep every choice; the file gets a name of its own, and the receiver is typed over."""
        before = PurePath(self.path.path())
        self._copies += 1
        self.path.set_path(str(before.with_stem(f"{before.stem}-{self._copies}")))
        self.recipient.selectAll()
        self._start = self.recipient

    def begin(self) -> None:
        """Go where something is to be chosen or typed next."""
        self._start.setFocus()

    def say(self) -> None:
        """Say what the choices give."""
        subject, kind = self._subject, self._kind
        if subject is None or kind is None:
            return
        amounts = {EVERY: subject.total, SIGNIFICANT: subject.significant}
        counts = bool(kind.lengths) and not (kind.family and self.family.isChecked())
        length = self.extent.value()
        self.contents.show_choices(
            Choices(
                name=subject.name,
                product=self.product.value(),
                entries=amounts.get(length, 0),
                of=subject.total if counts and (not length or length in amounts) else 0,
                left_out=self.leave_out.count(),
                subject_access=self.leave_out.subject_access(),
            )
        )
        self.changed.emit()

    def choose_length(self, length: str) -> None:
        """Take a length that was chosen before; what it is for is asked next."""
        self.extent.set_value(length)
        self._start = self.purpose
        self.say()

    def _take_recipient(self, text: str) -> None:
        self.recipient.setText(text)
        self.recipient.setFocus()

    def _take_purpose(self, value: str) -> None:
        if value:
            self.purpose.setText(self.usual.currentText())
            self.purpose.setFocus()
        if value == _DATA_REQUEST:
            self.leave_out.show_data_request()

    def _name_file(self, _product: str = "") -> None:
        if self._subject is None or self._kind is None:
            return
        name = self._kind.file_name + _SUFFIX.get(self.product.value(), ".pdf")
        before = PurePath(self.path.path())
        # a page of its own has no file, and an empty line is nobody's name
        stems = {kind.file_name for kind in self._subject.kinds if kind.file_name}
        ours = before.stem in stems
        if ours or not self.path.path():
            folder = before.parent if ours else PurePath(self._subject.folder)
            self.path.set_path(str(folder / name))
            self.path.line.setToolTip(plain_tip(self.path.path()))
        self.say()
