"""A child's file for the next school: to whom, how, in which form; then what to tell them."""

from pathlib import PurePath

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from ui.document_drafts import NextSchoolDraft
from ui.document_material import NextSchoolMade, NextSchoolSubject
from ui.lead_words import counted
from ui.plain_tip import plain_tip
from ui.theme import scaled, space
from ui.views.next_school_result import NextSchoolResult
from ui.widgets.announce import announce
from ui.widgets.buttons import primary_button, quiet_button, secondary_button
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.date_edit import DateEdit
from ui.widgets.field_row import FieldRow
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page
from ui.widgets.path_line import PathLine
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide
from ui.widgets.tab_order import in_reading_order
from ui.widgets.text_line import TextLine

PDF, PACK = "pdf", "pack"


class NextSchoolView(Page):
    """The form that opens everywhere is the usual one; how it is sent is never chosen for you."""

    make_requested = Signal(object)
    cancel_requested = Signal()
    folder_requested = Signal(str)
    slip_requested = Signal(str)
    register_requested = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("", identifier="next_school", max_width=1180, parent=parent)
        self._subject: NextSchoolSubject | None = None
        self.recipient = TextLine(
            "next_school.recipient",
            self.tr("For whom"),
            placeholder=self.tr("e.g. Kim Vale, DSL, Otter Brook Primary"),
        )
        self.method = ChoiceRow("next_school.method", self.tr("How it is sent"), (), vertical=True)
        self.sent_on = DateEdit("next_school.sent_on", self.tr("Sent on"))
        self.form = ChoiceRow(
            "next_school.form",
            self.tr("Does the next school use Holdfast?"),
            (
                Choice(
                    value=PDF,
                    text=self.tr("No, or not known"),
                    hint=self.tr("A locked PDF with all files inside"),
                ),
                Choice(
                    value=PACK,
                    text=self.tr("Yes"),
                    hint=self.tr("A pack that goes straight into its casebook"),
                ),
            ),
            vertical=True,
        )
        self.path = PathLine("next_school.path", self.tr("Where to put it"), mode="save")
        self.what = PlainLabel(tone="muted")
        self.made = NextSchoolResult()
        self._lay_out()
        self._add_buttons()
        self.form.changed.connect(self._name_file)
        self.made.folder_requested.connect(self.folder_requested)
        self.made.slip_requested.connect(self.slip_requested)
        self.made.register_requested.connect(
            lambda: self.register_requested.emit(self._subject.pupil_id if self._subject else "")
        )

    def _lay_out(self) -> None:
        self._recipient_row = FieldRow(
            self.tr("For whom"),
            self.recipient,
            hint=self.tr("The school, and the DSL there by name. Telephone before you send it."),
        )
        self._method_row = FieldRow(
            self.tr("How it is sent"),
            self.method,
            hint=self.tr("Apart from the main file. Never by ordinary post or with the parents."),
        )
        self._day_row = FieldRow(
            self.tr("Sent on"),
            self.sent_on,
            hint=self.tr("The receipt is due five school days after this day."),
        )
        self._path_row = FieldRow(self.tr("Where to put it"), self.path)
        left, right = SectionCard(), SectionCard()
        for row in (self._recipient_row, self._method_row, self._day_row):
            left.body.addWidget(row)
        left.body.addStretch(1)
        right.body.addWidget(FieldRow(self.tr("Does the next school use Holdfast?"), self.form))
        right.body.addWidget(self._path_row)
        right.body.addWidget(self.what)
        right.body.addStretch(1)
        for card in (left, right):
            card.setMinimumWidth(scaled(340))
        self._form_part = SideBySide(left, right, weights=(1, 1), gap=2)
        column = QVBoxLayout()
        column.addWidget(self._form_part)
        column.addWidget(self.made)
        column.addStretch(1)
        self.body.addLayout(column)

    def _add_buttons(self) -> None:
        self._leave = quiet_button("next_school.leave", self.tr("Back"), icon="arrow-left")
        self._leave.clicked.connect(self.back_requested)
        self._progress = identify(QProgressBar(), "next_school.progress", self.tr("Progress"))
        self._progress.setTextVisible(False)
        self._progress.setMaximumWidth(space(30))
        self._cancel = secondary_button("next_school.cancel", self.tr("Stop"), icon="x")
        self._cancel.clicked.connect(self.cancel_requested)
        self._make = primary_button("next_school.make", self.tr("Make the file"), icon="file-check")
        self._make.clicked.connect(self.make)
        self.add_footer(self._leave, left=True)
        for widget in (self._progress, self._cancel, self._make):
            self.add_footer(widget)

    def show_subject(self, subject: NextSchoolSubject) -> None:
        """Show whose file it is; who receives it and how it is sent are empty."""
        self._subject = subject
        self.set_title(self.tr("{name}’s file for the next school").format(name=subject.name))
        self.set_subtitle(self.tr("The whole file leaves, and that is recorded."))
        self.method.set_choices(subject.methods)
        self.sent_on.set_value(subject.today)
        self.form.set_value(PDF)
        self.what.setText(self._words(subject))
        self.path.line.clear()
        self._name_file()
        self.made.forget()
        self._show_form(shown=True)
        self._busy(busy=False)
        in_reading_order(self)
        self.recipient.setFocus()

    def make(self) -> None:
        """Ask for the file, or say beside each field what it still needs."""
        missing = self._missing()
        if missing is not None:
            missing.setFocus()
            return
        assert self._subject is not None
        self.message.clear()
        self.make_requested.emit(
            NextSchoolDraft(
                pupil_id=self._subject.pupil_id,
                recipient=self.recipient.text().strip(),
                method=self.method.value(),
                sent_on=self.sent_on.value(),
                path=self.path.path(),
                as_pdf=self.form.value() == PDF,
            )
        )

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is; ``total`` 0 shows that it works without a number."""
        self._busy(busy=True)
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def show_made(self, made: NextSchoolMade) -> None:
        """Say where the file is, its password, and what comes next."""
        self._busy(busy=False)
        self._show_form(shown=False)
        self.made.show_made(made)
        in_reading_order(self)
        self.made.begin()
        announce(self.made, self.tr("The file for the next school is ready."))

    def show_slip_saved(self, path: str) -> None:
        """Say where the receipt slip lies."""
        self.message.show_message(
            self.tr("The receipt slip was saved: {path}").format(path=path), severity="success"
        )

    def show_stopped(self) -> None:
        """Say that it was stopped and that nothing was made."""
        self._busy(busy=False)
        self._make.setFocus()
        self.message.show_message(self.tr("Stopped. No file was made."), severity="info")

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say what went wrong; everything typed stays."""
        self._busy(busy=False)
        self._make.setFocus()
        self.message.show_message(text, severity="danger", next_step=next_step, assertive=True)

    def _words(self, subject: NextSchoolSubject) -> str:
        entries = counted(subject.records, self.tr("1 entry"), self.tr("{n} entries"))
        return self.tr(
            "What goes: the front sheet, the index, a chronology of {entries}, and every concern,"
            " body map, risk assessment and stored file. To see the pages first, choose “Child"
            " protection file” under “Export…”."
        ).format(entries=entries)

    def _missing(self) -> QWidget | None:
        checks = (
            (
                self._recipient_row,
                bool(self.recipient.text().strip()),
                self.tr("Say which school and who there receives it."),
            ),
            (self._method_row, bool(self.method.value()), self.tr("Choose how it is sent.")),
            (
                self._day_row,
                bool(self.sent_on.value()),
                self.sent_on.problem() or self.tr("Say on which day it is sent."),
            ),
            (self._path_row, bool(self.path.path()), self.tr("Say where to put it.")),
        )
        needed: list[QWidget] = []
        for row, given, words in checks:
            row.clear_error()
            if not given:
                row.set_error(words)
                needed.append(row.field)
        return needed[0] if needed else None

    def _name_file(self, _form: str = "") -> None:
        subject = self._subject
        if subject is None:
            return
        before = PurePath(self.path.path())
        ours = before.name in (subject.pack, subject.pdf)
        if ours or not self.path.path():
            folder = before.parent if ours else PurePath(subject.folder)
            name = subject.pdf if self.form.value() == PDF else subject.pack
            self.path.set_path(str(folder / name))
            self.path.line.setToolTip(plain_tip(self.path.path()))

    def _show_form(self, *, shown: bool) -> None:
        self._form_part.setVisible(shown)
        self.made.setVisible(not shown)
        self._make.setVisible(shown)

    def _busy(self, *, busy: bool) -> None:
        for widget in (self._progress, self._cancel):
            widget.setVisible(busy)
        self._make.setVisible(not busy and not self._form_part.isHidden())
        self._leave.setEnabled(not busy)
