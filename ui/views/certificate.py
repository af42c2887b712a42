"""The termly certificate: one page that the head or the chair of governors signs and keeps."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from ui.care_drafts import CertificateDraft
from ui.care_material import CertificateMade
from ui.theme import scaled, space
from ui.widgets.buttons import primary_button, secondary_button
from ui.widgets.field_row import FieldRow
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify
from ui.widgets.key_values import KeyValueGrid
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page
from ui.widgets.path_line import PathLine
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine


class CertificateView(Page):
    """Two words about the paper, one press, and the file to print."""

    make_requested = Signal(object)
    open_requested = Signal(str)
    print_requested = Signal()
    folder_requested = Signal(str)

    def __init__(self, *, path: str, parent: QWidget | None = None) -> None:
        super().__init__("", identifier="certificate", max_width=1180, parent=parent)
        self._made = ""
        self.set_title(self.tr("Termly certificate"))
        self.set_subtitle(
            self.tr("One page with today’s check code. It names no child and tells no story.")
        )
        self.show_back(self.tr("Backup & checks"))
        self.recipient = TextLine(
            "certificate.recipient",
            self.tr("Who is given the page"),
            placeholder=self.tr("e.g. Chair of governors"),
        )
        self.kept = TextLine(
            "certificate.kept",
            self.tr("Where the page will be kept"),
            placeholder=self.tr("e.g. governors’ file, school safe"),
        )
        self.path = PathLine(
            "certificate.path",
            self.tr("Where to put the file"),
            mode="save",
            kinds=self.tr("PDF (*.pdf)"),
        )
        self.path.line.setText(path)
        self._recipient_row = FieldRow(self.tr("Who is given the page"), self.recipient)
        self._path_row = FieldRow(self.tr("Where to put the file"), self.path)
        self._make = primary_button(
            "certificate.make", self.tr("Make the certificate"), icon="file-check"
        )
        self._make.clicked.connect(self.make)
        self._progress = identify(
            QProgressBar(), "certificate.progress", self.tr("Progress: certificate")
        )
        self._progress.setTextVisible(False)
        self._progress.hide()
        self._lay_out()
        self.setFocusProxy(self.recipient)

    def _lay_out(self) -> None:
        self._form = SectionCard()
        self._form.body.setSpacing(space(2))
        self._form.body.addWidget(self._recipient_row)
        self._form.body.addWidget(
            FieldRow(self.tr("Where the page will be kept"), self.kept, optional=True)
        )
        self._form.body.addWidget(self._path_row)
        line = FlowLayout()
        line.addWidget(self._make)
        self._form.body.addLayout(line)
        self._form.body.addWidget(self._progress)
        self._form.body.addStretch(1)
        why = SectionCard()
        why.set_title(self.tr("What it is good for"))
        for words in (
            self.tr(
                "Whoever holds this page can show years later that nothing entered before today"
                " was changed or taken away since, not even by somebody with every password."
            ),
            self.tr(
                "Print it, have it signed, and keep it where the DSL alone cannot reach it: with"
                " the head or the chair of governors."
            ),
            self.tr("It does not prove that what was written is true or complete."),
        ):
            why.body.addWidget(PlainLabel(words))
        why.body.addStretch(1)
        for card in (self._form, why):
            card.setMinimumWidth(scaled(360))
        column = QVBoxLayout()
        column.setSpacing(space(2))
        self._result = self._result_card()
        column.addWidget(self._result)
        column.addWidget(SideBySide(self._form, why, weights=(3, 2), gap=2))
        column.addStretch(1)
        self.body.addLayout(column)

    def _result_card(self) -> SectionCard:
        card = SectionCard()
        card.set_title(self.tr("The certificate is ready: print it and have it signed"))
        identify(card, "certificate.result", self.tr("The certificate is ready"))
        self._facts = KeyValueGrid()
        printed = primary_button("certificate.print", self.tr("Print…"), icon="printer")
        printed.clicked.connect(self.print_requested)
        opened = secondary_button("certificate.open", self.tr("Open it"), icon="file-text")
        opened.clicked.connect(lambda: self.open_requested.emit(self._made))
        folder = secondary_button(
            "certificate.folder", self.tr("Show in folder"), icon="folder-open"
        )
        folder.clicked.connect(lambda: self.folder_requested.emit(self._made))
        row = FlowLayout(spacing=space(1))
        row.addWidget(printed)
        row.addWidget(opened)
        row.addWidget(folder)
        card.body.addWidget(self._facts)
        card.body.addLayout(row)
        card.setFocusProxy(printed)
        card.hide()
        return card

    def make(self) -> None:
        """Ask for the certificate, or say what is missing."""
        self._recipient_row.clear_error()
        self._path_row.clear_error()
        if not self.recipient.text().strip():
            self._recipient_row.set_error(self.tr("Say who is given the page."))
            self.recipient.setFocus()
            return
        if not self.path.path():
            self._path_row.set_error(self.tr("Choose where the file goes."))
            self.path.setFocus()
            return
        self.show_progress(0, 0)
        self.make_requested.emit(
            CertificateDraft(
                path=self.path.path(),
                recipient=self.recipient.text().strip(),
                kept_where=self.kept.text().strip(),
            )
        )

    def show_progress(self, done: int, total: int) -> None:
        """Show how far the record has been checked; ``total`` 0 shows no number."""
        self.message.clear()
        self._make.setEnabled(False)
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self._progress.show()

    def show_made(self, made: CertificateMade) -> None:
        """Show the file and its check code; the form goes."""
        self._made = made.path
        self._progress.hide()
        self._facts.set_rows(
            (
                (self.tr("File"), made.path),
                (self.tr("Entries"), f"{made.entries:,}"),
                (self.tr("Check code"), made.check_code),
            )
        )
        self._form.setVisible(False)
        self._result.show()
        self._result.setFocus()

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say what went wrong; what was typed stays."""
        self._progress.hide()
        self._make.setEnabled(True)
        self.message.show_message(text, severity="danger", next_step=next_step, assertive=True)
