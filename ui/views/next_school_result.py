"""A child's file is ready for the next school: its password, and the three things still to do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.document_material import NextSchoolMade
from ui.lead_words import counted
from ui.theme import space
from ui.views.export_password import PasswordWords
from ui.widgets.buttons import primary_button, secondary_button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify
from ui.widgets.key_values import KeyValueGrid
from ui.widgets.labels import PlainLabel
from ui.widgets.section_card import SectionCard


class NextSchoolResult(SectionCard):
    """Sent, telephoned, answered: until the receipt is noted it counts as on its way."""

    folder_requested = Signal(str)
    slip_requested = Signal(str)
    register_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        identify(self, "next_school.result", self.tr("The file for the next school is ready"))
        self._made: NextSchoolMade | None = None
        self.password = PasswordWords()
        self._facts = KeyValueGrid(columns=2)
        self._steps = PlainLabel()
        self._lost = PlainLabel(tone="warning")
        for part in (self.password, self._facts, self._lost, self._steps):
            self.body.addWidget(part)
        self._folder = primary_button(
            "next_school.folder", self.tr("Show in folder"), icon="folder-open"
        )
        self._folder.clicked.connect(lambda: self.folder_requested.emit(self._path()))
        slip = secondary_button(
            "next_school.slip", self.tr("Save the receipt slip…"), icon="clipboard-list"
        )
        slip.clicked.connect(lambda: self.slip_requested.emit(self._export_id()))
        register = secondary_button(
            "next_school.register", self.tr("Documents that left"), icon="file-check"
        )
        register.clicked.connect(self.register_requested)
        buttons = FlowLayout(spacing=space(1))
        for button in (self._folder, slip, register):
            buttons.addWidget(button)
        self.body.addLayout(buttons)
        self.body.addStretch(1)

    def show_made(self, made: NextSchoolMade) -> None:
        """Show this file."""
        self._made = made
        self.set_title(self.tr("The file for the next school is ready"))
        self.password.show_password(made.password, made.recipient)
        contents = (
            counted(made.pages, self.tr("1 page"), self.tr("{n} pages")),
            counted(made.records, self.tr("1 record"), self.tr("{n} records")),
            counted(made.files, self.tr("1 stored file"), self.tr("{n} stored files")),
        )
        self._facts.set_rows(
            [
                (self.tr("File"), made.path),
                (self.tr("Contents"), ", ".join(contents)),
                (self.tr("Number of this transfer"), made.export_id),
                (self.tr("Key id"), made.key_id),
            ]
        )
        self._lost.setText(
            counted(
                made.files_lost,
                self.tr("1 stored file is damaged or lost and is not in it. Tell the next school."),
                self.tr(
                    "{n} stored files are damaged or lost and are not in it. Tell the next school."
                ),
            )
        )
        self._lost.setVisible(bool(made.files_lost))
        self._steps.setText(self._next_steps(made))

    def begin(self) -> None:
        """Go to what is usually done next."""
        self._folder.setFocus()

    def forget(self) -> None:
        """The password goes with the result."""
        self._made = None
        self.password.forget()
        self._steps.clear()
        self._facts.set_rows([])

    def _next_steps(self, made: NextSchoolMade) -> str:
        slip = (
            self.tr("Send the receipt slip with it.")
            if made.as_pdf
            else self.tr("The receipt slip is inside; you can send it beside the file as well.")
        )
        steps = (
            self.tr("1. Send the file. {slip}").format(slip=slip),
            self.tr("2. Telephone the DSL there: tell the password, and compare the key id."),
            self.tr(
                "3. The signed slip comes back by {school_day}, five school days after"
                " {sent} (by the calendar: {calendar_day}). Note it under “Documents that left”;"
                " after that day you are reminded."
            ).format(
                school_day=made.answer_by,
                sent=made.sent_on,
                calendar_day=made.answer_by_calendar,
            ),
        )
        return "\n".join(steps)

    def _path(self) -> str:
        return self._made.path if self._made else ""

    def _export_id(self) -> str:
        return self._made.export_id if self._made else ""
