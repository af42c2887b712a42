"""A document that leaves the school: which, for whom, why, what is withheld, where it is put."""

from collections.abc import Sequence
from pathlib import PurePath

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from ui.lead_drafts import ExportRequest
from ui.lead_material import ExportMade, ExportSubject, LeadLists
from ui.theme import scaled, space
from ui.views.export_contents import ExportContents
from ui.views.export_result import ExportResult
from ui.views.export_withhold import WithholdList
from ui.widgets.announce import announce
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.combo import Combo
from ui.widgets.field_row import FieldRow
from ui.widgets.identify import identify
from ui.widgets.page import Page
from ui.widgets.path_line import PathLine
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine

EVERY, SIGNIFICANT = "all", "significant"


class ExportView(Page):
    """Four presses and one text; the result says how anybody can check the document."""

    make_requested = Signal(object)
    open_requested = Signal(str)
    folder_requested = Signal(str)

    def __init__(self, *, lists: LeadLists, parent: QWidget | None = None) -> None:
        super().__init__("", identifier="export", max_width=1180, parent=parent)
        self._lists = lists
        self._subject: ExportSubject | None = None
        self.profile = ChoiceRow(
            "export.profile", self.tr("Which document"), lists.profiles, vertical=True
        )
        self.extent = ChoiceRow("export.extent", self.tr("Which entries"), ())
        self.purpose = TextLine(
            "export.purpose",
            self.tr("What for"),
            placeholder=self.tr("e.g. child protection conference on 3 December"),
        )
        self.usual = Combo(
            "export.usual_purpose",
            self.tr("Usual purposes"),
            lists.purposes,
            placeholder=self.tr("Usual purposes…"),
        )
        self.usual.setVisible(bool(lists.purposes))
        self.usual.changed.connect(self._take_purpose)
        self.recipient = TextLine(
            "export.recipient",
            self.tr("For whom"),
            placeholder=self.tr("Name and organisation"),
        )
        self.path = PathLine("export.path", self.tr("Where to put it"), mode="save")
        self.path.line.setPlaceholderText(self.tr("Named when you choose the document"))
        self.contents = ExportContents()
        self.withhold = WithholdList()
        self.made = ExportResult()
        self._profile_row = FieldRow(self.tr("Which document"), self.profile)
        self._extent_row = FieldRow(self.tr("Which entries"), self.extent)
        self._purpose_row = FieldRow(
            self.tr("What for"), self.purpose, hint=self.tr("This is printed on the document.")
        )
        self._recipient_row = FieldRow(self.tr("For whom"), self.recipient)
        self._path_row = FieldRow(self.tr("Where to put it"), self.path)
        self._lay_out()
        self._add_buttons()
        self.profile.changed.connect(self._name_file)
        for chosen in (self.profile.changed, self.extent.changed, self.withhold.changed):
            chosen.connect(self._say_contents)
        self.made.open_requested.connect(self.open_requested)
        self.made.folder_requested.connect(self.folder_requested)
        self.setFocusProxy(self.profile)

    def _lay_out(self) -> None:
        left, right = SectionCard(), SectionCard()
        for row in (self._profile_row, self._extent_row):
            left.body.addWidget(row)
        left.body.addWidget(self.withhold)
        left.body.addStretch(1)
        for part in (self._purpose_row, self.usual, self._recipient_row, self._path_row):
            right.body.addWidget(part)
        self._progress = identify(QProgressBar(), "export.progress", self.tr("Progress"))
        self._progress.setTextVisible(False)
        self._progress.hide()
        right.body.addWidget(self._progress)
        right.body.addWidget(self.contents)
        right.body.addStretch(1)
        for card in (left, right):
            card.setMinimumWidth(scaled(340))
        self._form = SideBySide(left, right, weights=(1, 1), gap=2)
        column = QVBoxLayout()
        column.setSpacing(space(2))
        column.addWidget(self.made)
        column.addWidget(self._form)
        column.addStretch(1)
        self.body.addLayout(column)
        self.made.hide()

    def _add_buttons(self) -> None:
        back = quiet_button("export.leave", self.tr("Back to the file"), icon="arrow-left")
        back.clicked.connect(self.back_requested)
        self._make = primary_button("export.make", self.tr("Make the document"), icon="file-check")
        self._make.clicked.connect(self.make)
        self.add_footer(back, left=True)
        self.add_footer(self._make)

    def show_subject(self, subject: ExportSubject) -> None:
        """Show whose document is to be made; nothing is chosen yet."""
        self._subject = subject
        self.set_title(self.tr("Export for {name}").format(name=subject.name))
        self.set_subtitle(self.tr("Making it is itself recorded in the file."))
        self.profile.set_value("")
        self.extent.set_choices(
            (
                Choice(
                    value=EVERY,
                    text=self.tr("All {n} entries").format(n=f"{subject.total:,}"),
                ),
                Choice(
                    value=SIGNIFICANT,
                    text=self.tr("Significant only ({n})").format(n=f"{subject.significant:,}"),
                ),
            )
        )
        for line in (self.purpose, self.recipient):
            line.clear()
        self.path.line.clear()
        self.usual.set_value("")
        self.withhold.show_options(subject.withhold)
        self._say_contents()
        self.made.hide()
        self._form.show()
        self._make.setVisible(True)
        self._busy(False)
        self.message.clear()

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is; ``total`` 0 shows that it works without a number."""
        self._busy(True)
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def show_made(self, made: ExportMade) -> None:
        """Say where the document is and how it can be checked."""
        self._busy(False)
        self._form.hide()
        self._make.setVisible(False)
        self.message.clear()
        self.made.show_made(made)
        self.made.show()
        self.made.setFocus()
        announce(self.made, self.tr("The document is ready."))

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say what went wrong; everything chosen stays."""
        self._busy(False)
        self.message.show_message(text, severity="danger", next_step=next_step, assertive=True)

    def unsaved(self) -> bool:
        """Nothing written here is part of the record before the document is made."""
        return False

    def make(self) -> None:
        """Ask for the document, or say beside each box what it still needs."""
        if self._subject is None:
            return
        path = self.path.path()
        checks = (
            (self._profile_row, bool(self.profile.value()), self.tr("Choose the document.")),
            (self._extent_row, bool(self.extent.value()), self.tr("Choose the entries.")),
            (self._purpose_row, bool(self.purpose.text().strip()), self.tr("Say what it is for.")),
            (
                self._recipient_row,
                bool(self.recipient.text().strip()),
                self.tr("Say who receives it."),
            ),
            (self._path_row, bool(path), self.tr("Say where to put it.")),
        )
        first: QWidget | None = None
        for row, given, words in checks:
            row.clear_error()
            if not given:
                row.set_error(words)
                first = first or row.field
        reasonless = self.withhold.missing()
        if reasonless is not None:
            words = self.tr("Say why each ticked part is withheld.")
            self.message.show_message(words, severity="warning", assertive=True)
        first = first or reasonless
        if first is not None:
            first.setFocus()
            return
        self.make_requested.emit(
            ExportRequest(
                pupil_id=self._subject.pupil_id,
                profile=self.profile.value(),
                purpose=self.purpose.text().strip(),
                recipient=self.recipient.text().strip(),
                significant_only=self.extent.value() == SIGNIFICANT,
                path=path,
                redact=self.withhold.drafts(),
            )
        )

    def _take_purpose(self, value: str) -> None:
        if value:
            self.purpose.setText(self.usual.currentText())
            self.purpose.setFocus()

    def _busy(self, busy: bool) -> None:
        self._progress.setVisible(busy)
        self._make.setEnabled(not busy)

    def _say_contents(self) -> None:
        subject = self._subject
        if subject is None:
            return
        amounts = {EVERY: subject.total, SIGNIFICANT: subject.significant}
        self.contents.show_choices(
            name=subject.name,
            profile=self.profile.value(),
            entries=amounts.get(self.extent.value(), 0),
            of=subject.total,
            withheld=self.withhold.count(),
        )

    def _name_file(self, profile: str) -> None:
        if self._subject is None:
            return
        names: Sequence[tuple[str, str]] = self._subject.file_names
        name = dict(names).get(profile, "")
        before = PurePath(self.path.path())
        ours = before.name in dict(names).values()
        if name and (ours or not self.path.path()):
            folder = before.parent if ours else PurePath(self._subject.folder)
            self.path.set_path(str(folder / name))
            self.path.line.setToolTip(self.path.path())
